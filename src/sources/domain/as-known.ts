import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';

/**
 * Whether a fact was known on `day`. A date known only to its month, quarter or year counts from the last day on
 * which it may have fallen. A fact of which nobody knows when it became known was known on no day that we can name:
 * it is shown with hindsight only.
 */
export const knownBy = (fact: { readonly knownOn: Period | null }, day: CalendarDay): boolean =>
  fact.knownOn !== null && periodEnd(fact.knownOn) <= day;
