import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { PriorityRow } from '../../plans/data/plan.row.js';
import { MilestonesQueries } from '../../plans/data/milestones.queries.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { slipLedger } from '../../plans/domain/slip-ledger.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { standing } from '../../plans/plan-versions.service.js';
import { isPublic } from '../../plans/publishing-plans.service.js';
import { PlansService } from '../../plans/plans.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { saidAfter } from '../../shell/said.js';
import { EditPlanForm, EditPriorityForm, NewPlanForm, PriorityForm } from './plan.form.js';
import { editPlanPage, newPlanPage, priorityFormPage } from './plan-forms.page.js';
import { filtered, planCsvColumns, planFilters, plansPage, showPlanPage } from './plan.page.js';
import { PlanDesk } from './plan-desk.js';
import { planSentences } from './plan-words.page.js';
import { ledgerMilestones, movedRows, slipCsvColumns, slipPage } from './plan-slip.page.js';

type Asked = Readonly<Record<string, unknown>>;

const words = {
  'no-such-case': { at: 'episodeId', text: 'Select a case of this organisation' },
  'no-such-body': { text: 'There is no such organisation' },
};

/** The plans that a person may read, one plan with its milestones, and what became of its dates. */
@Controller('plans')
export class PlansController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly plans: PlansService,
    private readonly milestones: MilestonesQueries,
  ) {}

  @Get()
  @Allow('plans.read')
  async index(
    @CurrentActor() actor: Actor,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const plans = await this.desk.plans.within(planReach(actor.account, 'plans.read'));
    const mayBegin = await this.desk.plans.bodies(planReach(actor.account, 'plans.edit'));
    const said = saidAfter(query, planSentences);
    this.desk.show({ request, response }, plansPage(plans, { body: null, mayBegin, said }));
  }

  @Get('new')
  @Allow('plans.edit')
  async askNew(
    @CurrentActor() actor: Actor,
    @Query('organisation') slug: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#newPage(actor, typeof slug === 'string' ? slug : ''));
  }

  @Post('new')
  @Allow('plans.edit')
  async create(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NewPlanForm)) form: Form<NewPlanForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const slug = textOf(form.posted, 'organisation');
    const again = (tried: Tried) => this.#newPage(actor, slug, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const body = await this.desk.plans.body(slug);
    const { title, episodeId } = form.value;
    const made = await this.plans.create(actor, { organisationId: body?.id ?? '', title, episodeId });
    const to = made.ok ? planPaths.show(made.value.ref) : '';
    return this.desk.settle(exchange, made, { posted: form.posted, to, done: 'begun', words, again });
  }

  @Get(':ref.csv')
  @Allow('plans.read')
  async csv(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Res() response: Response,
  ): Promise<void> {
    const plan = await this.desk.open(actor, ref);
    const { values } = readFilters(planFilters, query);
    const rows = filtered(await this.desk.reading.ofPlan(plan.id), values);
    sendCsv(response, `${plan.ref}.csv`, csvFile(planCsvColumns, rows));
  }

  @Get(':ref/slip.csv')
  @Allow('plans.read')
  async slipCsv(@CurrentActor() actor: Actor, @Param('ref') ref: string, @Res() response: Response): Promise<void> {
    const { plan, milestones, changes } = await this.#dates(actor, ref);
    sendCsv(response, `${plan.ref}-dates.csv`, csvFile(slipCsvColumns, movedRows(milestones, changes)));
  }

  @Get(':ref/slip')
  @Allow('plans.read')
  async slip(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { plan, milestones, changes } = await this.#dates(actor, ref);
    const ledger = slipLedger(ledgerMilestones(milestones, changes), this.desk.clock.today());
    const names = await this.desk.namesOf(changes.flatMap(({ byName, askedBy }) => [byName, askedBy]));
    this.desk.show({ request, response }, slipPage(plan, { ledger, milestones, changes, names }));
  }

  @Get(':ref')
  @Allow('plans.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const plan = await this.desk.open(actor, ref);
    const { values, notes } = readFilters(planFilters, query);
    const versions = await this.desk.plans.versions(plan.id);
    const page = showPlanPage({
      plan,
      priorities: await this.desk.plans.priorities(plan.id),
      milestones: await this.desk.reading.ofPlan(plan.id),
      standing: standing(versions),
      publicNumber: versions.findLast(isPublic)?.number ?? null,
      filter: values,
      notes,
      mayEdit: this.desk.may(actor, 'plans.edit', plan),
      query,
      others: [
        { text: 'Bring in from a spreadsheet', href: planPaths.bring(ref) },
        ...(this.desk.may(actor, 'plans.invite', plan)
          ? [{ text: 'Inspectors who may read it', href: planPaths.guests(ref) }]
          : []),
      ],
    });
    this.desk.show({ request, response }, page);
  }

  @Get(':ref/edit')
  @Allow('plans.edit')
  async askEdit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#editPage(actor, ref));
  }

  @Post(':ref/edit')
  @Allow('plans.edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(EditPlanForm)) form: Form<EditPlanForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#editPage(actor, ref, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, ...said } = form.value;
    const result = await this.plans.edit(actor, { ref, version }, said);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: planPaths.show(ref),
      done: 'edited',
      words,
      again,
      thing: async () => ({ words: 'plan', entity: 'plan', id: (await this.desk.open(actor, ref)).id }),
    });
  }

  @Get(':ref/priorities/new')
  @Allow('plans.edit')
  async askPriority(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#priorityPage(actor, ref, null));
  }

  @Post(':ref/priorities/new')
  @Allow('plans.edit')
  async addPriority(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PriorityForm)) form: Form<PriorityForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#priorityPage(actor, ref, null, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'outcome', 'leadPost', 'sponsor');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const result = await this.plans.addPriority(actor, ref, form.value);
    const to = planPaths.show(ref);
    return this.desk.settle(exchange, result, { posted: form.posted, to, done: 'priority-added', words, again });
  }

  @Get(':ref/priorities/:id')
  @Allow('plans.edit')
  async askPriorityEdit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#priorityPage(actor, ref, id));
  }

  @Post(':ref/priorities/:id')
  @Allow('plans.edit')
  async editPriority(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(EditPriorityForm)) form: Form<EditPriorityForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#priorityPage(actor, ref, id, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'outcome', 'leadPost', 'sponsor');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, ...said } = form.value;
    const result = await this.plans.editPriority(actor, ref, { id, version }, said);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: planPaths.show(ref),
      done: 'edited',
      words,
      again,
      thing: { words: 'priority', entity: 'priority', id },
    });
  }

  async #newPage(actor: Actor, slug: string, tried: Tried = null) {
    const body = await this.desk.plans.body(slug);
    const reach = planReach(actor.account, 'plans.edit');
    if (!body || !(await this.desk.plans.isOpenBody(body.id, reach))) throw new NotFoundException();
    return newPlanPage(body, await this.desk.plans.cases(body.id), tried);
  }

  async #editPage(actor: Actor, ref: string, tried: Tried = null) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.edit', plan);
    return editPlanPage(plan, await this.desk.plans.cases(plan.organisationId), tried);
  }

  async #priorityPage(actor: Actor, ref: string, id: string | null, tried: Tried = null) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.edit', plan);
    return priorityFormPage(plan, id === null ? null : await this.#priority(plan.id, id), tried);
  }

  async #priority(planId: string, id: string): Promise<PriorityRow> {
    const found = (await this.desk.plans.priorities(planId)).find((one) => one.id === id);
    if (!found) throw new NotFoundException();
    return found;
  }

  async #dates(actor: Actor, ref: string) {
    const plan = await this.desk.open(actor, ref);
    const milestones = await this.desk.reading.ofPlan(plan.id);
    const changes = await this.milestones.dateChangesOf(milestones.map(({ id }) => id));
    return { plan, milestones, changes };
  }
}
