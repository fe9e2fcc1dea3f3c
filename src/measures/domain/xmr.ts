/**
 * The chart of individual values and moving ranges (XmR, or I chart), by the plot-the-dots rules that boards of the
 * NHS know.
 *
 * Method: W. A. Shewhart, *Economic Control of Quality of Manufactured Product* (1931), in the form for single values
 * of D. J. Wheeler, *Understanding Variation* (1993). Screening of ranges, near limits and the special causes are
 * those of NHS England's *Making Data Count* and of the R package NHSRplotthedots (`ptd_spc_standard`).
 *
 * Values are in the unit of the measure and in the order of their periods, one a period. `null` is a period without a
 * number: missing, or withheld so that nobody can be recognised. It is a gap, never a zero: no range is taken across
 * it, and no run or trend goes on over it.
 */

/** Which way is better. `neither`: a change is told, and nobody says whether it is good. */
export const polarities = ['higher', 'lower', 'neither'] as const;
export type Polarity = (typeof polarities)[number];

/** 3 / 1.128: three standard deviations, told from the mean of ranges of two (d2 = 1.128). */
export const limitFactor = 2.66;
/** D4 for ranges of two: a range above this many mean ranges is itself a signal. */
export const rangeFactor = 3.267;
/** Below this many values no limits are drawn: they would say more about chance than about the service. */
export const fewestForLimits = 6;
/** From this many values on the limits are settled; before, they are trial limits and move with every new value. */
export const baselineLength = 12;
/** So many in a row on one side of the mean, or rising, or falling, are no longer chance. */
export const runLength = 7;

/** A stretch of values, by their places in the series from 0; both ends belong to it. */
export type Stretch = { readonly from: number; readonly to: number };

/** What the limits of one stretch of the chart are, and from which values they were worked out. */
export type Limits = {
  /** The values that they are held against: up to the value before the next baseline, or to the last. */
  readonly over: Stretch;
  /** The values that they were worked out from. */
  readonly baseline: Stretch;
  /** How many numbers lie in the baseline; gaps are not counted. */
  readonly count: number;
  /** `trial`: fewer than 12 numbers in the baseline. */
  readonly kind: 'trial' | 'settled';
  readonly mean: number;
  /** The mean of the moving ranges, after those that are signals themselves were left out once. */
  readonly meanRange: number;
  /** How many ranges were left out. */
  readonly rangesScreened: number;
  /** A moving range above this is a signal of a sudden jump. */
  readonly upperRange: number;
  readonly upper: number;
  readonly lower: number;
  /** Two thirds of the way from the mean to the limits. */
  readonly nearUpper: number;
  readonly nearLower: number;
};

/**
 * Why a value is no chance: `outside` the limits; one of two in three beyond the near limit on one side (`near`); one of
 * seven or more in a row on one side of the mean (`run`); one of seven or more that each rise, or each fall (`trend`).
 */
export const specialCauses = ['outside', 'near', 'run', 'trend'] as const;
export type SpecialCause = (typeof specialCauses)[number];

/** Above or rising, below or falling. */
export type Side = 'high' | 'low';
export type Meaning = 'improvement' | 'concern' | 'neither';

export type Signal = { readonly cause: SpecialCause; readonly side: Side };

export type ChartPoint = {
  readonly value: number | null;
  /** The distance from the value before; null at the start, and beside a gap or a new baseline. */
  readonly range: number | null;
  /** Every special cause that it is part of, in the order of `specialCauses`; none is chance variation. */
  readonly signals: readonly Signal[];
  /** What its first signal means for people; null without a signal. */
  readonly meaning: Meaning | null;
};

/** `too-few`: fewer than 6 numbers. `no-variation`: every value of the baseline is the same. */
export type NoLimits = 'too-few' | 'no-variation';

export type XmrChart = {
  readonly points: readonly ChartPoint[];
  /** One for each baseline that gave limits, the oldest first. Limits of the past stay drawn. */
  readonly limits: readonly Limits[];
  /** Why the newest stretch has no limits; null where it has. */
  readonly noLimits: NoLimits | null;
  /** How many numbers the whole series holds. */
  readonly count: number;
  /** How many of them stand since the last break of the scale; all where there is none. */
  readonly countSinceBreak: number;
};

type Options = {
  readonly polarity: Polarity;
  /**
   * Baselines that were locked by a recorded decision, in order and not overlapping. Without any, the first 12 numbers
   * are the baseline. The values before the first one are held against its limits too.
   */
  readonly baselines?: readonly Stretch[];
  /**
   * Places at which another scale begins: a changed definition, a series that was made anew. Nothing is carried over a
   * break: limits begin again with the first 12 numbers after it.
   */
  readonly breaks?: readonly number[];
};

