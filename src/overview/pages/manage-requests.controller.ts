import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import type { StepRow } from '../../interventions/data/case-work.row.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { VersionForm } from './manage-case.form.js';
import {
  decisionPage,
  decisionRefusals,
  requestPage,
  requestRefusals,
  takingBackPage,
  takingBackRefusals,
} from './manage-requests.page.js';
import { DecisionForm, RequestForm } from './manage-steps.form.js';

const on = (text: string): Period => parsePeriod(text) as Period;
const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Requests to step up or down the ladder, which one person asks for and another writes the decision of. */
@Controller('interventions/:ref/requests')
export class ManageRequestsController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly steps: CaseStepsService,
    private readonly work: CaseWorkQueries,
  ) {}

  @Get('new')
  @Allow('interventions.record')
  async askRequest(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#request(actor, { ref }));
  }

  @Post('new')
  @Allow('interventions.record')
  async request(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(RequestForm)) form: Form<RequestForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#request(actor, { ref }));
  }

  #request(actor: Actor, { ref }: { readonly ref: string }): CaseTask<RequestForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return requestPage(managed, step, tried);
      },
      personal: ['why'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { level, kind, name, authority, legalBasis, askedBy, why } = value;
        return this.steps.ask(actor, caseRef, {
          interventionId: step.id,
          toLevel: Number(level),
          kind,
          typeText: name,
          authority,
          legalBasis,
          askedBy,
          why,
          askedOn: on(value.on),
        });
      },
      to: interventionPaths.show(ref),
      done: 'asked',
      words: requestRefusals,
      permission: 'interventions.record',
    };
  }

  @Get(':id/decision')
  @Allow('interventions.decide')
  async askDecision(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#decision(actor, { ref, id }));
  }

  @Post(':id/decision')
  @Allow('interventions.decide')
  async decision(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(DecisionForm)) form: Form<DecisionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#decision(actor, { ref, id }));
  }

  #decision(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<DecisionForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.decide');
        const found = await this.#findRequest({ managed, step }, id);
        return decisionPage(managed, { step, request: found, tried });
      },
      personal: ['why'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { version, granted, decidedBy, why, from } = value;
        const decision = { granted: granted === 'yes', decidedBy, decidedOn: on(value.on), why, from: when(from) };
        await this.#findRequest({ managed, step }, id);
        return this.steps.decide(actor, caseRef, { id, version }, decision);
      },
      to: interventionPaths.show(ref),
      done: 'decided',
      thing: { words: 'request', entity: 'step_request', id },
      words: decisionRefusals,
      permission: 'interventions.decide',
    };
  }

  @Get(':id/taking-back')
  @Allow('interventions.record')
  async askTakingBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#takingBack(actor, { ref, id }));
  }

  @Post(':id/taking-back')
  @Allow('interventions.record')
  async takingBack(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#takingBack(actor, { ref, id }));
  }

  #takingBack(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<VersionForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        const found = await this.#findRequest({ managed, step }, id);
        return takingBackPage(managed, { step, request: found, tried });
      },
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        await this.#findRequest({ managed, step }, id);
        return this.steps.takeBack(actor, caseRef, { id, version: value.version });
      },
      to: interventionPaths.show(ref),
      done: 'taken-back',
      thing: { words: 'request', entity: 'step_request', id },
      words: takingBackRefusals,
      permission: 'interventions.record',
    };
  }

  #open(actor: Actor, ref: string) {
    return this.desk.openStep(actor, ref);
  }

  async #findRequest({ managed, step }: { readonly managed: ManagedCase; readonly step: StepRow }, id: string) {
    const found = readable(managed, await this.work.requestsOf([step.id])).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }
}
