import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { isInLast, judgeShare, shareOf, surely, unknown } from './counting.js';

const hit = { counted: surely(true), hit: surely(true) };
const miss = { counted: surely(true), hit: surely(false) };
const perhapsHit = { counted: surely(true), hit: unknown(true) };
const perhapsCounted = (is: boolean) => ({ counted: unknown(is), hit: surely(false) });

describe('a share', () => {
  it('has no bounds where every date is exact', () => {
    expect(shareOf([hit, hit, miss, miss])).toEqual({ hits: 2, all: 4, best: 0.5, worst: 0.5 });
  });

  it('is nothing of nothing', () => {
    expect(shareOf([])).toEqual({ hits: 0, all: 0, best: 0, worst: 0 });
  });

  it('counts a doubtful hit at its best and not at its worst', () => {
    expect(shareOf([hit, perhapsHit, miss, miss])).toEqual({ hits: 2, all: 4, best: 0.5, worst: 0.25 });
  });

  it('leaves out a doubtful miss at its best and takes it in at its worst', () => {
    expect(shareOf([hit, hit, hit, perhapsCounted(false)])).toEqual({ hits: 3, all: 3, best: 1, worst: 0.75 });
    expect(shareOf([hit, hit, hit, perhapsCounted(true)])).toEqual({ hits: 3, all: 4, best: 1, worst: 0.75 });
  });

  it('is a matter to discuss only where its bounds fall on two sides', () => {
    const limits = { supports: 0.8, challenge: 0.5 };
    expect(judgeShare(shareOf([hit, hit, hit, perhapsCounted(true)]), limits)).toEqual({
      result: 'discuss',
      unsure: true,
    });
    expect(judgeShare(shareOf([miss, miss, miss, perhapsCounted(true)]), limits)).toEqual({
      result: 'challenge',
      unsure: false,
    });
  });
});

describe('the last so many days', () => {
  const asOf = day('2026-06-01');

  it.each([
    ['2026-06-01', { is: true, unsure: false }],
    ['2025-06-02', { is: true, unsure: false }],
    ['2025-06-01', { is: false, unsure: false }],
    ['2026-06-02', { is: false, unsure: false }],
    ['2025-06', { is: true, unsure: true }],
    ['2025', { is: true, unsure: true }],
    ['2024', { is: false, unsure: false }],
  ])('holds %s: %j', (text, asked) => {
    expect(isInLast(period(text), 365, asOf)).toEqual(asked);
  });
});
