import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Costly } from '../../shell/costly.guard.js';
import { InTurn } from '../../shell/in-turn.interceptor.js';
import { Allow } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { Remembered } from '../../shell/remembered.js';
import { CohortsQueries } from '../data/cohorts.queries.js';
import { readRecovery } from '../domain/recovery-reading.js';
import { forMachinesPage } from './for-machines.page.js';
import { RecoveryDesk } from './recovery-desk.js';
import { type Asked, readQuestion } from './recovery-question.js';
import { curveCsvColumns, curveRows, recoveryPage } from './recovery.page.js';
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
    const { record } = await this.desk.open();
    const asked = readQuestion(record, {});
    const reading = readRecovery(asked.cases, asked.question);
    this.pages.show(request, response, 'research/index', researchPage(reading));
  }

  @Get('recovery')
  @Allow('everyone')
  @Costly(1)
  @InTurn()
  async show(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { record, today } = await this.desk.open();
    const asked = readQuestion(record, query);
    const reading = readRecovery(asked.cases, asked.question);
    const site = this.settings.values.publicUrl;
    const cohorts = await this.#frozen.of('all', () => this.cohorts.all());
    this.pages.show(request, response, 'research/recovery', recoveryPage({ asked, reading, cohorts, today, site }));
  }

  @Get('recovery.csv')
  @Allow('everyone')
  @InTurn()
  async csv(@Query() query: Asked, @Res() response: Response): Promise<void> {
    const { record } = await this.desk.open();
    const asked = readQuestion(record, query);
    const reading = readRecovery(asked.cases, asked.question);
    sendCsv(response, 'recovery.csv', csvFile(curveCsvColumns, curveRows(reading)));
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
