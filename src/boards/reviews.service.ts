import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CalendarsService } from '../office/calendars.service.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import { BoardDesk } from './board-desk.service.js';
import { BoardNews } from './board-news.js';
import type { PackRow, ReviewRow } from './data/board.row.js';
import type { Recorded } from './data/boards.store.js';
import { PacksQueries } from './data/packs.queries.js';
import { PacksStore, type SealedPack } from './data/packs.store.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { type Meeting, ReviewsStore } from './data/reviews.store.js';
import { type FrozenPack, type PackContent, type PackForm, type PackStamp } from './domain/pack.js';
import { reviewDates } from './domain/review-dates.js';
import {
  type FreezeRefusal,
  type HoldRefusal,
  isAgendaOpen,
  mayMoveReview,
  type ReviewState,
  whyNotFrozen,
  whyNotHeld,
} from './domain/review-state.js';
import { hashOf } from './hash-of.js';
import { QuorumService } from './quorum.service.js';
import { ReviewClocksService } from './review-clocks.service.js';

export type ScheduleRefusal = 'not-found' | 'before-board' | 'after-board' | 'same-day';
type Stale = { readonly ref: string; readonly version: number };

/**
 * What a pack is made of, asked for within the transaction that freezes it: nothing can change in between. What it
 * gives is kept as it is. `stamps`: the references to print on it; `hashOf`: the seal of its data, for its feet.
 */
export type Press = (
  stamps: Readonly<Record<PackForm, PackStamp>>,
  tools: { readonly hashOf: (dataJson: string) => string; readonly review: ReviewRow },
) => Promise<readonly PackContent[]>;

