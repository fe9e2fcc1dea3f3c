import * as fc from 'fast-check';
import { noLesson5Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { ConcernDates } from './facts.js';
import { theLoopIsClosed as signal } from './l5-2-the-loop-is-closed.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const concern = (raised: string, told: string | null): ConcernDates => ({
  raisedOn: period(raised),
  outcomeSharedOn: told === null ? null : period(told),
});
const some = (inTime: number, late: number) => [
  ...Array.from({ length: inTime }, () => concern('2026-01-01', '2026-03-02')),
  ...Array.from({ length: late }, () => concern('2026-01-01', '2026-03-03')),
];

describe('the loop is closed', () => {
  it.each([
    [24, 6, 'supports', '24 of 30 (80%) people who raised a concern were told the outcome within 60 days.'],
    [15, 6, 'discuss', '15 of 21 (71%) people who raised a concern were told the outcome within 60 days.'],
    [10, 11, 'challenge', '10 of 21 (48%) people who raised a concern were told the outcome within 60 days.'],
  ])('of %s in time and %s late: %s', (inTime, late, result, sentence) => {
    const n = inTime + late;
    expect(read({ concerns: some(inTime, late) })).toMatchObject({ result, value: inTime / n, n, sentence, used: [] });
  });

  it('says nothing of fewer than five, and not how many there were', () => {
    expect(read({ concerns: some(2, 2) })).toEqual({
      result: 'not_enough',
      value: null,
      uncertainty: null,
      n: 0,
      sentence: 'Too few concerns were raised more than 60 days ago to say anything.',
      missing: ['Wait until at least 5 concerns are of quarters that ended more than 60 days ago.'],
      used: [],
      notes: [],
    });
  });

  it.each([
    [5, 2],
    [20, 4],
    [4, 20],
    [9, 0],
  ])('tells only the word of %s in time and %s late, since so few can be told apart', (inTime, late) => {
    for (const scope of ['board', 'public'] as const) {
      const outcome = read({ concerns: some(inTime, late) }, { scope });
      expect(outcome).toMatchObject({ value: null, n: 0, used: [], notes: [] });
      expect(outcome.sentence).toMatch(/^(Supported|Discuss|Challenge)\.$/);
    }
  });

  it('reads the day that it is given, whichever the day is: between two such days nothing changes', () => {
    const facts = { concerns: some(24, 8), answersReadOn: asOf };
    expect(read(facts, { asOf: addDays(asOf, 80) })).toEqual(read(facts));
  });

  it('counts concerns from 456 to 60 days before that day', () => {
    const n = (age: number) =>
      read({
        concerns: [...some(30, 6), { raisedOn: onDay(addDays(asOf, -age)), outcomeSharedOn: null }],
      }).n;
    expect([59, 60, 455, 456].map(n)).toEqual([36, 37, 37, 36]);
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const doubtful = Array.from({ length: 4 }, () => concern('2026-01', '2026-03'));
    expect(read({ concerns: [...some(24, 5), ...doubtful] })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = some(24, 12).map((fact, place) => ({
      fact,
      on: fact.raisedOn,
      knownOn: place < 30 ? fact.raisedOn : period('2026-08-01'),
    }));
    expect(read({ concerns: readable(facts, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ concerns: readable(facts, { mode: 'hindsight' }) }).result).toBe('discuss');
  });

  it('is changed by no concern that is new or long past', () => {
    const more = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 456, max: 9_000 })))
      .map((ages) => ({
        concerns: ages.map((age) => ({ raisedOn: onDay(addDays(asOf, -age)), outcomeSharedOn: null })),
      }));
    isChangedByNone(signal, { ...nothing, concerns: some(24, 8) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, concerns: some(24, 8) }, asOf);
    expect.hasAssertions();
  });
});
