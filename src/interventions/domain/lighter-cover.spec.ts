import { period } from '../../kernel/period.js';
import type { InterventionLevel } from './intervention.js';
import { type Cover, lighterCoverAfter } from './lighter-cover.js';

const exit = (on: string, level: InterventionLevel = 4) => ({ on: period(on), level });
const cover = (from: string | null, to: string | null, level: InterventionLevel = 1): Cover => ({
  factId: 'cover',
  label: 'Buddy',
  level,
  from: from === null ? null : period(from),
  to: to === null ? null : period(to),
});

/** Cover of this level beside and after an intervention of level 3. */
const answerForLevel = (level: InterventionLevel): string =>
  lighterCoverAfter(exit('2020-01-01', 3), [cover('2019-01-01', '2022-01-01', level)], []).answer;

describe('lighter cover after an exit on 1 January 2020', () => {
  it.each<[string | null, string | null, string, string]>([
    ['2019-06-01', '2020-07-02', 'yes', 'in force throughout, and still after 183 days'],
    ['2019-06-01', '2020-07-01', 'no', 'gone a day too early'],
    ['2020-02-01', '2021-01-01', 'yes', 'begun 31 days after'],
    ['2020-02-02', '2021-01-01', 'no', 'begun 32 days after'],
    ['2019-06-01', '2020-07', 'not_known', 'ended in a month that holds the day'],
    ['2020', '2021-01-01', 'not_known', 'begun in a year that holds the day'],
    [null, '2021-01-01', 'not_known', 'of unknown beginning'],
    [null, '2019-06-01', 'no', 'of unknown beginning, and gone before'],
    ['2021-01', null, 'no', 'begun long after, without an end'],
  ])('from %s to %s: %s, %s', (from, to, expected) => {
    expect(lighterCoverAfter(exit('2020-01-01'), [cover(from, to)], []).answer).toBe(expected);
  });

  it('must be lighter than what ended, and more than nothing', () => {
    expect(([0, 1, 2, 3, 4, 5] as const).map(answerForLevel)).toEqual(['no', 'yes', 'yes', 'no', 'no', 'no']);
  });

  it('without a known end counts only when a source says that it went on', () => {
    const open = cover('2019-01-01', null);
    expect(lighterCoverAfter(exit('2020-01-01'), [open], [])).toEqual({ answer: 'no', noKnownEnd: [open] });
    expect(lighterCoverAfter(exit('2020-01-01'), [open], [{ factId: 'cover', label: 'Buddy' }])).toEqual({
      answer: 'yes',
      found: [{ factId: 'cover', label: 'Buddy', shownBy: 'a source' }],
    });
  });

  it('counts once when both its dates and a source show it', () => {
    const found = lighterCoverAfter(
      exit('2020-01-01'),
      [cover('2019-01-01', '2022-01-01')],
      [{ factId: 'cover', label: 'Buddy' }],
    );
    expect(found).toMatchObject({ answer: 'yes', found: [{ shownBy: 'a source' }] });
  });

  it('is certain only against every day that the exit may have fallen on', () => {
    expect(lighterCoverAfter(exit('2020'), [cover('2019-01-01', '2020-08-01')], []).answer).toBe('not_known');
    expect(lighterCoverAfter(exit('2020'), [cover('2019-01-01', '2021-07-02')], []).answer).toBe('yes');
  });

  it('is not known while the exit is not', () => {
    expect(lighterCoverAfter(null, [cover('2019-01-01', null)], []).answer).toBe('not_known');
  });
});
