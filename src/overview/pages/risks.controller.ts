import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { reachOf } from '../../access/domain/account.js';
import type { RiskRow } from '../../plans/data/plan.row.js';
import { RisksQueries } from '../../plans/data/risks.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { RisksService } from '../../plans/risks.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { NotAllowed } from '../../shell/refusals.js';
import { whoCanDo } from './manage-frame.page.js';
import { EditRiskForm, NewRiskForm, ReviewRiskForm } from './risk.form.js';
import { PlanDesk } from './plan-desk.js';
import { newRiskPage, riskCsvColumns, riskFormPage, riskLines, riskPage, risksPage } from './risks.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The register of risks. */
@Controller()
export class RisksController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly queries: RisksQueries,
    private readonly risks: RisksService,
  ) {}

  @Get('risks')
  @Allow('plans.read')
  async index(
    @CurrentActor() actor: Actor,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const lines = await this.#lines(actor);
    const canEdit = reachOf(actor.account ?? null, 'risks.edit').organisationIds.length > 0;
    const plans = canEdit ? await this.desk.plans.within(planReach(actor.account, 'risks.edit')) : [];
    this.desk.show({ request, response }, risksPage({ lines, plans, today: this.desk.clock.today(), query }));
  }

  @Get('risks.csv')
  @Allow('plans.read')
  async csv(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    sendCsv(response, 'risks.csv', csvFile(riskCsvColumns, await this.#lines(actor)));
  }

  @Get('plans/:ref/risks/new')
  @Allow('risks.edit')
  async askNew(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#newPage(actor, ref));
  }

  @Post('plans/:ref/risks/new')
  @Allow('risks.edit')
  async add(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(NewRiskForm)) form: Form<NewRiskForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#newPage(actor, ref, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'title', 'cause', 'effect', 'controls', 'ownerPost');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { likelihood, consequence, ...words } = form.value;
    const rated = { ...words, likelihood: Number(likelihood), consequence: Number(consequence) };
    const made = await this.risks.add(actor, ref, rated);
    const to = made.ok ? planPaths.risk(made.value.ref) : '';
    return this.desk.settle(exchange, made, { posted: form.posted, to, done: 'risk-added', words: {}, again });
  }

  @Get('risks/:ref')
  @Allow('plans.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const risk = await this.#open(actor, ref);
    const reviews = await this.queries.reviewsOf([risk.id]);
    const names = await this.desk.namesOf(reviews.map(({ recordedBy }) => recordedBy));
    const mayEdit = await this.#mayEdit(actor, ref);
    const today = this.desk.clock.today();
    const reach = planReach(actor.account, 'plans.read');
    const answering = await this.desk.plans.actionsAnswering('risk', [risk.id], reach);
    this.desk.show({ request, response }, riskPage({ risk, reviews, names, mayEdit, answering, today, query }));
  }

  @Get('risks/:ref/edit')
  @Allow('risks.edit')
  async askEdit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#formPage(actor, ref, 'edit'));
  }

  @Post('risks/:ref/edit')
  @Allow('risks.edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(EditRiskForm)) form: Form<EditRiskForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#formPage(actor, ref, 'edit', tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'title', 'cause', 'effect', 'controls', 'ownerPost');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, ...words } = form.value;
    const result = await this.risks.edit(actor, { ref, version }, words);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: planPaths.risk(ref),
      done: 'edited',
      words: {},
      again,
      thing: async () => ({ words: 'risk', entity: 'risk', id: (await this.#open(actor, ref)).id }),
    });
  }

  @Get('risks/:ref/review')
  @Allow('risks.edit')
  async askReview(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#formPage(actor, ref, 'review'));
  }

  @Post('risks/:ref/review')
  @Allow('risks.edit')
  async review(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ReviewRiskForm)) form: Form<ReviewRiskForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#formPage(actor, ref, 'review', tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'note');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, likelihood, consequence, ...said } = form.value;
    const look = {
      ...said,
      onDay: this.desk.clock.today(),
      likelihood: Number(likelihood),
      consequence: Number(consequence),
    };
    const result = await this.risks.review(actor, { ref, version }, look);
    const to = planPaths.risk(ref);
    const thing = async () => ({ words: 'risk', entity: 'risk', id: (await this.#open(actor, ref)).id });
    return this.desk.settle(exchange, result, { posted: form.posted, to, done: 'reviewed', words: {}, again, thing });
  }

  async #lines(actor: Actor) {
    const risks = await this.queries.within(planReach(actor.account, 'plans.read'));
    return riskLines(risks, await this.queries.reviewsOf(risks.map(({ id }) => id)));
  }

  async #open(actor: Actor, ref: string): Promise<RiskRow> {
    const risk = await this.queries.byRef(ref, planReach(actor.account, 'plans.read'));
    if (!risk) throw new NotFoundException();
    return risk;
  }

  async #mayEdit(actor: Actor, ref: string): Promise<boolean> {
    return (await this.queries.byRef(ref, planReach(actor.account, 'risks.edit'))) !== null;
  }

  async #formPage(actor: Actor, ref: string, what: 'edit' | 'review', tried: Tried = null) {
    const risk = await this.#open(actor, ref);
    if (!(await this.#mayEdit(actor, ref))) throw new NotAllowed(whoCanDo('risks.edit'));
    return riskFormPage(risk, what, tried);
  }

  async #newPage(actor: Actor, ref: string, tried: Tried = null) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'risks.edit', plan);
    return newRiskPage(plan, tried);
  }
}
