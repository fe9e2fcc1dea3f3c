import type { ExitCriterionState } from '../../../interventions/domain/exit-criterion-state.js';
import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { PlanAction } from '../plan-action.js';
import type { UsedFact } from '../signal.js';

/** What must be true before a step ends, with every change of its state that the reading may know, oldest first. */
export type CriterionFact = {
  readonly fact: UsedFact;
  readonly interventionId: string;
  /** Null: nothing on the record says when it was agreed. */
  readonly agreedOn: Period | null;
  readonly changes: readonly { readonly on: Period; readonly to: ExitCriterionState }[];
};

/** What the signals of lesson 2 need, restricted to a reading. */
export type Lesson2Facts = {
  readonly run: EpisodeRun;
  readonly criteria: readonly CriterionFact[];
  readonly actions: readonly PlanAction[];
};

/** How many criteria count at the end of a day, and how many of them are met. Withdrawn ones count no longer. */
export function metOn(
  criteria: readonly CriterionFact[],
  day: CalendarDay,
): { readonly met: number; readonly total: number } {
  const states = criteria
    .filter(({ agreedOn }) => agreedOn === null || agreedOn.start <= day)
    .map(({ changes }) => changes.findLast(({ on }) => periodEnd(on) <= day)?.to ?? 'not_met')
    .filter((state) => state !== 'withdrawn');
  return { met: states.filter((state) => state === 'met').length, total: states.length };
}
