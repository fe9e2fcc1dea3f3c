import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { planReach } from '../domain/plan-reach.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { InTurn } from '../../shell/in-turn.interceptor.js';
import { Costly } from '../../shell/costly.guard.js';
import { sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { tableCsv } from '../../shell/table-csv.js';
import { ForecastQueries } from '../data/forecast.queries.js';
import { MilestonesQueries } from '../data/milestones.queries.js';
import { PlansQueries } from '../data/plans.queries.js';
import { planForecast } from '../domain/plan-forecast.js';
import { forecastPage } from './forecast.page.js';

/** When the milestones of a plan will be finished, by its own record. */
@Controller('plans/:ref')
export class ForecastController {
  constructor(
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly forecasts: ForecastQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('forecast')
  @Allow('plans.read')
  @Costly(2)
  @InTurn()
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.pages.show(request, response, 'plans/forecast', await this.#page(actor, ref));
  }

  @Get('forecast.csv')
  @Allow('plans.read')
  @Costly(2)
  @InTurn()
  async csv(@CurrentActor() actor: Actor, @Param('ref') ref: string, @Res() response: Response) {
    const { table } = await this.#page(actor, ref);
    if (!table) throw new NotFoundException();
    sendCsv(response, `${ref}-forecast.csv`, tableCsv(table));
  }

  async #page(actor: Actor, ref: string) {
    const plan = await this.plans.byRef(ref, planReach(actor.account, 'plans.read'));
    if (!plan) throw new NotFoundException();
    const today = this.clock.today();
    const elsewhere = await this.forecasts.elsewhere(plan.id);
    const told = planForecast({
      today,
      milestones: await this.milestones.ofPlan(plan.id),
      dependencies: await this.milestones.dependenciesOfPlan(plan.id),
      elsewhere,
    });
    const closed = elsewhere.filter(({ completedOn }) => completedOn !== null).length;
    return forecastPage(plan, told, { today, elsewhere: closed });
  }
}
