import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { idsOf } from '../../episodes/case-records.service.js';
import { CaseStepsService } from '../../episodes/case-steps.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { interventionPowers } from '../../interventions/domain/intervention-record.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatList } from '../../shell/format.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import type { ManagedCase } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { interventionsPage, newStepPage } from './manage-interventions.page.js';
import { StepForm } from './manage-steps.form.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const on = (text: string): Period => parsePeriod(text) as Period;
const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** The steps of a case, up and down the ladder. */
@Controller('episodes/:ref/interventions')
export class ManageInterventionsController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly steps: CaseStepsService,
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
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

  @Get('new')
  @Allow('interventions.record')
  async askStep(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#step(actor, { ref }));
  }

  @Post('new')
  @Allow('interventions.record')
  async step(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(StepForm)) form: Form<StepForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#step(actor, { ref }));
  }

  #step(actor: Actor, { ref }: { readonly ref: string }): CaseTask<StepForm> {
    return {
      page: async (tried) => {
        const managed = await this.desk.open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        const steps = await this.#stepsOf(managed);
        return newStepPage(managed, { steps, tried });
      },
      personal: ['text', 'scope'],
      act: async (value) => {
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
        } = value;
        const plannedEndOn = when(planned);
        return this.steps.impose(actor, ref, {
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
      },
      to: casePaths.interventions(ref),
      done: 'imposed',
      words: { 'after-today': { at: 'started', text: 'The date must be today or in the past' } },
      permission: 'interventions.record',
    };
  }

  async #stepsOf({ theCase }: ManagedCase) {
    const facts = await this.cases.factsOf(theCase.id);
    const trigger = theCase.triggerInterventionId;
    return this.work.steps([...new Set([...idsOf(facts, 'intervention'), ...(trigger ? [trigger] : [])])]);
  }
}
