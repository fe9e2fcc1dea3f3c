import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';

/** `dd/mm/yyyy` or `dd/mm/yy` (a year of this century), as British publishers write it. Anything else is null. */
export function readBritishDay(text: string): CalendarDay | null {
  const parts = /^(\d{2})\/(\d{2})\/(\d{2}|\d{4})$/.exec(text);
  if (!parts) return null;
  const [, date, month, year] = parts as unknown as [string, string, string, string];
  return parseCalendarDay(`${year.length === 2 ? `20${year}` : year}-${month}-${date}`);
}
