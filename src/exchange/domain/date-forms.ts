import { addDays, type CalendarDay, dayOf, parseCalendarDay } from '../../kernel/calendar-day.js';
import { onDay, type Period } from '../../kernel/period.js';
import type { DateForm } from './profile-data.js';

const isDigits = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) < 48 || text.charCodeAt(index) > 57) return false;
  return text !== '';
};

const dayFrom = (year: string, month: string, date: string): Period | null => {
  const day = parseCalendarDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  return day ? onDay(day) : null;
};

/** Three numbers with a sign between them, of these lengths; null when it is not that. */
function threeParts(
  text: string,
  sign: string,
  lengths: readonly (readonly number[])[],
): [string, string, string] | null {
  const parts = text.split(sign);
  if (parts.length !== 3) return null;
  const fits = parts.every((part, index) => isDigits(part) && lengths[index].includes(part.length));
  return fits ? (parts as [string, string, string]) : null;
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const firstDayOfStata: CalendarDay = dayOf(1960, 1, 1);
/** Days that Stata counts beyond this lie after the year 2100: then it is no date. */
const mostDays = 51_500;

const forms: Readonly<Record<DateForm, (text: string) => Period | null>> = {
  'yyyy-mm-dd': (text) => {
    // A workbook gives a moment; the day of it counts.
    const parts = threeParts(
      text.length > 10 && (text[10] === 'T' || text[10] === ' ') ? text.slice(0, 10) : text,
      '-',
      [[4], [2], [2]],
    );
    return parts && dayFrom(...parts);
  },
  'dd/mm/yyyy': (text) => {
    const parts = threeParts(text, '/', [[2], [2], [4]]);
    return parts && dayFrom(parts[2], parts[1], parts[0]);
  },
  'dd/mm/yy': (text) => {
    const parts = threeParts(text, '/', [[2], [2], [2]]);
    return parts && dayFrom(`20${parts[2]}`, parts[1], parts[0]);
  },
  'dd-mm-yyyy': (text) => {
    const parts = threeParts(text, '-', [[2], [2], [4]]);
    return parts && dayFrom(parts[2], parts[1], parts[0]);
  },
  yyyymmdd: (text) =>
    text.length === 8 && isDigits(text) ? dayFrom(text.slice(0, 4), text.slice(4, 6), text.slice(6)) : null,
  'm/d/yyyy time': (text) => {
    const [date = '', time, half] = text.split(' ');
    const parts = threeParts(date, '/', [[1, 2], [1, 2], [4]]);
    const isTime = time !== undefined && time.split(':').every(isDigits) && (half === 'AM' || half === 'PM');
    return parts && isTime ? dayFrom(parts[2], parts[0], parts[1]) : null;
  },
  'month yyyy': (text) => {
    const [name = '', year = '', ...more] = text.toLowerCase().split(' ');
    const month = months.indexOf(name) + 1;
    if (month === 0 || more.length > 0 || year.length !== 4 || !isDigits(year)) return null;
    return { start: dayOf(Number(year), month, 1), precision: 'month' };
  },
  'financial year': (text) => {
    const [from = '', to = '', ...more] = text.split('-');
    if (more.length > 0 || from.length !== 4 || to.length !== 2 || !isDigits(from) || !isDigits(to)) return null;
    if ((Number(from) + 1) % 100 !== Number(to)) return null;
    return { start: dayOf(Number(from), 1, 1), precision: 'year' };
  },
  'days since 1960': (text) =>
    isDigits(text) && text.length <= 5 && Number(text) <= mostDays
      ? onDay(addDays(firstDayOfStata, Number(text)))
      : null,
};

/**
 * A date in one of the forms of a publication, as exactly as it is written: a month without a day stays a month, and of
 * a financial year the year in which it begins. The first form that fits is the one. Null: in none of them.
 */
export function readDate(text: string, allowed: readonly DateForm[]): Period | null {
  for (const form of allowed) {
    const on = forms[form](text);
    if (on) return on;
  }
  return null;
}
