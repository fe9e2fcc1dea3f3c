import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  competingEnds,
  type Definition,
  followCase,
  followRecovery,
  type RecoveryCase,
  recoveryCases,
} from './recovery-case.js';
import type { RecoveryFactRow, RecoveryRow, SeriesRow } from './recovery-record.js';
import { middleOf, type Question, readRecovery } from './recovery-reading.js';
import { groupCases, strata, stratumOf } from './strata.js';

const framework = (over: Partial<SeriesRow> = {}): SeriesRow => ({
  id: 'f1',
  key: 'first',
  title: 'First framework',
  inspectorate: 'Ofsted',
  area: 'children',
  sectors: '["councils"]',
  scale: 'four',
  scaleLabel: 'Four grades',
  effectiveFrom: '2018-01-01',
  lastDay: '2025-01-01',
  publishedDay: null,
  ...over,
});
const row = (over: Partial<RecoveryRow> = {}): RecoveryRow => ({
  id: 'e1',
  ref: 'EP-0001',
  title: 'Failing',
  origin: 'judgements',
  area: 'children',
  unit: null,
  organisationId: 'o1',
  organisation: 'Northwick Council',
  slug: 'northwick',
  sector: 'councils',
  kind: 'council',
  region: 'north_east',
  frameworkId: 'f1',
  endFrameworkId: null,
  triggerKind: 'judgement',
  triggerOn: '2020-01-01',
  notFailingOn: null,
  goodOn: null,
  recoveredOn: null,
  interventionEndedOn: null,
  closedOn: null,
  closeReason: null,
  bodyClosedOn: null,
  bodyWent: null,
  lastFailingDay: null,
  status: null,
  relapseOfId: null,
  state: 'open',
  ...over,
});
const today = day('2026-11-27');

function caseOf(
  over: Partial<RecoveryRow> = {},
  facts: readonly RecoveryFactRow[] = [],
  frameworks = [framework()],
): RecoveryCase {
  const [one] = recoveryCases([row(over)], facts, frameworks, today);
  if (!one) throw new Error('The row makes no case');
  return one;
}
const followed = (
  over: Partial<RecoveryRow>,
  definition: Definition = 'not-failing',
  facts: readonly RecoveryFactRow[] = [],
) => {
  const one = followCase(caseOf(over, facts), definition);
  return typeof one === 'string' ? one : [one.days, one.end];
};
const fact = (over: Partial<RecoveryFactRow>): RecoveryFactRow => ({
  kind: 'peer',
  episodeId: null,
  organisationSlug: 'northwick',
  level: null,
  startedOn: null,
  endedOn: null,
  ...over,
});

describe('an episode is followed', () => {
  it.each<[string, Partial<RecoveryRow>, Definition, readonly number[] | string]>([
    ['to the judgement that was not failing', { notFailingOn: '2021-01-01' }, 'not-failing', [366, 1]],
    ['to a recovery that was decided, where nothing was judged', { recoveredOn: '2020-01-31' }, 'not-failing', [30, 1]],
    ['past that, when good is asked for', { notFailingOn: '2021-01-01', goodOn: '2022-01-01' }, 'good', [731, 1]],
    ['to the end of its series', {}, 'not-failing', [1827, 0]],
    ['to today, when somebody keeps it', { status: 'open' }, 'not-failing', [2522, 0]],
    ['to today, when it has no framework', { frameworkId: null }, 'not-failing', [2522, 0]],
    ['to its merger', { closedOn: '2020-12-31', closeReason: 'merged' }, 'not-failing', [365, competingEnds.merged]],
    ['to the closing of its body', { bodyClosedOn: '2020-12-31' }, 'not-failing', [365, competingEnds.closed]],
    [
      'to the handing over of its body',
      { bodyClosedOn: '2020-12-31', bodyWent: 'transferred_to' },
      'not-failing',
      [365, competingEnds.transferred],
    ],
    [
      'past a closing that came after recovery',
      { notFailingOn: '2020-01-31', bodyClosedOn: '2020-12-31' },
      'not-failing',
      [30, 1],
    ],
    ['past a closing that is dated before it', { bodyClosedOn: '2019-12-31' }, 'not-failing', [1827, 0]],
    ['from the middle of what is known', { triggerOn: '2020', notFailingOn: '2020-07' }, 'not-failing', [14, 1]],
    [
      'not at all, when it ends before it begins',
      { notFailingOn: '2019-01-01' },
      'not-failing',
      'ends-before-it-begins',
    ],
    [
      'not at all without a formal intervention, when its end is asked for',
      {},
      'intervention-ended',
      'no-intervention',
    ],
  ])('%s', (_name, over, definition, expected) => {
    expect(followed(over, definition)).toEqual(expected);
  });

  it('to the end of its intervention, when there was a formal one', () => {
    const formal = [fact({ kind: 'intervention', episodeId: 'e1', organisationSlug: null, level: 3 })];
    expect(followed({ interventionEndedOn: '2020-12-31' }, 'intervention-ended', formal)).toEqual([365, 1]);
    expect(followed({}, 'intervention-ended', [{ ...formal[0], level: 2 }])).toBe('no-intervention');
  });

  it('never beyond what the frameworks of its series tell, whichever of them it began under', () => {
    const later = framework({ id: 'f2', key: 'second', lastDay: '2026-01-01' });
    const other = framework({ id: 'f3', key: 'other', area: 'standards', lastDay: '2026-06-01' });
    expect(caseOf({}, [], [framework(), later, other]).followedTo).toBe('2026-01-01');
  });

  it('to the last judgement that a publication brought, whatever somebody wrote down later by itself', () => {
    const published = framework({ lastDay: '2022-03-09', publishedDay: '2020-03-13' });
    const later = framework({ id: 'f2', key: 'second', lastDay: '2024-01-01' });
    expect(caseOf({}, [], [published]).followedTo).toBe('2020-03-13');
    expect(caseOf({}, [], [published, later]).followedTo).toBe('2020-03-13');
    expect(caseOf({ frameworkId: 'f2' }, [], [published, later]).followedTo).toBe('2020-03-13');
  });

  it('as far as it is known to have failed itself, where that is later', () => {
    const published = framework({ lastDay: '2022-03-09', publishedDay: '2020-03-13' });
    expect(caseOf({ lastFailingDay: '2022-03-09' }, [], [published]).followedTo).toBe('2022-03-09');
    expect(caseOf({ triggerOn: '2021-05-01' }, [], [published]).followedTo).toBe('2021-05-01');
    expect(followed({ notFailingOn: '2022-03-09' }, 'not-failing')).toEqual([798, 1]);
  });

  it('with the mark of a changed scale only where both are known and differ', () => {
    const other = framework({ id: 'f2', scale: 'five' });
    const changed = (endFrameworkId: string | null) => {
      const one = followCase(
        caseOf({ notFailingOn: '2021-01-01', endFrameworkId }, [], [framework(), other]),
        'not-failing',
      );
      return typeof one !== 'string' && one.changedScale;
    };
    expect([changed('f1'), changed('f2'), changed(null)]).toEqual([false, true, false]);
  });

  it('as early as right after the last failing judgement', () => {
    const earliest = (over: Partial<RecoveryRow>) => {
      const one = followCase(caseOf(over), 'not-failing');
      return typeof one !== 'string' && one.earliestDays;
    };
    expect(earliest({ notFailingOn: '2021-01-01', lastFailingDay: '2020-04-10' })).toBe(100);
    expect(earliest({ notFailingOn: '2021-01-01' })).toBe(0);
  });
});

