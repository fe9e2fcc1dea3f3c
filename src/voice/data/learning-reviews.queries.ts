import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, sql } from '../../database/sql.js';
import type { EventRow, FactorRow, ReviewActionRow, ReviewListRow, ReviewRow } from './learning.row.js';

const listed = fixed(`learning_review.id, learning_review.ref, learning_review.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug", learning_review.type,
             learning_review.prompted_by AS "promptedBy", learning_review.begun_on AS "begunOn",
             learning_review.finished_on AS "finishedOn", organisation_event.text AS "eventText",
             organisation_event.occurred_on AS "eventOn"`);

/** Reviews from which bodies learned. They are papers of the body: asked for with the bodies that the reader reaches. */
@Injectable()
export class LearningReviewsQueries {
  constructor(private readonly db: Database) {}

  async of(
    organisationIds: readonly string[],
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<ReviewListRow[]> {
    if (organisationIds.length === 0) return [];
    return this.db.rows<ReviewListRow>(sql`
      SELECT ${listed}
        FROM learning_review
        JOIN organisation ON organisation.id = learning_review.organisation_id
        LEFT JOIN organisation_event ON organisation_event.id = learning_review.event_id
       WHERE learning_review.organisation_id IN (${list(organisationIds)}) AND learning_review.withdrawn_at IS NULL
       ORDER BY learning_review.begun_on DESC, learning_review.ref DESC
       LIMIT ${limit} OFFSET ${offset}`);
  }

  async count(organisationIds: readonly string[]): Promise<number> {
    if (organisationIds.length === 0) return 0;
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM learning_review
       WHERE learning_review.organisation_id IN (${list(organisationIds)}) AND learning_review.withdrawn_at IS NULL`);
    return Number(row?.count ?? 0);
  }

  async byRef(ref: string, organisationIds: readonly string[]): Promise<ReviewRow | null> {
    if (organisationIds.length === 0) return null;
    return this.db.row<ReviewRow>(sql`
      SELECT ${listed}, learning_review.event_id AS "eventId", learning_review.expected, learning_review.happened,
             learning_review.why_different AS "whyDifferent", learning_review.learned,
             learning_review.shared_on AS "sharedOn", learning_review.recorded_at AS "recordedAt",
             learning_review.version
        FROM learning_review
        JOIN organisation ON organisation.id = learning_review.organisation_id
        LEFT JOIN organisation_event ON organisation_event.id = learning_review.event_id
       WHERE learning_review.ref = ${ref} AND learning_review.organisation_id IN (${list(organisationIds)})
         AND learning_review.withdrawn_at IS NULL`);
  }

  async factors(reviewId: string): Promise<FactorRow[]> {
    return this.db.rows<FactorRow>(sql`
      SELECT learning_factor.factor, learning_factor.words
        FROM learning_factor
       WHERE learning_factor.review_id = ${reviewId}`);
  }

  async actions(reviewId: string): Promise<ReviewActionRow[]> {
    return this.db.rows<ReviewActionRow>(sql`
      SELECT learning_action.number, learning_action.text
        FROM learning_action
       WHERE learning_action.review_id = ${reviewId}
       ORDER BY learning_action.number`);
  }

  /** The significant events of these bodies, the latest first, and whether a review looks at each. */
  async significantEvents(organisationIds: readonly string[], limit: number): Promise<EventRow[]> {
    if (organisationIds.length === 0) return [];
    return this.db.rows<EventRow>(sql`
      SELECT organisation_event.id, organisation_event.ref, organisation_event.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation_event.occurred_on AS "occurredOn",
             organisation_event.text,
             CASE WHEN EXISTS (SELECT 1 FROM learning_review
                                WHERE learning_review.event_id = organisation_event.id
                                  AND learning_review.withdrawn_at IS NULL) THEN 1 ELSE 0 END AS "isReviewed"
        FROM organisation_event
        JOIN organisation ON organisation.id = organisation_event.organisation_id
       WHERE organisation_event.organisation_id IN (${list(organisationIds)})
         AND organisation_event.significant = 1 AND organisation_event.withdrawn_at IS NULL
       ORDER BY organisation_event.occurred_on DESC, organisation_event.ref DESC
       LIMIT ${limit}`);
  }
}
