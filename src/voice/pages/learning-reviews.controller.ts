import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PersonActing } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { reachOf } from '../../access/domain/account.js';
import { BodiesQueries } from '../../organisations/data/bodies.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { pageSize, readPage } from '../../shell/pagination.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { LearningReviewsQueries } from '../data/learning-reviews.queries.js';
import type { ReviewRow } from '../data/learning.row.js';
import type { ReviewWords } from '../domain/learning.js';
import { LearningReviewsService, mayWriteFor } from '../learning-reviews.service.js';
import { looksPersonal } from './concern-words.page.js';
import { EditReviewForm, ReviewForm } from './learning-reviews.form.js';
import {
  factorsIn,
  learningReviewPage,
  learningReviewsPage,
  reviewFormPage,
  reviewMessages,
  reviewSaid,
} from './learning-reviews.page.js';
import { reviewPathsOfLearning as paths } from './voice.paths.js';

const mostEvents = 100;

type Exchange = { readonly actor: PersonActing; readonly request: Request; readonly response: Response };

const mayRead = ({ account }: PersonActing): readonly string[] => reachOf(account, 'learning.read').organisationIds;

/** The lines of a box of actions. */
const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const wordsOf = (form: ReviewForm): ReviewWords => ({
  type: form.type,
  promptedBy: form.promptedBy,
  eventId: form.event,
  begunOn: form.begunOn,
  finishedOn: form.finishedOn,
  expected: form.expected,
  happened: form.happened,
  whyDifferent: form.whyDifferent,
  learned: form.learned,
  sharedOn: form.sharedOn,
  factors: factorsIn({ ...form }),
  actions: linesOf(form.actions),
});

const longestAction = 500;

/** What cannot stand in the boxes: an action that is a story, and what looks as if it could identify a person. */
const faultsIn = (form: ReviewForm): Readonly<Record<string, string>> => ({
  ...(linesOf(form.actions).some(({ length }) => length > longestAction)
    ? { actions: `Each action must be ${longestAction} characters or less` }
    : {}),
  ...Object.fromEntries(
    Object.entries(form).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' && personalDataIn(value).length > 0 ? [[name, looksPersonal] as const] : [],
    ),
  ),
});

/** Reviews from which a body learns, for its people and its board. */
@Controller('learning-reviews')
export class LearningReviewsController {
  constructor(
    private readonly reviews: LearningReviewsService,
    private readonly queries: LearningReviewsQueries,
    private readonly bodies: BodiesQueries,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('learning.read')
  async index(
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const own = mayRead(actor);
    const { page, notes } = readPage(query);
    const total = await this.queries.count(own);
    const rows = await this.queries.of(own, { limit: pageSize, offset: (page - 1) * pageSize });
    const events = (await this.queries.significantEvents(own, mostEvents)).filter(({ isReviewed }) => isReviewed === 0);
    const mayWrite = mayWriteFor(actor).length > 0;
    const model = learningReviewsPage({ rows, total, page, notes, events, mayWrite });
    this.pages.show(request, response, 'voice/learning-reviews', model);
  }

  @Get('new')
  @Allow('learning.write')
  async ask(@CurrentActor() actor: PersonActing, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#form({ actor, request, response }, null);
  }

  @Post('new')
  @Allow('learning.write')
  async begin(
    @Body(new FormPipe(ReviewForm)) form: Form<ReviewForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { actor, request, response };
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#form(exchange, { posted: form.posted, errors }, 422);
    if (!form.ok) return again(form.errors);
    const faults = faultsIn(form.value);
    if (Object.keys(faults).length > 0) return again(faults);
    const body = (await this.bodies.among(mayWriteFor(actor))).find(({ slug }) => slug === form.value.organisation);
    if (!body) return again({ organisation: 'Select the organisation' });
    const begun = await this.reviews.begin(actor, body.id, wordsOf(form.value));
    if (begun.ok) return response.redirect(303, address(paths.show(begun.value.ref), { done: 'saved' }));
    if (begun.error === 'not-found' || begun.error === 'stale') throw new NotFoundException();
    return again(reviewMessages[begun.error]);
  }

  @Get(':ref')
  @Allow('learning.read')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(ref, mayRead(actor));
    const mayWrite = mayWriteFor(actor).includes(row.organisationId);
    const page = learningReviewPage(row, {
      factors: await this.queries.factors(row.id),
      actions: await this.queries.actions(row.id),
      mayWrite,
      said: saidAfter(query, reviewSaid),
    });
    this.pages.show(request, response, 'voice/learning-review', page);
  }

  @Get(':ref/edit')
  @Allow('learning.write')
  async askEdit(
    @Param('ref') ref: string,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#form({ actor, request, response }, null, 200, { ref });
  }

  @Post(':ref/edit')
  @Allow('learning.write')
  async edit(
    @Param('ref') ref: string,
    @Body(new FormPipe(EditReviewForm)) form: Form<EditReviewForm>,
    @CurrentActor() actor: PersonActing,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { actor, request, response };
    const again = (errors: Readonly<Record<string, string>>): Promise<void> =>
      this.#form(exchange, { posted: form.posted, errors }, 422, { ref });
    if (!form.ok) return again(form.errors);
    const faults = faultsIn(form.value);
    if (Object.keys(faults).length > 0) return again(faults);
    const saved = await this.reviews.edit(actor, { ref, version: form.value.version }, wordsOf(form.value));
    if (saved.ok) return response.redirect(303, address(paths.show(ref), { done: 'saved' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale') return again(reviewMessages[saved.error]);
    const row = await this.#find(ref, mayWriteFor(actor));
    const [last] = await this.audit.ofObject('learning_review', [row.id], { limit: 1 });
    const stale = last ? formatMoment(last.at) : '';
    return this.#form(exchange, { posted: form.posted, errors: {} }, 409, { ref, stale });
  }

  async #form(
    { actor, request, response }: Exchange,
    tried: Tried,
    status = 200,
    { ref = null, stale = null }: { readonly ref?: string | null; readonly stale?: string | null } = {},
  ): Promise<void> {
    const own = mayWriteFor(actor);
    const row = ref === null ? null : await this.#find(ref, own);
    const bodies = await this.bodies.among(row ? [row.organisationId] : own);
    const events = await this.queries.significantEvents(row ? [row.organisationId] : own, mostEvents);
    const held = row && {
      row,
      factors: await this.queries.factors(row.id),
      actions: await this.queries.actions(row.id),
    };
    const page = reviewFormPage({ bodies, events, held, tried, stale });
    this.pages.show(request, response.status(status), 'voice/learning-form', page);
  }

  async #find(ref: string, organisationIds: readonly string[]): Promise<ReviewRow> {
    const row = await this.queries.byRef(ref, organisationIds);
    if (!row) throw new NotFoundException();
    return row;
  }
}
