import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { endPage, endRefusals, plannedEndPage, plannedEndRefusals, stepDetailsPage } from './manage-step-forms.page.js';
import { stepPage } from './manage-step.page.js';
import { EndForm, PlannedEndForm, StepDetailsForm } from './manage-steps.form.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;

/** One step of intervention: what it is, when it is to end, and that it ended. */
@Controller('interventions/:ref')
export class ManageStepController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly steps: CaseStepsService,
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
    return this.desk.ask({ request, response }, this.#details(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#details(actor, { ref }));
  }

  #details(actor: Actor, { ref }: { readonly ref: string }): CaseTask<StepDetailsForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return stepDetailsPage(managed, step, tried);
      },
      personal: ['text', 'powers', 'scope'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { version, ...words } = value;
        return this.steps.describe(actor, caseRef, { id: step.id, version }, words);
      },
      to: interventionPaths.show(ref),
      done: 'step-described',
      thing: async () => ({ words: 'step', entity: 'intervention', id: (await this.#open(actor, ref)).step.id }),
      words: {},
      permission: 'interventions.record',
    };
  }

  @Get('planned-ends/new')
  @Allow('interventions.record')
  async askPlannedEnd(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#plannedEnd(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#plannedEnd(actor, { ref }));
  }

  #plannedEnd(actor: Actor, { ref }: { readonly ref: string }): CaseTask<PlannedEndForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return plannedEndPage(managed, step, tried);
      },
      personal: ['note'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { version, announced, planned, note } = value;
        const end = { announcedOn: on(announced), plannedEndOn: on(planned), note };
        return this.steps.announceEnd(actor, caseRef, { id: step.id, version }, end);
      },
      to: interventionPaths.show(ref),
      done: 'end-announced',
      thing: async () => ({ words: 'step', entity: 'intervention', id: (await this.#open(actor, ref)).step.id }),
      words: plannedEndRefusals,
      permission: 'interventions.record',
    };
  }

  @Get('end')
  @Allow('interventions.record')
  async askEnd(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#end(actor, { ref }));
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
    return this.desk.act({ request, response }, form, this.#end(actor, { ref }));
  }

  #end(actor: Actor, { ref }: { readonly ref: string }): CaseTask<EndForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return endPage(managed, step, tried);
      },
      personal: ['why'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { version, why } = value;
        const end = { endedOn: on(value.on), why };
        return this.steps.end(actor, caseRef, { id: step.id, version }, end);
      },
      to: interventionPaths.show(ref),
      done: 'ended',
      thing: async () => ({ words: 'step', entity: 'intervention', id: (await this.#open(actor, ref)).step.id }),
      words: endRefusals,
      permission: 'interventions.record',
    };
  }

  #open(actor: Actor, ref: string) {
    return this.desk.openStep(actor, ref);
  }
}
