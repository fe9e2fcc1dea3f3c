import { addDays, addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { addWorkingDays, type WorkingCalendar } from '../../office/domain/working-days.js';
import type { Cadence } from './board.js';

/** Working days before a meeting by which updates are due, and the pack; and after it, the draft of its minutes (B4). */
export const updateDays = 10;
export const packDays = 5;
export const minutesDays = 10;
/** Calendar days after which an unanswered challenge is called out in the pack (D1, page 3). */
export const staleChallengeDays = 45;

export type ReviewDates = {
  readonly updatesDueOn: CalendarDay;
  readonly packDueOn: CalendarDay;
  readonly minutesDueOn: CalendarDay;
};

export const reviewDates = (heldOn: CalendarDay, calendar: WorkingCalendar): ReviewDates => ({
  updatesDueOn: addWorkingDays(heldOn, -updateDays, calendar),
  packDueOn: addWorkingDays(heldOn, -packDays, calendar),
  minutesDueOn: addWorkingDays(heldOn, minutesDays, calendar),
});

const next: Readonly<Record<Cadence, (day: CalendarDay) => CalendarDay>> = {
  fortnightly: (day) => addDays(day, 14),
  monthly: (day) => addMonths(day, 1),
  six_weekly: (day) => addDays(day, 42),
  two_monthly: (day) => addMonths(day, 2),
  quarterly: (day) => addMonths(day, 3),
  half_yearly: (day) => addMonths(day, 6),
};

/** The day by which a board that keeps its cadence has met again. `from`: its last meeting, or the day it began. */
export const nextMeetingBy = (from: CalendarDay, cadence: Cadence): CalendarDay => next[cadence](from);
