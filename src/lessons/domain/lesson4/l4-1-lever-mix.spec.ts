import * as fc from 'fast-check';
import { noLesson4Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { someActions } from '../../../../test/builders/some-actions.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import { leverMix as signal } from './l4-1-lever-mix.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

describe('lever mix', () => {
  it('is supported by little structure beside enough culture and practice', () => {
    const actions = someActions({ structure: 3, practice: 2, culture: 1, capacity: 4 });
    expect(read({ actions })).toMatchObject({
      result: 'supports',
      value: 0.3,
      uncertainty: null,
      n: 10,
      sentence: '3 of 10 (30%) actions change structure. 3 actions change practice or culture.',
      notes: [],
    });
  });

  it.each([
    [{ structure: 4, practice: 6 }, 'discuss'],
    [{ structure: 2, practice: 2, systems: 6 }, 'discuss'],
    [{ structure: 5, practice: 5 }, 'discuss'],
    [{ structure: 6, practice: 4 }, 'challenge'],
  ] as const)('of %j is %s', (levers, result) => {
    expect(read({ actions: someActions(levers) }).result).toBe(result);
  });

  it('says nothing without an agreed plan, of fewer than ten, or where more than a tenth has no lever', () => {
    expect(read({})).toMatchObject({ result: 'not_enough', missing: ['Agree a version of the plan.'] });
    expect(read({ actions: someActions({ practice: 9 }) }).missing).toEqual(['Agree 1 more action.']);
    expect(read({ actions: someActions({ practice: 17, none: 3 }) })).toMatchObject({
      result: 'not_enough',
      n: 20,
      missing: ['Mark 1 more action with its lever.'],
    });
    expect(read({ actions: someActions({ practice: 9, none: 1 }) }).missing).toEqual([
      'Mark 1 more action with its lever.',
    ]);
  });

  it('asks for both where neither alone would do', () => {
    expect(read({ actions: someActions({ practice: 3, none: 2 }) }).missing).toEqual([
      'Agree 5 more actions.',
      'Mark every action with its lever.',
    ]);
  });

  it('counts an action without a lever among all, and says so', () => {
    expect(read({ actions: someActions({ structure: 6, practice: 13, none: 1 }) })).toMatchObject({
      result: 'supports',
      value: 0.3,
      notes: ['1 action without a lever counted among all.'],
    });
  });

  it('leaves out what was cancelled', () => {
    const cancelled = someActions({ structure: 9 }, 'cancelled');
    const actions = someActions({ structure: 3, practice: 7 });
    expect(read({ actions: [...actions, ...cancelled] })).toEqual(read({ actions }));
  });

  it('asks for no date: the plan of a day that is known by its month alone reads as any other', () => {
    const facts = someActions({ structure: 3, practice: 7 }).map((fact) => ({
      fact,
      on: period('2026-03'),
      knownOn: period('2026-03'),
    }));
    expect(read({ actions: readable(facts, { mode: 'known' }) }).result).toBe('supports');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = [
      ...someActions({ structure: 3, practice: 7 }).map((fact) => ({ fact, knownOn: period('2026-03-01') })),
      ...someActions({ structure: 9 }).map((fact) => ({ fact, knownOn: period('2026-09-01') })),
    ].map((one) => ({ ...one, on: period('2026-03-01') }));
    expect(read({ actions: readable(facts, { mode: 'known' }) })).toMatchObject({ result: 'supports', n: 10 });
    expect(read({ actions: readable(facts, { mode: 'hindsight' }) })).toMatchObject({ result: 'challenge', n: 19 });
  });

  it('is changed by no finding, no restructuring and no action that was cancelled', () => {
    const more = fc.array(fc.constantFrom('structure' as const, 'culture' as const)).map((levers) => ({
      actions: levers.flatMap((lever) => someActions({ [lever]: 1 }, 'cancelled')),
      changes: levers.map((label) => ({ id: label, label, on: null })),
    }));
    isChangedByNone(signal, { ...nothing, actions: someActions({ structure: 4, practice: 6 }) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, actions: someActions({ structure: 4, practice: 6 }) }, asOf);
    expect.hasAssertions();
  });
});
