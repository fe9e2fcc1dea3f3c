import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { SignalLimitsQueries } from '../data/signal-limits.queries.js';
import { signalMethodsPage } from './signal-methods.page.js';

/** How every signal is worked out, for everybody. */
@Controller('methods/signals')
export class SignalMethodsController {
  constructor(
    private readonly limits: SignalLimitsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = signalMethodsPage(await this.limits.editions(), this.clock.today());
    this.pages.show(request, response, 'lessons/signal-methods', page);
  }
}
