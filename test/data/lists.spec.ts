import type { Database } from '../../src/database/database.js';
import { FailureEpisode, OrganisationStanding } from '../../src/episodes/data/episode.entity.js';
import { type StandingCode, standingOf } from '../../src/episodes/domain/standing.js';
import { Framework, Inspectorate } from '../../src/inspections/data/framework.entity.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { ListQueries } from '../../src/overview/data/lists.queries.js';
import {
  type EpisodeFilter,
  mostCounted,
  type OrganisationFilter,
  type OrganisationListRow,
} from '../../src/overview/data/lists.row.js';
import { timeInFailure } from '../../src/overview/domain/time-in-failure.js';
import { aFramework, anEpisode, anOrganisation, aStanding, withdrawn } from '../builders/record-rows.js';
import { closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

const today = day('2026-11-23');
const anyOrganisation: OrganisationFilter = { kind: null, region: null, state: null, framework: null, among: null };
const anyEpisode: EpisodeFilter = { area: null, state: null, relapse: null, basis: null, fromYear: null, toYear: null };
const byName = { column: 'name', direction: 'ascending' } as const;
const byTrigger = { column: 'trigger', direction: 'descending' } as const;
const whole = { page: 1, size: 5_000, countToo: true };

let db: Database;
let lists: ListQueries;

const namesOf = (rows: readonly OrganisationListRow[]): string[] => rows.map(({ name }) => name);

async function everyOne<Row>(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

/** Many with a plain name, and a few that a filter should find. The last lie on the same day, or on none. */
const many = Array.from({ length: 1_010 }, (_unused, index) => {
  const number = String(index).padStart(4, '0');
  return anOrganisation({
    id: `school-${number}`,
    name: `School ${number}`,
    kind: 'school',
    region: index % 2 ? 'london' : 'south_east',
  });
});
const few = [
  anOrganisation({ id: 'doncaster', name: 'Doncaster Council', region: 'yorkshire_and_the_humber' }),
  anOrganisation({ id: 'trafford', name: 'Trafford Council', region: 'north_west' }),
  anOrganisation({ id: 'hidden', name: 'Hidden Council', kept: withdrawn }),
];

beforeAll(async () => {
  db = await openTestDatabase();
  lists = new ListQueries(db);
  await db.transaction(async () => {
    await db.insert(Organisation, [...many, ...few]);
    await db.insert(Inspectorate, [{ id: 'ofsted', key: 'ofsted', name: 'Ofsted' }]);
    await db.insert(Framework, [
      aFramework({ id: 'ilacs', key: 'ofsted_ilacs_2023', title: 'ILACS', inspectorateId: 'ofsted' }),
      aFramework({ id: 'unused', inspectorateId: 'ofsted' }),
    ]);
    await db.insert(OrganisationStanding, [
      ...many.map((one, index) =>
        aStanding(
          one,
          index < 1_000
            ? { latestOn: '2020-01', latestDay: `2020-01-${String(1 + (index % 28)).padStart(2, '0')}` }
            : {},
        ),
      ),
      aStanding(few[0], {
        state: 'watch',
        latestFrameworkId: 'ilacs',
        latestOn: '2025-06-01',
        latestDay: '2025-06-01',
        latestLabel: 'Good',
        latestBand: 'meeting',
        episodes: 3,
        relapses: 1,
      }),
      aStanding(few[1], { state: 'in_failure', latestFrameworkId: 'ilacs', latestOn: '2026', latestDay: '2026-07-01' }),
      aStanding(few[2]),
    ]);
    await db.insert(FailureEpisode, [
      anEpisode({
        id: 'e1',
        organisationId: 'doncaster',
        triggerOn: '2008-12',
        triggerDay: '2008-12-15',
        notFailingOn: '2011-Q2',
        status: 'relapsed',
        state: 'relapsed',
        origin: 'library',
      }),
      anEpisode({
        id: 'e2',
        organisationId: 'doncaster',
        triggerOn: '2012-11-16',
        triggerDay: '2012-11-16',
        derivedTriggerOn: '2012-11-16',
        derivedNotFailingOn: '2017',
        derivedRelapseOfId: 'e1',
      }),
      anEpisode({
        id: 'e3',
        organisationId: 'doncaster',
        area: 'corporate',
        triggerOn: '2010-04-19',
        triggerDay: '2010-04-19',
        recoveredOn: '2014-11-11',
        status: 'recovered',
        state: 'recovered',
      }),
      anEpisode({
        id: 'e4',
        organisationId: 'trafford',
        triggerOn: '2026-04',
        triggerDay: '2026-04-15',
        derivedTriggerOn: '2026-04',
        derivedByArea: 1,
      }),
      anEpisode({
        id: 'e5',
        organisationId: 'trafford',
        triggerOn: '2018-Q3',
        triggerDay: '2018-08-15',
        closedOn: '2019',
        closeReason: 'merged',
      }),
      anEpisode({ id: 'e6', organisationId: 'trafford', triggerOn: '2001', triggerDay: '2001-07-01', kept: withdrawn }),
      anEpisode({ id: 'e7', organisationId: 'hidden', triggerOn: '2002', triggerDay: '2002-07-01', kept: withdrawn }),
    ]);
  });
});

afterAll(() => closeTestDatabase(db));

describe('the list of organisations', () => {
  const find = (filter: Partial<OrganisationFilter>, order: Parameters<ListQueries['organisations']>[1] = byName) =>
    lists.organisations({ ...anyOrganisation, ...filter }, order, whole);

  it.each([
    ['kind', { kind: 'council' }, ['Doncaster Council', 'Trafford Council']],
    ['region', { region: 'north_west' }, ['Trafford Council']],
    ['state', { state: 'watch' }, ['Doncaster Council']],
    [
      'framework of the latest judgement',
      { framework: 'ofsted_ilacs_2023' },
      ['Doncaster Council', 'Trafford Council'],
    ],
    ['what a search found', { among: ['trafford', 'school-0003'] }, ['School 0003', 'Trafford Council']],
    ['several at once', { kind: 'school', region: 'london', among: ['school-0001', 'school-0002'] }, ['School 0001']],
    ['nothing, when a search found nothing', { among: [] }, []],
    ['nothing, when no framework has that key', { framework: 'no_such_framework' }, []],
  ])('is filtered by %s', async (_case, filter, names) => {
    expect(namesOf(await find(filter))).toEqual(names);
  });

  it('never shows what was withdrawn', async () => {
    expect(await find({ among: ['hidden'] })).toEqual([]);
  });

  it('brings the words of the latest judgement', async () => {
    expect(await find({ among: ['doncaster'] })).toMatchObject([
      {
        latestOn: '2025-06-01',
        latestLabel: 'Good',
        latestBand: 'meeting',
        frameworkTitle: 'ILACS',
        frameworkHeadlines: 1,
        episodes: 3,
        relapses: 1,
      },
    ]);
  });

  it('is sorted by name either way', async () => {
    const down = namesOf(await find({ kind: 'council' }, { column: 'name', direction: 'descending' }));
    expect(down).toEqual(['Trafford Council', 'Doncaster Council']);
  });

  it.each(['ascending', 'descending'] as const)(
    'is sorted by latest judgement %s, with those never judged last',
    async (direction) => {
      const rows = await find({}, { column: 'latest', direction });
      const judged = rows.map(({ latestOn }) => latestOn !== null);
      expect(judged.indexOf(false)).toBe(1_002);
      expect(judged.lastIndexOf(true)).toBe(1_001);
      expect(rows.findIndex(({ name }) => name === 'Trafford Council')).toBe(direction === 'descending' ? 0 : 1_001);
    },
  );

  it.each(['name', 'latest'] as const)(
    'leaves nothing out and shows nothing twice from page to page, by %s',
    async (column) => {
      const seen: string[] = [];
      for (let page = 1; page <= 41; page += 1) {
        const rows = await lists.organisations(
          anyOrganisation,
          { column, direction: 'ascending' },
          { page, size: 25, countToo: false },
        );
        seen.push(...rows.map(({ id }) => id));
      }
      expect(new Set(seen).size).toBe(1_012);
      expect(seen).toHaveLength(1_012);
    },
  );

  it('counts no further than it must, and only when asked', async () => {
    const [counted] = await lists.organisations(anyOrganisation, byName, { page: 1, size: 1, countToo: true });
    const [uncounted] = await lists.organisations(anyOrganisation, byName, { page: 1, size: 1, countToo: false });
    expect([counted?.total, uncounted?.total]).toEqual([mostCounted + 1, null]);
    expect(await lists.countOrganisations({ ...anyOrganisation, region: 'london' })).toBe(505);
    expect(await lists.countOrganisations({ ...anyOrganisation, among: [] })).toBe(0);
  });

  it('downloads whole, however small the batches', async () => {
    const inBatches = await everyOne(lists.everyOrganisation(anyOrganisation, { size: 100 }));
    expect(namesOf(inBatches)).toEqual(namesOf(await find({})));
    expect(await everyOne(lists.everyOrganisation({ ...anyOrganisation, among: [] }))).toEqual([]);
  });

  it('offers the frameworks that stand on record, and no other', async () => {
    expect(await lists.frameworks()).toEqual([{ key: 'ofsted_ilacs_2023', title: 'ILACS' }]);
  });
});

describe('the state that the list filters by', () => {
  /** What the rule of standing says of each of these bodies, written beside it as the service does. */
  const bodies = [
    { id: 'runs', on: '2024-05-01', end: null, closed: null },
    { id: 'watched', on: '2015-05-01', end: '2022-05-01', closed: null },
    { id: 'beyond', on: '2005-05-01', end: '2008-05-01', closed: null },
    { id: 'never', on: null, end: null, closed: null },
    { id: 'shut', on: '2015-05-01', end: null, closed: '2016' },
  ] as const;
  const stateOf = ({ on, end, closed }: (typeof bodies)[number]): StandingCode =>
    standingOf(
      {
        closedOn: closed ? period(closed) : null,
        isJudged: true,
        episodes: on
          ? [
              {
                area: 'children',
                unit: null,
                triggerOn: period(on),
                triggerLabel: null,
                notFailingOn: end ? period(end) : null,
                recoveredOn: null,
                failedAgain: null,
                state: null,
              },
            ]
          : [],
      },
      today,
    ).state;

  it('gives exactly the bodies of which the rule says so', async () => {
    const organisations = bodies.map(({ id }) => anOrganisation({ id: `state-${id}`, kind: 'prison' }));
    await db.transaction(async () => {
      await db.insert(Organisation, organisations);
      await db.insert(
        OrganisationStanding,
        organisations.map((one, index) => aStanding(one, { state: stateOf(bodies[index]) })),
      );
    });
    for (const state of ['in_failure', 'watch', 'beyond_watch', 'never_failed', 'closed'] as const) {
      const listed = await lists.organisations({ ...anyOrganisation, kind: 'prison', state }, byName, whole);
      expect([state, listed.map(({ id }) => id)]).toEqual([
        state,
        bodies.filter((body) => stateOf(body) === state).map(({ id }) => `state-${id}`),
      ]);
    }
  });
});

describe('the list of episodes', () => {
  const find = (filter: Partial<EpisodeFilter>, order: Parameters<ListQueries['episodes']>[1] = byTrigger) =>
    lists.episodes({ ...anyEpisode, ...filter }, order, { ...whole, today });
  const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

  it('begins with the latest trigger, without what was withdrawn', async () => {
    expect(idsOf(await find({}))).toEqual(['e4', 'e5', 'e2', 'e3', 'e1']);
  });

  it.each([
    ['area', { area: 'corporate' }, ['e3']],
    ['state', { state: 'recovered' }, ['e3']],
    ['relapses', { relapse: 'yes' } as const, ['e2']],
    ['first failures', { relapse: 'no' } as const, ['e4', 'e5', 'e3', 'e1']],
    ['a decision on record', { basis: 'decided' } as const, ['e3', 'e1']],
    ['judgements alone', { basis: 'judgements' } as const, ['e4', 'e5', 'e2']],
    ['years of the trigger', { fromYear: 2010, toYear: 2012 }, ['e2', 'e3']],
    ['a single year', { fromYear: 2018, toYear: 2018 }, ['e5']],
  ])('is filtered by %s', async (_case, filter, ids) => {
    expect(idsOf(await find(filter))).toEqual(ids);
  });

  it('names the earlier episode of a relapse, and what the dates rest on', async () => {
    const [row] = await find({ relapse: 'yes' });
    expect(row).toMatchObject({ relapseOfRef: 'EP-e1', derivedTriggerOn: '2012-11-16', status: null });
  });

  it.each(['ascending', 'descending'] as const)(
    'sorts by months exactly as the rule counts them, %s',
    async (direction) => {
      const rows = await find({}, { column: 'months', direction });
      const lengths = rows.map((row) => timeInFailure(row, today)?.months.months ?? 0);
      expect(lengths).toEqual(lengths.toSorted((a, b) => (direction === 'ascending' ? a - b : b - a)));
      expect(new Set(lengths).size).toBe(5);
    },
  );

  it('counts and downloads whole', async () => {
    expect((await find({}))[0]?.total).toBe(5);
    expect(await lists.countEpisodes({ ...anyEpisode, area: 'children' })).toBe(4);
    expect(idsOf(await everyOne(lists.everyEpisode(anyEpisode, { size: 2 })))).toEqual(idsOf(await find({})));
  });
});
