import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CaseHelpService } from '../../episodes/case-help.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { isPeerSupportState } from '../../interventions/domain/peer-support-state.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk } from './case-desk.js';
import {
  AnswerForm,
  BreachForm,
  DatedMoveForm,
  FindingAnswerForm,
  FindingForm,
  SupportForm,
  TriggerForm,
  TriggerTestForm,
  WarningForm,
} from './manage-help.form.js';
import {
  answerPage,
  answerRefusals,
  breachRefusals,
  findingAnswerPage,
  moveRefusalsOf,
  newBreachPage,
  newFindingPage,
  newSupportPage,
  newTriggerPage,
  newWarningPage,
  supportMovePage,
  supportPage,
  triggersPage,
  triggerTestPage,
  warningsPage,
} from './manage-help.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const inThePast = { 'after-today': { at: 'on', text: 'The date must be today or in the past' } };

/** Early help within a case: warning signs, help from peers with its findings, and triggers with their breaches. */
@Controller('episodes/:ref')
export class ManageHelpController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly help: CaseHelpService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get('warnings')
  @Allow('cases.read')
  async warnings(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const facts = await this.cases.factsOf(managed.theCase.id);
    const warnings = await this.work.warnings(idsOf(facts, 'warning', 'first_warning'));
    const names = await this.desk.cases.namesOf(warnings.map(({ recordedBy }) => recordedBy));
    const around = { said: saidAfter(query, doneSentences), names };
    const page = warningsPage(managed, { ...around, warnings, firstIds: idsOf(facts, 'first_warning') });
    this.pages.show(request, response, 'overview/manage-list', page);
  }

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

  @Get('warnings/new')
  @Allow('help.record')
  async askWarning(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#warningPage(actor, { ref }));
  }

  @Post('warnings/new')
  @Allow('help.record')
  async warning(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(WarningForm)) form: Form<WarningForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#warningPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { kind, text, first, visibility } = form.value;
    const result = await this.help.noteWarning(actor, ref, {
      kind,
      text,
      occurredOn: on(form.value.on),
      isFirst: first,
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.warnings(ref),
      done: 'warning-noted',
      words: inThePast,
      permission: 'help.record',
      again,
    });
  }

  async #warningPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    return newWarningPage(managed, tried);
  }

  @Get('warnings/:id/answer')
  @Allow('help.record')
  async askWarningAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#warningAnswerPage(actor, { ref, id }));
  }

  @Post('warnings/:id/answer')
  @Allow('help.record')
  async warningAnswer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(AnswerForm)) form: Form<AnswerForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#warningAnswerPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'response');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, response: answer } = form.value;
    const said = { respondedOn: on(form.value.on), response: answer };
    const result = await this.help.answerWarning(actor, ref, { id, version }, said);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.warnings(ref),
      done: 'warning-answered',
      words: answerRefusals,
      permission: 'help.record',
      again,
    });
  }

  async #warningAnswerPage(
    actor: Actor,
    { ref, id }: { readonly ref: string; readonly id: string },
    tried: Tried = null,
  ) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const found = await this.#warning(managed, id);
    return answerPage(managed, {
      what: 'Answer a warning sign',
      quoted: found.text,
      action: casePaths.warningAnswer(ref, id),
      back: { text: 'Warning signs', href: casePaths.warnings(ref) },
      version: found.version,
      tried,
    });
  }

  @Get('support/new')
  @Allow('help.record')
  async askOffer(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#offerPage(actor, { ref }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#offerPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'focus');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { type, provider, askedBy, basis, focus, trigger, visibility } = form.value;
    const result = await this.help.offer(actor, ref, {
      type,
      provider,
      askedBy,
      basis,
      focus,
      triggerId: trigger,
      offeredOn: on(form.value.on),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.support(ref),
      done: 'support-offered',
      words: inThePast,
      permission: 'help.record',
      again,
    });
  }

  async #offerPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const triggers = await this.#triggersOf(managed);
    return newSupportPage(managed, { triggers, tried });
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
    this.desk.show({ request, response }, await this.#supportMovePage(actor, { ref, id, to }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#supportMovePage(actor, { ref, id, to }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    if (!isPeerSupportState(to)) throw new NotFoundException();
    const { version, why } = form.value;
    const move = { to, on: on(form.value.on), why: why ?? '' };
    const result = await this.help.moveSupport(actor, ref, { id, version }, move);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.support(ref),
      done: 'support-moved',
      words: moveRefusalsOf('Enter why'),
      permission: 'help.record',
      again,
    });
  }

  async #supportMovePage(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
    tried: Tried = null,
  ) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const found = await this.#support(managed, id);
    if (!isPeerSupportState(to)) throw new NotFoundException();
    return supportMovePage(managed, { support: found, to, tried });
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
    this.desk.show({ request, response }, await this.#findingPage(actor, { ref, id }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#findingPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const result = await this.help.addFinding(actor, ref, id, form.value.text);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.support(ref),
      done: 'finding-added',
      words: { 'not-reported': { text: 'Findings are added once the peers have reported' } },
      permission: 'help.record',
      again,
    });
  }

  async #findingPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const found = await this.#support(managed, id);
    return newFindingPage(managed, found, tried);
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
    this.desk.show({ request, response }, await this.#findingAnswerPage(actor, { ref, id }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#findingAnswerPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'reason');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, accepted, reason } = form.value;
    const answer = { accepted, reason: reason ?? '', on: on(form.value.on) };
    const result = await this.help.answerFinding(actor, ref, { id, version }, answer);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.support(ref),
      done: 'finding-answered',
      words: { ...inThePast, 'no-reason': { at: 'reason', text: 'Enter the reason' } },
      permission: 'help.record',
      again,
    });
  }

  async #findingAnswerPage(
    actor: Actor,
    { ref, id }: { readonly ref: string; readonly id: string },
    tried: Tried = null,
  ) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const supportId = await this.work.parentOf('peer_finding', id);
    const support = await this.#supportOf(managed);
    const found = support.some((one) => one.id === supportId)
      ? (await this.work.findingsOf([supportId ?? ''])).find((one) => one.id === id)
      : undefined;
    if (!found) throw new NotFoundException();
    return findingAnswerPage(managed, found, tried);
  }

  @Get('triggers/new')
  @Allow('help.record')
  async askTrigger(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#triggerPage(actor, { ref }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#triggerPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { condition, text, provider, owner, visibility } = form.value;
    const result = await this.help.agreeTrigger(actor, ref, {
      condition,
      text,
      provider,
      ownerPost: owner,
      agreedOn: on(form.value.on),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.triggers(ref),
      done: 'trigger-agreed',
      words: inThePast,
      permission: 'help.record',
      again,
    });
  }

  async #triggerPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    return newTriggerPage(managed, tried);
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
    this.desk.show({ request, response }, await this.#triggerTestPage(actor, { ref, id }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#triggerTestPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const result = await this.help.testTrigger(actor, ref, { id, version: form.value.version }, on(form.value.on));
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.triggers(ref),
      done: 'trigger-tested',
      words: inThePast,
      permission: 'help.record',
      again,
    });
  }

  async #triggerTestPage(
    actor: Actor,
    { ref, id }: { readonly ref: string; readonly id: string },
    tried: Tried = null,
  ) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const found = await this.#trigger(managed, id);
    return triggerTestPage(managed, found, tried);
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
    this.desk.show({ request, response }, await this.#breachPage(actor, { ref, id }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#breachPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const breach = { detectedOn: on(form.value.on), text: form.value.text };
    const result = await this.help.noteBreach(actor, ref, id, breach);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.triggers(ref),
      done: 'breach-noted',
      words: breachRefusals,
      permission: 'help.record',
      again,
    });
  }

  async #breachPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'help.record');
    const found = await this.#trigger(managed, id);
    return newBreachPage(managed, found, tried);
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
    this.desk.show({ request, response }, await this.#breachAnswerPage(actor, { ref, id }));
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
    const exchange = { request, response };
    const again = (tried: Tried) => this.#breachAnswerPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'response');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, response: answer } = form.value;
    const said = { respondedOn: on(form.value.on), response: answer };
    const result = await this.help.answerBreach(actor, ref, { id, version }, said);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: casePaths.triggers(ref),
      done: 'breach-answered',
      words: answerRefusals,
      permission: 'help.record',
      again,
    });
  }

  async #breachAnswerPage(
    actor: Actor,
    { ref, id }: { readonly ref: string; readonly id: string },
    tried: Tried = null,
  ) {
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
      tried,
    });
  }

  async #triggersOf(managed: ManagedCase) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    return readable(managed, await this.work.triggers(idsOf(facts, 'trigger')));
  }

  async #supportOf(managed: ManagedCase) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    return readable(managed, await this.work.support(idsOf(facts, 'peer')));
  }

  async #trigger(managed: ManagedCase, id: string) {
    const found = (await this.#triggersOf(managed)).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }

  async #support(managed: ManagedCase, id: string) {
    const found = (await this.#supportOf(managed)).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }

  async #warning(managed: ManagedCase, id: string) {
    const facts = await this.cases.factsOf(managed.theCase.id);
    const warnings = readable(managed, await this.work.warnings(idsOf(facts, 'warning', 'first_warning')));
    const found = warnings.find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
