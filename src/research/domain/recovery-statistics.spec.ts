import {
  curveDifferences,
  type CurveVector,
  differences,
  incidenceDifferences,
  type IncidenceVector,
  logRankDifferences,
  readVector,
} from '../../../test/builders/survival-vectors.js';
import { chiSquareTail } from './chi-square.js';
import { quantile, restrictedMean } from './curve-summary.js';
import { type FollowUp, followUp } from './follow-up.js';
import { kaplanMeier } from './kaplan-meier.js';
import { type LogRank, logRank } from './log-rank.js';

type Cases = { readonly days: readonly number[]; readonly ends: readonly number[] };
type Textbook = Cases & {
  readonly group: readonly string[];
  readonly stratum?: readonly string[];
  readonly all: CurveVector;
  readonly groups: readonly (CurveVector & { readonly key: string })[];
  readonly logRank: LogRank;
  readonly stratified: LogRank | null;
};

const columns = ({ days, ends }: Cases, keeps: (index: number) => boolean = () => true): FollowUp =>
  followUp(days.map((day, index) => ({ days: day, end: ends[index] ?? 0 })).filter((_one, index) => keeps(index)));

const keysOf = (values: readonly (string | number)[]): (string | number)[] => [...new Set(values)].toSorted();

/** The groups of a set in the order of their names, in each of its strata. */
const parted = (
  set: Cases,
  group: readonly (string | number)[],
  stratum: readonly (string | number)[] = group.map(() => 'all'),
): FollowUp[][] =>
  keysOf(stratum).map((part) =>
    keysOf(group).map((key) => columns(set, (index) => group[index] === key && stratum[index] === part)),
  );

describe.each(['aml', 'ovarian', 'six-mp'])('the textbook set %s', (name) => {
  const set = readVector(name) as Textbook;

  it('gives the curve, the bounds, the quartiles and the restricted mean of R', () => {
    expect(curveDifferences(columns(set), set.all)).toEqual([]);
    expect(set.groups.length).toBe(2);
    for (const group of set.groups)
      expect(
        curveDifferences(
          columns(set, (index) => set.group[index] === group.key),
          group,
        ),
      ).toEqual([]);
  });

  it('gives the log-rank test of R, in strata too', () => {
    expect(logRankDifferences(logRank(parted(set, set.group)), set.logRank)).toEqual([]);
    const { stratum, stratified } = set;
    expect([stratum === undefined, stratified === null]).toEqual([name !== 'ovarian', name !== 'ovarian']);
    expect(stratified ? logRankDifferences(logRank(parted(set, set.group, stratum)), stratified) : []).toEqual([]);
  });
});

/** Freireich et al. 1963, as most textbooks print it. `+` marks a patient who was still in remission. */
describe('the 6-MP trial', () => {
  const text = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
  const followed = followUp(
    text.split(' ').map((one) => ({ days: Number.parseInt(one, 10), end: one.endsWith('+') ? 0 : 1 })),
  );

  it('has the shares that are printed in every textbook', () => {
    const curve = kaplanMeier(followed, 'log');
    const printed = [
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ];
    const steps = curve.points.filter(({ events }) => events > 0);
    expect(steps.map(({ days, survival }) => [days, Math.round(survival * 1000) / 1000])).toEqual(printed);
    expect(quantile(curve, 0.5)).toEqual({ days: 23, lower: 16, upper: null });
  });

  it('differs from the placebo as it does in every textbook: 16.79, one degree of freedom', () => {
    const set = readVector('six-mp') as Textbook;
    expect(logRank(parted(set, set.group))?.chiSquare).toBeCloseTo(16.79, 2);
  });
});

describe('small series', () => {
  type Small = Cases & { readonly all: CurveVector; readonly competing: IncidenceVector | null };
  const sets = Object.entries(readVector('small') as Record<string, Small>);

  it.each(sets)('agree with R: %s', (_name, set) => {
    expect(curveDifferences(columns(set), set.all)).toEqual([]);
    expect(set.competing ? incidenceDifferences(columns(set), set.competing) : []).toEqual([]);
  });

  it('are what the corners ask for', () => {
    expect(sets.map(([name]) => name)).toEqual(
      expect.arrayContaining(['ties', 'censored', 'single', 'once', 'level', 'half', 'first', 'alone']),
    );
  });
});

