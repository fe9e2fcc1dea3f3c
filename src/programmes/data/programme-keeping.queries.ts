import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { isOpenProgramme } from './open-programmes.js';

export const putRightKinds = [
  'funding_stream',
  'adoption_stage',
  'outcome_claim',
  'programme_element',
  'programme_use',
] as const;
export type PutRightKind = (typeof putRightKinds)[number];

/** A programme as its keepers ask for it. */
export type KeptProgrammeRow = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly ownerSlug: string | null;
};

/** What whoever writes of programmes asks. */
@Injectable()
export class ProgrammeKeepingQueries {
  constructor(private readonly db: Database) {}

  bySlug(slug: string): Promise<KeptProgrammeRow | null> {
    return this.db.row<KeptProgrammeRow>(sql`
      SELECT programme.id, programme.ref, programme.slug, programme.name, programme.owner_id AS "ownerId",
             organisation.slug AS "ownerSlug"
        FROM programme
        LEFT JOIN organisation ON organisation.id = programme.owner_id
       WHERE programme.slug = ${slug} AND ${isOpenProgramme}`);
  }

  async adoption(programmeId: string, folded: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT adoption.id
        FROM adoption
       WHERE adoption.programme_id = ${programmeId} AND adoption.body_folded = ${folded}
         AND adoption.withdrawn_at IS NULL
       ORDER BY adoption.id LIMIT 1`);
    return row?.id ?? null;
  }

  stages(programmeId: string, folded: string): Promise<{ id: string; stage: string; occurredOn: string | null }[]> {
    return this.db.rows(sql`
      SELECT adoption_stage.id, adoption_stage.stage, adoption_stage.occurred_on AS "occurredOn"
        FROM adoption_stage
        JOIN adoption ON adoption.id = adoption_stage.adoption_id
       WHERE adoption.programme_id = ${programmeId} AND adoption.body_folded = ${folded}
         AND adoption.withdrawn_at IS NULL AND adoption_stage.withdrawn_at IS NULL`);
  }

  /** The claims that two claims stand against, told from this one. */
  conflictsOf(claimId: string): Promise<{ otherId: string; why: string }[]> {
    return this.db.rows(sql`
      SELECT CASE WHEN claim_conflict.claim_id = ${claimId} THEN claim_conflict.other_id
                  ELSE claim_conflict.claim_id END AS "otherId", claim_conflict.why
        FROM claim_conflict
       WHERE claim_conflict.claim_id = ${claimId} OR claim_conflict.other_id = ${claimId}
       ORDER BY claim_conflict.id`);
  }

  /** An open case by its reference. */
  async episodeId(ref: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT failure_episode.id
        FROM failure_episode
       WHERE failure_episode.ref = ${ref} AND failure_episode.visibility = 'public'
         AND failure_episode.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }
}
