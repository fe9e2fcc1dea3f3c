import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { EvidenceQueries } from '../../plans/data/evidence.queries.js';
import { isMilestoneState, milestoneMovesFrom, type MilestoneState } from '../../plans/domain/milestone-state.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { MovingDatesService } from '../../plans/moving-dates.service.js';
import { movePermission, MovingMilestonesService } from '../../plans/moving-milestones.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { DecisionChoice } from './decision-choice.js';
import { CheckForm, CorrectionForm, MilestoneMoveForm } from './milestone.form.js';
import { checkPage, checkWords, correctionPage, correctionWords, movePage, moveWords } from './milestone-moves.page.js';
import { PlanDesk } from './plan-desk.js';

/** Moves a milestone by its gates, records checks, and puts a mistake in a date right. */
@Controller('plans/:ref/milestones/:milestone')
export class MilestoneMovesController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly evidence: EvidenceQueries,
    private readonly decisions: DecisionChoice,
    private readonly moving: MovingMilestonesService,
    private readonly dates: MovingDatesService,
  ) {}

  /** Which move it is decides who may: the door lets in whoever reads the plan, and the page asks. */
  @Get('moves/:to')
  @Allow('plans.read')
  async askMove(
    @CurrentActor() actor: Actor,
    @Param() at: At & { readonly to: string },
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#movePage(actor, at));
  }

  @Post('moves/:to')
  @Allow('plans.read')
  async move(
    @CurrentActor() actor: Actor,
    @Param() at: At & { readonly to: string },
    @Body(new FormPipe(MilestoneMoveForm)) form: Form<MilestoneMoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#movePage(actor, at, tried);
    const { plan } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    await this.#state(actor, at, form.ok ? form.value.version : null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'reason');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, reason, on, evidenceOwed, impactDue, evidenceId } = form.value;
    const decision = this.decisions.read(await this.decisions.of(actor.account, plan.organisationId), form.value);
    const asked = { to: at.to as MilestoneState, on, reason, evidenceOwed, impactDue, evidenceId, decision };
    const result = await this.moving.move(actor, { ref: at.milestone, version }, asked);
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'moved',
      words: moveWords,
      again,
      thing,
    });
  }

  @Get('checks/new')
  @Allow('milestones.accept')
  async askCheck(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#checkPage(actor, at));
  }

  @Post('checks/new')
  @Allow('milestones.accept')
  async check(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(CheckForm)) form: Form<CheckForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#checkPage(actor, at, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'text', 'byText');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, on, byText, result, text } = form.value;
    const done = await this.moving.check(actor, { ref: at.milestone, version }, { onDay: on, byText, result, text });
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    return this.desk.settle(exchange, done, {
      posted: form.posted,
      to,
      done: 'checked',
      words: checkWords,
      again,
      thing,
    });
  }

  @Get('correction')
  @Allow('dates.ask')
  async askCorrection(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#correctionPage(actor, at));
  }

  @Post('correction')
  @Allow('dates.ask')
  async correct(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(CorrectionForm)) form: Form<CorrectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#correctionPage(actor, at, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, ...said } = form.value;
    const result = await this.dates.correctDate(actor, { ref: at.milestone, version }, said);
    const to = planPaths.milestone(at.ref, at.milestone);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'corrected',
      words: correctionWords,
      thing: this.desk.milestoneThing(actor, at.ref, at.milestone),
      again,
    });
  }

  /** The milestone and the state asked for; 404 where there is no such state, a refusal where it is not for this person. */
  async #state(actor: Actor, at: At & { readonly to: string }, seenVersion: number | null = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    const { to } = at;
    if (!isMilestoneState(to)) throw new NotFoundException();
    const isStale = seenVersion !== null && seenVersion !== milestone.version;
    if (!isStale && !milestoneMovesFrom(milestone.stateToday).includes(to)) throw new NotFoundException();
    this.desk.insist(actor, movePermission(milestone.stateToday, to), plan);
    return { plan, milestone, to };
  }

  async #movePage(actor: Actor, at: At & { readonly to: string }, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    const { to } = tried?.conflict ? { to: at.to as MilestoneState } : await this.#state(actor, at);
    const input = {
      today: this.desk.clock.today(),
      evidence: await this.evidence.of('milestone', [milestone.id]),
      decisions: await this.decisions.of(actor.account, plan.organisationId),
      me: actor.name,
    };
    return movePage(plan, milestone, to, input, tried);
  }

  async #checkPage(actor: Actor, at: At, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    this.desk.insist(actor, 'milestones.accept', plan);
    return checkPage(plan, milestone, this.desk.clock.today(), tried);
  }

  async #correctionPage(actor: Actor, at: At, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    this.desk.insist(actor, 'dates.ask', plan);
    return correctionPage(plan, milestone, tried);
  }
}

type At = { readonly ref: string; readonly milestone: string };
