import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import type { AdaptedRow, AudienceRow, ChangeRow, LearningRow } from './learning.row.js';

export type LearningAsked = {
  /** Words of the title, the text or the body that shared it. */
  readonly q: string | null;
  readonly didNotWork: boolean;
  readonly state: string | null;
  readonly limit: number;
  readonly offset: number;
};

const columns = fixed(`learning_shared.id, learning_shared.ref, learning_shared.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug",
             learning_shared.review_id AS "reviewId", learning_review.ref AS "reviewRef",
             learning_shared.episode_id AS "episodeId", failure_episode.ref AS "episodeRef",
             failure_episode.title AS "episodeTitle", learning_shared.title, learning_shared.body,
             learning_shared.did_not_work AS "didNotWork", learning_shared.url, learning_shared.state,
             learning_shared.shared_on AS "sharedOn", learning_shared.review_by AS "reviewBy",
             learning_shared.reviewed_on AS "reviewedOn", learning_shared.outcome, learning_shared.version`);

/** What everybody may read: shared, of a body that everybody may know of. */
const open = fixed(`learning_shared.visibility = 'public' AND learning_shared.withdrawn_at IS NULL
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL`);

const countedTo = 1_000;

const like = (words: string): string => `%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

/** What bodies shared with others. */
@Injectable()
export class LearningSharedQueries {
  constructor(private readonly db: Database) {}

  async shared(asked: LearningAsked): Promise<LearningRow[]> {
    return this.db.rows<LearningRow>(sql`
      SELECT ${columns}
        FROM learning_shared
        JOIN organisation ON organisation.id = learning_shared.organisation_id
        LEFT JOIN learning_review ON learning_review.id = learning_shared.review_id
        LEFT JOIN failure_episode ON failure_episode.id = learning_shared.episode_id
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL${this.#where(asked)}
       ORDER BY learning_shared.shared_on DESC, learning_shared.ref DESC
       LIMIT ${asked.limit} OFFSET ${asked.offset}`);
  }

  /** Counting stops at a limit: an exact number is the one thing that grows with the data. */
  async count(asked: Pick<LearningAsked, 'q' | 'didNotWork' | 'state'>): Promise<{ count: number; capped: boolean }> {
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM (SELECT 1 AS one FROM learning_shared
        JOIN organisation ON organisation.id = learning_shared.organisation_id
        LEFT JOIN learning_review ON learning_review.id = learning_shared.review_id
        LEFT JOIN failure_episode ON failure_episode.id = learning_shared.episode_id
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL${this.#where(asked)} LIMIT ${countedTo + 1}) AS counted`);
    const counted = Number(row?.count ?? 0);
    return { count: Math.min(counted, countedTo), capped: counted > countedTo };
  }

  /** Those that these bodies write and have not shared yet. */
  async drafts(organisationIds: readonly string[]): Promise<LearningRow[]> {
    if (organisationIds.length === 0) return [];
    return this.db.rows<LearningRow>(sql`
      SELECT ${columns}
        FROM learning_shared
        JOIN organisation ON organisation.id = learning_shared.organisation_id
        LEFT JOIN learning_review ON learning_review.id = learning_shared.review_id
        LEFT JOIN failure_episode ON failure_episode.id = learning_shared.episode_id
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
       WHERE learning_shared.organisation_id IN (${list(organisationIds)})
         AND learning_shared.state = ${'draft'} AND learning_shared.withdrawn_at IS NULL
       ORDER BY learning_shared.ref DESC`);
  }

  /** One of them: shared, or of a body that the reader reaches. */
  async byRef(ref: string, organisationIds: readonly string[]): Promise<LearningRow | null> {
    const own =
      organisationIds.length === 0 ? null : sql`learning_shared.organisation_id IN (${list(organisationIds)})`;
    return this.db.row<LearningRow>(sql`
      SELECT ${columns}
        FROM learning_shared
        JOIN organisation ON organisation.id = learning_shared.organisation_id
        LEFT JOIN learning_review ON learning_review.id = learning_shared.review_id
        LEFT JOIN failure_episode ON failure_episode.id = learning_shared.episode_id
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
       WHERE learning_shared.ref = ${ref} AND learning_shared.withdrawn_at IS NULL
         AND ${own ? sql`((${open}) OR ${own})` : open}`);
  }

  async audiences(learningIds: readonly string[]): Promise<AudienceRow[]> {
    if (learningIds.length === 0) return [];
    return this.db.rows<AudienceRow>(sql`
      SELECT learning_audience.learning_id AS "learningId", learning_audience.name
        FROM learning_audience
       WHERE learning_audience.learning_id IN (${list(learningIds)})
       ORDER BY learning_audience.learning_id, learning_audience.number`);
  }

  async changes(learningId: string): Promise<ChangeRow[]> {
    return this.db.rows<ChangeRow>(sql`
      SELECT learning_change.number, learning_change.change, learning_change.changed_on AS "changedOn",
             learning_change.changed_by AS "changedBy", learning_change.title, learning_change.body,
             learning_change.reason
        FROM learning_change
       WHERE learning_change.learning_id = ${learningId}
       ORDER BY learning_change.number`);
  }

  /** Actions of plans that name this reference as where the idea came from. */
  async adaptedFrom(ref: string): Promise<AdaptedRow[]> {
    return this.db.rows<AdaptedRow>(sql`
      SELECT milestone.ref, plan.ref AS "planRef", milestone.title, plan.organisation_id AS "organisationId",
             organisation.name AS "organisationName"
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id
        JOIN organisation ON organisation.id = plan.organisation_id
       WHERE milestone.adapted_ref = ${ref}
       ORDER BY milestone.ref`);
  }

  /** The id of an episode that everybody may read, by its reference. */
  async episodeId(ref: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT failure_episode.id
        FROM failure_episode
       WHERE failure_episode.ref = ${ref} AND failure_episode.visibility = 'public'
         AND failure_episode.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }

  #where({ q, didNotWork, state }: Pick<LearningAsked, 'q' | 'didNotWork' | 'state'>): Sql {
    const found = q === null ? null : like(q);
    return where([
      sql`${open}`,
      didNotWork ? sql`learning_shared.did_not_work = 1` : null,
      state === null ? null : sql`learning_shared.state = ${state}`,
      found === null
        ? null
        : sql`(LOWER(learning_shared.title) LIKE ${found} ESCAPE '\\' OR LOWER(learning_shared.body) LIKE ${found} ESCAPE '\\'
            OR LOWER(organisation.name) LIKE ${found} ESCAPE '\\')`,
    ]);
  }
}
