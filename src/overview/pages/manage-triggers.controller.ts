import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';

import { answerPage, answerRefusals } from './manage-answer.page.js';
import { AnswerForm, BreachForm, TriggerForm, TriggerTestForm } from './manage-help.form.js';
import {
  breachRefusals,
  newBreachPage,
  newTriggerPage,
  triggersPage,
  triggerTestPage,
} from './manage-triggers.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** What was agreed beforehand to bring help, and what came of it each time. */
@Controller('episodes/:ref')
export class ManageTriggersController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly help: CaseHelpService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get('triggers')
  @Allow('cases.read')
  async triggers(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const triggers = await this.#triggersOf(managed);
    const breaches = await this.work.breachesOf(triggers.map(({ id }) => id));
    const names = await this.desk.cases.namesOf(triggers.map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names };
    this.pages.show(
      request,
      response,
      'overview/manage-list',
      triggersPage(managed, { ...around, triggers, breaches }),
    );
  }

  @Get('triggers/new')
  @Allow('help.record')
  async askTrigger(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#trigger(actor, { ref }));
  }

  @Post('triggers/new')
  @Allow('help.record')
  async trigger(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(TriggerForm)) form: Form<TriggerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#trigger(actor, { ref }));
  }

  #trigger(actor: Actor, { ref }: { readonly ref: string }): CaseTask<TriggerForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        return newTriggerPage(managed, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { condition, text, provider, owner, visibility } = value;
        return this.help.agreeTrigger(actor, ref, {
          condition,
          text,
          provider,
          ownerPost: owner,
          agreedOn: on(value.on),
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.triggers(ref),
      done: 'trigger-agreed',
      words: inThePast,
      permission: 'help.record',
    };
  }

  @Get('triggers/:id/test')
  @Allow('help.record')
  async askTriggerTest(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#triggerTest(actor, { ref, id }));
  }

  @Post('triggers/:id/test')
  @Allow('help.record')
  async triggerTest(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(TriggerTestForm)) form: Form<TriggerTestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#triggerTest(actor, { ref, id }));
  }

  #triggerTest(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<TriggerTestForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const found = await this.#findTrigger(managed, id);
        return triggerTestPage(managed, found, tried);
      },
      act: async (value) => {
        return this.help.testTrigger(actor, ref, { id, version: value.version }, on(value.on));
      },
      to: casePaths.triggers(ref),
      done: 'trigger-tested',
      thing: { words: 'trigger', entity: 'support_trigger', id },
      words: inThePast,
      permission: 'help.record',
    };
  }

  @Get('triggers/:id/breaches/new')
  @Allow('help.record')
  async askBreach(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#breach(actor, { ref, id }));
  }

  @Post('triggers/:id/breaches/new')
  @Allow('help.record')
  async breach(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(BreachForm)) form: Form<BreachForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#breach(actor, { ref, id }));
  }

  #breach(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<BreachForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const found = await this.#findTrigger(managed, id);
        return newBreachPage(managed, found, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const breach = { detectedOn: on(value.on), text: value.text };
        return this.help.noteBreach(actor, ref, id, breach);
      },
      to: casePaths.triggers(ref),
      done: 'breach-noted',
      words: breachRefusals,
      permission: 'help.record',
    };
  }

  @Get('breaches/:id/answer')
  @Allow('help.record')
  async askBreachAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#breachAnswer(actor, { ref, id }));
  }

  @Post('breaches/:id/answer')
  @Allow('help.record')
  async breachAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(AnswerForm)) form: Form<AnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#breachAnswer(actor, { ref, id }));
  }

  #breachAnswer(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<AnswerForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const triggerId = await this.work.parentOf('trigger_breach', id);
        const triggers = await this.#triggersOf(managed);
        const found = triggers.some((one) => one.id === triggerId)
          ? (await this.work.breachesOf([triggerId ?? ''])).find((one) => one.id === id)
          : undefined;
        if (!found) throw new NotFoundException();
        return answerPage(managed, {
          what: 'Answer a breach',
          quoted: found.text,
          action: casePaths.breachAnswer(ref, id),
          back: { text: 'Triggers of help', href: casePaths.triggers(ref) },
          version: found.version,
          answered: found,
          tried,
        });
      },
      personal: ['response'],
      act: async (value) => {
        const { version, response: answer } = value;
        const said = { respondedOn: on(value.on), response: answer };
        return this.help.answerBreach(actor, ref, { id, version }, said);
      },
      to: casePaths.triggers(ref),
      done: 'breach-answered',
      thing: { words: 'breach', entity: 'trigger_breach', id },
      words: answerRefusals,
      permission: 'help.record',
    };
  }

  async #triggersOf(managed: ManagedCase) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    return readable(managed, await this.work.triggers(idsOf(facts, 'trigger')));
  }

  async #findTrigger(managed: ManagedCase, id: string) {
    const found = (await this.#triggersOf(managed)).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
