import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';

/**
 * Days from the first date to the current one; negative where it was brought forward. Null while no first date is
 * fixed. Whatever the colour, this is shown.
 */
export const slipDays = ({
  baselineDue,
  currentDue,
}: {
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
}): number | null => (baselineDue === null ? null : daysBetween(baselineDue, currentDue));

/** "12 days later", "3 days earlier", "On its first date", "No first date yet". */
export function slipWords(days: number | null): string {
  if (days === null) return 'No first date yet';
  if (days === 0) return 'None';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
}
