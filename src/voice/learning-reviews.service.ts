import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { LearningReviewsQueries } from './data/learning-reviews.queries.js';
import { LearningStore } from './data/learning.store.js';
import { acceptReview, type ReviewRefusal, type ReviewWords } from './domain/learning.js';

export type WritingReviewRefusal = ReviewRefusal | 'not-found' | 'stale' | 'event-of-another';

const mostEvents = 500;

/** Reviews from which a body learns, written by its secretary or its editor. */
@Injectable()
export class LearningReviewsService {
  constructor(
    private readonly db: Database,
    private readonly queries: LearningReviewsQueries,
    private readonly store: LearningStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async begin(
    actor: PersonActing,
    organisationId: string,
    review: ReviewWords,
  ): Promise<Result<Recorded, WritingReviewRefusal>> {
    return this.db.transaction(async () => {
      if (!mayWriteFor(actor).includes(organisationId)) return refused('not-found');
      const accepted = await this.#accept(organisationId, review);
      if (!accepted.ok) return accepted;
      const made = await this.store.addReview({ at: this.clock.now(), by: actor.name }, organisationId, review);
      await this.audit.record(actor, {
        action: 'learning_review.begun',
        entity: 'learning_review',
        entityId: made.id,
        after: { ...review, ref: made.ref },
        subjects: [{ entity: 'organisation', entityId: organisationId }],
      });
      return ok(made);
    });
  }

  async edit(
    actor: PersonActing,
    { ref, version }: { readonly ref: string; readonly version: number },
    review: ReviewWords,
  ): Promise<Result<Recorded, WritingReviewRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.queries.byRef(ref, mayWriteFor(actor));
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      const accepted = await this.#accept(row.organisationId, review);
      if (!accepted.ok) return accepted;
      const { type, promptedBy, begunOn, finishedOn, expected, happened, whyDifferent, learned, sharedOn } = row;
      await this.store.editReview(row, review);
      await this.audit.record(actor, {
        action: 'learning_review.edited',
        entity: 'learning_review',
        entityId: row.id,
        before: { type, promptedBy, begunOn, finishedOn, expected, happened, whyDifferent, learned, sharedOn },
        after: review,
        subjects: [{ entity: 'organisation', entityId: row.organisationId }],
      });
      return ok(row);
    });
  }

  async #accept(organisationId: string, review: ReviewWords): Promise<Result<ReviewWords, WritingReviewRefusal>> {
    const events = review.eventId === null ? [] : await this.queries.significantEvents([organisationId], mostEvents);
    if (review.eventId !== null && !events.some(({ id }) => id === review.eventId)) return refused('event-of-another');
    return acceptReview(review, this.clock.today());
  }
}

/** The bodies for which a person writes down what is learned. */
export const mayWriteFor = ({ account }: Pick<PersonActing, 'account'>): readonly string[] =>
  reachOf(account, 'learning.write').organisationIds;
