import * as fc from 'fast-check';
import { aChange, aMeasure, fallen, lesson7Facts, steady, turned } from '../../../../test/builders/lesson7-facts.js';
import { aReading, aRun, firstLimits, moved } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { Reading } from '../signal.js';
import type { DirectionChange, Lesson7Facts } from './facts.js';
import { steadyHand as signal } from './l7-3-steady-hand.js';

const read = (facts: Partial<Lesson7Facts>, reading: Partial<Reading> = {}) =>
  signal.read(
    lesson7Facts({ measures: [aMeasure('A', fallen)], ...facts }),
    aReading({ asOf: day('2025-01-01'), ...reading }),
    firstLimits(signal),
  );

const within = ['2024-07-01', '2024-08-01', '2024-09-01', '2024-10-01'];
const changes = (count: number): readonly DirectionChange[] =>
  within.slice(0, count).map((date, index) => aChange(`change ${index + 1}`, date));

describe('a steady hand', () => {
  it.each([
    [0, 'supports'],
    [1, 'supports'],
    [2, 'discuss'],
    [3, 'challenge'],
    [4, 'challenge'],
  ])('with %s changes of direction in a dip: %s', (count, result) => {
    expect(read({ changes: changes(count) })).toMatchObject({ result, value: count, n: 1 });
  });

  it('names them, and the measure', () => {
    expect(read({ changes: changes(2) }).sentence).toBe(
      'Direction changed 2 times while a measure was in a dip (A): change 1 and change 2.',
    );
    expect(read({}).sentence).toBe('Direction changed not once while a measure was in a dip (A).');
    expect(read({ changes: changes(1) }).used.map(({ id }) => id)).toEqual(['A', 'change 1']);
  });

  it('counts from the first value of the dip to the day, and for 12 months at most', () => {
    const at = (date: string, asOf = '2026-01-01') =>
      read({ changes: [aChange('one', date)] }, { asOf: day(asOf) }).value;
    expect(['2024-06-14', '2024-06-15', '2025-06-14', '2025-06-15'].map((date) => at(date))).toEqual([0, 1, 1, 0]);
    expect(at('2025-01-02', '2025-01-01')).toBe(0);
  });

  it('counts to the lowest point where the measure has turned', () => {
    const measures = [aMeasure('A', turned)];
    const at = (date: string) => read({ measures, changes: [aChange('one', date)] }, { asOf: day('2025-06-01') }).value;
    expect(['2024-09-13', '2024-09-14'].map(at)).toEqual([1, 0]);
  });

  it('counts a change once, in however many dips it falls', () => {
    const measures = [aMeasure('A', fallen), aMeasure('B', fallen)];
    expect(read({ measures, changes: changes(1) })).toMatchObject({ value: 1, n: 2 });
  });

  it('counts a plan only where it drops more than 30% of its milestones', () => {
    const plan = (count: number, of: number) =>
      read({ changes: [aChange('plan', '2024-08-01', { kind: 'plan', dropped: { count, of } })] }).value;
    expect([plan(3, 10), plan(4, 10), plan(0, 0)]).toEqual([0, 1, 0]);
  });

  it('is not due where no measure has been in a dip, and where none of it is a dip since safety depends on it', () => {
    expect(read({ measures: [aMeasure('A', steady)], changes: changes(4) }).result).toBe('not_yet');
    expect(read({ measures: [aMeasure('A', fallen, { safetyCritical: true })] }).result).toBe('not_yet');
    expect(read({ run: aRun({ trigger: null }) }).result).toBe('not_yet');
  });

  it('says nothing where no measure can be read, and what to add', () => {
    expect(read({ measures: [] })).toMatchObject({ result: 'not_enough', missing: [expect.stringMatching(/^Add /)] });
  });

  it('is a matter to discuss where a date leaves it open', () => {
    const told = read({ changes: [...changes(2), aChange('some time', '2024')] });
    expect(told).toMatchObject({ result: 'discuss', value: 3, uncertainty: 1 });
    expect(told.sentence).toMatch(/not exact enough to be sure\.$/);
    const sure = read({ changes: [aChange('some time', '2024')] });
    expect(sure.sentence).not.toMatch(/exact/);
  });

  it('is changed by no change outside a dip', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), (days) => {
        const earlier = aChange('earlier', addDays(day('2024-06-15'), -days));
        expect(read({ changes: [...changes(2), earlier] })).toEqual(read({ changes: changes(2) }));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = lesson7Facts({ measures: [aMeasure('A', fallen)], changes: changes(2) });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const { result, value } = read(moved(facts, days), { asOf: addDays(day('2025-01-01'), days) });
        expect({ result, value }).toEqual({ result: 'discuss', value: 2 });
      }),
    );
  });

  it('reads as much as the reading knows', () => {
    expect(read({ changes: changes(3) }, { asOf: day('2024-08-15'), mode: 'known' }).value).toBe(2);
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const asOf = day('2025-01-01');
    const all = changes(3).map((fact, place) => ({
      fact,
      on: fact.fact.on,
      knownOn: place === 0 ? fact.fact.on : period('2026-09-01'),
    }));
    expect(read({ changes: readable(all, { mode: 'known', asOf }) })).toMatchObject({ result: 'supports', value: 1 });
    expect(read({ changes: readable(all, { mode: 'hindsight', asOf }) })).toMatchObject({
      result: 'challenge',
      value: 3,
    });
  });
});
