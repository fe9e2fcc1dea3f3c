import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { atLeast, atMost, between, cameWithin, fellWithin, isOlderThan, limitOf } from './judging.js';

describe('a length of time of which less is better', () => {
  it.each([
    [6, 0, 'supports'],
    [6.1, 0, 'discuss'],
    [12, 0, 'discuss'],
    [12.1, 0, 'challenge'],
    [5.5, 0.5, 'discuss'],
    [5.4, 0.5, 'supports'],
    [12.6, 0.5, 'challenge'],
    [12.5, 0.5, 'discuss'],
  ])('of %s ± %s months: %s', (months, uncertainty, expected) => {
    expect(atMost({ months, uncertainty }, { supports: 6, challenge: 12 }).result).toBe(expected);
  });
});

describe('a share of which more is better', () => {
  it.each([
    [4 / 5, 'supports'],
    [0.1 + 0.7, 'supports'],
    [0.79, 'discuss'],
    [0.5, 'discuss'],
    [0.49, 'challenge'],
  ])('of %s: %s', (share, expected) => {
    expect(atLeast(share, { supports: 0.8, challenge: 0.5 })).toBe(expected);
  });
});

it('is sure only where the best and the worst agree', () => {
  expect(between('supports', 'supports')).toEqual({ result: 'supports', unsure: false });
  expect(between('supports', 'challenge')).toEqual({ result: 'discuss', unsure: true });
});

describe('an imprecise date', () => {
  it.each([
    ['2026-03-10', 'yes'],
    ['2026-03', 'yes'],
    ['2026', 'unsure'],
    ['2025', 'unsure'],
    ['2025-06-01', 'no'],
  ])('%s falls within the year to 31 May 2026: %s', (text, expected) => {
    expect(fellWithin(period(text), day('2025-06-02'), day('2026-05-31'))).toBe(expected);
  });

  it.each([
    ['2026-01-01', '2026-01-31', 'yes'],
    ['2026-01-01', '2026-02-01', 'no'],
    ['2026-01', '2026-01-31', 'yes'],
    ['2026-01', '2026-02-10', 'unsure'],
    ['2026-01-01', null, 'no'],
  ])('what came after %s on %s came within 30 days: %s', (first, then, expected) => {
    expect(cameWithin(period(first), 30, then === null ? null : period(then))).toBe(expected);
  });

  it.each([
    ['2026-01-01', 'yes'],
    ['2026-01-31', 'no'],
    ['2026-01', 'unsure'],
  ])('%s is older than 30 days on 2 March 2026: %s', (text, expected) => {
    expect(isOlderThan(period(text), 30, day('2026-03-02'))).toBe(expected);
  });
});

it('knows no limit that a signal does not have', () => {
  expect(() => limitOf({ supports: 1 }, 'challenge')).toThrow('There is no limit challenge');
});
