import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { MilestonesQueries } from '../../plans/data/milestones.queries.js';
import { type LinkKind, linkKinds } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { type DependingResult, TyingMilestonesService } from '../../plans/tying-milestones.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { formatList } from '../../shell/format.js';
import type { Form } from '../../shell/form/posted.js';
import { EndWaitForm, TieForm, UntieForm, WaitForm } from './milestone.form.js';
import { tiesPage, waitsPage } from './milestone-ties.page.js';
import { MilestoneTargets } from './milestone-targets.js';
import { PlanDesk } from './plan-desk.js';

type At = { readonly ref: string; readonly milestone: string };

const words = {
  'no-such-target': { at: 'target', text: 'Select what the milestone answers' },
  'tied-already': { at: 'target', text: 'The milestone is tied to that already' },
};

const untieWords = { 'no-such-target': { at: 'tied', text: 'Select what it answers no longer' } };

const waitWordsFor = (result: DependingResult) => ({
  'no-such-target': { at: 'on', text: 'Select the milestone that it waits for' },
  'tied-already': { at: 'on', text: 'It waits for that one already' },
  circle: {
    at: 'on',
    text: `That would go round in a circle: ${!result.ok && 'circle' in result ? formatList(result.circle) : ''}. One of them must not wait for the next`,
  },
});

/** What a milestone answers, and what it waits for. */
@Controller('plans/:ref/milestones/:milestone')
export class MilestoneTiesController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly queries: MilestonesQueries,
    private readonly targets: MilestoneTargets,
    private readonly tying: TyingMilestonesService,
  ) {}

  @Get('links')
  @Allow('plans.edit')
  async askLink(@CurrentActor() actor: Actor, @Param() at: At, @Req() request: Request, @Res() response: Response) {
    this.desk.show({ request, response }, await this.#tiesPage(actor, at));
  }

  @Post('links')
  @Allow('plans.edit')
  async link(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(TieForm)) form: Form<TieForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried) => this.#tiesPage(actor, at, tried);
    const exchange = { request, response };
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { plan } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    const target = targetOf(form.value.target);
    const known = (await this.targets.of(plan.organisationId)).some(
      ({ kind, id }) => kind === target?.kind && id === target.targetId,
    );
    const read = { ref: at.milestone, version: form.value.version };
    const result =
      target && known ? await this.tying.link(actor, read, target) : ({ ok: false, error: 'no-such-target' } as const);
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    return this.desk.settle(exchange, result, { posted: form.posted, to, done: 'tied', words, again, thing });
  }

  @Post('links/removal')
  @Allow('plans.edit')
  async unlink(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(UntieForm)) form: Form<UntieForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried) => this.#tiesPage(actor, at, null, tried);
    const exchange = { request, response };
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const target = targetOf(form.value.tied);
    const read = { ref: at.milestone, version: form.value.version };
    const result = target
      ? await this.tying.unlink(actor, read, target)
      : ({ ok: false, error: 'no-such-target' } as const);
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    const settling = { posted: form.posted, to, done: 'untied', words: untieWords, again, thing };
    return this.desk.settle(exchange, result, settling);
  }

  @Get('waits')
  @Allow('plans.edit')
  async askWait(@CurrentActor() actor: Actor, @Param() at: At, @Req() request: Request, @Res() response: Response) {
    this.desk.show({ request, response }, await this.#waitsPage(actor, at));
  }

  @Post('waits')
  @Allow('plans.edit')
  async wait(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(WaitForm)) form: Form<WaitForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried) => this.#waitsPage(actor, at, tried);
    const exchange = { request, response };
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, on, kind } = form.value;
    const result = await this.tying.depend(actor, { ref: at.milestone, version }, { on, kind });
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    const settling = { posted: form.posted, to, done: 'tied', words: waitWordsFor(result), again, thing };
    return this.desk.settle(exchange, result, settling);
  }

  @Post('waits/removal')
  @Allow('plans.edit')
  async waitNoLonger(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(EndWaitForm)) form: Form<EndWaitForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried) => this.#waitsPage(actor, at, null, tried);
    const exchange = { request, response };
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, awaited } = form.value;
    const result = await this.tying.undepend(actor, { ref: at.milestone, version }, awaited);
    const to = planPaths.milestone(at.ref, at.milestone);
    const thing = this.desk.milestoneThing(actor, at.ref, at.milestone);
    const settling = {
      posted: form.posted,
      to,
      done: 'untied',
      words: { 'no-such-target': { at: 'awaited', text: 'Select the milestone' } },
      again,
      thing,
    };
    return this.desk.settle(exchange, result, settling);
  }

  async #tiesPage(actor: Actor, at: At, tried: Tried = null, removing: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    this.desk.insist(actor, 'plans.edit', plan);
    const links = await this.queries.linksOf([milestone.id]);
    const targets = await this.targets.of(plan.organisationId);
    return tiesPage({ plan, milestone, links, targets }, tried, removing);
  }

  async #waitsPage(actor: Actor, at: At, tried: Tried = null, removing: Tried = null) {
    const { plan, milestone, all } = await this.desk.openMilestone(actor, at.ref, at.milestone);
    this.desk.insist(actor, 'plans.edit', plan);
    const waits = await this.queries.dependenciesOfPlan(plan.id);
    return waitsPage({ plan, milestone, all, waits }, tried, removing);
  }
}

/** `kind:id` as it was posted; null where it is none. */
function targetOf(text: string): { readonly kind: LinkKind; readonly targetId: string } | null {
  const [kind = '', targetId = ''] = text.split(':');
  return Object.hasOwn(linkKinds, kind) ? { kind: kind as LinkKind, targetId } : null;
}
