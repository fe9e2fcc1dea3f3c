import type { CalendarDay } from '../../../kernel/calendar-day.js';
import type { Period } from '../../../kernel/period.js';
import type { PublishedPlan } from '../plan-read.js';

/**
 * A full quarter of the calendar by the day of the reading, since concerns began to be counted. Quarters are those in
 * which boards and the National Guardian count, so they are handed in and not reckoned back from the day.
 */
export type ConcernQuarter = {
  /** "2026-Q3". */
  readonly key: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly concerns: number;
  /** Staff counted last before its end, or first after it where none was counted before. */
  readonly headcount: number;
};

/** A concern by its dates alone: nothing of what was said, nor by whom, enters a signal. */
export type ConcernDates = {
  readonly raisedOn: Period;
  /** The first day on which whoever raised it could read what came of it. */
  readonly outcomeSharedOn: Period | null;
};

/** Told beside the first signal and never scored: concerns of the last four full quarters, and of the four before. */
export type ConcernYear = { readonly concerns: number; readonly anonymous: number; readonly detriment: number };

/** One date that a milestone had: a milestone whose date moved has several. */
export type DueDate = {
  readonly milestoneId: string;
  readonly ref: string;
  readonly title: string;
  readonly due: Period;
  /** When it was complete, if it was by that date; null: it was not. */
  readonly metOn: Period | null;
  /** When the date was moved, or the milestone paused or cancelled, if by that date; null: it stood. */
  readonly droppedOn: Period | null;
  /** Days on which an update called it at risk or off track, while it had this date. */
  readonly warnings: readonly Period[];
};

/** What was begun after an event, to learn from it. */
export type ReviewAfter = {
  readonly id: string;
  readonly ref: string;
  readonly begunOn: Period;
  readonly systemFactors: number;
  readonly actions: number;
};

export type SignificantEvent = {
  readonly id: string;
  readonly ref: string;
  readonly label: string;
  readonly on: Period;
  readonly reviews: readonly ReviewAfter[];
};

/** What lesson 5 is read from, restricted to the day, the way of time and the scope of a reading. */
export type Lesson5Facts = {
  /** Oldest first; empty where nobody has counted the staff. */
  readonly quarters: readonly ConcernQuarter[];
  readonly concerns: readonly ConcernDates[];
  /** The day by which answers are counted: handed in, since quarters of the calendar are not reckoned back from a day. */
  readonly answersReadOn: CalendarDay;
  readonly thisYear: ConcernYear;
  readonly lastYear: ConcernYear;
  readonly dueDates: readonly DueDate[];
  readonly published: PublishedPlan;
  readonly events: readonly SignificantEvent[];
};
