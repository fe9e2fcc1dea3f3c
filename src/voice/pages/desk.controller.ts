import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { Clock } from '../../kernel/clock.js';
import { CalendarsService } from '../../office/calendars.service.js';
import { Allow, CurrentActor, NeverKept } from '../../shell/allow.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { ConcernsQueries } from '../data/concerns.queries.js';
import type { ConcernRow, HearingRow } from '../data/concern.row.js';
import { heardBy, HandlingConcernsService } from '../handling-concerns.service.js';
import { looksPersonal } from './concern-words.page.js';
import { HearForm, MarksForm, StepForm } from './desk.form.js';
import { concernPage, concernSaid, deskFilters, deskPage, hearMessages, hearPage, stepMessages } from './desk.page.js';
import { chosenAmong } from './raise.page.js';
import { concernPaths } from './voice.paths.js';

type Shown = Pick<Parameters<typeof concernPage>[1], 'opened' | 'said' | 'tried' | 'triedIn' | 'stale'>;
type Exchange = { readonly actor: PersonActing; readonly request: Request; readonly response: Response };

const markOf = (answer: 'yes' | 'no' | null): boolean | null => (answer === null ? null : answer === 'yes');

/** The desk of a speak-up lead: what staff said, and what was done with it. What is typed here is kept for nobody. */
@Controller('concerns')
export class DeskController {
  constructor(
    private readonly handling: HandlingConcernsService,
    private readonly queries: ConcernsQueries,
    private readonly calendars: CalendarsService,
    private readonly accounts: AccountsQueries,
    private readonly audit: AuditQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('concerns.handle')
  async index(
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes } = readFilters(deskFilters, query);
    const { page, notes: pageNotes } = readPage(query);
    const asked = { ...heardBy(actor), show: values.show as 'open' | 'closed' | null };
    const total = await this.queries.deskCount(asked);
    const rows = await this.queries.desk({ ...asked, limit: pageSize, offset: (page - 1) * pageSize });
    const calendar = await this.calendars.of('england');
    const shown = { rows, total, page, values, notes: [...notes, ...pageNotes], today: this.clock.today(), calendar };
    this.pages.show(request, response, 'voice/desk', deskPage(shown));
  }

  @Get('new')
  @Allow('concerns.handle')
  async askHearing(
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.pages.show(request, response, 'voice/hear', hearPage(await this.#hearing(actor)));
  }

  @Post('new')
  @Allow('concerns.handle')
  @NeverKept()
  async hear(
    @Body(new FormPipe(HearForm)) form: Form<HearForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const hearing = await this.#hearing(actor);
    const again = (errors: Readonly<Record<string, string>>): void =>
      this.pages.show(request, response.status(422), 'voice/hear', hearPage(hearing, { posted: form.posted, errors }));
    if (!form.ok) return again(form.errors);
    const service = chosenAmong(hearing, form.posted);
    if (!service) return again(hearMessages['not-found']);
    const { words } = form.value;
    if (words !== null && personalDataIn(words).length > 0) return again({ words: looksPersonal });
    const heard = await this.handling.hear(actor, { ...form.value, service });
    if (!heard.ok) return again(hearMessages[heard.error]);
    response.redirect(303, address(concernPaths.show(heard.value.ref), { done: 'heard' }));
  }

  @Get(':ref')
  @Allow('concerns.handle')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ actor, request, response }, ref, { said: saidAfter(query, concernSaid) });
  }

  /** Opening is posted, since each time stands in the trail: reading a page changes nothing. */
  @Post(':ref/words')
  @Allow('concerns.handle')
  async open(
    @Param('ref') ref: string,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.handling.open(actor, ref);
    if (!opened) throw new NotFoundException();
    await this.#show({ actor, request, response }, ref, { opened });
  }

  @Post(':ref/steps')
  @Allow('concerns.handle')
  @NeverKept()
  async step(
    @Param('ref') ref: string,
    @Body(new FormPipe(StepForm)) form: Form<StepForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { actor, request, response };
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#show(exchange, ref, { tried: { posted: form.posted, errors } }, 422);
    if (!form.ok) return again(form.errors);
    const { to, words, version } = form.value;
    if (words !== null && personalDataIn(words).length > 0) return again({ words: looksPersonal });
    const saved = await this.handling.step(actor, { ref, version }, { to, words });
    if (saved.ok) return response.redirect(303, address(concernPaths.show(ref), { done: 'stepped' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error === 'stale') return this.#stale(exchange, ref, { tried: { posted: form.posted, errors: {} } });
    return again(stepMessages[saved.error]);
  }

  @Post(':ref/marks')
  @Allow('concerns.handle')
  async mark(
    @Param('ref') ref: string,
    @Body(new FormPipe(MarksForm)) form: Form<MarksForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { actor, request, response };
    if (!form.ok) return this.#show(exchange, ref, { tried: form, triedIn: 'marks' }, 422);
    const { version, ...answers } = form.value;
    const saved = await this.handling.mark(
      actor,
      { ref, version },
      {
        safetyElement: markOf(answers.safetyElement),
        workerElement: markOf(answers.workerElement),
        behaviour: markOf(answers.behaviour),
        detrimentReported: markOf(answers.detrimentReported),
      },
    );
    if (saved.ok) return response.redirect(303, address(concernPaths.show(ref), { done: 'marked' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    const tried = { posted: form.posted, errors: {} };
    return this.#stale(exchange, ref, { tried, triedIn: 'marks' });
  }

  async #stale(exchange: Exchange, ref: string, shown: Shown): Promise<void> {
    const row = await this.#find(exchange.actor, ref);
    const [last] = await this.audit.ofObject('concern', [row.id], { limit: 1 });
    await this.#show(exchange, ref, { ...shown, stale: last ? formatMoment(last.at) : '' }, 409);
  }

  async #show({ actor, request, response }: Exchange, ref: string, shown: Shown, status = 200): Promise<void> {
    const row = await this.#find(actor, ref);
    const steps = await this.queries.steps(row.id);
    const names = await this.accounts.namesOf(steps.map(({ takenBy }) => takenBy));
    const calendar = await this.calendars.of('england');
    const page = concernPage(row, { steps, names, calendar, today: this.clock.today(), ...shown });
    this.pages.show(request, response.status(status), 'voice/concern', page);
  }

  async #find(actor: PersonActing, ref: string): Promise<ConcernRow> {
    const row = await this.queries.byRef(ref, heardBy(actor));
    if (!row) throw new NotFoundException();
    return row;
  }

  async #hearing(actor: PersonActing): Promise<readonly HearingRow[]> {
    const own = new Set(heardBy(actor).organisationIds);
    return (await this.queries.hearing(this.clock.today())).filter(({ heardById }) => own.has(heardById));
  }
}
