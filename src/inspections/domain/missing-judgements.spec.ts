import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import { missingJudgements } from './missing-judgements.js';

const held = (area: string | null, grade: boolean, absence: GradeAbsence | null = null) => ({
  id: `held ${area}`,
  area,
  hasGrade: grade,
  absence,
});
const says = (area: string | null, grade: string | null) => ({ area, areaText: area ?? 'Other', grade });

describe('what another source adds to an inspection', () => {
  it('is an area of which nothing was said', () =>
    expect(missingJudgements([held('overall', true)], [says('overall', 'good'), says('leaders', 'good')])).toEqual({
      toAdd: [says('leaders', 'good')],
      toFill: [],
    }));

  it('is a grade that was given and not known here', () =>
    expect(missingJudgements([held('overall', false, 'not_in_the_source')], [says('overall', 'good')])).toEqual({
      toAdd: [],
      toFill: [{ id: 'held overall', judgement: says('overall', 'good') }],
    }));

  it.each([
    ['a grade that is held', held('overall', true), says('overall', 'inadequate')],
    [
      'an inspectorate’s reason for giving none',
      held('overall', false, 'insufficient_evidence'),
      says('overall', 'good'),
    ],
    ['the third absence', held('overall', false, 'no_such_judgement'), says('overall', 'good')],
    ['what it does not know either', held('overall', false, 'unreadable'), says('overall', null)],
    ['what is outside the framework', held('overall', true), says(null, 'good')],
  ])('is never %s', (_, one, said) => expect(missingJudgements([one], [said])).toEqual({ toAdd: [], toFill: [] }));
});
