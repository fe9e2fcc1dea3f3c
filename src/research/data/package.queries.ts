import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type {
  CodeRow,
  EpisodeFactRow,
  HeadcountRow,
  MeasureDefinitionRow,
  PackageCitationRow,
  PackageEpisodeRow,
  PackageFactRow,
  PackageFaultRow,
  PackageJudgementRow,
  PackageLinkRow,
  PackageOrganisationRow,
  PackageReviewRow,
  PackageSourceRow,
  PackageVersionRow,
} from '../domain/package/package-record.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

type Ids = readonly string[];

/**
 * What a data package holds of these episodes and bodies: published facts alone, some hundred bodies to a statement, so
 * that a whole country costs hundreds of statements and not one for each body.
 */
@Injectable()
export class PackageQueries {
  constructor(private readonly db: Database) {}

  episodes(ids: Ids): Promise<PackageEpisodeRow[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<PackageEpisodeRow>(sql`
        SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
               organisation.ref AS "organisationRef", failure_episode.unit, failure_episode.state,
               failure_episode.status, failure_episode.recovery_basis AS "recoveryBasis",
               failure_episode.onset_on AS "onsetOn", failure_episode.watch_until AS "watchUntil",
               started.ref AS "triggerInspectionRef", ended.ref AS "notFailingInspectionRef",
               earlier.ref AS "relapseOfRef", failure_episode.derived_by_area AS "byArea", failure_episode.verified,
               failure_episode.inferred, failure_episode.recorded_at AS "recordedAt"
          FROM failure_episode
          JOIN organisation ON organisation.id = failure_episode.organisation_id
          LEFT JOIN inspection AS started
            ON started.id = COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
           AND ${open('started')}
          LEFT JOIN inspection AS ended
            ON ended.id = COALESCE(failure_episode.derived_not_failing_inspection_id, failure_episode.not_failing_inspection_id)
           AND ${open('ended')}
          LEFT JOIN failure_episode AS earlier
            ON earlier.id = COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id)
           AND ${open('earlier')}
         WHERE failure_episode.id IN (${list(chunk)}) AND ${open('failure_episode')} AND ${open('organisation')}`),
    );
  }

  /** Whatever links these bodies with another that everybody may see. */
  links(bodies: Ids): Promise<PackageLinkRow[]> {
    const row = fixed(`organisation_link.id, organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId",
               organisation_link.type, organisation_link.on_date AS "onDate", organisation_link.verified,
               organisation_link.recorded_at AS "recordedAt"`);
    const among = sql`
          FROM organisation_link
          JOIN organisation AS one ON one.id = organisation_link.from_id AND ${open('one')}
          JOIN organisation AS other ON other.id = organisation_link.to_id AND ${open('other')}
         WHERE ${open('organisation_link')} AND`;
    return inChunks(bodies, (chunk) =>
      this.db.rows<PackageLinkRow>(sql`
        SELECT ${row} ${among} organisation_link.from_id IN (${list(chunk)})
         UNION
        SELECT ${row} ${among} organisation_link.to_id IN (${list(chunk)})`),
    );
  }

  organisations(ids: Ids): Promise<PackageOrganisationRow[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<PackageOrganisationRow>(sql`
        SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
               organisation.sector, organisation.region, organisation.country, organisation.opened_on AS "openedOn",
               organisation.closed_on AS "closedOn", organisation.website, organisation.recorded_at AS "recordedAt"
          FROM organisation
         WHERE organisation.id IN (${list(chunk)}) AND ${open('organisation')}`),
    );
  }

  codes(bodies: Ids): Promise<CodeRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<CodeRow>(sql`
        SELECT organisation_code.organisation_id AS "organisationId", organisation_code.scheme, organisation_code.value
          FROM organisation_code
         WHERE organisation_code.organisation_id IN (${list(chunk)})
         ORDER BY organisation_code.scheme, organisation_code.value`),
    );
  }

  headcounts(bodies: Ids): Promise<HeadcountRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<HeadcountRow>(sql`
        SELECT headcount.organisation_id AS "organisationId", headcount.counted_on AS "on", headcount.value
          FROM headcount
         WHERE headcount.organisation_id IN (${list(chunk)}) AND ${open('headcount')}
         ORDER BY headcount.counted_on`),
    );
  }

  /** Each area of each published inspection of these bodies. */
  judgements(bodies: Ids): Promise<PackageJudgementRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<PackageJudgementRow>(sql`
        SELECT inspection.id AS "inspectionId", inspection.ref AS "inspectionRef", judgement.position,
               inspection.organisation_id AS "organisationId", framework.key AS framework,
               inspection.framework_inferred AS "frameworkInferred", inspection.inspectorate_name AS inspectorate,
               inspection.type AS "inspectionType", framework.episode_area AS "episodeArea", judgement.area_key AS area,
               judgement.area_text AS "areaLabel", judgement.is_overall AS "isOverall",
               COALESCE(judgement.unit, inspection.unit) AS unit, rating_scale.key AS scale,
               COALESCE(rating_grade.label, judgement.label) AS label, rating_grade.ordinal, rating_grade.band,
               rating_grade.is_failing AS "isFailing", judgement.absence, inspection.started_on AS "startedOn",
               inspection.ended_on AS "endedOn", inspection.published_on AS "publishedOn",
               inspection.judged_on AS "judgedOn", inspection.judged_day AS "judgedDay",
               inspection.known_on AS "knownOn", inspection.edition,
               later.ref AS "supersededBy", inspection.report_url AS "reportUrl", inspection.verified,
               inspection.inferred, inspection.recorded_at AS "recordedAt"
          FROM inspection
          JOIN judgement ON judgement.inspection_id = inspection.id
          LEFT JOIN framework ON framework.id = inspection.framework_id
          LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
          LEFT JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
          LEFT JOIN inspection AS later ON later.id = inspection.superseded_by_id AND ${open('later')}
         WHERE inspection.organisation_id IN (${list(chunk)}) AND ${open('inspection')}
         ORDER BY inspection.judged_day, inspection.ref, judgement.position`),
    );
  }

  /** Interventions, help, warnings, changes of structure, posts (never who holds them) and other events. */
  facts(bodies: Ids): Promise<PackageFactRow[]> {
    const marks = (table: string): Sql =>
      fixed(
        `${table}.known_on AS "knownOn", ${table}.verified, ${table}.inferred, ${table}.recorded_at AS "recordedAt"`,
      );
    return inChunks(bodies, (chunk) => {
      const these = list(chunk);
      return this.db.rows<PackageFactRow>(sql`
        SELECT 'intervention' AS fact, intervention.id, intervention.ref,
               intervention.organisation_id AS "organisationId", intervention.kind, intervention.level,
               intervention.legal_basis AS basis, intervention.authority AS "by", intervention.text,
               intervention.started_on AS "startsOn", intervention.ended_on AS "endsOn",
               (SELECT planned_end.planned_end_on
                  FROM planned_end
                 WHERE planned_end.intervention_id = intervention.id
                 ORDER BY planned_end.position DESC
                 LIMIT 1) AS "otherOn",
               intervention.end_reason AS reason, ${marks('intervention')}
          FROM intervention
         WHERE intervention.organisation_id IN (${these}) AND ${open('intervention')}
         UNION ALL
        SELECT 'support', peer_support.id, peer_support.ref, peer_support.organisation_id, peer_support.type, NULL,
               peer_support.basis, peer_support.provider, peer_support.focus, peer_support.started_on,
               peer_support.ended_on, peer_support.agreed_on, NULL, ${marks('peer_support')}
          FROM peer_support
         WHERE peer_support.organisation_id IN (${these}) AND ${open('peer_support')}
         UNION ALL
        SELECT 'warning', warning_sign.id, warning_sign.ref, warning_sign.organisation_id, warning_sign.kind, NULL,
               NULL, NULL, warning_sign.text, warning_sign.occurred_on, NULL, warning_sign.responded_on,
               warning_sign.response, ${marks('warning_sign')}
          FROM warning_sign
         WHERE warning_sign.organisation_id IN (${these}) AND ${open('warning_sign')}
         UNION ALL
        SELECT 'structure', structural_change.id, NULL, structural_change.organisation_id, structural_change.kind, NULL,
               NULL, NULL, structural_change.text, structural_change.occurred_on, NULL, NULL, structural_change.reason,
               ${marks('structural_change')}
          FROM structural_change
         WHERE structural_change.organisation_id IN (${these}) AND ${open('structural_change')}
         UNION ALL
        SELECT 'post', post_holding.id, NULL, post_holding.organisation_id, post_holding.post, NULL,
               CASE WHEN post_holding.interim = 1 THEN 'interim' END, NULL, NULL, post_holding.started_on,
               post_holding.ended_on, NULL, NULL, ${marks('post_holding')}
          FROM post_holding
         WHERE post_holding.organisation_id IN (${these}) AND ${open('post_holding')}
         UNION ALL
        SELECT 'event', organisation_event.id, organisation_event.ref, organisation_event.organisation_id,
               organisation_event.kind, NULL, NULL, NULL, organisation_event.text, organisation_event.occurred_on, NULL,
               NULL, NULL, ${marks('organisation_event')}
          FROM organisation_event
         WHERE organisation_event.organisation_id IN (${these}) AND ${open('organisation_event')}
         ORDER BY fact, "startsOn", id`);
    });
  }

  episodeFacts(episodes: Ids): Promise<EpisodeFactRow[]> {
    return inChunks(episodes, (chunk) =>
      this.db.rows<EpisodeFactRow>(sql`
        SELECT episode_fact.episode_id AS "episodeId", episode_fact.record_id AS "recordId", episode_fact.role,
               episode_fact.level
          FROM episode_fact
         WHERE episode_fact.episode_id IN (${list(chunk)})
         ORDER BY episode_fact.episode_id, episode_fact.role, episode_fact.position, episode_fact.record_id`),
    );
  }

  /** Versions of plans that everybody may read, as they were frozen, each plan's in their order. */
  versions(bodies: Ids): Promise<PackageVersionRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<PackageVersionRow>(sql`
        SELECT plan.ref AS "planRef", plan.organisation_id AS "organisationId", plan.episode_id AS "episodeId",
               plan_version.number, plan_version.agreed_on AS "agreedOn", plan_version.frozen
          FROM plan
          JOIN plan_version ON plan_version.plan_id = plan.id
         WHERE plan.organisation_id IN (${list(chunk)}) AND plan.withdrawn_at IS NULL
           AND plan_version.visibility = 'public' AND plan_version.withdrawn_at IS NULL
           AND plan_version.agreed_on IS NOT NULL
         ORDER BY plan.ref, plan_version.number`),
    );
  }

  /** Meetings of public boards whose minutes everybody may read on the day. */
  reviews(bodies: Ids, today: CalendarDay): Promise<PackageReviewRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<PackageReviewRow>(sql`
        SELECT review.id, review.ref, board.ref AS "boardRef", board.name AS "boardName",
               board.organisation_id AS "organisationId", review.held_on AS "heldOn", review.quorate,
               minutes.public_on AS "publicOn"
          FROM board
          JOIN review ON review.board_id = board.id
          JOIN minutes ON minutes.review_id = review.id
         WHERE board.organisation_id IN (${list(chunk)}) AND ${open('board')} AND review.withdrawn_at IS NULL
           AND minutes.state = 'published' AND minutes.public_on <= ${today}`),
    );
  }

  /** The definition of each public measure of these bodies that stands. */
  definitions(bodies: Ids): Promise<MeasureDefinitionRow[]> {
    return inChunks(bodies, (chunk) =>
      this.db.rows<MeasureDefinitionRow>(sql`
        SELECT measure.ref, measure_definition.edition, measure_definition.text
          FROM measure
          JOIN measure_definition ON measure_definition.measure_id = measure.id
         WHERE measure.organisation_id IN (${list(chunk)}) AND ${open('measure')}
           AND NOT EXISTS (SELECT 1 FROM measure_definition AS later
                            WHERE later.measure_id = measure.id AND later.edition > measure_definition.edition)`),
    );
  }

  citations(records: Ids): Promise<PackageCitationRow[]> {
    return inChunks(records, (chunk) =>
      this.db.rows<PackageCitationRow>(sql`
        SELECT source_link.record_id AS "recordId", source_link.record_kind AS "recordKind", source.ref AS "sourceRef",
               source_link.field, source_link.page, source_link.paragraph, source_link.position
          FROM source_link
          JOIN source ON source.id = source_link.source_id
         WHERE source_link.record_id IN (${list(chunk)}) AND ${open('source')}
         ORDER BY source_link.record_id, source_link.position, source.ref, source_link.id`),
    );
  }

  sources(refs: Ids): Promise<PackageSourceRow[]> {
    return inChunks(refs, (chunk) =>
      this.db.rows<PackageSourceRow>(sql`
        SELECT source.id, source.ref, source.title, source.publisher, source.author,
               source.published_on AS "publishedOn", source.accessed_on AS "accessedOn", source.url,
               source.archive_url AS "archiveUrl", source.licence, source.kind, source.tier, source.verified
          FROM source
         WHERE source.ref IN (${list(chunk)}) AND ${open('source')}`),
    );
  }

  /** What the record itself says is missing of these bodies, and where its sources disagree about these records. */
  async faults(bodies: Ids, records: Ids): Promise<PackageFaultRow[]> {
    const gaps = await inChunks(bodies, (chunk) =>
      this.db.rows<PackageFaultRow>(sql`
        SELECT 'gap' AS kind, organisation_gap.id, NULL AS ref, organisation_gap.organisation_id AS "recordId",
               organisation_gap.position, organisation_gap.text
          FROM organisation_gap
         WHERE organisation_gap.organisation_id IN (${list(chunk)})`),
    );
    const conflicts = await inChunks(records, (chunk) =>
      this.db.rows<PackageFaultRow>(sql`
        SELECT 'conflict' AS kind, source_conflict.id, source_conflict.ref,
               source_conflict_subject.record_id AS "recordId", source_conflict.shown_first AS position,
               source_conflict.topic AS text
          FROM source_conflict_subject
          JOIN source_conflict ON source_conflict.id = source_conflict_subject.conflict_id
         WHERE source_conflict_subject.record_id IN (${list(chunk)}) AND ${open('source_conflict')}`),
    );
    return [...gaps, ...conflicts];
  }
}
