import { addDays, day } from '../../kernel/calendar-day.js';
import { type AwaitedFacts, isHeldUpBy, mismatchOf, rate, type RatedFacts } from './derived-rating.js';

const today = day('2026-11-23');
const facts = (more: Partial<RatedFacts> = {}): RatedFacts => ({
  state: 'in_progress',
  evidenceOwedUntil: null,
  impactDue: null,
  startOn: null,
  currentDue: addDays(today, 60),
  forecastDue: null,
  updatedOn: today,
  recordedOn: day('2026-01-01'),
  moves: 0,
  awaits: [],
  ...more,
});
const awaited = (more: Partial<AwaitedFacts> = {}): AwaitedFacts => ({
  ref: 'MS-0009',
  state: 'in_progress',
  evidenceOwedUntil: null,
  currentDue: addDays(today, 10),
  forecastDue: null,
  ...more,
});

describe('what the record says of a milestone', () => {
  it.each<[string, string, Partial<RatedFacts>]>([
    ['on_track', 'no rule says otherwise', {}],
    ['complete', 'impact has been shown', { state: 'impact_shown', currentDue: addDays(today, -9) }],
    ['complete', 'impact has been shown', { state: 'embedded' }],
    ['complete', 'the action is complete', { state: 'action_complete' }],
    ['impact_due', 'impact is still to be shown', { state: 'action_complete', impactDue: today }],
    ['impact_overdue', 'impact was to be shown 1 day ago', { state: 'action_complete', impactDue: addDays(today, -1) }],
    ['cancelled', 'it was cancelled', { state: 'cancelled', currentDue: addDays(today, -9) }],
    ['paused', 'the board paused it', { state: 'paused', currentDue: addDays(today, -9) }],
    ['off_track', 'the date has passed', { currentDue: addDays(today, -1), forecastDue: today }],
    ['on_track', 'no rule says otherwise', { currentDue: today }],
    ['off_track', 'expected 31 days after', { forecastDue: addDays(today, 91) }],
    ['at_risk', 'expected 30 days after', { forecastDue: addDays(today, 90) }],
    ['at_risk', 'expected 1 day after', { forecastDue: addDays(today, 61) }],
    ['on_track', 'no rule', { forecastDue: addDays(today, 60) }],
    ['no_recent_update', 'nothing was reported for 45 days', { updatedOn: addDays(today, -45) }],
    ['on_track', 'no rule', { updatedOn: addDays(today, -44) }],
    ['no_recent_update', 'for 45 days', { updatedOn: addDays(today, -45), forecastDue: addDays(today, 61) }],
    ['off_track', '31 days', { updatedOn: addDays(today, -45), forecastDue: addDays(today, 91) }],
    ['no_recent_update', 'for 50 days', { updatedOn: null, recordedOn: addDays(today, -50) }],
    ['on_track', 'no rule', { updatedOn: null, recordedOn: addDays(today, -50), startOn: addDays(today, 9) }],
    ['at_risk', 'has not started', { state: 'not_started', currentDue: addDays(today, 30) }],
    ['on_track', 'no rule', { state: 'not_started', currentDue: addDays(today, 31) }],
    ['at_risk', 'its date has moved 2 times', { moves: 2 }],
    ['on_track', 'no rule', { moves: 1 }],
    ['at_risk', 'it waits for MS-0009, which is late', { awaits: [awaited({ currentDue: addDays(today, -1) })] }],
    ['at_risk', 'waits for MS-0009', { awaits: [awaited({ forecastDue: addDays(today, 61) })] }],
    ['on_track', 'no rule', { awaits: [awaited()] }],
    ['off_track', 'passed', { state: 'action_complete', evidenceOwedUntil: today, currentDue: addDays(today, -1) }],
    ['on_track', 'no rule', { state: 'action_complete', evidenceOwedUntil: addDays(today, -1) }],
  ])('is %s, because %s', (rating, because, more) => {
    const rated = rate(facts(more), today);
    expect(rated).toEqual({ rating, because: expect.stringContaining(because) });
  });

  it.each<[boolean, Partial<AwaitedFacts>]>([
    [false, { state: 'cancelled', currentDue: addDays(today, -9) }],
    [false, { state: 'action_complete', currentDue: addDays(today, -9) }],
    [true, { state: 'action_complete', evidenceOwedUntil: today, currentDue: addDays(today, -9) }],
    [true, { currentDue: addDays(today, 61) }],
    [false, { currentDue: addDays(today, 61), forecastDue: addDays(today, 60) }],
  ])('is held up (%s) by another', (expected, more) => {
    expect(isHeldUpBy({ currentDue: addDays(today, 60) }, awaited(more), today)).toBe(expected);
  });
});

describe('where owner and record differ', () => {
  const passed = { rating: 'off_track', because: 'the date has passed' } as const;

  it('says both, and the rule that fired', () => {
    expect(mismatchOf('on_track', passed)).toBe('Owner says on track. The record says off track: the date has passed.');
    expect(mismatchOf('off_track', { rating: 'on_track', because: 'no rule says otherwise' })).toBe(
      'Owner says off track. The record says on track: no rule says otherwise.',
    );
  });

  it('says nothing where they agree, where the owner is silent, and where nothing is left to rate', () => {
    expect(mismatchOf('off_track', passed)).toBeNull();
    expect(mismatchOf(null, passed)).toBeNull();
    expect(mismatchOf('at_risk', { rating: 'impact_due', because: '' })).toBeNull();
  });
});
