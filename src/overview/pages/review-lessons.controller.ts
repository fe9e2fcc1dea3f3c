import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { reachesOrganisation, reachOf } from '../../access/domain/account.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import { BoardsQueries } from '../../boards/data/boards.queries.js';
import { isServing } from '../../boards/domain/board.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { AssessmentsService } from '../../lessons/assessments.service.js';
import { LessonAssessmentsQueries } from '../../lessons/data/lesson-assessments.queries.js';
import type { AssessmentKind, ChosenLevel, NewAssessment } from '../../lessons/domain/assessment.js';
import { assessmentMessages } from '../../lessons/domain/assessment-words.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import type { EvidenceStrength } from '../../vocabulary/domain/evidence-kinds.js';
import { assessmentLevels, type Lesson, lessons } from '../../vocabulary/domain/lessons.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { whoCanDo } from './manage-frame.page.js';
import { type Exchange, ReviewDesk } from './review-desk.js';
import { AssessmentForm } from './review-lessons.form.js';
import { type LessonInput, reviewLessonPage } from './review-lesson.page.js';
import { reviewLessonsPage, shutWords } from './review-lessons.page.js';

type Asked = Readonly<Record<string, unknown>>;

const sentences = {
  assessed: 'The assessment is saved, with the record as it stood on the day of the meeting.',
  suggested: 'The suggestion is saved. The board sees it when it assesses the lesson.',
};

const messages = {
  ...assessmentMessages,
  'not-a-member': { at: 'dissentMember', text: 'Select somebody who sat on the board on that day' },
  'not-issued': { text: 'The board assesses the lessons once the pack is issued' },
  'not-yet': { text: 'The board assesses the lessons at its meeting' },
  'minutes-agreed': { text: 'The minutes of this meeting are agreed: what was said of the lessons stands as it is' },
};

const looksPersonal = 'This looks like it could identify a person. Take out names, dates of birth and case numbers';
const readByAll = ['reason', 'whatWouldChange', 'whyDifferent', 'dissent'] as const;

