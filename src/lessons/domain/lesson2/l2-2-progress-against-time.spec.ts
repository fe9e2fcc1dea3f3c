import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, on, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import type { CriterionFact } from './facts.js';
import { progressAgainstTime as signal } from './l2-2-progress-against-time.js';

/** So many criteria of a step, of which so many were met on a day. */
const criteria = (total: number, met: number, metOn = '2026-01-01', interventionId = 'notice'): CriterionFact[] =>
  Array.from({ length: total }, (_, index) => ({
    fact: used(`${interventionId} ${index}`),
    interventionId,
    agreedOn: on('2025-01-01'),
    changes: index < met ? [{ on: period(metOn), to: 'met' as const }] : [],
  }));

/** Half of its time has passed on 1 June 2026. */
const halfway = step('notice', 3, '2025-06-01', null, [['2025-06-01', '2027-06-01']]);
const read = (steps: readonly StepFact[], all: readonly CriterionFact[], reading = aReading()) =>
  signal.read({ run: aRun({ steps }), criteria: all, actions: [] }, reading, firstLimits(signal));

describe('progress against time', () => {
  it.each([
    [5, 10, 'supports', '5 of 10 exit criteria are met. 50% of the planned time has passed.'],
    [4, 10, 'supports', '4 of 10 exit criteria are met. 50% of the planned time has passed.'],
    [3, 10, 'discuss', '3 of 10 exit criteria are met. 50% of the planned time has passed.'],
    [2, 10, 'discuss', '2 of 10 exit criteria are met. 50% of the planned time has passed.'],
    [1, 10, 'challenge', '1 of 10 exit criteria are met. 50% of the planned time has passed.'],
  ])('with %s of %s met halfway: %s', (met, total, result, sentence) => {
    expect(read([halfway], criteria(total, met))).toMatchObject({
      result,
      sentence,
      n: total,
      value: met / total - 0.5,
    });
  });

  it('counts no more than all of the time', () => {
    const over = step('notice', 3, '2024-01-01', null, [[null, '2025-01-01']]);
    expect(read([over], criteria(4, 4))).toMatchObject({ result: 'supports', value: 0 });
  });

  it('takes the end that was announced last, and reports the lowest of several', () => {
    const extended = step('notice', 3, '2025-06-01', null, [
      ['2026-01-01', '2027-06-01'],
      [null, '2026-06-01'],
    ]);
    expect(read([extended], criteria(10, 5)).value).toBe(0);
    const other = step('direction', 4, '2025-06-01', null, [['2025-06-01', '2027-06-01']]);
    const both = read([halfway, other], [...criteria(4, 4), ...criteria(4, 0, '2026-01-01', 'direction')]);
    expect(both).toMatchObject({ result: 'challenge', value: -0.5 });
    expect(both.notes).toEqual(['The lowest of 2 interventions in force: direction.']);
  });

  it('counts what was met on the day, and not what was taken back', () => {
    const [first, ...rest] = criteria(4, 4);
    if (!first) throw new Error('There is a first');
    const back = { ...first, changes: [...first.changes, { on: period('2026-03-01'), to: 'not_met' as const }] };
    expect(read([halfway], [back, ...rest]).sentence).toContain('3 of 4');
    const then = aReading({ asOf: day('2026-02-01') });
    expect(read([halfway], [back, ...rest], then).sentence).toContain('4 of 4');
  });

  it('says what is missing', () => {
    const unplanned = step('notice', 3, '2025-06-01');
    expect(read([unplanned], criteria(2, 2))).toMatchObject({
      result: 'not_enough',
      missing: [
        'Add when the intervention is planned to end.',
        'Write at least 3 exit criteria for each intervention.',
      ],
    });
  });

  it('is not due while no intervention is in force', () => {
    expect(read([step('notice', 3, '2025-06-01', '2026-01-01')], criteria(4, 4)).result).toBe('not_yet');
  });

  it('is a matter to discuss where the dates leave it open', () => {
    const rough = step('notice', 3, '2025', null, [['2025-06-01', '2027']]);
    const unsure = read([rough], criteria(10, 4));
    expect(unsure.result).toBe('discuss');
    expect(unsure.uncertainty).toBeGreaterThan(0);
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('is changed by no intervention that has ended, and no action', () => {
    const base = read([halfway], criteria(10, 3));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (level) => {
        const more = signal.read(
          {
            run: aRun({
              steps: [halfway, step('ended', level as 1, '2020-01-01', '2021-01-01', [[null, '2020-06-01']])],
            }),
            criteria: [...criteria(10, 3), ...criteria(3, 0, '2026-01-01', 'ended')],
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
    const facts = { run: aRun({ steps: [halfway] }), criteria: criteria(10, 3), actions: [] };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        const outcome = signal.read(moved(facts, days), reading, firstLimits(signal));
        expect(outcome).toMatchObject({ result: 'discuss', value: 0.3 - 0.5 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const ten = criteria(10, 5).map((fact, place) => ({
      fact,
      on: period('2025-01-01'),
      knownOn: period(place < 5 ? '2026-09-01' : '2025-01-01'),
    }));
    expect(read([halfway], readable(ten, { mode: 'known' }))).toMatchObject({ result: 'challenge', n: 5 });
    expect(read([halfway], readable(ten, { mode: 'hindsight' }))).toMatchObject({ result: 'supports', n: 10 });
  });
});
