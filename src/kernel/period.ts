import { type CalendarDay, dayOf, daysBetween, daysInMonth, parseCalendarDay, partsOf } from './calendar-day.js';

/** How exactly a date is known. "2018" is not 1 January 2018. */
export const precisions = ['day', 'month', 'quarter', 'year'] as const;
export type Precision = (typeof precisions)[number];

/** A date as exactly as it is known: the first day of the span it may lie in, and how long that span is. */
export type Period = { readonly start: CalendarDay; readonly precision: Precision };

export const onDay = (start: CalendarDay): Period => ({ start, precision: 'day' });

/** Reads `2018`, `2018-03`, `2018-Q2` or `2018-03-09`. Anything else is null. */
export function parsePeriod(text: string): Period | null {
  switch (text.length) {
    case 10: {
      const exact = parseCalendarDay(text);
      return exact && onDay(exact);
    }
    case 7: {
      const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
      if (quarter) return { start: dayOf(Number(quarter[1]), Number(quarter[2]) * 3 - 2, 1), precision: 'quarter' };
      const month = parseCalendarDay(`${text}-01`);
      return month && { start: month, precision: 'month' };
    }
    case 4: {
      const year = parseCalendarDay(`${text}-01-01`);
      return year && { start: year, precision: 'year' };
    }
    default:
      return null;
  }
}

/** For periods written in code. Throws on one that does not exist: a programmer's mistake. */
export function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (parsed) return parsed;
  throw new Error(`There is no period ${text}`);
}

/** The text that `parsePeriod` reads back: never more exact than what is known. */
export function periodText({ start, precision }: Period): string {
  if (precision === 'day') return start;
  if (precision === 'month') return start.slice(0, 7);
  if (precision === 'quarter') return `${start.slice(0, 4)}-Q${Math.ceil(partsOf(start).month / 3)}`;
  return start.slice(0, 4);
}

/** The last day on which it may have happened. */
export function periodEnd({ start, precision }: Period): CalendarDay {
  const { year, month } = partsOf(start);
  if (precision === 'day') return start;
  if (precision === 'month') return dayOf(year, month, daysInMonth(year, month));
  if (precision === 'quarter') return dayOf(year, month + 2, daysInMonth(year, month + 2));
  return dayOf(year, 12, 31);
}

/** The day used in sums: the day itself, the 15th, the 15th of the middle month, or 1 July. */
export function periodMiddle({ start, precision }: Period): CalendarDay {
  const { year, month } = partsOf(start);
  if (precision === 'day') return start;
  if (precision === 'month') return dayOf(year, month, 15);
  if (precision === 'quarter') return dayOf(year, month + 1, 15);
  return dayOf(year, 7, 1);
}

/** Half the span in which it may lie, in months: the ± that goes with every sum. */
export const uncertaintyInMonths = ({ precision }: Period): number =>
  ({ day: 0, month: 0.5, quarter: 1.5, year: 6 })[precision];

export const daysPerMonth = 30.4375;

/** Rounds half up to one decimal, as every duration in months is printed. */
export const toOneDecimal = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9) / 10;

/** A length of time in months with the ± that the precision of its two ends leaves. */
export type Months = { readonly months: number; readonly uncertainty: number };

/** Months from `from` to `to` (days / 30.4375, one decimal, half up), negative when `to` is earlier. */
export const monthsBetween = (from: Period, to: Period): Months => ({
  months: toOneDecimal(daysBetween(periodMiddle(from), periodMiddle(to)) / daysPerMonth),
  uncertainty: uncertaintyInMonths(from) + uncertaintyInMonths(to),
});

/** Earlier middle first; the more exact of two with the same middle first. For `Array.sort`. */
export function byPeriod(a: Period, b: Period): number {
  const gap = daysBetween(periodMiddle(b), periodMiddle(a));
  return gap || uncertaintyInMonths(a) - uncertaintyInMonths(b);
}
