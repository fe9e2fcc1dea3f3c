import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseExitService } from '../../episodes/case-exit.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import type { StepRow } from '../../interventions/data/case-work.row.js';
import { isExitCriterionState } from '../../interventions/domain/exit-criterion-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { moveRefusalsOf } from './manage-answer.page.js';
import {
  criterionMovePage,
  criterionPage,
  evidencePage,
  evidenceRefusals,
  stepDownPage,
  stepDownRefusals,
} from './manage-exit.page.js';
import { DatedMoveForm } from './manage-help.form.js';
import { CriterionForm, EvidenceForm, StepDownForm } from './manage-steps.form.js';

const on = (text: string): Period => parsePeriod(text) as Period;
const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));
const ended = { 'step-has-ended': { text: 'This step has ended' } };

/** The way out of a step: its exit criteria with their evidence, and the lighter help that follows. */
@Controller('interventions/:ref')
export class ManageExitController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly exit: CaseExitService,
    private readonly work: CaseWorkQueries,
  ) {}

  @Get('criteria/new')
  @Allow('interventions.record')
  async askCriterion(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#criterion(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#criterion(actor, { ref }));
  }

  #criterion(actor: Actor, { ref }: { readonly ref: string }): CaseTask<CriterionForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return criterionPage(managed, step, tried);
      },
      personal: ['text', 'test'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { text, test, owner, visibility } = value;
        return this.exit.addCriterion(actor, caseRef, step.id, {
          text,
          test,
          ownerPost: owner,
          agreedOn: on(value.on),
          visibility: visibility ?? 'public',
        });
      },
      to: interventionPaths.show(ref),
      done: 'criterion-added',
      words: ended,
      permission: 'interventions.record',
    };
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
    return this.desk.ask({ request, response }, this.#evidence(actor, { ref, id }));
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
    return this.desk.act({ request, response }, form, this.#evidence(actor, { ref, id }));
  }

  #evidence(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<EvidenceForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'exit.add_evidence');
        const found = await this.#findCriterion({ managed, step }, id);
        return evidencePage(managed, { step, criterion: found, tried });
      },
      personal: ['text'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        await this.#findCriterion({ managed, step }, id);
        const { kind, text, reference } = value;
        const evidence = { kind, text, reference, occurredOn: when(value.on) };
        return this.exit.addEvidence(actor, caseRef, id, evidence);
      },
      to: interventionPaths.show(ref),
      done: 'evidence-added',
      words: evidenceRefusals,
      permission: 'exit.add_evidence',
    };
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
    return this.desk.ask({ request, response }, this.#criterionMove(actor, { ref, id, to }));
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
    return this.desk.act({ request, response }, form, this.#criterionMove(actor, { ref, id, to }));
  }

  #criterionMove(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
  ): CaseTask<DatedMoveForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'exit.move');
        const found = await this.#findCriterion({ managed, step }, id);
        if (!isExitCriterionState(to)) throw new NotFoundException();
        const evidence = (await this.work.evidenceOf([id])).length;
        return criterionMovePage(managed, { step, criterion: found, to, evidence, tried });
      },
      personal: ['why'],
      act: async (value) => {
        const { managed } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        if (!isExitCriterionState(to)) throw new NotFoundException();
        const { version, why } = value;
        const move = { to, on: on(value.on), why: why ?? '' };
        return this.exit.moveCriterion(actor, caseRef, { id, version }, move);
      },
      to: interventionPaths.show(ref),
      done: 'criterion-moved',
      thing: { words: 'criterion', entity: 'exit_criterion', id },
      words: moveRefusalsOf('Enter what shows it, or why'),
      permission: to === 'met' ? 'exit.mark_met' : 'exit.move',
    };
  }

  @Get('step-downs/new')
  @Allow('interventions.record')
  async askStepDown(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#stepDown(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#stepDown(actor, { ref }));
  }

  #stepDown(actor: Actor, { ref }: { readonly ref: string }): CaseTask<StepDownForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return stepDownPage(managed, step, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { level, text, from, until, agreed, agreedBy } = value;
        return this.exit.planStepDown(actor, caseRef, step.id, {
          level: Number(level),
          text,
          agreedBy,
          fromOn: on(from),
          untilOn: when(until),
          agreedOn: when(agreed),
        });
      },
      to: interventionPaths.show(ref),
      done: 'step-down-planned',
      words: stepDownRefusals,
      permission: 'interventions.record',
    };
  }

  #open(actor: Actor, ref: string) {
    return this.desk.openStep(actor, ref);
  }

  async #findCriterion({ managed, step }: { readonly managed: ManagedCase; readonly step: StepRow }, id: string) {
    const found = readable(managed, await this.work.criteriaOf([step.id])).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
