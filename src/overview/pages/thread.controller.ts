import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { ThreadService } from '../thread.service.js';
import { threadPage } from './thread.page.js';

/** From what was found to what shows that it was put right, and where that breaks. */
@Controller('plans/:ref/thread')
export class ThreadController {
  constructor(
    private readonly threads: ThreadService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('plans.read')
  async show(
    @CurrentAccount() account: Account | null,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.threads.of(account, ref);
    if (!found) throw new NotFoundException();
    this.pages.show(request, response, 'overview/thread', threadPage(found));
  }
}
