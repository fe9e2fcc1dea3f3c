import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Months, monthsBetween, onDay, type Period, periodEnd } from '../../kernel/period.js';
import type { Fall, ReadDip } from './dip.js';
import { dipEnds, isBeyondDip } from './expected-dip.js';
import type { Polarity } from './xmr.js';

/** How a measure stands since the trigger (lessons A7). Only `decline` is past what is called an early dip. */
export const dipStates = ['no_dip', 'dip', 'long_dip', 'decline', 'turned', 'back', 'better'] as const;
export type DipState = (typeof dipStates)[number];

/** A fall that a board expected: from the day on which it was written down, for so many months, to this value at most. */
export type WrittenDip = {
  readonly id: string;
  readonly writtenOn: CalendarDay;
  readonly months: number;
  readonly limitValue: number;
};

/** Whether the note was there before the fall: `unsure` where it was written within the period in which the fall began. */
export type NoteOnFall = { readonly note: WrittenDip; readonly wasFirst: 'yes' | 'unsure' | 'no' };

/** Up to how many months a fall is a dip, and beyond how many a decline. */
export type DipLengths = { readonly dip: number; readonly decline: number };
export const usualLengths: DipLengths = { dip: 12, decline: 18 };

export type DipStanding = {
  readonly state: DipState;
  /** The newest fall; null: there was none. */
  readonly fall: Fall | null;
  /** From the beginning of the newest fall to the day of the reading, where it is still low. */
  readonly months: Months | null;
  /** From the beginning of the newest fall to the day of the reading, where it is said to have turned. */
  readonly turnedAfter: Months | null;
  /** Why it is a decline; null otherwise. */
  readonly because: 'safety-critical' | 'past-its-limit' | 'length' | null;
  /** Whether its dates leave open that it is a decline, or that it is not yet one. */
  readonly unsure: boolean;
};

type Standing = {
  readonly asOf: CalendarDay;
  readonly polarity: Polarity;
  readonly safetyCritical: boolean;
  readonly written: readonly WrittenDip[];
  readonly lengths: DipLengths;
};

/**
 * The state of a measure. A measure that is critical to safety is in decline at the first signal, and nothing that was
 * written down beforehand excuses it.
 */
export function dipStanding(
  read: ReadDip,
  { asOf, polarity, safetyCritical, written, lengths }: Standing,
): DipStanding {
  const fall = read.falls.at(-1) ?? null;
  const told = { fall, months: null, turnedAfter: null, because: null, unsure: false };
  const since = fall && monthsBetween(fall.startedOn, onDay(asOf));
  if (!since || read.position !== 'low') {
    const state = settledStates[read.position];
    return { ...told, state, turnedAfter: state === 'turned' ? since : null };
  }
  const months = since;
  if (safetyCritical) return { ...told, state: 'decline', months, because: 'safety-critical' };
  const noted = noteOn(fall, written);
  if (noted && isPastNote(fall, noted.note, { asOf, polarity }))
    return { ...told, state: 'decline', months, because: 'past-its-limit' };
  const unsure = Math.abs(months.months - lengths.decline) <= months.uncertainty && months.uncertainty > 0;
  if (months.months > lengths.decline) return { ...told, state: 'decline', months, because: 'length', unsure };
  return { ...told, state: months.months > lengths.dip ? 'long_dip' : 'dip', months, unsure };
}

const settledStates = {
  never_fell: 'no_dip',
  low: 'no_dip',
  turned: 'turned',
  back: 'back',
  better: 'better',
} as const satisfies Record<ReadDip['position'], DipState>;

/**
 * The note by which a fall is held: of those that still ran when it began the latest that was written before, otherwise
 * the first that came later. Null: nobody wrote any.
 */
export function noteOn({ startedOn }: Fall, written: readonly WrittenDip[]): NoteOnFall | null {
  const running = written
    .filter(({ writtenOn, months }) => dipEnds(writtenOn, months) >= startedOn.start)
    .toSorted((a, b) => (a.writtenOn < b.writtenOn ? -1 : 1));
  const before = running.findLast(({ writtenOn }) => writtenOn < startedOn.start);
  if (before) return { note: before, wasFirst: 'yes' };
  const [later] = running;
  return later ? { note: later, wasFirst: later.writtenOn <= periodEnd(startedOn) ? 'unsure' : 'no' } : null;
}

/** Whether a fall went further than its note, or for longer: it had neither turned nor ended when the note ran out. */
export function isPastNote(
  fall: Fall,
  { writtenOn, months, limitValue }: WrittenDip,
  { asOf, polarity }: { readonly asOf: CalendarDay; readonly polarity: Polarity },
): boolean {
  const ends = dipEnds(writtenOn, months);
  const over = fallOver(fall);
  const isTooLong = over ? over.start > ends : asOf > ends;
  return isTooLong || fall.values.some(({ value }) => isBeyondDip(value, limitValue, polarity));
}

/** When a fall stopped falling: its lowest point where it turned, or where it was back; null: it goes on. */
export const fallOver = ({ turnedOn, trough, backOn }: Fall): Period | null =>
  turnedOn && trough ? trough.on : backOn;
