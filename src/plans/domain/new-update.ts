import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { type MilestoneState, stepsBetween } from './milestone-state.js';
import type { NewUpdate } from './new-plan.js';

/** Longest note of an update, in characters. */
export const longestNote = 500;

export type UpdateRefusal =
  | 'nothing-said'
  | 'no-reason-code'
  | 'note-too-long'
  | 'forecast-in-the-past'
  | 'finished'
  | 'no-such-move';

/** The moves that an update makes on its way; none where it says nothing of the state, or the one there is. */
export type CheckedUpdate = { readonly steps: readonly MilestoneState[] };

const byAnUpdate: readonly MilestoneState[] = ['in_progress', 'action_complete'];

/**
 * Whether an update says something that may be said. At risk and off track name a reason. An update begins a milestone
 * or completes its action; whatever else changes its state is a step of its own. No date moves here.
 */
export function checkUpdate(
  said: NewUpdate,
  state: MilestoneState,
  today: CalendarDay,
): Result<CheckedUpdate, UpdateRefusal> {
  if (state === 'cancelled') return refused('finished');
  const note = said.note?.trim() ?? '';
  const moves = said.state !== null && said.state !== undefined && said.state !== state;
  if (!moves && !said.rating && note === '' && said.forecastDue === undefined && !said.evidenceIds?.length)
    return refused('nothing-said');
  if ((said.rating === 'at_risk' || said.rating === 'off_track') && !said.reasonCode) return refused('no-reason-code');
  if ([...note].length > longestNote) return refused('note-too-long');
  if (said.forecastDue && said.forecastDue < today) return refused('forecast-in-the-past');
  if (!moves || !said.state) return ok({ steps: [] });
  const steps = byAnUpdate.includes(said.state) && state !== 'action_complete' ? stepsBetween(state, said.state) : [];
  return steps.length === 0 ? refused('no-such-move') : ok({ steps });
}
