import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { knownBy } from './as-known.js';

describe('what was known on a day', () => {
  it.each([
    ['2019-05-08', '2019-05-08', true],
    ['2019-05-08', '2019-05-07', false],
    ['2019-05', '2019-05-31', true],
    ['2019-05', '2019-05-30', false],
    ['2019-Q2', '2019-06-30', true],
    ['2019-Q2', '2019-06-29', false],
    ['2019', '2019-12-31', true],
    ['2019', '2019-12-30', false],
  ])('says that a fact known on %s, asked on %s, was known: %s', (knownOn, asked, expected) => {
    expect(knownBy({ knownOn: period(knownOn) }, day(asked))).toBe(expected);
  });

  it('never counts a fact of which nobody knows when it became known', () => {
    expect(knownBy({ knownOn: null }, day('9999-12-31'))).toBe(false);
  });
});
