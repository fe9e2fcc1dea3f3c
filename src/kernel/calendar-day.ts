/** A day as `YYYY-MM-DD`: text that sorts, compares and never shifts with a time zone. */
export type CalendarDay = string & { readonly calendarDay: unique symbol };

const daysPerMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (daysPerMonth[month - 1] ?? 0);

/** The number that stands from `from` to before `to`; NaN where anything but digits does. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Asked of every date of a publication, some of them many times: no pattern and no list is made for it. */
export function isCalendarDay(text: unknown): text is CalendarDay {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const year = digits(text, 0, 4);
  const date = digits(text, 8, 10);
  return year >= 1 && date >= 1 && date <= daysInMonth(year, digits(text, 5, 7));
}

export function parseCalendarDay(text: unknown): CalendarDay | null {
  return isCalendarDay(text) ? text : null;
}

/** For days written in code. Throws on a day that does not exist: a programmer's mistake. */
export function day(text: string): CalendarDay {
  if (isCalendarDay(text)) return text;
  throw new Error(`There is no day ${text}`);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export const dayOf = (year: number, month: number, date: number): CalendarDay =>
  day(`${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`);

export const partsOf = (value: CalendarDay): { year: number; month: number; date: number } => ({
  year: digits(value, 0, 4),
  month: digits(value, 5, 7),
  date: digits(value, 8, 10),
});

/**
 * Days since 1 March of the year 0 in the Gregorian calendar: whole days, so that no time zone can enter.
 * Method: H. Hinnant, "chrono-compatible low-level date algorithms" (days from civil).
 */
export function dayNumber(value: CalendarDay): number {
  const { year, month, date } = partsOf(value);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
}

export function dayFromNumber(number: number): CalendarDay {
  const era = Math.floor(number / 146097);
  const dayOfEra = number - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number => dayNumber(to) - dayNumber(from);

export const addDays = (value: CalendarDay, days: number): CalendarDay => dayFromNumber(dayNumber(value) + days);

/** The same date `months` later, or the last day of that month where it is shorter. */
export function addMonths(value: CalendarDay, months: number): CalendarDay {
  const { year, month, date } = partsOf(value);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dayOf(targetYear, targetMonth, Math.min(date, daysInMonth(targetYear, targetMonth)));
}

export const earlier = (a: CalendarDay, b: CalendarDay): CalendarDay => (a <= b ? a : b);
export const later = (a: CalendarDay, b: CalendarDay): CalendarDay => (a >= b ? a : b);
