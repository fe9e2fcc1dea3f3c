import type { CalendarDay } from '../../kernel/calendar-day.js';

/** A comparison that somebody keeps, with its newest version. */
export type ComparisonRow = {
  readonly id: string;
  readonly ref: string;
  readonly accountId: string;
  readonly name: string;
  readonly note: string | null;
  /** JSON: the episodes in the order in which they were picked. */
  readonly episodes: string;
  readonly alignOn: string;
  readonly shownAs: string;
  readonly version: number;
  readonly visibility: string;
  readonly publishedAt: string | null;
  readonly edition: number;
  /** What the newest version is called: what is cited. */
  readonly title: string;
  readonly asOn: CalendarDay;
  readonly hash: string;
};

/** A version of a comparison, without its files. */
export type ComparisonEditionRow = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly asOn: CalendarDay;
  readonly savedAt: string;
  readonly facts: number;
  readonly hash: string;
  readonly shape: string;
};
