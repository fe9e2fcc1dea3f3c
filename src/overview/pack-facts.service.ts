import { Injectable } from '@nestjs/common';
import { BoardDesk } from '../boards/board-desk.service.js';
import type { AgendaItemRow, MinutesRow, PackRow, ReviewRow } from '../boards/data/board.row.js';
import { MinutesQueries } from '../boards/data/minutes.queries.js';
import { OutcomesQueries } from '../boards/data/outcomes.queries.js';
import { PacksQueries } from '../boards/data/packs.queries.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { quorumWords } from '../boards/domain/quorum.js';
import { addMonths, type CalendarDay, parseCalendarDay } from '../kernel/calendar-day.js';
import { MeasureReadingService } from '../measures/measure-reading.service.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import { RisksQueries } from '../plans/data/risks.queries.js';
import { ReadingPlansService } from '../plans/reading-plans.service.js';
import { BoardPlansService } from './board-plans.service.js';
import { PackLessonsService } from './pack-lessons.service.js';
import { PackPeopleService } from './pack-people.service.js';
import { PackRecordQueries } from './data/pack-record.queries.js';
import { ThreadQueries } from './data/thread.queries.js';
import { type PackData, packIn } from './domain/pack/pack-data.js';
import { nothingLeftOut, type PackFacts, type PackForecast } from './domain/pack/pack-facts.js';
import { privateRecords } from './domain/pack/private-records.js';
import { publicFacts } from './domain/pack/public-facts.js';
import {
  meetingsAfter,
  packActions,
  packAgenda,
  packChallenges,
  packDecisions,
  publishedOn,
  type Reading,
  secrecyOf,
} from './pack-board-facts.js';
import { dataNotes, packMeasure } from './pack-measure-facts.js';
import {
  openPackPlan,
  packMilestones,
  packMoves,
  packPlan,
  publishedWords,
  standingOf,
  timeliness,
} from './pack-plan-facts.js';
import { packChecks } from './pack-checks.js';
import { PackForecastService } from './pack-forecast.service.js';
import { packConditions, packDeadlines, packInspections, packPosts, packRisks } from './pack-record-facts.js';

/** Both forms of a pack as facts, and the packs before it. */
export type GatheredPack = {
  readonly confidential: PackFacts;
  readonly public: PackFacts;
  readonly before: Readonly<Record<'confidential' | 'public', PackData | null>>;
};

/** What a pack will tell of, in numbers, before it is gathered. */
export type PackGlance = {
  readonly items: number;
  /** Of them, taken in private. */
  readonly inPrivate: number;
  /** Dates that moved since the last pack. */
  readonly moves: number;
  readonly milestones: number;
  /** Of them, off track, at risk or without news. */
  readonly exceptions: number;
  readonly measures: number;
};

const nextMeetings = 2;
/** For what has no earlier pack to count from. */
const monthsBack = 3;

/** Gathers what the pack of a meeting says, as the record stands. It only reads. */
@Injectable()
export class PackFactsService {
  constructor(
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly minutes: MinutesQueries,
    private readonly packs: PacksQueries,
    private readonly plans: BoardPlansService,
    private readonly risks: RisksQueries,
    private readonly measures: MeasureReadingService,
    private readonly record: PackRecordQueries,
    private readonly lessons: PackLessonsService,
    private readonly thread: ThreadQueries,
    private readonly forecast: PackForecastService,
    private readonly people: PackPeopleService,
    private readonly reading: ReadingPlansService,
    private readonly milestones: MilestonesQueries,
  ) {}

