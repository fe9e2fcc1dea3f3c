import * as fc from 'fast-check';
import { noLesson5Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { addDays, addMonths, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { ConcernQuarter } from './facts.js';
import { concernsAreFlowing as signal } from './l5-1-concerns-are-flowing.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

/** Quarters up to and with the first of 2026, oldest first, with so many concerns of 1,000 staff. */
const quarters = (...counts: number[]): readonly ConcernQuarter[] =>
  counts.map((concerns, place) => {
    const from = addMonths(day('2026-01-01'), -3 * (counts.length - 1 - place));
    return { key: from, from, to: addDays(addMonths(from, 3), -1), concerns, headcount: 1_000 };
  });

describe('concerns are flowing', () => {
  it('is supported by concerns in every quarter', () => {
    expect(read({ quarters: quarters(3, 5, 2, 6) })).toMatchObject({
      result: 'supports',
      value: 1.6,
      n: 16,
      sentence: 'Staff raised 16 concerns in the last 4 quarters (1.6 for every 100 staff). A rise is not a bad sign.',
      used: { length: 4 },
    });
  });

  it('is a matter to discuss with one quarter without any', () => {
    expect(read({ quarters: quarters(3, 0, 2, 6) })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('No concerns were recorded in 1 of them.'),
    });
  });

  it('is a challenge with two', () => {
    expect(read({ quarters: quarters(9, 0, 0, 6) })).toMatchObject({
      result: 'challenge',
      sentence: 'No concerns were recorded in 2 of the last 4 quarters. That is unusual and worth asking about.',
    });
  });

  it('tells an unusual fall, and never holds a rise against anybody', () => {
    const steady = [20, 22, 19, 21, 20, 22, 19, 21, 20, 22, 19, 21];
    const fallen = read({ quarters: quarters(...steady, 20, 21, 20, 5) });
    expect(fallen).toMatchObject({ result: 'discuss', sentence: expect.stringContaining('That is an unusual fall.') });
    expect(read({ quarters: quarters(...steady, 20, 21, 20, 60) }).result).toBe('supports');
    expect(read({ quarters: quarters(5, ...steady.slice(1), 20, 21, 20, 22) }).result).toBe('supports');
  });

  it('says nothing without a count of staff or before four full quarters', () => {
    expect(read({})).toMatchObject({
      result: 'not_enough',
      missing: ['Record how many people work for the organisation.'],
    });
    expect(read({ quarters: quarters(5, 5, 5) })).toMatchObject({
      result: 'not_enough',
      n: 0,
      missing: ['Wait until 4 full quarters have passed since counting began.'],
    });
  });

  it.each(['board', 'public'] as const)('tells a %s only the word where there were so few', (scope) => {
    expect(read({ quarters: quarters(1, 1, 1, 1) }, { scope })).toEqual({
      result: 'supports',
      value: null,
      uncertainty: null,
      n: 0,
      sentence: 'Supported.',
      missing: [],
      used: [],
      notes: [],
    });
    expect(read({ quarters: quarters(1, 1, 1, 2) }, { scope }).sentence).toContain('5 concerns');
  });

  it('shows no quarter in public', () => {
    expect(read({ quarters: quarters(3, 5, 2, 6) }, { scope: 'public' }).used).toEqual([]);
    expect(JSON.stringify(read({ quarters: quarters(3, 5, 2, 6) }))).not.toContain('3 concerns');
  });

  it('shows beside it, and does not score, how many gave no name, unless they are few', () => {
    const thisYear = { concerns: 16, anonymous: 6, detriment: 2 };
    const lastYear = { concerns: 20, anonymous: 5, detriment: 0 };
    expect(read({ quarters: quarters(3, 5, 2, 6), thisYear, lastYear }).notes).toEqual([
      '6 of 16 (38%) concerns of the last 4 quarters were raised without a name, 5 of 20 (25%) of the 4 before.',
      'Only concerns that were recorded here are counted.',
    ]);
  });

  it('asks for no date of its own: quarters are handed in, and staff counted in a year count for its quarters', () => {
    const counted = [{ fact: quarters(3, 5, 2, 6), on: period('2025'), knownOn: period('2025') }];
    expect(read({ quarters: readable(counted, { mode: 'known' }).flat() }).result).toBe('supports');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const staff = [{ fact: quarters(3, 5, 2, 6), on: period('2025-03-01'), knownOn: period('2026-07-01') }];
    expect(read({ quarters: readable(staff, { mode: 'known' }).flat() }).result).toBe('not_enough');
    expect(read({ quarters: readable(staff, { mode: 'hindsight' }).flat() }).result).toBe('supports');
  });

  it('is changed by no concern that is not of a full quarter, and by no date of a plan', () => {
    const more = fc.array(fc.integer({ min: 0, max: 900 })).map((ages) => ({
      concerns: ages.map((age) => ({ raisedOn: onDay(addDays(asOf, -age)), outcomeSharedOn: null })),
    }));
    isChangedByNone(signal, { ...nothing, quarters: quarters(3, 5, 0, 6) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = { ...nothing, quarters: quarters(3, 5, 0, 6).map((one, place) => ({ ...one, key: `Q${place}` })) };
    isMovedByNoDays(signal, facts, asOf);
    expect.hasAssertions();
  });
});
