import { day } from '../kernel/calendar-day.js';
import { monthsBetween, period } from '../kernel/period.js';
import {
  formatCount,
  formatDay,
  formatDecimal,
  formatList,
  formatMonths,
  formatPeriod,
  formatSpan,
  formatTime,
  plural,
} from './format.js';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

it.each([
  ['2026-03-04T10:42:59.999Z', '10:42'],
  ['2026-06-30T23:05:00.000Z', '00:05'],
])('the time of %s is %s in the United Kingdom', (instant, words) => {
  expect(formatTime(instant)).toBe(words);
});

describe('a date in words', () => {
  it.each([
    ['2019-05-08', '8 May 2019'],
    ['2019-05', 'May 2019'],
    ['2019-Q2', 'April to June 2019'],
    ['2019', '2019'],
  ])('says %s as exactly as it is known', (text, words) => {
    expect(spaced(formatPeriod(period(text)))).toBe(words);
  });

  it('never breaks between the day and the month', () => {
    expect(formatDay(day('2019-05-08'))).toBe('8\u00a0May\u00a02019');
  });

  it('says that a span without an end is still open', () => {
    expect(spaced(formatSpan(period('2019-05'), null))).toBe('May 2019, still open');
    expect(spaced(formatSpan(period('2019-05'), period('2023')))).toBe('May 2019 to 2023');
  });
});

describe('a length of time in words', () => {
  it.each([
    [{ months: 74.7, uncertainty: 0 }, '74.7 months (6 years 3 months)'],
    [{ months: 8.6, uncertainty: 0 }, '8.6 months'],
    [{ months: 12, uncertainty: 0 }, '12.0 months (1 year)'],
    [{ months: 23.9, uncertainty: 0 }, '23.9 months (2 years)'],
    [{ months: 29.5, uncertainty: 6 }, '29.5 ± 6 months'],
    [{ months: 3.1, uncertainty: 0.5 }, '3.1 ± 0.5 months'],
    [{ months: -8.6, uncertainty: 0 }, '−8.6 months'],
    [{ months: -13, uncertainty: 0 }, '−13.0 months (−1 year 1 month)'],
    [{ months: 0, uncertainty: 0 }, '0.0 months'],
  ])('says %j as %s', (months, words) => {
    expect(spaced(formatMonths(months))).toBe(words);
  });

  it('carries the doubt that two inexact dates leave', () => {
    expect(spaced(formatMonths(monthsBetween(period('2010-12-17'), period('2013'))))).toContain('± 6 months');
  });
});

describe('a number in words', () => {
  it('has separators and a real minus', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatCount(-3)).toBe('−3');
    expect(formatDecimal(2)).toBe('2.0');
  });

  it('agrees with its noun', () => {
    expect(plural(1, 'episode')).toBe('1\u00a0episode');
    expect(plural(0, 'episode')).toBe('0\u00a0episodes');
    expect(plural(2, 'body', 'bodies')).toBe('2\u00a0bodies');
  });

  it('joins a list as it is spoken', () => {
    expect(formatList([])).toBe('');
    expect(formatList(['a'])).toBe('a');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
