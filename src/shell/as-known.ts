import { type CalendarDay, dayOf, daysInMonth, isCalendarDay } from '../kernel/calendar-day.js';
import { type Result, ok, refused } from '../kernel/result.js';
import { formatDay } from './format.js';
import { type QueryValues, address, queryPairs } from './links.js';

/** The name in the address: `?known=2019-03-27`. */
export const knownParameter = 'known';

export type KnownRefusal = 'not-a-day' | 'in-the-future';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function readDay(text: string): CalendarDay | null {
  if (isCalendarDay(text)) return text;
  const parts = /^(\d{1,2})[ ./-]+(\d{1,2}|[a-z]{3,9})[ ./-]+(\d{4})$/i.exec(text);
  if (!parts) return null;
  const [, date = '', word = '', year = ''] = parts;
  const month = /^\d/.test(word) ? Number(word) : months.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  if (month < 1 || month > 12 || Number(year) < 1) return null;
  if (Number(date) < 1 || Number(date) > daysInMonth(Number(year), month)) return null;
  return dayOf(Number(year), month, Number(date));
}

/**
 * Reads the day as known from a query: `2019-03-27`, `27 3 2019`, `27/03/2019` or `27 March 2019`. Null when none is
 * asked for. Refuses what is no day, and days after today: nobody knows yet what will be known.
 */
export function readKnownOn(
  query: Readonly<Record<string, unknown>>,
  today: CalendarDay,
): Result<CalendarDay | null, KnownRefusal> {
  const raw = query[knownParameter];
  if (raw === undefined || raw === '') return ok(null);
  if (typeof raw !== 'string' || raw.length > 40) return refused('not-a-day');
  const day = readDay(raw.trim());
  if (!day) return refused('not-a-day');
  return day > today ? refused('in-the-future') : ok(day);
}

const messages: Record<KnownRefusal, string> = {
  'not-a-day': 'Enter a real date, for example 27 3 2019. The page is shown as known today',
  'in-the-future': 'Enter a date that is today or in the past. The page is shown as known today',
};

/** `partials/as-known`, and the notice above a page that is shown as it was known. */
export type AsKnown = {
  readonly action: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | null;
  /** "8 May 2019" when the page is shown as it was known then; null for today. */
  readonly day: string | null;
  readonly todayHref: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
};

/** The form for the page at `path`. Whatever else is in the address stays. */
export function asKnown(
  known: Result<CalendarDay | null, KnownRefusal>,
  { path, keep = {} }: { path: string; keep?: QueryValues },
): AsKnown {
  const day = known.ok ? known.value : null;
  const rest = { ...keep, [knownParameter]: null, page: null };
  return {
    action: path,
    name: knownParameter,
    value: day ? formatDay(day).replaceAll('\u00a0', ' ') : '',
    error: known.ok ? null : messages[known.error],
    day: day ? formatDay(day) : null,
    todayHref: address(path, rest),
    hidden: queryPairs(rest),
  };
}
