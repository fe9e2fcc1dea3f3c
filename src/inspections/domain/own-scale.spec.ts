import { gradeLines, readGrades } from './own-scale.js';

const problemOf = (typed: string): string | null => {
  const read = readGrades(typed);
  return 'problem' in read ? read.problem : null;
};

describe('the grades of a new scale', () => {
  it('are read line by line, from the worst to the best, and written as they were typed', () => {
    const typed =
      'Urgent improvement; failing; fails\nAttention needed; below\n\nExpected standard; meeting\nStrong; exceeding';
    const read = readGrades(typed);
    expect(read).toEqual({
      grades: [
        { key: 'urgent_improvement', label: 'Urgent improvement', band: 'failing', isFailing: true },
        { key: 'attention_needed', label: 'Attention needed', band: 'below', isFailing: false },
        { key: 'expected_standard', label: 'Expected standard', band: 'meeting', isFailing: false },
        { key: 'strong', label: 'Strong', band: 'exceeding', isFailing: false },
      ],
    });
    const grades = 'grades' in read ? read.grades : [];
    expect(gradeLines({ label: 'x', grades })).toBe(typed.replace('\n\n', '\n'));
  });

  it.each([
    ['', 'Enter at least two grades, one on each line'],
    ['Met; meeting', 'Enter at least two grades, one on each line'],
    ['Not met; bad\nMet; meeting', 'Line 1: enter its band: failing, below, meeting, exceeding or none'],
    ['Not met; failing\n; meeting', 'Line 2: enter the name of the grade, in 100 characters or less'],
    [
      'Not met; failing; yes\nMet; meeting',
      'Line 1: end with “fails” where it counts as failing, otherwise with nothing',
    ],
    ['Met; meeting\nMET; exceeding', 'Line 2: “MET” is named twice'],
    ['Met; meeting\nNot met; failing', 'Order the grades from the worst to the best: their bands go down'],
    [Array.from({ length: 11 }, (_, index) => `Grade ${index}; none`).join('\n'), 'Enter no more than 10 grades'],
  ])('%s: %s', (typed, problem) => {
    expect(problemOf(typed)).toBe(problem);
  });

  it('may stand without a band anywhere', () => {
    expect(problemOf('No view; none\nNot met; failing\nNot looked at; none\nMet; meeting')).toBeNull();
  });
});
