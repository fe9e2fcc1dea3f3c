import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Costly } from '../../shell/costly.guard.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { Remembered } from '../../shell/remembered.js';
import { CohortsQueries } from '../data/cohorts.queries.js';
import { readRecovery } from '../domain/recovery-reading.js';
import { forMachinesPage } from './for-machines.page.js';
import { RecoveryDesk } from './recovery-desk.js';
import type { Asked } from './recovery-question.js';
import { curveCsvColumns, curveRows, recoveryPage, withFrozen } from './recovery.page.js';
import { researchPage } from './research.page.js';

@Controller('research')
export class RecoveryController {
  /** What has been frozen, read once until anything is committed: the page says what was frozen of its episodes. */
  readonly #frozen: Remembered<Awaited<ReturnType<CohortsQueries['all']>>>;

  constructor(
    private readonly desk: RecoveryDesk,
    private readonly cohorts: CohortsQueries,
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {
    this.#frozen = new Remembered(() => cohorts.dataVersion(), 1);
  }

  @Get()
  @Allow('everyone')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.desk.answer(
      { as: 'index', query: {}, response },
      ({ cases, question }) => researchPage(readRecovery(cases, question)),
      (page) => this.pages.show(request, response, 'research/index', page),
    );
  }

  @Get('recovery')
  @Allow('everyone')
  @Costly(1)
  async show(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const site = this.settings.values.publicUrl;
    // Cohorts are frozen while the episodes stay the same, so they are no part of what is kept.
    const cohorts = await this.#frozen.of('all', () => this.cohorts.all());
    await this.desk.answer(
      { as: 'page', query, response },
      (asked, today) => {
        const reading = readRecovery(asked.cases, asked.question);
        return { page: recoveryPage({ asked, reading, today, site }), values: asked.values };
      },
      ({ page, values }) => this.pages.show(request, response, 'research/recovery', withFrozen(page, values, cohorts)),
    );
  }

  @Get('recovery.csv')
  @Allow('everyone')
  async csv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    await this.desk.answer(
      { as: 'csv', query, response },
      ({ cases, question }) => csvFile(curveCsvColumns, curveRows(readRecovery(cases, question))),
      (file) => sendCsv(response, 'recovery.csv', file),
    );
  }

  @Get('for-machines')
  @Allow('everyone')
  async forMachines(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { record } = await this.desk.open();
    this.pages.show(
      request,
      response,
      'research/for-machines',
      forMachinesPage(record.filters, this.settings.values.publicUrl),
    );
  }
}