type Value = number | null;

const isNumber = (value: Value | undefined): value is number => value !== null && value !== undefined;

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** The distance of each value from the one before it; null where there is none before it, or one of them is a gap. */
export const movingRanges = (values: readonly Value[]): readonly Value[] =>
  values.map((value, index) => {
    const before = values[index - 1];
    return isNumber(value) && isNumber(before) ? Math.abs(value - before) : null;
  });

/**
 * The mean range and what follows from it. `screened`: ranges of 3.267 mean ranges and more are left out, once, so that
 * one jump does not widen the limits that should show it. Without it the figures are those of the textbooks.
 */
export function limitsFrom(
  values: readonly Value[],
  { screened = true }: { readonly screened?: boolean } = {},
): Omit<Limits, 'over' | 'baseline' | 'kind'> | NoLimits {
  const numbers = values.filter(isNumber);
  const ranges = movingRanges(values).filter(isNumber);
  if (numbers.length < fewestForLimits || ranges.length === 0) return 'too-few';
  const first = meanOf(ranges);
  if (first === 0) return 'no-variation';
  const kept = screened ? ranges.filter((range) => range < rangeFactor * first) : ranges;
  const meanRange = meanOf(kept);
  // Only one jump and nothing else moved: what is left says nothing of ordinary variation.
  if (!(meanRange > 0)) return 'no-variation';
  const mean = meanOf(numbers);
  const reach = limitFactor * meanRange;
  return {
    count: numbers.length,
    mean,
    meanRange,
    rangesScreened: ranges.length - kept.length,
    upperRange: rangeFactor * meanRange,
    upper: mean + reach,
    lower: mean - reach,
    nearUpper: mean + (reach * 2) / 3,
    nearLower: mean - (reach * 2) / 3,
  };
}

/** The place of the twelfth number of a stretch, or its last place where there are fewer. */
function endOfFirstBaseline(values: readonly Value[], { from, to }: Stretch): number {
  let count = 0;
  for (let index = from; index <= to; index += 1) {
    if (isNumber(values[index])) count += 1;
    if (count === baselineLength) return index;
  }
  return to;
}

/** The stretches of one scale, from break to break. */
function scalesOf(values: readonly Value[], breaks: readonly number[]): readonly Stretch[] {
  const starts = [0, ...new Set(breaks.filter((place) => place > 0 && place < values.length))].toSorted(
    (a, b) => a - b,
  );
  return starts.map((from, index) => ({ from, to: (starts[index + 1] ?? values.length) - 1 }));
}

/** Each baseline of one scale with the stretch of the chart that its limits are held against. */
function stretchesOf(
  values: readonly Value[],
  scale: Stretch,
  baselines: readonly Stretch[],
): { over: Stretch; baseline: Stretch }[] {
  const own = baselines
    .filter(({ from }) => from >= scale.from && from <= scale.to)
    .map(({ from, to }) => ({ from, to: Math.min(to, scale.to) }));
  const given = own.length > 0 ? own : [{ from: scale.from, to: endOfFirstBaseline(values, scale) }];
  return given.map((baseline, index) => ({
    baseline,
    over: {
      from: index === 0 ? scale.from : baseline.from,
      to: (given[index + 1]?.from ?? scale.to + 1) - 1,
    },
  }));
}

function checkBaselines(values: readonly Value[], baselines: readonly Stretch[]): void {
  for (const [index, { from, to }] of baselines.entries()) {
    const before = baselines[index - 1];
    const isWhole = Number.isInteger(from) && Number.isInteger(to);
    if (!isWhole || from < 0 || to < from || to >= values.length || (before && from <= before.to))
      throw new Error(`There is no baseline from ${from} to ${to}`);
  }
}

const sideOf = (difference: number): Side | null => (difference > 0 ? 'high' : difference < 0 ? 'low' : null);

/** Marks every stretch of `runLength` and more whose steps all say the same side. A step without a side ends it. */
function stretchesOnOneSide(sides: readonly (Side | null)[], least: number): readonly (Side | null)[] {
  const marked: (Side | null)[] = sides.map(() => null);
  for (let start = 0; start < sides.length;) {
    const side = sides[start] ?? null;
    let end = start + 1;
    while (end < sides.length && sides[end] === side) end += 1;
    if (side && end - start >= least) marked.fill(side, start, end);
    start = end;
  }
  return marked;
}

/** Seven or more in a row on one side of the mean; a value on the mean ends the run. */
const runsOf = (values: readonly Value[], { mean }: Limits): readonly (Side | null)[] =>
  stretchesOnOneSide(
    values.map((value) => (isNumber(value) ? sideOf(value - mean) : null)),
    runLength,
  );

