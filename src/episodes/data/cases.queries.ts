import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type {
  CandidateBody,
  CaseRow,
  FactRow,
  MoveRow,
  OpeningRow,
  PersonRow,
  SameWorkRow,
  UntoldRow,
} from './cases.row.js';
import { isRelapseOf } from './relapses.js';

const nobody = fixed('1 = 0');
const everybody = fixed('1 = 1');

const either = (conditions: readonly (Sql | null)[]): Sql => {
  const present = conditions.filter((condition) => condition !== null);
  return present.slice(1).reduce((all, one) => sql`${all} OR ${one}`, present[0] ?? nobody);
};

/**
 * Whether one of these inspectorates has looked at the work of the body or its services. Asked of the body and of its
 * services by turns, each along its index: asked of both in one condition, all inspections of a country are read for
 * every body.
 */
function lookedAtBy(inspectorateIds: readonly string[], area: Sql | null): Sql | null {
  if (inspectorateIds.length === 0) return null;
  const looked = (whose: Sql): Sql => sql`EXISTS (
          SELECT 1
            FROM organisation AS inspected
           CROSS JOIN inspection
           CROSS JOIN framework
           WHERE ${whose} = organisation.id AND inspection.organisation_id = inspected.id
             AND framework.id = inspection.framework_id
             AND framework.inspectorate_id IN (${list(inspectorateIds)})
             AND inspection.visibility = 'public' AND inspection.withdrawn_at IS NULL
             ${area ? sql`AND COALESCE(inspection.area, framework.episode_area) = ${area}` : fixed('')})`;
  return sql`(${looked(fixed('inspected.id'))} OR ${looked(fixed('inspected.parent_id'))})`;
}

/**
 * Bodies within a reach: those of the grants with their services, and those whose work an inspectorate of the grants
 * has looked at. `area`: only where it has looked at that part of the work.
 */
function bodyWithin(reach: Reach, area: Sql | null): Sql {
  if (reach.any) return everybody;
  const { organisationIds, inspectorateIds } = reach;
  const own =
    organisationIds.length === 0
      ? null
      : sql`organisation.id IN (${list(organisationIds)}) OR organisation.parent_id IN (${list(organisationIds)})`;
  const looked = lookedAtBy(inspectorateIds, area);
  return sql`(${either([own, looked])})`;
}

/** Cases as those see them who run them. What lies outside a reach is not there. */
@Injectable()
export class CasesQueries {
  constructor(private readonly db: Database) {}

