import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { minutesBetween } from '../../kernel/instant.js';
import { fileRefusalText } from '../../office/domain/file-kind.js';
import { MilestonesQueries } from '../../plans/data/milestones.queries.js';
import { EvidenceQueries } from '../../plans/data/evidence.queries.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { EvidenceService } from '../../plans/evidence.service.js';
import { MilestonesService } from '../../plans/milestones.service.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { UpdatingMilestonesService } from '../../plans/updating-milestones.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { uploadOf } from '../../shell/uploads.js';
import { EditMilestoneForm, EvidenceForm, NewMilestoneForm, UpdateForm } from './milestone.form.js';
import { editMilestonePage, newEvidencePage, newMilestonePage, updatePage } from './plan-forms.page.js';
import { milestonePage } from './milestone.page.js';
import { MilestoneTargets } from './milestone-targets.js';
import { PlanDesk } from './plan-desk.js';

type Asked = Readonly<Record<string, unknown>>;

const sameTitle = (title: string): string =>
  `There is already an action called “${title}” in this plan. Give this one a different name, or add to that one`;

const wordsFor = (title: string) => ({
  'same-title': { at: 'title', text: sameTitle(title) },
  'no-such-priority': { at: 'priorityId', text: 'Select the priority that it belongs to' },
  'not-ahead': { at: 'due', text: 'Date due must be in the future' },
  'date-is-agreed': { text: 'The board has agreed this date. Ask for a new one' },
});

const updateWords = {
  'nothing-said': { at: 'rating', text: 'Select how it is going, or say something about it' },
  'no-reason-code': { at: 'reasonCode', text: 'Select why it is at risk or off track' },
  'forecast-in-the-past': { at: 'forecast', text: 'Date you expect it must be today or in the future' },
  finished: { text: 'This milestone was cancelled, so nothing more is reported on it' },
};

const evidenceWords = {
  'after-today': { at: 'on', text: 'Date of the evidence must be today or in the past' },
  empty: { at: 'file', text: fileRefusalText.empty },
  'too-big': { at: 'file', text: fileRefusalText['too-big'] },
  'wrong-kind': { at: 'file', text: fileRefusalText['wrong-kind'] },
};

const correctionMinutes = 24 * 60;

