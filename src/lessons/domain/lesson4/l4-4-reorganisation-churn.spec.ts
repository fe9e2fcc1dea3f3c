import * as fc from 'fast-check';
import { noLesson4Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { RestructuringFact } from './facts.js';
import { reorganisationChurn as signal } from './l4-4-reorganisation-churn.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const change = (on: string | null): RestructuringFact => ({
  id: `change ${on}`,
  label: 'A trust takes over',
  on: on === null ? null : period(on),
});

describe('reorganisation churn', () => {
  it.each([
    [[], 'supports', 'No restructuring is on the record of the last 24 months.'],
    [['2025-01-01'], 'supports', 'The organisation has been restructured 1 time in 24 months.'],
    [['2025-01-01', '2026-01-01'], 'discuss', 'The organisation has been restructured 2 times in 24 months.'],
    [
      ['2024-06-02', '2025-01-01', '2026-06-01'],
      'challenge',
      'The organisation has been restructured 3 times in 24 months.',
    ],
    [
      ['2024-06-01', '2025-01-01', '2026-06-01'],
      'discuss',
      'The organisation has been restructured 2 times in 24 months.',
    ],
  ])('of changes on %j: %s', (days, result, sentence) => {
    expect(read({ changes: days.map(change) })).toMatchObject({ result, sentence, uncertainty: null, missing: [] });
  });

  it('does not count a change without a date, and says so', () => {
    expect(read({ changes: [change('2025-01-01'), change(null)] })).toMatchObject({
      result: 'supports',
      n: 1,
      notes: ['1 change without a date is not counted.'],
    });
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    expect(read({ changes: [change('2024'), change('2025-05-05')] })).toMatchObject({
      result: 'discuss',
      value: 2,
      uncertainty: 0.5,
      sentence: expect.stringContaining('not exact enough'),
    });
    expect(read({ changes: [change('2025')] }).result).toBe('supports');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = ['2025-01-01', '2025-06-01', '2026-01-01'].map((on, place) => ({
      fact: change(on),
      on: period(on),
      knownOn: period(place === 0 ? on : '2026-07-01'),
    }));
    expect(read({ changes: readable(facts, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ changes: readable(facts, { mode: 'hindsight' }) }).result).toBe('challenge');
  });

  it('is changed by no restructuring that is older', () => {
    const more = fc.array(fc.integer({ min: 730, max: 20_000 })).map((ages) => ({
      changes: ages.map((age) => ({ ...change(null), on: onDay(addDays(asOf, -age)) })),
    }));
    isChangedByNone(signal, { ...nothing, changes: [change('2025-01-01'), change('2026-01-01')] }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, changes: [change('2024-06-02'), change('2026-01-01')] }, asOf);
    expect.hasAssertions();
  });
});