  async byRef(ref: string, reach: Reach): Promise<CaseRow | null> {
    return this.db.row<CaseRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug",
             organisation.parent_id AS "parentId", failure_episode.area, failure_episode.unit, failure_episode.title,
             failure_episode.origin, failure_episode.summary, failure_episode.status,
             failure_episode.status_reason AS "statusReason", failure_episode.state,
             failure_episode.onset_on AS "onsetOn", failure_episode.onset_basis AS "onsetBasis",
             failure_episode.trigger_kind AS "triggerKind", failure_episode.trigger_on AS "triggerOn",
             failure_episode.trigger_intervention_id AS "triggerInterventionId",
             failure_episode.not_failing_on AS "notFailingOn", failure_episode.recovered_on AS "recoveredOn",
             failure_episode.recovery_basis AS "recoveryBasis", failure_episode.closed_on AS "closedOn",
             failure_episode.close_reason AS "closeReason", failure_episode.paused_on AS "pausedOn",
             failure_episode.pause_reason AS "pauseReason", failure_episode.watch_until AS "watchUntil",
             failure_episode.derived_trigger_on AS "derivedTriggerOn",
             failure_episode.derived_not_failing_on AS "derivedNotFailingOn",
             failure_episode.derived_good_on AS "derivedGoodOn", earlier.ref AS "relapseOfRef",
             (SELECT MIN(later.ref)
                FROM failure_episode AS later
               WHERE ${isRelapseOf('later', 'failure_episode.id')}
                 AND later.withdrawn_at IS NULL AND later.visibility = 'public') AS "failedAgainRef",
             (SELECT CAST(COUNT(*) AS integer) FROM person_to_tell
               WHERE person_to_tell.episode_id = failure_episode.id
                 AND person_to_tell.withdrawn_at IS NULL) AS people,
             (SELECT CAST(COUNT(*) AS integer) FROM person_to_tell
               WHERE person_to_tell.episode_id = failure_episode.id
                 AND person_to_tell.told_on IS NOT NULL AND person_to_tell.withdrawn_at IS NULL) AS told,
             (SELECT CAST(COUNT(*) AS integer)
                FROM episode_fact
                JOIN step_request ON step_request.intervention_id = episode_fact.record_id
               WHERE episode_fact.episode_id = failure_episode.id AND episode_fact.role = 'intervention'
                 AND step_request.state = 'asked') AS "requestsWaiting",
             CASE WHEN ${lookedAtBy(reach.inspectorateIds, sql`failure_episode.area`) ?? nobody}
                  THEN 1 ELSE 0 END AS "isLookedAt",
             failure_episode.version, failure_episode.recorded_at AS "recordedAt"
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
        LEFT JOIN failure_episode AS earlier
          ON earlier.id = COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id)
       WHERE failure_episode.ref = ${ref} AND failure_episode.withdrawn_at IS NULL
         AND failure_episode.visibility = 'public'
         AND ${bodyWithin(reach, sql`failure_episode.area`)}`);
  }

  /** Cases that name this record. */
  async refsNaming(recordId: string): Promise<readonly string[]> {
    const rows = await this.db.rows<{ ref: string }>(sql`
      SELECT failure_episode.ref, failure_episode.trigger_day AS "triggerDay"
        FROM failure_episode
       WHERE failure_episode.id IN (
               SELECT episode_fact.episode_id FROM episode_fact WHERE episode_fact.record_id = ${recordId}
                UNION ALL
               SELECT opened.id FROM failure_episode AS opened WHERE opened.trigger_intervention_id = ${recordId})
         AND failure_episode.withdrawn_at IS NULL
       ORDER BY failure_episode.trigger_day DESC, failure_episode.ref DESC`);
    return rows.map(({ ref }) => ref);
  }

  factsOf(episodeId: string): Promise<FactRow[]> {
    return this.db.rows<FactRow>(sql`
      SELECT episode_fact.role, episode_fact.record_kind AS "recordKind", episode_fact.record_id AS "recordId",
             episode_fact.level
        FROM episode_fact
       WHERE episode_fact.episode_id = ${episodeId}
       ORDER BY episode_fact.position`);
  }

  movesOf(episodeId: string): Promise<MoveRow[]> {
    return this.db.rows<MoveRow>(sql`
      SELECT episode_move.id, episode_move.position, episode_move.kind, episode_move.from_state AS "fromState",
             episode_move.to_state AS "toState", episode_move.occurred_on AS "occurredOn", episode_move.why,
             episode_move.decision_body AS "decisionBody", episode_move.decision_by AS "decisionBy",
             episode_move.decision_on AS "decisionOn", episode_move.decision_ref AS "decisionRef",
             episode_move.basis, episode_move.automatic, other.ref AS "otherRef",
             episode_move.recorded_at AS "recordedAt", episode_move.recorded_by AS "recordedBy",
             account.name AS recorder
        FROM episode_move
        LEFT JOIN account ON account.ref = episode_move.recorded_by
        LEFT JOIN failure_episode AS other ON other.id = episode_move.other_id
       WHERE episode_move.episode_id = ${episodeId}
       ORDER BY episode_move.position`);
  }

  /** What a letter says of these cases. */
  told(
    ids: readonly string[],
  ): Promise<{ id: string; ref: string; title: string; organisation: string; organisationId: string }[]> {
    return this.db.rows(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title, organisation.name AS organisation,
             failure_episode.organisation_id AS "organisationId"
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE failure_episode.id IN (${list(ids)})`);
  }

  peopleOf(episodeId: string): Promise<PersonRow[]> {
    return this.db.rows<PersonRow>(sql`
      SELECT person_to_tell.id, person_to_tell.post, person_to_tell.body, person_to_tell.email,
             person_to_tell.told_on AS "toldOn", person_to_tell.version
        FROM person_to_tell
       WHERE person_to_tell.episode_id = ${episodeId} AND person_to_tell.withdrawn_at IS NULL
       ORDER BY person_to_tell.recorded_at, person_to_tell.post, person_to_tell.id`);
  }

  /**
   * Bodies for which somebody within this reach may open a case, by a part of their name. At most `limit`. Whose reach is
   * named bodies is asked of those; otherwise all bodies are walked in the order of names until enough are found.
   */
  bodiesFor(reach: Reach, name: string, limit: number): Promise<CandidateBody[]> {
    const from =
      reach.any || reach.inspectorateIds.length > 0
        ? sql`FROM organisation_standing CROSS JOIN organisation`
        : sql`FROM organisation CROSS JOIN organisation_standing`;
    return this.db.rows<CandidateBody>(sql`
      SELECT organisation.id, organisation.name, organisation.slug, organisation.kind, organisation.region
       ${from}
       WHERE organisation.id = organisation_standing.organisation_id
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
         AND LOWER(organisation.name) LIKE ${`%${escapeLike(name.toLowerCase())}%`} ESCAPE '\\'
         AND ${bodyWithin(reach, null)}
       ORDER BY organisation_standing.sort_name, organisation_standing.organisation_id
       LIMIT ${limit}`);
  }

  /** The body, where somebody within this reach may open a case of this part of its work (of any part, without one). */
  bodyFor(reach: Reach, organisationId: string, area: EpisodeArea | null): Promise<CandidateBody | null> {
    return this.db.row<CandidateBody>(sql`
      SELECT organisation.id, organisation.name, organisation.slug, organisation.kind, organisation.region
        FROM organisation
       WHERE organisation.id = ${organisationId} AND organisation.visibility = 'public'
         AND organisation.withdrawn_at IS NULL AND ${bodyWithin(reach, area ? sql`${area}` : null)}`);
  }

  /** Failures that judgements tell of a body and that nobody runs. */
  untoldOf(organisationId: string): Promise<UntoldRow[]> {
    return this.db.rows<UntoldRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title, failure_episode.area,
             failure_episode.unit, failure_episode.derived_trigger_inspection_id AS "triggerInspectionId",
             COALESCE(failure_episode.derived_trigger_on, failure_episode.trigger_on) AS "triggerOn",
             failure_episode.derived_not_failing_on AS "notFailingOn"
        FROM failure_episode
       WHERE failure_episode.organisation_id = ${organisationId} AND failure_episode.status IS NULL
         AND failure_episode.derived_trigger_inspection_id IS NOT NULL AND failure_episode.origin = 'judgements'
         AND failure_episode.withdrawn_at IS NULL AND failure_episode.visibility = 'public'
       ORDER BY failure_episode.trigger_day DESC, failure_episode.ref`);
  }

  /** Episodes of the same work of a body that are not over. */
  runningOf(organisationId: string, area: EpisodeArea, unit: string | null): Promise<SameWorkRow[]> {
    return this.db.rows<SameWorkRow>(sql`
      SELECT failure_episode.ref, failure_episode.status, failure_episode.state
        FROM failure_episode
       WHERE failure_episode.organisation_id = ${organisationId} AND failure_episode.area = ${area}
         AND COALESCE(failure_episode.unit, '') = ${unit ?? ''}
         AND failure_episode.state IN ('open', 'in_intervention', 'monitoring')
         AND failure_episode.withdrawn_at IS NULL
       ORDER BY failure_episode.trigger_day`);
  }

  /** Who may be asked: those who are opening cases of the bodies in reach. Only whoever began one sees it. */
  openingsOf(account: string): Promise<OpeningRow[]> {
    return this.db.rows<OpeningRow>(
      this.#openings(sql`case_opening.recorded_by = ${account}
       AND case_opening.episode_id IS NULL`),
    );
  }

  async opening(ref: string, account: string): Promise<OpeningRow | null> {
    const [row] = await this.db.rows<OpeningRow>(
      this.#openings(sql`case_opening.ref = ${ref} AND case_opening.recorded_by = ${account}`),
    );
    return row ?? null;
  }

  #openings(which: Sql): Sql {
    return sql`
      SELECT case_opening.id, case_opening.ref, case_opening.organisation_id AS "organisationId",
             organisation.name AS "organisationName", case_opening.answers, opened.ref AS "episodeRef",
             case_opening.version, case_opening.recorded_at AS "recordedAt",
             case_opening.recorded_by AS "recordedBy"
        FROM case_opening
        JOIN organisation ON organisation.id = case_opening.organisation_id
        LEFT JOIN failure_episode AS opened ON opened.id = case_opening.episode_id
       WHERE ${which} AND case_opening.withdrawn_at IS NULL
       ORDER BY case_opening.ref DESC`;
  }

  /** The last entry of each of these episodes, where nobody decided it: which other it follows. */
  async automaticRelapses(episodeIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (episodeIds.length === 0) return new Set();
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT episode_move.episode_id AS id
        FROM episode_move
       WHERE episode_move.episode_id IN (${list(episodeIds)}) AND episode_move.kind = 'relapsed'
         AND episode_move.automatic = 1
         AND episode_move.position = (
             SELECT MAX(latest.position) FROM episode_move AS latest
              WHERE latest.episode_id = episode_move.episode_id)`);
    return new Set(rows.map(({ id }) => id));
  }
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