describe('a recovery is followed', () => {
  const pair = (over: Partial<RecoveryRow>, next: Partial<RecoveryRow> = {}) =>
    recoveryCases(
      [
        row({ notFailingOn: '2021-01-01', ...over }),
        row({ id: 'e2', triggerOn: '2022-01-01', relapseOfId: 'e1', ...next }),
      ],
      [],
      [framework()],
      today,
    ).map(followRecovery);

  it('to the next failure, or to the end of the record; what has not recovered is not', () => {
    expect(pair({})).toEqual([{ days: 365, end: 1 }, null]);
    expect(pair({}, { relapseOfId: null })[0]).toEqual({ days: 1461, end: 0 });
    expect(pair({ bodyClosedOn: '2021-01-31' }, { relapseOfId: null })[0]).toEqual({
      days: 30,
      end: competingEnds.closed,
    });
  });
});

describe('what sets episodes apart', () => {
  it('has a value of every kind for every episode, if only that it is not on the record', () => {
    const one = caseOf({ region: null, frameworkId: null });
    for (const by of Object.keys(strata) as (keyof typeof strata)[])
      expect(stratumOf(by, one)).toEqual({
        key: expect.any(String),
        name: expect.stringMatching(/./),
        order: expect.any(String),
      });
    expect(stratumOf('region', one).name).toBe('Not on the record');
    expect(stratumOf('period', one).key).toBe('2020-2024');
  });

  it.each<[string, Partial<RecoveryFactRow>, 'peers' | 'structure' | 'level', string]>([
    ['peers in time', { startedOn: '2020-07-01' }, 'peers', 'yes'],
    ['peers too late', { startedOn: '2020-07-02' }, 'peers', 'no'],
    ['peers that were there before', { startedOn: '2019-01-01' }, 'peers', 'yes'],
    ['peers that were gone before', { startedOn: '2019-01-01', endedOn: '2019-06-01' }, 'peers', 'no'],
    ['a change during the episode', { kind: 'structure', startedOn: '2021-01-01' }, 'structure', 'yes'],
    ['a change before it', { kind: 'structure', startedOn: '2019-12-31' }, 'structure', 'no'],
    [
      'a change elsewhere',
      { kind: 'structure', startedOn: '2021-01-01', organisationSlug: 'eastmere' },
      'structure',
      'no',
    ],
    ['a level', { kind: 'intervention', episodeId: 'e1', level: 4 }, 'level', '4'],
    [
      'the level of another episode',
      { kind: 'intervention', episodeId: 'e2', level: 4, organisationSlug: null },
      'level',
      '0',
    ],
  ])('knows %s', (_name, over, by, key) => {
    expect(stratumOf(by, caseOf({}, [fact(over)])).key).toBe(key);
  });

  it('parts them in the order of the list, never of their numbers', () => {
    const cases = ['south_east', 'north_east', null, 'london', 'south_east'].map((region) => ({
      of: caseOf({ region }),
    }));
    expect(groupCases(cases, 'region').map(({ key, cases: own }) => [key, own.length])).toEqual([
      ['north_east', 1],
      ['london', 1],
      ['south_east', 2],
      ['not-known', 1],
    ]);
  });
});

