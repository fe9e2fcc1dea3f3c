import { Injectable } from '@nestjs/common';
import type { Reach } from '../access/domain/account.js';
import { Clock } from '../kernel/clock.js';
import type { RecordedDecision, RecordedDecisions } from '../measures/recorded-decisions.service.js';
import { BoardsQueries } from './data/boards.queries.js';
import { OutcomesQueries } from './data/outcomes.queries.js';

/** Whoever asks has found the body within their reach as one of its board. */
const ofTheBoard: Reach = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

/** What the boards of a body decided: what a meeting without a quorum recommended decides nothing. */
@Injectable()
export class DecisionsOfBodiesService implements RecordedDecisions {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly clock: Clock,
  ) {}

  async of(organisationId: string): Promise<readonly RecordedDecision[]> {
    const found: RecordedDecision[] = [];
    for (const { id, name } of await this.boards.ofOrganisation(organisationId, ofTheBoard, this.clock.today()))
      for (const { type, ...decision } of await this.outcomes.decisionsOfBoard(id))
        if (type === 'decision') found.push({ id: decision.id, ref: decision.ref, text: decision.text, board: name });
    return found;
  }
}
