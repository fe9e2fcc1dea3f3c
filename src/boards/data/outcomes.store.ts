import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../../office/domain/kept.js';
import type {
  ActionState,
  ChallengeState,
  KindOfDecision,
  NewAction,
  NewChallenge,
  NewDecision,
} from '../domain/outcome.js';
import type { Recorded } from './boards.store.js';
import { BoardAction, Challenge, ChallengeAnswer, Decision } from './outcome.entity.js';

/** What was decided, asked and asked for at meetings. */
@Injectable()
export class OutcomesStore {
  constructor(private readonly db: Database) {}

  async addDecision(
    stamp: Stamp,
    decision: Omit<NewDecision, 'confirms' | 'type'> &
      KindOfDecision & {
        readonly reviewId: string;
        readonly confirmsId: string | null;
        readonly confidential: boolean;
        readonly takenBy: string;
        readonly decidedOn: CalendarDay;
      },
  ): Promise<Recorded> {
    const made = await this.#recorded('DE');
    await this.db.insert(Decision, [
      {
        ...made,
        reviewId: decision.reviewId,
        agendaItemId: decision.agendaItemId,
        text: decision.text,
        type: decision.type,
        forLackOfQuorum: Number(decision.forLackOfQuorum),
        confirmsId: decision.confirmsId,
        options: decision.options ?? null,
        whoFor: decision.whoFor ?? null,
        takenBy: decision.takenBy,
        dissent: decision.dissent ?? null,
        confidential: Number(decision.confidential),
        decidedOn: decision.decidedOn,
        reviewOn: decision.reviewOn ?? null,
        reviewedOn: null,
        reviewWords: null,
        kept: keptAs('board', stamp),
      },
    ]);
    return made;
  }

  async retype(id: string, { type, forLackOfQuorum }: KindOfDecision): Promise<void> {
    await this.db.run(sql`
      UPDATE decision
         SET type = ${type}, for_lack_of_quorum = ${Number(forLackOfQuorum)}, version = version + 1
       WHERE decision.id = ${id}`);
  }

  async reviewDecision(id: string, on: CalendarDay, words: string, nextOn: CalendarDay | null): Promise<void> {
    await this.db.run(sql`
      UPDATE decision
         SET reviewed_on = ${on}, review_words = ${words}, review_on = ${nextOn}, version = version + 1
       WHERE decision.id = ${id}`);
  }

  async withdrawDecision(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE decision
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE decision.id = ${id}`);
  }

  async addChallenge(
    stamp: Stamp,
    challenge: NewChallenge & {
      readonly reviewId: string;
      readonly confidential: boolean;
      readonly raisedOn: CalendarDay;
    },
  ): Promise<Recorded> {
    const made = await this.#recorded('CH');
    await this.db.insert(Challenge, [
      {
        ...made,
        reviewId: challenge.reviewId,
        agendaItemId: challenge.agendaItemId,
        byMemberId: challenge.byMemberId,
        text: challenge.text,
        toPost: challenge.toPost,
        confidential: Number(challenge.confidential),
        raisedOn: challenge.raisedOn,
        dueOn: challenge.dueOn,
        state: 'open',
        kept: keptAs('board', stamp),
      },
    ]);
    return made;
  }

  async moveChallenge(id: string, state: ChallengeState): Promise<void> {
    await this.db.run(sql`UPDATE challenge SET state = ${state}, version = version + 1 WHERE challenge.id = ${id}`);
  }

  async addAnswer({ at, by }: Stamp, challengeId: string, text: string, answeredOn: CalendarDay): Promise<string> {
    const id = randomUUID();
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(challenge_answer.position) AS position
        FROM challenge_answer
       WHERE challenge_answer.challenge_id = ${challengeId}`);
    await this.db.insert(ChallengeAnswer, [
      {
        id,
        challengeId,
        position: (last?.position ?? -1) + 1,
        text,
        answeredOn,
        recordedAt: at,
        recordedBy: by,
        satisfied: null,
        judgedWhy: null,
        judgedOn: null,
        judgedBy: null,
      },
    ]);
    return id;
  }

  async judgeAnswer(
    id: string,
    { satisfied, why, on, by }: { satisfied: boolean; why: string | null; on: CalendarDay; by: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE challenge_answer
         SET satisfied = ${Number(satisfied)}, judged_why = ${why}, judged_on = ${on}, judged_by = ${by}
       WHERE challenge_answer.id = ${id}`);
  }

  async addAction(
    stamp: Stamp,
    action: NewAction & { readonly reviewId: string; readonly confidential: boolean },
  ): Promise<Recorded> {
    const made = await this.#recorded('BA');
    await this.db.insert(BoardAction, [
      {
        ...made,
        reviewId: action.reviewId,
        agendaItemId: action.agendaItemId,
        text: action.text,
        ownerPost: action.ownerPost,
        confidential: Number(action.confidential),
        firstDueOn: action.dueOn,
        dueOn: action.dueOn,
        moves: 0,
        state: 'open',
        closedOn: null,
        closingWords: null,
        milestoneRef: action.milestoneRef ?? null,
        kept: keptAs('board', stamp),
      },
    ]);
    return made;
  }

  async moveActionDate(id: string, dueOn: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE board_action
         SET due_on = ${dueOn}, moves = moves + 1, version = version + 1
       WHERE board_action.id = ${id}`);
  }

  async moveAction(id: string, state: ActionState, closedOn: CalendarDay | null, words: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE board_action
         SET state = ${state}, closed_on = ${closedOn}, closing_words = ${words}, version = version + 1
       WHERE board_action.id = ${id}`);
  }

  async #recorded(prefix: string): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences(prefix, 1);
    return { id: randomUUID(), ref };
  }
}