describe('an answer', () => {
  const question: Question = { definition: 'not-failing', interval: 'log-log', by: null, within: null };
  /** So many cases, of which every one but the last few recovers, a month after the one before. */
  const many = (count: number, over: Partial<RecoveryRow> = {}, open = 2): RecoveryCase[] =>
    Array.from({ length: count }, (_unused, index) =>
      caseOf({
        id: `e${index}`,
        notFailingOn: index < count - open ? `2021-${String((index % 12) + 1).padStart(2, '0')}-01` : null,
        ...over,
      }),
    );

  it('draws no curve of nine and one of ten', () => {
    expect(readRecovery(many(9), question).all).toMatchObject({
      n: 9,
      curve: null,
      median: { days: null },
      mean: null,
    });
    const ten = readRecovery(many(10), question).all;
    expect(ten.curve?.points.length).toBeGreaterThan(3);
    expect(ten.median.days).toBe(501.5);
  });

  it('stops the line where fewer than five are left, and reads nothing off beyond', () => {
    const { all } = readRecovery(many(12, {}, 0), question);
    expect(Math.min(...(all.curve?.points ?? []).map(({ atRisk }) => atRisk))).toBe(5);
    expect(all.curve?.points.length).toBe(8);
    expect(all.upperQuartile.days).toBeNull();
  });

  it('sets the naive figure beside it, which leaves those out that did not recover', () => {
    const { all, latestShows } = readRecovery(many(10, {}, 4), question);
    expect(all.naive).toEqual({ n: 6, medianDays: middleOf([366, 397, 425, 456, 486, 517]) });
    expect(latestShows).toBe(4);
  });

  it('compares groups that have ten, and says on how many scales they were judged', () => {
    const other = framework({ id: 'f2', key: 'second', title: 'Second', scale: 'five', scaleLabel: 'Five grades' });
    const early = many(10, { region: 'london' }, 0);
    const late = Array.from({ length: 10 }, (_unused, index) =>
      caseOf(
        { region: 'south_east', frameworkId: 'f2', notFailingOn: `2023-0${(index % 9) + 1}-01` },
        [],
        [framework(), other],
      ),
    );
    const reading = readRecovery([...early, ...late, ...many(3, { region: 'wales' })], { ...question, by: 'region' });
    expect(reading.groups.map(({ key, n }) => [key, n])).toEqual([
      ['london', 10],
      ['south_east', 10],
      ['wales', 3],
    ]);
    expect(reading.compared).toBe(2);
    expect(reading.logRank?.degreesOfFreedom).toBe(1);
    expect(reading.logRank?.p).toBeLessThan(0.05);
    expect(reading.mixesScales).toBe(true);
    expect(readRecovery(early, question).mixesScales).toBe(false);
  });

  it('compares within strata: where each holds one group, there is nothing to compare', () => {
    const cases = [
      ...many(10, { region: 'london', kind: 'council' }),
      ...many(10, { region: 'south_east', kind: 'school' }),
    ];
    expect(readRecovery(cases, { ...question, by: 'region', within: 'kind' }).logRank).toBeNull();
    expect(readRecovery(cases, { ...question, by: 'region' }).logRank?.chiSquare).toBeCloseTo(0, 10);
  });

  it('counts ends that compete by themselves', () => {
    const cases = [
      ...many(10),
      ...many(3).map((_one, index) => caseOf({ id: `c${index}`, bodyClosedOn: '2020-06-01' })),
    ];
    const { all } = readRecovery(cases, question);
    expect([all.n, all.events, all.competing, all.censored]).toEqual([13, 8, 3, 2]);
    const last = all.incidence.at(-1);
    expect((last?.still ?? 0) + (last?.ended.reduce((sum, share) => sum + share, 0) ?? 0)).toBeCloseTo(1, 12);
  });

  it('of nothing is empty', () => {
    const reading = readRecovery([], { ...question, by: 'region' });
    expect(reading.all).toMatchObject({ n: 0, curve: null, naive: { n: 0, medianDays: null } });
    expect([reading.groups, reading.logRank, reading.relapse.n]).toEqual([[], null, 0]);
  });

  it('tells of what it had to leave out', () => {
    const reading = readRecovery([...many(2), caseOf({ notFailingOn: '2019-01-01' })], question);
    expect(reading.leftOut).toEqual({ 'no-intervention': 0, 'ends-before-it-begins': 1 });
    expect(reading.all.n).toBe(2);
  });
});

it('reads a period as exactly as it is known', () => {
  expect(caseOf({ triggerOn: '2020-03' }).triggered.on).toEqual(period('2020-03'));
});
