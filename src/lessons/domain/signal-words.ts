import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import type { Months, Period } from '../../kernel/period.js';

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const nameOf = (month: number): string => monthNames[month - 1] ?? '';

/** "4 March 2026". Sentences of signals are kept as they were said, so they are made of plain characters. */
export function dayWords(on: CalendarDay): string {
  const { year, month, date } = partsOf(on);
  return `${date} ${nameOf(month)} ${year}`;
}

/** As exactly as it is known: "8 May 2019", "May 2019", "April to June 2019" or "2019". */
export function periodWords({ start, precision }: Period): string {
  const { year, month } = partsOf(start);
  if (precision === 'day') return dayWords(start);
  if (precision === 'month') return `${nameOf(month)} ${year}`;
  return precision === 'quarter' ? `${nameOf(month)} to ${nameOf(month + 2)} ${year}` : String(year);
}

/** As it stands in a sentence: "on 8 May 2019", "in May 2019". */
export const whenWords = (on: Period): string => `${on.precision === 'day' ? 'on' : 'in'} ${periodWords(on)}`;

/** One decimal where there is one to tell: "6", "6.5". */
export const numberWords = (value: number): string => String(Math.round(value * 10) / 10).replace('-', '\u2212');

/** "23.0 ± 1 months": always to one decimal, as lengths of time are printed everywhere. */
export function monthsWords({ months, uncertainty }: Months): string {
  const length = months.toFixed(1).replace('-', '\u2212');
  return uncertainty > 0 ? `${length} ± ${numberWords(uncertainty)} months` : `${length} months`;
}

/** "1 trigger", "3 triggers". */
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** From here on a share is also told as a percentage: of fewer, one makes too great a difference. */
const leastForPercentage = 10;

/** "4 of 5"; of ten or more with the percentage: "8 of 10 (80%)". */
export const shareWords = (part: number, whole: number): string =>
  whole >= leastForPercentage ? `${part} of ${whole} (${percentWords(part / whole)})` : `${part} of ${whole}`;

/** A whole percentage, half up. `share` from 0 to 1. */
export const percentWords = (share: number): string =>
  `${Math.floor(share * 100 + 0.5 + 1e-9)}%`.replace('-', '\u2212');

/** "a", "a and b", "a, b and c". */
export const listWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** The sentence, and that its dates leave the result open. */
export const withDoubt = (sentence: string, doubt: string | null): string =>
  doubt === null ? sentence : `${sentence} ${doubt}`;
