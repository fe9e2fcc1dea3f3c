import type { CaseLook } from '../../episodes/domain/case-position.js';
import type { RecoveredRule } from '../../inspections/domain/recovered-rule.js';
import { period } from '../../kernel/period.js';
import { ruleWords } from './manage-move.page.js';

const look = (rule: RecoveredRule): CaseLook => ({
  id: 'look',
  on: period('2026-03'),
  isFull: true,
  rule,
  hasFailingArea: false,
  isNotFailing: true,
});

describe('the rule beside the button that marks a case as recovered', () => {
  it('is that of the framework of the latest full inspection', () => {
    expect(ruleWords('recovered', { latestFull: look('headline_meets') })).toContain(
      'You can mark this recovered when every headline judgement of the latest full published inspection is in the band “meeting” or better, intervention is at level 2 or less',
    );
  });

  it('is that of the record where the framework says nothing else, or nothing was graded', () => {
    for (const latestFull of [look('no_failing_area'), null])
      expect(ruleWords('recovered', { latestFull })).toContain(
        'You can mark this recovered when the latest full published inspection has no area in a failing band,',
      );
  });

  it('leaves the rules of the other moves alone', () => {
    expect(ruleWords('closed', { latestFull: look('all_meet') })).toContain('You can close this when');
  });
});
