import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ActionRow, ChallengeRow, DecisionRow } from './board.row.js';
import { inRegister, isReadable, type Kind, OutcomesQueries, type RegisterBoards } from './outcomes.queries.js';

export type RegisterFilter = {
  /** A word within what was said. */
  readonly q: string | null;
  /** The reference of a board. */
  readonly board: string | null;
  /** A state, a kind, or what is asked of the register in words: `overdue`, `to-look-at`. */
  readonly state: string | null;
};

export type RegisterOrder = { readonly column: 'date' | 'due' | 'review'; readonly descending: boolean };

export type RegisterAsked = {
  readonly boards: RegisterBoards;
  readonly today: CalendarDay;
  readonly filter: RegisterFilter;
  readonly order: RegisterOrder;
};

const rowsPerBatch = 500;

const columnOf: Readonly<Record<Kind, Readonly<Partial<Record<RegisterOrder['column'], string>>>>> = {
  decision: { date: 'review.held_on', review: `COALESCE(decision.review_on, '9999')` },
  challenge: { date: 'review.held_on', due: 'challenge.due_on' },
  board_action: { date: 'review.held_on', due: 'board_action.due_on' },
};

/** The registers of all meetings that somebody may read of, a page or a batch at a time. */
@Injectable()
export class RegistersQueries {
  constructor(private readonly outcomes: OutcomesQueries) {}

  decisions(asked: RegisterAsked, size: number, offset: number): Promise<DecisionRow[]> {
    if (asked.boards.all.length === 0) return Promise.resolve([]);
    return this.outcomes.decisions(whichOf('decision', asked), tailOf('decision', asked.order, { size, offset }));
  }

  challenges(asked: RegisterAsked, size: number, offset: number): Promise<ChallengeRow[]> {
    if (asked.boards.all.length === 0) return Promise.resolve([]);
    return this.outcomes.challenges(whichOf('challenge', asked), tailOf('challenge', asked.order, { size, offset }));
  }

  actions(asked: RegisterAsked, size: number, offset: number): Promise<ActionRow[]> {
    if (asked.boards.all.length === 0) return Promise.resolve([]);
    return this.outcomes.actions(whichOf('board_action', asked), tailOf('board_action', asked.order, { size, offset }));
  }

  count(kind: Kind, asked: RegisterAsked): Promise<number> {
    if (asked.boards.all.length === 0) return Promise.resolve(0);
    return this.outcomes.countIn(kind, whichOf(kind, asked));
  }

  /** One of them, where the reader may see it in the register. */
  async decision(ref: string, reach: Reach, today: CalendarDay): Promise<DecisionRow | null> {
    const [row] = await this.outcomes.decisions(sql`decision.ref = ${ref} AND ${isReadable('decision', reach, today)}`);
    return row ?? null;
  }

  async challenge(ref: string, reach: Reach, today: CalendarDay): Promise<ChallengeRow | null> {
    const [row] = await this.outcomes.challenges(
      sql`challenge.ref = ${ref} AND ${isReadable('challenge', reach, today)}`,
    );
    return row ?? null;
  }

  async action(ref: string, reach: Reach, today: CalendarDay): Promise<ActionRow | null> {
    const [row] = await this.outcomes.actions(
      sql`board_action.ref = ${ref} AND ${isReadable('board_action', reach, today)}`,
    );
    return row ?? null;
  }

  /** Every row, in batches. */
  async *every<Row>(read: (size: number, offset: number) => Promise<Row[]>): AsyncIterable<readonly Row[]> {
    for (let offset = 0; ; offset += rowsPerBatch) {
      const rows = await read(rowsPerBatch, offset);
      if (rows.length > 0) yield rows;
      if (rows.length < rowsPerBatch) return;
    }
  }
}

function tailOf(kind: Kind, { column, descending }: RegisterOrder, { size, offset }: { size: number; offset: number }) {
  const by = columnOf[kind][column] ?? columnOf[kind].date ?? '';
  return sql`${fixed(`${by} ${descending ? 'DESC' : 'ASC'}, ${kind}.ref`)} LIMIT ${size} OFFSET ${offset}`;
}

function whichOf(kind: Kind, { boards, today, filter }: RegisterAsked): Sql {
  const { q, board, state } = filter;
  const conditions = [
    inRegister(kind, boards, today),
    ...(board === null ? [] : [sql`board.ref = ${board}`]),
    ...(q === null ? [] : [sql`LOWER(${fixed(kind)}.text) LIKE ${`%${escaped(q.toLowerCase())}%`} ESCAPE '!'`]),
    ...stateOf(kind, state, today),
  ];
  return conditions.reduce((all, condition) => sql`${all} AND ${condition}`);
}

function stateOf(kind: Kind, state: string | null, today: CalendarDay): Sql[] {
  if (state === null) return [];
  if (kind === 'decision') {
    if (state === 'to-look-at') return [sql`decision.review_on <= ${today}`];
    return state === 'no-quorum' ? [fixed('decision.for_lack_of_quorum = 1')] : [sql`decision.type = ${state}`];
  }
  const table = fixed(kind);
  if (state === 'overdue') return [sql`${table}.state = 'open' AND ${table}.due_on < ${today}`];
  return [sql`${table}.state = ${state}`];
}

/** Signs that LIKE reads as patterns stand for themselves. */
const escaped = (text: string): string => text.replaceAll(/[!%_]/g, (sign) => `!${sign}`);