/** Takes a meeting from its date to the room: scheduled, collecting, issued, held. Its minutes follow elsewhere. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: ReviewsQueries,
    private readonly store: ReviewsStore,
    private readonly packQueries: PacksQueries,
    private readonly packs: PacksStore,
    private readonly calendars: CalendarsService,
    private readonly clocks: ReviewClocksService,
    private readonly quorum: QuorumService,
    private readonly news: BoardNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async schedule(actor: Actor, boardRef: string, meeting: Meeting): Promise<Result<Recorded, ScheduleRefusal>> {
    return this.db.transaction(async () => {
      const board = await this.desk.board(actor, 'reviews.run', boardRef);
      if (!board) return refused('not-found');
      const others = await this.queries.ofBoards([board.id]);
      const refusal = whyNotScheduled(meeting, board, others);
      if (refusal) return refused(refusal);
      const dates = reviewDates(meeting.heldOn, await this.calendars.of(nationOf(board.country)));
      const made = await this.store.add(this.#stamp(actor), {
        ...meeting,
        ...dates,
        boardId: board.id,
        previousId: null,
      });
      await this.#chain(board.id);
      await this.#note(actor, { ...made, heldOn: meeting.heldOn, state: null }, 'scheduled', {
        action: 'review.scheduled',
        after: { ...meeting, ...dates, ref: made.ref, board: board.ref },
      });
      const review = await this.queries.byId(made.id);
      if (review) await this.clocks.startForPack(actor, review);
      return ok(made);
    });
  }

  /** Another day or place for a meeting that was not held yet; what is due before it moves with it. */
  async reschedule(
    actor: Actor,
    { ref, version }: Stale,
    meeting: Meeting,
    reason: string | null,
  ): Promise<Result<null, ScheduleRefusal | 'changed' | 'held-already' | 'no-reason'>> {
    return this.#changing(actor, { ref, version }, async (review) => {
      if (!isAgendaOpen(review.state) && review.state !== 'issued') return refused('held-already');
      if (meeting.heldOn !== review.heldOn && !reason) return refused('no-reason');
      const board = await this.desk.board(actor, 'reviews.run', review.boardRef);
      if (!board) return refused('not-found');
      const others = (await this.queries.ofBoards([review.boardId])).filter(({ id }) => id !== review.id);
      const refusal = whyNotScheduled(meeting, board, others);
      if (refusal) return refused(refusal);
      const dates = reviewDates(meeting.heldOn, await this.calendars.of(nationOf(review.country)));
      await this.store.reschedule(review.id, meeting, dates);
      await this.#chain(review.boardId);
      const { heldOn, startsAt, place } = review;
      await this.#note(actor, { ...review, heldOn: meeting.heldOn }, review.state, {
        action: 'review.rescheduled',
        before: { heldOn, startsAt, place },
        after: { ...meeting, ...dates },
        reason,
      });
      if (meeting.heldOn !== heldOn && isAgendaOpen(review.state))
        await this.clocks.restartForPack(actor, { ...review, ...meeting, ...dates });
      return ok(null);
    });
  }

  async cancel(
    actor: Actor,
    { ref, version }: Stale,
    reason: string,
  ): Promise<Result<null, 'not-found' | 'changed' | 'held-already'>> {
    return this.#changing(actor, { ref, version }, async (review) => {
      if (!isAgendaOpen(review.state) && review.state !== 'issued') return refused('held-already');
      await this.store.withdraw(review.id, this.clock.now(), reason);
      await this.#chain(review.boardId);
      await this.clocks.stop(actor, review.id, 'The meeting was cancelled');
      await this.#note(actor, review, review.state, {
        action: 'review.cancelled',
        before: { state: review.state, heldOn: review.heldOn },
        after: { cancelled: true },
        reason,
      });
      return ok(null);
    });
  }

  /** Asks for updates: from now on the pack is put together. */
  collect(actor: Actor, stale: Stale): Promise<Result<null, 'not-found' | 'changed' | 'wrong-state'>> {
    return this.#step(actor, stale, 'collecting', 'review.collecting');
  }

  /** Back to the date alone, before anything was issued. */
  stopCollecting(actor: Actor, stale: Stale): Promise<Result<null, 'not-found' | 'changed' | 'wrong-state'>> {
    return this.#step(actor, stale, 'scheduled', 'review.collecting_stopped');
  }

  /**
   * Freezes the pack and issues it: kept as data and as a page, each with its seal, for ever. A second time is refused,
   * unless two people have unlocked it; then it is another edition, which supersedes the one before.
   */
  async freeze(
    actor: Actor,
    { ref, version }: Stale,
    press: Press,
  ): Promise<Result<readonly FrozenPack[], 'not-found' | 'changed' | 'nothing-to-freeze' | FreezeRefusal>> {
    const frozen = await this.#changing(actor, { ref, version }, async (review) => {
      const agenda = await this.queries.agendaOf(review.id);
      const unlock = (await this.packQueries.unlocksOf(review.id)).find(({ state }) => state === 'agreed');
      const refusal = whyNotFrozen(review.state, { agendaItems: agenda.length, unlocked: unlock !== undefined });
      if (refusal) return refused(refusal);
      const stamp = this.#stamp(actor);
      const earlier = await this.packQueries.ofReview(review.id);
      const stamps = await this.#stamps(earlier, stamp.at, unlock?.why ?? null);
      const contents = await press(stamps, { hashOf, review });
      if (contents.length === 0) return refused('nothing-to-freeze');
      const sealed = contents.map(({ form, dataJson, html }): SealedPack => ({
        ...printed(stamps[form]),
        hash: hashOf(dataJson),
        htmlHash: hashOf(html),
        html,
        dataJson,
        supersedesId: earlier.find((pack) => pack.form === form)?.id ?? null,
      }));
      const ids = await this.packs.add(stamp, review.id, sealed);
      for (const [index, { ref: packRef, form, edition, hash, htmlHash, reason }] of sealed.entries())
        await this.audit.record(actor, {
          action: 'pack.frozen',
          entity: 'pack',
          entityId: ids[index] ?? '',
          after: { ref: packRef, review: review.ref, form, edition, hash, htmlHash },
          reason: reason?.slice(0, 500),
          subjects: [{ entity: 'review', entityId: review.id }],
        });
      if (unlock) await this.packs.use(unlock.id);
      const state = review.state === 'collecting' ? 'issued' : review.state;
      await this.store.freeze(review.id, state, stamp.at);
      await this.#note(actor, review, state, {
        action: 'review.issued',
        before: { state: review.state },
        after: { state, packs: sealed.map((pack) => pack.ref) },
      });
      await this.clocks.packIssued(actor, review.id);
      await this.news.announce('pack.issued', { reviewId: review.id, refs: sealed.map((pack) => pack.ref) });
      return ok(
        sealed.map(({ form, hash, htmlHash }, index) => ({ ...stamps[form], id: ids[index] ?? '', hash, htmlHash })),
      );
    });
    return !frozen.ok && frozen.error === 'changed' ? this.#whyChanged(ref) : frozen;
  }

  /** Notes a meeting as held. Without a quorum it was an informal one, and its decisions are recommendations. */
  async hold(
    actor: Actor,
    stale: Stale,
  ): Promise<Result<{ readonly quorate: boolean }, 'not-found' | 'changed' | HoldRefusal>> {
    return this.#changing(actor, stale, async (review) => {
      const room = await this.desk.room(review);
      const facts = { members: room.members.length, taken: room.taken, today: this.clock.today() };
      const refusal = whyNotHeld(review, facts);
      if (refusal) return refused(refusal);
      const { quorate, present, needed, lacks } = room.quorum;
      await this.quorum.settle(actor, review, quorate);
      await this.store.move(review.id, 'held');
      await this.#note(actor, review, 'held', {
        action: 'review.held',
        before: { state: review.state },
        after: { state: 'held', quorate, present, needed, lacks },
      });
      await this.clocks.startForMinutes(actor, review);
      await this.news.announce('review.held', { reviewId: review.id, quorate });
      return ok({ quorate });
    });
  }

  /** A pack frozen by somebody else a moment ago is frozen, whatever the person has read. */
  async #whyChanged(ref: string) {
    const review = await this.queries.byRef(ref);
    return refused(review && review.state !== 'collecting' ? 'frozen-already' : 'changed');
  }

  #step(
    actor: Actor,
    stale: Stale,
    to: ReviewState,
    action: string,
  ): Promise<Result<null, 'not-found' | 'changed' | 'wrong-state'>> {
    return this.#changing(actor, stale, async (review) => {
      if (!mayMoveReview(review.state, to) || !isAgendaOpen(review.state)) return refused('wrong-state');
      if (to === 'scheduled' && review.packFrozenAt !== null) return refused('wrong-state');
      await this.store.move(review.id, to);
      await this.#note(actor, review, to, { action, before: { state: review.state }, after: { state: to } });
      return ok(null);
    });
  }

  async #changing<Value, Refusal>(
    actor: Actor,
    { ref, version }: Stale,
    change: (review: ReviewRow) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed'>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'reviews.run', ref);
      if (!review) return refused('not-found');
      return review.version === version ? change(review) : refused('changed');
    });
  }

  async #stamps(earlier: readonly PackRow[], frozenAt: string, reason: string | null) {
    const [confidential = '', open = ''] = await this.packs.references(2);
    const edition = Math.max(0, ...earlier.map((pack) => pack.edition)) + 1;
    const of = (form: PackForm, ref: string): PackStamp => ({
      form,
      ref,
      edition,
      frozenAt,
      supersedesRef: earlier.find((pack) => pack.form === form)?.ref ?? null,
      reason: edition === 1 ? null : reason,
    });
    return { confidential: of('confidential', confidential), public: of('public', open) };
  }

  /** Each meeting follows the one before it by date. */
  async #chain(boardId: string): Promise<void> {
    const inOrder = (await this.queries.ofBoards([boardId])).toReversed();
    for (const [index, { id, previousId }] of inOrder.entries()) {
      const before = inOrder[index - 1]?.id ?? null;
      if (before !== previousId) await this.store.follow(id, before);
    }
  }

  async #note(
    actor: Actor,
    review: Pick<ReviewRow, 'id' | 'heldOn'> & { readonly state: ReviewState | null },
    toState: ReviewState,
    act: { readonly action: string; readonly before?: object; readonly after: object; readonly reason?: string | null },
  ): Promise<void> {
    const reason = act.reason ?? null;
    const { id: reviewId, heldOn, state: fromState } = review;
    await this.store.addStep(this.#stamp(actor), { reviewId, fromState, toState, heldOn, reason });
    await this.audit.record(actor, {
      ...act,
      entity: 'review',
      entityId: reviewId,
      reason: reason === null ? undefined : reason.slice(0, 500),
    });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}

const printed = ({ ref, form, edition, reason }: PackStamp) => ({ ref, form, edition, reason });

function whyNotScheduled(
  { heldOn }: Meeting,
  board: { readonly startedOn: string; readonly endedOn: string | null },
  others: readonly Pick<ReviewRow, 'heldOn'>[],
): Exclude<ScheduleRefusal, 'not-found'> | null {
  if (heldOn < board.startedOn) return 'before-board';
  if (board.endedOn !== null && heldOn > board.endedOn) return 'after-board';
  return others.some((other) => other.heldOn === heldOn) ? 'same-day' : null;
}
