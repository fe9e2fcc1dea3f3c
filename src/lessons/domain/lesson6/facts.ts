import type { Period } from '../../../kernel/period.js';
import type { CodebookFacts } from '../codebook.js';
import type { PublishedPlan } from '../plan-read.js';

/** A piece of learning that was shared with others. */
export type SharedLearning = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly sharedOn: Period;
  /** Those with whom it was shared, by name. */
  readonly audience: readonly string[];
  readonly didNotWork: boolean;
  /** Until when it is to be looked at, of all dates it ever had the one that is asked about; null: nobody said. */
  readonly reviewBy: Period | null;
  /** When it was confirmed, corrected or withdrawn for that date; null: it was not. */
  readonly reviewedOn: Period | null;
};

/** An action of the agreed plan. `adaptedFrom`: the place or case that it was taken from. */
export type AdaptableAction = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly isCancelled: boolean;
  readonly adaptedFrom: string | null;
};

/** What lesson 6 is read from, restricted to the day, the way of time and the scope of a reading. */
export type Lesson6Facts = {
  /** When the episode began; null: it has no trigger on record. */
  readonly trigger: Period | null;
  readonly shared: readonly SharedLearning[];
  readonly actions: readonly AdaptableAction[];
  readonly published: PublishedPlan;
  readonly codebook: CodebookFacts;
};
