import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { earlier } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { ChallengeRow } from './data/board.row.js';
import type { Recorded } from './data/boards.store.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { OutcomesStore } from './data/outcomes.store.js';
import { type ChallengeRefusal, type NewChallenge, whyNotAnswered, whyNotJudged } from './domain/outcome.js';
import { OpenRoom, type RoomRefusal } from './open-room.service.js';

type Stale = { readonly ref: string; readonly version: number };

/** Questions that must be answered: by whom, by when, and whether whoever asked is satisfied. */
@Injectable()
export class ChallengesService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly room: OpenRoom,
    private readonly queries: OutcomesQueries,
    private readonly store: OutcomesStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Asked in the room, or by whoever has read the pack before the meeting. */
  async raise(
    actor: Actor,
    reviewRef: string,
    given: NewChallenge,
  ): Promise<Result<Recorded, RoomRefusal | 'not-a-member' | 'due-before-raised'>> {
    return this.db.transaction(async () => {
      const opened = await this.room.open(actor, 'challenges.raise', reviewRef, given.agendaItemId, { ahead: true });
      if (!opened.ok) return opened;
      const { review, item } = opened.value;
      const { members } = await this.desk.room(review);
      if (given.byMemberId !== null && !members.some(({ id }) => id === given.byMemberId))
        return refused('not-a-member');
      const raisedOn = earlier(review.heldOn, this.clock.today());
      if (given.dueOn < raisedOn) return refused('due-before-raised');
      const confidential = given.confidential ?? item?.confidential ?? false;
      const made = await this.store.addChallenge(this.#stamp(actor), {
        ...given,
        reviewId: review.id,
        confidential,
        raisedOn,
      });
      await this.#record(actor, { id: made.id, reviewId: review.id }, 'challenge.raised', {
        ...given,
        confidential,
        ref: made.ref,
        review: review.ref,
      });
      return ok(made);
    });
  }

  answer(actor: Actor, stale: Stale, text: string): Promise<Result<null, 'not-found' | 'changed' | ChallengeRefusal>> {
    return this.#changing(actor, 'challenges.answer', stale, async (challenge) => {
      const refusal = whyNotAnswered(challenge.state);
      if (refusal) return refused(refusal);
      await this.store.addAnswer(this.#stamp(actor), challenge.id, text, this.clock.today());
      await this.store.moveChallenge(challenge.id, 'answered');
      await this.#record(actor, challenge, 'challenge.answered', { text }, { state: challenge.state });
      return ok(null);
    });
  }

  /** The word of the board on the last answer. Not satisfied: the question is open again. */
  judge(
    actor: Actor,
    stale: Stale,
    verdict: { readonly satisfied: boolean; readonly why: string | null },
  ): Promise<Result<null, 'not-found' | 'changed' | ChallengeRefusal | 'own-answer'>> {
    return this.#changing(actor, 'challenges.raise', stale, async (challenge) => {
      const refusal = whyNotJudged(challenge.state, verdict);
      if (refusal) return refused(refusal);
      const last = (await this.queries.answersOf([challenge.id])).at(-1);
      if (!last) return refused('not-answered');
      const writesDown = !actor.account || actor.role === 'board_secretary';
      if (!writesDown && last.recordedBy === actor.name) return refused('own-answer');
      await this.store.judgeAnswer(last.id, { ...verdict, on: this.clock.today(), by: actor.name });
      await this.store.moveChallenge(challenge.id, verdict.satisfied ? 'satisfied' : 'open');
      await this.#record(actor, challenge, 'challenge.judged', verdict, { state: challenge.state });
      return ok(null);
    });
  }

  async #changing<Value, Refusal>(
    actor: Actor,
    permission: 'challenges.answer' | 'challenges.raise',
    { ref, version }: Stale,
    change: (challenge: ChallengeRow) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed'>> {
    return this.db.transaction(async () => {
      const challenge = await this.queries.challenge(ref);
      if (!challenge || !(await this.desk.board(actor, permission, challenge.boardRef))) return refused('not-found');
      return challenge.version === version ? change(challenge) : refused('changed');
    });
  }

  async #record(
    actor: Actor,
    { id, reviewId }: Pick<ChallengeRow, 'id' | 'reviewId'>,
    action: string,
    after: object,
    before?: object,
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: reviewId }];
    await this.audit.record(actor, { action, entity: 'challenge', entityId: id, before, after, subjects });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
