import type { CheckResult } from '../../../interventions/domain/sustainment.js';
import type { Period } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { PlanAction } from '../plan-action.js';
import type { PublishedPlan } from '../plan-read.js';
import type { UsedFact } from '../signal.js';

/** A look back after the intervention ended. `months`: which of the planned ones it is; null: one of its own. */
export type CheckFact = {
  readonly fact: UsedFact;
  readonly months: number | null;
  readonly doneOn: Period | null;
  readonly result: CheckResult | null;
};

/** A grade that was given for the area of the episode. Only grades of one scale are ever compared. */
export type GradeFact = {
  readonly fact: UsedFact;
  readonly on: Period;
  /** The area as the framework keys it; null: the headline. */
  readonly area: string;
  readonly areaLabel: string;
  readonly scale: string;
  /** 1 is the worst. */
  readonly ordinal: number;
};

/** Somebody left, or began in, a post that matters. */
export type PostChange = {
  readonly fact: UsedFact;
  readonly post: string;
  readonly on: Period;
  readonly kind: 'left' | 'began';
  readonly planned: boolean;
};

/** A full quarter in which concerns could be raised, by its last day, oldest first. */
export type Quarter = { readonly to: string; readonly concerns: number };

/** What other lessons tell of the time since; null: there is nothing to tell it from. */
export type WatchedElsewhere = {
  /** Looks from outside, and the first day of which the record tells anything of the body. */
  readonly outside: { readonly checks: readonly UsedFact[]; readonly from: Period } | null;
  readonly quarters: readonly Quarter[] | null;
  /** Outcome measures that have limits, each with the periods in which it was worse beyond chance. */
  readonly outcomes: readonly { readonly fact: UsedFact; readonly worseOn: readonly Period[] }[] | null;
};

/** What the signals of lesson 8 need, restricted to a reading. */
export type Lesson8Facts = {
  readonly run: EpisodeRun;
  readonly actions: readonly PlanAction[];
  readonly published: PublishedPlan;
  readonly checks: readonly CheckFact[];
  readonly grades: readonly GradeFact[];
  readonly posts: readonly PostChange[];
  readonly elsewhere: WatchedElsewhere;
};

export const nothingElsewhere: WatchedElsewhere = { outside: null, quarters: null, outcomes: null };
