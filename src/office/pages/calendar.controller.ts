import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { partsOf } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { CalendarsService } from '../calendars.service.js';
import { CalendarQueries } from '../data/calendar.queries.js';
import { HolidayForm, HolidayWithdrawalForm, NothingForm } from './calendar.form.js';
import { addingMessages, calendarPage, holidayPage } from './calendar.page.js';
import { calendarPaths } from './calendar.paths.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller('admin/calendar')
export class CalendarController {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly queries: CalendarQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('calendar.manage')
  async show(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show(request, response, { query, year: this.#yearOf(query.year) });
  }

  @Post('days')
  @Allow('calendar.manage')
  async add(
    @Body(new FormPipe(HolidayForm)) posted: Form<HolidayForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried): Promise<void> =>
      this.#show(request, response.status(422), { query: {}, year: this.#yearOf(undefined), tried });
    if (!posted.ok) return again(posted);
    const added = await this.calendars.add(actor, { ...posted.value, substitute: false });
    if (!added.ok) return again({ posted: posted.posted, errors: addingMessages[added.error] });
    response.redirect(303, `${calendarPaths.calendar(partsOf(posted.value.on).year)}&done=added`);
  }

  @Get('days/:id')
  @Allow('calendar.manage')
  async day(@Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#showDay(request, response, id);
  }

  @Post('days/:id/withdrawal')
  @Allow('calendar.manage')
  async withdraw(
    @Param('id') id: string,
    @Body(new FormPipe(HolidayWithdrawalForm)) posted: Form<HolidayWithdrawalForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!posted.ok) return this.#showDay(request, response.status(422), id, posted);
    const done = await this.calendars.withdraw(actor, id, posted.value.reason);
    if (!done.ok && done.error === 'not-found') throw new NotFoundException();
    await this.#back(response, id, 'withdrawn');
  }

  @Post('days/:id/reinstatement')
  @Allow('calendar.manage')
  async reinstate(
    @Param('id') id: string,
    @Body(new FormPipe(NothingForm)) _: Form<NothingForm>,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const done = await this.calendars.reinstate(actor, id);
    if (!done.ok && done.error === 'not-found') throw new NotFoundException();
    await this.#back(response, id, 'reinstated');
  }

  async #back(response: Response, id: string, done: string): Promise<void> {
    const day = await this.queries.byId(id);
    const year = day ? partsOf(day.onDay).year : undefined;
    response.redirect(303, `${calendarPaths.calendar(year ?? this.#yearOf(undefined))}&done=${done}`);
  }

  async #show(
    request: Request,
    response: Response,
    { query, year, tried = null }: { readonly query: Asked; readonly year: number; readonly tried?: Tried },
  ): Promise<void> {
    const days = await this.queries.ofYear(year);
    const thisYear = partsOf(this.clock.today()).year;
    const page = calendarPage({ year, thisYear, days, edition: this.calendars.edition, query, tried });
    this.pages.show(request, response, 'office/calendar', page);
  }

  async #showDay(request: Request, response: Response, id: string, tried: Tried = null): Promise<void> {
    const day = await this.queries.byId(id);
    if (!day) throw new NotFoundException();
    this.pages.show(request, response, 'office/holiday', holidayPage(day, tried));
  }

  /** A year that the calendar may know; this one where nothing sensible was asked for. */
  #yearOf(asked: unknown): number {
    const year = typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : 0;
    const { firstYear, lastYear } = this.calendars.edition;
    return year >= firstYear && year <= lastYear + 1 ? year : partsOf(this.clock.today()).year;
  }
}
