import * as fc from 'fast-check';
import { aReading, aRun, firstLimits, moved, span, step, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { Reading } from '../signal.js';
import { peersBeforePowers as signal } from './l1-2-peers-before-powers.js';

const read = (run: Partial<EpisodeRun>, reading: Partial<Reading> = {}) =>
  signal.read(
    { run: aRun(run), triggers: [], breaches: [], findings: [], published: null },
    aReading(reading),
    firstLimits(signal),
  );

const both = (peers: string, powers: string) =>
  read({ peers: [span('Leeds', peers)], steps: [step('Notice', 3, powers)] });

describe('peers before powers', () => {
  it.each([
    ['2023-01-01', '2023-07-01', 'supports', 5.9, 'Peer help began 5.9 months before formal powers were used.'],
    ['2023-01-01', '2023-02-01', 'discuss', 1, 'Peer help began 1.0 months before formal powers were used.'],
    ['2023-02-01', '2023-01-01', 'discuss', -1, 'Peer help began 1.0 months after formal powers were used.'],
    ['2023-07-01', '2023-01-01', 'challenge', -5.9, 'Peer help began 5.9 months after formal powers were used.'],
    ['2023-01-01', '2023-01-01', 'discuss', 0, 'Peer help and formal powers began together.'],
  ])('on %s, powers on %s: %s', (peers, powers, result, value, sentence) => {
    expect(both(peers, powers)).toMatchObject({ result, value, sentence, n: 2 });
  });

  it('is a matter to discuss where the dates leave it open, and says so', () => {
    expect(both('2023-01', '2023-04-15')).toMatchObject({ result: 'discuss', value: 3, uncertainty: 0.5 });
    expect(both('2023', '2023-12-01').sentence).toContain('The dates are not exact enough to be sure.');
  });

  it('is supported while no power has been used', () => {
    expect(read({ peers: [span('Leeds', '2023-01-01')], steps: [step('Adviser', 2, '2022-01-01')] })).toMatchObject({
      result: 'supports',
      value: null,
      sentence: 'Peers came in (Leeds, 1 January 2023) and no formal power has been used.',
    });
  });

  it('is a challenge where powers were used and no peer came', () => {
    expect(read({ steps: [step('Notice', 3, '2023-01-01')] })).toMatchObject({
      result: 'challenge',
      used: [{ id: 'Notice' }],
      sentence: 'Formal powers were used (Notice, 1 January 2023) and no peer help is on the record.',
    });
  });

  it('says nothing where neither has a date', () => {
    expect(read({ peers: [span('Leeds', null)] })).toMatchObject({ result: 'not_enough', n: 0 });
  });

  it('is changed by no later help, no later power and no adviser', () => {
    const facts = { peers: [span('Leeds', '2023-01-01')], steps: [step('Notice', 3, '2023-07-01')] };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (days) => {
        const later = addDays(day('2023-07-01'), days);
        const more = {
          peers: [...facts.peers, span('later', later)],
          steps: [...facts.steps, step('later', 5, later), step('adviser', 2, '2020-01-01')],
          warnings: [used('sign', '2022-01-01')],
        };
        expect(read(more)).toEqual(read(facts));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = aRun({ peers: [span('Leeds', '2023-01-01')], steps: [step('Notice', 3, '2023-07-01')] });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const { used: _, ...outcome } = read(moved(facts, days), { asOf: addDays(day('2026-06-01'), days) });
        expect(outcome).toMatchObject({ result: 'supports', value: 5.9 });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const steps = [{ fact: step('Notice', 3, '2022-01-01'), on: period('2022-01-01'), knownOn: period('2026-09-01') }];
    const peers = [span('Leeds', '2023-01-01')];
    expect(read({ peers, steps: readable(steps, { mode: 'known' }) })).toMatchObject({
      result: 'supports',
      value: null,
    });
    expect(read({ peers, steps: readable(steps, { mode: 'hindsight' }) })).toMatchObject({
      result: 'challenge',
      value: -12,
    });
  });
});
