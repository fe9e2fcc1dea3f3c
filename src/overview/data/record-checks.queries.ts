import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { independences } from '../../boards/domain/board.js';
import type { CheckRule, DatedPair, CheckedKind } from '../domain/record-checks.js';

/** One record at which a rule stopped. */
export type CheckedRow = {
  readonly rule: CheckRule;
  readonly kind: CheckedKind;
  readonly organisationId: string;
  readonly organisation: string;
  readonly about: string;
  readonly at: string;
  readonly within: string | null;
  /** When, where the rule asks for it. */
  readonly on: string | null;
};

/** What is kept of a check: since when it was seen and, where it is gone, until when. */
export type KeptFlagRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly checkKey: string;
  readonly rule: CheckRule;
  readonly kind: CheckedKind;
  readonly place: string;
  readonly about: string;
  readonly firstSeen: CalendarDay;
  readonly clearedOn: CalendarDay | null;
};

/** Looks for what does not fit together in the record of some bodies. Always of bodies that were named: never of all. */
@Injectable()
export class RecordChecksQueries {
  constructor(private readonly db: Database) {}

  /** Pairs of dates of which the first is written after the second; whether it is so for certain is the rule's. */
  async datedPairs(organisationIds: readonly string[]): Promise<DatedPair[]> {
    if (organisationIds.length === 0) return [];
    const these = list(organisationIds);
    return this.db.rows<DatedPair>(sql`
      ${inspectionPair(these, sql`inspection.started_on`, sql`inspection.ended_on`, sql`'The start of the visit'`, sql`'its end'`)}
      UNION ALL
      ${inspectionPair(these, sql`inspection.ended_on`, sql`inspection.published_on`, sql`'The end of the visit'`, sql`'publication'`)}
      UNION ALL
      SELECT 'intervention', organisation.id, organisation.name, intervention.ref, intervention.ref, NULL, 'The start',
             intervention.started_on, 'the end', intervention.ended_on
        FROM intervention
        JOIN organisation ON organisation.id = intervention.organisation_id
       WHERE intervention.organisation_id IN (${these}) AND intervention.withdrawn_at IS NULL
         AND intervention.started_on > intervention.ended_on
      UNION ALL
      SELECT 'peer_support', organisation.id, organisation.name, peer_support.ref, peer_support.id, organisation.slug, 'The start',
             peer_support.started_on, 'the end', peer_support.ended_on
        FROM peer_support
        JOIN organisation ON organisation.id = peer_support.organisation_id
       WHERE peer_support.organisation_id IN (${these}) AND peer_support.withdrawn_at IS NULL
         AND peer_support.started_on > peer_support.ended_on
      UNION ALL
      SELECT 'post_holding', organisation.id, organisation.name, post_holding.post, post_holding.id, organisation.slug, 'The start',
             post_holding.started_on, 'the end', post_holding.ended_on
        FROM post_holding
        JOIN organisation ON organisation.id = post_holding.organisation_id
       WHERE post_holding.organisation_id IN (${these}) AND post_holding.withdrawn_at IS NULL
         AND post_holding.started_on > post_holding.ended_on
      UNION ALL
      SELECT 'episode', organisation.id, organisation.name, failure_episode.ref, failure_episode.ref, NULL, 'The trigger',
             failure_episode.trigger_on, 'the first judgement that was not failing', failure_episode.not_failing_on
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE failure_episode.organisation_id IN (${these}) AND failure_episode.withdrawn_at IS NULL
         AND failure_episode.trigger_on > failure_episode.not_failing_on
      UNION ALL
      SELECT 'milestone', organisation.id, organisation.name, milestone.ref, milestone.ref, plan.ref, 'The start', milestone.start_on,
             'the date it is due', milestone.current_due
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id
        JOIN organisation ON organisation.id = plan.organisation_id
       WHERE plan.organisation_id IN (${these}) AND milestone.start_on > milestone.current_due`);
  }

