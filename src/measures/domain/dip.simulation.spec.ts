import { dayOf } from '../../kernel/calendar-day.js';
import { firstFall, type SumLimits } from './cusum.js';
import { type DipOptions, type DipPoint, type DipPosition, dipSums, readDip } from './dip.js';
import { turnedByChance } from './dip-words.js';
import { limitsFrom, xmrChart } from './xmr.js';

/**
 * The error rates that the words of lesson 7 rest on, found anew: the chances that a measure without any change is said
 * to fall, and that a real fall is found. Each row of the published table (6,000 series a cell) within two points.
 */
const seriesInACell = 6_000;
const within = 2;

/** Small, fast and the same everywhere: mulberry32 by T. Ettinger, in the public domain. From 0 to under 1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal numbers of mean 0 and deviation 1 (Box and Muller 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Values with mean 0 and deviation 1, each correlated by `phi` with the one before it. */
function series(length: number, phi: number, random: () => number): number[] {
  const values = [normal(random)];
  while (values.length < length) values.push(phi * (values.at(-1) ?? 0) + Math.sqrt(1 - phi * phi) * normal(random));
  return values;
}

type Design = { readonly before: number; readonly after: number; readonly correlation?: number };

/** For each fall, the place from 1 of the value after the trigger with which the test finds it; null: it does not. */
type Test = (values: readonly number[], before: number) => readonly (number | null)[];

const falls = [0, 1, 1.5, 2];

/** For each fall: in how many series of a hundred the test finds it, and in which month half of those were found. */
function rates({ before, after, correlation = 0 }: Design, test: Test) {
  const random = seeded(20_261_127);
  const found: number[][] = falls.map(() => []);
  for (let count = 0; count < seriesInACell; count += 1)
    for (const [index, at] of test(series(before + after, correlation, random), before).entries())
      if (at !== null) found[index]?.push(at);
  return found.map((places) => ({
    percent: (100 * places.length) / seriesInACell,
    median: places.toSorted((a, b) => a - b)[Math.floor(places.length / 2)],
  }));
}

/** The values after the trigger in deviations from the level before it, as a reading takes them. */
function standardised(values: readonly number[], before: number) {
  const limits = limitsFrom(values.slice(0, before));
  if (typeof limits === 'string') throw new Error(limits);
  const spread = limits.meanRange / 1.128;
  return { spread, after: values.slice(before).map((value) => (value - limits.mean) / spread) };
}

const cusum =
  (sums: SumLimits): Test =>
  (values, before) => {
    const { spread, after } = standardised(values, before);
    return falls.map((fall) => {
      const change = firstFall(
        after.map((z) => z - fall / spread),
        sums,
      );
      return change && change.found + 1;
    });
  };

/** A value below the lower limit, or one of seven in a row below the mean: the run may have begun before the trigger. */
const xmr: Test = (values, before) =>
  falls.map((fall) => {
    const fallen = values.map((value, index) => (index < before ? value : value - fall));
    const { points } = xmrChart(fallen, { polarity: 'higher', baselines: [{ from: 0, to: before - 1 }] });
    const at = points.findIndex(
      ({ signals }, index) =>
        index >= before &&
        signals.some(({ cause, side }) => side === 'low' && (cause === 'outside' || cause === 'run')),
    );
    return at < 0 ? null : at - before + 1;
  });

describe('the error rates of the test for a dip', () => {
  it.each([
    ['12 before, 12 after, h 5', { before: 12, after: 12 }, cusum(dipSums), [8, 66, 92, 99]],
    ['12 before, 12 after, h 4', { before: 12, after: 12 }, cusum({ ...dipSums, decision: 4 }), [13, 74, 94, 100]],
    ['12 before, 12 after, limits and runs of the chart', { before: 12, after: 12 }, xmr, [15, 71, 91, 98]],
    [
      '12 before, 12 after, months correlated by 0.3, h 5',
      { before: 12, after: 12, correlation: 0.3 },
      cusum(dipSums),
      [20, 76, 94, 98],
    ],
    ['8 before, 6 after, h 5', { before: 8, after: 6 }, cusum(dipSums), [5, 36, 63, 84]],
    ['6 before, 6 after, h 5', { before: 6, after: 6 }, cusum(dipSums), [6, 39, 63, 82]],
  ] as const)('are those published for %s', (_name, design, test, published) => {
    const found = rates(design, test).map(({ percent }) => percent);
    for (const [index, percent] of found.entries())
      expect(Math.abs(percent - (published[index] ?? Number.NaN))).toBeLessThanOrEqual(within);
  });

  it('are reached as early as published, and make one false dip in ten measures more likely than not', () => {
    const [none, ...real] = rates({ before: 12, after: 12 }, cusum(dipSums));
    expect(real.map(({ median }) => median)).toEqual([6, 5, 4]);
    const oneInTen = 100 * (1 - (1 - (none?.percent ?? 0) / 100) ** 10);
    expect(Math.abs(oneInTen - 57)).toBeLessThanOrEqual(5);
  });

  it('are those of the reading itself, which finds the same falls in the same months', () => {
    const random = seeded(7);
    for (let count = 0; count < 300; count += 1) {
      const values = series(24, 0, random).map((value, index) => (index < 12 ? value : value - 1));
      const points = monthly(values);
      const read = readDip(points, options(24));
      const [first] = read.is === 'read' ? read.falls : [];
      const change = firstFall(standardised(values, 12).after, dipSums);
      expect(first?.foundOn ?? null).toEqual(change && (points[12 + change.found]?.on ?? null));
      expect(first?.startedOn ?? null).toEqual(change && (points[12 + change.start]?.on ?? null));
    }
  });
});

/**
 * What nobody published and everybody should know who reads “turned”: the lowest point of a measure that fell and stays
 * low is low by chance too, so the values after it are better by chance. Decision 0149 says what follows.
 */
describe('what the words “turned” and “back” are worth', () => {
  it.each(turnedByChance)(
    'after $months months “turned” is said of $in100 in 100 measures that fell by 1.5 deviations and stay there',
    ({ months, in100 }) => {
      const random = seeded(3);
      const positions: DipPosition[] = [];
      for (let count = 0; count < 3_000; count += 1) {
        const values = series(12 + months, 0, random).map((value, index) => (index < 12 ? value : value - 1.5));
        const read = readDip(monthly(values), options(12 + months));
        if (read.is === 'read' && read.falls.length > 0) positions.push(read.position);
      }
      const percent = (said: DipPosition) =>
        (100 * positions.filter((position) => position === said).length) / positions.length;
      expect(Math.abs(percent('turned') - in100)).toBeLessThanOrEqual(within);
      expect(percent('back')).toBeLessThanOrEqual(1);
      expect(percent('better')).toBeLessThanOrEqual(1);
    },
  );
});

const monthly = (values: readonly number[]): readonly DipPoint[] =>
  values.map((value, index) => ({
    on: { start: dayOf(2020 + Math.floor(index / 12), (index % 12) + 1, 1), precision: 'month' },
    value,
    isWithheld: false,
    startsScale: false,
  }));

const options = (months: number): DipOptions => ({
  trigger: dayOf(2021, 1, 1),
  asOf: dayOf(2020 + Math.floor(months / 12), (months % 12) + 1, 1),
  polarity: 'higher',
  frequency: 'month',
  lagDays: null,
});
