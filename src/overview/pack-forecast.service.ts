import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { ForecastQueries } from '../plans/data/forecast.queries.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import { planForecast } from '../plans/domain/plan-forecast.js';
import type { PackForecast } from './domain/pack/pack-facts.js';
import type { PlanFacts } from './pack-plan-facts.js';

/** When the open milestones of a plan will be finished, by its own record, as a pack says it. */
@Injectable()
export class PackForecastService {
  constructor(
    private readonly milestones: MilestonesQueries,
    private readonly forecasts: ForecastQueries,
  ) {}

  async of({ plan, milestones }: PlanFacts, today: CalendarDay): Promise<PackForecast> {
    const { result, open, laterThanAny } = planForecast({
      today,
      milestones,
      dependencies: await this.milestones.dependenciesOfPlan(plan.id),
      elsewhere: await this.forecasts.elsewhere(plan.id),
    });
    const told = { open: open.length, laterThanAny };
    if (!result.ok) return { ...told, closed: result.error.closed, needed: result.error.needed, dates: null };
    const { own, all } = result.value;
    return { ...told, closed: own, needed: null, dates: all };
  }
}
