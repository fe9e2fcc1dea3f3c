import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { PlanAction } from '../plan-action.js';
import { type Lesson8Facts, nothingElsewhere } from './facts.js';
import { shareForTheLongTerm as signal } from './l8-1-share-for-the-long-term.js';

const facts = (actions: readonly PlanAction[], more: Partial<Lesson8Facts> = {}): Lesson8Facts => ({
  run: aRun(),
  actions,
  checks: [],
  grades: [],
  posts: [],
  published: null,
  elsewhere: nothingElsewhere,
  ...more,
});
const read = (given: Lesson8Facts, reading = aReading()) => signal.read(given, reading, firstLimits(signal));

/** So many actions, of which so many are for the long term. */
const some = (all: number, long: number) =>
  Array.from({ length: all }, (_, index) =>
    action(`a${index}`, [], { horizon: index < long ? 'embed' : index % 2 ? 'improve' : 'stabilise' }),
  );

describe('the share for the long term', () => {
  it.each([
    [20, 5, 'supports', '5 of 20 (25%) actions are about making change last.'],
    [20, 4, 'discuss', '4 of 20 (20%) actions are about making change last.'],
    [20, 2, 'discuss', '2 of 20 (10%) actions are about making change last.'],
    [20, 1, 'challenge', '1 of 20 (5%) actions are about making change last.'],
  ])('of %s, %s: %s', (all, long, result, sentence) => {
    expect(read(facts(some(all, long)))).toMatchObject({ result, sentence, n: all, value: long / all });
  });

  it('says nothing of fewer than ten, and what to add', () => {
    expect(read(facts(some(9, 9)))).toMatchObject({
      result: 'not_enough',
      n: 9,
      missing: ['Add the actions of the plan, each with its horizon, until there are 10.'],
    });
  });

  it('is not due in the first six months after the trigger', () => {
    const run = aRun({ trigger: used('trigger', '2025-12-02') });
    expect(read(facts(some(20, 5), { run })).result).toBe('not_yet');
    expect(read(facts(some(20, 5), { run }), aReading({ asOf: day('2026-06-02') })).result).toBe('supports');
  });

  it('waits for the end of a trigger that is not exact', () => {
    const run = aRun({ trigger: used('trigger', '2025-12') });
    expect(read(facts(some(20, 5), { run }), aReading({ asOf: day('2026-06-29') })).result).toBe('not_yet');
    expect(read(facts(some(20, 5), { run }), aReading({ asOf: day('2026-06-30') })).result).toBe('supports');
  });

  it('counts an action without a horizon among all, and says so', () => {
    const outcome = read(facts([...some(9, 3), action('untold', [], { horizon: null })]));
    expect(outcome).toMatchObject({ result: 'supports', n: 10, value: 0.3, notes: ['1 action has no horizon.'] });
  });

  it('is changed by no action that is cancelled or comes later', () => {
    const base = read(facts(some(20, 4)));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (days) => {
        const cancelled = action('cancelled', [['2025-01-01', 'cancelled']], { horizon: 'embed' });
        const later = action('later', [], { horizon: 'embed', since: addDays(day('2026-06-01'), days) });
        expect(read(facts([...some(20, 4), cancelled, later]))).toEqual(base);
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        expect(read(moved(facts(some(20, 4)), days), reading)).toMatchObject({ result: 'discuss', value: 0.2 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const actions = some(20, 5).map((fact, place) => ({
      fact,
      on: period('2024-01-01'),
      knownOn: period(place < 5 ? '2026-09-01' : '2024-01-01'),
    }));
    expect(read(facts(readable(actions, { mode: 'known' })))).toMatchObject({ result: 'challenge', n: 15 });
    expect(read(facts(readable(actions, { mode: 'hindsight' })))).toMatchObject({ result: 'supports', n: 20 });
  });
});
