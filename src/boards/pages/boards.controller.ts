import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { BoardReader } from '../board-reader.service.js';
import { BoardsQueries } from '../data/boards.queries.js';
import { BoardPages } from './board-pages.js';
import { boardPage } from './board.page.js';
import { boardsPage } from './boards.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** Boards as everybody reads of them, and as their own people do. */
@Controller('boards')
export class BoardsController {
  constructor(
    private readonly desk: BoardPages,
    private readonly reader: BoardReader,
    private readonly boards: BoardsQueries,
  ) {}

  @Get()
  @Allow('everyone')
  async index(@CurrentAccount() account: Account | null, @Req() request: Request, @Res() response: Response) {
    const boards = await this.boards.readable(this.desk.reach(account), this.desk.clock.today());
    const lastHeld = await this.boards.lastHeld(boards.map(({ id }) => id));
    const maySetUp = may(account, 'reviews.run');
    this.desk.show({ request, response }, 'boards/index', boardsPage(boards, { lastHeld, maySetUp }));
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const today = this.desk.clock.today();
    const board = await this.boards.readableByRef(ref, this.desk.reach(account), today);
    if (!board) throw new NotFoundException();
    const own = account ? await this.boards.seenByRef(ref, this.desk.reach(account), today) : null;
    const runs = reachesOrganisation(reachOf(account, 'reviews.run'), board.organisationId);
    const page = boardPage(await this.reader.board(board), {
      today,
      reading: own ? 'board' : 'public',
      runs,
      query,
    });
    const historyHref = this.desk.historyOf(account, board.organisationId, { kind: 'board', ref });
    this.desk.show({ request, response }, 'boards/show', { ...page, historyHref });
  }
}
