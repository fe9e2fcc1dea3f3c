import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';

const months = 'January February March April May June July August September October November December'.split(' ');

/** "4 March 2026", for words that are kept: pages format days by themselves. */
export function dayInWords(on: CalendarDay): string {
  const { year, month, date } = partsOf(on);
  return `${date} ${months[month - 1]} ${year}`;
}
