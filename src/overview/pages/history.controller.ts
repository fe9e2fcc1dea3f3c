import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { HistoryService } from '../history.service.js';
import { actsPerPage, historyPage } from './history.page.js';
import { openActions } from './history-sentences.page.js';

/** What was done to one object, by whom, when and why: to each reader as much as they may know. */
@Controller('history')
export class HistoryController {
  constructor(
    private readonly history: HistoryService,
    private readonly pages: Pages,
  ) {}

  @Get(':kind/:ref')
  @Allow('everyone')
  async show(
    @Param('kind') kind: string,
    @Param('ref') ref: string,
    @Query('before') before: unknown,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const from = typeof before === 'string' && /^\d{1,12}$/.test(before) ? Number(before) : null;
    const facts = await this.history.of(kind, ref, { account, before: from, limit: actsPerPage + 1, openActions });
    if (!facts) throw new NotFoundException();
    this.pages.show(request, response, 'overview/history', historyPage(facts));
  }
}
