import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { lockBaseline } from './baseline-lock.js';
import { expectDip, isBeyondDip } from './expected-dip.js';
import { decideProposal } from './proposal.js';
import { isLooser } from './small-numbers.js';

const year = (of: number) =>
  Array.from({ length: 12 }, (_, index) => period(`${of}-${String(index + 1).padStart(2, '0')}`));
const today = day('2026-11-26');

describe('locking a baseline', () => {
  const facts = { frequency: 'month', numbers: [...year(2024), ...year(2025)], breaks: [], locked: [], today } as const;
  const lock = (from: string, to: string, more: Partial<Parameters<typeof lockBaseline>[1]> = {}) =>
    lockBaseline({ from: period(from), to: period(to) }, { ...facts, ...more });

  it('takes twelve numbers, or six for trial limits', () => {
    expect(lock('2024-01', '2024-12')).toEqual({ ok: true, value: { count: 12, isTrial: false } });
    expect(lock('2024-01', '2024-06')).toEqual({ ok: true, value: { count: 6, isTrial: true } });
  });

  it.each<[string, string, string, Partial<Parameters<typeof lockBaseline>[1]>, string]>([
    ['with five numbers', '2024-01', '2024-05', {}, 'too-few-numbers'],
    ['the wrong way round', '2024-12', '2024-01', {}, 'ends-before-it-begins'],
    ['of quarters, for months', '2024-Q1', '2024-Q4', {}, 'of-another-length'],
    ['of months that are to come', '2026-01', '2026-12', { numbers: year(2026) }, 'not-over'],
    ['over a changed definition', '2024-06', '2025-06', { breaks: [period('2025-01')] }, 'crosses-a-break'],
    [
      'into one that was locked',
      '2024-12',
      '2025-12',
      { locked: [{ from: period('2024-01'), to: period('2024-12') }] },
      'begins-in-an-earlier-one',
    ],
  ])('is refused %s', (_name, from, to, more, refusal) => {
    expect(lock(from, to, more)).toEqual({ ok: false, error: refusal });
  });

  it('may begin with the changed definition, and after one that was locked', () => {
    expect(lock('2025-01', '2025-12', { breaks: [period('2025-01')] }).ok).toBe(true);
    expect(lock('2025-01', '2025-12', { locked: [{ from: period('2024-01'), to: period('2024-12') }] }).ok).toBe(true);
  });
});

describe('a dip that is expected', () => {
  const facts = { safetyCritical: false, polarity: 'higher', limits: { mean: 80 } } as const;
  it('is written down with a limit on the worse side', () => {
    expect(expectDip({ months: 12, limitValue: 60 }, facts).ok).toBe(true);
    expect(expectDip({ months: 12, limitValue: 90 }, { ...facts, polarity: 'lower' }).ok).toBe(true);
    expect(expectDip({ months: 12, limitValue: 90 }, { ...facts, limits: null }).ok).toBe(true);
  });

  it.each([
    [{ safetyCritical: true }, { months: 6, limitValue: 60 }, 'safety-critical'],
    [{ polarity: 'neither' }, { months: 6, limitValue: 60 }, 'no-direction'],
    [{}, { months: 19, limitValue: 60 }, 'too-long'],
    [{}, { months: 0, limitValue: 60 }, 'too-long'],
    [{}, { months: 6, limitValue: 80 }, 'limit-on-the-better-side'],
    [{ polarity: 'lower' }, { months: 6, limitValue: 70 }, 'limit-on-the-better-side'],
  ] as const)('is refused where %j: %j', (more, dip, refusal) => {
    expect(expectDip(dip, { ...facts, ...more })).toEqual({ ok: false, error: refusal });
  });

  it('is left behind by a value on the worse side of its limit', () => {
    expect([59, 60, 61].map((value) => isBeyondDip(value, 60, 'higher'))).toEqual([true, false, false]);
    expect([59, 60, 61].map((value) => isBeyondDip(value, 60, 'lower'))).toEqual([false, false, true]);
    expect(isBeyondDip(1, 60, 'neither')).toBe(false);
  });
});

describe('less protection', () => {
  const usual = { smallNumbers: true, threshold: 5, suppressZero: false, roundTo: null };
  it.each([
    [{ smallNumbers: false }, true],
    [{ threshold: 3 }, true],
    [{ threshold: 10 }, false],
    [{ suppressZero: true }, false],
    [{ roundTo: 5 }, false],
  ])('than usual is %j: %s', (more, expected) => {
    expect(isLooser(usual, { ...usual, ...more })).toBe(expected);
  });
  it('is also a zero that is shown again, or less rounding', () => {
    expect(isLooser({ ...usual, suppressZero: true }, usual)).toBe(true);
    expect(isLooser({ ...usual, roundTo: 10 }, { ...usual, roundTo: 5 })).toBe(true);
    expect(isLooser({ ...usual, smallNumbers: false }, usual)).toBe(false);
  });
});

describe('who decides', () => {
  const asked = { kind: 'baseline', state: 'asked', proposedBy: 'AC-0001' } as const;
  const deciding = {
    by: 'AC-0002',
    isOfTheBoard: true,
    decision: 'agree',
    decisionRef: 'DE-0001',
    answer: null,
  } as const;
  it.each([
    [{}, {}, 'agreed'],
    [{}, { decision: 'refuse', answer: 'Too early' }, 'refused'],
    [{}, { by: 'AC-0001' }, 'agreed'],
    [{ kind: 'protection' }, { isOfTheBoard: false, decisionRef: null }, 'agreed'],
  ] as const)('%j, %j: %s', (more, by, state) => {
    expect(decideProposal({ ...asked, ...more }, { ...deciding, ...by })).toEqual({ ok: true, value: state });
  });
  it.each([
    [{ state: 'agreed' }, {}, 'decided-already'],
    [{}, { isOfTheBoard: false }, 'not-yours-to-decide'],
    [{}, { decisionRef: null }, 'no-decision'],
    [{}, { decision: 'refuse' }, 'no-answer'],
    [{ kind: 'protection' }, { by: 'AC-0001' }, 'your-own'],
  ] as const)('%j, %j is refused: %s', (more, by, refusal) => {
    expect(decideProposal({ ...asked, ...more }, { ...deciding, ...by })).toEqual({ ok: false, error: refusal });
  });
});
