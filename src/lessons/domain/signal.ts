import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Months, Period } from '../../kernel/period.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';

/**
 * Which facts a reading may use. `recorded`: what this record held on the day, so that a pack reprints. `known`: what a
 * board could have known on the day, also where it was recorded later. `hindsight`: whatever had happened by the day,
 * for researchers, and always labelled.
 */
export const timeModes = ['recorded', 'known', 'hindsight'] as const;
export type TimeMode = (typeof timeModes)[number];

/** `public`: published facts alone. `board`: whatever is not restricted. A page for everybody shows the public run. */
export const signalScopes = ['public', 'board'] as const;
export type SignalScope = (typeof signalScopes)[number];

/** The day that is read, in which way of time, and for whom. */
export type Reading = { readonly asOf: CalendarDay; readonly mode: TimeMode; readonly scope: SignalScope };

/**
 * What a signal says. `supports`: inside the first limit. `discuss`: between the two, or the dates are not exact enough.
 * `challenge`: beyond the second. `not_enough`: the least data are not there, and what is missing is listed. `not_yet`:
 * its clock has not begun.
 */
export const signalResults = ['supports', 'discuss', 'challenge', 'not_enough', 'not_yet'] as const;
export type SignalResult = (typeof signalResults)[number];

/** A fact that went into a result: a page makes a link of it. `kind` is the entity's name in the audit. */
export type UsedFact = {
  readonly kind: string;
  readonly id: string;
  /** The public reference where it has one. */
  readonly ref: string | null;
  readonly label: string;
  readonly on: Period | null;
};

/** The named numbers against which a signal is held. */
export type Limits = Readonly<Record<string, number>>;

/** What a limit means, in words that complete "… may be at most", with its unit. */
export type LimitGuide = {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly initial: number;
};

export type SignalOutcome = {
  readonly result: SignalResult;
  /** Months, a share from 0 to 1, or a count, by the signal's formula; null where there is none. */
  readonly value: number | null;
  /** The ± in the unit of the value; null where the value is exact. */
  readonly uncertainty: number | null;
  /** How many facts the value rests on: the denominator of a share. */
  readonly n: number;
  /** One sentence, made from the signal's templates. */
  readonly sentence: string;
  /** What to add, each a sentence that begins with a verb; only with `not_enough`. */
  readonly missing: readonly string[];
  readonly used: readonly UsedFact[];
  /** What is shown beside it and never scored. */
  readonly notes: readonly string[];
};

/**
 * One of the 32 signals: a pure function of the facts that a reading may use. A change of its formula is a new version;
 * results that were stored keep the version that made them.
 */
export type Signal<Facts> = {
  readonly key: string;
  readonly lesson: LessonNumber;
  readonly version: number;
  readonly limits: readonly LimitGuide[];
  /** `today` of the formula is `reading.asOf`. */
  readonly read: (facts: Facts, reading: Reading, limits: Limits) => SignalOutcome;
};

/** `months` is told apart from a limit only where its whole range lies on one side of it. */
export const isUncertain = ({ months, uncertainty }: Months, limit: number): boolean =>
  uncertainty > 0 && months - uncertainty <= limit && limit <= months + uncertainty;
