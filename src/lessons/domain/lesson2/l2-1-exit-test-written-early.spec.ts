import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, on, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import type { CriterionFact } from './facts.js';
import { exitTestWrittenEarly as signal } from './l2-1-exit-test-written-early.js';

const criterion = (
  interventionId: string,
  agreedOn: string | null,
  id = `${interventionId} ${agreedOn}`,
): CriterionFact => ({
  fact: used(id),
  interventionId,
  agreedOn: on(agreedOn),
  changes: [],
});
/** Three criteria of one step. */
const test = (interventionId: string, agreedOn: string | null) =>
  ['a', 'b', 'c'].map((name) => criterion(interventionId, agreedOn, `${interventionId} ${name}`));

const read = (steps: readonly StepFact[], criteria: readonly CriterionFact[], reading = aReading()) =>
  signal.read({ run: aRun({ steps }), criteria, actions: [] }, reading, firstLimits(signal));

const notice = step('notice', 3, '2025-01-01');
const direction = step('direction', 4, '2025-01-01');

describe('an exit test written early', () => {
  it('is supported where every intervention has one', () => {
    expect(
      read([notice, direction], [...test('notice', '2025-03-01'), ...test('direction', '2025-07-03')]),
    ).toMatchObject({
      result: 'supports',
      value: 1,
      n: 2,
      sentence: '2 of 2 interventions had at least 3 exit criteria within 183 days of the start.',
    });
  });

  it.each([
    ['one of two', [notice, direction], test('notice', '2025-03-01'), 'discuss'],
    ['one day late', [notice], test('notice', '2025-07-04'), 'discuss'],
    ['too few', [notice], test('notice', '2025-03-01').slice(1), 'challenge'],
    ['none', [notice], [], 'challenge'],
    ['of another intervention', [notice], test('direction', '2025-03-01'), 'challenge'],
    ['without a date', [notice], test('notice', null), 'challenge'],
  ] as const)('%s: %s', (_what, steps, criteria, result) => {
    expect(read(steps, criteria).result).toBe(result);
  });

  it('is not due before 183 days have passed', () => {
    const reading = (asOf: string) => read([notice], [], aReading({ asOf: day(asOf) })).result;
    expect(reading('2025-07-03')).toBe('not_yet');
    expect(reading('2025-07-04')).toBe('challenge');
  });

  it('says nothing without an intervention of level 3 or more', () => {
    expect(read([step('adviser', 2, '2025-01-01'), step('undated', 4, null)], [])).toMatchObject({
      result: 'not_enough',
      missing: ['Add the intervention with the day on which it began.'],
    });
  });

  it('is a matter to discuss where the dates leave it open', () => {
    const unsure = read([notice], test('notice', '2025-07'));
    expect(unsure).toMatchObject({ result: 'discuss', value: 0 });
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('is changed by no action, no adviser and no fourth criterion', () => {
    const base = read([notice], test('notice', '2025-03-01'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        const later = addDays(day('2025-03-01'), days);
        const more = signal.read(
          {
            run: aRun({ steps: [notice, step('adviser', 2, later)] }),
            criteria: [...test('notice', '2025-03-01'), criterion('notice', later)],
            actions: [action('x')],
          },
          aReading(),
          firstLimits(signal),
        );
        expect({ ...more, used: [] }).toEqual({ ...base, used: [] });
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = { run: aRun({ steps: [notice] }), criteria: test('notice', '2025-07-03'), actions: [] };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        expect(signal.read(moved(facts, days), reading, firstLimits(signal))).toMatchObject({
          result: 'supports',
          value: 1,
        });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const criteria = test('notice', '2025-03-01').map((fact) => ({
      fact,
      on: period('2025-03-01'),
      knownOn: period('2026-09-01'),
    }));
    expect(read([notice], readable(criteria, { mode: 'known' })).result).toBe('challenge');
    expect(read([notice], readable(criteria, { mode: 'hindsight' })).result).toBe('supports');
  });
});
