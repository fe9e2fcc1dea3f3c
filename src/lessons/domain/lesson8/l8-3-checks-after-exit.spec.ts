import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, on, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import { type CheckFact, nothingElsewhere } from './facts.js';
import { checksAfterExit as signal } from './l8-3-checks-after-exit.js';

const check = (doneOn: string | null, more: Partial<CheckFact> = {}): CheckFact => ({
  fact: used(`check ${doneOn}`, doneOn),
  months: null,
  doneOn: on(doneOn),
  result: doneOn ? 'held' : null,
  ...more,
});
const facts = (checks: readonly CheckFact[], steps: readonly StepFact[]) => ({
  run: aRun({ steps }),
  actions: [],
  checks,
  grades: [],
  posts: [],
  published: null,
  elsewhere: nothingElsewhere,
});
/** Two years and a half before the day of the reading: the checks at 6, 12 and 24 months are due. */
const ended = step('direction', 4, '2022-01-01', '2023-12-01');
const read = (checks: readonly CheckFact[], reading = aReading(), steps = [ended]) =>
  signal.read(facts(checks, steps), reading, firstLimits(signal));

const three = [check('2024-06-10'), check('2024-12-20'), check('2025-11-01')];

describe('checks after the exit', () => {
  it('are supported where all were done and none slipped', () => {
    expect(read(three)).toMatchObject({
      result: 'supports',
      value: 1,
      n: 3,
      sentence: '3 of 3 checks after the intervention ended have been done. Next: 1 December 2026.',
    });
  });

  it.each([
    ['two of three', three.slice(0, 2), 'discuss'],
    ['one of three', three.slice(0, 1), 'challenge'],
    ['none', [], 'challenge'],
    ['one 61 days late', [...three.slice(0, 2), check('2026-01-31')], 'discuss'],
    ['one 60 days late', [...three.slice(0, 2), check('2026-01-30')], 'supports'],
    ['one of another month', [...three.slice(0, 2), check('2025-12-01', { months: 12 })], 'discuss'],
    ['one that slipped', [...three.slice(0, 2), check('2025-12-01', { result: 'slipped' })], 'challenge'],
    ['one not done', [...three.slice(0, 2), check(null, { months: 24 })], 'discuss'],
  ] as const)('%s: %s', (_what, checks, result) => {
    expect(read(checks).result).toBe(result);
  });

  it('are not due before the first, nor while its 60 days run', () => {
    const at = (asOf: string) => read([], aReading({ asOf: day(asOf) }));
    expect(at('2024-05-31')).toMatchObject({
      result: 'not_yet',
      sentence: 'The first check after the intervention ended is due on 1 June 2024.',
    });
    expect(at('2024-07-31').result).toBe('not_yet');
    expect(at('2024-08-01').result).toBe('challenge');
    expect(read([check('2024-06-10')], aReading({ asOf: day('2024-06-20') }))).toMatchObject({
      result: 'supports',
      n: 1,
    });
  });

  it('are not due while the intervention runs, or another does', () => {
    expect(read(three, aReading(), [step('direction', 4, '2022-01-01')]).result).toBe('not_yet');
    expect(read(three, aReading(), [ended, step('notice', 3, '2024-02-01')]).result).toBe('not_yet');
  });

  it('have no next one after 84 months', () => {
    expect(read([], aReading({ asOf: day('2031-06-01') })).sentence).toContain('0 of 6 checks');
    expect(read([], aReading({ asOf: day('2031-06-01') })).sentence).toContain('None is to come.');
  });

  it('are a matter to discuss where the end is not exact enough', () => {
    const rough = [step('direction', 4, '2022-01-01', '2023')];
    const unsure = read([check('2024-01-01'), check('2024-07-01'), check('2025-07-01')], aReading(), rough);
    expect(unsure.result).toBe('discuss');
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('are changed by no check before the end, no action and no later step of a lower level', () => {
    const base = read(three);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (days) => {
        const before = check(addDays(day('2023-12-01'), -days), { result: 'slipped' });
        const more = {
          ...facts([...three, before], [ended, step('adviser', 2, '2024-01-01')]),
          actions: [action('x')],
        };
        expect(signal.read(more, aReading(), firstLimits(signal))).toEqual(base);
      }),
    );
  });

  it('are not changed when every date moves by the same weeks of whole years', () => {
    // Months are of the calendar, so that 400 years of it are the shortest time in which nothing shifts.
    const days = 146_097;
    const later = signal.read(
      moved(facts(three, [ended]), days),
      aReading({ asOf: addDays(day('2026-06-01'), days) }),
      firstLimits(signal),
    );
    expect(later).toMatchObject({ result: 'supports', value: 1, n: 3 });
    fc.assert(
      fc.property(fc.integer({ min: -3_000, max: 3_000 }), (shift) => {
        const onDue = [check('2024-06-01'), check('2024-12-01'), check('2025-12-01')];
        const outcome = signal.read(
          moved(facts(onDue, [ended]), shift),
          aReading({ asOf: addDays(day('2026-06-01'), shift) }),
          firstLimits(signal),
        );
        expect(outcome).toMatchObject({ result: 'supports', n: 3 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const done = three.map((fact, place) => ({
      fact,
      on: fact.doneOn ?? period('2024-06-10'),
      knownOn: place === 0 ? period('2024-06-10') : period('2026-09-01'),
    }));
    expect(read(readable(done, { mode: 'known' })).result).toBe('challenge');
    expect(read(readable(done, { mode: 'hindsight' })).result).toBe('supports');
  });
});