describe('a hundred thousand cases', () => {
  const numbers = Array.from({ length: 100_000 }, (_unused, index) => index);
  const ways = [1, 0, 1, 2, 1, 3, 0];
  const set = {
    days: numbers.map((index) => (index * 7919 + Math.floor(index / 97) * 13) % 4001),
    ends: numbers.map((index) => ways[index % 7] ?? 0),
  };
  const vector = readVector('large') as {
    readonly all: CurveVector;
    readonly competing: IncidenceVector;
    readonly logRank: LogRank;
    readonly stratified: LogRank;
  };

  it('agree with R in curve, competing ends and tests', () => {
    expect(curveDifferences(columns(set), vector.all)).toEqual([]);
    expect(incidenceDifferences(columns(set), vector.competing)).toEqual([]);
    const group = numbers.map((index) => Math.floor(index / 11) % 5);
    const stratum = numbers.map((index) => Math.floor(index / 3) % 4);
    expect(logRankDifferences(logRank(parted(set, group)), vector.logRank)).toEqual([]);
    expect(logRankDifferences(logRank(parted(set, group, stratum)), vector.stratified)).toEqual([]);
  });
});

describe('the chance of a chi-square', () => {
  it('is that of R, from next to nothing to next to everything', () => {
    const { freedom, value, tail } = readVector('chi-square') as Record<
      'freedom' | 'value' | 'tail',
      readonly number[]
    >;
    expect(freedom.length).toBe(72);
    expect(
      differences(
        'tail',
        value.map((each, index) => chiSquareTail(each, freedom[index] ?? 0)),
        tail,
      ),
    ).toEqual([]);
    // Of what is next to nothing the first twelve digits too.
    const small = tail.flatMap((each, index) => (each > 0 && each < 1e-6 ? [index] : []));
    expect(small.length).toBeGreaterThan(10);
    for (const index of small)
      expect(chiSquareTail(value[index] ?? 0, freedom[index] ?? 0) / (tail[index] ?? 1)).toBeCloseTo(1, 11);
  });

  it.each([0, 61, 1.5, -1])('is refused for %s degrees of freedom', (freedom) => {
    expect(() => chiSquareTail(1, freedom)).toThrow(RangeError);
  });
});

describe('what the sums refuse', () => {
  it.each([-1, 1.5, Number.NaN, 60_000])('to follow a case for %s days', (days) => {
    expect(() => followUp([{ days, end: 1 }])).toThrow(RangeError);
  });

  it('to find a difference where there is nothing to compare', () => {
    const some = columns({ days: [3, 5, 8], ends: [1, 0, 1] });
    const none = columns({ days: [], ends: [] });
    expect(logRank([[some]])).toBeNull();
    expect(logRank([[some, none]])).toBeNull();
    expect(logRank([[columns({ days: [3], ends: [0] }), columns({ days: [5], ends: [0] })]])).toBeNull();
    expect(logRank([])).toBeNull();
  });

  it('nothing of an empty group: it has no point, no median and stands whole', () => {
    const curve = kaplanMeier(columns({ days: [], ends: [] }));
    expect(curve).toEqual({ n: 0, interval: 'log-log', points: [] });
    expect(quantile(curve, 0.5)).toEqual({ days: null, lower: null, upper: null });
    expect(restrictedMean(curve, 10)).toMatchObject({ days: 10, error: 0 });
  });
});

describe('whatever the cases', () => {
  /** Numbers that are the same in every run. */
  function* dice(seed: number): Generator<number> {
    for (let state = seed; ;) {
      state = (state * 48_271) % 2_147_483_647;
      yield state;
    }
  }
  const throws = dice(20_261_127);
  const next = (sides: number): number => (throws.next().value as number) % sides;
  const series = Array.from({ length: 200 }, () =>
    Array.from({ length: 1 + next(60) }, () => ({ days: next(40), end: next(3) })),
  );

  it('the curve falls from 1 and never below 0, and its bounds hold it', () => {
    const faults = series.flatMap((cases) => {
      const { points } = kaplanMeier(followUp(cases));
      return points.filter(({ survival, lower, upper }, index) => {
        const before = points[index - 1]?.survival ?? 1;
        const isHeld = (lower ?? survival) <= survival && (upper ?? survival) >= survival;
        return survival < 0 || survival > before || !isHeld;
      });
    });
    expect(faults).toEqual([]);
  });

  it('the order of the cases changes nothing', () => {
    for (const cases of series) expect(kaplanMeier(followUp(cases.toReversed()))).toEqual(kaplanMeier(followUp(cases)));
  });

  it('groups that are alike do not differ', () => {
    const tests = series.map((cases) => logRank([[followUp(cases), followUp(cases)]])).filter((test) => test !== null);
    expect(tests.length).toBeGreaterThan(100);
    expect(Math.max(...tests.map(({ chiSquare }) => chiSquare))).toBeLessThan(1e-10);
  });
});
