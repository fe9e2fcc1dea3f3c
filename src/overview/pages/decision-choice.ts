import { Injectable } from '@nestjs/common';
import type { Account } from '../../access/domain/account.js';
import { BoardsQueries } from '../../boards/data/boards.queries.js';
import { OutcomesQueries } from '../../boards/data/outcomes.queries.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import type { BoardDecision } from '../../plans/domain/milestone-words.js';
import { planReach } from '../../plans/domain/plan-reach.js';

export type RecordedDecision = {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly board: string;
  readonly decidedOn: CalendarDay;
};

export type SaidDecision = {
  readonly decision: string | null;
  readonly decisionRef: string | null;
  readonly approvedBy: string | null;
};

/** The decisions of an organisation’s boards, for whoever must name one. */
@Injectable()
export class DecisionChoice {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly clock: Clock,
  ) {}

  /** Decisions proper, newest first: what a meeting without a quorum recommended decides nothing. */
  async of(account: Account | null | undefined, organisationId: string): Promise<readonly RecordedDecision[]> {
    const reach = planReach(account, 'plans.read');
    const boards = await this.boards.ofOrganisation(organisationId, reach, this.clock.today());
    const found: RecordedDecision[] = [];
    for (const { id, name } of boards)
      for (const decision of await this.outcomes.decisionsOfBoard(id))
        if (decision.type === 'decision') found.push({ ...decision, board: name });
    return found;
  }

  /** The decision that was chosen, or the one whose reference was typed; null: none was said. */
  read(
    decisions: readonly RecordedDecision[],
    { decision, decisionRef, approvedBy }: SaidDecision,
  ): BoardDecision | null {
    const chosen = decisions.find(({ id }) => id === decision);
    if (chosen) return { id: chosen.id, ref: chosen.ref, approvedBy: approvedBy ?? chosen.board };
    return decisionRef === null ? null : { id: null, ref: decisionRef, approvedBy: approvedBy ?? 'The board' };
  }
}
