import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { readSort } from '../../shell/table.js';
import type { ActionRow, ChallengeRow, DecisionRow } from '../data/board.row.js';
import { BoardsQueries } from '../data/boards.queries.js';
import { type RegisterAsked, RegistersQueries } from '../data/registers.queries.js';
import { BoardPages } from './board-pages.js';
import { actionColumns, challengeColumns, decisionColumns, type OutcomeColumn } from './outcome-tables.page.js';
import { registerCsv, registerFilters, type RegisterKind, registerPage, registers } from './registers.page.js';

type Asked = Readonly<Record<string, unknown>>;
type Read<Row> = (asked: RegisterAsked, size: number, offset: number) => Promise<Row[]>;
type Shown<Row> = {
  readonly kind: RegisterKind;
  readonly table: 'decision' | 'challenge' | 'board_action';
  readonly columns: readonly OutcomeColumn<Row>[];
  readonly read: Read<Row>;
};

/** What boards decided, asked and asked for: of one's own boards all of it, of others what is published. */
@Controller()
export class RegistersController {
  constructor(
    private readonly desk: BoardPages,
    private readonly registers: RegistersQueries,
    private readonly boards: BoardsQueries,
  ) {}

  @Get('decisions')
  @Allow('everyone')
  async decisions(
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#show({ request, response }, await this.#decisions(), { query, account });
  }

  @Get('decisions.csv')
  @Allow('everyone')
  async decisionsCsv(@Query() query: Asked, @CurrentAccount() account: Account | null, @Res() response: Response) {
    await this.#csv(response, await this.#decisions(), { query, account });
  }

  @Get('challenges')
  @Allow('everyone')
  async challenges(
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#show({ request, response }, await this.#challenges(account), { query, account });
  }

  @Get('challenges.csv')
  @Allow('everyone')
  async challengesCsv(@Query() query: Asked, @CurrentAccount() account: Account | null, @Res() response: Response) {
    await this.#csv(response, await this.#challenges(account), { query, account });
  }

  @Get('actions')
  @Allow('everyone')
  async actions(
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.#show({ request, response }, await this.#actions(), { query, account });
  }

  @Get('actions.csv')
  @Allow('everyone')
  async actionsCsv(@Query() query: Asked, @CurrentAccount() account: Account | null, @Res() response: Response) {
    await this.#csv(response, await this.#actions(), { query, account });
  }

  async #decisions(): Promise<Shown<DecisionRow>> {
    const read: Read<DecisionRow> = (...asked) => this.registers.decisions(...asked);
    return { kind: 'decisions', table: 'decision', columns: decisionColumns, read };
  }

  async #challenges(account: Account | null): Promise<Shown<ChallengeRow>> {
    const today = this.desk.clock.today();
    const own = account ? await this.boards.seen(this.desk.reach(account), today) : [];
    const ids = new Set(own.map(({ id }) => id));
    const columns = challengeColumns(today, ({ boardId }) => (ids.has(boardId) ? 'board' : 'public'));
    const read: Read<ChallengeRow> = (...asked) => this.registers.challenges(...asked);
    return { kind: 'challenges', table: 'challenge', columns, read };
  }

  async #actions(): Promise<Shown<ActionRow>> {
    const read: Read<ActionRow> = (...asked) => this.registers.actions(...asked);
    return { kind: 'actions', table: 'board_action', columns: actionColumns(this.desk.clock.today()), read };
  }

  async #show<Row>(
    exchange: { readonly request: Request; readonly response: Response },
    { kind, table, columns, read }: Shown<Row>,
    from: { readonly query: Asked; readonly account: Account | null },
  ) {
    const { asked, filters, values, sort, notes } = await this.#asked(kind, columns, from);
    const { page, notes: pageNotes } = readPage(from.query);
    const rows = await read(asked, pageSize, (page - 1) * pageSize);
    const total = await this.registers.count(table, asked);
    const all = [...notes, ...pageNotes];
    const { today } = asked;
    this.desk.show(
      exchange,
      'boards/register',
      registerPage({ kind, columns, rows, total, page, sort, filters, values, notes: all, today }),
    );
  }

  async #csv<Row>(
    response: Response,
    { kind, columns, read }: Shown<Row>,
    from: { readonly query: Asked; readonly account: Account | null },
  ) {
    const { asked } = await this.#asked(kind, columns, from);
    const rows: Row[] = [];
    for await (const some of this.registers.every((size, offset) => read(asked, size, offset))) rows.push(...some);
    if (from.account) response.setHeader('Cache-Control', 'private, no-store');
    sendCsv(response, `${kind}.csv`, registerCsv(columns, rows));
  }

  async #asked<Row>(
    kind: RegisterKind,
    columns: readonly OutcomeColumn<Row>[],
    { query, account }: { readonly query: Asked; readonly account: Account | null },
  ) {
    const today = this.desk.clock.today();
    const reach = this.desk.reach(account);
    const readable = await this.boards.readable(reach, today);
    const own = account ? await this.boards.seen(reach, today) : [];
    const boards = { all: readable.map(({ id }) => id), own: own.map(({ id }) => id) };
    const filters = registerFilters(kind, readable);
    const { values, notes } = readFilters(filters, query);
    const { sort, notes: sortNotes } = readSort(query, columns, registers[kind].sort);
    const column = sort.column === 'due' || sort.column === 'review' ? sort.column : 'date';
    const order = { column, descending: sort.direction === 'descending' } as const;
    const asked: RegisterAsked = { boards, today, filter: values, order };
    return { asked, filters, values, sort, notes: [...notes, ...sortNotes] };
  }
}
