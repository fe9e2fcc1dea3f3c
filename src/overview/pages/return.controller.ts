import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { reachOf } from '../../access/domain/account.js';
import { AreaViewsQueries } from '../../inspections/data/area-views.queries.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { MeasureKeepingQueries } from '../../measures/data/keeping.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { Pages } from '../../shell/pages.js';
import { ReturnQueries } from '../data/return.queries.js';
import { measuresDue } from '../domain/measures-due.js';
import { returnPage } from './return.page.js';

/** The monthly return of a body, for whoever makes it. */
@Controller('organisations/:slug/return')
export class ReturnController {
  constructor(
    private readonly measures: MeasureKeepingQueries,
    private readonly views: AreaViewsQueries,
    private readonly owed: ReturnQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('measures.enter')
  async show(
    @CurrentActor() { account }: PersonActing,
    @Param('slug') slug: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = await this.measures.body(slug, reachOf(account, 'measures.enter').organisationIds);
    if (!body) throw new NotFoundException();
    const today = this.clock.today();
    const measures = measuresDue(await this.measures.dueRows([body.id]), today);
    const milestones = await this.owed.milestones(body.id, today);
    const own = (await this.views.within([body.id])).filter(({ kind }) => kind === 'self');
    const selfAssessed = {
      on: parseCalendarDay(
        own
          .flatMap(({ on }) => on ?? [])
          .toSorted()
          .at(-1) ?? '',
      ),
      drafts: own.filter(({ state }) => state === 'draft').length,
    };
    this.pages.show(request, response, 'overview/return', returnPage({ body, measures, milestones, selfAssessed }));
  }
}
