import { addDays, type CalendarDay, dayNumber } from '../../kernel/calendar-day.js';
import { daysPerMonth, type Period, periodMiddle, toOneDecimal, uncertaintyInMonths } from '../../kernel/period.js';
import type { ComparedCase } from './compared-case.js';

/** A case with its month zero; `zero` null: the record has none, so that it cannot stand on the clock. */
export type Aligned = { readonly one: ComparedCase; readonly zero: Period | null };

/** A date in months from zero, with how far the precision of both leaves it open. One decimal, half up. */
export type OnClock = { readonly months: number; readonly uncertainty: number };

export const onClock = (zero: Period, on: Period): OnClock => ({
  months: toOneDecimal((dayNumber(periodMiddle(on)) - dayNumber(periodMiddle(zero))) / daysPerMonth),
  uncertainty: uncertaintyInMonths(zero) + uncertaintyInMonths(on),
});

/** Months of the clock as days of a case's own calendar: month zero is the middle of its zero. */
export const dayAt = (zero: Period, months: number): CalendarDay =>
  addDays(periodMiddle(zero), Math.round(months * daysPerMonth));

/** How much of the clock is drawn, in months, the same for every case. */
export type ClockRange = { readonly from: number; readonly until: number };

/** Up to this many months before zero anything is drawn; what is earlier stands in the tables. */
export const mostBefore = 84;
/** After the end of the last episode so much more is drawn, so that a reader sees whether it held. */
const after = 24;
const roundedTo = 6;

/** A day or two beyond a round number does not begin another half a year. */
const slack = 0.02;
const down = (months: number): number => Math.floor(months / roundedTo + slack) * roundedTo;
const up = (months: number): number => Math.ceil(months / roundedTo - slack) * roundedTo;

/** From the trigger to here a case tells its story: to its relapse, its closing or its end, otherwise to its last day. */
function lastTold({ of }: ComparedCase): number {
  const ends = [of.failedAgain?.day, of.stopped?.day, of.good?.day, of.notFailing?.day].filter(
    (day): day is number => day !== undefined && day >= of.triggered.day,
  );
  return ends.length === 0 ? of.lastDay : Math.min(of.lastDay, Math.max(...ends) + Math.round(after * daysPerMonth));
}

/**
 * The part of the clock that holds what the cases tell: from the earliest fact of any, at most 84 months before zero,
 * to two years after the last end of any, or to the last day of one that has not ended. At least a year on either side
 * of what matters; null where no case has a month zero.
 */
export function clockRange(cases: readonly Aligned[]): ClockRange | null {
  const placed = cases.flatMap(({ one, zero }) => (zero ? [{ one, zero }] : []));
  if (placed.length === 0) return null;
  const monthOf = (zero: Period, day: number): number => (day - dayNumber(periodMiddle(zero))) / daysPerMonth;
  const first = placed.flatMap(({ one, zero }) =>
    [
      one.of.triggered.day,
      ...one.facts.flatMap(({ kind, from }) =>
        from && kind !== 'structure' && kind !== 'post' ? [dayNumber(periodMiddle(from))] : [],
      ),
    ]
      .map((day) => monthOf(zero, day))
      .filter((months) => months >= -mostBefore),
  );
  const last = placed.map(({ one, zero }) => monthOf(zero, lastTold(one)));
  return { from: Math.min(-roundedTo, down(Math.min(0, ...first))), until: Math.max(12, up(Math.max(...last))) };
}

/** How many of a case's facts lie outside what is drawn, or have no date to be drawn at. */
export function notDrawn(
  { one, zero }: Aligned,
  { from, until }: ClockRange,
): { readonly outside: number; readonly undated: number } {
  if (!zero) return { outside: 0, undated: 0 };
  const [first, last] = [dayAt(zero, from), dayAt(zero, until)];
  let outside = 0;
  let undated = 0;
  for (const fact of one.facts) {
    const [start, end] = [fact.from ?? fact.to, fact.to ?? fact.from];
    if (!start || !end) undated += 1;
    else if (
      start.start > last ||
      (fact.kind !== 'post' && fact.kind !== 'intervention' && fact.kind !== 'support'
        ? periodMiddle(start) < first
        : fact.to !== null && periodMiddle(end) < first)
    )
      outside += 1;
  }
  return { outside, undated };
}
