import { parsePeriod, type Period, periodEnd, periodText } from '../../../kernel/period.js';

export type WhenText = { readonly text: string; readonly first: string; readonly last: string };

/** A date of the record as the package writes it. */
export const whenOf = (on: Period | null): WhenText | null =>
  on && { text: periodText(on), first: on.start, last: periodEnd(on) };

/** The same, from what the record holds; null where that cannot be read. */
export const whenIn = (text: string | null): WhenText | null => whenOf(text === null ? null : parsePeriod(text));

/** The day of a moment in UTC. */
export const dayOfMoment = (moment: string): string => moment.slice(0, 10);
