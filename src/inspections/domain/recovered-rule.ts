import type { GradedArea } from './judgement.js';
import { isMeetingOrBetter } from './grade-scale.js';

/**
 * What the latest full inspection must say before a case may be marked as recovered: data of each framework version.
 * The words go on "You can mark this recovered when …". Where a version names none, the first holds (record B4).
 */
export const recoveredRules = {
  no_failing_area: 'the latest full published inspection has no area in a failing band',
  headline_not_failing: 'no headline judgement of the latest full published inspection is in a failing band',
  headline_meets: 'every headline judgement of the latest full published inspection is in the band “meeting” or better',
  all_meet: 'every graded area of the latest full published inspection is in the band “meeting” or better',
} as const;
export type RecoveredRule = keyof typeof recoveredRules;

export const defaultRecoveredRule: RecoveredRule = 'no_failing_area';

export const recoveredRuleOf = (code: string | null | undefined): RecoveredRule =>
  code && Object.hasOwn(recoveredRules, code) ? (code as RecoveredRule) : defaultRecoveredRule;

/**
 * Whether what an inspection says of a work meets the rule. An area without a grade says nothing for or against; a rule
 * about headlines is not met by an inspection that gives none.
 */
export function meetsRecoveredRule(rule: RecoveredRule, judgements: readonly GradedArea[]): boolean {
  const isFailing = ({ grade }: GradedArea): boolean => grade !== null && (grade.isFailing || grade.band === 'failing');
  const meets = ({ grade }: GradedArea): boolean =>
    grade === null || grade.band === 'none' || isMeetingOrBetter(grade.band);
  const headlines = judgements.filter(({ isOverall, grade }) => isOverall && grade !== null);
  switch (rule) {
    case 'no_failing_area':
      return !judgements.some(isFailing);
    case 'headline_not_failing':
      return headlines.length > 0 && !headlines.some(isFailing);
    case 'headline_meets':
      return headlines.length > 0 && headlines.every(meets) && !headlines.some(isFailing);
    case 'all_meet':
      return judgements.some(({ grade }) => grade !== null) && judgements.every(meets) && !judgements.some(isFailing);
  }
}