/** One milestone: what is known of it, its words, what is reported, and its evidence. */
@Controller('plans/:ref/milestones')
export class MilestoneController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly queries: MilestonesQueries,
    private readonly evidence: EvidenceQueries,
    private readonly targets: MilestoneTargets,
    private readonly milestones: MilestonesService,
    private readonly updating: UpdatingMilestonesService,
    private readonly adding: EvidenceService,
  ) {}

  @Get('new')
  @Allow('plans.edit')
  async askNew(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#newPage(actor, ref));
  }

  @Post('new')
  @Allow('plans.edit')
  async add(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(NewMilestoneForm)) form: Form<NewMilestoneForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#newPage(actor, ref, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'title', 'doneMeans', 'ownerPost', 'deputyPost', 'adaptedFrom');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { due, ...words } = form.value;
    const made = await this.milestones.add(actor, ref, { ...words, dueOn: due });
    const to = made.ok ? planPaths.milestone(ref, made.value.ref) : '';
    const settling = { posted: form.posted, to, done: 'milestone-added', words: wordsFor(words.title), again };
    return this.desk.settle(exchange, made, settling);
  }

  @Get(':milestone')
  @Allow('plans.read')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestoneRef: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { plan, milestone, all } = await this.desk.openMilestone(actor, ref, milestoneRef);
    const ids = [milestone.id];
    const [updates, moves] = [await this.queries.updatesOf(ids), await this.queries.movesOf(ids)];
    const [changes, requests] = [await this.queries.dateChangesOf(ids), await this.queries.requestsOf(ids)];
    const evidence = await this.evidence.of('milestone', ids);
    const names = await this.desk.namesOf([
      ...[...updates, ...moves, ...changes].map(({ byName }) => byName),
      ...[...changes, ...requests].map(({ askedBy }) => askedBy),
      ...evidence.map(({ acceptedBy }) => acceptedBy),
    ]);
    const page = milestonePage({
      plan,
      milestone,
      all,
      updates,
      moves,
      changes,
      requests,
      evidence,
      names,
      checks: await this.queries.checksOf(ids),
      links: await this.queries.linksOf(ids),
      targets: await this.targets.of(plan.organisationId),
      waits: await this.queries.dependenciesOfPlan(plan.id),
      acts: this.#acts(actor, plan),
      mayCorrect: this.#mayCorrect(actor, plan, milestone),
      query,
    });
    this.desk.show({ request, response }, page);
  }

  @Get(':milestone/edit')
  @Allow('plans.edit')
  async askEdit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#editPage(actor, ref, milestone));
  }

  @Post(':milestone/edit')
  @Allow('plans.edit')
  async edit(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Body(new FormPipe(EditMilestoneForm)) form: Form<EditMilestoneForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#editPage(actor, ref, milestone, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'title', 'doneMeans', 'ownerPost', 'deputyPost', 'adaptedFrom');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, due, ...words } = form.value;
    const result = await this.milestones.edit(actor, { ref: milestone, version }, { ...words, dueOn: due });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: planPaths.milestone(ref, milestone),
      done: 'edited',
      words: wordsFor(words.title),
      again,
      thing: this.desk.milestoneThing(actor, ref, milestone),
    });
  }

  @Get(':milestone/update')
  @Allow('milestones.update')
  async askUpdate(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#updatePage(actor, ref, milestone));
  }

  @Post(':milestone/update')
  @Allow('milestones.update')
  async update(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Body(new FormPipe(UpdateForm)) form: Form<UpdateForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#updatePage(actor, ref, milestone, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'note');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { version, forecast, ...said } = form.value;
    const { milestone: held } = await this.desk.openMilestone(actor, ref, milestone);
    const forecastDue = forecast === held.forecastDue ? undefined : forecast;
    const result = await this.updating.recordUpdate(actor, { ref: milestone, version }, { ...said, forecastDue });
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: planPaths.milestone(ref, milestone),
      done: 'updated',
      words: updateWords,
      again,
      thing: this.desk.milestoneThing(actor, ref, milestone),
    });
  }

  @Get(':milestone/evidence/new')
  @Allow('evidence.add')
  async askEvidence(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#evidencePage(actor, ref, milestone));
  }

  @Post(':milestone/evidence/new')
  @Allow('evidence.add')
  async addEvidence(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('milestone') milestone: string,
    @Body(new FormPipe(EvidenceForm)) form: Form<EvidenceForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#evidencePage(actor, ref, milestone, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const personal = this.desk.personal(form.value, 'title', 'summary');
    if (personal) return this.desk.again(exchange, again({ posted: form.posted, errors: personal }));
    const { on, ...words } = form.value;
    const result = await this.adding.addTo(actor, milestone, { ...words, onDay: on, file: fileIn(request) });
    const to = planPaths.milestone(ref, milestone);
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to,
      done: 'evidence-added',
      words: evidenceWords,
      again,
    });
  }

  async #newPage(actor: Actor, ref: string, tried: Tried = null) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.edit', plan);
    return newMilestonePage(plan, await this.desk.plans.priorities(plan.id), tried);
  }

  async #editPage(actor: Actor, ref: string, milestoneRef: string, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, ref, milestoneRef);
    this.desk.insist(actor, 'plans.edit', plan);
    return editMilestonePage(plan, milestone, await this.desk.plans.priorities(plan.id), tried);
  }

  async #updatePage(actor: Actor, ref: string, milestoneRef: string, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, ref, milestoneRef);
    this.desk.insist(actor, 'milestones.update', plan);
    return updatePage(plan, milestone, tried);
  }

  async #evidencePage(actor: Actor, ref: string, milestoneRef: string, tried: Tried = null) {
    const { plan, milestone } = await this.desk.openMilestone(actor, ref, milestoneRef);
    this.desk.insist(actor, 'evidence.add', plan);
    return newEvidencePage(plan, milestone, tried);
  }

  #acts(actor: Actor, plan: PlanRow) {
    const may = (permission: Parameters<PlanDesk['may']>[1]): boolean => this.desk.may(actor, permission, plan);
    return {
      edit: may('plans.edit'),
      update: may('milestones.update'),
      complete: may('milestones.complete'),
      accept: may('milestones.accept'),
      stop: may('milestones.stop'),
      ask: may('dates.ask'),
      addEvidence: may('evidence.add'),
    };
  }

  /** Whether this person wrote the current date within the last day, and may put it right. */
  #mayCorrect(actor: Actor, plan: PlanRow, milestone: ReadMilestone): boolean {
    const { baselineDue, dateWrittenAt, dateWrittenBy, stateToday } = milestone;
    if (baselineDue === null || dateWrittenBy !== actor.name) return false;
    if (!['not_started', 'in_progress', 'paused'].includes(stateToday)) return false;
    return (
      this.desk.may(actor, 'dates.ask', plan) &&
      minutesBetween(dateWrittenAt, this.desk.clock.now()) <= correctionMinutes
    );
  }
}

function fileIn(request: Request): { name: string; content: Uint8Array } | null {
  const upload = uploadOf(request, 'file');
  if (!upload) return null;
  // What was too large was read past: as many bytes as are too many say so again.
  return { name: upload.name, content: upload.isTooLarge ? new Uint8Array(20 * 1024 * 1024) : upload.content };
}
