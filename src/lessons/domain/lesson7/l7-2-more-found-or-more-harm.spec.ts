import * as fc from 'fast-check';
import { aMeasure, lesson7Facts, steady } from '../../../../test/builders/lesson7-facts.js';
import { aReading, aRun, firstLimits, moved, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { Reading } from '../signal.js';
import type { ChartValue, Lesson7Facts, MeasureFact } from './facts.js';
import { moreFoundOrMoreHarm as signal } from './l7-2-more-found-or-more-harm.js';

const read = (facts: Partial<Lesson7Facts>, reading: Partial<Reading> = {}) =>
  signal.read(lesson7Facts(facts), aReading(reading), firstLimits(signal));

const plain = (on: string): ChartValue => ({ on: period(on), sides: [], meaning: null });
const high = (on: string): ChartValue => ({ on: period(on), sides: ['high'], meaning: 'neither' });
const worse = (on: string): ChartValue => ({ on: period(on), sides: ['low'], meaning: 'concern' });

const measure = (label: string, role: MeasureFact['role'], ...charted: readonly ChartValue[]): MeasureFact =>
  aMeasure(label, steady, { role, charted });
const referrals = (...charted: readonly ChartValue[]) => measure('Referrals', 'exposure', ...charted);
const quality = (...charted: readonly ChartValue[]) => measure('Quality', 'outcome', ...charted);

const quiet = [plain('2024-08-10'), plain('2024-09-10')];

describe('more found, or more harm', () => {
  it('is supported where more is found and no outcome is worse', () => {
    expect(read({ measures: [referrals(...quiet, high('2024-10-10')), quality(...quiet)] })).toMatchObject({
      result: 'supports',
      n: 2,
      sentence:
        'In the 18 months after the trigger more was found (Referrals), and nothing that happens to people got worse beyond chance.',
      used: [{ id: 'trigger' }, { id: 'Referrals', on: period('2024-10-10') }, { id: 'Quality', on: null }],
    });
  });

  it('is to discuss where neither moves', () => {
    expect(read({ measures: [referrals(...quiet), quality(...quiet)] }).result).toBe('discuss');
  });

  it('is a challenge where an outcome is worse, whatever was found', () => {
    const more = read({ measures: [referrals(high('2024-10-10')), quality(worse('2024-10-10'))] });
    expect(more).toMatchObject({ result: 'challenge', sentence: expect.stringContaining('got worse (Quality)') });
    expect(read({ measures: [referrals(...quiet), quality(worse('2024-10-10'))] }).result).toBe('challenge');
  });

  it('reads the 18 months alone, their last day among them', () => {
    const outcome = (on: string) => read({ measures: [referrals(...quiet), quality(...quiet, worse(on))] }).result;
    expect(['2024-05-31', '2024-06-01', '2025-12-01', '2025-12-02'].map(outcome)).toEqual([
      'discuss',
      'challenge',
      'challenge',
      'discuss',
    ]);
  });

  it('counts more that is found alone, and less that is found as nothing', () => {
    const fewer: ChartValue = { on: period('2024-10-10'), sides: ['low'], meaning: 'neither' };
    expect(read({ measures: [referrals(fewer), quality(...quiet)] }).result).toBe('discuss');
  });

  it('says nothing without a series of each kind in these months, and what to add', () => {
    expect(read({ measures: [referrals(...quiet)] })).toMatchObject({
      result: 'not_enough',
      missing: ['Add a measure of what happens to people with at least 6 numbers, some of them in these months.'],
    });
    expect(read({ measures: [referrals(plain('2023-01-10')), quality()] }).missing).toHaveLength(2);
    expect(read({}).result).toBe('not_enough');
  });

  it('has no clock before a trigger is known', () => {
    expect(read({ run: aRun({ trigger: null }), measures: [referrals(...quiet), quality(...quiet)] }).result).toBe(
      'not_yet',
    );
  });

  it('is a matter to discuss where the date of the trigger decides', () => {
    const run = aRun({ trigger: used('trigger', '2024') });
    const told = read({ run, measures: [referrals(...quiet), quality(...quiet, worse('2026-01-20'))] });
    expect(told).toMatchObject({
      result: 'discuss',
      sentence: expect.stringMatching(/not exact enough to be sure\.$/),
    });
  });

  it('says that more numbers will come while the months are not over', () => {
    const measures = [referrals(...quiet), quality(...quiet)];
    expect(read({ measures }, { asOf: day('2025-11-30') }).notes).toHaveLength(1);
    expect(read({ measures }, { asOf: day('2025-12-01') }).notes).toEqual([]);
  });

  it('is changed by no measure of another role', () => {
    const measures = [referrals(high('2024-10-10')), quality(...quiet)];
    fc.assert(
      fc.property(fc.constantFrom('process', 'capacity'), fc.integer({ min: 0, max: 500 }), (role, days) => {
        const other = measure('Other', role, worse(addDays(day('2024-06-01'), days)));
        expect(read({ measures: [...measures, other] })).toEqual(read({ measures }));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = lesson7Facts({ measures: [referrals(high('2024-10-10')), quality(...quiet, worse('2026-03-01'))] });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(read(moved(facts, days), { asOf: addDays(day('2026-06-01'), days) }).result).toBe('supports');
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const values = [...quiet, worse('2024-11-10')].map((fact) => ({
      fact,
      on: fact.on,
      knownOn: fact.meaning === 'concern' ? period('2026-09-01') : fact.on,
    }));
    const asRead = (mode: 'known' | 'hindsight') =>
      read({ measures: [referrals(high('2024-10-10')), quality(...readable(values, { mode }))] }).result;
    expect([asRead('known'), asRead('hindsight')]).toEqual(['supports', 'challenge']);
  });
});