  /** `today`: the day of the pack. The reader has found the meeting within their reach. */
  async gather(review: ReviewRow, today: CalendarDay): Promise<GatheredPack> {
    const all = await this.reviews.ofBoards([review.boardId]);
    const agenda = await this.reviews.agendaOf(review.id);
    const before = await this.#before(review, all);
    const since = before.latest?.frozenAt ?? null;
    const from = parseCalendarDay(since?.slice(0, 10)) ?? addMonths(today, -monthsBack);
    const plans = await this.plans.of(review.organisationId);
    const requests = plans.flatMap((plan) => plan.requests);
    const secrets = privateRecords(
      secrecyOf(agenda),
      new Map(requests.map(({ ref, milestoneRef }) => [ref, milestoneRef])),
    );
    const told = plans.map((plan) => packMilestones(plan, secrets, review.heldOn));
    const moves = plans.flatMap((plan, index) => packMoves(plan, told[index] ?? [], since));
    const milestones = plans.flatMap((plan) => plan.milestones);
    const bodies = [review.organisationId];
    const measures = await this.measures.ofOrganisations(bodies, bodies);
    const openMeasures = await this.measures.ofOrganisations(bodies);
    const parts = await this.record.measureParts(review.organisationId);
    const board = await this.#board(review, { all, secrets, today, agenda });
    const asked = await this.thread.asked(await this.thread.bodiesOf(review.organisationId));
    const forecasts: PackForecast[] = [];
    for (const plan of plans) forecasts.push(await this.forecast.of(plan, today));
    const terms = await this.desk.termsOf(review);
    const lessons = await this.lessons.of(review, today);
    const facts: PackFacts = {
      asOf: today,
      before: before.latest && { ref: before.latest.ref, frozenAt: before.latest.frozenAt },
      board: {
        ref: review.boardRef,
        name: review.boardName,
        quorum: quorumWords(terms),
        termsVersion: terms.termsVersion,
      },
      review: { ref: review.ref, heldOn: review.heldOn },
      ...board.facts,
      agenda: packAgenda(agenda),
      plans: plans.map((plan, index) => packPlan(plan, forecasts[index])),
      moves,
      timeliness: timeliness(milestones, moves.length, today),
      milestones: told.flat(),
      measures: measures.map((measure) => packMeasure(measure, 'board', parts)),
      leftOut: nothingLeftOut,
      people: await this.people.of(review.organisationId, { from, today }),
      posts: packPosts(await this.record.posts(review.organisationId, from), from),
      inspections: packInspections(await this.record.inspections(review.organisationId, from)),
      conditions: packConditions(await this.record.conditions(review.organisationId), secrets),
      deadlines: packDeadlines(await this.record.deadlines(review.organisationId, from), secrets),
      risks: packRisks(await this.risks.ofOrganisation(review.organisationId)),
      lessons: lessons.board,
      nextMeetings: meetingsAfter(all, review.heldOn)
        .slice(0, nextMeetings)
        .map(({ ref, heldOn, place }) => ({ ref, heldOn, place: place || null })),
      dataNotes: dataNotes(measures, parts, 'board'),
      checks: packChecks({ milestones, links: plans.flatMap(({ links }) => links), asked, measures }),
    };
    const open = publicFacts(facts, {
      measures: openMeasures.map((measure) => packMeasure(measure, 'public', parts)),
      dataNotes: dataNotes(openMeasures, parts, 'public'),
      minutes: board.publicItems,
      lessons: lessons.public,
      plans: plans.flatMap((plan) => openPackPlan(plan) ?? []),
      words: new Map(plans.flatMap(publishedWords)),
    });
    return { confidential: facts, public: open, before: before.data };
  }

  /** The numbers of a pack at a glance, in six statements: the whole of it is gathered where it is looked at. */
  async glance(review: ReviewRow): Promise<PackGlance> {
    const items = await this.reviews.agendaOf(review.id);
    const { latest } = await this.#latestBefore(review, await this.reviews.ofBoards([review.boardId]));
    const milestones = await this.reading.ofOrganisation(review.organisationId);
    const changes = await this.milestones.dateChangesOf(milestones.map(({ id }) => id));
    const bodies = [review.organisationId];
    return {
      items: items.length,
      inPrivate: items.filter(({ confidential }) => confidential).length,
      moves: changes.filter(({ at }) => latest === null || at > latest.frozenAt).length,
      milestones: milestones.length,
      exceptions: milestones.filter(({ rated }) => standingOf(rated) === 'exception').length,
      measures: await this.measures.countOf(bodies, bodies),
    };
  }

