import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { PlanAction } from '../plan-action.js';
import { nothingElsewhere } from './facts.js';
import { impactShown as signal } from './l8-2-impact-shown.js';

const facts = (actions: readonly PlanAction[]) => ({
  run: aRun(),
  actions,
  checks: [],
  grades: [],
  posts: [],
  published: null,
  elsewhere: nothingElsewhere,
});
const read = (actions: readonly PlanAction[], reading = aReading()) =>
  signal.read(facts(actions), reading, firstLimits(signal));

const complete = (id: string, on = '2026-01-01') => action(id, [[on, 'action_complete']]);
const shown = (id: string) =>
  action(id, [
    ['2026-01-01', 'action_complete'],
    ['2026-04-01', 'impact_shown'],
  ]);
const some = (all: number, with_: number) =>
  Array.from({ length: all }, (_, index) => (index < with_ ? shown(`a${index}`) : complete(`a${index}`)));

describe('impact shown', () => {
  it.each([
    [10, 7, 'supports', '7 of 10 (70%) completed actions have shown impact.'],
    [6, 4, 'discuss', '4 of 6 completed actions have shown impact.'],
    [5, 2, 'discuss', '2 of 5 completed actions have shown impact.'],
    [6, 2, 'challenge', '2 of 6 completed actions have shown impact.'],
  ])('of %s, %s: %s', (all, with_, result, sentence) => {
    expect(read(some(all, with_))).toMatchObject({ result, sentence, n: all });
  });

  it('says nothing of fewer than five complete for 90 days, and what to add', () => {
    expect(read([...some(4, 4), complete('new', '2026-03-04')])).toMatchObject({ result: 'not_enough', n: 4 });
    expect(read([...some(4, 4), complete('old', '2026-03-03')])).toMatchObject({ result: 'supports', n: 5 });
  });

  it('takes an embedded action as one that has shown impact', () => {
    const embedded = action('e', [
      ['2025-01-01', 'action_complete'],
      ['2025-06-01', 'impact_shown'],
      ['2026-01-01', 'embedded'],
    ]);
    expect(read([...some(4, 3), embedded])).toMatchObject({ result: 'supports', value: 0.8 });
  });

  it('counts an action that was reopened from its last completion, and one whose impact was not shown after all as not', () => {
    const reopened = action('r', [
      ['2025-01-01', 'action_complete'],
      ['2025-02-01', 'in_progress'],
      ['2026-05-01', 'action_complete'],
    ]);
    expect(read([...some(5, 4), reopened]).n).toBe(5);
    const taken = action('t', [
      ['2025-01-01', 'action_complete'],
      ['2025-06-01', 'impact_shown'],
      ['2025-09-01', 'action_complete'],
    ]);
    expect(read([...some(4, 4), taken])).toMatchObject({ n: 5, value: 0.8 });
  });

  it('reads an earlier day as it stood then', () => {
    expect(read(some(10, 7), aReading({ asOf: day('2026-04-01') }))).toMatchObject({ n: 10, value: 0.7 });
    expect(read(some(10, 7), aReading({ asOf: day('2026-03-31') })).result).toBe('not_enough');
  });

  it('is changed by no action that is open, nor by a fact of another kind', () => {
    const base = read(some(6, 4));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 89 }), (days) => {
        const fresh = complete('fresh', addDays(day('2026-06-01'), -days));
        const more = {
          ...facts([...some(6, 4), fresh, action('open')]),
          run: aRun({ warnings: [used('sign', '2025-01-01')] }),
        };
        expect(signal.read(more, aReading(), firstLimits(signal))).toEqual(base);
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const outcome = read(moved(some(6, 4), days), aReading({ asOf: addDays(day('2026-06-01'), days) }));
        expect(outcome).toMatchObject({ result: 'discuss', n: 6 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const actions = some(17, 12).map((fact, place) => ({
      fact,
      on: period('2026-01-01'),
      knownOn: period(place < 12 ? '2026-09-01' : '2026-01-01'),
    }));
    expect(read(readable(actions, { mode: 'known' }))).toMatchObject({ result: 'challenge', n: 5 });
    expect(read(readable(actions, { mode: 'hindsight' }))).toMatchObject({ result: 'supports', n: 17 });
  });

  it('asks for no date that is not exact: a trigger that is known by its year alone reads as any other', () => {
    const given = { ...facts(some(6, 4)), run: aRun({ trigger: used('trigger', '2024') }) };
    expect(signal.read(given, aReading(), firstLimits(signal))).toEqual(read(some(6, 4)));
  });
});
