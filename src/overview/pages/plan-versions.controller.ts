import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import { type FrozenPlan, readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import { planDifference } from '../../plans/domain/plan-difference.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { PlanVersionsService, standing } from '../../plans/plan-versions.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { ButtonForm } from './button.form.js';
import { DecisionChoice } from './decision-choice.js';
import { AgreeForm, ProposeForm, VersionOnlyForm } from './plan.form.js';
import { PlanDesk } from './plan-desk.js';
import type { PlanPage } from './plan-frame.page.js';
import { differencePage } from './plan-difference.page.js';
import { agreementPage, proposalPage, takingBackPage, versionWords } from './plan-version-steps.page.js';
import { versionsPage } from './plan-versions.page.js';

type Asked = Readonly<Record<string, unknown>>;
type At = { readonly ref: string; readonly number: string };

/** Editions of a plan and what lies between them. */
@Controller('plans/:ref/versions')
export class PlanVersionsController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly versions: PlanVersionsService,
    private readonly decisions: DecisionChoice,
  ) {}

  @Get()
  @Allow('plans.read')
  async index(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const plan = await this.desk.open(actor, ref);
    const versions = await this.desk.plans.versions(plan.id);
    const page = versionsPage({
      plan,
      versions,
      names: await this.desk.namesOf(versions.map(({ recordedBy }) => recordedBy)),
      mayEdit: this.desk.may(actor, 'plans.edit', plan),
      mayAgree: this.desk.may(actor, 'plans.agree', plan),
      mayPublish: this.desk.may(actor, 'plans.publish', plan),
      query,
    });
    this.desk.show({ request, response }, page);
  }

  @Post()
  @Allow('plans.edit')
  async draft(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(ButtonForm)) _form: Form<ButtonForm>,
    @Res() response: Response,
  ): Promise<void> {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.edit', plan);
    const made = await this.versions.draft(actor, ref);
    if (!made.ok) throw new NotFoundException();
    response.redirect(303, `${planPaths.versions(ref)}?done=drafted`);
  }

  @Get(':pair')
  @Allow('plans.read')
  async difference(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('pair') pair: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = /^(\d{1,6})\.\.(\d{1,6}|now)$/.exec(pair);
    if (!asked) throw new NotFoundException();
    const plan = await this.desk.open(actor, ref);
    const [from, to] = [Number(asked[1]), asked[2] === 'now' ? ('now' as const) : Number(asked[2])];
    const before = await this.#held(plan, from);
    const after = to === 'now' ? await this.versions.asItStands(plan) : await this.#held(plan, to);
    const version = (await this.desk.plans.versions(plan.id)).find(({ number }) => number === to) ?? null;
    this.desk.show(
      { request, response },
      differencePage(plan, { from, to, found: planDifference(before, after), version }),
    );
  }

  @Get(':number/proposal')
  @Allow('plans.edit')
  async askProposal(@CurrentActor() actor: Actor, @Param() at: At, @Req() request: Request, @Res() response: Response) {
    this.desk.show({ request, response }, await this.#page(actor, at, 'proposal'));
  }

  @Post(':number/proposal')
  @Allow('plans.edit')
  async propose(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(ProposeForm)) form: Form<ProposeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#page(actor, at, 'proposal', tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { summary, version } = form.value;
    const result = await this.versions.propose(actor, readOf(at, version), { summary });
    return this.desk.settle(exchange, result, await this.#settling(at, form, 'proposed', again, actor));
  }

  @Get(':number/taking-back')
  @Allow('plans.edit')
  async askTakingBack(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#page(actor, at, 'taking-back'));
  }

  @Post(':number/taking-back')
  @Allow('plans.edit')
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(VersionOnlyForm)) form: Form<VersionOnlyForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#page(actor, at, 'taking-back', tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const result = await this.versions.takeBack(actor, readOf(at, form.value.version));
    return this.desk.settle(exchange, result, await this.#settling(at, form, 'taken-back', again, actor));
  }

  @Get(':number/agreement')
  @Allow('plans.agree')
  async askAgreement(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    this.desk.show({ request, response }, await this.#page(actor, at, 'agreement'));
  }

  @Post(':number/agreement')
  @Allow('plans.agree')
  async agree(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(AgreeForm)) form: Form<AgreeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#page(actor, at, 'agreement', tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const plan = await this.desk.open(actor, at.ref);
    const { version, on } = form.value;
    const decision = this.decisions.read(await this.decisions.of(actor.account, plan.organisationId), form.value);
    const result = await this.versions.agree(actor, readOf(at, version), { on, decision });
    return this.desk.settle(exchange, result, await this.#settling(at, form, 'agreed', again, actor));
  }

  async #settling(
    at: At,
    { posted }: Form<object>,
    done: string,
    again: (tried: Tried) => Promise<PlanPage>,
    actor: Actor,
  ) {
    const plan = await this.desk.open(actor, at.ref);
    const agreedOn = standing(await this.desk.plans.versions(plan.id))?.agreedOn ?? null;
    const thing = { words: 'plan', entity: 'plan', id: plan.id };
    return { posted, to: planPaths.versions(at.ref), done, words: versionWords(agreedOn), again, thing };
  }

  async #page(actor: Actor, at: At, what: 'proposal' | 'taking-back' | 'agreement', tried: Tried = null) {
    const plan = await this.desk.open(actor, at.ref);
    this.desk.insist(actor, what === 'agreement' ? 'plans.agree' : 'plans.edit', plan);
    const version = (await this.desk.plans.versions(plan.id)).find(({ number }) => String(number) === at.number);
    if (!version) throw new NotFoundException();
    if (what === 'proposal') return proposalPage(plan, version, tried);
    if (what === 'taking-back') return takingBackPage(plan, version, tried);
    const decisions = await this.decisions.of(actor.account, plan.organisationId);
    return agreementPage(plan, version, { decisions, today: this.desk.clock.today() }, tried);
  }

  /** What a version held; 404 where there is none, or it is still being written. */
  async #held(plan: PlanRow, number: number): Promise<FrozenPlan> {
    const frozen = await this.desk.plans.frozen(plan.id, number);
    if (frozen === null) throw new NotFoundException();
    return readFrozenPlan(frozen);
  }
}

const readOf = ({ ref, number }: At, version: number) => ({ planRef: ref, number: Number(number), version });