  /** What the meeting before decided, asked and set, and where its minutes stand. */
  async #board(
    review: ReviewRow,
    {
      all,
      secrets,
      today,
    }: {
      readonly all: readonly ReviewRow[];
      readonly secrets: Reading['secrets'];
      readonly today: CalendarDay;
      readonly agenda: readonly AgendaItemRow[];
    },
  ) {
    const last = all.find((other) => other.id === review.previousId) ?? null;
    const minutes = await this.minutes.ofMany(all.map(({ id }) => id));
    const decisions = last ? await this.outcomes.decisionsOf(last.id) : [];
    const ofLast = last ? await this.outcomes.actionsOf(last.id) : [];
    const openActions = await this.outcomes.openActionsOf(review.boardId);
    const challenges = await this.outcomes.openChallengesOf(review.boardId);
    const answers = await this.outcomes.answersOf(challenges.map(({ id }) => id));
    const agendas = last ? await this.reviews.agendaOf(last.id) : [];
    const earlier = new Map(
      agendas.flatMap((item) => (item.confidential ? [[item.id, item.confidentialReason ?? ''] as const] : [])),
    );
    const reading: Reading = { secrets, earlier, published: publishedOn(minutes, today) };
    const own = minutes.find(({ reviewId }) => reviewId === last?.id) ?? null;
    const { items, publicItems } = await this.#minutes(own, reading);
    const known = new Set(openActions.map(({ ref }) => ref));
    return {
      publicItems,
      facts: {
        lastMeeting: last && {
          ref: last.ref,
          heldOn: last.heldOn,
          quorate: last.quorate,
          minutes: stateOf(own),
          agreedOn: own?.agreedOn ?? null,
          items,
        },
        decisions: packDecisions(decisions, ofLast, reading),
        actions: packActions([...openActions, ...ofLast.filter(({ ref }) => !known.has(ref))], reading),
        challenges: packChallenges(challenges, answers, reading),
      },
    };
  }

  /** The words of minutes: as they were agreed for the board, and as everybody may read them once they may. */
  async #minutes(own: MinutesRow | null, { published, earlier }: Reading) {
    if (!own || own.state === 'draft') return { items: [], publicItems: null };
    const items = (await this.minutes.items(own.id)).map(({ title, body, confidential, agendaItemId }) => ({
      title,
      text: body,
      inPrivate: confidential ? (earlier.get(agendaItemId ?? '') ?? 'the board took it in private') : null,
    }));
    const publicItems = published.has(own.reviewId)
      ? (await this.minutes.publicItems(own.id)).map(({ title, body }) => ({ title, text: body, inPrivate: null }))
      : null;
    return { items, publicItems };
  }

  /** The packs of the latest earlier meeting that has any, the newest edition of each form. */
  async #before(review: ReviewRow, all: readonly ReviewRow[]) {
    const { own, latest } = await this.#latestBefore(review, all);
    const of = async (form: PackRow['form']): Promise<PackData | null> => {
      const pack = own.find((one) => one.form === form);
      const held = pack ? await this.packs.byRef(pack.ref) : null;
      return held ? packIn(held.dataJson) : null;
    };
    return { latest, data: { confidential: await of('confidential'), public: await of('public') } };
  }

  async #latestBefore(review: ReviewRow, all: readonly ReviewRow[]) {
    const earlier = all.filter(({ heldOn }) => heldOn < review.heldOn);
    const packs = await this.packs.ofReviews(earlier.map(({ id }) => id));
    const last = earlier.find(({ id }) => packs.some(({ reviewId }) => reviewId === id)) ?? null;
    const own = packs.filter(({ reviewId }) => reviewId === last?.id);
    return { own, latest: own.find(({ form }) => form === 'confidential') ?? own[0] ?? null };
  }
}

const stateOf = (minutes: MinutesRow | null): NonNullable<PackFacts['lastMeeting']>['minutes'] =>
  minutes === null ? 'none' : minutes.state === 'draft' ? 'drafted' : minutes.state;
