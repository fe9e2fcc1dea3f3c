import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import { isOpenProgramme } from './open-programmes.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type {
  AdoptionRow,
  BodyProgrammeRow,
  ClaimConflictRow,
  ClaimRow,
  ElementRow,
  FidelityRow,
  FundingRow,
  ProgrammeListRow,
  ProgrammeRow,
  UseRow,
} from './programme.row.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

const known = (table: string): Sql =>
  fixed(`${table}.known_on AS "knownOn", ${table}.verified, ${table}.inferred, ${table}.note,
             ${table}.recorded_at AS "recordedAt"`);

const programmeColumns = sql`programme.id, programme.ref, programme.slug, programme.name, organisation.name AS "ownerName",
             organisation.slug AS "ownerSlug", programme.started_on AS "startedOn", programme.for_whom AS "forWhom",
             programme.summary, programme.status, ${known('programme')}`;

const claimColumns = sql`outcome_claim.id, outcome_claim.site_id AS "siteId", outcome_claim.outcome, outcome_claim.text,
             outcome_claim.population, outcome_claim.figure, outcome_claim.value, outcome_claim.unit,
             outcome_claim.numerator, outcome_claim.denominator, outcome_claim.baseline,
             outcome_claim.occurred_on AS "occurredOn", outcome_claim.period_words AS "periodWords",
             outcome_claim.comparison, outcome_claim.claim_kind AS "claimKind", ${known('outcome_claim')}`;

/** The owner, where everybody may know of it. */
const withOwner = sql`
        LEFT JOIN organisation ON organisation.id = programme.owner_id AND ${open('organisation')}`;

/**
 * The body that took a programme up: the one that somebody named, otherwise the only council of that name that is on the
 * record, whenever it came there. Of several by one name none is taken.
 */
const adopter = sql`coalesce(adoption.organisation_id,
               (SELECT CASE WHEN count(DISTINCT named.id) = 1 THEN min(named.id) END
                  FROM organisation_name
                  JOIN organisation AS named ON named.id = organisation_name.organisation_id
                 WHERE organisation_name.folded = adoption.body_folded AND named.kind = 'council'
                   AND named.withdrawn_at IS NULL))`;

export type ProgrammesAsked = { readonly q: string | null; readonly limit: number; readonly offset: number };

