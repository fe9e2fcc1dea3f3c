import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, nothing, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { isFresh, isLast } from '../../lessons/data/public-runs.queries.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { Dossier } from '../domain/dossier.js';
import { familyOf } from '../domain/family.js';
import {
  bodyOf,
  changeOf,
  checkOf,
  codeOf,
  conflictsOf,
  episodesOf,
  eventOf,
  inspectionsOf,
  interventionsOf,
  lessonOf,
  programmeUsedOf,
  resultOf,
  linkOf,
  nameOf,
  only,
  outcomeOf,
  postOf,
  supportOf,
  warningOf,
} from './dossier-facts.js';
import type { BodyRow, ConflictRow, EpisodeRow, MixedRow } from './dossier.row.js';
import { hasCome, inspectionRows, isOpenProgramme, judgementRows, known, open, unknown } from './record-rows.js';

/** Everything about one body and its family, in eight statements however many rows there are. */
@Injectable()
export class DossierQueries {
  constructor(private readonly db: Database) {}

  /** By its address, or one that it once had. `self.slug` is the address it has now. */
  bySlug(slug: string): Promise<Dossier | null> {
    return this.#dossier(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = ${slug}
       UNION
      SELECT organisation_slug.organisation_id FROM organisation_slug WHERE organisation_slug.slug = ${slug}`);
  }

  /**
   * The body that an episode belongs to; none where the episode is not one that everybody may see. `today`: with what
   * signals say of it in public on this day, where that still holds.
   */
  ofEpisode(ref: string, today: CalendarDay): Promise<Dossier | null> {
    return this.#dossier(
      sql`
      SELECT failure_episode.organisation_id
        FROM failure_episode
       WHERE failure_episode.ref = ${ref} AND ${open('failure_episode')}`,
      sql`
       UNION ALL
      SELECT 'signal_result', signal_result.id, NULL, signal_result.episode_id, 0, signal_result.lesson,
             signal_result.result, signal_result.signal, signal_result.sentence, NULL, NULL, NULL, NULL, NULL, NULL,
             ${unknown}
        FROM failure_episode
        JOIN signal_run ON signal_run.episode_id = failure_episode.id
        JOIN signal_result ON signal_result.episode_id = failure_episode.id AND ${isLast}
       WHERE failure_episode.ref = ${ref} AND ${open('failure_episode')} AND ${isFresh(today)} = 1`,
    );
  }

  async #dossier(asked: Sql, said: Sql = nothing): Promise<Dossier | null> {
    const rows = await this.#bodies(asked);
    const bodies = rows.map(bodyOf);
    const self = bodies.find((_, index) => rows[index]?.asked === 1);
    if (!self) return null;
    const about = await this.#about(bodies.map(({ id }) => id));
    const links = about.filter(({ record }) => record === 'link').map(linkOf);
    const family = familyOf(self, { bodies, links });
    const [inspections, judgements, actions, episodes, parts, conflicts] = await Promise.all([
      inspectionRows(this.db, sql`inspection.organisation_id IN (${list(family)}) AND ${open('inspection')}`),
      judgementRows(this.db, sql`inspection.organisation_id IN (${list(family)}) AND ${open('inspection')}`),
      this.#actions(family),
      this.#episodes(family),
      this.#episodeParts(family, said),
      this.#conflicts(family),
    ]);
    const inFamily = new Set(family);
    const ours = (record: string): MixedRow[] =>
      about.filter((row) => row.record === record && inFamily.has(row.ownerId));
    return {
      self,
      bodies,
      family,
      names: ours('name').map(nameOf),
      codes: ours('code').map(codeOf),
      links,
      posts: ours('post').map(postOf),
      gaps: ours('gap').map((row) => ({ organisationId: row.ownerId, text: row.text ?? '' })),
      inspections: inspectionsOf(inspections, judgements, actions),
      interventions: interventionsOf(actions),
      warnings: only(actions, 'warning_sign').map(warningOf),
      support: supportOf(actions),
      changes: only(actions, 'structural_change').map(changeOf),
      events: only(actions, 'organisation_event').map(eventOf),
      checks: only(actions, 'sustainment_check').map(checkOf),
      episodes: episodesOf(episodes, parts),
      outcomes: only(parts, 'outcome').map(outcomeOf),
      lessons: only(parts, 'lesson_evidence').map(lessonOf),
      programmesUsed: only(parts, 'programme_use').map(programmeUsedOf),
      results: only(parts, 'signal_result').map(resultOf),
      conflicts: conflictsOf(conflicts),
    };
  }

  /**
   * The body itself, those that continue or serve one another with it, their services, and what they belong to.
   * CROSS JOIN keeps SQLite to the order written: it would rather read every organisation than look up three.
   */
  #bodies(asked: Sql): Promise<BodyRow[]> {
    return this.db.rows<BodyRow>(sql`
      WITH RECURSIVE
      asked (id) AS (${asked}),
      line (id) AS (
        SELECT asked.id FROM asked
         UNION
        SELECT CASE WHEN organisation_link.from_id = line.id THEN organisation_link.to_id ELSE organisation_link.from_id END
          FROM line
          JOIN organisation_link ON organisation_link.from_id = line.id OR organisation_link.to_id = line.id
         WHERE organisation_link.type <> 'parent' AND ${open('organisation_link')}
           AND ${ofOpenBody('organisation_link.from_id')} AND ${ofOpenBody('organisation_link.to_id')}
      ),
      wanted (id) AS (
        SELECT line.id FROM line
         UNION
        SELECT organisation.id FROM line CROSS JOIN organisation WHERE organisation.parent_id = line.id
         UNION
        SELECT organisation.parent_id FROM line CROSS JOIN organisation
         WHERE organisation.id = line.id AND organisation.parent_id IS NOT NULL
      )
      SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
             organisation.kind_text AS "kindText", organisation.sector, organisation.region, organisation.country, organisation.parent_id AS "parentId",
             organisation.opened_on AS "openedOn", organisation.closed_on AS "closedOn",
             organisation.status_note AS "statusNote", organisation.website, ${known('organisation')},
             CASE WHEN organisation.id IN (SELECT asked.id FROM asked) THEN 1 ELSE 0 END AS asked
        FROM wanted CROSS JOIN organisation
       WHERE organisation.id = wanted.id AND ${open('organisation')}
       ORDER BY organisation.sort_name, organisation.id`);
  }

  /** Names, codes, links, posts and gaps. */
  #about(ids: readonly string[]): Promise<MixedRow[]> {
    const these = list(ids);
    return this.db.rows<MixedRow>(sql`
      SELECT 'name' AS record, organisation_name.id, CAST(NULL AS varchar(20)) AS ref,
             organisation_name.organisation_id AS "ownerId", 0 AS position, CAST(NULL AS integer) AS level,
             organisation_name.kind AS code, CAST(NULL AS text) AS title, organisation_name.name AS text,
             CAST(NULL AS text) AS second, CAST(NULL AS text) AS third, CAST(NULL AS text) AS fourth,
             CAST(NULL AS varchar(36)) AS "otherId", organisation_name.from_on AS "startsOn",
             organisation_name.to_on AS "endsOn", CAST(NULL AS varchar(10)) AS "knownOn", 0 AS verified,
             0 AS inferred, CAST(NULL AS text) AS note, '' AS "recordedAt"
        FROM organisation_name WHERE organisation_name.organisation_id IN (${these})
       UNION ALL
      SELECT 'code', organisation_code.id, NULL, organisation_code.organisation_id, 0, CAST(NULL AS integer),
             organisation_code.scheme, NULL, organisation_code.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             organisation_code.verified, 0, organisation_code.note, ''
        FROM organisation_code WHERE organisation_code.organisation_id IN (${these})
       UNION ALL
      SELECT 'link', organisation_link.id, NULL, organisation_link.from_id, 0, CAST(NULL AS integer),
             organisation_link.type, NULL, NULL, NULL, NULL, NULL, organisation_link.to_id, organisation_link.on_date,
             NULL, ${known('organisation_link')}
        FROM organisation_link
       WHERE organisation_link.from_id IN (${these}) AND organisation_link.to_id IN (${these})
         AND ${open('organisation_link')}
       UNION ALL
      SELECT 'post', post_holding.id, NULL, post_holding.organisation_id, post_holding.interim,
             post_holding.leaving_planned, post_holding.post, NULL, post_holding.holder_name, post_holding.seen_on,
             NULL, NULL, NULL, post_holding.started_on, post_holding.ended_on, ${known('post_holding')}
        FROM post_holding WHERE post_holding.organisation_id IN (${these}) AND ${open('post_holding')}
       UNION ALL
      SELECT 'gap', organisation_gap.id, NULL, organisation_gap.organisation_id, organisation_gap.position,
             CAST(NULL AS integer), NULL, NULL, organisation_gap.text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0,
             NULL, ''
        FROM organisation_gap WHERE organisation_gap.organisation_id IN (${these})
       ORDER BY record, position, "startsOn", text, id`);
  }

  /** What was done, seen and found: interventions and their parts, warnings, help, changes, checks, findings. */
  #actions(ids: readonly string[]): Promise<MixedRow[]> {
    const these = list(ids);
    return this.db.rows<MixedRow>(sql`
      SELECT 'intervention' AS record, intervention.id, intervention.ref, intervention.organisation_id AS "ownerId",
             0 AS position, intervention.level, intervention.kind AS code, intervention.type_text AS title,
             intervention.text, intervention.authority AS second, intervention.legal_basis AS third,
             intervention.end_reason AS fourth, intervention.replaces_id AS "otherId",
             intervention.started_on AS "startsOn", intervention.ended_on AS "endsOn",
             ${known('intervention')}, intervention.level_note AS fifth
        FROM intervention WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')}
       UNION ALL
      SELECT 'planned_end', planned_end.id, NULL, planned_end.intervention_id, planned_end.position,
             CAST(NULL AS integer), NULL, NULL, planned_end.note, NULL, NULL, NULL, NULL, planned_end.announced_on,
             planned_end.planned_end_on, ${unknown}, NULL
        FROM intervention
        JOIN planned_end ON planned_end.intervention_id = intervention.id
       WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')}
       UNION ALL
      SELECT 'overlap', intervention_overlap.id, NULL, intervention_overlap.intervention_id, 0,
             CAST(NULL AS integer), NULL, NULL, NULL, NULL, NULL, NULL, intervention_overlap.other_id, NULL, NULL,
             ${unknown}, NULL
        FROM intervention
        JOIN intervention_overlap ON intervention_overlap.intervention_id = intervention.id
       WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')}
       UNION ALL
      SELECT 'direction', direction.id, NULL, direction.intervention_id, 0, CAST(NULL AS integer), direction.status,
             direction.number, direction.text, direction.board_comment, NULL, NULL, NULL, NULL, direction.due_on,
             ${known('direction')}, NULL
        FROM intervention
        JOIN direction ON direction.intervention_id = intervention.id
       WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')} AND ${open('direction')}
       UNION ALL
      SELECT 'exit_criterion', exit_criterion.id, NULL, exit_criterion.intervention_id, 0, CAST(NULL AS integer),
             exit_criterion.status, exit_criterion.owner_post, exit_criterion.text, exit_criterion.test, NULL, NULL,
             NULL, exit_criterion.agreed_on, exit_criterion.met_on, ${known('exit_criterion')}, NULL
        FROM intervention
        JOIN exit_criterion ON exit_criterion.intervention_id = intervention.id
       WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')} AND ${open('exit_criterion')}
       UNION ALL
      SELECT 'warning_sign', warning_sign.id, warning_sign.ref, warning_sign.organisation_id, 0,
             CAST(NULL AS integer), warning_sign.kind, NULL, warning_sign.text, warning_sign.response, NULL, NULL,
             NULL, warning_sign.occurred_on, warning_sign.responded_on, ${known('warning_sign')}, NULL
        FROM warning_sign WHERE warning_sign.organisation_id IN (${these}) AND ${open('warning_sign')}
       UNION ALL
      SELECT 'peer_support', peer_support.id, peer_support.ref, peer_support.organisation_id, 0,
             CAST(NULL AS integer), peer_support.type, peer_support.provider, peer_support.focus, peer_support.basis,
             NULL, NULL, peer_support.same_as_id, peer_support.started_on, peer_support.ended_on,
             ${known('peer_support')}, NULL
        FROM peer_support
       WHERE peer_support.organisation_id IN (${these}) AND ${open('peer_support')} AND ${hasCome}
       UNION ALL
      SELECT 'peer_finding', peer_finding.id, NULL, peer_finding.peer_support_id, 0, CAST(NULL AS integer),
             peer_finding.accepted, NULL, peer_finding.text, peer_finding.reason, NULL, NULL, NULL, NULL,
             peer_finding.answered_on, ${known('peer_finding')}, NULL
        FROM peer_support
        JOIN peer_finding ON peer_finding.peer_support_id = peer_support.id
       WHERE peer_support.organisation_id IN (${these}) AND ${open('peer_support')} AND ${hasCome}
         AND ${open('peer_finding')}
       UNION ALL
      SELECT 'structural_change', structural_change.id, NULL, structural_change.organisation_id, 0,
             CAST(NULL AS integer), structural_change.kind, NULL, structural_change.text, structural_change.reason,
             NULL, NULL, NULL, structural_change.occurred_on, NULL, ${known('structural_change')}, NULL
        FROM structural_change
       WHERE structural_change.organisation_id IN (${these}) AND ${open('structural_change')}
       UNION ALL
      SELECT 'sustainment_check', sustainment_check.id, NULL, sustainment_check.organisation_id, 0,
             CAST(NULL AS integer), sustainment_check.result, sustainment_check.by_whom, sustainment_check.text, NULL,
             NULL, NULL, NULL, sustainment_check.done_on, sustainment_check.due_on, ${known('sustainment_check')}, NULL
        FROM sustainment_check
       WHERE sustainment_check.organisation_id IN (${these}) AND ${open('sustainment_check')}
         AND (sustainment_check.months IS NULL OR sustainment_check.done_on IS NOT NULL)
       UNION ALL
      SELECT 'organisation_event', organisation_event.id, organisation_event.ref, organisation_event.organisation_id,
             organisation_event.significant, CAST(NULL AS integer), organisation_event.kind, NULL,
             organisation_event.text, NULL, NULL, NULL, NULL, organisation_event.occurred_on, NULL,
             ${known('organisation_event')}, NULL
        FROM organisation_event
       WHERE organisation_event.organisation_id IN (${these}) AND ${open('organisation_event')}
       UNION ALL
      SELECT 'finding', finding.id, NULL, finding.inspection_id, finding.position, CAST(NULL AS integer),
             finding.kind, finding.area_key, finding.text, finding.cause, finding.status, NULL, NULL, NULL,
             finding.due_on, ${unknown}, NULL
        FROM inspection
        JOIN finding ON finding.inspection_id = inspection.id
       WHERE inspection.organisation_id IN (${these}) AND ${open('inspection')}
       UNION ALL
      SELECT 'correction', correction.id, NULL, correction.inspection_id, correction.edition, CAST(NULL AS integer),
             NULL, correction.by_role, correction.what, correction.why, NULL, NULL, NULL, correction.on_day, NULL,
             ${unknown}, NULL
        FROM inspection
        JOIN correction ON correction.inspection_id = inspection.id
       WHERE inspection.organisation_id IN (${these}) AND ${open('inspection')}
       UNION ALL
      SELECT 'monitoring_note', monitoring_note.id, NULL, monitoring_note.inspection_id, 0, CAST(NULL AS integer),
             monitoring_note.pace, NULL, monitoring_note.improved, monitoring_note.not_improved,
             monitoring_note.next, NULL, NULL, NULL, NULL, ${unknown}, NULL
        FROM inspection
        JOIN monitoring_note ON monitoring_note.inspection_id = inspection.id
       WHERE inspection.organisation_id IN (${these}) AND ${open('inspection')}
       ORDER BY record, position, "startsOn", ref, id`);
  }

  #episodes(ids: readonly string[]): Promise<EpisodeRow[]> {
    return this.db.rows<EpisodeRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
             failure_episode.area, failure_episode.unit, failure_episode.title, failure_episode.origin,
             failure_episode.state, failure_episode.status, failure_episode.status_reason AS "statusReason",
             failure_episode.summary, failure_episode.onset_on AS "onsetOn",
             failure_episode.onset_basis AS "onsetBasis", failure_episode.trigger_kind AS "triggerKind",
             failure_episode.trigger_inspection_id AS "triggerInspectionId",
             failure_episode.trigger_intervention_id AS "triggerInterventionId",
             failure_episode.trigger_on AS "triggerOn",
             failure_episode.not_failing_inspection_id AS "notFailingInspectionId",
             failure_episode.not_failing_on AS "notFailingOn",
             failure_episode.good_inspection_id AS "goodInspectionId", failure_episode.good_on AS "goodOn",
             failure_episode.recovered_on AS "recoveredOn", failure_episode.recovery_basis AS "recoveryBasis",
             failure_episode.intervention_ended_on AS "interventionEndedOn",
             failure_episode.ended_intervention_id AS "endedInterventionId",
             failure_episode.ended_note AS "endedNote", failure_episode.closed_on AS "closedOn",
             failure_episode.close_reason AS "closeReason", failure_episode.relapse_of_id AS "relapseOfId",
             failure_episode.successor_id AS "successorId", failure_episode.watch_until AS "watchUntil",
             failure_episode.derived_trigger_inspection_id AS "derivedTriggerInspectionId",
             failure_episode.derived_trigger_on AS "derivedTriggerOn",
             failure_episode.derived_by_area AS "derivedByArea",
             failure_episode.derived_not_failing_inspection_id AS "derivedNotFailingInspectionId",
             failure_episode.derived_not_failing_on AS "derivedNotFailingOn",
             failure_episode.derived_good_inspection_id AS "derivedGoodInspectionId",
             failure_episode.derived_good_on AS "derivedGoodOn",
             failure_episode.derived_relapse_of_id AS "derivedRelapseOfId", failure_episode.version,
             ${known('failure_episode')}
        FROM failure_episode
       WHERE failure_episode.organisation_id IN (${list(ids)}) AND ${open('failure_episode')}
       ORDER BY failure_episode.trigger_day, failure_episode.ref`);
  }

  /** What belongs to the episodes, where sources say that the bodies stood, and what the cases say of the lessons. */
  #episodeParts(ids: readonly string[], said: Sql): Promise<MixedRow[]> {
    const these = list(ids);
    return this.db.rows<MixedRow>(sql`
      SELECT 'outcome' AS record, outcome.id, CAST(NULL AS varchar(20)) AS ref, outcome.organisation_id AS "ownerId",
             0 AS position, CAST(NULL AS integer) AS level, outcome.state AS code, CAST(NULL AS text) AS title,
             outcome.text, CAST(NULL AS text) AS second, CAST(NULL AS text) AS third, CAST(NULL AS text) AS fourth,
             outcome.episode_id AS "otherId", outcome.occurred_on AS "startsOn", CAST(NULL AS varchar(10)) AS "endsOn",
             ${known('outcome')}
        FROM outcome WHERE outcome.organisation_id IN (${these}) AND ${open('outcome')}
       UNION ALL
      SELECT 'lesson_evidence', lesson_evidence.id, NULL, lesson_evidence.organisation_id, 0, lesson_evidence.lesson,
             lesson_evidence.stance, lesson_evidence.page, lesson_evidence.text, NULL, NULL, NULL,
             lesson_evidence.episode_id, lesson_evidence.occurred_on, NULL, ${known('lesson_evidence')}
        FROM lesson_evidence
       WHERE lesson_evidence.organisation_id IN (${these}) AND ${open('lesson_evidence')}
       UNION ALL
      SELECT 'programme_use', programme_use.id, NULL, failure_episode.organisation_id, 0, CAST(NULL AS integer),
             programme.slug, programme.name, programme_use.text, NULL, NULL, NULL, failure_episode.id,
             programme_use.occurred_on, NULL, ${known('programme_use')}
        FROM failure_episode
        JOIN programme_use ON programme_use.episode_id = failure_episode.id AND ${open('programme_use')}
        JOIN programme ON programme.id = programme_use.programme_id AND ${isOpenProgramme}
       WHERE failure_episode.organisation_id IN (${these}) AND ${open('failure_episode')}
       UNION ALL
      SELECT 'episode_fact', episode_fact.id, NULL, episode_fact.episode_id, episode_fact.position,
             episode_fact.level, episode_fact.role, episode_fact.record_kind, episode_fact.note, NULL, NULL, NULL,
             episode_fact.record_id, NULL, NULL, ${unknown}
        FROM failure_episode
        JOIN episode_fact ON episode_fact.episode_id = failure_episode.id
       WHERE failure_episode.organisation_id IN (${these}) AND ${open('failure_episode')}
       UNION ALL
      SELECT 'episode_impact', episode_impact.id, NULL, episode_impact.episode_id, episode_impact.position,
             CAST(NULL AS integer), episode_impact.impact, NULL, episode_impact.text, NULL, NULL, NULL, NULL, NULL,
             NULL, ${unknown}
        FROM failure_episode
        JOIN episode_impact ON episode_impact.episode_id = failure_episode.id
       WHERE failure_episode.organisation_id IN (${these}) AND ${open('failure_episode')}
       UNION ALL
      SELECT 'episode_cause', episode_cause.id, NULL, episode_cause.episode_id, episode_cause.position,
             CAST(NULL AS integer), episode_cause.cause, NULL, episode_cause.text, NULL, NULL, NULL, NULL, NULL, NULL,
             ${unknown}
        FROM failure_episode
        JOIN episode_cause ON episode_cause.episode_id = failure_episode.id
       WHERE failure_episode.organisation_id IN (${these}) AND ${open('failure_episode')}${said}
       ORDER BY record, level, position, "startsOn", id`);
  }

  /** Conflicts about these bodies, their inspections, interventions, episodes or links: heads, claims and subjects. */
  #conflicts(ids: readonly string[]): Promise<ConflictRow[]> {
    const these = list(ids);
    return this.db.rows<ConflictRow>(sql`
      WITH about (id, record_id) AS (
        SELECT source_conflict_subject.conflict_id, source_conflict_subject.record_id FROM source_conflict_subject
         WHERE source_conflict_subject.record_id IN (${these})
         UNION
        SELECT source_conflict_subject.conflict_id, inspection.id FROM inspection CROSS JOIN source_conflict_subject
         WHERE inspection.organisation_id IN (${these}) AND source_conflict_subject.record_id = inspection.id
           AND ${open('inspection')}
         UNION
        SELECT source_conflict_subject.conflict_id, intervention.id FROM intervention CROSS JOIN source_conflict_subject
         WHERE intervention.organisation_id IN (${these}) AND source_conflict_subject.record_id = intervention.id
           AND ${open('intervention')}
         UNION
        SELECT source_conflict_subject.conflict_id, failure_episode.id
          FROM failure_episode CROSS JOIN source_conflict_subject
         WHERE failure_episode.organisation_id IN (${these}) AND source_conflict_subject.record_id = failure_episode.id
           AND ${open('failure_episode')}
         UNION
        SELECT source_conflict_subject.conflict_id, organisation_link.id
          FROM organisation_link CROSS JOIN source_conflict_subject
         WHERE organisation_link.from_id IN (${these}) AND source_conflict_subject.record_id = organisation_link.id
           AND ${open('organisation_link')} AND ${ofOpenBody('organisation_link.to_id')}
      ),
      conflict (id) AS (SELECT DISTINCT about.id FROM about)
      SELECT 'conflict' AS record, source_conflict.id AS "conflictId", source_conflict.ref AS ref,
             source_conflict.topic AS topic, source_conflict.shown_first AS "shownFirst", source_conflict.why AS why,
             source_conflict.id AS id, 0 AS position, CAST(NULL AS text) AS text
        FROM conflict CROSS JOIN source_conflict
       WHERE source_conflict.id = conflict.id AND ${open('source_conflict')}
       UNION ALL
      SELECT 'claim', source_claim.conflict_id, NULL, NULL, CAST(NULL AS integer), NULL, source_claim.id,
             source_claim.position, source_claim.text
        FROM conflict CROSS JOIN source_claim
       WHERE source_claim.conflict_id = conflict.id
       UNION ALL
      SELECT 'subject', about.id, NULL, NULL, CAST(NULL AS integer), NULL, about.record_id, 0, NULL
        FROM about
       ORDER BY record, ref, position, id`);
  }
}
