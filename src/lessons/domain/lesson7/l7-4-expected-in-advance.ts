import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { monthsBetween, onDay } from '../../../kernel/period.js';
import type { Fall } from '../../../measures/domain/dip.js';
import { fallOver, isPastNote, noteOn } from '../../../measures/domain/dip-state.js';
import { limitOf, notEnough, notExact, notYet } from '../judging.js';
import { isUncertain, type Signal, type SignalResult } from '../signal.js';
import { periodWords, shareWords, withDoubt } from '../signal-words.js';
import type { Lesson7Facts, MeasureFact } from './facts.js';
import { dipsIn, missingFor, noTrigger, readMeasures } from './measure-readings.js';

/**
 * L7.4, expected in advance: of the dips since the trigger, how many began after a note of that measure was written down,
 * and stayed within its depth and length. Supported by all; a challenge where any went past its note, or where nobody
 * wrote one and the dip lasted more than 12 months; otherwise to discuss. A measure that is critical to safety has no
 * dips, and no note excuses it.
 */
export const expectedInAdvance: Signal<Lesson7Facts> = {
  key: 'L7.4',
  lesson: 7,
  version: 1,
  limits: [{ name: 'recent', label: 'Without a note, to discuss up to', unit: 'months', initial: 12 }],
  read: (facts, reading, limits) => {
    const recent = limitOf(limits, 'recent');
    const { asOf } = reading;
    const readings = readMeasures(facts, reading, { dip: recent, decline: Number.POSITIVE_INFINITY });
    if (!readings) return noTrigger(asOf);
    if (readings.told.length === 0)
      return notEnough('No measure can be read, so nobody can tell whether one was in a dip.', missingFor(readings));
    const dips = dipsIn(readings).map(({ measure, fall }) => ({
      measure,
      fall,
      went: went(fall, measure, { asOf, recent }),
    }));
    if (dips.length === 0) return notYet('No measure has been in a dip since the trigger.');
    const within = dips.filter(({ went: one }) => one === 'within').length;
    const { result, unsure } = judge(dips.map(({ went: one }) => one));
    return {
      result,
      value: within / dips.length,
      uncertainty: null,
      n: dips.length,
      sentence: withDoubt(
        `${shareWords(within, dips.length)} ${dips.length === 1 ? 'dip was' : 'dips were'} written down in advance and stayed within depth and length.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: dips.flatMap(({ measure, fall }) => {
        const noted = noteOn(fall, measure.written);
        const note = noted && {
          kind: 'expected_dip',
          id: noted.note.id,
          ref: measure.fact.ref,
          label: `The note of ${measure.fact.label}`,
          on: onDay(noted.note.writtenOn),
        };
        return [{ ...measure.fact, on: fall.startedOn }, ...(note ? [note] : [])];
      }),
      notes: dips.map(
        ({ measure, fall, went: one }) =>
          `${measure.fact.label}, from ${periodWords(fall.startedOn)}: ${wentWords[one]}`,
      ),
    };
  },
};

/** How a dip went against what was written down. `maybe`: within, if the note was written before the dip began. */
type Went = 'within' | 'maybe' | 'past' | 'late' | 'no-note' | 'no-note-long' | 'no-note-maybe-long';

const wentWords: Readonly<Record<Went, string>> = {
  within: 'written down before it began, and within its depth and length.',
  maybe: 'written down in the month in which it began, and within its depth and length.',
  past: 'went past what was written down.',
  late: 'written down only after it began.',
  'no-note': 'nobody wrote it down in advance.',
  'no-note-long': 'nobody wrote it down in advance, and it lasted longer than early dips do.',
  'no-note-maybe-long': 'nobody wrote it down in advance, and it may have lasted longer than early dips do.',
};

function went(
  fall: Fall,
  { written, polarity }: MeasureFact,
  { asOf, recent }: { readonly asOf: CalendarDay; readonly recent: number },
): Went {
  const noted = noteOn(fall, written);
  if (noted && isPastNote(fall, noted.note, { asOf, polarity })) return 'past';
  if (noted?.wasFirst === 'yes') return 'within';
  if (noted?.wasFirst === 'unsure') return 'maybe';
  const lasted = monthsBetween(fall.startedOn, fallOver(fall) ?? onDay(asOf));
  if (isUncertain(lasted, recent)) return 'no-note-maybe-long';
  if (lasted.months > recent) return 'no-note-long';
  return noted ? 'late' : 'no-note';
}

function judge(all: readonly Went[]): { readonly result: SignalResult; readonly unsure: boolean } {
  if (all.includes('past') || all.includes('no-note-long')) return { result: 'challenge', unsure: false };
  if (all.every((one) => one === 'within')) return { result: 'supports', unsure: false };
  return { result: 'discuss', unsure: all.some((one) => one === 'maybe' || one === 'no-note-maybe-long') };
}
