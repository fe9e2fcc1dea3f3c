import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';

/** Days before its date from which a look counts as one for that date. */
export const earlyDays = 90;

/** What was done with something shared on a day, and by when it was to be looked at from then on. */
export type LearningLook = { readonly on: CalendarDay; readonly reviewBy: CalendarDay | null };

/**
 * Which of the dates that something shared ever had is asked about on a day, and when it was looked at for it: the latest
 * that has passed, otherwise the one that stands. A date that was replaced more than 90 days before it came was never one
 * to keep. `looks`: in their order, the sharing first; each sets the date that stands until the next.
 */
export function askedReview(
  looks: readonly LearningLook[],
  asOf: CalendarDay,
): { readonly reviewBy: CalendarDay | null; readonly reviewedOn: CalendarDay | null } {
  const dates = looks.flatMap(({ reviewBy }, place) => {
    const next = looks[place + 1]?.on ?? null;
    return reviewBy === null || (next !== null && next < addDays(reviewBy, -earlyDays))
      ? []
      : [{ reviewBy, reviewedOn: next }];
  });
  return dates.findLast(({ reviewBy }) => reviewBy < asOf) ?? dates.at(-1) ?? { reviewBy: null, reviewedOn: null };
}
