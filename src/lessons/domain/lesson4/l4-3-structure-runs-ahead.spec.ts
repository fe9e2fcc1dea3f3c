import * as fc from 'fast-check';
import { noLesson4Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { someActions } from '../../../../test/builders/some-actions.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { PlanAction } from './facts.js';
import { structureRunsAhead as signal } from './l4-3-structure-runs-ahead.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

/** Actions of which so many have shown impact, of structure and of practice, ten of each. */
const plan = (structure: number, practice: number): readonly PlanAction[] => [
  ...someActions({ structure, practice }, 'impact_shown'),
  ...someActions({ structure: 10 - structure, practice: 10 - practice }, 'action_complete'),
];

describe('structure runs ahead', () => {
  it.each([
    [7, 6, 'supports'],
    [4, 3, 'supports'],
    [1, 9, 'supports'],
    [6, 4, 'discuss'],
    [5, 2, 'discuss'],
    [6, 2, 'challenge'],
  ])('with impact of %s of 10 against %s of 10: %s', (structure, practice, result) => {
    const outcome = read({ actions: plan(structure, practice) });
    expect(outcome.result).toBe(result);
    expect(outcome.value).toBeCloseTo((structure - practice) / 10, 12);
    expect(outcome).toMatchObject({ n: 20, uncertainty: null, used: { length: 20 } });
  });

  it('tells both sides', () => {
    expect(read({ actions: plan(6, 4) }).sentence).toBe(
      '6 of 10 (60%) structural actions have shown impact, against 4 of 10 (40%) practice, culture and leadership actions.',
    );
  });

  it('counts what is embedded as shown, practice, culture and leadership together, and nothing that was cancelled', () => {
    const actions = [
      ...someActions({ structure: 4, culture: 2, leadership: 1, practice: 1 }, 'embedded'),
      ...someActions({ structure: 20 }, 'cancelled'),
    ];
    expect(read({ actions })).toMatchObject({ result: 'supports', value: 0, n: 8 });
  });

  it('says nothing with fewer than four on a side', () => {
    expect(read({ actions: someActions({ structure: 3, practice: 2, culture: 1 }) })).toMatchObject({
      result: 'not_enough',
      n: 6,
      missing: [
        'Mark or agree 1 more structural action.',
        'Mark or agree 1 more action on practice, culture or leadership.',
      ],
    });
  });

  it('asks for no date: the plan of a day that is known by its year alone reads as any other', () => {
    const facts = plan(6, 2).map((fact) => ({ fact, on: period('2025'), knownOn: period('2025') }));
    expect(read({ actions: readable(facts, { mode: 'known' }) }).result).toBe('challenge');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const at = (knownOn: string) => (fact: PlanAction) => ({
      fact,
      on: period('2025-01-01'),
      knownOn: period(knownOn),
    });
    const facts = [
      ...plan(6, 2).map(at('2025-02-01')),
      ...someActions({ practice: 30 }, 'embedded').map(at('2026-07-01')),
    ];
    expect(read({ actions: readable(facts, { mode: 'known' }) }).result).toBe('challenge');
    expect(read({ actions: readable(facts, { mode: 'hindsight' }) }).result).toBe('supports');
  });

  it('is changed by no action of another kind', () => {
    const more = fc.nat({ max: 12 }).map((count) => ({
      actions: someActions({ capacity: count, systems: count, partnership: count, none: count }, 'impact_shown'),
    }));
    isChangedByNone(signal, { ...nothing, actions: plan(6, 4) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, actions: plan(6, 4) }, asOf);
    expect.hasAssertions();
  });
});
