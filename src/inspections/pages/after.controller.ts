import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { notRatedReasons, type NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import type { CorrectionChanges } from '../domain/correction-changes.js';
import { isInConfidence } from '../domain/inspection-state.js';
import { TwoPeopleService } from '../two-people.service.js';
import { WorkspaceReader, type WorkView } from '../workspace-reader.service.js';
import { CorrectionForm, RefusalForm, WithdrawalForm } from './after.form.js';
import { correctPage, requestPage, withdrawPage } from './after.page.js';
import { inspectionPaths } from './inspections.paths.js';
import { answerRefusals, askRefusals, triedWith, withdrawRefusals } from './refusal-words.js';
import { NothingForm } from './start.form.js';

type Query = Readonly<Record<string, unknown>>;

/** Page 25: putting right and withdrawing. */
@Controller('inspections/:ref')
export class AfterPublicationController {
  constructor(
    private readonly reader: WorkspaceReader,
    private readonly service: TwoPeopleService,
    private readonly pages: Pages,
  ) {}

  @Get('correct')
  @Allow('inspections.correct')
  async correct(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    if (view.relation.part !== 'lead' || isInConfidence(view.work.state)) throw new NotFoundException();
    const part = typeof query.part === 'string' ? query.part : null;
    this.pages.show(request, response, 'inspections/sheet', correctPage(view, part));
  }

  @Post('correct')
  @Allow('inspections.correct')
  async askCorrection(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(CorrectionForm)) form: Form<CorrectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const part = textOf(form.posted, 'part');
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', correctPage(view, part, tried));
    if (!form.ok) return again(form);
    const asked = await this.service.ask(actor, ref, {
      kind: 'correction',
      edition: form.value.version,
      what: form.value.what,
      why: form.value.why,
      statement: null,
      changes: changesOf(view, form.value),
    });
    if (asked.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'asked' }));
    if (asked.error === 'not-found') throw new NotFoundException();
    again(triedWith(form.posted, askRefusals[asked.error]), asked.error === 'stale' ? 409 : 422);
  }

  @Get('withdraw')
  @Allow('inspections.withdraw')
  async withdraw(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    if (view.relation.part !== 'lead' && !view.relation.isAdministrator) throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', withdrawPage(view));
  }

  @Post('withdraw')
  @Allow('inspections.withdraw')
  async askWithdrawal(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(WithdrawalForm)) form: Form<WithdrawalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', withdrawPage(view, tried));
    if (!form.ok) return again(form);
    const { why, statement, version } = form.value;
    if (isInConfidence(view.work.state)) {
      const done = await this.service.withdrawUnpublished(actor, ref, { reason: why, version });
      if (done.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'withdrawn' }));
      if (done.error === 'not-found') throw new NotFoundException();
      return again(triedWith(form.posted, withdrawRefusals[done.error]), done.error === 'stale' ? 409 : 422);
    }
    if (statement === null)
      return again({ posted: form.posted, errors: { statement: 'Enter what the page will say' } });
    const what = 'The whole inspection is withdrawn';
    const asked = await this.service.ask(actor, ref, {
      kind: 'withdrawal',
      edition: version,
      what,
      why,
      statement,
      changes: null,
    });
    if (asked.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'asked' }));
    if (asked.error === 'not-found') throw new NotFoundException();
    again(triedWith(form.posted, askRefusals[asked.error]), asked.error === 'stale' ? 409 : 422);
  }

  @Get('requests/:request')
  @Allow('inspections.answer')
  async request(
    @Param('ref') ref: string,
    @Param('request') id: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#read(actor, ref);
    this.pages.show(request, response, 'inspections/sheet', requestPage(view, requestIn(view, id)));
  }

  @Post('requests/:request/confirmation')
  @Allow('inspections.answer')
  async confirm(
    @Param('ref') ref: string,
    @Param('request') id: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NothingForm)) _form: Form<NothingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const confirmed = await this.service.confirm(actor, ref, id);
    if (confirmed.ok) {
      const done = confirmed.value.kind === 'correction' ? 'corrected' : 'removed';
      return response.redirect(303, address(inspectionPaths.workspace(ref), { done }));
    }
    if (confirmed.error === 'not-found') throw new NotFoundException();
    const view = await this.#read(actor, ref);
    const { message } = answerRefusals[confirmed.error];
    const status = confirmed.error === 'stale' || confirmed.error === 'none-waits' ? 409 : 403;
    this.pages.show(request, response.status(status), 'inspections/sheet', {
      ...requestPage(view, requestIn(view, id)),
      errors: [{ text: message, href: '#request' }],
    });
  }

  @Post('requests/:request/refusal')
  @Allow('inspections.answer')
  async decline(
    @Param('ref') ref: string,
    @Param('request') id: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(RefusalForm)) form: Form<RefusalForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const reason = form.ok ? form.value.reason : null;
    const declined = await this.service.decline(actor, ref, { requestId: id, reason });
    if (declined.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'declined' }));
    if (declined.error === 'not-found') throw new NotFoundException();
    const view = await this.#read(actor, ref);
    const tried = triedWith(form.posted, answerRefusals[declined.error]);
    this.pages.show(request, response.status(422), 'inspections/sheet', requestPage(view, requestIn(view, id), tried));
  }

  async #read(actor: Actor, ref: string): Promise<WorkView> {
    const view = await this.reader.read(actor, ref, ['words', 'requests']);
    if (!view || view.relation.part === 'contact') throw new NotFoundException();
    return view;
  }
}

const requestIn = (view: WorkView, id: string) => {
  const request = view.requests.find((each) => each.id === id);
  if (!request) throw new NotFoundException();
  return request;
};

/** What the form changes of the part that it is about; nothing where it says what is published already. */
function changesOf(
  view: WorkView,
  { part, words, grade, publishedOn, receivedOn, kind, cause }: CorrectionForm,
): CorrectionChanges {
  const { work, background, findings } = view;
  if (part === 'summary') return words && words !== work.summary ? { summary: words } : {};
  if (part === 'report') return words && words !== work.reportText ? { reportText: words } : {};
  if (part === 'dates')
    return {
      ...(publishedOn && publishedOn !== background.publishedOn ? { publishedOn } : {}),
      ...(receivedOn === background.receivedOn ? {} : { receivedOn }),
    };
  const judgement = work.judgements.find(({ area }) => part === `area-${area ?? ''}`);
  if (judgement) {
    const reason = grade?.startsWith('not:') ? grade.slice(4) : null;
    const absence = reason && Object.hasOwn(notRatedReasons, reason) ? (reason as NotRatedReason) : null;
    const known = view.grades.find(({ id }) => id === grade);
    const change = { id: judgement.id, gradeId: known?.id ?? null, absence, narrative: words };
    const isSame =
      change.gradeId === judgement.gradeId && absence === judgement.absence && words === judgement.narrative;
    return isSame || (change.gradeId === null && absence === null) ? {} : { judgements: [change] };
  }
  const finding = findings.find(({ id }) => part === `finding-${id}`);
  if (!finding || !words || !kind) return {};
  const isSame = words === finding.text && kind === finding.kind && cause === finding.cause;
  return isSame ? {} : { findings: [{ id: finding.id, text: words, kind, cause }] };
}
