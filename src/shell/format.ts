import { type CalendarDay, partsOf } from '../kernel/calendar-day.js';
import { ukMoment } from '../kernel/clock.js';
import type { Months, Period } from '../kernel/period.js';

/** Keeps a number with its unit, and a day with its month, on one line. */
export const noBreak = (text: string): string => text.replaceAll(' ', '\u00a0');

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const monthName = (month: number): string => monthNames[month - 1] ?? '';

/** One formatter for the life of the process: making one for each number is thirty times slower. */
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

const realMinus = (text: string): string => text.replace('-', '\u2212');

/** "8 May 2019". */
export function formatDay(value: CalendarDay): string {
  const { year, month, date } = partsOf(value);
  return noBreak(`${date} ${monthName(month)} ${year}`);
}

/** As exactly as it is known: "8 May 2019", "May 2019", "April to June 2019" or "2019". */
export function formatPeriod({ start, precision }: Period): string {
  const { year, month } = partsOf(start);
  if (precision === 'day') return formatDay(start);
  if (precision === 'month') return noBreak(`${monthName(month)} ${year}`);
  if (precision === 'quarter') return noBreak(`${monthName(month)} to ${monthName(month + 2)} ${year}`);
  return String(year);
}

/** "from 8 May 2019 to March 2023"; a null end is still going on. */
export const formatSpan = (start: Period, end: Period | null): string =>
  end ? `${formatPeriod(start)} to ${formatPeriod(end)}` : `${formatPeriod(start)}, still open`;

/** A whole number with separators and a real minus: "1,234", "−3". */
export const formatCount = (count: number): string => realMinus(whole.format(count));

/** One decimal, with a real minus: "74.7", "−8.6". */
export const formatDecimal = (value: number): string => realMinus(oneDecimal.format(value));

/** "1 episode", "2 episodes". */
export const plural = (count: number, one: string, many: string = `${one}s`): string =>
  `${formatCount(count)}\u00a0${count === 1 ? one : many}`;

function yearsAndMonths(months: number): string {
  const total = Math.floor(months + 0.5);
  const years = Math.floor(total / 12);
  const rest = total % 12;
  return [years ? plural(years, 'year') : '', rest ? plural(rest, 'month') : ''].filter(Boolean).join(' ');
}

/**
 * "74.7 months (6 years 3 months)"; less than a year stands alone: "8.6 months". Where the dates leave a doubt it is
 * printed instead of the years: "29.5 ± 6 months".
 */
export function formatMonths({ months, uncertainty }: Months): string {
  const number = formatDecimal(months);
  if (uncertainty > 0) return noBreak(`${number} ± ${upToOneDecimal.format(uncertainty)} months`);
  const inMonths = noBreak(`${number} months`);
  return Math.abs(months) < 12
    ? inMonths
    : `${inMonths} (${months < 0 ? '\u2212' : ''}${yearsAndMonths(Math.abs(months))})`;
}

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What is printed where a fact is missing: an absence is a fact too. */
export const notKnown = 'Not known';

/** A moment as it was in the United Kingdom: "10:42 on 4 March 2026". */
export const formatMoment = (instant: string): string => noBreak(ukMoment(instant));

/** The time alone, where the day is known: "10:42". */
export const formatTime = (instant: string): string => ukMoment(instant).slice(0, 5);
