import type { INestApplicationContext } from '@nestjs/common';
import { theService } from '../../access/audit.service.js';
import { InspectionsService } from '../../inspections/inspections.service.js';
import { addDays, addMonths, type CalendarDay, dayOf, daysBetween, partsOf } from '../../kernel/calendar-day.js';
import { onDay, type Period, periodEnd } from '../../kernel/period.js';
import { MeasureDecisionsService } from '../../measures/measure-decisions.service.js';
import { MeasuresService } from '../../measures/measures.service.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { numberSeries } from '../../plans/domain/number-series.js';
import { PublicRunsService } from '../../lessons/public-runs.service.js';
import { LessonAssessmentsQueries } from '../../lessons/data/lesson-assessments.queries.js';
import { DemoCase } from './demo-case.js';
import { causesOfFindings } from './demo-case-story.js';
import { assessLessons } from './demo-lessons.js';
import { DemoMeetings } from './demo-meetings.js';
import { DemoPlan } from './demo-plan.js';
import { DemoVoice } from './demo-voice.js';
import { areas, gradeLabels } from './demo-voice-story.js';
import { dipMeeting, expectedDip, findings, lastDay, measures, tiedMeasures } from './demo-story.js';
import { type DemoPeople, demoPeople, given, type Happening, type StoryClock, tell } from './demo-world.js';

export const demoSeed = 1974;

export type Demo = {
  readonly people: DemoPeople;
  readonly organisationId: string;
  readonly planRef: string;
  readonly boardRef: string;
  readonly episodeRef: string;
  /** What somebody who raised a concern types to read what came of it. */
  readonly receipt: string;
  readonly start: CalendarDay;
};

type Place = {
  readonly app: Pick<INestApplicationContext, 'get'>;
  /** Where the service itself listens: packs are issued there, as a secretary would. */
  readonly url: string;
  readonly clock: StoryClock;
  readonly today: CalendarDay;
};

const keeper = { ...theService, name: 'The demonstration', role: 'record_keeper' };

/** Builds the year of a board that is made up, day by day and through the services: the same for the same today. */
export async function buildDemo({ app, url, clock, today }: Place): Promise<Demo> {
  const start = addDays(today, -lastDay);
  clock.turnTo(start);
  const [body] = await app
    .get(OrganisationsService, { strict: false })
    .registerMany(keeper, [
      { name: 'Ashmere Council (made up)', kind: 'council', sector: 'councils', country: 'England' },
    ]);
  const organisationId = body?.id ?? '';
  await app.get(InspectionsService, { strict: false }).recordMany(keeper, [
    {
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: onDay(addDays(start, -40)),
      judgements: areas.map(({ key, text, theirs }) => ({
        area: key,
        areaText: text,
        grade: theirs,
        label: gradeLabels[theirs],
      })),
      findings: findings.map((text, place) => ({
        text,
        kind: place < 3 ? 'priority_action' : 'area_for_improvement',
        cause: causesOfFindings[place] ?? null,
      })),
    },
  ]);
  const people = await demoPeople(app, organisationId, start);
  const episode = await app.get(LessonAssessmentsQueries, { strict: false }).episodeFor(organisationId, start);
  if (!episode) throw new Error('The judgement of the demonstration opened no episode');
  const measured = await demoMeasures(app, organisationId, start);
  const plan = new DemoPlan({
    app,
    people,
    organisationId,
    episodeId: episode.id,
    start,
    measureIds: measured.ids,
  });
  const meetings = new DemoMeetings({
    app,
    url,
    people,
    organisationId,
    start,
    inTheRoom: (number, decide) => plan.inTheRoom(number, decide),
    alsoSaid: async ({ number, ref, noted, dissenter }) => {
      if (number === dipMeeting) await measured.expectDip(people, noted.ref ?? '');
      await assessLessons(app, people, { number, ref, dissenter });
    },
  });
  const theCase = new DemoCase({ app, people, episodeRef: episode.ref, start, plan });
  const voice = new DemoVoice({ app, people, organisationId, episodeRef: episode.ref, start });
  await tell(
    [
      ...measured.happenings,
      ...plan.happenings(),
      ...theCase.happenings(),
      ...voice.happenings(),
      ...meetings.happenings(),
    ],
    clock,
    start,
  );
  clock.turnTo(today);
  await app.get(PublicRunsService, { strict: false }).keepUp();
  return {
    people,
    organisationId,
    planRef: plan.ref,
    boardRef: meetings.boardRef,
    episodeRef: episode.ref,
    receipt: voice.receipt,
    start,
  };
}

/** Two years of twenty measures by month: ordinary variation from the seed, and in the second year what was done. */
async function demoMeasures(app: Pick<INestApplicationContext, 'get'>, organisationId: string, start: CalendarDay) {
  const service = app.get(MeasuresService, { strict: false });
  const made = await service.addMany(
    keeper,
    measures.map(({ name, polarity, unit, role, isSmall }) => ({
      organisationId,
      origin: 'board' as const,
      name,
      kind: isSmall ? ('people' as const) : ('other' as const),
      unit: unit ?? '%',
      role: role ?? ('process' as const),
      polarity,
      frequency: 'month' as const,
      lagDays: 15,
      smallNumbers: isSmall ?? false,
      disclosureReason: isSmall ? 'Counts of children who could be recognised' : 'Made up',
      definitions: [{ text: `${name}, of all in the month` }],
    })),
  );
  const next = numberSeries(demoSeed);
  const { year, month } = partsOf(start);
  const first = addMonths(dayOf(year, month, 1), -12);
  const byDay = new Map<number, { measureId: string; on: Period; value: number; knownOn: Period }[]>();
  for (let place = 0; place < 24; place += 1) {
    const on: Period = { start: addMonths(first, place), precision: 'month' };
    const known = addDays(periodEnd(on), 15);
    const day = Math.max(0, daysBetween(start, known));
    if (day > lastDay) continue;
    const values = measures.map(({ mean, step }, index) => {
      const noise = (next() % 7) - 3;
      const moved = place < 14 ? 0 : step;
      const value = Math.max(0, mean + moved + noise);
      return { measureId: made[index]?.id ?? '', on, value, knownOn: onDay(known) };
    });
    byDay.set(day, [...(byDay.get(day) ?? []), ...values]);
  }
  const happenings = [...byDay].map(([day, values]): Happening => ({
    day,
    order: 1,
    run: async () => {
      await service.addValues(keeper, values);
    },
  }));
  const expectDip = async (people: DemoPeople, decisionRef: string): Promise<void> => {
    const ref = made[measures.findIndex(({ name }) => name === expectedDip.measure)]?.ref ?? '';
    const { months, limitValue, reason } = expectedDip;
    const asked = { months, limitValue, reason, decisionRef };
    given(await app.get(MeasureDecisionsService, { strict: false }).dip(people.secretary, ref, asked));
  };
  return { ids: made.slice(0, tiedMeasures).map(({ id }) => id), happenings, expectDip };
}
