import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { FileRefusal } from '../office/domain/file-kind.js';
import { FilesService } from '../office/files.service.js';
import { BoardDesk } from './board-desk.service.js';
import type { ReviewRow } from './data/board.row.js';
import { PacksQueries } from './data/packs.queries.js';
import { PacksStore } from './data/packs.store.js';
import { ReviewsStore } from './data/reviews.store.js';
import { type UnlockRefusal, whyNotAnswerUnlock } from './domain/pack.js';
import { hasReached } from './domain/review-state.js';
import { hashOf } from './hash-of.js';
import { supplementText } from './verifying-packs.service.js';

/** What may happen to an issued pack: a late paper beside it, or a correction, which takes two people. */
@Injectable()
export class PacksService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: PacksQueries,
    private readonly store: PacksStore,
    private readonly reviews: ReviewsStore,
    private readonly files: FilesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A paper that came late: apart from the pack, with its own time and seal. */
  async addSupplement(
    actor: Actor,
    reviewRef: string,
    given: {
      readonly title: string;
      readonly text: string;
      readonly confidential: boolean;
      readonly file: { readonly name: string; readonly content: Uint8Array } | null;
    },
  ): Promise<Result<number, 'not-found' | 'not-issued' | 'minutes-agreed' | FileRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'reviews.run', reviewRef);
      if (!review) return refused('not-found');
      if (review.packFrozenAt === null) return refused('not-issued');
      if (hasReached(review.state, 'minutes_agreed')) return refused('minutes-agreed');
      const { title, text, confidential, file } = given;
      const stored = file
        ? await this.files.store(actor, { ...file, recordKind: 'review', recordId: review.id, visibility: 'board' })
        : null;
      if (stored && !stored.ok) return stored;
      const fileId = stored?.value.id ?? null;
      const fileHash = fileId ? await this.queries.fileHash(fileId) : null;
      const hash = hashOf(supplementText({ title, text, confidential, fileHash }));
      const stamp = this.#stamp(actor);
      const position = await this.store.addSupplement(stamp, review.id, { title, text, fileId, confidential, hash });
      await this.#record(actor, review, 'pack.supplement_added', { position, title, confidential, hash });
      return ok(position);
    });
  }

  /** One person asks to correct what was issued, and says why. */
  async askToUnlock(
    actor: Actor,
    { ref, why }: { readonly ref: string; readonly why: string },
  ): Promise<Result<string, 'not-found' | UnlockRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'packs.unlock', ref);
      if (!review) return refused('not-found');
      if (review.packFrozenAt === null || !hasReached(review.state, 'issued')) return refused('not-issued');
      if (!why.trim()) return refused('no-reason');
      const requests = await this.queries.unlocksOf(review.id);
      if (requests.some(({ state }) => state === 'asked' || state === 'agreed')) return refused('asked-already');
      const id = await this.store.ask(this.#stamp(actor), review.id, why);
      await this.#record(actor, review, 'pack.unlock_asked', { why });
      return ok(id);
    });
  }

  /** Another person answers. Agreed before the meeting, the agenda is open again until the next edition is frozen. */
  async answerUnlock(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number },
    { agreed, why }: { readonly agreed: boolean; readonly why: string | null },
  ): Promise<Result<null, 'not-found' | UnlockRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'packs.unlock', ref);
      if (!review) return refused('not-found');
      const request = (await this.queries.unlocksOf(review.id)).find(({ state }) => state === 'asked') ?? null;
      const refusal = whyNotAnswerUnlock(request, actor.name);
      if (refusal || !request) return refused(refusal ?? 'not-asked');
      if (request.version !== version) return refused('stale');
      if (!agreed && !why) return refused('no-reason');
      await this.store.answer(this.#stamp(actor), request.id, agreed ? 'agreed' : 'refused', why);
      const state = agreed && review.state === 'issued' ? 'collecting' : review.state;
      if (state !== review.state) {
        await this.reviews.move(review.id, state);
        const { id: reviewId, state: fromState, heldOn } = review;
        const step = { reviewId, fromState, toState: state, heldOn, reason: request.why };
        await this.reviews.addStep(this.#stamp(actor), step);
      }
      await this.#record(actor, review, agreed ? 'pack.unlock_agreed' : 'pack.unlock_refused', {
        why,
        asked: request.askedBy,
        state,
      });
      return ok(null);
    });
  }

  async #record(actor: Actor, review: ReviewRow, action: string, after: object): Promise<void> {
    await this.audit.record(actor, { action, entity: 'review', entityId: review.id, after });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
