import * as fc from 'fast-check';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { aReading, aRun, firstLimits, moved, span, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { period } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { Reading } from '../signal.js';
import { timeToFirstPeerHelp as signal } from './l1-1-time-to-first-peer-help.js';

const read = (run: Partial<EpisodeRun>, reading: Partial<Reading> = {}) =>
  signal.read(
    { run: aRun(run), triggers: [], breaches: [], findings: [], published: null },
    aReading(reading),
    firstLimits(signal),
  );

/** A sign, and help so many days later. */
const helpAfter = (days: number) => {
  const first = day('2022-01-10');
  return read({ warnings: [used('Audit', first)], peers: [span('Leeds', addDays(first, days))] });
};

describe('time to first peer help', () => {
  it('is supported, with the sign and its date', () => {
    expect(read({ warnings: [used('Audit', '2023-01-10')], peers: [span('Leeds', '2023-04-10')] })).toMatchObject({
      result: 'supports',
      value: 3,
      uncertainty: null,
      n: 1,
      sentence: 'Peers first came in 3.0 months after the first warning sign on record (audit, 10 January 2023).',
      used: [{ id: 'Audit' }, { id: 'Leeds' }],
    });
  });

  it.each([
    [183, 6, 'supports'],
    [186, 6.1, 'discuss'],
    [365, 12, 'discuss'],
    [369, 12.1, 'challenge'],
  ])('after %s days is %s months: %s', (days, value, result) => {
    expect(helpAfter(days)).toMatchObject({ value, result });
  });

  it('is a challenge, and says how long it took', () => {
    expect(read({ warnings: [used('Audit', '2022-01-10')], peers: [span('Leeds', '2024-01-10')] }).sentence).toBe(
      'The record shows a warning sign on 10 January 2022 (audit). The first peer help began 24.0 months later.',
    );
  });

  it('is a matter to discuss where a limit lies within what the dates leave open', () => {
    expect(read({ warnings: [used('Audit', '2023')], peers: [span('Leeds', '2023-12-01')] })).toMatchObject({
      result: 'discuss',
      value: 5,
      uncertainty: 6,
      sentence: expect.stringMatching(/The dates are not exact enough to be sure\.$/),
    });
  });

  it('counts up to the day while no help has come, and never supports', () => {
    const noHelp = (asOf: string) => read({ warnings: [used('Audit', '2024-05-01')] }, { asOf: day(asOf) });
    expect(noHelp('2024-07-01')).toMatchObject({
      result: 'discuss',
      sentence: 'The record shows a warning sign 2.0 months ago and no peer help.',
    });
    expect(noHelp('2025-07-01').result).toBe('challenge');
  });

  it('says nothing without a dated sign, and what to add', () => {
    expect(read({ warnings: [used('Audit', null)], peers: [span('Leeds', '2023-12-01')] })).toMatchObject({
      result: 'not_enough',
      value: null,
      missing: ['Add a warning sign with its date and its source.'],
    });
  });

  it('supports where peers had come before the first sign', () => {
    expect(read({ warnings: [used('Audit', '2023-03-01')], peers: [span('Leeds', '2023-01-01')] })).toMatchObject({
      result: 'supports',
      sentence: 'Peers first came in 1.9 months before the first warning sign on record (audit, 1 March 2023).',
    });
  });

  it('reads signs before the failure is known up to the day', () => {
    expect(read({ trigger: null, warnings: [used('Audit', '2024-01-01')] }, { asOf: day('2024-03-01') }).result).toBe(
      'discuss',
    );
  });

  it('is changed by no fact that it does not read', () => {
    const facts = { warnings: [used('Audit', '2023-01-10')], peers: [span('Leeds', '2023-04-10')] };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 2_000 }), (level, days) => {
        const later = addDays(day('2023-04-11'), days);
        const more = read({
          ...facts,
          peers: [...facts.peers, span('later', later)],
          steps: [step('step', level as 0, later)],
        });
        expect(more).toEqual(read(facts));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = aRun({ warnings: [used('Audit', '2023-01-10')], peers: [span('Leeds', '2023-09-10')] });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const { result, value } = read(moved(facts, days), { asOf: addDays(day('2026-06-01'), days) });
        expect({ result, value }).toEqual({ result: 'discuss', value: 8 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const signs = [
      { fact: used('Audit', '2023-01-10'), on: period('2023-01-10'), knownOn: period('2023-01-10') },
      { fact: used('Staff', '2021-06-01'), on: period('2021-06-01'), knownOn: period('2026-09-01') },
    ];
    const peers = [span('Leeds', '2023-04-10')];
    expect(read({ warnings: readable(signs, { mode: 'known' }), peers })).toMatchObject({ result: 'supports', n: 1 });
    expect(read({ warnings: readable(signs, { mode: 'hindsight' }), peers })).toMatchObject({
      result: 'challenge',
      n: 2,
    });
  });
});
