import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';

const months = 'January February March April May June July August September October November December'.split(' ');

/** A letter is plain text: its day stands in it as it is said. */
export function letterDay(value: CalendarDay): string {
  const { year, month, date } = partsOf(value);
  return `${date} ${months[month - 1] ?? ''} ${year}`;
}
