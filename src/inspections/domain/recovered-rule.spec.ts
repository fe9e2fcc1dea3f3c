import type { Band } from './grade-scale.js';
import type { GradedArea } from './judgement.js';
import { defaultRecoveredRule, meetsRecoveredRule, type RecoveredRule, recoveredRuleOf } from './recovered-rule.js';

const area = (band: Band | null, isOverall = false, isFailing = band === 'failing'): GradedArea => ({
  area: isOverall ? 'overall' : 'part',
  unit: null,
  isOverall,
  absence: band === null ? ('not_rated' as never) : null,
  grade: band === null ? null : { scale: 'four', key: band, band, altBand: null, isFailing },
});
const overall = (band: Band | null) => area(band, true);

const all: readonly RecoveredRule[] = ['no_failing_area', 'headline_not_failing', 'headline_meets', 'all_meet'];
const met = (...judgements: GradedArea[]): RecoveredRule[] =>
  all.filter((rule) => meetsRecoveredRule(rule, judgements));

describe('the rule by which a case may be marked as recovered', () => {
  it.each([
    ['all good', [overall('meeting'), area('exceeding')], all],
    [
      'one part failing under a good headline',
      [overall('meeting'), area('failing')],
      ['headline_not_failing', 'headline_meets'],
    ],
    [
      'one part below under a good headline',
      [overall('meeting'), area('below')],
      ['no_failing_area', 'headline_not_failing', 'headline_meets'],
    ],
    ['a headline below', [overall('below'), area('meeting')], ['no_failing_area', 'headline_not_failing']],
    ['a failing headline', [overall('failing'), area('meeting')], []],
    ['no headline given', [area('meeting')], ['no_failing_area', 'all_meet']],
    ['a headline not rated', [overall(null), area('meeting')], ['no_failing_area', 'all_meet']],
    ['nothing graded', [overall(null)], ['no_failing_area']],
    [
      'a grade without a band that counts as failing',
      [overall('meeting'), area('none', false, true)],
      ['headline_not_failing', 'headline_meets'],
    ],
  ] as const)('%s', (_, judgements, rules) => {
    expect(met(...judgements)).toEqual([...rules]);
  });

  it('is that of the record where a version names none', () => {
    expect([null, undefined, 'a rule of another day', 'headline_meets'].map(recoveredRuleOf)).toEqual([
      defaultRecoveredRule,
      defaultRecoveredRule,
      defaultRecoveredRule,
      'headline_meets',
    ]);
  });
});
