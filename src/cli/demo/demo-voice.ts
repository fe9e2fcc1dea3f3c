import type { INestApplicationContext } from '@nestjs/common';
import { CaseAftercareService } from '../../episodes/case-aftercare.service.js';
import { AreaViewsService } from '../../inspections/area-views.service.js';
import { AreaViewsQueries } from '../../inspections/data/area-views.queries.js';
import { addDays, addMonths, type CalendarDay, dayOf, later, partsOf } from '../../kernel/calendar-day.js';
import { onDay } from '../../kernel/period.js';
import { DescribingOrganisationsService } from '../../organisations/describing-organisations.service.js';
import { HeadcountsService } from '../../organisations/headcounts.service.js';
import type { HearingRow } from '../../voice/data/concern.row.js';
import { ConcernsQueries } from '../../voice/data/concerns.queries.js';
import { LearningReviewsQueries } from '../../voice/data/learning-reviews.queries.js';
import { LearningSharedQueries } from '../../voice/data/learning-shared.queries.js';
import type { StepState } from '../../voice/domain/concern.js';
import type { LearningStep, ReviewWords } from '../../voice/domain/learning.js';
import { HandlingConcernsService, heardBy } from '../../voice/handling-concerns.service.js';
import { LearningReviewsService } from '../../voice/learning-reviews.service.js';
import { RaisingConcernsService } from '../../voice/raising-concerns.service.js';
import { SharingLearningService } from '../../voice/sharing-learning.service.js';
import { lastDay } from './demo-story.js';
import {
  answeredOn,
  areas,
  closedAfterOutcome,
  correction,
  daysBetweenConcerns,
  directorDay,
  events,
  firstOnline,
  outcomeAfter,
  outcomes,
  paidForIt,
  selfAssessedOn,
  shared,
  staff,
  themeOf,
  toldBefore,
  wordsOf,
  writtenDownOn,
} from './demo-voice-story.js';
import { type DemoPeople, given, type Happening } from './demo-world.js';

type Given = {
  readonly app: Pick<INestApplicationContext, 'get'>;
  readonly people: DemoPeople;
  readonly organisationId: string;
  readonly episodeRef: string;
  readonly start: CalendarDay;
};

const seen = { visibility: 'public', verified: false, inferred: false } as const;

const quarterStart = (on: CalendarDay): CalendarDay => {
  const { year, month } = partsOf(on);
  return dayOf(year, month - ((month - 1) % 3), 1);
};

/** What staff say and what comes of it, what is learned from events, and how the council sees itself. */
export class DemoVoice {
  /** References of what was begun, by the number of its story. */
  readonly #reviews = new Map<number, { readonly ref: string; readonly id: string }>();
  readonly #shared = new Map<number, string>();
  readonly #events = new Map<number, string>();
  #receipt = '';

  constructor(private readonly given: Given) {}

  /** The receipt of a concern that was answered: what whoever raised it types to read what came of it. */
  get receipt(): string {
    return this.#receipt;
  }

