import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseAftercareService } from '../../episodes/case-aftercare.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { ChangeForm, CheckForm, EventForm, PlanForm } from './manage-after.form.js';
import { changePage, checkPage, checksPage, eventPage, eventsPage, planPage } from './manage-after.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** The checks and the watch after an exit, and what else happened around a case. */
@Controller('episodes/:ref')
export class ManageAfterController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly aftercare: CaseAftercareService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

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

  @Get('checks/:id/result')
  @Allow('help.record')
  async askCheck(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#check(actor, { ref, id }));
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
    return this.desk.act({ request, response }, form, this.#check(actor, { ref, id }));
  }

  #check(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<CheckForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const facts = await this.cases.factsOf(managed.theCase.id);
        const found = readable(managed, await this.work.checks(idsOf(facts, 'check'))).find((one) => one.id === id);
        if (!found) throw new NotFoundException();
        return checkPage(managed, found, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { version, byWhom, result: held, text } = value;
        const done = { doneOn: on(value.on), byWhom, result: held, text };
        return this.aftercare.doCheck(actor, ref, { id, version }, done);
      },
      to: casePaths.checks(ref),
      done: 'check-done',
      thing: { words: 'check', entity: 'sustainment_check', id },
      words: { ...inThePast, 'already-done': { text: 'This check has been done' } },
      permission: 'help.record',
    };
  }

  @Get('sustainability/new')
  @Allow('interventions.record')
  async askPlan(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#plan(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#plan(actor, { ref }));
  }

  #plan(actor: Actor, { ref }: { readonly ref: string }): CaseTask<PlanForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return planPage(managed, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { text, agreedBy, review, visibility } = value;
        return this.aftercare.agreePlan(actor, ref, {
          text,
          agreedBy,
          agreedOn: on(value.on),
          reviewOn: parseCalendarDay(review),
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.checks(ref),
      done: 'plan-agreed',
      words: inThePast,
      permission: 'interventions.record',
    };
  }

  @Get('events/new')
  @Allow('help.record')
  async askEvent(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#event(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#event(actor, { ref }));
  }

  #event(actor: Actor, { ref }: { readonly ref: string }): CaseTask<EventForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        return eventPage(managed, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { kind, text, significant, visibility } = value;
        return this.aftercare.recordEvent(actor, ref, {
          kind,
          text,
          significant,
          occurredOn: on(value.on),
          knownOn: on(value.on),
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.events(ref),
      done: 'event-recorded',
      words: inThePast,
      permission: 'help.record',
    };
  }

  @Get('changes/new')
  @Allow('interventions.record')
  async askChange(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#change(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#change(actor, { ref }));
  }

  #change(actor: Actor, { ref }: { readonly ref: string }): CaseTask<ChangeForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return changePage(managed, tried);
      },
      personal: ['text', 'reason'],
      act: async (value) => {
        const { kind, text, reason, visibility } = value;
        return this.aftercare.recordChange(actor, ref, {
          kind,
          text,
          reason,
          occurredOn: on(value.on),
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.events(ref),
      done: 'change-recorded',
      words: inThePast,
      permission: 'interventions.record',
    };
  }
}
