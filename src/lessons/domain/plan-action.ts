import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { MilestoneState } from '../../plans/domain/milestone-state.js';
import type { Horizon } from '../../plans/domain/milestone-words.js';
import type { UsedFact } from './signal.js';

/** One action of a plan with every change of its state that the reading may know, oldest first. */
export type PlanAction = {
  readonly fact: UsedFact;
  readonly hasOwner: boolean;
  readonly horizon: Horizon | null;
  /** The first day of which the record tells: when it was written down, was first due, or was moved. */
  readonly since: CalendarDay;
  readonly changes: readonly { readonly on: CalendarDay; readonly to: MilestoneState }[];
};

/** Where an action stood at the end of a day. Every one begins as not started; null: it was not there yet. */
export function stateAt({ since, changes }: PlanAction, day: CalendarDay): MilestoneState | null {
  if (since > day) return null;
  return changes.findLast(({ on }) => on <= day)?.to ?? 'not_started';
}

const completeStates: readonly MilestoneState[] = ['action_complete', 'impact_shown', 'embedded'];
export const isCompleteState = (state: MilestoneState): boolean => completeStates.includes(state);

/** Since when an action has been complete without a break; null: it is not. */
export function completeSince(action: PlanAction, day: CalendarDay): CalendarDay | null {
  const state = stateAt(action, day);
  if (state === null || !isCompleteState(state)) return null;
  const past = action.changes.filter(({ on }) => on <= day);
  const lastOpen = past.findLastIndex(({ to }) => !isCompleteState(to));
  return past[lastOpen + 1]?.on ?? null;
}

/** Actions that were there and not cancelled at the end of a day, with where each stood. */
export const standingOn = (
  actions: readonly PlanAction[],
  day: CalendarDay,
): readonly { readonly action: PlanAction; readonly state: MilestoneState }[] =>
  actions.flatMap((action) => {
    const state = stateAt(action, day);
    return state === null || state === 'cancelled' ? [] : [{ action, state }];
  });
