import { Body, Controller, Get, NotFoundException, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { Account } from '../../access/domain/account.js';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { CalendarFeedsService } from '../../office/calendar-feeds.service.js';
import { CalendarsService } from '../../office/calendars.service.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import { streamCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { DeadlineListQueries } from '../data/deadline-list.queries.js';
import type { DeadlineFilter, ListedDeadline } from '../data/deadline-list.row.js';
import { EyesService } from '../eyes.service.js';
import { ReadersService } from '../readers.service.js';
import { ButtonForm } from './button.form.js';
import { deadlinesCalendar } from './deadlines-calendar.js';
import { deadlineCsv, deadlineFilters, deadlinesPage, stateOf } from './deadlines.page.js';
import { deadlinePaths } from './deadlines.paths.js';

type Asked = Readonly<Record<string, unknown>>;

/** A search for a body stops here: past it, another word finds sooner. */
const mostBodies = 1_000;

@Controller()
export class DeadlinesController {
  constructor(
    private readonly deadlines: DeadlineListQueries,
    private readonly search: SearchQueries,
    private readonly eyes: EyesService,
    private readonly readers: ReadersService,
    private readonly calendars: CalendarsService,
    private readonly feeds: CalendarFeedsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('deadlines')
  @Allow('everyone')
  async index(
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(request, response, { query, account, address: null });
  }

  @Get('deadlines.csv')
  @Allow('everyone')
  async csv(
    @Query() query: Asked,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { filter } = await this.#asked(query, account);
    const today = this.clock.today();
    const rows = this.deadlines.every(await this.eyes.of(account), filter, today);
    await streamCsv(response, 'deadlines.csv', deadlineCsv(today), rows);
  }

  /** For calendar programs, which cannot sign in: the address itself says whose deadlines these are. */
  @Get('deadlines.ics')
  @Allow('everyone')
  async calendar(@Query('key') key: unknown, @Res() response: Response): Promise<void> {
    const accountId = typeof key === 'string' ? await this.feeds.accountOf(key) : null;
    const account = accountId ? await this.readers.active(accountId) : null;
    if (!account) throw new NotFoundException();
    const filter: DeadlineFilter = { state: 'open', among: null, mine: await this.eyes.mine(account) };
    const rows: ListedDeadline[] = [];
    for await (const some of this.deadlines.every(await this.eyes.of(account), filter, this.clock.today()))
      rows.push(...some);
    response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="deadlines.ics"');
    response.setHeader('Cache-Control', 'private, no-store');
    response.send(deadlinesCalendar(rows, this.settings.values.publicUrl));
  }

  /** The address is shown this once: what is kept of it cannot be turned back. */
  @Post('deadlines/feed')
  @Allow('signed-in')
  async makeFeed(
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @CurrentAccount() account: Account,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const token = await this.feeds.make(actor, account.id);
    const address = `${this.settings.values.publicUrl}${deadlinePaths.calendar(token)}`;
    await this.#show(request, response.status(200), { query: {}, account, address });
  }

  @Post('deadlines/feed/ending')
  @Allow('signed-in')
  async endFeed(
    @Body(new FormPipe(ButtonForm)) _: Form<ButtonForm>,
    @CurrentActor() actor: Actor,
    @CurrentAccount() account: Account,
    @Res() response: Response,
  ): Promise<void> {
    await this.feeds.end(actor, account.id);
    response.redirect(303, `${deadlinePaths.index()}?done=feed-ended`);
  }

  async #show(
    request: Request,
    response: Response,
    asked: { readonly query: Asked; readonly account: Account | null; readonly address: string | null },
  ): Promise<void> {
    const { query, account, address } = asked;
    const { values, filter, notes } = await this.#asked(query, account);
    const { page, notes: pageNotes } = readPage(query);
    const today = this.clock.today();
    const eyes = await this.eyes.of(account);
    const rows = await this.deadlines.page(eyes, filter, { today, page, size: pageSize });
    const total = rows[0]?.total ?? (page === 1 ? 0 : await this.deadlines.count(eyes, filter, today));
    const listed = { values, rows, total, page, notes: [...notes, ...pageNotes], today, query };
    const calendars = await this.calendars.all();
    const feed = account ? { since: await this.feeds.since(account.id), address } : null;
    this.pages.show(request, response, 'overview/deadlines', deadlinesPage({ ...listed, calendars, feed }));
  }

  async #asked(query: Asked, account: Account | null) {
    const { values, notes } = readFilters(deadlineFilters, query);
    const among = values.q === null ? null : await this.search.find(values.q, 'organisation', mostBodies);
    const mine = account && values.whose === 'mine' ? await this.eyes.mine(account) : null;
    const filter: DeadlineFilter = { state: stateOf(values.state), among, mine };
    return { values, notes, filter };
  }
}
