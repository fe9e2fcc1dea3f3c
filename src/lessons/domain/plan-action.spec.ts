import { action } from '../../../test/builders/signal-facts.js';
import { day } from '../../kernel/calendar-day.js';
import { completeSince, standingOn, stateAt } from './plan-action.js';

const done = action('done', [
  ['2024-02-01', 'in_progress'],
  ['2024-03-01', 'action_complete'],
  ['2024-06-01', 'impact_shown'],
]);

describe('an action of a plan', () => {
  it.each([
    ['2023-12-31', null],
    ['2024-01-01', 'not_started'],
    ['2024-02-29', 'in_progress'],
    ['2024-03-01', 'action_complete'],
    ['2026-01-01', 'impact_shown'],
  ])('on %s is %s', (on, state) => {
    expect(stateAt(done, day(on))).toBe(state);
  });

  it('is complete since its last completion', () => {
    expect(completeSince(done, day('2024-02-29'))).toBeNull();
    expect(completeSince(done, day('2024-12-31'))).toBe('2024-03-01');
    const reopened = action('reopened', [
      ['2024-03-01', 'action_complete'],
      ['2024-04-01', 'in_progress'],
      ['2024-05-01', 'action_complete'],
    ]);
    expect(completeSince(reopened, day('2024-12-31'))).toBe('2024-05-01');
    expect(completeSince(reopened, day('2024-04-15'))).toBeNull();
  });

  it('counts no more once it is cancelled, and did before', () => {
    const cancelled = action('cancelled', [['2024-05-01', 'cancelled']]);
    expect(standingOn([cancelled], day('2024-05-01'))).toEqual([]);
    expect(standingOn([cancelled], day('2024-04-30'))).toHaveLength(1);
  });
});
