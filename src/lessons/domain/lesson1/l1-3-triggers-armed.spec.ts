import * as fc from 'fast-check';
import { aReading, aRun, firstLimits, moved, on, span, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { BreachFact, Lesson1Facts, TriggerFact } from './facts.js';
import { triggersArmed as signal } from './l1-3-triggers-armed.js';

const trigger = (id: string, more: Partial<TriggerFact> = {}): TriggerFact => ({
  fact: used(id),
  namesPeer: true,
  agreedOn: on('2024-01-01'),
  lastTestedOn: on('2026-03-01'),
  ...more,
});
const breach = (triggerId: string, detectedOn: string, respondedOn: string | null = null): BreachFact => ({
  fact: used(`breach of ${triggerId}`),
  triggerId,
  detectedOn: period(detectedOn),
  respondedOn: on(respondedOn),
});

const read = (facts: Partial<Lesson1Facts>, reading = aReading()) =>
  signal.read(
    { run: aRun(), triggers: [], breaches: [], findings: [], published: null, ...facts },
    reading,
    firstLimits(signal),
  );

const two = [trigger('a'), trigger('b')];

describe('triggers armed', () => {
  it('are supported by two that were tested, with no breach unanswered', () => {
    expect(read({ triggers: two, breaches: [breach('a', '2026-02-01', '2026-03-01')] })).toMatchObject({
      result: 'supports',
      value: 2,
      n: 2,
      sentence:
        '2 triggers are agreed and have been tested or used in the last year. 0 breaches have not been answered within 30 days.',
    });
  });

  it.each([
    ['one trigger', { triggers: [trigger('a')] }, 'discuss'],
    ['one breach unanswered', { triggers: two, breaches: [breach('a', '2026-02-01')] }, 'discuss'],
    ['one answered too late', { triggers: two, breaches: [breach('a', '2026-02-01', '2026-03-04')] }, 'discuss'],
    [
      'two unanswered',
      { triggers: two, breaches: [breach('a', '2026-02-01'), breach('b', '2026-02-01')] },
      'challenge',
    ],
    ['none', {}, 'challenge'],
    ['none with a peer', { triggers: [trigger('a', { namesPeer: false })] }, 'challenge'],
    ['none agreed', { triggers: [trigger('a', { agreedOn: null })] }, 'challenge'],
    ['none tested', { triggers: [trigger('a', { lastTestedOn: null })] }, 'challenge'],
    ['none tested within a year', { triggers: [trigger('a', { lastTestedOn: on('2025-06-01') })] }, 'challenge'],
    ['one tested 365 days ago', { triggers: [trigger('a', { lastTestedOn: on('2025-06-02') })] }, 'discuss'],
  ] as const)('with %s: a %s', (_what, facts, result) => {
    expect(read(facts).result).toBe(result);
  });

  it('count as tested when they were pulled', () => {
    const untested = [trigger('a', { lastTestedOn: null }), trigger('b')];
    expect(read({ triggers: untested, breaches: [breach('a', '2026-05-20')] })).toMatchObject({
      result: 'supports',
      value: 2,
    });
  });

  it('leave 30 days for an answer', () => {
    expect(read({ triggers: two, breaches: [breach('a', '2026-05-02')] }).result).toBe('supports');
    expect(read({ triggers: two, breaches: [breach('a', '2026-05-01')] }).result).toBe('discuss');
  });

  it('are a matter to discuss where the dates leave two answers open', () => {
    const unsure = read({ triggers: [trigger('a', { lastTestedOn: on('2025') })] });
    expect(unsure).toMatchObject({ result: 'discuss', value: 0 });
    expect(unsure.sentence).toContain('The dates are not exact enough to be sure.');
    expect(read({ triggers: [...two, trigger('c', { lastTestedOn: on('2025') })] }).result).toBe('supports');
  });

  it('are changed by nothing that they do not read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), (days) => {
        const peers = [span('Leeds', addDays(day('2020-01-01'), days))];
        expect(read({ triggers: two, run: aRun({ peers }) })).toEqual(read({ triggers: two }));
      }),
    );
  });

  it('are not changed when every date moves by the same days', () => {
    const facts = { triggers: two, breaches: [breach('a', '2026-02-01')] };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const { used: _, ...outcome } = read(moved(facts, days), aReading({ asOf: addDays(day('2026-06-01'), days) }));
        expect(outcome).toMatchObject({ result: 'discuss', value: 2, n: 2 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const breaches = ['a', 'b'].map((id) => ({
      fact: breach(id, '2026-02-01'),
      on: period('2026-02-01'),
      knownOn: period('2026-09-01'),
    }));
    expect(read({ triggers: two, breaches: readable(breaches, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ triggers: two, breaches: readable(breaches, { mode: 'hindsight' }) }).result).toBe('challenge');
  });
});