/** The eight lessons at a meeting: what the board says of each, beside what the record shows. */
@Controller('reviews/:ref/lessons')
export class ReviewLessonsController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly boards: BoardsQueries,
    private readonly assessments: AssessmentsService,
    private readonly queries: LessonAssessmentsQueries,
    private readonly accounts: AccountsQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('papers.read')
  async all(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const review = await this.desk.read(actor, ref);
    const page = reviewLessonsPage({
      review,
      here: await this.queries.ofReview(review.id),
      before: await this.assessments.lastBefore(review),
      episode: await this.queries.episodeFor(review.organisationId, review.heldOn),
      shut: this.assessments.shut(review, 'board'),
      may: this.#may(actor, review),
      said: saidAfter(query, sentences),
    });
    this.pages.show(request, response, 'overview/review-lessons', page);
  }

  @Get(':number')
  @Allow('papers.read')
  async one(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const review = await this.desk.read(actor, ref);
    await this.#show(actor, { request, response }, review, { lesson: lessonCalled(number), query });
  }

  @Post(':number')
  @Allow('lessons.assess')
  assess(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Body(new FormPipe(AssessmentForm)) form: Form<AssessmentForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.#record(actor, { request, response }, { ref, lesson: lessonCalled(number), kind: 'board', form });
  }

  @Post(':number/proposal')
  @Allow('lessons.propose')
  propose(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('number') number: string,
    @Body(new FormPipe(AssessmentForm)) form: Form<AssessmentForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.#record(actor, { request, response }, { ref, lesson: lessonCalled(number), kind: 'proposal', form });
  }

  async #record(
    actor: Actor,
    exchange: Exchange,
    {
      ref,
      lesson,
      kind,
      form,
    }: {
      readonly ref: string;
      readonly lesson: Lesson;
      readonly kind: AssessmentKind;
      readonly form: Form<AssessmentForm>;
    },
  ): Promise<void> {
    const review = await this.desk.openFor(actor, kind === 'board' ? 'lessons.assess' : 'lessons.propose', ref);
    const again = (tried: Tried): Promise<void> => this.#show(actor, exchange, review, { lesson, tried });
    if (!form.ok) {
      exchange.response.status(422);
      return again(form);
    }
    const personal = personalIn(form.value);
    if (personal) {
      exchange.response.status(422);
      return again({ posted: form.posted, errors: personal });
    }
    const given = assessmentOf(lesson, form.value);
    const result = await this.assessments.record(actor, { ref, read: form.value.version, kind }, given);
    const standing = (await this.queries.ofReview(review.id)).find(
      (one) => one.lesson === lesson.number && one.kind === kind,
    );
    return this.desk.settle(exchange, result, {
      posted: form.posted,
      to: reviewPaths.lesson(ref, lesson.number),
      done: kind === 'board' ? 'assessed' : 'suggested',
      words: messages,
      thing: { words: 'assessment', entity: 'lesson_assessment', id: standing?.id ?? '' },
      standing: async () => [
        {
          label: 'Level',
          saved: standing ? assessmentLevels[standing.level] : null,
          typed: assessmentLevels[given.level],
        },
        { label: 'Why this level', saved: standing?.reason ?? null, typed: given.reason },
        { label: 'What would change our mind', saved: standing?.whatWouldChange ?? null, typed: given.whatWouldChange },
        { label: 'Why the two differ', saved: standing?.whyDifferent ?? null, typed: given.whyDifferent },
        { label: 'Who sees it otherwise, and how', saved: standing?.dissent ?? null, typed: given.dissent },
      ],
      again,
    });
  }

  async #show(
    actor: Actor,
    { request, response }: Exchange,
    review: ReviewRow,
    { lesson, query = {}, tried = null }: { readonly lesson: Lesson; readonly query?: Asked; readonly tried?: Tried },
  ): Promise<void> {
    const { here: own, before } = await this.queries.ofLesson(review, lesson.number);
    const editions = own.some(({ edition }) => edition > 1)
      ? await this.queries.editionsOf(review.id, lesson.number)
      : [];
    const may = this.#may(actor, review);
    const kind: AssessmentKind = may.assess || !may.propose ? 'board' : 'proposal';
    const shut = this.assessments.shut(review, kind);
    const asks = shut === null && (may.assess || may.propose) ? kind : null;
    const here = own.find((one) => one.kind === 'board') ?? null;
    const beside = asks === null ? null : await this.assessments.beside(review, [lesson.number]);
    const input: LessonInput = {
      review,
      lesson,
      here,
      proposal: own.find((one) => one.kind === 'proposal') ?? null,
      before,
      editions,
      names:
        editions.length === 0 ? new Map() : await this.accounts.namesOf(editions.map(({ recordedBy }) => recordedBy)),
      signals: beside?.signals ?? null,
      hasEpisode: beside === null || beside.episode !== null,
      evidence: asks === null ? [] : await this.assessments.evidenceOf(review),
      members: asks === 'board' ? await this.#members(review) : [],
      asks,
      shut: shutWords(shut, review) ?? (asks === null ? whoCanDo('lessons.assess') : null),
      said: saidAfter(query, sentences),
    };
    this.pages.show(request, response, 'overview/review-lesson', reviewLessonPage(input, tried));
  }

  async #members({ boardId, heldOn }: ReviewRow) {
    return (await this.boards.membersOf([boardId])).filter((member) => isServing(member, heldOn));
  }

  #may({ account }: Actor, { organisationId }: Pick<ReviewRow, 'organisationId'>) {
    const within = (permission: 'lessons.assess' | 'lessons.propose'): boolean =>
      reachesOrganisation(reachOf(account ?? null, permission), organisationId);
    return { assess: within('lessons.assess'), propose: within('lessons.propose') };
  }
}

function lessonCalled(number: string): Lesson {
  const lesson = lessons.find((one) => String(one.number) === number);
  if (!lesson) throw new NotFoundException();
  return lesson;
}

/** What looks as if it could identify a person, at its field: everybody may read it once the minutes are out. */
function personalIn(value: AssessmentForm): Readonly<Record<string, string>> | null {
  const found = readByAll.filter((name) => personalDataIn(value[name] ?? '').length > 0);
  return found.length === 0 ? null : Object.fromEntries(found.map((name) => [name, looksPersonal]));
}

const assessmentOf = ({ number }: Lesson, form: AssessmentForm): NewAssessment => ({
  lesson: number,
  level: Number(form.level) as ChosenLevel,
  strength: form.strength as EvidenceStrength,
  reason: form.reason,
  whatWouldChange: form.whatWouldChange,
  direction: form.direction as NewAssessment['direction'],
  whyDifferent: form.whyDifferent,
  dissent: form.dissent,
  dissentMemberId: form.dissentMember,
  evidenceIds: form.evidence,
});
