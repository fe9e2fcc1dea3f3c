import type { INestApplicationContext } from '@nestjs/common';
import { InspectionsService } from '../../inspections/inspections.service.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { onDay } from '../../kernel/period.js';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { PublicRunsService } from '../../lessons/public-runs.service.js';
import { LessonAssessmentsQueries } from '../../lessons/data/lesson-assessments.queries.js';
import { DemoCase } from './demo-case.js';
import { causesOfFindings } from './demo-case-story.js';
import { assessLessons } from './demo-lessons.js';
import { DemoMeetings } from './demo-meetings.js';
import { demoMeasures } from './demo-measures.js';
import { DemoPlan } from './demo-plan.js';
import { DemoVoice } from './demo-voice.js';
import { areas, gradeLabels } from './demo-voice-story.js';
import { dipMeeting, findings, lastDay } from './demo-story.js';
import { type DemoPeople, demoPeople, keeper, type StoryClock, tell } from './demo-world.js';

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
  const measured = await demoMeasures(app, { people, organisationId, start });
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
      if (number === dipMeeting) await measured.expectDip(noted.ref ?? '');
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
