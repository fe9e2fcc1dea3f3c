import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { isPeerSupportState } from '../../interventions/domain/peer-support-state.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { moveRefusalsOf } from './manage-answer.page.js';
import { DatedMoveForm, FindingAnswerForm, FindingForm, SupportForm } from './manage-help.form.js';
import {
  findingAnswerPage,
  newFindingPage,
  newSupportPage,
  supportMovePage,
  supportPage,
} from './manage-support.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** Help from peers in a case: offered, accepted, given, reported, and each finding answered. */
@Controller('episodes/:ref')
export class ManageSupportController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly help: CaseHelpService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get('support')
  @Allow('cases.read')
  async support(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const support = await this.work.support(idsOf(await this.cases.factsOf(managed.theCase.id), 'peer'));
    const ids = support.map(({ id }) => id);
    const findings = await this.work.findingsOf(ids);
    const changes = await this.work.changesOf(ids);
    const names = await this.desk.cases.namesOf(support.map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names };
    this.pages.show(
      request,
      response,
      'overview/manage-list',
      supportPage(managed, { ...around, support, findings, changes }),
    );
  }

  @Get('support/new')
  @Allow('help.record')
  async askOffer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#offer(actor, { ref }));
  }

  @Post('support/new')
  @Allow('help.record')
  async offer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(SupportForm)) form: Form<SupportForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#offer(actor, { ref }));
  }

  #offer(actor: Actor, { ref }: { readonly ref: string }): CaseTask<SupportForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const triggers = await this.#triggersOf(managed);
        return newSupportPage(managed, { triggers, tried });
      },
      personal: ['focus'],
      act: async (value) => {
        const { type, provider, askedBy, basis, focus, trigger, visibility } = value;
        return this.help.offer(actor, ref, {
          type,
          provider,
          askedBy,
          basis,
          focus,
          triggerId: trigger,
          offeredOn: on(value.on),
          visibility: visibility ?? 'public',
        });
      },
      to: casePaths.support(ref),
      done: 'support-offered',
      words: inThePast,
      permission: 'help.record',
    };
  }

  @Get('support/:id/moves/:to')
  @Allow('help.record')
  async askSupportMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#supportMove(actor, { ref, id, to }));
  }

  @Post('support/:id/moves/:to')
  @Allow('help.record')
  async supportMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Body(new FormPipe(DatedMoveForm)) form: Form<DatedMoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#supportMove(actor, { ref, id, to }));
  }

  #supportMove(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
  ): CaseTask<DatedMoveForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const found = await this.#findSupport(managed, id);
        if (!isPeerSupportState(to)) throw new NotFoundException();
        return supportMovePage(managed, { support: found, to, tried });
      },
      personal: ['why'],
      act: async (value) => {
        if (!isPeerSupportState(to)) throw new NotFoundException();
        const { version, why } = value;
        const move = { to, on: on(value.on), why: why ?? '' };
        return this.help.moveSupport(actor, ref, { id, version }, move);
      },
      to: casePaths.support(ref),
      done: 'support-moved',
      thing: { words: 'help', entity: 'peer_support', id },
      words: moveRefusalsOf('Enter why'),
      permission: 'help.record',
    };
  }

  @Get('support/:id/findings/new')
  @Allow('help.record')
  async askFinding(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#finding(actor, { ref, id }));
  }

  @Post('support/:id/findings/new')
  @Allow('help.record')
  async finding(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(FindingForm)) form: Form<FindingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#finding(actor, { ref, id }));
  }

  #finding(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<FindingForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const found = await this.#findSupport(managed, id);
        return newFindingPage(managed, found, tried);
      },
      personal: ['text'],
      act: async (value) => {
        return this.help.addFinding(actor, ref, id, value.text);
      },
      to: casePaths.support(ref),
      done: 'finding-added',
      words: { 'not-reported': { text: 'Findings are added once the peers have reported' } },
      permission: 'help.record',
    };
  }

  @Get('findings/:id/answer')
  @Allow('help.record')
  async askFindingAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#findingAnswer(actor, { ref, id }));
  }

  @Post('findings/:id/answer')
  @Allow('help.record')
  async findingAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(FindingAnswerForm)) form: Form<FindingAnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#findingAnswer(actor, { ref, id }));
  }

  #findingAnswer(
    actor: Actor,
    { ref, id }: { readonly ref: string; readonly id: string },
  ): CaseTask<FindingAnswerForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'help.record');
        const supportId = await this.work.parentOf('peer_finding', id);
        const support = await this.#supportOf(managed);
        const found = support.some((one) => one.id === supportId)
          ? (await this.work.findingsOf([supportId ?? ''])).find((one) => one.id === id)
          : undefined;
        if (!found) throw new NotFoundException();
        return findingAnswerPage(managed, found, tried);
      },
      personal: ['reason'],
      act: async (value) => {
        const { version, accepted, reason } = value;
        const answer = { accepted, reason: reason ?? '', on: on(value.on) };
        return this.help.answerFinding(actor, ref, { id, version }, answer);
      },
      to: casePaths.support(ref),
      done: 'finding-answered',
      thing: { words: 'finding', entity: 'peer_finding', id },
      words: { ...inThePast, 'no-reason': { at: 'reason', text: 'Enter the reason' } },
      permission: 'help.record',
    };
  }

  async #triggersOf(managed: ManagedCase) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    return readable(managed, await this.work.triggers(idsOf(facts, 'trigger')));
  }

  async #supportOf(managed: ManagedCase) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    return readable(managed, await this.work.support(idsOf(facts, 'peer')));
  }

  async #findSupport(managed: ManagedCase, id: string) {
    const found = (await this.#supportOf(managed)).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
