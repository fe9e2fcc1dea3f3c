import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import { factorKeys, type LearningState, type ReviewWords, type Shared, type SharedWords } from '../domain/learning.js';
import {
  LearningAction,
  LearningAudience,
  LearningChange,
  LearningFactor,
  LearningReview,
  LearningShared,
} from './learning.entity.js';

type Versioned = { readonly id: string; readonly version: number };

/** Papers of a body are for its people until they are shared. */
const forTheBody = (stamp: Stamp) => ({ ...keptColumns(stamp), visibility: 'board' as const, publishedAt: null });

@Injectable()
export class LearningStore {
  constructor(private readonly db: Database) {}

  async addReview(stamp: Stamp, organisationId: string, review: ReviewWords): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('LR', 1);
    const id = randomUUID();
    const { factors, actions, ...words } = review;
    await this.db.insert(LearningReview, [{ id, ref, organisationId, ...words, kept: forTheBody(stamp) }]);
    await this.#parts(id, { factors, actions });
    return { id, ref };
  }

  async editReview({ id, version }: Versioned, review: ReviewWords): Promise<void> {
    await this.db.run(sql`
      UPDATE learning_review
         SET type = ${review.type}, prompted_by = ${review.promptedBy}, event_id = ${review.eventId},
             begun_on = ${review.begunOn}, finished_on = ${review.finishedOn}, expected = ${review.expected},
             happened = ${review.happened}, why_different = ${review.whyDifferent}, learned = ${review.learned},
             shared_on = ${review.sharedOn}, version = ${version + 1}
       WHERE learning_review.id = ${id}`);
    await this.db.run(sql`DELETE FROM learning_factor WHERE learning_factor.review_id = ${id}`);
    await this.db.run(sql`DELETE FROM learning_action WHERE learning_action.review_id = ${id}`);
    await this.#parts(id, review);
  }

  async #parts(reviewId: string, { factors, actions }: Pick<ReviewWords, 'factors' | 'actions'>): Promise<void> {
    await this.db.insert(
      LearningFactor,
      factorKeys.flatMap((factor) => {
        const words = factors[factor];
        return words ? [{ id: randomUUID(), reviewId, factor, words }] : [];
      }),
    );
    await this.db.insert(
      LearningAction,
      actions.map((text, index) => ({
        id: randomUUID(),
        reviewId,
        number: index + 1,
        text,
        ownerPost: null,
        dueOn: null,
        doneOn: null,
      })),
    );
  }

  async addShared(stamp: Stamp, organisationId: string, words: SharedWords): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('LS', 1);
    const id = randomUUID();
    const { audience, didNotWork, ...rest } = words;
    await this.db.insert(LearningShared, [
      {
        id,
        ref,
        organisationId,
        ...rest,
        didNotWork: Number(didNotWork),
        state: 'draft',
        sharedOn: null,
        reviewBy: null,
        reviewedOn: null,
        outcome: null,
        kept: forTheBody(stamp),
      },
    ]);
    await this.#audience(id, audience);
    return { id, ref };
  }

  async editShared({ id, version }: Versioned, words: SharedWords): Promise<void> {
    await this.db.run(sql`
      UPDATE learning_shared
         SET title = ${words.title}, body = ${words.body}, did_not_work = ${Number(words.didNotWork)},
             url = ${words.url}, review_id = ${words.reviewId}, episode_id = ${words.episodeId}, version = ${version + 1}
       WHERE learning_shared.id = ${id}`);
    await this.db.run(sql`DELETE FROM learning_audience WHERE learning_audience.learning_id = ${id}`);
    await this.#audience(id, words.audience);
  }

  async #audience(learningId: string, names: readonly string[]): Promise<void> {
    await this.db.insert(
      LearningAudience,
      names.map((name, index) => ({ id: randomUUID(), learningId, number: index + 1, name })),
    );
  }

  /** What everybody reads from the moment on which it is shared. */
  async moveShared({ id, version }: Versioned, now: string, shared: Shared): Promise<void> {
    await this.db.run(sql`
      UPDATE learning_shared
         SET state = ${shared.state}, shared_on = ${shared.sharedOn}, review_by = ${shared.reviewBy},
             reviewed_on = ${shared.reviewedOn}, outcome = ${shared.outcome}, visibility = ${'public'},
             published_at = COALESCE(published_at, ${now}), version = ${version + 1}
       WHERE learning_shared.id = ${id}`);
  }

  async addChange(change: {
    readonly learningId: string;
    readonly number: number;
    readonly change: LearningState;
    readonly changedOn: CalendarDay;
    readonly reviewBy: CalendarDay | null;
    readonly changedBy: string;
    readonly title: string;
    readonly body: string;
    readonly reason: string | null;
  }): Promise<void> {
    await this.db.insert(LearningChange, [{ id: randomUUID(), ...change }]);
  }
}
