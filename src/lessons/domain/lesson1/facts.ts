import type { CalendarDay } from '../../../kernel/calendar-day.js';
import type { Period } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { PublishedPlan } from '../plan-read.js';
import type { UsedFact } from '../signal.js';

/** What was agreed to bring help, as the reading may know it. */
export type TriggerFact = {
  readonly fact: UsedFact;
  readonly namesPeer: boolean;
  readonly agreedOn: Period | null;
  readonly lastTestedOn: Period | null;
};

/** That a trigger was pulled. `respondedOn` null: nobody has answered. */
export type BreachFact = {
  readonly fact: UsedFact;
  readonly triggerId: string;
  readonly detectedOn: Period;
  readonly respondedOn: Period | null;
};

/** What peers found. */
export type FindingFact = {
  readonly fact: UsedFact;
  /** When the peers said it; null: not on the record. */
  readonly foundOn: Period | null;
  readonly answer: 'yes' | 'part' | 'no' | null;
  readonly hasReason: boolean;
  /** The days on which a milestone was tied to it, and of the decisions that answer it. */
  readonly actedOn: readonly CalendarDay[];
};

/** What the signals of lesson 1 need, restricted to a reading. */
export type Lesson1Facts = {
  readonly run: EpisodeRun;
  readonly triggers: readonly TriggerFact[];
  readonly breaches: readonly BreachFact[];
  readonly findings: readonly FindingFact[];
  readonly published: PublishedPlan;
};
