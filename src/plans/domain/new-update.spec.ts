import { addDays, day } from '../../kernel/calendar-day.js';
import type { MilestoneState } from './milestone-state.js';
import type { NewUpdate } from './new-plan.js';
import { checkUpdate } from './new-update.js';

const today = day('2026-11-23');

describe('an update', () => {
  it.each<[string, NewUpdate, MilestoneState]>([
    ['nothing-said', {}, 'in_progress'],
    ['nothing-said', { note: '  ', state: 'in_progress' }, 'in_progress'],
    ['no-reason-code', { rating: 'at_risk' }, 'in_progress'],
    ['no-reason-code', { rating: 'off_track' }, 'in_progress'],
    ['note-too-long', { note: 'x'.repeat(501) }, 'in_progress'],
    ['forecast-in-the-past', { forecastDue: addDays(today, -1) }, 'in_progress'],
    ['finished', { note: 'Still here' }, 'cancelled'],
    ['no-such-move', { state: 'impact_shown' }, 'action_complete'],
    ['no-such-move', { state: 'in_progress' }, 'action_complete'],
    ['no-such-move', { state: 'paused' }, 'in_progress'],
    ['no-such-move', { state: 'action_complete' }, 'paused'],
  ])('is refused as %s', (error, said, state) => {
    expect(checkUpdate(said, state, today)).toEqual({ ok: false, error });
  });

  it.each<[NewUpdate, MilestoneState, string]>([
    [{ rating: 'on_track' }, 'in_progress', ''],
    [{ rating: 'at_risk', reasonCode: 'capacity' }, 'in_progress', ''],
    [{ note: 'x'.repeat(500) }, 'impact_shown', ''],
    [{ forecastDue: null }, 'in_progress', ''],
    [{ forecastDue: today }, 'in_progress', ''],
    [{ evidenceIds: ['one'] }, 'in_progress', ''],
    [{ state: 'in_progress' }, 'not_started', 'in_progress'],
    [{ state: 'action_complete' }, 'not_started', 'in_progress action_complete'],
  ])('%j of %s makes these moves: %s', (said, state, steps) => {
    const checked = checkUpdate(said, state, today);
    expect(checked.ok && checked.value.steps.join(' ')).toBe(steps);
  });
});
