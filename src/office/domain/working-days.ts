import { addDays, type CalendarDay, dayNumber, partsOf } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';

/** On which days offices of a nation are closed besides weekends, and for which years that is known. */
export type WorkingCalendar = {
  readonly nation: Nation;
  readonly holidays: ReadonlySet<CalendarDay>;
  readonly firstYear: number;
  readonly lastYear: number;
};

/** 1 March of the year 0, day number 0, was a Wednesday. */
export const isWeekend = (value: CalendarDay): boolean => [3, 4].includes(((dayNumber(value) % 7) + 7) % 7);

export const isWorkingDay = (value: CalendarDay, calendar: WorkingCalendar): boolean =>
  !isWeekend(value) && !calendar.holidays.has(value);

/** Whether the bank holidays of that day's year are known. Past them only weekends are left out. */
export function isCovered(value: CalendarDay, calendar: WorkingCalendar): boolean {
  const { year } = partsOf(value);
  return year >= calendar.firstYear && year <= calendar.lastYear;
}

/**
 * The day that is `count` working days after `from`, or before it where `count` is negative. The day itself never
 * counts: one working day after a Friday is the Monday, and so it is after a Saturday.
 */
export function addWorkingDays(from: CalendarDay, count: number, calendar: WorkingCalendar): CalendarDay {
  const step = Math.sign(count);
  let reached = from;
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/**
 * How many working days lie after `from`, up to `to` and with it; negative where `to` is earlier. What
 * `addWorkingDays` adds, this counts.
 */
export function workingDaysBetween(from: CalendarDay, to: CalendarDay, calendar: WorkingCalendar): number {
  if (to < from) return 0 - countWithin(to, addDays(from, -1), calendar);
  return countWithin(addDays(from, 1), to, calendar);
}

function countWithin(first: CalendarDay, last: CalendarDay, calendar: WorkingCalendar): number {
  let count = 0;
  for (let each = first; each <= last; each = addDays(each, 1)) if (isWorkingDay(each, calendar)) count += 1;
  return count;
}

const weekdays = ['Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday'] as const;

export const weekdayOf = (value: CalendarDay): string => weekdays[((dayNumber(value) % 7) + 7) % 7] ?? '';
