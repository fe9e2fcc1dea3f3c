import { day } from '../../kernel/calendar-day.js';
import { initialLimits, limitsOn, type LimitsEdition, mayAgree, mayAsk } from './limits.js';
import type { LimitGuide } from './signal.js';

const guide = (name: string, initial: number, unit = 'share'): LimitGuide => ({ name, label: name, unit, initial });
const signal = {
  key: 'L1.4',
  limits: [guide('supports', 0.8), guide('challenge', 0.5), guide('least', 3, 'findings')],
};
const first = initialLimits(signal);

const edition = (
  number: number,
  validFrom: string,
  limits: Record<string, number>,
  signalKey = 'L1.4',
): LimitsEdition => ({
  signalKey,
  edition: number,
  limits,
  validFrom: day(validFrom),
  reason: 'Because',
  owner: 'The makers',
});

describe('the limits in force', () => {
  const editions = [
    edition(2, '2026-06-01', { supports: 0.9, challenge: 0.5 }),
    edition(1, '2026-01-01', first),
    edition(3, '2026-09-01', { supports: 0.7, challenge: 0.5, least: 5 }),
    edition(7, '2026-01-01', { supports: 0.1 }, 'L9.9'),
  ];

  it.each([
    ['2025-01-01', 1, 0.8],
    ['2026-05-31', 1, 0.8],
    ['2026-06-01', 2, 0.9],
    ['2026-09-01', 3, 0.7],
  ])('on %s are those of edition %s', (on, number, supports) => {
    expect(limitsOn(signal, editions, day(on))).toMatchObject({ edition: number, limits: { supports } });
  });

  it('are as defined where an edition is older than the limit, or there is none', () => {
    expect(limitsOn(signal, editions, day('2026-06-01')).limits.least).toBe(3);
    expect(limitsOn(signal, [], day('2026-06-01'))).toEqual({ edition: 1, limits: first });
  });
});

describe('asking for other limits', () => {
  const ask = (limits: Record<string, number>, validFrom = '2026-06-01') =>
    mayAsk(signal, first, { limits: { ...first, ...limits }, validFrom: day(validFrom) }, day('2026-06-01'));

  it('is possible from today on', () => {
    expect(ask({ supports: 0.9 })).toEqual({ ok: true, value: 'asked' });
    expect(ask({ supports: 0.5 }).ok).toBe(true);
  });

  it.each([
    ['nothing-changes', {}, '2026-06-01'],
    ['before-today', { supports: 0.9 }, '2026-05-31'],
    ['out-of-range', { supports: 80 }, '2026-06-01'],
    ['out-of-range', { supports: Number.NaN }, '2026-06-01'],
    ['out-of-range', { least: -1 }, '2026-06-01'],
    ['not-whole', { least: 2.5 }, '2026-06-01'],
    ['order-changes', { supports: 0.4 }, '2026-06-01'],
  ])('is refused as %s', (why, limits, validFrom) => {
    expect(ask(limits, validFrom)).toMatchObject({ ok: false, error: { why } });
  });

  it('lets a signal that is better the lower keep its order', () => {
    const lower = { limits: [guide('supports', 6, 'months'), guide('challenge', 12, 'months')] };
    const months = (supports: number, challenge: number) =>
      mayAsk(
        lower,
        initialLimits(lower),
        { limits: { supports, challenge }, validFrom: day('2026-06-01') },
        day('2026-06-01'),
      );
    expect(months(6.5, 9).ok).toBe(true);
    expect(months(12, 6)).toMatchObject({ error: { why: 'order-changes' } });
  });
});

describe('agreeing', () => {
  const request = { state: 'asked', askedBy: 'AC-0001', editionThen: 1 } as const;

  it('takes another person, once, against the limits that were read', () => {
    expect(mayAgree(request, 'AC-0002', 1)).toEqual({ ok: true, value: 'agreed' });
    expect(mayAgree(request, 'AC-0001', 1)).toEqual({ ok: false, error: 'your-own' });
    expect(mayAgree({ ...request, state: 'refused' }, 'AC-0002', 1)).toEqual({ ok: false, error: 'decided-already' });
    expect(mayAgree(request, 'AC-0002', 2)).toEqual({ ok: false, error: 'changed-meanwhile' });
  });
});