/** Seven or more of which each lies above, or each below, the one before it: six steps and more. */
function trendsOf(values: readonly Value[]): readonly (Side | null)[] {
  const steps = values.map((value, index) => {
    const before = values[index - 1];
    return isNumber(value) && isNumber(before) ? sideOf(value - before) : null;
  });
  const marked = [...stretchesOnOneSide(steps, runLength - 1)];
  // The value from which a trend sets out belongs to it.
  for (let index = 1; index < marked.length; index += 1)
    if (marked[index] && !marked[index - 1]) marked[index - 1] = marked[index] ?? null;
  return marked;
}

const outsideOf = (values: readonly Value[], { upper, lower }: Limits): readonly (Side | null)[] =>
  values.map((value) => (isNumber(value) ? (value > upper ? 'high' : value < lower ? 'low' : null) : null));

/** Those beyond the near limit, on the same side as another of the two before or after it in three neighbours. */
function nearOf(values: readonly Value[], { nearUpper, nearLower }: Limits): readonly (Side | null)[] {
  const beyond = values.map((value): Side | null =>
    isNumber(value) ? (value > nearUpper ? 'high' : value < nearLower ? 'low' : null) : null,
  );
  const marked: (Side | null)[] = beyond.map(() => null);
  const threes = values.slice(2).map((_value, first) => [first, first + 1, first + 2]);
  for (const places of threes.filter((three) => three.every((place) => isNumber(values[place])))) {
    const pairs = (['high', 'low'] as const)
      .map((side) => places.filter((place) => beyond[place] === side))
      .filter((there) => there.length >= 2);
    for (const place of pairs.flat()) marked[place] = beyond[place] ?? null;
  }
  return marked;
}

const better: Readonly<Record<Exclude<Polarity, 'neither'>, Side>> = { higher: 'high', lower: 'low' };

export const meaningOf = (side: Side, polarity: Polarity): Meaning =>
  polarity === 'neither' ? 'neither' : side === better[polarity] ? 'improvement' : 'concern';

/** What each value of one stretch signals, in the order of `specialCauses`. Nothing is carried over from before it. */
function signalsIn(values: readonly Value[], limits: Limits): readonly (readonly Signal[])[] {
  const told: Readonly<Record<SpecialCause, readonly (Side | null)[]>> = {
    outside: outsideOf(values, limits),
    near: nearOf(values, limits),
    run: runsOf(values, limits),
    trend: trendsOf(values),
  };
  return values.map((_value, index) =>
    specialCauses.flatMap((cause) => {
      const side = told[cause][index];
      return side ? [{ cause, side }] : [];
    }),
  );
}

/**
 * The whole chart. Limits are worked out from each baseline by itself; a stretch whose baseline gives none is drawn
 * without, and signals nothing. Throws on baselines that do not lie in the series in order: a programmer's mistake.
 */
export function xmrChart(values: readonly Value[], { polarity, baselines = [], breaks = [] }: Options): XmrChart {
  checkBaselines(values, baselines);
  const count = values.filter(isNumber).length;
  const scales = scalesOf(values, breaks);
  const signals: (readonly Signal[])[] = values.map(() => []);
  const limits: Limits[] = [];
  const starts = new Set<number>();
  let noLimits: NoLimits | null = 'too-few';
  for (const { over, baseline } of scales.flatMap((scale) => stretchesOf(values, scale, baselines))) {
    starts.add(over.from);
    const found = limitsFrom(values.slice(baseline.from, baseline.to + 1));
    noLimits = typeof found === 'string' ? found : null;
    if (typeof found === 'string') continue;
    const own: Limits = { ...found, over, baseline, kind: found.count < baselineLength ? 'trial' : 'settled' };
    limits.push(own);
    for (const [index, told] of signalsIn(values.slice(over.from, over.to + 1), own).entries())
      signals[over.from + index] = told;
  }
  const ranges = movingRanges(values);
  const points = values.map((value, index): ChartPoint => {
    const own = signals[index] ?? [];
    const [first] = own;
    return {
      value,
      range: starts.has(index) ? null : (ranges[index] ?? null),
      signals: own,
      meaning: first ? meaningOf(first.side, polarity) : null,
    };
  });
  const countSinceBreak = values.slice(scales.at(-1)?.from ?? 0).filter(isNumber).length;
  return { points, limits, noLimits, count, countSinceBreak };
}

/** The limits that the newest values are held against; null where they have none. */
export const currentLimits = ({ limits, noLimits }: XmrChart): Limits | null =>
  noLimits === null ? (limits.at(-1) ?? null) : null;
