import type { Period } from '../../../kernel/period.js';
import type { Lever } from '../../../plans/domain/milestone-words.js';
import type { MilestoneState } from '../../../plans/domain/milestone-state.js';
import type { Cause } from '../../../vocabulary/domain/causes.js';
import type { PublishedPlan } from '../plan-read.js';

/** A milestone of the plan version that was agreed last. */
export type PlanAction = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  /** As the version holds it, or as it was marked since; null: not marked. */
  readonly lever: Lever | null;
  /** Where it stood on the day. */
  readonly state: MilestoneState;
  /** The findings to which somebody tied it. */
  readonly findingIds: readonly string[];
};

/** What inspectors found to be wrong, or asked for. */
export type CausedFinding = {
  readonly id: string;
  /** The inspection that it is from. */
  readonly inspectionRef: string;
  readonly label: string;
  readonly cause: Cause | null;
  readonly on: Period | null;
};

/** A body or a service moved, merged or made anew. */
export type RestructuringFact = { readonly id: string; readonly label: string; readonly on: Period | null };

/** What lesson 4 is read from, restricted to the day, the way of time and the scope of a reading. */
export type Lesson4Facts = {
  readonly actions: readonly PlanAction[];
  readonly findings: readonly CausedFinding[];
  readonly changes: readonly RestructuringFact[];
  readonly published: PublishedPlan;
};
