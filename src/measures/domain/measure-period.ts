import { addDays, type CalendarDay, dayOf, partsOf } from '../../kernel/calendar-day.js';
import { type Period, periodEnd, periodText } from '../../kernel/period.js';
import type { Frequency } from './measure.js';

/** How many months one period of a frequency lasts. */
const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
export type Regular = keyof typeof monthsIn;

export const isRegular = (frequency: Frequency): frequency is Regular => frequency !== 'irregular';

/** What a number that is not on the way is taken to need, in days, where the measure does not say. */
export const usualLagDays = 14;

/** The period that begins as many months after January of year 0 as this. */
function periodAt(index: number, frequency: Regular): Period {
  const months = index * monthsIn[frequency];
  return { start: dayOf(Math.floor(months / 12), (months % 12) + 1, 1), precision: frequency };
}

const indexOf = (on: CalendarDay, frequency: Regular): number => {
  const { year, month } = partsOf(on);
  return Math.floor((year * 12 + month - 1) / monthsIn[frequency]);
};

/** The period of the frequency in which a day lies. */
export const periodOf = (on: CalendarDay, frequency: Regular): Period => periodAt(indexOf(on, frequency), frequency);

/** Whether numbers of this frequency are for such a period; of one that comes now and then, any will do. */
export const isPeriodOf = ({ precision }: Period, frequency: Frequency): boolean =>
  !isRegular(frequency) || precision === frequency;

export const nextPeriod = ({ start }: Period, frequency: Regular): Period =>
  periodAt(indexOf(start, frequency) + 1, frequency);

/** How many periods lie between two, neither of them counted; less than nothing where they are in another order. */
export const periodsBetween = (before: Period, after: Period, frequency: Regular): number =>
  indexOf(after.start, frequency) - indexOf(before.start, frequency) - 1;

/** The last `count` periods that are over by `today`, the oldest first. */
export function periodsOver(frequency: Regular, today: CalendarDay, count: number): readonly Period[] {
  const last = indexOf(today, frequency) - (periodEnd(periodOf(today, frequency)) <= today ? 0 : 1);
  return Array.from({ length: count }, (_unused, index) => periodAt(last - count + 1 + index, frequency));
}

/** The day on which the number of a period is due: its last day and the days that numbers take. */
export const dueOn = (on: Period, lagDays: number | null): CalendarDay =>
  addDays(periodEnd(on), lagDays ?? usualLagDays);

export type Owed = { readonly on: Period; readonly dueOn: CalendarDay };

/** What is due of one measure. `owed`: periods whose day has come and that have no number; `next`: the one after. */
export type DueState = { readonly owed: readonly Owed[]; readonly next: Owed | null };

/** More periods than this are not told one by one: a measure that was forgotten for years is not kept. */
export const mostOwed = 12;

/**
 * Which numbers of a measure are due. What came before its first number is not owed; of one without any number only
 * the period that ended last is. A measure whose numbers come now and then owes none.
 */
export function dueState(
  {
    frequency,
    lagDays,
    isKept,
  }: { readonly frequency: Frequency; readonly lagDays: number | null; readonly isKept: boolean },
  known: readonly Period[],
  today: CalendarDay,
): DueState {
  if (!isKept || !isRegular(frequency)) return { owed: [], next: null };
  const have = new Set(known.map(periodText));
  const first = known.map(({ start }) => start).toSorted()[0];
  const over = periodsOver(frequency, today, mostOwed).map((on): Owed => ({ on, dueOn: dueOn(on, lagDays) }));
  const missing = over.filter(({ on }, index) =>
    have.has(periodText(on)) ? false : first ? on.start > first : index === over.length - 1,
  );
  const waiting = missing.find((one) => one.dueOn > today);
  const last = over.at(-1);
  const after = last && nextPeriod(last.on, frequency);
  return {
    owed: missing.filter((one) => one.dueOn <= today),
    next: waiting ?? (after ? { on: after, dueOn: dueOn(after, lagDays) } : null),
  };
}
