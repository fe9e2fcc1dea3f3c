import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodMiddle } from '../../kernel/period.js';
import { firstFall, firstRise, type SumLimits } from './cusum.js';
import type { Frequency } from './measure.js';
import { dueOn, isRegular, periodsBetween, periodsOver, type Regular } from './measure-period.js';
import { baselineLength, limitsFrom, type Polarity } from './xmr.js';

/**
 * Whether a measure fell after the trigger of a failure, and whether it has turned: lesson 7, “failure can appear to
 * get worse before it gets better”.
 *
 * Method: a one-sided cumulative sum (CUSUM) after E. S. Page, “Continuous inspection schemes”, *Biometrika* 41 (1954),
 * of values that are standardised by the mean and the moving ranges of a baseline before the trigger (W. A. Shewhart;
 * D. J. Wheeler, *Understanding Variation*, 1993: s = MR / 1.128, ranges from 3.267 mean ranges on left out once).
 * Textbooks set h = 4 or 5 for a mean and a spread that are known; told from twelve values they are not, so h is 5, and
 * the error rates that follow are those of `dip.simulation.spec.ts`: 8 false dips in 100 series of 12 values before and
 * 12 after without any change, 20 where neighbouring months are correlated by 0.3.
 *
 * Values are in the unit of the measure, one a period and in the order of the periods. z is in standard deviations, and
 * up is better whichever way the measure counts.
 */

/**
 * k: half a standard deviation of every fall is taken for chance, half of the fall that the test is made for. h: a sum
 * beyond five is a dip, and of rises from the lowest point a turn.
 */
export const dipSums: SumLimits = { allowance: 0.5, decision: 5 };
/** MR / 1.128 is the standard deviation (d2 of ranges of two). */
const rangesPerDeviation = 1.128;
/** More missing periods in a row than this, and the reading begins again after them. */
export const longestGap = 2;
/** Fewer numbers than this after the trigger say nothing. */
export const fewestAfter = 3;
/** Three means of three in a row at or above the level before the trigger: it is back. */
const meansToBeBack = 3;
/** Seven in a row above the level before the trigger: it is better. */
const runToBeBetter = 7;

/** One period of a measure, as far as its reader may see it. */
export type DipPoint = {
  readonly on: Period;
  /** Null: missing, or withheld so that nobody can be recognised. */
  readonly value: number | null;
  readonly isWithheld: boolean;
  /** Another scale or definition begins with it: it is not compared with what was before. */
  readonly startsScale: boolean;
};

export type Standardised = { readonly on: Period; readonly value: number; readonly z: number };

/** A fall that is no chance, from the first value of the sum that told of it. */
export type Fall = {
  /** The first value after the sum was last nothing. */
  readonly startedOn: Period;
  /** The value with which the sum passed the limit. */
  readonly foundOn: Period;
  /** The middle of the three values in a row with the lowest mean; null before there are three. */
  readonly trough: { readonly on: Period; readonly z: number } | null;
  /** The value with which the sum of rises from the trough passed the limit; null: it has not turned. */
  readonly turnedOn: Period | null;
  /** The value with which it was back at the level before the trigger; null: it is not. */
  readonly backOn: Period | null;
  /** Every value from its start to its end, or to the newest. */
  readonly values: readonly Standardised[];
};

/** Where the newest values stand against the level before the trigger. */
export type DipPosition = 'never_fell' | 'low' | 'turned' | 'back' | 'better';

export type DipBaseline = {
  readonly from: Period;
  readonly to: Period;
  readonly count: number;
  readonly mean: number;
  /** s, in the unit of the measure. */
  readonly spread: number;
  readonly rangesScreened: number;
};

/** Numbers are missing between these two, and the reading began again with the second. */
export type Gap = { readonly after: Period; readonly before: Period };

export type ReadDip = {
  readonly is: 'read';
  readonly baseline: DipBaseline;
  /** From the trigger, or from the last long gap after it. */
  readonly after: readonly Standardised[];
  readonly gap: Gap | null;
  /** The oldest first; only the last one may still be open. */
  readonly falls: readonly Fall[];
  readonly position: DipPosition;
};

/**
 * Why nothing can be said. `no-direction`: neither way is better. `too-few-before`, `too-few-after`: fewer than six
 * numbers of one scale before the trigger without a long gap, fewer than three after it. `no-variation`: the numbers
 * before did not vary. `withheld`: one of them may not be shown, and a level would help to work it out. `new-scale`:
 * the scale or the definition changed after the trigger, `on`. `stopped`: no number has come for more than two periods.
 * `before`: what could be said up to then.
 */
export type NoDipReading =
  | { readonly is: 'none'; readonly because: 'no-direction' | 'no-variation' | 'withheld' }
  | {
      readonly is: 'none';
      readonly because: 'too-few-before' | 'too-few-after';
      readonly count: number;
      readonly gap: Gap | null;
    }
  | {
      readonly is: 'none';
      readonly because: 'new-scale' | 'stopped';
      readonly on: Period;
      readonly before: ReadDip | null;
    };

