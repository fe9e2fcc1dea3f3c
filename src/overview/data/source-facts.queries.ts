import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, nothing, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import { isOpenProgramme } from './record-rows.js';
import type { CitingRecordRow, ConflictClaimRow, SourceRow, SourceUseRow, UseCount } from './source-facts.row.js';

/** Counting stops here: a file that was brought in may stand behind a million facts. */
export const usesCountedTo = 1_000;

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

const noOne = fixed('CAST(NULL AS varchar(300))');
const noDate = fixed('CAST(NULL AS varchar(10))');
const notSaid = fixed('CAST(NULL AS integer)');

type Ids = { readonly these: Sql };

const isOpenAdoption = sql`${open('adoption')}
       AND (adoption.organisation_id IS NULL OR ${ofOpenBody('adoption.organisation_id')})`;

/** For each kind of record: how the records of these ids are told. */
const tellings: Readonly<Record<string, (ids: Ids) => Sql>> = {
  organisation: ({ these }) => sql`
    SELECT 'organisation' AS "kind", organisation.id, organisation.name AS "text", ${noOne} AS "code", ${noDate} AS "on",
           organisation.name AS "organisation", organisation.slug AS "place", ${noOne} AS "anchor", organisation.verified
      FROM organisation WHERE organisation.id IN (${these}) AND ${open('organisation')}`,
  organisation_code: ({ these }) => sql`
    SELECT 'organisation_code' AS "kind", organisation_code.id, organisation_code.value AS "text",
           organisation_code.scheme AS "code", ${noDate} AS "on", organisation.name AS "organisation",
           organisation.slug AS "place", ${noOne} AS "anchor", organisation_code.verified
      FROM organisation_code
      JOIN organisation ON organisation.id = organisation_code.organisation_id
     WHERE organisation_code.id IN (${these}) AND ${open('organisation')}`,
  organisation_link: ({ these }) => sql`
    SELECT 'organisation_link' AS "kind", organisation_link.id, other.name AS "text", organisation_link.type AS "code",
           organisation_link.on_date AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           ${noOne} AS "anchor", organisation_link.verified
      FROM organisation_link
      JOIN organisation ON organisation.id = organisation_link.from_id
      JOIN organisation AS other ON other.id = organisation_link.to_id
     WHERE organisation_link.id IN (${these}) AND ${open('organisation_link')} AND ${open('organisation')}
       AND ${open('other')}`,
  post_holding: ({ these }) => sql`
    SELECT 'post_holding' AS "kind", post_holding.id, coalesce(post_holding.holder_name, '') AS "text",
           post_holding.post AS "code", coalesce(post_holding.started_on, post_holding.seen_on) AS "on",
           organisation.name AS "organisation", organisation.slug AS "place", post_holding.id AS "anchor",
           post_holding.verified
      FROM post_holding
      JOIN organisation ON organisation.id = post_holding.organisation_id
     WHERE post_holding.id IN (${these}) AND ${open('post_holding')} AND ${open('organisation')}`,
  headcount: ({ these }) => sql`
    SELECT 'headcount' AS "kind", headcount.id, CAST(headcount.value AS varchar(20)) AS "text", headcount.basis AS "code",
           headcount.counted_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           ${noOne} AS "anchor", headcount.verified
      FROM headcount
      JOIN organisation ON organisation.id = headcount.organisation_id
     WHERE headcount.id IN (${these}) AND ${open('headcount')} AND ${open('organisation')}`,
  framework: ({ these }) => sql`
    SELECT 'framework' AS "kind", framework.id, framework.title AS "text", ${noOne} AS "code",
           framework.effective_from AS "on", ${noOne} AS "organisation", framework.key AS "place", ${noOne} AS "anchor",
           ${notSaid} AS "verified"
      FROM framework WHERE framework.id IN (${these})`,
  framework_area: ({ these }) => sql`
    SELECT 'framework_area' AS "kind", framework_area.id, framework_area.label AS "text", framework.title AS "code",
           ${noDate} AS "on", ${noOne} AS "organisation", framework.key AS "place", ${noOne} AS "anchor",
           framework_area.verified
      FROM framework_area
      JOIN framework ON framework.id = framework_area.framework_id
     WHERE framework_area.id IN (${these})`,
  framework_fact: ({ these }) => sql`
    SELECT 'framework_fact' AS "kind", framework_fact.id, framework_fact.text, framework.title AS "code",
           ${noDate} AS "on", ${noOne} AS "organisation", framework.key AS "place", ${noOne} AS "anchor",
           framework_fact.verified
      FROM framework_fact
      JOIN framework ON framework.id = framework_fact.framework_id
     WHERE framework_fact.id IN (${these})`,
  rating_scale: ({ these }) => sql`
    SELECT 'rating_scale' AS "kind", rating_scale.id, rating_scale.label AS "text", ${noOne} AS "code",
           ${noDate} AS "on", ${noOne} AS "organisation",
           (SELECT min(framework.key) FROM framework WHERE framework.scale_id = rating_scale.id) AS "place",
           ${noOne} AS "anchor", rating_scale.verified
      FROM rating_scale WHERE rating_scale.id IN (${these})`,
  inspection: ({ these }) => sql`
    SELECT 'inspection' AS "kind", inspection.id, inspection.subject AS "text", inspection.type AS "code",
           inspection.judged_on AS "on", organisation.name AS "organisation", inspection.ref AS "place",
           ${noOne} AS "anchor", inspection.verified
      FROM inspection
      JOIN organisation ON organisation.id = inspection.organisation_id
     WHERE inspection.id IN (${these}) AND ${open('inspection')} AND ${open('organisation')}`,
  judgement: ({ these }) => sql`
    SELECT 'judgement' AS "kind", judgement.id, judgement.area_text AS "text", judgement.label AS "code",
           inspection.judged_on AS "on", organisation.name AS "organisation", inspection.ref AS "place",
           ${noOne} AS "anchor", inspection.verified
      FROM judgement
      JOIN inspection ON inspection.id = judgement.inspection_id
      JOIN organisation ON organisation.id = inspection.organisation_id
     WHERE judgement.id IN (${these}) AND ${open('inspection')} AND ${open('organisation')}`,
  finding: ({ these }) => sql`
    SELECT 'finding' AS "kind", finding.id, finding.text, ${noOne} AS "code", inspection.judged_on AS "on",
           organisation.name AS "organisation", inspection.ref AS "place", ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM finding
      JOIN inspection ON inspection.id = finding.inspection_id
      JOIN organisation ON organisation.id = inspection.organisation_id
     WHERE finding.id IN (${these}) AND ${open('inspection')} AND ${open('organisation')}`,
  intervention: ({ these }) => sql`
    SELECT 'intervention' AS "kind", intervention.id, intervention.text, intervention.type_text AS "code",
           intervention.started_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           intervention.id AS "anchor", intervention.verified
      FROM intervention
      JOIN organisation ON organisation.id = intervention.organisation_id
     WHERE intervention.id IN (${these}) AND ${open('intervention')} AND ${open('organisation')}`,
  planned_end: ({ these }) => sql`
    SELECT 'planned_end' AS "kind", planned_end.id, intervention.type_text AS "text", ${noOne} AS "code",
           planned_end.planned_end_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           intervention.id AS "anchor", ${notSaid} AS "verified"
      FROM planned_end
      JOIN intervention ON intervention.id = planned_end.intervention_id
      JOIN organisation ON organisation.id = intervention.organisation_id
     WHERE planned_end.id IN (${these}) AND ${open('intervention')} AND ${open('organisation')}`,
  direction: ({ these }) => sql`
    SELECT 'direction' AS "kind", direction.id, direction.text, ${noOne} AS "code", direction.due_on AS "on",
           organisation.name AS "organisation", organisation.slug AS "place", intervention.id AS "anchor",
           direction.verified
      FROM direction
      JOIN intervention ON intervention.id = direction.intervention_id
      JOIN organisation ON organisation.id = intervention.organisation_id
     WHERE direction.id IN (${these}) AND ${open('direction')} AND ${open('intervention')}
       AND ${open('organisation')}`,
  exit_criterion: ({ these }) => sql`
    SELECT 'exit_criterion' AS "kind", exit_criterion.id, exit_criterion.text, ${noOne} AS "code",
           exit_criterion.agreed_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           intervention.id AS "anchor", exit_criterion.verified
      FROM exit_criterion
      JOIN intervention ON intervention.id = exit_criterion.intervention_id
      JOIN organisation ON organisation.id = intervention.organisation_id
     WHERE exit_criterion.id IN (${these}) AND ${open('exit_criterion')} AND ${open('intervention')}
       AND ${open('organisation')}`,
  warning_sign: ({ these }) => sql`
    SELECT 'warning_sign' AS "kind", warning_sign.id, warning_sign.text, ${noOne} AS "code",
           warning_sign.occurred_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           warning_sign.id AS "anchor", warning_sign.verified
      FROM warning_sign
      JOIN organisation ON organisation.id = warning_sign.organisation_id
     WHERE warning_sign.id IN (${these}) AND ${open('warning_sign')} AND ${open('organisation')}`,
  peer_support: ({ these }) => sql`
    SELECT 'peer_support' AS "kind", peer_support.id, coalesce(peer_support.focus, '') AS "text",
           peer_support.provider AS "code", peer_support.started_on AS "on", organisation.name AS "organisation",
           organisation.slug AS "place", coalesce(peer_support.same_as_id, peer_support.id) AS "anchor",
           peer_support.verified
      FROM peer_support
      JOIN organisation ON organisation.id = peer_support.organisation_id
     WHERE peer_support.id IN (${these}) AND ${open('peer_support')} AND ${open('organisation')}`,
  peer_finding: ({ these }) => sql`
    SELECT 'peer_finding' AS "kind", peer_finding.id, peer_finding.text, peer_support.provider AS "code",
           peer_finding.answered_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           coalesce(peer_support.same_as_id, peer_support.id) AS "anchor", peer_finding.verified
      FROM peer_finding
      JOIN peer_support ON peer_support.id = peer_finding.peer_support_id
      JOIN organisation ON organisation.id = peer_support.organisation_id
     WHERE peer_finding.id IN (${these}) AND ${open('peer_finding')} AND ${open('peer_support')}
       AND ${open('organisation')}`,
  structural_change: ({ these }) => sql`
    SELECT 'structural_change' AS "kind", structural_change.id, structural_change.text, ${noOne} AS "code",
           structural_change.occurred_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           structural_change.id AS "anchor", structural_change.verified
      FROM structural_change
      JOIN organisation ON organisation.id = structural_change.organisation_id
     WHERE structural_change.id IN (${these}) AND ${open('structural_change')} AND ${open('organisation')}`,
  organisation_event: ({ these }) => sql`
    SELECT 'organisation_event' AS "kind", organisation_event.id, organisation_event.text, ${noOne} AS "code",
           organisation_event.occurred_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           organisation_event.id AS "anchor", organisation_event.verified
      FROM organisation_event
      JOIN organisation ON organisation.id = organisation_event.organisation_id
     WHERE organisation_event.id IN (${these}) AND ${open('organisation_event')} AND ${open('organisation')}`,
  support_trigger: ({ these }) => sql`
    SELECT 'support_trigger' AS "kind", support_trigger.id, support_trigger.text, ${noOne} AS "code",
           support_trigger.agreed_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM support_trigger
      JOIN organisation ON organisation.id = support_trigger.organisation_id
     WHERE support_trigger.id IN (${these}) AND ${open('support_trigger')} AND ${open('organisation')}`,
  sustainability_plan: ({ these }) => sql`
    SELECT 'sustainability_plan' AS "kind", sustainability_plan.id, sustainability_plan.text, ${noOne} AS "code",
           sustainability_plan.agreed_on AS "on", organisation.name AS "organisation", organisation.slug AS "place",
           ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM sustainability_plan
      JOIN organisation ON organisation.id = sustainability_plan.organisation_id
     WHERE sustainability_plan.id IN (${these}) AND ${open('sustainability_plan')} AND ${open('organisation')}`,
  sustainment_check: ({ these }) => sql`
    SELECT 'sustainment_check' AS "kind", sustainment_check.id, sustainment_check.text, ${noOne} AS "code",
           coalesce(sustainment_check.done_on, sustainment_check.due_on) AS "on", organisation.name AS "organisation",
           organisation.slug AS "place", sustainment_check.id AS "anchor", sustainment_check.verified
      FROM sustainment_check
      JOIN organisation ON organisation.id = sustainment_check.organisation_id
     WHERE sustainment_check.id IN (${these}) AND ${open('sustainment_check')} AND ${open('organisation')}`,
  measure: ({ these }) => sql`
    SELECT 'measure' AS "kind", measure.id, measure.name AS "text", ${noOne} AS "code", ${noDate} AS "on",
           organisation.name AS "organisation", measure.ref AS "place", ${noOne} AS "anchor", measure.verified
      FROM measure
      JOIN organisation ON organisation.id = measure.organisation_id
     WHERE measure.id IN (${these}) AND ${open('measure')} AND ${open('organisation')}`,
  measure_value: ({ these }) => sql`
    SELECT 'measure_value' AS "kind", measure_value.id, measure.name AS "text", ${noOne} AS "code",
           measure_value.occurred_on AS "on", organisation.name AS "organisation", measure.ref AS "place",
           ${noOne} AS "anchor", measure_value.verified
      FROM measure_value
      JOIN measure ON measure.id = measure_value.measure_id
      JOIN organisation ON organisation.id = measure.organisation_id
     WHERE measure_value.id IN (${these}) AND ${open('measure_value')} AND ${open('measure')}
       AND ${open('organisation')}`,
  outcome: ({ these }) => sql`
    SELECT 'outcome' AS "kind", outcome.id, outcome.text, ${noOne} AS "code", outcome.occurred_on AS "on",
           organisation.name AS "organisation", organisation.slug AS "place", outcome.id AS "anchor", outcome.verified
      FROM outcome
      JOIN organisation ON organisation.id = outcome.organisation_id
     WHERE outcome.id IN (${these}) AND ${open('outcome')} AND ${open('organisation')}`,
  episode: ({ these }) => sql`
    SELECT 'episode' AS "kind", failure_episode.id, failure_episode.title AS "text", ${noOne} AS "code",
           failure_episode.trigger_on AS "on", organisation.name AS "organisation", failure_episode.ref AS "place",
           ${noOne} AS "anchor", failure_episode.verified
      FROM failure_episode
      JOIN organisation ON organisation.id = failure_episode.organisation_id
     WHERE failure_episode.id IN (${these}) AND ${open('failure_episode')} AND ${open('organisation')}`,
  episode_impact: ({ these }) => sql`
    SELECT 'episode_impact' AS "kind", episode_impact.id, episode_impact.text AS "text", failure_episode.title AS "code",
           ${noDate} AS "on", organisation.name AS "organisation", failure_episode.ref AS "place",
           ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM episode_impact
      JOIN failure_episode ON failure_episode.id = episode_impact.episode_id
      JOIN organisation ON organisation.id = failure_episode.organisation_id
     WHERE episode_impact.id IN (${these}) AND ${open('failure_episode')} AND ${open('organisation')}`,
  episode_cause: ({ these }) => sql`
    SELECT 'episode_cause' AS "kind", episode_cause.id, episode_cause.text AS "text", failure_episode.title AS "code",
           ${noDate} AS "on", organisation.name AS "organisation", failure_episode.ref AS "place",
           ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM episode_cause
      JOIN failure_episode ON failure_episode.id = episode_cause.episode_id
      JOIN organisation ON organisation.id = failure_episode.organisation_id
     WHERE episode_cause.id IN (${these}) AND ${open('failure_episode')} AND ${open('organisation')}`,
  episode_fact: ({ these }) => sql`
    SELECT 'episode_fact' AS "kind", episode_fact.id, coalesce(episode_fact.note, '') AS "text", failure_episode.title AS "code",
           ${noDate} AS "on", organisation.name AS "organisation", failure_episode.ref AS "place",
           ${noOne} AS "anchor", ${notSaid} AS "verified"
      FROM episode_fact
      JOIN failure_episode ON failure_episode.id = episode_fact.episode_id
      JOIN organisation ON organisation.id = failure_episode.organisation_id
     WHERE episode_fact.id IN (${these}) AND ${open('failure_episode')} AND ${open('organisation')}`,
  lesson_evidence: ({ these }) => sql`
    SELECT 'lesson_evidence' AS "kind", lesson_evidence.id, lesson_evidence.text, ${noOne} AS "code",
           lesson_evidence.occurred_on AS "on", organisation.name AS "organisation",
           CAST(lesson_evidence.lesson AS varchar(10)) AS "place", lesson_evidence.id AS "anchor",
           lesson_evidence.verified
      FROM lesson_evidence
      LEFT JOIN organisation ON organisation.id = lesson_evidence.organisation_id
     WHERE lesson_evidence.id IN (${these}) AND ${open('lesson_evidence')}
       AND (organisation.id IS NULL OR (${open('organisation')}))`,
  programme: ({ these }) => sql`
    SELECT 'programme' AS "kind", programme.id, programme.name AS "text", ${noOne} AS "code",
           programme.started_on AS "on", organisation.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", programme.verified
      FROM programme
      LEFT JOIN organisation ON organisation.id = programme.owner_id
     WHERE programme.id IN (${these}) AND ${isOpenProgramme}`,
  programme_element: ({ these }) => sql`
    SELECT 'programme_element' AS "kind", programme_element.id, programme_element.text AS "text", ${noOne} AS "code",
           programme_element.occurred_on AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", programme_element.verified
      FROM programme_element
      JOIN programme ON programme.id = programme_element.programme_id
     WHERE programme_element.id IN (${these}) AND ${open('programme_element')} AND ${isOpenProgramme}`,
  funding_stream: ({ these }) => sql`
    SELECT 'funding_stream' AS "kind", funding_stream.id, funding_stream.funder AS "text", ${noOne} AS "code",
           funding_stream.from_on AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", funding_stream.verified
      FROM funding_stream
      JOIN programme ON programme.id = funding_stream.programme_id
     WHERE funding_stream.id IN (${these}) AND ${open('funding_stream')} AND ${isOpenProgramme}`,
  adoption_stage: ({ these }) => sql`
    SELECT 'adoption_stage' AS "kind", adoption_stage.id, adoption.body_name AS "text", adoption_stage.stage AS "code",
           adoption_stage.occurred_on AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", adoption_stage.verified
      FROM adoption_stage
      JOIN adoption ON adoption.id = adoption_stage.adoption_id AND ${isOpenAdoption}
      JOIN programme ON programme.id = adoption.programme_id
     WHERE adoption_stage.id IN (${these}) AND ${open('adoption_stage')} AND ${isOpenProgramme}`,
  adoption_fidelity: ({ these }) => sql`
    SELECT 'adoption_fidelity' AS "kind", adoption_fidelity.id, adoption.body_name AS "text", adoption_fidelity.fidelity AS "code",
           ${noDate} AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", adoption_fidelity.verified
      FROM adoption_fidelity
      JOIN adoption ON adoption.id = adoption_fidelity.adoption_id AND ${isOpenAdoption}
      JOIN programme ON programme.id = adoption.programme_id
     WHERE adoption_fidelity.id IN (${these}) AND ${open('adoption_fidelity')} AND ${isOpenProgramme}`,
  outcome_claim: ({ these }) => sql`
    SELECT 'outcome_claim' AS "kind", outcome_claim.id, outcome_claim.outcome AS "text", ${noOne} AS "code",
           outcome_claim.occurred_on AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", outcome_claim.verified
      FROM outcome_claim
      JOIN programme ON programme.id = outcome_claim.programme_id
     WHERE outcome_claim.id IN (${these}) AND ${open('outcome_claim')} AND ${isOpenProgramme}`,
  programme_use: ({ these }) => sql`
    SELECT 'programme_use' AS "kind", programme_use.id, 'Used by a turnaround' AS "text", ${noOne} AS "code",
           programme_use.occurred_on AS "on", programme.name AS "organisation", programme.slug AS "place",
           ${noOne} AS "anchor", programme_use.verified
      FROM programme_use
      JOIN programme ON programme.id = programme_use.programme_id
     WHERE programme_use.id IN (${these}) AND ${open('programme_use')} AND ${isOpenProgramme}`,
};

