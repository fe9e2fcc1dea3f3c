import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { Settings } from '../../config/settings.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { placeOf } from '../../shell/place.js';
import { saidAfter } from '../../shell/said.js';
import { CorrectionsService } from '../../sources/corrections.service.js';
import { CorrectionRequestsQueries } from '../../sources/data/correction-requests.queries.js';
import { CorrectionSubjectsQueries } from '../data/corrections.queries.js';
import { AnswerForm, ReportForm } from './corrections.form.js';
import {
  answerMessages,
  answerPage,
  answerSaid,
  correctionsPage,
  ownPath,
  personalErrors,
  reportPage,
  shownReportPage,
  tooManyReports,
} from './corrections.page.js';
import { correctionPaths } from './corrections.paths.js';

const mostListed = 50;

/** What readers say is wrong, and what the record keeper answers. */
@Controller()
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly queries: CorrectionRequestsQueries,
    private readonly subjects: CorrectionSubjectsQueries,
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {}

  @Get('report-a-mistake')
  @Allow('everyone')
  ask(@Query('page') from: unknown, @Req() request: Request, @Res() response: Response): void {
    this.#ask(request, response, { from });
  }

  @Post('report-a-mistake')
  @Allow('everyone')
  async report(
    @Body(new FormPipe(ReportForm)) form: Form<ReportForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried, status = 422): void => this.#ask(request, response.status(status), { tried });
    const { posted } = form;
    if (!form.ok) return again(form);
    const { page, what, shouldSay, sourceText, contact } = form.value;
    const pagePath = ownPath(page, this.settings.values.publicUrl);
    if (!pagePath) return again({ posted, errors: { page: 'Enter the address of a page of this service' } });
    const errors = personalErrors({ what, shouldSay, sourceText });
    if (Object.keys(errors).length > 0) return again({ posted, errors });
    if (contact !== null && !isEmail(contact))
      return again({
        posted,
        errors: { contact: 'Enter an email address such as name@example.org, or leave it empty' },
      });
    const subject = await this.subjects.of(pagePath);
    const told = { pagePath, subject, what, shouldSay, sourceText, contact };
    const made = await this.corrections.report(actor, placeOf(request), told);
    if (!made.ok) return again({ posted, errors: {}, problem: tooManyReports }, 429);
    response.redirect(303, correctionPaths.shown(made.value.ref));
  }

  @Get('report-a-mistake/:ref')
  @Allow('everyone')
  async shown(@Param('ref') ref: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const row = await this.queries.shownByRef(ref);
    if (!row) throw new NotFoundException();
    this.pages.show(request, response, 'overview/correction-shown', shownReportPage(row));
  }

  @Get('corrections')
  @Allow('corrections.answer')
  async index(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = { limit: mostListed + 1, offset: 0 };
    const [waiting, answered] = await Promise.all([this.queries.waiting(page), this.queries.answered(page)]);
    this.pages.show(
      request,
      response,
      'overview/corrections',
      correctionsPage(waiting, answered, { limit: mostListed }),
    );
  }

  @Get('corrections/:ref')
  @Allow('corrections.answer')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#look(request, response, ref, { said: saidAfter(query, answerSaid) });
  }

  @Post('corrections/:ref')
  @Allow('corrections.answer')
  async answer(
    @Param('ref') ref: string,
    @Body(new FormPipe(AnswerForm)) form: Form<AnswerForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (!form.ok) return this.#look(request, response.status(422), ref, { tried: form });
    const { posted, value } = form;
    const errors = personalErrors({ shownText: value.decision === 'set_aside' ? null : value.shownText });
    if (Object.keys(errors).length > 0)
      return this.#look(request, response.status(422), ref, { tried: { posted, errors } });
    const saved = await this.corrections.answer(actor, ref, value);
    if (saved.ok) return response.redirect(303, address(correctionPaths.answer(ref), { done: 'answered' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error === 'stale')
      return this.#look(request, response.status(409), ref, { tried: { posted, errors: {} }, isStale: true });
    const tried = { posted, errors: { shownText: answerMessages[saved.error] } };
    return this.#look(request, response.status(422), ref, { tried });
  }

  #ask(request: Request, response: Response, wanted: { from?: unknown; tried?: Tried }): void {
    const { publicUrl, contactEmail: email } = this.settings.values;
    const page = reportPage({ from: null, ...wanted, publicUrl, email });
    this.pages.show(request, response, 'overview/report-a-mistake', page);
  }

  async #look(
    request: Request,
    response: Response,
    ref: string,
    wanted: Parameters<typeof answerPage>[1],
  ): Promise<void> {
    const row = await this.queries.byRef(ref);
    if (!row) throw new NotFoundException();
    this.pages.show(request, response, 'overview/correction', answerPage(row, wanted));
  }
}
