import { aComparedRow, aRecoveryCase, dated } from '../../../test/builders/a-compared-case.js';
import { period } from '../../kernel/period.js';
import { type Aligned, clockRange, dayAt, notDrawn, onClock } from './clock-range.js';
import { comparedCase } from './compared-case.js';
import type { ComparedRow } from './compared-record.js';
import type { RecoveryCase } from './recovery-case.js';

const aligned = (
  over: Partial<RecoveryCase>,
  rows: readonly ComparedRow[] = [],
  zero: string | null = '2015-01-01',
): Aligned => ({
  one: comparedCase(aRecoveryCase('EP-1', over), rows),
  zero: zero === null ? null : period(zero),
});

describe('a date on the clock', () => {
  it.each([
    ['2015-01-01', '2016-01-01', 12, 0],
    ['2015-01-01', '2014-07-01', -6, 0],
    ['2015-01-01', '2015-04', 3.4, 0.5],
    ['2015', '2016', 12, 12],
    ['2015-Q1', '2015-02-15', 0, 1.5],
  ])('from %s to %s is %d months, give or take %d', (zero, on, months, uncertainty) => {
    expect(onClock(period(zero), period(on))).toEqual({ months, uncertainty });
  });

  it('stands on the calendar of its own case', () => {
    expect(dayAt(period('2015-01'), 0)).toBe('2015-01-15');
    expect(dayAt(period('2015-01-01'), 12)).toBe('2016-01-01');
    expect(dayAt(period('2015-01-01'), -12)).toBe('2014-01-01');
  });
});

describe('how much of the clock is drawn', () => {
  it.each<[string, readonly Aligned[], { from: number; until: number } | null]>([
    ['nothing where no case has a month zero', [aligned({}, [], null)], null],
    [
      'at least half a year before and a year after',
      [aligned({ notFailing: dated('2015-01-01'), lastDay: dated('2015-01-01').day })],
      { from: -6, until: 12 },
    ],
    ['two years after the end', [aligned({ notFailing: dated('2016-01-01') })], { from: -6, until: 36 }],
    [
      'no further than the record reaches',
      [aligned({ notFailing: dated('2016-01-01'), lastDay: dated('2016-07-01').day })],
      { from: -6, until: 18 },
    ],
    [
      'to the last day of one that is not over',
      [aligned({ lastDay: dated('2020-01-01').day })],
      { from: -6, until: 60 },
    ],
    [
      'from the earliest fact, at most 84 months before',
      [
        aligned({ notFailing: dated('2016-01-01') }, [
          aComparedRow('warning', { startsOn: '2012-02-01' }),
          aComparedRow('warning', { recordId: 'w', startsOn: '2001-01-01' }),
        ]),
      ],
      { from: -36, until: 36 },
    ],
    [
      'what any of the cases needs',
      [aligned({ notFailing: dated('2016-01-01') }), aligned({ notFailing: dated('2019-01-01') }, [], '2014-01-01')],
      { from: -6, until: 84 },
    ],
  ])('is %s', (_name, cases, range) => {
    expect(clockRange(cases)).toEqual(range);
  });

  it('says how many facts it leaves out', () => {
    const facts = [
      aComparedRow('warning', { recordId: 'a', startsOn: '2000-01-01' }),
      aComparedRow('warning', { recordId: 'b', startsOn: '2014-12-01' }),
      aComparedRow('warning', { recordId: 'c', startsOn: null }),
      aComparedRow('intervention', { recordId: 'd', startsOn: '2030-01-01', level: 4 }),
      aComparedRow('intervention', { recordId: 'e', startsOn: '2000-01-01', endsOn: '2016-01-01', level: 4 }),
      aComparedRow('intervention', { recordId: 'f', startsOn: '2000-01-01', endsOn: '2001-01-01', level: 4 }),
    ];
    expect(notDrawn(aligned({}, facts), { from: -12, until: 36 })).toEqual({ outside: 3, undated: 1 });
  });
});