const anywhere = (words: string): string => `%${words.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;

/** Counting stops here, as everywhere. */
export const programmesCountedTo = 1_000;

/** What everybody may read of programmes. */
@Injectable()
export class ProgrammesQueries {
  constructor(private readonly db: Database) {}

  /** By name: no order by result, for a programme is not better for what is claimed of it. */
  page(asked: ProgrammesAsked): Promise<ProgrammeListRow[]> {
    return this.db.rows<ProgrammeListRow>(sql`
      SELECT ${programmeColumns},
             (SELECT CAST(count(*) AS integer) FROM adoption
               WHERE adoption.programme_id = programme.id AND ${open('adoption')}) AS "places",
             (SELECT CAST(count(*) AS integer) FROM outcome_claim
               WHERE outcome_claim.programme_id = programme.id AND ${open('outcome_claim')}) AS "claims"
        FROM programme${withOwner}${this.#where(asked.q)}
       ORDER BY programme.name, programme.id
       LIMIT ${asked.limit} OFFSET ${asked.offset}`);
  }

  /** Those after one, in the same order, so many at most. */
  after(q: string | null, from: Pick<ProgrammeRow, 'name' | 'id'> | null, limit: number): Promise<ProgrammeRow[]> {
    const conditions = this.#where(q, from && sql`(programme.name, programme.id) > (${from.name}, ${from.id})`);
    return this.db.rows<ProgrammeRow>(sql`
      SELECT ${programmeColumns}
        FROM programme${withOwner}${conditions}
       ORDER BY programme.name, programme.id
       LIMIT ${limit}`);
  }

  /** The claims for several programmes. */
  claimsOf(programmeIds: readonly string[]): Promise<(ClaimRow & { readonly programmeId: string })[]> {
    if (programmeIds.length === 0) return Promise.resolve([]);
    return this.db.rows(sql`
      SELECT outcome_claim.programme_id AS "programmeId", ${claimColumns}
        FROM outcome_claim
       WHERE outcome_claim.programme_id IN (${list(programmeIds)}) AND ${open('outcome_claim')}
       ORDER BY outcome_claim.programme_id, outcome_claim.position, outcome_claim.id`);
  }

  async count(q: string | null): Promise<number> {
    const row = await this.db.row<{ count: number }>(sql`
      SELECT CAST(count(*) AS integer) AS "count"
        FROM (SELECT 1 AS one FROM programme${withOwner}${this.#where(q)} LIMIT ${programmesCountedTo + 1}) AS found`);
    return row?.count ?? 0;
  }

  bySlug(slug: string): Promise<ProgrammeRow | null> {
    return this.db.row<ProgrammeRow>(sql`
      SELECT ${programmeColumns}
        FROM programme${withOwner}
       WHERE programme.slug = ${slug} AND ${isOpenProgramme}`);
  }

  elements(programmeId: string): Promise<ElementRow[]> {
    return this.db.rows<ElementRow>(sql`
      SELECT programme_element.id, programme_element.kind, programme_element.text, programme_element.place,
             programme_element.code, programme_element.number, programme_element.occurred_on AS "occurredOn",
             programme_element.ended_on AS "endedOn", programme_element.response, ${known('programme_element')}
        FROM programme_element
       WHERE programme_element.programme_id = ${programmeId} AND ${open('programme_element')}
       ORDER BY programme_element.kind, programme_element.position`);
  }

  funding(programmeId: string): Promise<FundingRow[]> {
    return this.db.rows<FundingRow>(sql`
      SELECT funding_stream.id, funding_stream.site_id AS "siteId", funding_stream.funder, funding_stream.amount,
             funding_stream.amount_words AS "amountWords", funding_stream.from_on AS "fromOn",
             funding_stream.to_on AS "toOn", funding_stream.purpose, funding_stream.follows,
             funding_stream.staff_on_fixed_term AS "staffOnFixedTerm", ${known('funding_stream')}
        FROM funding_stream
       WHERE funding_stream.programme_id = ${programmeId} AND ${open('funding_stream')}
       ORDER BY coalesce(funding_stream.from_on, funding_stream.to_on, '9999'), funding_stream.funder, funding_stream.id`);
  }

  /** Every stage of every place, place after place by name. */
  adoptions(programmeId: string): Promise<AdoptionRow[]> {
    return this.db.rows<AdoptionRow>(sql`
      SELECT adoption.id AS "adoptionId", adoption.body_name AS "bodyName", body.name AS "organisationName",
             body.slug AS "organisationSlug", adoption.called_there AS "calledThere", adoption.basis,
             adoption.fidelity_words AS "fidelityWords", adoption_stage.id AS "stageId", adoption_stage.stage,
             adoption_stage.occurred_on AS "occurredOn", adoption_stage.reason, ${known('adoption_stage')}
        FROM adoption
        LEFT JOIN organisation AS body ON body.id = ${adopter} AND ${open('body')}
        LEFT JOIN adoption_stage ON adoption_stage.adoption_id = adoption.id AND ${open('adoption_stage')}
       WHERE adoption.programme_id = ${programmeId} AND ${open('adoption')}
         AND (adoption.organisation_id IS NULL OR ${ofOpenBody('adoption.organisation_id')})
       ORDER BY adoption.body_folded, adoption.id, coalesce(adoption_stage.occurred_on, '9999'), adoption_stage.id`);
  }

  fidelity(programmeId: string): Promise<FidelityRow[]> {
    return this.db.rows<FidelityRow>(sql`
      SELECT adoption_fidelity.id, adoption_fidelity.adoption_id AS "adoptionId",
             adoption_fidelity.principle_id AS "principleId", adoption_fidelity.fidelity, ${known('adoption_fidelity')}
        FROM adoption_fidelity
        JOIN adoption ON adoption.id = adoption_fidelity.adoption_id
        JOIN programme_element ON programme_element.id = adoption_fidelity.principle_id
       WHERE adoption.programme_id = ${programmeId} AND ${open('adoption_fidelity')} AND ${open('adoption')}
         AND ${open('programme_element')}
         AND (adoption.organisation_id IS NULL OR ${ofOpenBody('adoption.organisation_id')})
       ORDER BY adoption_fidelity.adoption_id, programme_element.position`);
  }

  claims(programmeId: string): Promise<ClaimRow[]> {
    return this.db.rows<ClaimRow>(sql`
      SELECT ${claimColumns}
        FROM outcome_claim
       WHERE outcome_claim.programme_id = ${programmeId} AND ${open('outcome_claim')}
       ORDER BY outcome_claim.position, outcome_claim.id`);
  }

  conflicts(programmeId: string): Promise<ClaimConflictRow[]> {
    return this.db.rows<ClaimConflictRow>(sql`
      SELECT claim_conflict.claim_id AS "claimId", claim_conflict.other_id AS "otherId", claim_conflict.why
        FROM claim_conflict
        JOIN outcome_claim ON outcome_claim.id = claim_conflict.claim_id
        JOIN outcome_claim AS other ON other.id = claim_conflict.other_id
       WHERE outcome_claim.programme_id = ${programmeId} AND ${open('outcome_claim')} AND ${open('other')}
       ORDER BY outcome_claim.position, other.position`);
  }

  /** Cases that used it; and actions of plans, where the reader may read plans of that body. */
  uses(programmeId: string, planReach: readonly string[]): Promise<UseRow[]> {
    const readable = planReach.length === 0 ? sql`1 = 0` : sql`plan.organisation_id IN (${list(planReach)})`;
    return this.db.rows<UseRow>(sql`
      SELECT programme_use.id, programme_use.occurred_on AS "occurredOn", programme_use.text,
             failure_episode.ref AS "episodeRef", failure_episode.title AS "episodeTitle",
             milestone.ref AS "milestoneRef", milestone.title AS "milestoneTitle", plan.ref AS "planRef",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug", ${known('programme_use')}
        FROM programme_use
        LEFT JOIN failure_episode ON failure_episode.id = programme_use.episode_id AND ${open('failure_episode')}
        LEFT JOIN milestone ON milestone.id = programme_use.milestone_id
        LEFT JOIN plan ON plan.id = milestone.plan_id AND ${readable}
        JOIN organisation ON organisation.id = coalesce(failure_episode.organisation_id, plan.organisation_id)
         AND ${open('organisation')}
       WHERE programme_use.programme_id = ${programmeId} AND ${open('programme_use')}
       ORDER BY coalesce(programme_use.occurred_on, '9999'), organisation.sort_name, programme_use.id`);
  }

  /** How many actions of plans name it as what they were adapted from, and those that the reader may read. */
  async adapted(ref: string, planReach: readonly string[]): Promise<{ count: number; readable: UseRow[] }> {
    const rows = await this.db.rows<UseRow & { readonly organisationId: string }>(sql`
      SELECT milestone.id, NULL AS "occurredOn", NULL AS "text", NULL AS "episodeRef", NULL AS "episodeTitle",
             milestone.ref AS "milestoneRef", milestone.title AS "milestoneTitle", plan.ref AS "planRef",
             plan.organisation_id AS "organisationId", organisation.name AS "organisationName",
             organisation.slug AS "organisationSlug", NULL AS "knownOn", 1 AS "verified", 0 AS "inferred",
             NULL AS "note", milestone.recorded_at AS "recordedAt"
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id
        JOIN organisation ON organisation.id = plan.organisation_id
       WHERE milestone.adapted_ref = ${ref}
       ORDER BY milestone.ref`);
    return { count: rows.length, readable: rows.filter(({ organisationId }) => planReach.includes(organisationId)) };
  }

  /** The programmes that a body made or took up, each once; known since its first stage there was. */
  async ofBody(organisationId: string): Promise<BodyProgrammeRow[]> {
    const since = sql`(SELECT min(adoption_stage.known_on) FROM adoption_stage
                         WHERE adoption_stage.adoption_id = adoption.id AND ${open('adoption_stage')}) AS "knownOn"`;
    const rows = await this.db.rows<BodyProgrammeRow>(sql`
      SELECT programme.slug, programme.name, 'owner' AS "role", programme.known_on AS "knownOn"
        FROM programme
       WHERE programme.owner_id = ${organisationId} AND ${isOpenProgramme}
       UNION
      SELECT programme.slug, programme.name, 'adopter' AS "role", ${since}
        FROM adoption
        JOIN programme ON programme.id = adoption.programme_id AND ${isOpenProgramme}
       WHERE adoption.organisation_id = ${organisationId} AND ${open('adoption')}
       UNION
      SELECT programme.slug, programme.name, 'adopter' AS "role", ${since}
        FROM organisation_name
        JOIN adoption ON adoption.body_folded = organisation_name.folded AND adoption.organisation_id IS NULL
         AND ${open('adoption')}
        JOIN programme ON programme.id = adoption.programme_id AND ${isOpenProgramme}
       WHERE organisation_name.organisation_id = ${organisationId} AND ${adopter} = ${organisationId}
       ORDER BY 2, 3 DESC, 4`);
    return rows.filter(
      ({ slug, role }, index) => rows.findIndex((each) => each.slug === slug && each.role === role) === index,
    );
  }

  #where(q: string | null, more: Sql | null = null): Sql {
    const pattern = q === null ? null : anywhere(q);
    return where([
      isOpenProgramme,
      more,
      pattern === null
        ? null
        : sql`(lower(programme.name) LIKE ${pattern} ESCAPE '!' OR lower(programme.summary) LIKE ${pattern} ESCAPE '!'
            OR lower(coalesce(programme.for_whom, '')) LIKE ${pattern} ESCAPE '!'
            OR lower(coalesce(organisation.name, '')) LIKE ${pattern} ESCAPE '!')`,
    ]);
  }
}
