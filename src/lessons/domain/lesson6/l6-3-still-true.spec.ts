import * as fc from 'fast-check';
import { noLesson6Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { aPiece } from '../../../../test/builders/some-learning.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import { stillTrue as signal } from './l6-3-still-true.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

/** So many that were looked at again when it was time, and so many that were not. */
const shared = (checked: number, left: number) => [
  ...Array.from({ length: checked }, (_none, place) =>
    aPiece('2024-06-01', { id: `checked ${place}`, reviewBy: period('2025-06-01'), reviewedOn: period('2025-05-28') }),
  ),
  ...Array.from({ length: left }, (_none, place) =>
    aPiece('2024-06-01', { id: `left ${place}`, reviewBy: period('2025-06-01') }),
  ),
];

describe('still true', () => {
  it.each([
    [4, 1, 'supports', '4 of 5 shared lessons have been checked since their review date.'],
    [1, 1, 'discuss', '1 of 2 shared lessons have been checked since their review date.'],
    [2, 3, 'challenge', '2 of 5 shared lessons have been checked since their review date.'],
  ])('of %s checked and %s not: %s', (checked, left, result, sentence) => {
    const n = checked + left;
    expect(read({ shared: shared(checked, left) })).toMatchObject({ result, sentence, n, value: checked / n });
  });

  it('is not due before two pieces are past their date', () => {
    const waiting = aPiece('2025-06-01', { reviewBy: period('2026-06-01') });
    expect(read({ shared: [...shared(0, 1), waiting] })).toMatchObject({
      result: 'not_yet',
      sentence: '1 shared lesson is past its review date.',
      used: { length: 1 },
    });
    expect(read({ shared: [...shared(0, 1), { ...waiting, reviewBy: period('2026-05-31') }] }).result).toBe(
      'challenge',
    );
    expect(read({})).toMatchObject({ result: 'not_yet', sentence: '0 shared lessons are past their review date.' });
  });

  it('does not take a look of long before the date for one that was asked for', () => {
    const early = aPiece('2023-01-01', { reviewBy: period('2025-06-01'), reviewedOn: period('2024-06-01') });
    expect(read({ shared: [...shared(1, 0), early] })).toMatchObject({ value: 0.5 });
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const doubtful = aPiece('2024-01-01', { reviewBy: period('2026') });
    expect(read({ shared: [...shared(2, 0), doubtful] })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = shared(2, 3).map((fact, place) => ({
      fact,
      on: fact.sharedOn,
      knownOn: place < 2 ? fact.sharedOn : period('2026-08-01'),
    }));
    expect(read({ shared: readable(facts, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ shared: readable(facts, { mode: 'hindsight' }) }).result).toBe('challenge');
  });

  it('is changed by no piece whose date has not come, or that has none', () => {
    const more = fc.array(fc.integer({ min: 0, max: 4_000 })).map((waits) => ({
      shared: waits.flatMap((wait) => [
        aPiece('2026-01-01'),
        aPiece('2026-01-01', { reviewBy: onDay(addDays(asOf, wait)) }),
      ]),
    }));
    isChangedByNone(signal, { ...nothing, shared: shared(2, 2) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, shared: shared(2, 2) }, asOf);
    expect.hasAssertions();
  });
});
