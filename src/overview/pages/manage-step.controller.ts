import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseExitService } from '../../episodes/case-exit.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import type { StepRow } from '../../interventions/data/case-work.row.js';
import { isDirectionState } from '../../interventions/domain/direction-state.js';
import { isExitCriterionState } from '../../interventions/domain/exit-criterion-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk } from './case-desk.js';
import { VersionForm } from './manage-case.form.js';
import { DatedMoveForm } from './manage-help.form.js';
import { moveRefusalsOf } from './manage-help.page.js';
import {
  CriterionForm,
  DecisionForm,
  DirectionForm,
  EndForm,
  EvidenceForm,
  PlannedEndForm,
  RequestForm,
  StepDetailsForm,
  StepDownForm,
} from './manage-steps.form.js';
import {
  criterionMovePage,
  criterionPage,
  decisionPage,
  decisionRefusals,
  directionMovePage,
  directionPage,
  endPage,
  endRefusals,
  evidencePage,
  evidenceRefusals,
  plannedEndPage,
  plannedEndRefusals,
  requestPage,
  requestRefusals,
  stepDetailsPage,
  stepDownPage,
  stepDownRefusals,
  stepPage,
  takingBackPage,
  takingBackRefusals,
} from './manage-steps.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));
const ended = { 'step-has-ended': { text: 'This step has ended' } };

