import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  highestLevelOn,
  inForceOn,
  interventionLevels,
  type InterventionLevel,
  isFormal,
  isInterventionLevel,
  isLighter,
  levelMeanings,
} from './intervention.js';

const span = (from: string | null, to: string | null) => ({
  from: from === null ? null : period(from),
  to: to === null ? null : period(to),
});

const at = (...steps: readonly (readonly [InterventionLevel, string | null, string | null])[]) =>
  highestLevelOn(
    steps.map(([level, from, to]) => ({ level, ...span(from, to) })),
    day('2014-06-01'),
  );

describe('the ladder', () => {
  const levels = Object.keys(interventionLevels).map(Number) as InterventionLevel[];

  it('runs from 0 to 5, each with a label and a meaning', () => {
    expect(levels).toEqual([0, 1, 2, 3, 4, 5]);
    expect(Object.keys(levelMeanings)).toEqual(Object.keys(interventionLevels));
    expect([6, -1, 2.5].map(isInterventionLevel)).toEqual([false, false, false]);
  });

  it('is formal from level 3', () => {
    expect(levels.filter(isFormal)).toEqual([3, 4, 5]);
  });

  it('calls lighter what is lower and still something', () => {
    expect(levels.filter((level) => isLighter(level, 3))).toEqual([1, 2]);
  });
});

describe('whether an intervention was in force on 1 June 2014', () => {
  it.each([
    ['2014-06-01', '2014-06-01', 'in_force'],
    ['2013-01-01', '2014-05-31', 'not_in_force'],
    ['2014-06-02', '2015-01-01', 'not_in_force'],
    ['2013-01-01', null, 'no_known_end'],
    ['2013', '2014', 'not_known'],
    ['2014', null, 'not_known'],
    [null, '2015-01-01', 'not_known'],
    [null, '2013-01-01', 'not_in_force'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(inForceOn(span(from, to), day('2014-06-01'))).toBe(expected);
  });
});

describe('the highest level on a day', () => {
  it('is that of the highest step in force', () => {
    expect(
      at([2, '2013-01-01', '2015-01-01'], [4, '2014-01-01', '2014-12-31'], [5, '2010-01-01', '2011-01-01']),
    ).toEqual({ level: 4, isCertain: true });
  });

  it('is not certain when the highest step has no known end', () => {
    expect(at([4, '2014-01-01', null], [2, '2013-01-01', '2015-01-01'])).toEqual({ level: 4, isCertain: false });
    expect(at([4, '2014-01-01', null], [4, '2013-01-01', '2015-01-01'])).toEqual({ level: 4, isCertain: true });
  });

  it('is 0 without any', () => {
    expect(at()).toEqual({ level: 0, isCertain: true });
  });
});
