import * as fc from 'fast-check';
import { action, aReading, aRun, firstLimits, moved, span, step } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { EpisodeRun } from '../episode-run.js';
import type { PlanAction } from '../plan-action.js';
import { softLanding as signal } from './l2-4-soft-landing.js';

const ended = step('Direction', 4, '2024-01-01', '2025-01-01', [[null, '2025-06-01']]);
const adviser = step('Adviser', 2, '2024-06-01', '2026-01-01');
const done = action('done', [['2024-06-01', 'action_complete']]);
const open = action('open');
const ownerless = action('nobody', [], { hasOwner: false });

const read = (run: Partial<EpisodeRun>, actions: readonly PlanAction[], reading = aReading()) =>
  signal.read({ run: aRun(run), criteria: [], actions }, reading, firstLimits(signal));

describe('a soft landing', () => {
  it.each([
    ['both', [ended, adviser], [done, open], 'supports'],
    ['cover alone', [ended, adviser], [open, ownerless], 'discuss'],
    ['owners alone', [ended], [done, open], 'discuss'],
    ['neither', [ended], [open, ownerless], 'challenge'],
    ['nothing open', [ended, adviser], [done], 'supports'],
  ] as const)('with %s', (_what, steps, actions, result) => {
    expect(read({ steps }, actions).result).toBe(result);
  });

  it('tells what was open, how long it ran and how its end stood to the plan, and scores none of it', () => {
    const outcome = read({ steps: [ended, adviser] }, [done, open]);
    expect(outcome.sentence).toBe(
      'The intervention ended on 1 January 2025. Adviser continued after it. 1 of 1 open action has an owner in the organisation.',
    );
    expect(outcome.notes).toEqual([
      'When the intervention ended, 1 of 2 milestones were still open.',
      'It had run for 12.0 months. It ended 5.0 months before the end that was planned last.',
    ]);
  });

  it('counts actions as they stood when it ended', () => {
    const later = action('later', [['2025-03-01', 'action_complete']]);
    const newer = action('newer', [], { since: day('2025-03-01') });
    expect(read({ steps: [ended, adviser] }, [done, later, newer]).notes[0]).toBe(
      'When the intervention ended, 1 of 2 milestones were still open.',
    );
  });

  it('takes help from peers, and cover that a source says went on, as lighter support', () => {
    const peers = [span('Leeds', '2024-12-01', '2026-01-01')];
    expect(read({ steps: [ended], peers }, [done]).result).toBe('supports');
    expect(read({ steps: [ended], wentOn: [{ factId: null, label: 'A review.' }] }, [done]).sentence).toContain(
      'A review continued after it.',
    );
  });

  it('is not enough where nothing tells of the actions, whatever the cover', () => {
    expect(read({ steps: [ended, adviser] }, [])).toMatchObject({
      result: 'not_enough',
      missing: ['Add who took on each action that was open when the intervention ended.'],
      notes: ['Which milestones were open when the intervention ended is not on the record.', expect.anything()],
    });
  });

  it('is not due before an intervention has ended, nor before cover can have lasted', () => {
    expect(read({ steps: [step('Direction', 4, '2024-01-01')] }, [done]).result).toBe('not_yet');
    expect(read({ steps: [ended] }, [done], aReading({ asOf: day('2025-07-03') })).result).toBe('not_yet');
    expect(read({ steps: [ended] }, [done], aReading({ asOf: day('2025-07-04') })).result).toBe('discuss');
  });

  it('sees no end in a step that another took over from', () => {
    const next = step('Notice', 3, '2025-02-01');
    expect(read({ steps: [ended, next] }, [done])).toMatchObject({
      result: 'not_yet',
      sentence: 'An intervention of level 3 or more is in force.',
    });
  });

  it('is not enough where the dates of the cover are not exact enough', () => {
    const rough = step('Adviser', 2, '2024', '2025');
    expect(read({ steps: [ended, rough] }, [done])).toMatchObject({
      result: 'not_enough',
      missing: ['Add: the exact dates of: Adviser.'],
    });
  });

  it('is changed by no action that came later', () => {
    const base = read({ steps: [ended, adviser] }, [done, open]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (days) => {
        const later = action('later', [], { since: addDays(day('2025-01-01'), days), hasOwner: false });
        expect(read({ steps: [ended, adviser] }, [done, open, later])).toEqual(base);
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    const facts = { run: aRun({ steps: [ended, adviser] }), criteria: [], actions: [done, open] };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const reading = aReading({ asOf: addDays(day('2026-06-01'), days) });
        const outcome = signal.read(moved(facts, days), reading, firstLimits(signal));
        expect(outcome).toMatchObject({
          result: 'supports',
          notes: read({ steps: [ended, adviser] }, [done, open]).notes,
        });
      }),
    );
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const cover = [{ fact: adviser, on: period('2024-06-01'), knownOn: period('2026-09-01') }];
    expect(read({ steps: [ended, ...readable(cover, { mode: 'known' })] }, [done, open]).result).toBe('discuss');
    expect(read({ steps: [ended, ...readable(cover, { mode: 'hindsight' })] }, [done, open]).result).toBe('supports');
  });
});
