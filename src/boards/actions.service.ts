import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { ActionRow } from './data/board.row.js';
import type { Recorded } from './data/boards.store.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { OutcomesStore } from './data/outcomes.store.js';
import { type ActionMove, type ActionRefusal, type NewAction, whyNotMoveAction } from './domain/outcome.js';
import { OpenRoom, type RoomRefusal } from './open-room.service.js';

type Stale = { readonly ref: string; readonly version: number };

/** What somebody must do before the next meeting. The day first given is kept, whatever becomes of it. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly room: OpenRoom,
    private readonly queries: OutcomesQueries,
    private readonly store: OutcomesStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async record(
    actor: Actor,
    reviewRef: string,
    given: NewAction,
  ): Promise<Result<Recorded, RoomRefusal | 'due-before-raised'>> {
    return this.db.transaction(async () => {
      const opened = await this.room.open(actor, 'decisions.record', reviewRef, given.agendaItemId);
      if (!opened.ok) return opened;
      const { review, item } = opened.value;
      if (given.dueOn < review.heldOn) return refused('due-before-raised');
      const confidential = given.confidential ?? item?.confidential ?? false;
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.addAction(stamp, { ...given, reviewId: review.id, confidential });
      await this.#record(actor, { id: made.id, reviewId: review.id }, 'board_action.recorded', {
        after: { ...given, confidential, ref: made.ref, review: review.ref },
      });
      return ok(made);
    });
  }

  /** Another day: the secretary moves it and says why; the first day and the number of moves stay in sight. */
  moveDate(
    actor: Actor,
    stale: Stale,
    { dueOn, reason }: { readonly dueOn: CalendarDay; readonly reason: string },
  ): Promise<Result<null, 'not-found' | 'changed' | ActionRefusal>> {
    return this.#changing(actor, 'decisions.record', stale, async (action) => {
      if (action.state !== 'open') return refused('closed-already');
      if (dueOn === action.dueOn) return refused('same-day');
      if (dueOn < action.heldOn) return refused('due-before-raised');
      await this.store.moveActionDate(action.id, dueOn);
      await this.#record(actor, action, 'board_action.date_moved', {
        before: { dueOn: action.dueOn },
        after: { dueOn, moves: action.moves + 1 },
        reason: reason.slice(0, 500),
      });
      return ok(null);
    });
  }

  /** Whoever does it says that it is done; only the secretary cancels it or opens it again. */
  move(actor: Actor, stale: Stale, move: ActionMove): Promise<Result<null, 'not-found' | 'changed' | ActionRefusal>> {
    const permission = move.to === 'done' ? 'challenges.answer' : 'decisions.record';
    return this.#changing(actor, permission, stale, async (action) => {
      const refusal = whyNotMoveAction(action.state, move, this.clock.today());
      if (refusal) return refused(refusal);
      await this.store.moveAction(action.id, move.to, move.to === 'open' ? null : move.on, move.words);
      await this.#record(actor, action, `board_action.${move.to === 'open' ? 'reopened' : move.to}`, {
        before: { state: action.state, closedOn: action.closedOn },
        after: move,
      });
      return ok(null);
    });
  }

  async #changing<Value, Refusal>(
    actor: Actor,
    permission: 'challenges.answer' | 'decisions.record',
    { ref, version }: Stale,
    change: (action: ActionRow) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed'>> {
    return this.db.transaction(async () => {
      const action = await this.queries.action(ref);
      if (!action || !(await this.desk.board(actor, permission, action.boardRef))) return refused('not-found');
      return action.version === version ? change(action) : refused('changed');
    });
  }

  async #record(
    actor: Actor,
    { id, reviewId }: Pick<ActionRow, 'id' | 'reviewId'>,
    action: string,
    said: { readonly before?: object; readonly after: object; readonly reason?: string },
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: reviewId }];
    await this.audit.record(actor, { ...said, action, entity: 'board_action', entityId: id, subjects });
  }
}