/** One step of intervention: its powers and ends, its directions and exit criteria, and requests to step up or down. */
@Controller('interventions/:ref')
export class ManageStepController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly steps: CaseStepsService,
    private readonly exit: CaseExitService,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('cases.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { managed, step } = await this.#open(actor, ref);
    const ids = [step.id];
    const criteria = await this.work.criteriaOf(ids);
    const directions = await this.work.directionsOf(ids);
    const criterionIds = criteria.map(({ id }) => id);
    const changes = await this.work.changesOf([...criterionIds, ...directions.map(({ id }) => id)]);
    const requests = await this.work.requestsOf(ids);
    const names = await this.desk.cases.namesOf(
      [step, ...criteria, ...directions, ...changes, ...requests].map(({ recordedBy }) => recordedBy),
    );
    const page = stepPage(managed, {
      step,
      criteria,
      directions,
      changes,
      requests,
      names,
      ends: await this.work.plannedEndsOf(ids),
      evidence: await this.work.evidenceOf(criterionIds),
      stepDowns: await this.work.stepDownsOf(ids),
      said: saidAfter(query, doneSentences),
      today: this.desk.clock.today(),
    });
    this.pages.show(request, response, 'overview/manage-list', page);
  }

  @Get('details')
  @Allow('interventions.record')
  async askDetails(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#detailsPage(actor, { ref }));
  }

  @Post('details')
  @Allow('interventions.record')
  async details(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(StepDetailsForm)) form: Form<StepDetailsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#detailsPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text', 'powers', 'scope');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { version, ...words } = form.value;
    const result = await this.steps.describe(actor, caseRef, { id: step.id, version }, words);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'step-described',
      words: {},
      permission: 'interventions.record',
      again,
      conflict: async () => {
        const now = (await this.#open(actor, ref)).step;
        return this.desk.conflict({ thing: 'step', entity: 'intervention', id: now.id }, [
          { label: 'What was done', saved: now.text, typed: words.text },
          { label: 'Powers', saved: now.powers, typed: words.powers },
          { label: 'Scope', saved: now.scope, typed: words.scope },
          { label: 'Legal basis', saved: now.legalBasis, typed: words.legalBasis },
        ]);
      },
    });
  }

  async #detailsPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return stepDetailsPage(managed, step, tried);
  }

  @Get('planned-ends/new')
  @Allow('interventions.record')
  async askPlannedEnd(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#plannedEndPage(actor, { ref }));
  }

  @Post('planned-ends/new')
  @Allow('interventions.record')
  async plannedEnd(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PlannedEndForm)) form: Form<PlannedEndForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#plannedEndPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'note');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { version, announced, planned, note } = form.value;
    const end = { announcedOn: on(announced), plannedEndOn: on(planned), note };
    const result = await this.steps.announceEnd(actor, caseRef, { id: step.id, version }, end);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'end-announced',
      words: plannedEndRefusals,
      permission: 'interventions.record',
      again,
    });
  }

  async #plannedEndPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return plannedEndPage(managed, step, tried);
  }

  @Get('end')
  @Allow('interventions.record')
  async askEnd(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#endPage(actor, { ref }));
  }

  @Post('end')
  @Allow('interventions.record')
  async end(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(EndForm)) form: Form<EndForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#endPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { version, why } = form.value;
    const end = { endedOn: on(form.value.on), why };
    const result = await this.steps.end(actor, caseRef, { id: step.id, version }, end);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'ended',
      words: endRefusals,
      permission: 'interventions.record',
      again,
    });
  }

  async #endPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return endPage(managed, step, tried);
  }

  @Get('requests/new')
  @Allow('interventions.record')
  async askRequest(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#requestPage(actor, { ref }));
  }

  @Post('requests/new')
  @Allow('interventions.record')
  async request(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(RequestForm)) form: Form<RequestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#requestPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { level, kind, name, authority, legalBasis, askedBy, why } = form.value;
    const result = await this.steps.ask(actor, caseRef, {
      interventionId: step.id,
      toLevel: Number(level),
      kind,
      typeText: name,
      authority,
      legalBasis,
      askedBy,
      why,
      askedOn: on(form.value.on),
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'asked',
      words: requestRefusals,
      permission: 'interventions.record',
      again,
    });
  }

  async #requestPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return requestPage(managed, step, tried);
  }

  @Get('requests/:id/decision')
  @Allow('interventions.decide')
  async askDecision(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#decisionPage(actor, { ref, id }));
  }

  @Post('requests/:id/decision')
  @Allow('interventions.decide')
  async decision(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(DecisionForm)) form: Form<DecisionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#decisionPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { version, granted, decidedBy, why, from } = form.value;
    const decision = { granted: granted === 'yes', decidedBy, decidedOn: on(form.value.on), why, from: when(from) };
    await this.#request({ managed, step }, id);
    const result = await this.steps.decide(actor, caseRef, { id, version }, decision);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'decided',
      words: decisionRefusals,
      permission: 'interventions.decide',
      again,
    });
  }

  async #decisionPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.decide');
    const found = await this.#request({ managed, step }, id);
    return decisionPage(managed, { step, request: found, tried });
  }

  @Get('requests/:id/taking-back')
  @Allow('interventions.record')
  async askTakingBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#takingBackPage(actor, { ref, id }));
  }

  @Post('requests/:id/taking-back')
  @Allow('interventions.record')
  async takingBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#takingBackPage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    await this.#request({ managed, step }, id);
    const result = await this.steps.takeBack(actor, caseRef, { id, version: form.value.version });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'taken-back',
      words: takingBackRefusals,
      permission: 'interventions.record',
      again,
    });
  }

  async #takingBackPage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    const found = await this.#request({ managed, step }, id);
    return takingBackPage(managed, { step, request: found, tried });
  }

  @Get('directions/new')
  @Allow('interventions.record')
  async askDirection(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#directionPage(actor, { ref }));
  }

  @Post('directions/new')
  @Allow('interventions.record')
  async direction(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DirectionForm)) form: Form<DirectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#directionPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { number, text, due, visibility } = form.value;
    const result = await this.exit.addDirection(actor, caseRef, step.id, {
      number,
      text,
      dueOn: parseCalendarDay(due),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'direction-added',
      words: ended,
      permission: 'interventions.record',
      again,
    });
  }

  async #directionPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return directionPage(managed, step, tried);
  }

  @Get('directions/:id/moves/:to')
  @Allow('directions.move')
  async askDirectionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#directionMovePage(actor, { ref, id, to }));
  }

  @Post('directions/:id/moves/:to')
  @Allow('directions.move')
  async directionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Body(new FormPipe(DatedMoveForm)) form: Form<DatedMoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#directionMovePage(actor, { ref, id, to }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    if (!isDirectionState(to)) throw new NotFoundException();
    const { version, why } = form.value;
    const move = { to, on: on(form.value.on), text: why ?? '' };
    const result = await this.exit.moveDirection(actor, caseRef, { id, version }, move);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'direction-moved',
      words: moveRefusalsOf('Enter what there is to say'),
      permission: to === 'board_satisfied' || to === 'open' ? 'directions.judge' : 'directions.move',
      again,
    });
  }

  async #directionMovePage(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
    tried: Tried = null,
  ) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'directions.move');
    const found = readable(managed, await this.work.directionsOf([step.id])).find((one) => one.id === id);
    if (!found || !isDirectionState(to)) throw new NotFoundException();
    return directionMovePage(managed, { step, direction: found, to, tried });
  }

  @Get('criteria/new')
  @Allow('interventions.record')
  async askCriterion(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#criterionPage(actor, { ref }));
  }

  @Post('criteria/new')
  @Allow('interventions.record')
  async criterion(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(CriterionForm)) form: Form<CriterionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#criterionPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text', 'test');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { text, test, owner, visibility } = form.value;
    const result = await this.exit.addCriterion(actor, caseRef, step.id, {
      text,
      test,
      ownerPost: owner,
      agreedOn: on(form.value.on),
      visibility: visibility ?? 'public',
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'criterion-added',
      words: ended,
      permission: 'interventions.record',
      again,
    });
  }

  async #criterionPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return criterionPage(managed, step, tried);
  }

  @Get('criteria/:id/evidence/new')
  @Allow('exit.add_evidence')
  async askEvidence(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#evidencePage(actor, { ref, id }));
  }

  @Post('criteria/:id/evidence/new')
  @Allow('exit.add_evidence')
  async evidence(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(EvidenceForm)) form: Form<EvidenceForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#evidencePage(actor, { ref, id }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    await this.#criterion({ managed, step }, id);
    const { kind, text, reference } = form.value;
    const evidence = { kind, text, reference, occurredOn: when(form.value.on) };
    const result = await this.exit.addEvidence(actor, caseRef, id, evidence);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'evidence-added',
      words: evidenceRefusals,
      permission: 'exit.add_evidence',
      again,
    });
  }

  async #evidencePage(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'exit.add_evidence');
    const found = await this.#criterion({ managed, step }, id);
    return evidencePage(managed, { step, criterion: found, tried });
  }

  @Get('criteria/:id/moves/:to')
  @Allow('exit.move')
  async askCriterionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#criterionMovePage(actor, { ref, id, to }));
  }

  @Post('criteria/:id/moves/:to')
  @Allow('exit.move')
  async criterionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Body(new FormPipe(DatedMoveForm)) form: Form<DatedMoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#criterionMovePage(actor, { ref, id, to }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'why');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    if (!isExitCriterionState(to)) throw new NotFoundException();
    const { version, why } = form.value;
    const move = { to, on: on(form.value.on), why: why ?? '' };
    const result = await this.exit.moveCriterion(actor, caseRef, { id, version }, move);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'criterion-moved',
      words: moveRefusalsOf('Enter what shows it, or why'),
      permission: to === 'met' ? 'exit.mark_met' : 'exit.move',
      again,
    });
  }

  async #criterionMovePage(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
    tried: Tried = null,
  ) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'exit.move');
    const found = await this.#criterion({ managed, step }, id);
    if (!isExitCriterionState(to)) throw new NotFoundException();
    const evidence = (await this.work.evidenceOf([id])).length;
    return criterionMovePage(managed, { step, criterion: found, to, evidence, tried });
  }

  @Get('step-downs/new')
  @Allow('interventions.record')
  async askStepDown(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#stepDownPage(actor, { ref }));
  }

  @Post('step-downs/new')
  @Allow('interventions.record')
  async stepDown(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(StepDownForm)) form: Form<StepDownForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#stepDownPage(actor, { ref }, tried);
    // Whoever may not see the form may not send it either.
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { managed, step } = await this.#open(actor, ref);
    const caseRef = managed.theCase.ref;
    const { level, text, from, until, agreed, agreedBy } = form.value;
    const result = await this.exit.planStepDown(actor, caseRef, step.id, {
      level: Number(level),
      text,
      agreedBy,
      fromOn: on(from),
      untilOn: when(until),
      agreedOn: when(agreed),
    });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: interventionPaths.show(ref),
      done: 'step-down-planned',
      words: stepDownRefusals,
      permission: 'interventions.record',
      again,
    });
  }

  async #stepDownPage(actor: Actor, { ref }: { readonly ref: string }, tried: Tried = null) {
    const { managed, step } = await this.#open(actor, ref);
    this.desk.insist(managed, 'interventions.record');
    return stepDownPage(managed, step, tried);
  }

  #open(actor: Actor, ref: string) {
    return this.desk.openStep(actor, ref);
  }

  async #request({ managed, step }: { readonly managed: ManagedCase; readonly step: StepRow }, id: string) {
    const found = readable(managed, await this.work.requestsOf([step.id])).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }

  async #criterion({ managed, step }: { readonly managed: ManagedCase; readonly step: StepRow }, id: string) {
    const found = readable(managed, await this.work.criteriaOf([step.id])).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
