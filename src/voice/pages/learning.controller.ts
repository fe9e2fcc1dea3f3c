import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { type Account, reachOf } from '../../access/domain/account.js';
import { Clock } from '../../kernel/clock.js';
import { BodiesQueries } from '../../organisations/data/bodies.queries.js';
import { Allow, CurrentAccount, CurrentActor } from '../../shell/allow.js';
import { sendCsv } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address, outsideHref } from '../../shell/links.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { tableCsv } from '../../shell/table-csv.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { LearningReviewsQueries } from '../data/learning-reviews.queries.js';
import { type LearningAsked, LearningSharedQueries } from '../data/learning-shared.queries.js';
import type { LearningRow } from '../data/learning.row.js';
import type { SharedWords } from '../domain/learning.js';
import { mayWriteFor } from '../learning-reviews.service.js';
import { SharingLearningService } from '../sharing-learning.service.js';
import { looksPersonal } from './concern-words.page.js';
import { EditLearningForm, LearningForm, MoveLearningForm } from './learning.form.js';
import { draftMessages, learningFormPage, moveLearningForm, moveMessages } from './learning-forms.page.js';
import { learningFilters, learningPage, learningSaid, learningTable, oneLearningPage } from './learning.page.js';
import { learningPaths } from './voice.paths.js';

type Errors = Readonly<Record<string, string>>;
type Exchange = { readonly account: Account | null; readonly request: Request; readonly response: Response };

const rowsAtOnce = 500;

const readFor = (account: Account | null): readonly string[] => reachOf(account, 'learning.read').organisationIds;
const writeFor = (account: Account | null): readonly string[] => reachOf(account, 'learning.write').organisationIds;

