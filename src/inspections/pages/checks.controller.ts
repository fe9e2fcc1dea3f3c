import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { workingDaysBetween } from '../../office/domain/working-days.js';
import { CalendarsService } from '../../office/calendars.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { nationOf } from '../../vocabulary/domain/nations.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { AccuracyCheckService, type Lacking } from '../accuracy-check.service.js';
import { pointDecisions } from '../domain/accuracy.js';
import { WorkspaceReader, type WorkPart, type WorkView } from '../workspace-reader.service.js';
import { accuracyPage, newPointPage, pointPage } from './accuracy.page.js';
import { labelIn } from './area.page.js';
import { VersionForm } from './area.form.js';
import { ConfirmationForm, DecisionForm, PointForm, ProvisionalForm, ReasonForm } from './check.form.js';
import { checkPage } from './check.page.js';
import { inspectionPaths } from './inspections.paths.js';
import { decideRefusals, looksPersonal, raiseRefusals, returnRefusals, triedWith } from './refusal-words.js';
import { NothingForm } from './start.form.js';
import { missingWords } from './workspace-words.js';

type Query = Readonly<Record<string, unknown>>;

/** Pages 22 and 23: who stands by the judgements, and what the organisation says of them. */
@Controller('inspections/:ref')
export class ChecksController {
  constructor(
    private readonly reader: WorkspaceReader,
    private readonly checks: AccuracyCheckService,
    private readonly calendars: CalendarsService,
    private readonly pages: Pages,
  ) {}

  @Get('check')
  @Allow('inspections.read-evidence')
  async check(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    this.pages.show(request, response, 'inspections/sheet', checkPage(view));
  }

