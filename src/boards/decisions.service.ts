import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { OpenRoom, type RoomRefusal } from './open-room.service.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { OutcomesStore } from './data/outcomes.store.js';
import {
  type ConfirmRefusal,
  type DecisionType,
  inMeeting,
  type NewDecision,
  whyNotConfirm,
} from './domain/outcome.js';

export type TakenDecision = {
  readonly id: string;
  readonly ref: string;
  readonly type: DecisionType;
  /** Taken as a decision at a meeting without a quorum: it binds nobody until a quorate meeting confirms it. */
  readonly forLackOfQuorum: boolean;
  readonly approvedBy: string;
};

export type DecisionRefusal = RoomRefusal | ConfirmRefusal | 'review-before-decision';

/** What a meeting decided, recommended or advised. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly db: Database,
    private readonly room: OpenRoom,
    private readonly queries: OutcomesQueries,
    private readonly store: OutcomesStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records it at a meeting whose attendance is taken. Without a quorum a decision becomes a recommendation. */
  async record(actor: Actor, reviewRef: string, given: NewDecision): Promise<Result<TakenDecision, DecisionRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.room.open(actor, 'decisions.record', reviewRef, given.agendaItemId);
      if (!opened.ok) return opened;
      const { review, item } = opened.value;
      if (review.quorate === null) return refused('attendance-not-taken');
      if (given.reviewOn && given.reviewOn <= review.heldOn) return refused('review-before-decision');
      const earlier = given.confirms ? await this.queries.decision(given.confirms) : null;
      const ofBoard = earlier?.boardId === review.boardId ? earlier : null;
      const refusal = given.confirms ? whyNotConfirm(ofBoard) : null;
      if (refusal) return refused(refusal);
      const kind = inMeeting({ type: given.type, forLackOfQuorum: false }, review.quorate);
      const takenBy = given.takenBy ?? 'The board';
      const { confirms: _confirms, ...said } = given;
      const made = await this.store.addDecision(
        { at: this.clock.now(), by: actor.name },
        {
          ...said,
          ...kind,
          reviewId: review.id,
          confirmsId: ofBoard?.id ?? null,
          confidential: given.confidential ?? item?.confidential ?? false,
          takenBy,
          decidedOn: review.heldOn,
        },
      );
      await this.#record(actor, review.id, made.id, {
        action: 'decision.recorded',
        after: { ...given, ...kind, ref: made.ref, review: review.ref },
      });
      return ok({ ...made, ...kind, approvedBy: takenBy });
    });
  }

  /** Says what became of a decision on the day that was set to look at it again, and sets the next such day or none. */
  async lookBack(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number },
    { words, nextOn }: { readonly words: string; readonly nextOn: CalendarDay | null },
  ): Promise<Result<null, 'not-found' | 'changed' | 'review-before-decision'>> {
    return this.db.transaction(async () => {
      const decision = await this.queries.decision(ref);
      if (!decision || !(await this.room.mayRecord(actor, decision.boardRef))) return refused('not-found');
      if (decision.version !== version) return refused('changed');
      const today = this.clock.today();
      if (nextOn && nextOn <= today) return refused('review-before-decision');
      await this.store.reviewDecision(decision.id, today, words, nextOn);
      await this.#record(actor, decision.reviewId, decision.id, {
        action: 'decision.looked_back_on',
        before: { reviewOn: decision.reviewOn, reviewWords: decision.reviewWords },
        after: { reviewedOn: today, reviewWords: words, reviewOn: nextOn },
      });
      return ok(null);
    });
  }

  /** Takes back what was written down in error, while the minutes are not agreed. */
  async withdraw(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number },
    reason: string,
  ): Promise<Result<null, 'changed' | 'confirmed-already' | RoomRefusal>> {
    return this.db.transaction(async () => {
      const decision = await this.queries.decision(ref);
      if (!decision) return refused('not-found');
      const opened = await this.room.open(actor, 'decisions.record', decision.reviewRef, null);
      if (!opened.ok) return opened;
      if (decision.version !== version) return refused('changed');
      if (decision.confirmedBy !== null) return refused('confirmed-already');
      await this.store.withdrawDecision(decision.id, this.clock.now(), reason);
      await this.#record(actor, decision.reviewId, decision.id, {
        action: 'decision.withdrawn',
        before: { text: decision.text, type: decision.type },
        after: { withdrawn: true },
        reason,
      });
      return ok(null);
    });
  }

  async #record(
    actor: Actor,
    reviewId: string,
    id: string,
    act: { readonly action: string; readonly before?: object; readonly after: object; readonly reason?: string },
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: reviewId }];
    await this.audit.record(actor, { ...act, entity: 'decision', entityId: id, subjects });
  }
}