const namesIn = (text: string | null): string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** What places learned: everybody reads what was shared, and whoever wrote it looks at it again in the open. */
@Controller()
export class LearningController {
  constructor(
    private readonly sharing: SharingLearningService,
    private readonly queries: LearningSharedQueries,
    private readonly reviews: LearningReviewsQueries,
    private readonly bodies: BodiesQueries,
    private readonly audit: AuditQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('learning')
  @Allow('everyone')
  async index(
    @Query() query: Record<string, unknown>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { values, notes, asked } = this.#asked(query);
    const { page, notes: pageNotes } = readPage(query);
    const total = await this.queries.count(asked);
    const rows = await this.queries.shared({ ...asked, limit: pageSize, offset: (page - 1) * pageSize });
    const audiences = await this.queries.audiences(rows.map(({ id }) => id));
    const drafts = await this.queries.drafts(readFor(account));
    const model = learningPage({
      rows,
      total,
      page,
      values,
      notes: [...notes, ...pageNotes],
      drafts,
      audiences,
      today: this.clock.today(),
      mayWrite: writeFor(account).length > 0,
      mayRead: readFor(account).length > 0,
    });
    this.pages.show(request, response, 'voice/learning', model);
  }

  @Get('learning.csv')
  @Allow('everyone')
  async csv(@Query() query: Record<string, unknown>, @Res() response: Response): Promise<void> {
    const { values, asked } = this.#asked(query);
    const rows: LearningRow[] = [];
    for (let read = rowsAtOnce; read === rowsAtOnce;) {
      const batch = await this.queries.shared({ ...asked, limit: rowsAtOnce, offset: rows.length });
      rows.push(...batch);
      read = batch.length;
    }
    const audiences = await this.queries.audiences(rows.map(({ id }) => id));
    sendCsv(response, 'learning.csv', tableCsv(learningTable(rows, values, { audiences, today: this.clock.today() })));
  }

  @Get('learning/new')
  @Allow('learning.write')
  async ask(
    @Query('review') review: unknown,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const bodies = await this.bodies.among(mayWriteFor(actor));
    const known = typeof review === 'string' ? review.slice(0, 20) : null;
    this.pages.show(request, response, 'voice/learning-form', learningFormPage({ bodies, review: known }));
  }

  @Post('learning/new')
  @Allow('learning.write')
  async draft(
    @Body(new FormPipe(LearningForm)) form: Form<LearningForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const bodies = await this.bodies.among(mayWriteFor(actor));
    const again = (errors: Errors): void =>
      this.pages.show(
        request,
        response.status(422),
        'voice/learning-form',
        learningFormPage({ bodies, tried: { posted: form.posted, errors } }),
      );
    if (!form.ok) return again(form.errors);
    const body = bodies.find(({ slug }) => slug === form.value.organisation);
    if (!body) return again({ organisation: draftMessages.organisation });
    const read = await this.#read(form.value, body.id);
    if ('errors' in read) return again(read.errors);
    const made = await this.sharing.draft(actor, body.id, read.words);
    if (!made.ok) throw new NotFoundException();
    response.redirect(303, address(learningPaths.show(made.value.ref), { done: 'drafted' }));
  }

  @Get('learning/:ref')
  @Allow('everyone')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ account, request, response }, ref, { query });
  }

  @Get('learning/:ref/edit')
  @Allow('learning.write')
  async askEdit(
    @Param('ref') ref: string,
    @CurrentActor() { account }: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#edit({ account, request, response }, ref, null);
  }

  @Post('learning/:ref/edit')
  @Allow('learning.write')
  async edit(
    @Param('ref') ref: string,
    @Body(new FormPipe(EditLearningForm)) form: Form<EditLearningForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { account: actor.account, request, response };
    const again = (errors: Errors): Promise<void> => this.#edit(exchange, ref, { posted: form.posted, errors }, 422);
    const row = await this.#own(ref, actor.account);
    if (!form.ok) return again(form.errors);
    if (form.value.version !== row.version) return this.#edit(exchange, ref, { posted: form.posted, errors: {} }, 409);
    const read = await this.#read(form.value, row.organisationId);
    if ('errors' in read) return again(read.errors);
    const saved = await this.sharing.edit(actor, { ref, version: form.value.version }, read.words);
    if (saved.ok) return response.redirect(303, address(learningPaths.show(ref), { done: 'drafted' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error === 'shared-already') return again({ title: draftMessages['shared-already'] });
    return this.#edit(exchange, ref, { posted: form.posted, errors: {} }, 409);
  }

  @Post('learning/:ref/steps')
  @Allow('learning.write')
  async move(
    @Param('ref') ref: string,
    @Body(new FormPipe(MoveLearningForm)) form: Form<MoveLearningForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { account: actor.account, request, response };
    const again = (errors: Errors, status = 422): Promise<void> =>
      this.#show(exchange, ref, { tried: { posted: form.posted, errors }, status });
    const stale = (): Promise<void> => again({}, 409);
    const row = await this.#own(ref, actor.account);
    if (!form.ok) return again(form.errors);
    const { to, reviewBy, reason, title, body, version } = form.value;
    if (version !== row.version) return stale();
    if (to === 'corrected' && (title === null || body === null))
      return again(
        title === null ? { title: 'Enter the line as it should read' } : { body: 'Enter the text as it should read' },
      );
    const personal = personalIn({ title, body, reason });
    if (Object.keys(personal).length > 0) return again(personal);
    const words = title !== null && body !== null ? { title, body } : null;
    const moved = await this.sharing.move(actor, { ref, version }, { to, reviewBy, reason, words });
    if (moved.ok) return response.redirect(303, address(learningPaths.show(ref), { done: to }));
    if (moved.error === 'not-found') throw new NotFoundException();
    if (moved.error === 'stale') return stale();
    return again(moveMessages[moved.error]);
  }

  async #show(
    { account, request, response }: Exchange,
    ref: string,
    {
      query = {},
      tried = null,
      status = 200,
    }: { readonly query?: Record<string, unknown>; readonly tried?: Tried; readonly status?: number },
  ): Promise<void> {
    const row = await this.queries.byRef(ref, readFor(account));
    if (!row) throw new NotFoundException();
    const mayWrite = writeFor(account).includes(row.organisationId);
    const today = this.clock.today();
    const page = oneLearningPage(row, {
      audiences: await this.queries.audiences([row.id]),
      changes: await this.queries.changes(row.id),
      adapted: await this.queries.adaptedFrom(row.ref),
      planReach: reachOf(account, 'plans.read').organisationIds,
      mayRead: readFor(account).includes(row.organisationId),
      mayWrite,
      today,
      said: saidAfter(query, learningSaid),
      moveForm: mayWrite ? moveLearningForm(row, today, tried, await this.#staleAt(row, status)) : null,
    });
    this.pages.show(request, response.status(status), 'voice/one-learning', page);
  }

  async #edit({ account, request, response }: Exchange, ref: string, tried: Tried, status = 200): Promise<void> {
    const row = await this.#own(ref, account);
    const audience = (await this.queries.audiences([row.id])).map(({ name }) => name);
    const stale = await this.#staleAt(row, status);
    const page = learningFormPage({ bodies: [], row, audience, tried, stale });
    this.pages.show(request, response.status(status), 'voice/learning-form', page);
  }

  /** When somebody else saved it meanwhile, ready to read; null where nobody did. */
  async #staleAt({ id }: LearningRow, status: number): Promise<string | null> {
    if (status !== 409) return null;
    const [last] = await this.audit.ofObject('learning_shared', [id], { limit: 1 });
    return last ? formatMoment(last.at) : '';
  }

  async #own(ref: string, account: Account | null): Promise<LearningRow> {
    const own = writeFor(account);
    const row = await this.queries.byRef(ref, own);
    if (!row || !own.includes(row.organisationId)) throw new NotFoundException();
    return row;
  }

  #asked(query: Record<string, unknown>) {
    const { values, notes } = readFilters(learningFilters, query);
    const asked: Pick<LearningAsked, 'q' | 'didNotWork' | 'state'> = {
      q: values.q,
      didNotWork: values.kind.includes('did-not-work'),
      state: values.state,
    };
    return { values, notes, asked };
  }

  /** What was typed, as it is kept; or what of it cannot stand. */
  async #read(
    form: LearningForm,
    organisationId: string,
  ): Promise<{ readonly words: SharedWords } | { readonly errors: Errors }> {
    const review = form.review === null ? null : await this.reviews.byRef(form.review.toUpperCase(), [organisationId]);
    const episodeId = form.episode === null ? null : await this.queries.episodeId(form.episode.toUpperCase());
    const audience = namesIn(form.audience);
    const errors: Errors = {
      ...(form.url !== null && outsideHref(form.url) === null ? { url: draftMessages.url } : {}),
      ...(form.review !== null && !review ? { review: draftMessages.review } : {}),
      ...(form.episode !== null && !episodeId ? { episode: draftMessages.episode } : {}),
      ...(audience.some(({ length }) => length > 200)
        ? { audience: 'Each audience must be 200 characters or less' }
        : {}),
      ...personalIn({ title: form.title, body: form.body }),
    };
    if (Object.keys(errors).length > 0) return { errors };
    const { title, body, didNotWork, url } = form;
    return { words: { title, body, didNotWork, url, audience, reviewId: review?.id ?? null, episodeId } };
  }
}

const personalIn = (fields: Readonly<Record<string, string | null>>): Errors =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, words]) =>
      words !== null && personalDataIn(words).length > 0 ? [[name, looksPersonal] as const] : [],
    ),
  );