/** That a subject of a conflict is a record, or of a body, that not everybody may see. */
const isHidden = sql`(
               (subject.record_kind = 'organisation' AND NOT ${ofOpenBody('subject.record_id')})
            OR (subject.record_kind = 'inspection' AND NOT EXISTS (
                 SELECT 1 FROM inspection
                  WHERE inspection.id = subject.record_id AND ${open('inspection')}
                    AND ${ofOpenBody('inspection.organisation_id')}))
            OR (subject.record_kind = 'intervention' AND NOT EXISTS (
                 SELECT 1 FROM intervention
                  WHERE intervention.id = subject.record_id AND ${open('intervention')}
                    AND ${ofOpenBody('intervention.organisation_id')}))
            OR (subject.record_kind = 'episode' AND NOT EXISTS (
                 SELECT 1 FROM failure_episode
                  WHERE failure_episode.id = subject.record_id AND ${open('failure_episode')}
                    AND ${ofOpenBody('failure_episode.organisation_id')})))`;

/** A conflict about nothing but hidden records is hidden with them. */
const isAboutHidden = sql`EXISTS (
           SELECT 1 FROM source_conflict_subject AS subject
            WHERE subject.conflict_id = source_conflict.id AND ${isHidden})`;
const isAboutShown = sql`EXISTS (
           SELECT 1 FROM source_conflict_subject AS subject
            WHERE subject.conflict_id = source_conflict.id AND NOT ${isHidden})`;