  @Post('confirmation')
  @Allow('inspections.judge')
  async confirm(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ConfirmationForm)) form: Form<ConfirmationForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const confirmed = form.ok ? await this.checks.confirm(actor, ref, form.value.digest) : null;
    if (confirmed?.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'confirmed' }));
    const error = confirmed?.error ?? ({ kind: 'stale' } as const);
    this.#checkAgain({ view, request, response }, error);
  }

  @Post('provisional')
  @Allow('inspections.advance')
  async becomeProvisional(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ProvisionalForm)) form: Form<ProvisionalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    if (!form.ok) {
      const tried: Tried = form;
      this.pages.show(request, response.status(422), 'inspections/sheet', {
        ...checkPage(view, { tried }),
        errors: Object.entries(form.errors).map(([name, text]) => ({ text, href: `#field-${name}` })),
      });
      return;
    }
    const moved = await this.checks.becomeProvisional(actor, ref, form.value);
    if (moved.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'provisional' }));
    this.#checkAgain({ view, request, response }, moved.error);
  }

  @Post('sending')
  @Allow('inspections.advance')
  async send(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const sent = form.ok ? await this.checks.send(actor, ref, form.value.version) : null;
    if (sent?.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'sent' }));
    this.#checkAgain({ view, request, response }, sent?.error ?? { kind: 'stale' });
  }

  @Get('accuracy')
  @Allow('inspections.read')
  async accuracy(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, ['points']);
    await this.#showAccuracy({ view, request, response }, query, null);
  }

  @Get('points/new')
  @Allow('inspections.raise-points')
  async newPoint(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, []);
    if (view.relation.part !== 'contact') throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', newPointPage(view));
  }

  @Post('points/new')
  @Allow('inspections.raise-points')
  async raise(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(PointForm)) form: Form<PointForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, []);
    const again = (tried: Tried): void =>
      this.pages.show(request, response.status(422), 'inspections/sheet', newPointPage(view, tried));
    if (!form.ok) return again(form);
    if (personalDataIn(form.value.text).length > 0)
      return again({ posted: form.posted, errors: { text: looksPersonal } });
    const raised = await this.checks.raise(actor, ref, form.value);
    if (raised.ok) return response.redirect(303, address(inspectionPaths.accuracy(ref), { done: 'raised' }));
    if (raised.error === 'not-found') throw new NotFoundException();
    again(triedWith(form.posted, raiseRefusals(dueWords(view))[raised.error]));
  }

  @Post('points/finished')
  @Allow('inspections.raise-points')
  async finish(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NothingForm)) _form: Form<NothingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, ['points']);
    const finished = await this.checks.finish(actor, ref);
    if (finished.ok) return response.redirect(303, address(inspectionPaths.accuracy(ref), { done: 'finished' }));
    if (finished.error === 'not-found') throw new NotFoundException();
    const { message } = raiseRefusals(dueWords(view))[finished.error];
    await this.#showAccuracy(
      { view, request, response: response.status(422) },
      {},
      { posted: {}, errors: {}, problem: message },
    );
  }

  @Get('points/:number')
  @Allow('inspections.read')
  async point(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, ['points']);
    this.pages.show(request, response, 'inspections/sheet', pointPage(view, pointIn(view, number)));
  }

  @Post('points/:number')
  @Allow('inspections.decide-points')
  async decide(
    @Param('ref') ref: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(DecisionForm)) form: Form<DecisionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, ['points']);
    const point = pointIn(view, number);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', pointPage(view, point, tried));
    if (!form.ok) return again(form);
    const decided = await this.checks.decide(actor, ref, { ...form.value, number: point.number });
    if (decided.ok) return response.redirect(303, address(inspectionPaths.accuracy(ref), { done: 'decided' }));
    if (decided.error === 'not-found') throw new NotFoundException();
    if (decided.error !== 'stale') {
      const refusal = decideRefusals[decided.error];
      // Whoever may not decide sees no form: the sentence stands above the page.
      if (refusal.field === null)
        return this.pages.show(request, response.status(403), 'inspections/sheet', {
          ...pointPage(view, point),
          errors: [{ text: refusal.message, href: '#point' }],
        });
      return again(triedWith(form.posted, refusal));
    }
    const told = conflict({
      thing: 'decision',
      at: point.decidedAt ? formatMoment(point.decidedAt) : 'a time that is not known',
      rows: [
        {
          label: 'Decision',
          saved: point.decision ? labelIn(pointDecisions, point.decision) : null,
          typed: labelIn(pointDecisions, form.value.decision),
        },
        { label: 'Reason', saved: point.reason, typed: form.value.reason },
      ],
    });
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  @Post('returning')
  @Allow('inspections.correct')
  async returnToProvisional(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ReasonForm)) form: Form<ReasonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#member(actor, ref, ['points']);
    const again = (tried: Tried): Promise<void> =>
      this.#showAccuracy({ view, request, response: response.status(422) }, {}, tried);
    if (!form.ok) return again(form);
    const returned = await this.checks.returnToProvisional(actor, ref, form.value.reason);
    if (returned.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'returned' }));
    if (returned.error === 'not-found') throw new NotFoundException();
    return again(triedWith(form.posted, returnRefusals[returned.error]));
  }

  #checkAgain(
    { view, request, response }: { view: WorkView; request: Request; response: Response },
    error: Lacking<'not-found' | 'not-yours' | 'only-the-lead' | 'locked' | 'stale'>,
  ): void {
    if (error.kind === 'not-found') throw new NotFoundException();
    const [first] = error.kind === 'missing' ? error.missing : [];
    const words = {
      'not-yours': 'Only the lead inspector and the inspectors on the team confirm the judgements',
      'only-the-lead': 'Only the lead inspector can do this',
      locked: 'The inspection has gone on to its next stage already',
      stale: 'Somebody changed the judgements meanwhile. Look at them below, then confirm again',
      missing: first ? missingWords(first) : '',
    } as const;
    const status = error.kind === 'stale' || error.kind === 'locked' ? 409 : 422;
    this.pages.show(
      request,
      response.status(status),
      'inspections/sheet',
      checkPage(view, { problem: words[error.kind] }),
    );
  }

  async #showAccuracy(
    { view, request, response }: { view: WorkView; request: Request; response: Response },
    query: Query,
    tried: Tried,
  ): Promise<void> {
    const { accuracyDueOn } = view.work;
    const calendar = await this.calendars.of(nationOf(view.background.country));
    const left = accuracyDueOn === null ? null : workingDaysBetween(view.now.day, accuracyDueOn, calendar);
    const page = accuracyPage(view, { query, left, tried });
    const problem =
      tried?.problem && page.errors?.length === 0 ? [{ text: tried.problem, href: '#clock' }] : page.errors;
    this.pages.show(request, response, 'inspections/sheet', { ...page, errors: problem ?? [] });
  }

  async #team(actor: Actor, ref: string): Promise<WorkView> {
    const view = await this.#member(actor, ref, ['words', 'rules']);
    if (view.relation.part === 'contact') throw new NotFoundException();
    return view;
  }

  async #member(actor: Actor, ref: string, parts: readonly WorkPart[]): Promise<WorkView> {
    const view = await this.reader.read(actor, ref, parts);
    if (!view || view.relation.part === null) throw new NotFoundException();
    return view;
  }
}

const dueWords = ({ work }: WorkView): string => (work.accuracyDueOn ? formatDay(work.accuracyDueOn) : 'no day yet');

const pointIn = (view: WorkView, number: string) => {
  const point = view.points.find((each) => String(each.number) === number);
  if (!point) throw new NotFoundException();
  return point;
};
