import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { Frequency } from './measure.js';
import { isPeriodOf } from './measure-period.js';
import { baselineLength, fewestForLimits } from './xmr.js';

/** From which numbers limits are to be worked out from now on, and why. */
export type AskedBaseline = { readonly from: Period; readonly to: Period };

export type BaselineRefusal =
  | 'of-another-length'
  | 'ends-before-it-begins'
  | 'not-over'
  | 'too-few-numbers'
  | 'crosses-a-break'
  | 'begins-in-an-earlier-one';

/**
 * Whether a baseline may be locked. It needs 6 numbers (below 12 its limits are trial limits), all of one scale, and
 * begins after every baseline that was locked before: what a board saw is never drawn anew.
 */
export function lockBaseline(
  { from, to }: AskedBaseline,
  {
    frequency,
    numbers,
    breaks,
    locked,
    today,
  }: {
    readonly frequency: Frequency;
    /** The periods that have a number. */
    readonly numbers: readonly Period[];
    /** The first periods of changed definitions and scales. */
    readonly breaks: readonly Period[];
    readonly locked: readonly AskedBaseline[];
    readonly today: CalendarDay;
  },
): Result<{ readonly count: number; readonly isTrial: boolean }, BaselineRefusal> {
  if (!isPeriodOf(from, frequency) || !isPeriodOf(to, frequency)) return refused('of-another-length');
  if (to.start < from.start) return refused('ends-before-it-begins');
  if (periodEnd(to) > today) return refused('not-over');
  if (locked.some((one) => from.start <= periodEnd(one.to))) return refused('begins-in-an-earlier-one');
  if (breaks.some(({ start }) => start > from.start && start <= to.start)) return refused('crosses-a-break');
  const count = numbers.filter((on) => on.start >= from.start && periodEnd(on) <= periodEnd(to)).length;
  return count < fewestForLimits ? refused('too-few-numbers') : ok({ count, isTrial: count < baselineLength });
}