/** Everything that leans on one source. A record that is withdrawn or not public is counted and not told. */
@Injectable()
export class SourceFactsQueries {
  constructor(private readonly db: Database) {}

  byRef(ref: string): Promise<SourceRow | null> {
    return this.db.row<SourceRow>(sql`
      SELECT source.id, source.ref, source.title, source.publisher, source.author, source.published_on AS "publishedOn",
             source.accessed_on AS "accessedOn", source.url, source.archive_url AS "archiveUrl", source.licence,
             source.kind, source.tier, source.supports, source.verified, source.recorded_at AS "recordedAt",
             source.recorded_by AS "recordedBy", source.edited_by AS "editedBy"
        FROM source
       WHERE source.ref = ${ref} AND ${open('source')}`);
  }

  /** The source that took the place of one that was withdrawn. */
  async insteadOf(ref: string): Promise<string | null> {
    const row = await this.db.row<{ ref: string }>(sql`
      SELECT instead.ref
        FROM source
        JOIN source AS instead ON instead.id = source.replaced_by_id AND ${open('instead')}
       WHERE source.ref = ${ref} AND source.visibility = 'public' AND source.withdrawn_at IS NOT NULL`);
    return row?.ref ?? null;
  }

  /** How often each kind of record leans on it. Together they are counted up to one more than `usesCountedTo`. */
  counts(sourceId: string): Promise<UseCount[]> {
    return this.db.rows<UseCount>(sql`
      SELECT used.record_kind AS "recordKind", CAST(count(*) AS integer) AS "count"
        FROM (SELECT source_link.record_kind FROM source_link
               WHERE source_link.source_id = ${sourceId} AND source_link.record_kind <> 'source_claim'
               ORDER BY source_link.record_kind
               LIMIT ${usesCountedTo + 1}) AS used
       GROUP BY used.record_kind
       ORDER BY used.record_kind`);
  }

