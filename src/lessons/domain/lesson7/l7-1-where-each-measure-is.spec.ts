import * as fc from 'fast-check';
import {
  aMeasure,
  at,
  back,
  better,
  fallen,
  lesson7Facts,
  numberDay,
  steady,
  turned,
} from '../../../../test/builders/lesson7-facts.js';
import { aReading, aRun, firstLimits, moved, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { Reading } from '../signal.js';
import type { Lesson7Facts } from './facts.js';
import { whereEachMeasureIs as signal } from './l7-1-where-each-measure-is.js';

const limits = firstLimits(signal);
const read = (facts: Partial<Lesson7Facts>, reading: Partial<Reading> = {}) =>
  signal.read(lesson7Facts(facts), aReading({ asOf: day('2024-12-01'), ...reading }), limits);

const low = (label: string, more: Parameters<typeof aMeasure>[2] = {}) => aMeasure(label, fallen, more);

describe('where each measure is', () => {
  it.each([
    ['never fell', steady, 'A has not fallen since 1 June 2024.'],
    [
      'has turned',
      turned,
      'A reached its lowest point on 13 September 2024 and has been rising since (said of 24 in 100 measures that fell and stay low for 12 months).',
    ],
    ['is back', back, 'A is back to its starting level.'],
    ['is better', better, 'A is above its starting level.'],
  ])('is supported of a measure that %s', (_name, zs, sentence) => {
    expect(read({ measures: [aMeasure('A', zs)] }, { asOf: day('2025-06-01') })).toMatchObject({
      result: 'supports',
      value: 0,
      n: 1,
      sentence,
    });
  });

  it('is to discuss in a dip and in a long dip, a challenge in a decline', () => {
    const measures = [low('A', { role: 'outcome' }), aMeasure('B', steady)];
    const results = ['2024-12-01', '2025-06-20', '2025-12-20'].map((asOf) => read({ measures }, { asOf: day(asOf) }));
    expect(results.map(({ result, value, n }) => [result, value, n])).toEqual([
      ['discuss', 1, 2],
      ['discuss', 1, 2],
      ['challenge', 1, 2],
    ]);
    expect(results.map(({ notes }) => notes[0])).toEqual([
      'A fell from 15 June 2024. It has been below its starting level for 5.6 months. Dips of up to 12 months are common after a trigger.',
      'A has been low for 12.2 months. That is longer than most.',
      'A has been low for 18.2 months and has not turned. This is not an early dip.',
    ]);
  });

  it('is a challenge past what was written down, and at once where safety depends on it', () => {
    const note = { id: 'note', writtenOn: day('2024-06-02'), months: 12, limitValue: at(-2.5) };
    expect(read({ measures: [low('A', { written: [note] })] }).result).toBe('challenge');
    expect(read({ measures: [low('A', { written: [{ ...note, limitValue: at(-3.5) }] })] }).result).toBe('discuss');
    const critical = read({ measures: [low('A', { safetyCritical: true })] });
    expect(critical.result).toBe('challenge');
    expect(critical.sentence).toContain('A fall is not explained as an early dip.');
    expect(critical.sentence).not.toContain('common');
  });

  it('says that the whole is low only of two families, of one that was expected, or of one that is critical', () => {
    const note = { id: 'note', writtenOn: day('2024-06-02'), months: 12, limitValue: at(-4) };
    const others = [aMeasure('C', steady), aMeasure('D', steady)];
    const alone = /alone may be chance/;
    expect(read({ measures: [low('A'), low('B'), ...others] }).sentence).toBe(
      '2 of 4 measures are low since the trigger: A (5.6 months) and B (5.6 months). Measures of one family alone may be chance: of 4 measures without any change the test finds at least one to have fallen in 28% of cases.',
    );
    expect(read({ measures: [low('A'), low('B', { role: 'outcome' }), ...others] }).sentence).not.toMatch(alone);
    expect(read({ measures: [low('A', { written: [note] }), ...others] }).sentence).not.toMatch(alone);
    expect(read({ measures: [low('A', { safetyCritical: true }), ...others] }).sentence).not.toMatch(alone);
    expect(read({ measures: [low('A')] }).sentence).toMatch(/One measure alone may be chance/);
  });

  it('tells ten measures that one in two such records has a false fall', () => {
    const others = Array.from({ length: 9 }, (_unused, index) => aMeasure(`M${index}`, steady));
    expect(read({ measures: [low('A'), ...others] }).sentence).toContain('57% of cases');
  });

  it('counts how many stand how where none is low, and says that a rise may be chance', () => {
    const asOf = day('2025-06-01');
    const measures = [aMeasure('A', steady), aMeasure('B', turned), aMeasure('C', back), aMeasure('D', better)];
    const told = read({ measures }, { asOf });
    expect(told.sentence).toBe(
      'Of 4 measures none is low: 1 has not got worse since 1 June 2024, 1 has turned, 1 is back and 1 is better than before. “Turned” is said of 24 in 100 measures that fell and stay low for 12 months; “back” of 1 at most.',
    );
    expect(told.notes).toEqual(
      expect.arrayContaining(['B: Part of this rise may be chance.', 'C: Part of this rise may be chance.']),
    );
  });

  it('says nothing without numbers enough, and what to add for which measure', () => {
    expect(read({})).toMatchObject({
      result: 'not_enough',
      missing: ['Add a measure with at least 6 numbers from before the trigger and 3 from after it.'],
    });
    const measures = [
      aMeasure('A', [0, 0]),
      aMeasure('B', steady, { polarity: 'neither' }),
      { ...aMeasure('C', steady), points: aMeasure('C', steady).points.slice(9) },
    ];
    expect(read({ measures })).toMatchObject({
      result: 'not_enough',
      n: 0,
      missing: [
        'Add numbers from after the trigger: 2 can be used, and 3 are needed (A).',
        'Add numbers from before the trigger: 3 can be used, and 6 are needed (C).',
      ],
      notes: [
        'A has 2 numbers after the trigger, and needs 3.',
        'B has no better way, so a fall of it means nothing by itself.',
        'C has 3 numbers before the trigger, and needs 6.',
      ],
    });
  });

  it('has no clock before a trigger is known', () => {
    expect(read({ run: aRun({ trigger: null }), measures: [low('A')] })).toMatchObject({
      result: 'not_yet',
      sentence: 'By 1 December 2024 no trigger of this episode was known, so there is no day from which to count.',
    });
  });

  it('is a matter to discuss where the date of the trigger leaves it open', () => {
    const run = aRun({ trigger: used('trigger', '2024', 'inspection') });
    const told = read({ run, measures: [low('A'), aMeasure('B', turned)] }, { asOf: day('2026-02-01') });
    expect(told.result).toBe('discuss');
    expect(told.sentence).toMatch(/The dates are not exact enough to be sure\.$/);
  });

  it('reads as much as the reading knows: later numbers change it', () => {
    const known = aMeasure('A', fallen.slice(0, 2));
    expect(read({ measures: [known] }).result).toBe('not_enough');
    expect(read({ measures: [aMeasure('A', turned)] }, { asOf: day('2025-06-01') }).result).toBe('supports');
  });

  it('names the trigger and every measure it read, each with the day on which it fell', () => {
    expect(read({ measures: [low('A'), aMeasure('B', steady)] }).used).toEqual([
      used('trigger', '2024-06-01', 'inspection'),
      { kind: 'measure', id: 'A', ref: 'ME-A', label: 'A', on: { start: numberDay(0), precision: 'day' } },
      { kind: 'measure', id: 'B', ref: 'ME-B', label: 'B', on: null },
    ]);
  });

  it('is changed by no fact that it does not read', () => {
    const facts = { measures: [low('A'), aMeasure('B', steady)] };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.string(), (days, label) => {
        const run = aRun({ warnings: [{ ...used('sign', addDays(day('2020-01-01'), days)), label }] });
        expect(read({ ...facts, run })).toEqual(read(facts));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = lesson7Facts({ measures: [low('A'), low('B', { role: 'outcome' }), aMeasure('C', turned)] });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const { result, value } = read(moved(facts, days), { asOf: addDays(day('2025-06-01'), days) });
        expect({ result, value }).toEqual({ result: 'discuss', value: 2 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const asOf = day('2024-12-01');
    const measures = [aMeasure('A', steady), low('B')].map((fact, place) => ({
      fact,
      on: period('2024-06-15'),
      knownOn: period(place === 0 ? '2024-06-15' : '2025-03-01'),
    }));
    expect(read({ measures: readable(measures, { mode: 'known', asOf }) })).toMatchObject({ result: 'supports', n: 1 });
    expect(read({ measures: readable(measures, { mode: 'hindsight', asOf }) })).toMatchObject({
      result: 'discuss',
      n: 2,
    });
  });
});