export type DipOptions = {
  /** The day of the trigger; the middle of its date where that is not exact. */
  readonly trigger: CalendarDay;
  /** The last day of the reading: what has been due by then and is missing is missing. */
  readonly asOf: CalendarDay;
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  readonly lagDays: number | null;
};

type Numbered = DipPoint & { readonly value: number };
const isNumbered = (point: DipPoint): point is Numbered => point.value !== null;

/**
 * Reads a measure against its level before the trigger. A period counts as before when its middle lies before the day
 * of the trigger. Only numbers are counted: up to two missing periods are passed over, and no range is taken across
 * them; a longer gap begins the reading again, before the trigger and after it.
 */
export function readDip(points: readonly DipPoint[], options: DipOptions): ReadDip | NoDipReading {
  const { trigger, polarity } = options;
  if (polarity === 'neither') return { is: 'none', because: 'no-direction' };
  const regular = regularOf(points, options.frequency);
  const start = points.findIndex(({ on }) => periodMiddle(on) >= trigger);
  const [before, since] = start < 0 ? [points, []] : [points.slice(0, start), points.slice(start)];
  const broken = since.findIndex(({ startsScale }) => startsScale);
  const base = baselineOf(before, regular);
  const read =
    'is' in base ? base : readAfter(broken < 0 ? since : since.slice(0, broken), { base, before, regular, polarity });
  const newScale = since[broken];
  if (newScale && !('is' in base))
    return { is: 'none', because: 'new-scale', on: newScale.on, before: read.is === 'read' ? read : null };
  const newest = points.findLast(isNumbered);
  if (read.is === 'read' && newest && hasStopped(newest, regular, options))
    return { is: 'none', because: 'stopped', on: newest.on, before: read };
  return read;
}

/** How the periods are counted; null where they are not of one length, and nobody can tell what is missing. */
const regularOf = (points: readonly DipPoint[], frequency: Frequency): Regular | null =>
  isRegular(frequency) && points.every(({ on }) => on.precision === frequency) ? frequency : null;

const missingBetween = (before: DipPoint, after: DipPoint, regular: Regular | null): number =>
  regular ? Math.max(0, periodsBetween(before.on, after.on, regular)) : 0;

const isLongGap = (before: DipPoint, after: DipPoint, regular: Regular | null): boolean =>
  missingBetween(before, after, regular) > longestGap;

/** Whether more than two periods that are due by the day of the reading have no number. */
function hasStopped(newest: DipPoint, regular: Regular | null, { asOf, lagDays }: DipOptions): boolean {
  if (!regular) return false;
  const due = periodsOver(regular, asOf, mostLate).findLast((on) => dueOn(on, lagDays) <= asOf);
  // The latest that is due counts among the missing.
  return due !== undefined && periodsBetween(newest.on, due, regular) + 1 > longestGap;
}

/** So many periods a number may take to arrive, at most, to be found late. */
const mostLate = 60;

/** The last twelve numbers of one scale without a long gap, and what follows from them. */
function baselineOf(before: readonly DipPoint[], regular: Regular | null): DipBaseline | NoDipReading {
  const { window, gap } = windowBefore(before, regular);
  if (window.some(({ isWithheld }) => isWithheld)) return { is: 'none', because: 'withheld' };
  const numbers = window.filter(isNumbered);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const found = limitsFrom(withGaps(window, regular));
  if (found === 'no-variation') return { is: 'none', because: 'no-variation' };
  if (found === 'too-few' || !first || !last)
    return { is: 'none', because: 'too-few-before', count: numbers.length, gap };
  const { mean, meanRange, count, rangesScreened } = found;
  return { from: first.on, to: last.on, count, mean, spread: meanRange / rangesPerDeviation, rangesScreened };
}

/** Back from the last number before the trigger to the twelfth, a long gap or the beginning of the scale. */
function windowBefore(
  before: readonly DipPoint[],
  regular: Regular | null,
): { readonly window: readonly DipPoint[]; readonly gap: Gap | null } {
  let from = before.length;
  let count = 0;
  let next: DipPoint | null = null;
  for (let index = before.length - 1; index >= 0 && count < baselineLength; index -= 1) {
    const point = before[index];
    if (!point) break;
    if (isNumbered(point)) {
      if (next && isLongGap(point, next, regular))
        return { window: before.slice(from), gap: { after: point.on, before: next.on } };
      next = point;
      from = index;
      count += 1;
    }
    if (point.startsScale) break;
  }
  return { window: before.slice(from), gap: null };
}

