import * as fc from 'fast-check';
import {
  aMeasure,
  at,
  fallen,
  lesson7Facts,
  numberDay,
  steady,
  turned,
} from '../../../../test/builders/lesson7-facts.js';
import { aReading, aRun, firstLimits, moved } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { WrittenDip } from '../../../measures/domain/dip-state.js';
import type { Reading } from '../signal.js';
import type { Lesson7Facts } from './facts.js';
import { expectedInAdvance as signal } from './l7-4-expected-in-advance.js';

const read = (measures: Lesson7Facts['measures'], reading: Partial<Reading> = {}) =>
  signal.read(lesson7Facts({ measures }), aReading({ asOf: day('2024-12-01'), ...reading }), firstLimits(signal));

const note = (more: Partial<WrittenDip> = {}): WrittenDip => ({
  id: 'note',
  writtenOn: day('2024-06-10'),
  months: 12,
  limitValue: at(-4),
  ...more,
});
const noted = (label: string, more: Partial<WrittenDip> = {}) => aMeasure(label, fallen, { written: [note(more)] });

describe('expected in advance', () => {
  it('is supported where every dip was written down before it began and stays within depth and length', () => {
    expect(read([noted('A'), aMeasure('B', steady)])).toMatchObject({
      result: 'supports',
      value: 1,
      n: 1,
      sentence: '1 of 1 dip was written down in advance and stayed within depth and length.',
      used: [
        { id: 'A', on: period(numberDay(0)) },
        { kind: 'expected_dip', id: 'note', ref: 'ME-A', on: period('2024-06-10') },
      ],
    });
  });

  it('is to discuss where some were, or none and the dip is young', () => {
    expect(read([noted('A'), aMeasure('B', fallen)])).toMatchObject({ result: 'discuss', value: 0.5, n: 2 });
    expect(read([aMeasure('B', fallen)])).toMatchObject({
      result: 'discuss',
      notes: ['B, from 15 June 2024: nobody wrote it down in advance.'],
    });
    const late = read([noted('A', { writtenOn: day('2024-09-01') })]);
    expect(late).toMatchObject({
      result: 'discuss',
      notes: ['A, from 15 June 2024: written down only after it began.'],
    });
  });

  it('is a challenge past the depth, and past the length', () => {
    expect(read([noted('A', { limitValue: at(-2.5) }), noted('B')]).result).toBe('challenge');
    expect(read([noted('A', { months: 3 })]).result).toBe('challenge');
    expect(read([noted('A', { writtenOn: day('2024-09-01'), limitValue: at(-2.5) })]).result).toBe('challenge');
  });

  it('is a challenge where nobody wrote anything and it lasts longer than early dips do', () => {
    expect(read([aMeasure('A', fallen)], { asOf: day('2025-06-15') }).result).toBe('discuss');
    expect(read([aMeasure('A', fallen)], { asOf: day('2025-06-20') }).result).toBe('challenge');
    expect(read([aMeasure('A', turned)], { asOf: day('2026-06-20') }).result).toBe('discuss');
  });

  it('stays supported after the note ran out where the measure had turned within it', () => {
    const measures = [aMeasure('A', turned, { written: [note({ months: 4 })] })];
    expect(read(measures, { asOf: day('2026-01-01') }).result).toBe('supports');
  });

  it('knows no note that was written after the day of the reading', () => {
    expect(read([aMeasure('A', fallen, { written: [] })]).value).toBe(0);
  });

  it('is not due without a dip; a fall on which safety depends is none', () => {
    expect(read([aMeasure('A', steady)]).result).toBe('not_yet');
    expect(read([aMeasure('A', fallen, { safetyCritical: true, written: [note()] })]).result).toBe('not_yet');
    const none = signal.read(lesson7Facts({ run: aRun({ trigger: null }) }), aReading(), firstLimits(signal));
    expect(none.result).toBe('not_yet');
  });

  it('says nothing where no measure can be read, and what to add', () => {
    expect(read([aMeasure('A', [0])])).toMatchObject({
      result: 'not_enough',
      missing: ['Add numbers from after the trigger: 1 can be used, and 3 are needed (A).'],
    });
  });

  it('is a matter to discuss where the note was written in the month in which the dip began', () => {
    const months = aMeasure('A', fallen, { frequency: 'month', written: [note({ writtenOn: day('2024-06-10') })] });
    const measure = {
      ...months,
      points: months.points.map((point, index) => ({
        ...point,
        on: period(`${2023 + Math.floor((index + 5) / 12)}-${String(((index + 5) % 12) + 1).padStart(2, '0')}`),
      })),
    };
    const told = read([measure], { asOf: day('2024-10-10') });
    expect(told).toMatchObject({ result: 'discuss', value: 0 });
    expect(told.sentence).toMatch(/not exact enough to be sure\.$/);
  });

  it('is changed by no measure that never fell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), (count) => {
        const others = Array.from({ length: count }, (_unused, index) => aMeasure(`M${index}`, steady));
        expect(read([noted('A'), ...others])).toEqual(read([noted('A')]));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    // The end of a note is counted in months of the calendar, so a note far from its end is taken.
    const facts = lesson7Facts({ measures: [noted('A', { months: 18 }), aMeasure('B', fallen)] });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const told = signal.read(
          moved(facts, days),
          aReading({ asOf: addDays(day('2024-12-01'), days) }),
          firstLimits(signal),
        );
        expect([told.result, told.value]).toEqual(['discuss', 0.5]);
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const asOf = day('2024-12-01');
    const notes = [{ fact: note(), on: period('2024-06-10'), knownOn: period('2025-03-01') }];
    const asRead = (mode: 'known' | 'hindsight') =>
      read([aMeasure('A', fallen, { written: readable(notes, { mode, asOf }) })]).result;
    expect([asRead('known'), asRead('hindsight')]).toEqual(['discuss', 'supports']);
  });
});
