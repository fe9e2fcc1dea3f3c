import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { CohortsQueries } from '../data/cohorts.queries.js';
import { dataPage } from './cohort-lists.page.js';

/** What everybody may take away. */
@Controller('data')
export class DataController {
  constructor(
    private readonly queries: CohortsQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('everyone')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const cohorts = await this.queries.all();
    const { record, editions, files } = await this.queries.wholeRecord();
    const page = dataPage({
      record,
      editions,
      files,
      cohorts,
      site: this.settings.values.publicUrl,
      today: this.clock.today(),
    });
    this.pages.show(request, response, 'research/data', page);
  }
}
