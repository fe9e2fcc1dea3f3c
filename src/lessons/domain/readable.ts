import { type CalendarDay, addDays } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import { knownBy } from '../../sources/domain/as-known.js';
import type { Reading } from './signal.js';

/** What decides whether a reading may use a fact. Moments in UTC. */
export type Marks = {
  /** When it happened; null: not known, or it is nothing that happens. */
  readonly on: Period | null;
  /** When it could first have been known; null: not known when. A table without that column gives its own day. */
  readonly knownOn: Period | null;
  readonly recordedAt: string;
  /** When everybody could first read it; null: it is not published, or was from the start. */
  readonly publishedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly visibility: string;
};

/**
 * Whether a reading may use a fact (lessons A0). The one place that decides it.
 *
 * `public` reads what is published, `board` that and what is shown to the board; what an inspection or a concern keeps
 * to itself is read by neither. `recorded`: this record held it by the end of the day, in the United Kingdom. `known`:
 * it could have been known by then; a fact of which nobody knows when it became known is read with hindsight only.
 * `hindsight`: it had happened by then, or nobody knows when it happened.
 *
 * What was taken back later is still read by whoever asks what was held or known on an earlier day, if it stood on this
 * record on that day. Hindsight never reads what turned out to be wrong.
 */
export function isReadable(marks: Marks, reading: Reading): boolean {
  if (!isShownTo(marks, reading)) return false;
  if (marks.withdrawnAt !== null && !stoodThen(marks, reading)) return false;
  switch (reading.mode) {
    case 'recorded':
      return wasHeld(marks, reading.asOf);
    case 'known':
      return knownBy(marks, reading.asOf);
    case 'hindsight':
      return marks.on === null || hasHappened(marks.on, reading);
  }
}

/**
 * Whether a part of a fact that may be read (its end, an answer, a test) lies no later than the day. What has no history
 * of its own counts from its own day. As recorded it had begun, for it was written down by then; as known the whole of
 * an imprecise date must have passed, as on every page “as known”; with hindsight its middle, by which all sums reckon.
 */
export function hasHappened(on: Period, { asOf, mode }: Reading): boolean {
  if (mode === 'recorded') return on.start <= asOf;
  return (mode === 'known' ? periodEnd(on) : periodMiddle(on)) <= asOf;
}

/** The date, where it lies no later than the day of the reading; otherwise null. */
export const upTo = (on: Period | null, reading: Reading): Period | null =>
  on && hasHappened(on, reading) ? on : null;

/** Whether a moment at which something was written into a history lies within the reading's day or before. */
export function isWrittenBy(moment: string, asOf: CalendarDay): boolean {
  // The day in the United Kingdom is that of UTC or, for one hour of a summer night, the next: only then is it asked.
  const utcDay = moment.slice(0, 10);
  return utcDay === asOf ? ukDayAt(moment) === asOf : utcDay < asOf;
}

/**
 * Whether a change in a history counts: as recorded from the day on which it was written, otherwise from the day for
 * which it was written.
 */
export const isPast = (
  { onDay, writtenAt }: { readonly onDay: CalendarDay; readonly writtenAt: string },
  { asOf, mode }: Reading,
): boolean => (mode === 'recorded' ? isWrittenBy(writtenAt, asOf) : onDay <= asOf);

/** The first day of “the last 12 months”: the 365 days up to and with the day of the reading. */
export const yearBefore = (asOf: CalendarDay): CalendarDay => addDays(asOf, -364);

const isShownTo = ({ visibility, publishedAt }: Marks, { scope, mode, asOf }: Reading): boolean => {
  if (visibility === 'board') return scope === 'board';
  if (visibility !== 'public') return false;
  return scope === 'board' || mode !== 'recorded' || publishedAt === null || isWrittenBy(publishedAt, asOf);
};

const wasHeld = ({ recordedAt }: Marks, asOf: CalendarDay): boolean => isWrittenBy(recordedAt, asOf);

const stoodThen = (marks: Marks, { mode, asOf }: Reading): boolean =>
  mode !== 'hindsight' && marks.withdrawnAt !== null && wasHeld(marks, asOf) && !isWrittenBy(marks.withdrawnAt, asOf);
