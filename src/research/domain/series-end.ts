import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { SeriesRow } from './recovery-record.js';

export type SeriesReach = Pick<SeriesRow, 'lastDay' | 'publishedDay'>;

const latest = (days: readonly (string | null)[]): CalendarDay | null =>
  (days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1) as CalendarDay | undefined) ?? null;

/**
 * The day up to which a series of judgements tells of everybody in it: the last judgement that a publication brought
 * under any of its frameworks. A later one that somebody wrote down by itself tells of one body, and nothing of the
 * thousands whose judgements would have come with a publication: followed to it, they would seem to have failed for as
 * long. Where no publication brought any, the last judgement. Null: there is none.
 */
export const endOfSeries = (frameworks: readonly SeriesReach[]): CalendarDay | null =>
  latest(frameworks.map(({ publishedDay }) => publishedDay)) ?? latest(frameworks.map(({ lastDay }) => lastDay));
