import * as fc from 'fast-check';
import { noLesson5Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { ReviewAfter, SignificantEvent } from './facts.js';
import { learnFirst as signal } from './l5-4-learn-first.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const review = (begun: string, more: Partial<ReviewAfter> = {}): ReviewAfter => ({
  id: `review ${begun}`,
  ref: 'LR-0001',
  begunOn: period(begun),
  systemFactors: 1,
  actions: 1,
  ...more,
});
const event = (id: number, on: string, ...reviews: ReviewAfter[]): SignificantEvent => ({
  id: `event ${id}`,
  ref: `EV-000${id}`,
  label: 'A record was lost',
  on: period(on),
  reviews,
});
const learnt = (count: number) =>
  Array.from({ length: count }, (_none, id) => event(id, '2026-02-01', review('2026-03-03')));
const late = (count: number) =>
  Array.from({ length: count }, (_none, id) => event(id + 50, '2026-02-01', review('2026-03-04')));

describe('learn first', () => {
  it.each([
    [3, 1, 'supports', '3 of 4 significant events led to a learning review within 30 days that looked at the system.'],
    [2, 1, 'discuss', '2 of 3 significant events led to a learning review within 30 days that looked at the system.'],
    [1, 2, 'challenge', '1 of 3 significant events led to a learning review within 30 days that looked at the system.'],
  ])('of %s in time and %s late: %s', (inTime, tooLate, result, sentence) => {
    expect(read({ events: [...learnt(inTime), ...late(tooLate)] })).toMatchObject({
      result,
      sentence,
      n: inTime + tooLate,
    });
  });

  it('says nothing of fewer than three', () => {
    expect(read({ events: learnt(2) })).toMatchObject({
      result: 'not_enough',
      n: 2,
      missing: ['Record 1 more significant event.'],
    });
  });

  it('says nothing in public where no review is published, and holds the board to it', () => {
    const events = [event(1, '2026-02-01'), event(2, '2026-02-01'), event(3, '2026-02-01')];
    expect(read({ events }).result).toBe('challenge');
    expect(read({ events }, { scope: 'public' })).toMatchObject({
      result: 'not_enough',
      missing: ['Publish what was learnt from these events.'],
    });
  });

  it('takes no review that looked at people alone, or led to nothing, for one that learnt', () => {
    const blaming = event(90, '2026-02-01', review('2026-02-02', { systemFactors: 0 }));
    const idle = event(91, '2026-02-01', review('2026-02-02', { actions: 0 }));
    expect(read({ events: [...learnt(1), blaming, idle] })).toMatchObject({ result: 'challenge', value: 1 / 3 });
  });

  it('does not count an event whose 30 days have not passed, unless its review has begun', () => {
    expect(read({ events: [...learnt(3), event(9, '2026-05-02')] }).n).toBe(3);
    expect(read({ events: [...learnt(3), event(9, '2026-05-01')] }).n).toBe(4);
    expect(read({ events: [...learnt(3), event(9, '2026-05-20', review('2026-05-25'))] }).n).toBe(4);
  });

  it('takes no review from before the event for one that followed it', () => {
    expect(read({ events: [...learnt(3), event(9, '2026-02-01', review('2026-01-01'))] })).toMatchObject({
      value: 0.75,
    });
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const doubtful = event(99, '2026-02-01', review('2026-03'));
    expect(read({ events: [...learnt(2), ...late(1), doubtful] })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = [...learnt(3), ...late(6)].map((fact, place) => ({
      fact,
      on: fact.on,
      knownOn: place < 3 ? fact.on : period('2026-08-01'),
    }));
    expect(read({ events: readable(facts, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ events: readable(facts, { mode: 'hindsight' }) }).result).toBe('challenge');
  });

  it('is changed by no event that is new or long past', () => {
    const more = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 365, max: 9_000 })))
      .map((ages) => ({
        events: ages.map((age, id) => ({ ...event(id + 300, '2020-01-01'), on: onDay(addDays(asOf, -age)) })),
      }));
    isChangedByNone(signal, { ...nothing, events: [...learnt(2), ...late(2)] }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, events: [...learnt(2), ...late(2)] }, asOf);
    expect.hasAssertions();
  });
});
