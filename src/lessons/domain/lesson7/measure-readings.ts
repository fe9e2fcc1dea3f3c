import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { type Period, periodEnd, periodMiddle } from '../../../kernel/period.js';
import { type Fall, type NoDipReading, type ReadDip, readDip } from '../../../measures/domain/dip.js';
import { type DipLengths, type DipStanding, dipStanding } from '../../../measures/domain/dip-state.js';
import { type DipSay, gapWords, noReadingWords, standingWords, whatToAdd } from '../../../measures/domain/dip-words.js';
import { notYet } from '../judging.js';
import type { Reading, SignalOutcome, SignalResult, UsedFact } from '../signal.js';
import { dayWords, monthsWords, periodWords, whenWords } from '../signal-words.js';
import type { Lesson7Facts, MeasureFact } from './facts.js';

export const say: DipSay = { on: periodWords, when: whenWords, months: monthsWords };

/** A measure that can be read, and how it stands. */
export type MeasureReading = {
  readonly measure: MeasureFact;
  readonly read: ReadDip;
  readonly standing: DipStanding;
  /** Whether the date of the trigger, or of the fall, leaves the result open. */
  readonly unsure: boolean;
};

/** A measure of which nothing can be said. */
export type Unread = { readonly measure: MeasureFact; readonly read: NoDipReading };

export type MeasureReadings = {
  readonly trigger: Period;
  readonly told: readonly MeasureReading[];
  readonly unread: readonly Unread[];
};

/** Each state by what it means for the signal. */
export const resultOfState = {
  no_dip: 'supports',
  dip: 'discuss',
  long_dip: 'discuss',
  decline: 'challenge',
  turned: 'supports',
  back: 'supports',
  better: 'supports',
} as const satisfies Record<DipStanding['state'], SignalResult>;

/** Every measure since the trigger; null where the reading knows of no trigger. */
export function readMeasures(
  { run, measures }: Lesson7Facts,
  reading: Reading,
  lengths: DipLengths,
): MeasureReadings | null {
  const trigger = run.trigger?.on;
  if (!trigger) return null;
  const all = measures.map((measure) => readMeasure(measure, { trigger, asOf: reading.asOf, lengths }));
  return {
    trigger,
    told: all.flatMap((one) => ('standing' in one ? [one] : [])),
    unread: all.flatMap((one) => ('standing' in one ? [] : [one])),
  };
}

type Since = { readonly trigger: Period; readonly asOf: CalendarDay; readonly lengths: DipLengths };

function readMeasure(measure: MeasureFact, { trigger, asOf, lengths }: Since): MeasureReading | Unread {
  const readFrom = (day: CalendarDay) => readDip(measure.points, { ...measure, trigger: day, asOf });
  const standing = (read: ReadDip) => dipStanding(read, { ...measure, asOf, lengths });
  const read = readFrom(periodMiddle(trigger));
  if (read.is === 'none') return { measure, read };
  const own = standing(read);
  // Where the trigger is not known to the day, both ends of its date must say the same.
  const others = trigger.precision === 'day' ? [] : [trigger.start, periodEnd(trigger)].map(readFrom);
  const differs = others.some(
    (other) => other.is === 'none' || resultOfState[standing(other).state] !== resultOfState[own.state],
  );
  return { measure, read, standing: own, unsure: own.unsure || differs };
}

/** Whether it is below its level before the trigger now, and has not turned. */
export const isLow = ({ standing }: MeasureReading): boolean => standing.months !== null;

/** Every fall of every measure, but for those that are critical to safety: none of theirs is called a dip. */
export const dipsIn = ({ told }: MeasureReadings): readonly { readonly measure: MeasureFact; readonly fall: Fall }[] =>
  told.flatMap(({ measure, read }) => (measure.safetyCritical ? [] : read.falls.map((fall) => ({ measure, fall }))));

/** "Referrals fell from May 2019. …" */
export const measureWords = ({ measure, standing }: MeasureReading, trigger: Period): string =>
  `${measure.fact.label} ${standingWords(standing, { ...measure, trigger, say })}`;

/** What is shown beside a result: each measure in words, and what makes its reading less than whole. */
export const notesOf = ({ told, unread, trigger }: MeasureReadings): readonly string[] => [
  ...told.flatMap((one) => [
    measureWords(one, trigger),
    ...[gapWords(one.read, say)].flatMap((words) => (words ? [`${one.measure.fact.label}: ${words}`] : [])),
    ...one.measure.rebasedOn
      .filter(({ start }) => start > trigger.start)
      .map(
        (on) =>
          `${one.measure.fact.label}: the limits of its chart were worked out anew ${whenWords(on)}. Here it is still held against its level before the trigger.`,
      ),
  ]),
  ...unread.map(({ measure, read }) => `${measure.fact.label} ${noReadingWords(read, say)}`),
];

/** What to add so that measures can be read. */
export const missingFor = ({ unread }: MeasureReadings): readonly string[] =>
  unread.length === 0
    ? ['Add a measure with at least 6 numbers from before the trigger and 3 from after it.']
    : unread.flatMap(({ measure, read }) => {
        const words = whatToAdd(read, say);
        return words ? [`${words.slice(0, -1)} (${measure.fact.label}).`] : [];
      });

/** A measure with the day on which its newest fall began, as a fact that a page links. */
export const usedMeasure = ({ measure, standing }: MeasureReading): UsedFact => ({
  ...measure.fact,
  on: standing.fall?.startedOn ?? null,
});

export const noTrigger = (asOf: CalendarDay): SignalOutcome =>
  notYet(`By ${dayWords(asOf)} no trigger of this episode was known, so there is no day from which to count.`);

/** "Referrals, vacancies and 3 others" would hide which: all of them, by their names. */
export const namesOf = (measures: readonly { readonly measure: MeasureFact }[]): readonly string[] => [
  ...new Set(measures.map(({ measure }) => measure.fact.label)),
];
