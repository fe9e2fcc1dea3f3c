import { period } from '../../kernel/period.js';
import { overlapOf, overlapsAmong, type RunningSpan } from './overlap.js';

const span = (id: string, from: string | null, to: string | null, replacesId: string | null = null): RunningSpan => ({
  id,
  from: from === null ? null : period(from),
  to: to === null ? null : period(to),
  replacesId,
});

describe('two interventions', () => {
  it.each([
    ['2010-01-01', '2012-01-01', '2011-01-01', '2013-01-01', 'overlaps'],
    ['2010-01-01', '2012-01-01', '2012-01-01', '2013-01-01', 'overlaps'],
    ['2010-01-01', '2012-01-01', '2012-01-02', '2013-01-01', 'apart'],
    ['2010-01-01', '2012-01', '2012-01-20', '2013-01-01', 'possible'],
    ['2010-01-01', null, '2012-01-01', '2013-01-01', 'possible'],
    ['2012-06-01', null, '2012-01-01', '2013-01-01', 'overlaps'],
    ['2010', '2010', '2010-05-01', '2010-06-01', 'possible'],
    [null, '2012-01-01', '2011-01-01', '2013-01-01', 'not_known'],
  ])('from %s to %s and from %s to %s: %s', (fromA, toA, fromB, toB, expected) => {
    expect(overlapOf(span('a', fromA, toA), span('b', fromB, toB))).toBe(expected);
    expect(overlapOf(span('b', fromB, toB), span('a', fromA, toA))).toBe(expected);
  });
});

describe('all overlaps', () => {
  it('are told once each, with the time beside one another', () => {
    const overlaps = overlapsAmong([
      span('licence', '2013', '2014'),
      span('special measures', '2013-07-16', '2014-06-09'),
      span('notice', '2009-11-27', '2010-02-01'),
    ]);
    expect(overlaps).toEqual([
      {
        ids: ['licence', 'special measures'],
        kind: 'overlaps',
        from: period('2013-07-16'),
        to: period('2014-06-09'),
        length: { months: 10.8, uncertainty: 0 },
      },
    ]);
  });

  it('have no length while an end is not on the record', () => {
    const [overlap] = overlapsAmong([span('a', '2012-06-01', null), span('b', '2012-01-01', '2013-01-01')]);
    expect(overlap).toMatchObject({ kind: 'overlaps', to: null, length: null });
  });

  it('are not told of a step and the one that it replaced', () => {
    expect(
      overlapsAmong([span('first', '2019-06-04', '2019-12-17'), span('second', '2019-12-17', '2020-07', 'first')]),
    ).toEqual([]);
  });

  it('know a step and its replacement in either order', () => {
    const steps = [span('a', '2019-06-04', '2020-01-01', 'b'), span('b', '2019-06-04', '2019-12-17')];
    expect(overlapsAmong(steps)).toEqual([]);
    expect(overlapsAmong([span('a', '2019-06-04', '2020-01-01'), span('b', '2019-06-04', '2019-12-17')])).toHaveLength(
      1,
    );
  });

  it('leave out what has no known beginning', () => {
    expect(overlapsAmong([span('a', null, '2013-01-01'), span('b', '2012-01-01', '2013-01-01')])).toEqual([]);
  });
});
