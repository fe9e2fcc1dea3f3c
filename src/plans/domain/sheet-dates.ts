import { type CalendarDay, dayFromNumber, dayNumber, dayOf, daysInMonth, day } from '../../kernel/calendar-day.js';

/** `month`: only the month was written, and its last day is taken. */
export type SheetDay = { readonly day: CalendarDay; readonly precision: 'day' | 'month' };

/**
 * `not-a-date`: no day can be read from it ("ongoing", "Q3"). `no-such-day`: 31 February. `month-first`: it only makes
 * sense with the month first, and days are read first here. `far`: before 2000 or after 2099.
 */
export type SheetDayProblem = 'not-a-date' | 'no-such-day' | 'month-first' | 'far';

export type SheetDayReading = { readonly found: SheetDay | null } | { readonly problem: SheetDayProblem };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const weekday = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?[ ,.]+/i;
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/;
const numbers = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/;
const worded = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?[\\s\\-/.,]*${monthName}[\\s\\-/.,]*(\\d{4}|\\d{2})$`,
  'i',
);
const monthWorded = new RegExp(`^(?:end(?: of)?\\s+|by\\s+)?${monthName}[\\s\\-/.,'’]*(\\d{4}|\\d{2})$`, 'i');
const monthNumbers = /^(\d{1,2})[/.-](\d{4})$/;
const serial = /^(\d{5})(?:\.\d+)?$/;

/** Day 1 of the 1900 system is 1 January 1900; it counts a 29 February 1900 that never was, hence the day before. */
const dayZero = dayNumber(day('1899-12-30'));
const firstSerial = 36_526;
const lastSerial = 73_050;

const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const yearOf = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

/**
 * Reads a cell that should hold a day, as people in the United Kingdom write it: the day first (31/03/26, 31.3.2026),
 * with a month in words (31 March 2026, 31-Mar-26), as ISO (2026-03-31), or as the number that a spreadsheet keeps (46112
 * is 31 March 2026). A month alone (Mar-26, 03/2026, end of March 2026) is its last day. Years of two digits are of
 * this century. Null where the cell is empty.
 */
export function readSheetDay(cell: string): SheetDayReading {
  const text = cell.trim().replaceAll(/\s+/g, ' ').replace(weekday, '');
  if (text === '') return { found: null };
  const whole = serial.exec(text);
  if (whole) {
    const number = Number(whole[1]);
    if (number < firstSerial || number > lastSerial) return { problem: 'far' };
    return { found: { day: dayFromNumber(dayZero + number), precision: 'day' } };
  }
  const [, isoYear, isoMonth, isoDate] = iso.exec(text) ?? [];
  if (isoYear && isoMonth && isoDate) return theDay(Number(isoYear), Number(isoMonth), Number(isoDate));
  const [, date, month, year] = numbers.exec(text) ?? [];
  if (date && month && year) return theDay(yearOf(year), Number(month), Number(date));
  const [, wordDate, wordMonth, wordYear] = worded.exec(text) ?? [];
  if (wordDate && wordMonth && wordYear) return theDay(yearOf(wordYear), monthOf(wordMonth), Number(wordDate));
  const [, nameMonth, nameYear] = monthWorded.exec(text) ?? [];
  if (nameMonth && nameYear) return theMonth(yearOf(nameYear), monthOf(nameMonth));
  const [, bareMonth, bareYear] = monthNumbers.exec(text) ?? [];
  if (bareMonth && bareYear) return theMonth(Number(bareYear), Number(bareMonth));
  return { problem: 'not-a-date' };
}

const isFar = (year: number): boolean => year < 2000 || year > 2099;

function theDay(year: number, month: number, date: number): SheetDayReading {
  if (isFar(year)) return { problem: 'far' };
  if (month > 12 && date <= 12) return { problem: 'month-first' };
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return { problem: 'no-such-day' };
  return { found: { day: dayOf(year, month, date), precision: 'day' } };
}

function theMonth(year: number, month: number): SheetDayReading {
  if (isFar(year)) return { problem: 'far' };
  if (month < 1 || month > 12) return { problem: 'no-such-day' };
  return { found: { day: dayOf(year, month, daysInMonth(year, month)), precision: 'month' } };
}
