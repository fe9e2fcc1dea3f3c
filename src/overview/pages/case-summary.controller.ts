import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { CaseSummariesService } from '../../episodes/case-summaries.service.js';
import { CaseSummariesQueries } from '../../episodes/data/case-summaries.queries.js';
import type { SummarisedCaseRow } from '../../episodes/data/case-summary.row.js';
import type { SummaryRefusal } from '../../episodes/domain/case-summary.js';
import { Clock } from '../../kernel/clock.js';
import type { Result } from '../../kernel/result.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { CheckForm, CorrectForm, StepForm, SummaryForm } from './case-summary.form.js';
import { caseSummaryPage, staleMoment, summaryMessages, summarySaid } from './case-summary.page.js';
import { caseSummaryPaths } from './case-summary.paths.js';

type Sent = {
  readonly ref: string;
  readonly actor: Actor;
  readonly request: Request;
  readonly response: Response;
  readonly done: string;
};

/** What is said of a case in words: written, checked by a second person, told to the organisation, published. */
@Controller('episodes/:ref/summary')
export class CaseSummaryController {
  constructor(
    private readonly summaries: CaseSummariesService,
    private readonly queries: CaseSummariesQueries,
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('case_summaries.write')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    await this.#show(request, response, { of, actor, said: saidAfter(query, summarySaid) });
  }

  @Post()
  @Allow('case_summaries.write')
  async write(
    @Param('ref') ref: string,
    @Body(new FormPipe(SummaryForm)) form: Form<SummaryForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    if (!form.ok) return this.#show(request, response.status(422), { of, actor, tried: form });
    const { text, why, remarks, version } = form.value;
    const written = await this.summaries.write(actor, { of, version }, { text, why, remarks });
    if (!written.ok && written.error === 'stale') {
      const tried = { posted: form.posted, errors: {} };
      return this.#show(request, response.status(409), { of, actor, tried, isStale: true });
    }
    await this.#answer({ ref, actor, request, response, done: 'saved' }, of, written);
  }

  @Post('checks')
  @Allow('case_summaries.write')
  async check(
    @Param('ref') ref: string,
    @Body(new FormPipe(CheckForm)) form: Form<CheckForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    if (!form.ok) return this.#show(request, response.status(422), { of, actor });
    const done = await this.summaries.check(actor, { of, ...form.value });
    await this.#answer({ ref, actor, request, response, done: 'checked' }, of, done);
  }

  @Post('notices')
  @Allow('case_summaries.write')
  async notify(
    @Param('ref') ref: string,
    @Body(new FormPipe(StepForm)) form: Form<StepForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    if (!form.ok) return this.#show(request, response.status(422), { of, actor });
    const done = await this.summaries.notify(actor, { of, ...form.value });
    await this.#answer({ ref, actor, request, response, done: 'notified' }, of, done);
  }

  @Post('publications')
  @Allow('case_summaries.write')
  async publish(
    @Param('ref') ref: string,
    @Body(new FormPipe(StepForm)) form: Form<StepForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    if (!form.ok) return this.#show(request, response.status(422), { of, actor });
    const done = await this.summaries.publish(actor, { of, ...form.value });
    await this.#answer({ ref, actor, request, response, done: 'published' }, of, done);
  }

  @Post('corrections')
  @Allow('case_summaries.write')
  async correct(
    @Param('ref') ref: string,
    @Body(new FormPipe(CorrectForm)) form: Form<CorrectForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const of = await this.#find(ref, actor);
    if (!form.ok) {
      const problem = Object.values(form.errors)[0] ?? null;
      return this.#show(request, response.status(422), { of, actor, problem });
    }
    const { version, reason } = form.value;
    const done = await this.summaries.correct(actor, { of, version }, reason);
    await this.#answer({ ref, actor, request, response, done: 'correcting' }, of, done);
  }

  /** A case of the own organisation, or of any for a record keeper. */
  async #find(ref: string, { account }: Actor): Promise<SummarisedCaseRow> {
    const of = await this.queries.case(ref);
    const reach = reachOf(account ?? null, 'case_summaries.write');
    if (!of || !reachesOrganisation(reach, of.organisationId)) throw new NotFoundException();
    return of;
  }

  async #answer(
    { ref, actor, request, response, done }: Sent,
    of: SummarisedCaseRow,
    result: Result<null, SummaryRefusal>,
  ): Promise<void> {
    if (result.ok) return response.redirect(303, address(caseSummaryPaths.show(ref), { done }));
    if (result.error === 'not-found') throw new NotFoundException();
    const isStale = result.error === 'stale';
    const problem = result.error === 'stale' ? summaryMessages['wrong-state'] : summaryMessages[result.error];
    return this.#show(request, response.status(isStale ? 409 : 422), { of, actor, problem });
  }

  async #show(
    request: Request,
    response: Response,
    {
      of,
      actor,
      isStale = false,
      ...wanted
    }: {
      readonly of: SummarisedCaseRow;
      readonly actor: Actor;
      readonly tried?: Tried;
      readonly problem?: string | null;
      readonly isStale?: boolean;
      readonly said?: ReturnType<typeof saidAfter>;
    },
  ): Promise<void> {
    const [editions, sources] = [await this.queries.of(of.id), await this.queries.sources(of.id)];
    const refs = editions.flatMap(({ draftedBy, checkedBy }) => [draftedBy, ...(checkedBy ? [checkedBy] : [])]);
    const people = await this.accounts.namesOf(refs);
    const staleAt = isStale ? staleMoment(editions[0]) : null;
    const facts = { of, editions, sources, people, me: actor.name, today: this.clock.today(), staleAt, ...wanted };
    this.pages.show(request, response, 'overview/case-summary', caseSummaryPage(facts));
  }
}
