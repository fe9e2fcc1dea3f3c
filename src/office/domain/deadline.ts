import { addDays, addMonths, type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { addWorkingDays, isCovered, type WorkingCalendar, workingDaysBetween } from './working-days.js';

export const deadlineUnits = ['working', 'calendar', 'months'] as const;
export type DeadlineUnit = (typeof deadlineUnits)[number];

/** How long there is from the day on which a clock starts. That day itself does not count. */
export type Term = { readonly days: number; readonly unit: DeadlineUnit };

/** The last day on which the deadline is still kept. */
export function dueOn(startsOn: CalendarDay, { days, unit }: Term, calendar: WorkingCalendar): CalendarDay {
  if (unit === 'working') return addWorkingDays(startsOn, days, calendar);
  return unit === 'calendar' ? addDays(startsOn, days) : addMonths(startsOn, days);
}

/** Whether the day may be too early, because bank holidays on the way to it are not known yet. */
export const mayMove = (startsOn: CalendarDay, due: CalendarDay, { unit }: Term, calendar: WorkingCalendar): boolean =>
  unit === 'working' && !(isCovered(startsOn, calendar) && isCovered(due, calendar));

export type DeadlineFacts = {
  readonly dueOn: CalendarDay;
  readonly metOn: CalendarDay | null;
  readonly withdrawnAt: string | null;
};

export type DeadlineState = 'overdue' | 'due-today' | 'due-soon' | 'running' | 'met' | 'met-late' | 'withdrawn';

const soonInDays = 14;

export function deadlineState(deadline: DeadlineFacts, today: CalendarDay): DeadlineState {
  if (deadline.withdrawnAt !== null) return 'withdrawn';
  if (deadline.metOn !== null) return deadline.metOn <= deadline.dueOn ? 'met' : 'met-late';
  const left = daysBetween(today, deadline.dueOn);
  if (left < 0) return 'overdue';
  if (left === 0) return 'due-today';
  return left <= soonInDays ? 'due-soon' : 'running';
}

/** Days that are left, negative once it is overdue, in the unit in which the deadline runs. */
export const daysLeft = (due: CalendarDay, unit: DeadlineUnit, today: CalendarDay, calendar: WorkingCalendar): number =>
  unit === 'working' ? workingDaysBetween(today, due, calendar) : daysBetween(today, due);

export type MeetingRefusal = 'not-found' | 'already-met' | 'withdrawn' | 'met-before-start' | 'met-in-the-future';

/** Why a deadline cannot be noted as met on that day; null where it can. */
export function whyNotMet(
  deadline: DeadlineFacts & { readonly startsOn: CalendarDay },
  metOn: CalendarDay,
  today: CalendarDay,
): Exclude<MeetingRefusal, 'not-found'> | null {
  if (deadline.withdrawnAt !== null) return 'withdrawn';
  if (deadline.metOn !== null) return 'already-met';
  if (metOn > today) return 'met-in-the-future';
  return metOn < deadline.startsOn ? 'met-before-start' : null;
}