/** The values with a gap for every period that is missing, so that no range is taken across one. */
const withGaps = (points: readonly DipPoint[], regular: Regular | null): readonly (number | null)[] =>
  points.flatMap((point, index) => {
    const before = points[index - 1];
    const missing = before ? missingBetween(before, point, regular) : 0;
    return [...Array.from({ length: missing }, () => null), point.value];
  });

function readAfter(
  since: readonly DipPoint[],
  {
    base,
    before,
    regular,
    polarity,
  }: {
    readonly base: DipBaseline;
    readonly before: readonly DipPoint[];
    readonly regular: Regular | null;
    readonly polarity: Polarity;
  },
): ReadDip | NoDipReading {
  const sign = polarity === 'lower' ? -1 : 1;
  const numbers = since.filter(isNumbered);
  const all = [...before.filter(isNumbered).slice(-1), ...numbers];
  const again = all.findLastIndex((point, index) => {
    const earlier = all[index - 1];
    return earlier !== undefined && isLongGap(earlier, point, regular);
  });
  const [left, right] = [all[again - 1], all[again]];
  const gap = left && right ? { after: left.on, before: right.on } : null;
  const counted = gap ? all.slice(again) : numbers;
  if (counted.length < fewestAfter) return { is: 'none', because: 'too-few-after', count: counted.length, gap };
  const after = counted.map(({ on, value }) => ({ on, value, z: (sign * (value - base.mean)) / base.spread }));
  const falls = fallsIn(after);
  return { is: 'read', baseline: base, after, gap, falls, position: positionOf(after, falls) };
}

/** Every fall, one after the other: the sum begins anew when a fall is over. */
function fallsIn(after: readonly Standardised[]): readonly Fall[] {
  const falls: Fall[] = [];
  for (let from = 0; from < after.length;) {
    const rest = after.slice(from);
    const change = firstFall(
      rest.map(({ z }) => z),
      dipSums,
    );
    const [first, found] = change ? [rest[change.start], rest[change.found]] : [];
    if (!change || !first || !found) break;
    const fall = followed(rest.slice(change.start), { first, found });
    falls.push(fall);
    from += change.start + fall.values.length;
  }
  return falls;
}

/** What became of a fall, by its values from the first on. */
function followed(
  values: readonly Standardised[],
  { first, found }: { readonly first: Standardised; readonly found: Standardised },
): Fall {
  const back = backAt(values, values.indexOf(found));
  const own = back === null ? values : values.slice(0, back + 1);
  const trough = troughOf(own);
  return {
    startedOn: first.on,
    foundOn: found.on,
    trough: trough && { on: trough.on, z: trough.z },
    turnedOn: (trough && turnAfter(own, trough)?.on) ?? null,
    backOn: (back === null ? null : own.at(-1)?.on) ?? null,
    values: own,
  };
}

const meanZ = (values: readonly Standardised[]): number => values.reduce((sum, { z }) => sum + z, 0) / values.length;

/** The mean of each three in a row. */
const meansOfThree = (values: readonly Standardised[]): readonly number[] =>
  values.slice(2).map((_value, index) => meanZ(values.slice(index, index + 3)));

/**
 * The place of the value that completes three means of three in a row at 0 or more, all of them of values after the one
 * with which the fall was found; null: not yet.
 */
function backAt(values: readonly Standardised[], found: number): number | null {
  const means = meansOfThree(values.slice(found + 1));
  const at = means.findIndex((_mean, index) => {
    const three = means.slice(index, index + meansToBeBack);
    return three.length === meansToBeBack && three.every((mean) => mean >= 0);
  });
  return at < 0 ? null : found + 1 + at + meansToBeBack + 1;
}

/** The lowest mean of three, by the place of its middle value; of equal ones the first. */
function troughOf(
  values: readonly Standardised[],
): { readonly on: Period; readonly z: number; readonly at: number } | null {
  const means = meansOfThree(values);
  const lowest = Math.min(...means);
  const at = means.indexOf(lowest) + 1;
  const middle = values[at];
  return means.length > 0 && middle ? { on: middle.on, z: lowest, at } : null;
}

/** The value with which the sum of rises from the trough, U = max(0, U + (z − trough) − k) from 0, passed h. */
function turnAfter(
  values: readonly Standardised[],
  trough: { readonly z: number; readonly at: number },
): Standardised | null {
  const rest = values.slice(trough.at + 1);
  const turn = firstRise(
    rest.map(({ z }) => z - trough.z),
    dipSums,
  );
  return (turn && rest[turn.found]) ?? null;
}

function positionOf(after: readonly Standardised[], falls: readonly Fall[]): DipPosition {
  if (after.length >= runToBeBetter && after.slice(-runToBeBetter).every(({ z }) => z > 0)) return 'better';
  const last = falls.at(-1);
  if (!last) return 'never_fell';
  if (last.backOn) return 'back';
  return last.turnedOn ? 'turned' : 'low';
}
