import { type Period, periodText } from '../../kernel/period.js';
import { type BaselineFact, type Reading, readSeries, type SeriesLimits, type ValueFact } from './series.js';

/**
 * Why a number asks for a reason before it is kept: it lies outside the limits of what chance brings; it jumps further
 * from the one before than any range should; or, with too few numbers for limits, it is far from the one before.
 */
export type Unusual = {
  readonly on: Period;
  readonly because: 'above-limits' | 'below-limits' | 'jump' | 'far-from-before';
  readonly value: number;
  /** The number before it, where that is what it is far from. */
  readonly before: number | null;
  /** The limits that it was held against; null where there are too few numbers for any. */
  readonly limits: Pick<SeriesLimits, 'lower' | 'upper' | 'upperRange'> | null;
};

/** Without limits: so many percentage points are far … */
export const farInPoints = 20;
/** … and of anything else half as much again or less than half, but not a change of fewer than five. */
export const farShare = 0.5;
export const leastFar = 5;

export function isFar(value: number, before: number, unit: string): boolean {
  const change = Math.abs(value - before);
  if (unit === '%') return change > farInPoints;
  return change >= leastFar && change > Math.abs(before) * farShare;
}

/**
 * Which of the numbers that are about to be kept are unusual. `values` are all of the measure, with the new ones in
 * their place; `asked` the periods of the new ones. Read with true numbers: whoever enters them sees them.
 */
export function unusualIn(
  values: readonly ValueFact[],
  reading: Reading,
  {
    asked,
    unit,
    baselines = [],
    breaks = [],
  }: {
    readonly asked: readonly Period[];
    readonly unit: string;
    readonly baselines?: readonly BaselineFact[];
    readonly breaks?: readonly Period[];
  },
): readonly Unusual[] {
  const { entries, limits } = readSeries(values, reading, { scope: 'board', baselines, breaks });
  const wanted = new Set(asked.map(periodText));
  return entries.flatMap(({ fact, shown, point, joined }, index): Unusual[] => {
    const { on } = fact;
    if (!on || !wanted.has(periodText(on)) || shown.is !== 'number') return [];
    const { value } = shown;
    const own = limits.find(({ from, to }) => on.start >= from.start && on.start <= to.start) ?? null;
    const last = entries[index - 1]?.shown;
    const before = joined && last?.is === 'number' ? last.value : null;
    const told = { on, value, before, limits: own };
    if (!own) return before !== null && isFar(value, before, unit) ? [{ ...told, because: 'far-from-before' }] : [];
    if (value > own.upper) return [{ ...told, because: 'above-limits' }];
    if (value < own.lower) return [{ ...told, because: 'below-limits' }];
    const range = point?.range ?? null;
    return range !== null && range > own.upperRange ? [{ ...told, because: 'jump' }] : [];
  });
}
