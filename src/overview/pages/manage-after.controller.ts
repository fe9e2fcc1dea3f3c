import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseAftercareService } from '../../episodes/case-aftercare.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { interventionPowers } from '../../interventions/domain/intervention-record.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { formatList } from '../../shell/format.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk } from './case-desk.js';
import { ChangeForm, CheckForm, EventForm, PlanForm } from './manage-after.form.js';
import { changePage, checkPage, checksPage, eventPage, eventsPage, planPage } from './manage-after.page.js';
import { StepForm } from './manage-steps.form.js';
import { interventionsPage, newStepPage } from './manage-steps.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** The steps of a case, its checks and watch, its events and changes. */
@Controller('episodes/:ref')
export class ManageAfterController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly steps: CaseStepsService,
    private readonly aftercare: CaseAftercareService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get('interventions')
  @Allow('cases.read')
  async interventions(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const steps = await this.#stepsOf(managed);
    const ids = steps.map(({ id }) => id);
    const page = interventionsPage(managed, {
      steps,
      ends: await this.work.plannedEndsOf(ids),
      criteria: await this.work.criteriaOf(ids),
      requests: await this.work.requestsOf(ids),
      names: await this.desk.cases.namesOf(steps.map(({ recordedBy }) => recordedBy)),
      said: saidAfter(query, doneSentences),
      today: this.desk.clock.today(),
    });
    this.pages.show(request, response, 'overview/manage-list', page);
  }

  @Get('checks')
  @Allow('cases.read')
  async checks(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const facts = await this.cases.factsOf(managed.theCase.id);
    const checks = await this.work.checks(idsOf(facts, 'check'));
    const plans = await this.work.sustainabilityPlans(idsOf(facts, 'plan'));
    const names = await this.desk.cases.namesOf([...checks, ...plans].map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names, today: this.desk.clock.today() };
    this.pages.show(request, response, 'overview/manage-list', checksPage(managed, { ...around, checks, plans }));
  }

  @Get('events')
  @Allow('cases.read')
  async events(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const facts = await this.cases.factsOf(managed.theCase.id);
    const events = await this.work.events(idsOf(facts, 'event'));
    const changes = await this.work.structuralChanges(idsOf(facts, 'change'));
    const names = await this.desk.cases.namesOf([...events, ...changes].map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names };
    this.pages.show(request, response, 'overview/manage-list', eventsPage(managed, { ...around, events, changes }));
  }

  @Get('interventions/new')
  @Allow('interventions.record')
  async askStep(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#stepPage(actor, { ref }));
  }

  @Post('interventions/new')
  @Allow('interventions.record')
  async step(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(StepForm)) form: Form<StepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#stepPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text', 'scope');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const {
      kind,
      name,
      level,
      authority,
      legalBasis,
      powers,
      scope,
      started,
      planned,
      text,
      replaces,
      beside,
      visibility,
    } = form.value;
    const plannedEndOn = when(planned);
    const result = await this.steps.impose(actor, ref, {
      kind,
      typeText: name,
      level: Number(level),
      authority,
      legalBasis,
      powers: powers.length > 0 ? formatList(powers.map((one) => interventionPowers[one])) : null,
      scope,
      startedOn: on(started),
      plannedEnds: plannedEndOn ? [{ announcedOn: null, plannedEndOn }] : [],
      text,
      replacesId: replaces,
      besideIds: beside,
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.interventions(ref),
      done: 'imposed',
      words: { 'after-today': { at: 'started', text: 'The date must be today or in the past' } },
      permission: 'interventions.record',
      again,
    });
  }

  async #stepPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    const steps = await this.#stepsOf(managed);
    return newStepPage(managed, { steps, tried });
  }

  @Get('checks/:id/result')
  @Allow('help.record')
  async askCheck(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#checkPage(actor, { ref, id }));
  }

  @Post('checks/:id/result')
  @Allow('help.record')
  async check(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(CheckForm)) form: Form<CheckForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#checkPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, byWhom, result: held, text } = form.value;
    const done = { doneOn: on(form.value.on), byWhom, result: held, text };
    const result = await this.aftercare.doCheck(actor, ref, { id, version }, done);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.checks(ref),
      done: 'check-done',
      words: { ...inThePast, 'already-done': { text: 'This check has been done' } },
      permission: 'help.record',
      again,
    });
  }

  async #checkPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const facts = await this.cases.factsOf(managed.theCase.id);
    const found = readable(managed, await this.work.checks(idsOf(facts, 'check'))).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return checkPage(managed, found, tried);
  }

  @Get('sustainability/new')
  @Allow('interventions.record')
  async askPlan(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#planPage(actor, { ref }));
  }

  @Post('sustainability/new')
  @Allow('interventions.record')
  async plan(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PlanForm)) form: Form<PlanForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#planPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { text, agreedBy, review, visibility } = form.value;
    const result = await this.aftercare.agreePlan(actor, ref, {
      text,
      agreedBy,
      agreedOn: on(form.value.on),
      reviewOn: parseCalendarDay(review),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.checks(ref),
      done: 'plan-agreed',
      words: inThePast,
      permission: 'interventions.record',
      again,
    });
  }

  async #planPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return planPage(managed, tried);
  }

  @Get('events/new')
  @Allow('help.record')
  async askEvent(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#eventPage(actor, { ref }));
  }

  @Post('events/new')
  @Allow('help.record')
  async event(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(EventForm)) form: Form<EventForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#eventPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { kind, text, significant, visibility } = form.value;
    const result = await this.aftercare.recordEvent(actor, ref, {
      kind,
      text,
      significant,
      occurredOn: on(form.value.on),
      knownOn: on(form.value.on),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.events(ref),
      done: 'event-recorded',
      words: inThePast,
      permission: 'help.record',
      again,
    });
  }

  async #eventPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    return eventPage(managed, tried);
  }

  @Get('changes/new')
  @Allow('interventions.record')
  async askChange(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#changePage(actor, { ref }));
  }

  @Post('changes/new')
  @Allow('interventions.record')
  async change(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ChangeForm)) form: Form<ChangeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#changePage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text', 'reason');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { kind, text, reason, visibility } = form.value;
    const result = await this.aftercare.recordChange(actor, ref, {
      kind,
      text,
      reason,
      occurredOn: on(form.value.on),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.events(ref),
      done: 'change-recorded',
      words: inThePast,
      permission: 'interventions.record',
      again,
    });
  }

  async #changePage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return changePage(managed, tried);
  }

  async #stepsOf({ theCase }: ManagedCase) {
    const facts = await this.cases.factsOf(theCase.id);
    const trigger = theCase.triggerInterventionId;
    return this.work.steps([...new Set([...idsOf(facts, 'intervention'), ...(trigger ? [trigger] : [])])]);
  }
}