  /** One page of the places where it is used, kind after kind. */
  uses(
    sourceId: string,
    { limit, offset, kind = null }: { limit: number; offset: number; kind?: string | null },
  ): Promise<SourceUseRow[]> {
    return this.db.rows<SourceUseRow>(sql`
      SELECT source_link.record_kind AS "recordKind", source_link.record_id AS "recordId", source_link.field,
             source_link.page, source_link.paragraph, source_link.quote
        FROM source_link
       WHERE source_link.source_id = ${sourceId} AND source_link.record_kind <> 'source_claim'
         ${kind === null ? nothing : sql`AND source_link.record_kind = ${kind}`}
       ORDER BY source_link.record_kind, source_link.record_id, source_link.id
       LIMIT ${limit} OFFSET ${offset}`);
  }

  /** What these uses are about, in one statement. */
  async records(uses: readonly Pick<SourceUseRow, 'recordKind' | 'recordId'>[]): Promise<CitingRecordRow[]> {
    const kinds = [...new Set(uses.map(({ recordKind }) => recordKind))];
    const told = kinds.flatMap((kind) => {
      const ids = uses.filter(({ recordKind }) => recordKind === kind).map(({ recordId }) => recordId);
      const telling = tellings[kind];
      return telling ? [telling({ these: list([...new Set(ids)]) })] : [];
    });
    const [first, ...rest] = told;
    if (!first) return [];
    return this.db.rows<CitingRecordRow>(rest.reduce((written, piece) => sql`${written} UNION ALL ${piece}`, first));
  }

  /** The disagreements in which it takes part, every claim of each, in order. */
  conflicts(sourceId: string): Promise<ConflictClaimRow[]> {
    return this.db.rows<ConflictClaimRow>(sql`
      SELECT source_conflict.id AS "conflictId", source_conflict.ref, source_conflict.topic,
             source_conflict.shown_first AS "shownFirst", source_conflict.why, source_claim.id AS "claimId",
             source_claim.text
        FROM source_conflict
        JOIN source_claim ON source_claim.conflict_id = source_conflict.id
       WHERE source_conflict.id IN (SELECT claimed.conflict_id
                                      FROM source_link
                                      JOIN source_claim AS claimed ON claimed.id = source_link.record_id
                                     WHERE source_link.source_id = ${sourceId}
                                       AND source_link.record_kind = 'source_claim')
         AND ${open('source_conflict')} AND NOT (${isAboutHidden} AND NOT ${isAboutShown})
       ORDER BY source_conflict.ref, source_claim.position`);
  }
}