  happenings(): readonly Happening[] {
    const list: Happening[] = [
      { day: writtenDownOn, order: 20, run: () => this.#writeDown() },
      { day: selfAssessedOn, order: 20, run: () => this.#judgeOurselves() },
      { day: directorDay, order: 20, run: () => this.#takeUpPost() },
      ...staff.map(({ day }, place) => ({ day, order: 20, run: () => this.#count(place) })),
    ];
    for (let number = 0; ; number += 1) {
      const day = firstOnline + number * daysBetweenConcerns;
      if (day > lastDay) break;
      list.push({ day, order: 20, run: () => this.#raise(number) });
      this.#follow(list, {
        raised: day,
        answered: day + outcomeAfter(number),
        marks: () => this.#mark(day, paidForIt(number)),
      });
    }
    for (const ago of toldBefore) this.#follow(list, { raised: -ago, heard: writtenDownOn, answered: answeredOn });
    for (const [number, { day, review }] of events.entries()) {
      list.push({ day, order: 20, run: () => this.#happen(number) });
      list.push({ day: review.begins, order: 20, run: () => this.#beginReview(number) });
      list.push({ day: review.ends, order: 20, run: () => this.#endReview(number) });
    }
    for (const [number, { day, look }] of shared.entries()) {
      list.push({ day, order: 22, run: () => this.#share(number) });
      list.push({ day: look.day, order: 22, run: () => this.#lookAgain(number) });
    }
    return list;
  }

  /** The steps of one concern: acknowledged the day after it came, looked into, answered and closed. */
  #follow(
    list: Happening[],
    {
      raised,
      heard = raised,
      answered,
      marks,
    }: {
      readonly raised: number;
      readonly heard?: number;
      readonly answered: number;
      readonly marks?: () => Promise<void>;
    },
  ): void {
    const steps: readonly [number, StepState][] = [
      [heard + 1, 'acknowledged'],
      [heard + 4, 'looked_into'],
      [answered, 'outcome_shared'],
      [answered + closedAfterOutcome, 'closed'],
    ];
    for (const [day, to] of steps) {
      if (day > lastDay) continue;
      list.push({ day, order: 21, run: () => this.#step(raised, to) });
      if (to === 'looked_into' && marks) list.push({ day, order: 22, run: marks });
    }
  }

  #get<Service>(service: new (...parts: never[]) => Service): Service {
    return this.given.app.get(service, { strict: false });
  }

  #on(day: number): CalendarDay {
    return addDays(this.given.start, day);
  }

  async #service(): Promise<HearingRow> {
    const heard = await this.#get(ConcernsQueries).hearing(this.#on(0));
    const own = heard.find(({ id }) => id === this.given.organisationId);
    if (!own) throw new Error('Nobody hears concerns in the demonstration');
    return own;
  }

  /** The eve of the quarter in which the year begins, so that its quarters are whole; then the day itself. */
  async #count(place: number): Promise<void> {
    const { organisationId, people } = this.given;
    const { day, value } = staff[place] ?? staff[0];
    const on = onDay(place === 0 ? addDays(quarterStart(this.#on(0)), -1) : this.#on(day));
    const count = { organisationId, countedOn: on, knownOn: on, basis: 'people' as const, value };
    given(await this.#get(HeadcountsService).record(people.editor, count));
  }

  /** No earlier than the quarter began: of a quarter before it the counts were told. */
  #toldOn(ago: number): CalendarDay {
    return later(quarterStart(this.#on(writtenDownOn)), this.#on(-ago));
  }

  async #writeDown(): Promise<void> {
    const service = await this.#service();
    for (const [number, ago] of toldBefore.entries())
      given(
        await this.#get(HandlingConcernsService).hear(this.given.people.lead, {
          service,
          raisedOn: this.#toldOn(ago),
          route: 'telephone',
          theme: themeOf(number),
          words: wordsOf(number),
          anonymous: false,
        }),
      );
  }

  async #raise(number: number): Promise<void> {
    const receipt = await this.#get(RaisingConcernsService).raise({
      service: await this.#service(),
      theme: themeOf(number),
      words: wordsOf(number),
      wantsReply: true,
      formKey: `the demonstration, ${number}`,
    });
    if (number === 0) this.#receipt = receipt;
  }

  /** One concern came on each day; of those that were told before, the oldest that waits for this step. */
  async #concern(raised: number, from: (state: string) => boolean) {
    const { organisationIds } = heardBy(this.given.people.lead);
    const all = await this.#get(ConcernsQueries).desk({ organisationIds, show: null, limit: 500, offset: 0 });
    const on = raised < 0 ? this.#toldOn(-raised) : this.#on(raised);
    const found = all.find(({ raisedOn, state }) => raisedOn === on && from(state));
    if (!found) throw new Error(`No concern of the demonstration came on ${on}`);
    return { ref: found.ref, version: found.version, theme: found.theme };
  }

  async #step(raised: number, to: StepState): Promise<void> {
    const before: Readonly<Partial<Record<StepState, string>>> = {
      acknowledged: 'raised',
      looked_into: 'acknowledged',
      outcome_shared: 'looked_into',
      closed: 'outcome_shared',
    };
    const { theme, ...concern } = await this.#concern(raised, (state) => state === before[to]);
    const words = to === 'outcome_shared' ? (outcomes[theme] ?? 'It was looked into and mended.') : null;
    given(await this.#get(HandlingConcernsService).step(this.given.people.lead, concern, { to, words }));
  }

  async #mark(raised: number, paid: boolean): Promise<void> {
    const { theme, ...concern } = await this.#concern(raised, (state) => state === 'looked_into');
    const marks = {
      safetyElement: theme === 'safety',
      workerElement: theme === 'workload',
      behaviour: false,
      detrimentReported: paid,
    };
    given(await this.#get(HandlingConcernsService).mark(this.given.people.lead, concern, marks));
  }

  async #happen(number: number): Promise<void> {
    const { people, episodeRef, organisationId } = this.given;
    const { day, kind, text } = events[number] ?? { day: 0, kind: 'incident' as const, text: '' };
    const on = onDay(this.#on(day));
    const event = { ...seen, occurredOn: on, knownOn: on, kind, text, significant: true };
    given(await this.#get(CaseAftercareService).recordEvent(people.secretary, episodeRef, event));
    const held = await this.#get(LearningReviewsQueries).significantEvents([organisationId], 100);
    this.#events.set(number, held.find((one) => one.text === text)?.id ?? '');
  }

  #words(number: number, isOver: boolean): ReviewWords {
    const story = events[number];
    if (!story) throw new Error(`The demonstration has no event ${number}`);
    const { type, begins, ends, expected, happened, whyDifferent, learned, factors, actions } = story.review;
    return {
      type,
      promptedBy: `${story.text}.`,
      eventId: this.#events.get(number) ?? null,
      begunOn: this.#on(begins),
      finishedOn: isOver ? this.#on(ends) : null,
      expected: isOver ? expected : null,
      happened: isOver ? happened : null,
      whyDifferent: isOver ? whyDifferent : null,
      learned: isOver ? learned : null,
      sharedOn: isOver ? this.#on(ends) : null,
      factors: isOver ? factors : {},
      actions: isOver ? actions : [],
    };
  }

  async #beginReview(number: number): Promise<void> {
    const { people, organisationId } = this.given;
    const review = this.#words(number, false);
    this.#reviews.set(
      number,
      given(await this.#get(LearningReviewsService).begin(people.secretary, organisationId, review)),
    );
  }

  async #endReview(number: number): Promise<void> {
    const { people } = this.given;
    const stale = { ref: this.#reviews.get(number)?.ref ?? '', version: 1 };
    given(await this.#get(LearningReviewsService).edit(people.secretary, stale, this.#words(number, true)));
  }

  async #share(number: number): Promise<void> {
    const { people, organisationId } = this.given;
    const { title, body, didNotWork, audience, review } = shared[number] ?? shared[0];
    const sharing = this.#get(SharingLearningService);
    const draft = given(
      await sharing.draft(people.editor, organisationId, {
        title,
        body,
        didNotWork,
        audience,
        url: null,
        reviewId: review === null ? null : (this.#reviews.get(review)?.id ?? null),
        episodeId: null,
      }),
    );
    this.#shared.set(number, draft.ref);
    await this.#move(number, 'shared');
  }

  #lookAgain(number: number): Promise<void> {
    return this.#move(number, (shared[number] ?? shared[0]).look.to);
  }

  async #move(number: number, to: LearningStep): Promise<void> {
    const { people, organisationId } = this.given;
    const story = shared[number] ?? shared[0];
    const ref = this.#shared.get(number) ?? '';
    const row = await this.#get(LearningSharedQueries).byRef(ref, [organisationId]);
    const isCorrected = to === 'corrected';
    const words = { title: story.title, body: correction.body };
    given(
      await this.#get(SharingLearningService).move(
        people.editor,
        { ref, version: row?.version ?? 0 },
        {
          to,
          reviewBy: this.#on(to === 'shared' ? story.reviewBy : story.look.reviewBy),
          reason: isCorrected ? correction.reason : null,
          words: isCorrected ? words : null,
        },
      ),
    );
  }

  async #judgeOurselves(): Promise<void> {
    const { people, organisationId, start } = this.given;
    const queries = this.#get(AreaViewsQueries);
    const views = this.#get(AreaViewsService);
    const framework = await queries.framework('ofsted_ilacs_2018');
    if (!framework) throw new Error('The framework of the demonstration is not on the record');
    const choices = await queries.areas(framework.id);
    const grades = await queries.grades(choices.map(({ scaleId }) => scaleId));
    for (const { key, ours } of areas) {
      const scaleId = choices.find((area) => area.key === key)?.scaleId;
      const said = {
        areaKey: key,
        gradeId: grades.find((grade) => grade.scaleId === scaleId && grade.label === ours)?.id ?? '',
        from: onDay(addMonths(start, -3)),
        to: onDay(start),
        narrative: 'What inspectors found is being worked on; what we audited since is better than what they saw.',
        visibility: 'board' as const,
        reviewRef: null,
      };
      const ref = given(await views.add(people.editor, 'self', { organisationId, framework }, said));
      given(await views.submit(people.editor, ref, { visibility: 'board', version: 1 }));
    }
  }

  async #takeUpPost(): Promise<void> {
    const { organisationId, people } = this.given;
    const on = onDay(this.#on(directorDay));
    await this.#get(DescribingOrganisationsService).postMany(people.editor, [
      { organisationId, post: 'director', holderName: 'Dana Price', startedOn: on, knownOn: on, interim: false },
    ]);
  }
}