  /** Records at which one of the other rules stops. `today`: the day by which something shared is looked at again. */
  async others(organisationIds: readonly string[], today: CalendarDay): Promise<CheckedRow[]> {
    if (organisationIds.length === 0) return [];
    const these = list(organisationIds);
    return this.db.rows<CheckedRow>(sql`
      SELECT 'episode_without_trigger' AS "rule", 'episode' AS "kind", organisation.id AS "organisationId", organisation.name AS "organisation",
             failure_episode.ref AS "about", failure_episode.ref AS "at", CAST(NULL AS varchar(120)) AS "within",
             failure_episode.trigger_on AS "on"
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE failure_episode.organisation_id IN (${these}) AND failure_episode.withdrawn_at IS NULL
         AND failure_episode.trigger_inspection_id IS NULL AND failure_episode.trigger_intervention_id IS NULL
         AND failure_episode.derived_trigger_inspection_id IS NULL
         AND failure_episode.trigger_kind <> ${'self_declaration'}
      UNION ALL
      SELECT 'member_without_independence', 'board_member', organisation.id, organisation.name, board_member.role_title, board.ref, NULL,
             board_member.from_on
        FROM board_member
        JOIN board ON board.id = board_member.board_id
        JOIN organisation ON organisation.id = board.organisation_id
       WHERE board.organisation_id IN (${these}) AND board_member.withdrawn_at IS NULL
         AND board_member.independence NOT IN (${list(Object.keys(independences))})
      UNION ALL
      SELECT DISTINCT 'evidence_withdrawn', 'assessment', organisation.id, organisation.name, evidence.ref, review.ref,
             CAST(lesson_assessment.lesson AS varchar(2)), substr(evidence.withdrawn_at, 1, 10)
        FROM lesson_assessment_evidence
        JOIN lesson_assessment ON lesson_assessment.id = lesson_assessment_evidence.assessment_id
        JOIN evidence ON evidence.id = lesson_assessment_evidence.evidence_id
        JOIN review ON review.id = lesson_assessment.review_id
        JOIN board ON board.id = review.board_id
        JOIN organisation ON organisation.id = board.organisation_id
       WHERE board.organisation_id IN (${these}) AND evidence.withdrawn_at > lesson_assessment.recorded_at
      UNION ALL
      SELECT 'event_without_review', 'event', organisation.id, organisation.name, organisation_event.ref, organisation_event.id,
             organisation.slug, organisation_event.occurred_on
        FROM organisation_event
        JOIN organisation ON organisation.id = organisation_event.organisation_id
       WHERE organisation_event.organisation_id IN (${these}) AND organisation_event.withdrawn_at IS NULL
         AND organisation_event.significant = 1
         AND NOT EXISTS (SELECT 1 FROM learning_review
                          WHERE learning_review.event_id = organisation_event.id
                            AND learning_review.withdrawn_at IS NULL)
      UNION ALL
      SELECT 'learning_past_its_day', 'learning', organisation.id, organisation.name, learning_shared.ref, learning_shared.ref, NULL,
             learning_shared.review_by
        FROM learning_shared
        JOIN organisation ON organisation.id = learning_shared.organisation_id
       WHERE learning_shared.organisation_id IN (${these}) AND learning_shared.withdrawn_at IS NULL
         AND learning_shared.state IN (${'shared'}, ${'reviewed'}, ${'corrected'})
         AND learning_shared.review_by < ${today}
      UNION ALL
      SELECT 'no_headcount', 'organisation', organisation.id, organisation.name, organisation.ref, organisation.slug, NULL, NULL
        FROM organisation
       WHERE organisation.id IN (${these})
         AND EXISTS (SELECT 1 FROM role_grant
                      WHERE role_grant.organisation_id = organisation.id AND role_grant.role = ${'speak_up_lead'}
                        AND role_grant.ended_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM headcount
                          WHERE headcount.organisation_id = organisation.id AND headcount.withdrawn_at IS NULL)`);
  }

  /** The bodies that somebody here answers for: theirs are looked through day by day. */
  async answeredFor(): Promise<readonly string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT role_grant.organisation_id AS id
        FROM role_grant
        JOIN organisation ON organisation.id = role_grant.organisation_id
       WHERE role_grant.ended_at IS NULL AND organisation.withdrawn_at IS NULL
       ORDER BY role_grant.organisation_id`);
    return rows.map(({ id }) => id);
  }

  /** What is kept of these bodies: what is there still, and what was cleared since a day; the newest first. */
  kept(organisationIds: readonly string[], clearedSince: CalendarDay): Promise<KeptFlagRow[]> {
    return inChunks(organisationIds, (chunk) =>
      this.db.rows<KeptFlagRow>(sql`
        SELECT data_flag.id, data_flag.organisation_id AS "organisationId", organisation.name AS "organisation",
               data_flag.check_key AS "checkKey", data_flag.rule, data_flag.kind, data_flag.place, data_flag.about,
               data_flag.first_seen AS "firstSeen", data_flag.cleared_on AS "clearedOn"
          FROM data_flag
          JOIN organisation ON organisation.id = data_flag.organisation_id
         WHERE data_flag.organisation_id IN (${list(chunk)})
           AND (data_flag.cleared_on IS NULL OR data_flag.cleared_on >= ${clearedSince})
         ORDER BY data_flag.cleared_on DESC, data_flag.first_seen, data_flag.id`),
    );
  }

  /** Everything that is kept as there still. */
  open(): Promise<KeptFlagRow[]> {
    return this.db.rows<KeptFlagRow>(sql`
      SELECT data_flag.id, data_flag.organisation_id AS "organisationId", organisation.name AS "organisation",
             data_flag.check_key AS "checkKey", data_flag.rule, data_flag.kind, data_flag.place, data_flag.about,
             data_flag.first_seen AS "firstSeen", data_flag.cleared_on AS "clearedOn"
        FROM data_flag
        JOIN organisation ON organisation.id = data_flag.organisation_id
       WHERE data_flag.cleared_on IS NULL
       ORDER BY data_flag.id`);
  }
}

const inspectionPair = (these: Sql, first: Sql, second: Sql, firstIs: Sql, secondIs: Sql): Sql => sql`
      SELECT 'inspection' AS "kind", organisation.id AS "organisationId", organisation.name AS "organisation", inspection.ref AS "about",
             inspection.ref AS "at", CAST(NULL AS varchar(120)) AS "within", ${firstIs} AS "firstIs",
             ${first} AS "first", ${secondIs} AS "secondIs", ${second} AS "second"
        FROM inspection
        JOIN organisation ON organisation.id = inspection.organisation_id
       WHERE inspection.organisation_id IN (${these}) AND inspection.withdrawn_at IS NULL
         AND inspection.visibility = ${'public'} AND ${first} > ${second}`;
