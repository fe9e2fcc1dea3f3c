import { day } from './calendar-day.js';
import {
  byPeriod,
  monthsBetween,
  onDay,
  parsePeriod,
  period,
  periodEnd,
  periodMiddle,
  periodText,
  toOneDecimal,
  uncertaintyInMonths,
} from './period.js';

describe('a date as exactly as it is known', () => {
  it.each([
    ['2018-03-09', 'day', '2018-03-09', '2018-03-09', '2018-03-09', 0],
    ['2018-03', 'month', '2018-03-01', '2018-03-15', '2018-03-31', 0.5],
    ['2016-02', 'month', '2016-02-01', '2016-02-15', '2016-02-29', 0.5],
    ['2018-Q1', 'quarter', '2018-01-01', '2018-02-15', '2018-03-31', 1.5],
    ['2018-Q4', 'quarter', '2018-10-01', '2018-11-15', '2018-12-31', 1.5],
    ['2018', 'year', '2018-01-01', '2018-07-01', '2018-12-31', 6],
  ])('%s is a %s from %s by %s to %s, give or take %p months', (text, precision, start, middle, end, uncertainty) => {
    const read = period(text);
    expect(read).toEqual({ start, precision });
    expect(periodMiddle(read)).toBe(middle);
    expect(periodEnd(read)).toBe(end);
    expect(uncertaintyInMonths(read)).toBe(uncertainty);
    expect(periodText(read)).toBe(text);
  });

  it.each([
    '',
    '18',
    '2018-13',
    '2018-Q5',
    '2018-Q0',
    '2018-q1',
    '2018-3',
    '2018-02-30',
    '2018-03-09-01',
    'March 2018',
  ])('is not read from %j', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it('that does not exist cannot be written in code', () => {
    expect(() => period('2018-13')).toThrow('There is no period 2018-13');
  });

  it('of one day is that day', () => {
    expect(onDay(day('2018-03-09'))).toEqual(period('2018-03-09'));
  });
});

describe('the months between two dates', () => {
  it.each([
    ['2010-04-19', '2010-04-19', 0, 0],
    ['2013-02', '2019-05-08', 74.7, 0.5],
    ['2018', '2018-07-01', 0, 6],
    ['2019-01-01', '2020-01-01', 12, 0],
    ['2020-01-01', '2019-01-01', -12, 0],
    ['2018-Q1', '2019', 16.5, 7.5],
  ])('from %s to %s are %p, give or take %p', (from, to, months, uncertainty) => {
    expect(monthsBetween(period(from), period(to))).toEqual({ months, uncertainty });
  });

  it.each([
    [0.05, 0.1],
    [0.04999, 0],
    [2.25, 2.3],
    [1.005, 1],
    [74.65, 74.7],
    [-0.05, 0],
    [-0.06, -0.1],
  ])('are rounded half up: %p to %p', (value, rounded) => {
    expect(toOneDecimal(value)).toBeCloseTo(rounded, 10);
  });
});

describe('dates in their order', () => {
  it('come by their middle, the more exact one first', () => {
    const texts = ['2018', '2018-07-01', '2018-Q1', '2018-02-15', '2017-12', '2018-02'];
    expect(texts.map(period).toSorted(byPeriod).map(periodText)).toEqual([
      '2017-12',
      '2018-02-15',
      '2018-02',
      '2018-Q1',
      '2018-07-01',
      '2018',
    ]);
  });
});
