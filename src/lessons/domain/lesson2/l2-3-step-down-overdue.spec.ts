import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, on, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import type { CriterionFact } from './facts.js';
import { stepDownOverdue as signal } from './l2-3-step-down-overdue.js';

/** Ten criteria, of which so many were met on a day. */
const ten = (met: number, metOn: string): CriterionFact[] =>
  Array.from({ length: 10 }, (_, index) => ({
    fact: used(`criterion ${index}`),
    interventionId: 'direction',
    agreedOn: on('2024-01-01'),
    changes: index < met ? [{ on: period(metOn), to: 'met' as const }] : [],
  }));

const direction = step('direction', 4, '2024-01-01');
const read = (criteria: readonly CriterionFact[], steps: readonly StepFact[] = [direction], reading = aReading()) =>
  signal.read({ run: aRun({ steps }), criteria, actions: [] }, reading, firstLimits(signal));

describe('a step-down that is overdue', () => {
  it.each([
    ['2025-12-01', 'supports', 6],
    ['2025-11-25', 'discuss', 6.2],
    ['2025-06-01', 'discuss', 12],
    ['2025-05-25', 'challenge', 12.2],
  ])('since %s: %s', (metOn, result, value) => {
    expect(read(ten(7, metOn))).toMatchObject({ result, value });
  });

  it('says for how long, and that the level has not changed', () => {
    expect(read(ten(7, '2025-06-01')).sentence).toBe(
      'At least 70% of the exit criteria have been met for 12.0 months. The level of intervention has not changed.',
    );
  });

  it('is supported once the level has fallen, or the intervention has ended', () => {
    const lighter = [step('direction', 4, '2024-01-01', '2025-03-01'), step('notice', 3, '2025-03-01')];
    expect(read(ten(7, '2025-01-01'), lighter)).toMatchObject({
      result: 'supports',
      sentence: '70% of the exit criteria were met on 1 January 2025. The level of intervention has fallen since.',
    });
    const beside = [direction, step('commissioners', 5, '2024-01-01', '2025-03-01')];
    expect(read(ten(7, '2025-01-01'), beside).result).toBe('supports');
  });

  it('is not due while fewer have ever been met', () => {
    expect(read(ten(6, '2024-06-01')).result).toBe('not_yet');
    expect(read([]).result).toBe('not_yet');
  });

  it('counts from the first day, also where some were taken back later', () => {
    const [first, ...rest] = ten(7, '2025-01-01');
    if (!first) throw new Error('There is a first');
    const back = { ...first, changes: [...first.changes, { on: period('2025-02-01'), to: 'not_met' as const }] };
    expect(read([back, ...rest])).toMatchObject({ result: 'challenge', value: 17 });
  });

  it('is a matter to discuss where the dates leave it open', () => {
    const unsure = read(ten(7, '2025-06'));
    expect(unsure).toMatchObject({ result: 'discuss', uncertainty: 0.5 });
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('is changed by no criterion of another step, and no action', () => {
    const base = read(ten(7, '2025-01-01'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), (days) => {
        const other = { ...ten(1, addDays(day('2025-01-01'), days))[0], interventionId: 'adviser' } as CriterionFact;
        const more = signal.read(
          {
            run: aRun({ steps: [direction, step('adviser', 2, '2024-06-01')] }),
            criteria: [...ten(7, '2025-01-01'), other],
            actions: [action('x')],
          },
          aReading(),
          firstLimits(signal),
        );
        expect(more).toEqual(base);
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = { run: aRun({ steps: [direction] }), criteria: ten(7, '2025-09-01'), actions: [] };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        expect(signal.read(moved(facts, days), reading, firstLimits(signal))).toMatchObject({
          result: 'discuss',
          value: 9,
        });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const criteria = ten(7, '2025-05-25').map((fact, place) => ({
      fact,
      on: period('2024-01-01'),
      knownOn: period(place < 7 ? '2026-09-01' : '2024-01-01'),
    }));
    expect(read(readable(criteria, { mode: 'known' })).result).toBe('not_yet');
    expect(read(readable(criteria, { mode: 'hindsight' })).result).toBe('challenge');
  });
});
