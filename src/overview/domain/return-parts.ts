import type { CalendarDay } from '../../kernel/calendar-day.js';

/** How often something is said of every milestone that is under way, in days: once a month, before the board meets. */
export const updateEveryDays = 28;

/** A milestone of which the body owes its board something. */
export type MilestoneOwed = {
  readonly ref: string;
  readonly title: string;
  readonly planRef: string;
  readonly currentDue: CalendarDay;
  /** The day until which its evidence may be owed; null where an update is. */
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly updatedAt: string | null;
  readonly owes: 'update' | 'evidence';
};
