import { aComparedRow, aRecoveryCase, dated } from '../../../test/builders/a-compared-case.js';
import { period } from '../../kernel/period.js';
import type { Aligned } from './clock-range.js';
import { comparedCase } from './compared-case.js';
import type { ComparedRow } from './compared-record.js';
import { differenceOf, factLines, factsText, isUnchanged } from './comparison-facts.js';
import type { RecoveryCase } from './recovery-case.js';

const aligned = (
  over: Partial<RecoveryCase> = {},
  rows: readonly ComparedRow[] = [],
  zero: string | null = '2015-01-01',
): Aligned => ({
  one: comparedCase(aRecoveryCase('EP-1', over), rows),
  zero: zero === null ? null : period(zero),
});
const warning = aComparedRow('warning', { recordId: 'w' });

describe('the facts that a comparison was read from', () => {
  it('are the same lines in whatever order cases and facts come', () => {
    const other: Aligned = { one: comparedCase(aRecoveryCase('EP-2'), []), zero: period('2015-01-01') };
    const rows = [warning, aComparedRow('plan', { recordId: 'p', level: 1 })];
    expect(factsText(factLines([aligned({}, rows), other]))).toBe(
      factsText(factLines([other, aligned({}, rows.toReversed())])),
    );
  });

  it('do not change because a day has passed', () => {
    const later = aligned({ lastDay: dated('2026-12-31').day });
    expect(isUnchanged(differenceOf(factLines([aligned()]), factLines([later])))).toBe(true);
  });

  it.each<[string, Aligned, Aligned, { added: number; changed: number; withdrawn: number }]>([
    ['a warning was recorded', aligned(), aligned({}, [warning]), { added: 1, changed: 0, withdrawn: 0 }],
    ['a warning was withdrawn', aligned({}, [warning]), aligned(), { added: 0, changed: 0, withdrawn: 1 }],
    [
      'its words were put right',
      aligned({}, [warning]),
      aligned({}, [{ ...warning, label: 'Another' }]),
      { added: 0, changed: 1, withdrawn: 0 },
    ],
    [
      'its date is known better',
      aligned({}, [{ ...warning, startsOn: '2014' }]),
      aligned({}, [{ ...warning, startsOn: '2014-05' }]),
      { added: 0, changed: 1, withdrawn: 0 },
    ],
    [
      'somebody verified it',
      aligned({}, [{ ...warning, verified: 0 }]),
      aligned({}, [warning]),
      { added: 0, changed: 1, withdrawn: 0 },
    ],
    [
      'it was judged not failing',
      aligned(),
      aligned({ notFailing: dated('2017-01-01') }),
      { added: 0, changed: 1, withdrawn: 0 },
    ],
    [
      'its body was merged',
      aligned(),
      aligned({ stopped: { ...dated('2017-01-01'), as: 'merged' } }),
      { added: 0, changed: 1, withdrawn: 0 },
    ],
    ['month zero moved', aligned(), aligned({}, [], '2015-02-01'), { added: 0, changed: 1, withdrawn: 0 }],
  ])('are compared with what they were: %s', (_name, saved, now, counts) => {
    const { added, changed, withdrawn } = differenceOf(factLines([saved]), factLines([now]));
    expect({ added: added.length, changed: changed.length, withdrawn: withdrawn.length }).toEqual(counts);
  });
});
