import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { groupBy } from '../kernel/group-by.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { AgendaItemRow, MinutesRow, ReviewRow } from './data/board.row.js';
import { MinutesQueries } from './data/minutes.queries.js';
import { MinutesStore } from './data/minutes.store.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { ReviewsStore } from './data/reviews.store.js';
import { type AgreeRefusal, draftBody, whyNotAgreed } from './domain/minutes.js';
import { decisionTypes } from './domain/outcome.js';
import { hasReached, type ReviewState } from './domain/review-state.js';
import { hashOf } from './hash-of.js';
import { agreedText } from './minutes-seal.js';
import { ReviewClocksService } from './review-clocks.service.js';

type Stale = { readonly ref: string; readonly version: number };
type Written = { readonly itemId: string; readonly version: number; readonly body: string };

/** Minutes from the first draft to their agreement. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly reviewsStore: ReviewsStore,
    private readonly outcomes: OutcomesQueries,
    private readonly queries: MinutesQueries,
    private readonly store: MinutesStore,
    private readonly clocks: ReviewClocksService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins the minutes of a held meeting: an item for each of the agenda, with what came of it. */
  async begin(actor: Actor, reviewRef: string): Promise<Result<string, 'not-found' | 'not-held' | 'begun-already'>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'minutes.draft', reviewRef);
      if (!review) return refused('not-found');
      if (!hasReached(review.state, 'held')) return refused('not-held');
      if (await this.queries.of(review.id)) return refused('begun-already');
      const agenda = await this.reviews.agendaOf(review.id);
      const bodies = await this.#bodies(review.id, agenda);
      const items = agenda.map(({ id, title, confidential }) => ({
        agendaItemId: id,
        title,
        confidential,
        body: bodies.get(id) ?? '',
      }));
      const rest = bodies.get(null);
      const other = { agendaItemId: null, title: 'Other business', confidential: false, body: rest ?? '' };
      const id = await this.store.begin(this.#stamp(actor), review.id, rest ? [...items, other] : items);
      await this.#record(actor, review, id, { action: 'minutes.begun', after: { items: items.length } });
      return ok(id);
    });
  }

  /** Writes items of the draft. What somebody else saved in between is not overwritten. */
  async write(
    actor: Actor,
    reviewRef: string,
    written: readonly Written[],
  ): Promise<Result<null, 'not-found' | 'changed' | 'agreed-already'>> {
    return this.db.transaction(async () => {
      const found = await this.#found(actor, 'minutes.draft', reviewRef);
      if (!found) return refused('not-found');
      const { review, minutes } = found;
      if (minutes.state !== 'draft') return refused('agreed-already');
      const items = new Map((await this.queries.items(minutes.id)).map((item) => [item.id, item]));
      for (const { itemId, version, body } of written) {
        const item = items.get(itemId);
        if (!item) return refused('not-found');
        if (item.body !== body && item.version !== version) return refused('changed');
      }
      for (const { itemId, body } of written) {
        const before = items.get(itemId)?.body ?? '';
        if (before === body) continue;
        await this.store.write(itemId, body);
        await this.#record(actor, review, minutes.id, {
          action: 'minutes.written',
          before: { item: itemId, body: before },
          after: { item: itemId, body },
        });
      }
      return ok(null);
    });
  }

  /** Sends the draft round: every item has words. */
  async submit(
    actor: Actor,
    stale: Stale,
  ): Promise<Result<null, 'not-found' | 'changed' | 'wrong-state' | 'item-empty'>> {
    return this.#moving(actor, stale, 'minutes.draft', async ({ review, minutes }) => {
      if (review.state !== 'held') return refused('wrong-state');
      const items = await this.queries.items(minutes.id);
      if (items.length === 0 || items.some(({ body }) => body.trim() === '')) return refused('item-empty');
      await this.#step(actor, review, 'minutes_drafted', null);
      await this.clocks.minutesDrafted(actor, review.id);
      return ok(null);
    });
  }

  /** Takes the draft back to work on it, while nobody has agreed it. */
  async takeBack(
    actor: Actor,
    stale: Stale,
    reason: string,
  ): Promise<Result<null, 'not-found' | 'changed' | 'wrong-state'>> {
    return this.#moving(actor, stale, 'minutes.draft', async ({ review }) => {
      if (review.state !== 'minutes_drafted') return refused('wrong-state');
      await this.#step(actor, review, 'held', reason);
      return ok(null);
    });
  }

  /** The chair agrees them as a correct record, at a later meeting or in writing. From then on they stand. */
  async agree(
    actor: Actor,
    stale: Stale,
    agreement: { readonly how: 'meeting'; readonly atRef: string } | { readonly how: 'writing'; readonly note: string },
  ): Promise<Result<null, 'not-found' | 'changed' | AgreeRefusal>> {
    return this.#moving(actor, stale, 'minutes.agree', async ({ review, minutes }) => {
      const named = agreement.how === 'meeting' ? await this.reviews.byRef(agreement.atRef) : null;
      const at = named && named.boardId === review.boardId && named.withdrawnAt === null ? named : null;
      const today = this.clock.today();
      const given = agreement.how === 'meeting' ? { how: agreement.how, at } : agreement;
      const refusal = whyNotAgreed(review, given, today);
      if (refusal) return refused(refusal);
      const agreedOn = at?.heldOn ?? today;
      const seal = { agreedOn, agreedBy: actor.name };
      const hash = hashOf(agreedText(review, seal, await this.queries.items(minutes.id)));
      await this.store.agree(minutes.id, {
        atId: at?.id ?? null,
        how: agreement.how,
        on: agreedOn,
        by: actor.name,
        note: agreement.how === 'writing' ? agreement.note : null,
        hash,
      });
      await this.#step(actor, review, 'minutes_agreed', null);
      await this.#record(actor, review, minutes.id, {
        action: 'minutes.agreed',
        before: { state: 'draft' },
        after: { state: 'agreed', review: review.ref, how: agreement.how, at: at?.ref ?? null, agreedOn, hash },
      });
      return ok(null);
    });
  }

  async #bodies(reviewId: string, agenda: readonly AgendaItemRow[]): Promise<ReadonlyMap<string | null, string>> {
    const decisions = groupBy(await this.outcomes.decisionsOf(reviewId), ({ agendaItemId }) => agendaItemId);
    const challenges = groupBy(await this.outcomes.challengesOf(reviewId), ({ agendaItemId }) => agendaItemId);
    const actions = groupBy(await this.outcomes.actionsOf(reviewId), ({ agendaItemId }) => agendaItemId);
    const of = (id: string | null, outcome: string | null): string =>
      draftBody({
        outcome,
        decisions: (decisions.get(id) ?? []).map((one) => ({ ...one, type: decisionTypes[one.type] })),
        challenges: challenges.get(id) ?? [],
        actions: actions.get(id) ?? [],
      });
    return new Map<string | null, string>([
      ...agenda.map(({ id, outcome }) => [id, of(id, outcome)] as const),
      [null, of(null, null)],
    ]);
  }

  async #found(
    actor: Actor,
    permission: 'minutes.draft' | 'minutes.agree',
    ref: string,
  ): Promise<{ readonly review: ReviewRow; readonly minutes: MinutesRow } | null> {
    const review = await this.desk.review(actor, permission, ref);
    const minutes = review ? await this.queries.of(review.id) : null;
    return review && minutes ? { review, minutes } : null;
  }

  async #moving<Value, Refusal>(
    actor: Actor,
    { ref, version }: Stale,
    permission: 'minutes.draft' | 'minutes.agree',
    move: (found: { readonly review: ReviewRow; readonly minutes: MinutesRow }) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed'>> {
    return this.db.transaction(async () => {
      const found = await this.#found(actor, permission, ref);
      if (!found) return refused('not-found');
      return found.review.version === version ? move(found) : refused('changed');
    });
  }

  async #step(actor: Actor, review: ReviewRow, toState: ReviewState, reason: string | null): Promise<void> {
    await this.reviewsStore.move(review.id, toState);
    const { id: reviewId, state: fromState, heldOn } = review;
    await this.reviewsStore.addStep(this.#stamp(actor), { reviewId, fromState, toState, heldOn, reason });
    await this.audit.record(actor, {
      action: `review.${toState}`,
      entity: 'review',
      entityId: reviewId,
      before: { state: fromState },
      after: { state: toState },
      reason: reason?.slice(0, 500),
    });
  }

  async #record(
    actor: Actor,
    review: ReviewRow,
    id: string,
    act: { readonly action: string; readonly before?: object; readonly after: object },
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: review.id }];
    await this.audit.record(actor, { ...act, entity: 'minutes', entityId: id, subjects });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
