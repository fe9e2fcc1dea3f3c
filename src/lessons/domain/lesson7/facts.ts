import type { Period } from '../../../kernel/period.js';
import type { DipPoint } from '../../../measures/domain/dip.js';
import type { WrittenDip } from '../../../measures/domain/dip-state.js';
import type { Frequency, MeasureRole } from '../../../measures/domain/measure.js';
import type { Meaning, Polarity, Side } from '../../../measures/domain/xmr.js';
import type { EpisodeRun } from '../episode-run.js';
import type { UsedFact } from '../signal.js';

/** What the chart of a measure says of one value: the sides of its special causes, and what they mean for people. */
export type ChartValue = {
  readonly on: Period;
  readonly sides: readonly Side[];
  readonly meaning: Meaning | null;
};

/** A measure with the numbers that the reading may use, the newest edition of each as of its day. */
export type MeasureFact = {
  readonly fact: UsedFact;
  readonly role: MeasureRole;
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  readonly lagDays: number | null;
  readonly safetyCritical: boolean;
  /** In the order of their periods. */
  readonly points: readonly DipPoint[];
  /** Every value that is held against limits, as the chart on the measure's page draws them. */
  readonly charted: readonly ChartValue[];
  /** Falls that were expected, as they were written down. */
  readonly written: readonly WrittenDip[];
  /** When the limits of the chart were worked out anew by a decision, after the first time. */
  readonly rebasedOn: readonly Period[];
};

/**
 * A change of direction: a new holder of a leading post or nobody in it, a structural change, or an agreed version of a
 * plan. `dropped`: of the milestones of the version before, how many are gone or cancelled.
 */
export type DirectionChange = {
  readonly fact: UsedFact & { readonly on: Period };
  readonly kind: 'post' | 'structure' | 'plan';
  readonly dropped: { readonly count: number; readonly of: number } | null;
};

/** What the signals of lesson 7 need, restricted to a reading. */
export type Lesson7Facts = {
  readonly run: EpisodeRun;
  readonly measures: readonly MeasureFact[];
  readonly changes: readonly DirectionChange[];
};
