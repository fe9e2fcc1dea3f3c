import { limitingRule, limitingWarnings, type LimitedJudgement, type RankedGrade } from './limiting-rules.js';

const grades: readonly RankedGrade[] = ['inadequate', 'requires_improvement', 'good', 'outstanding'].map(
  (key, index) => ({ key, ordinal: index + 1, isFailing: index === 0 }),
);
const gradeOf = (key: string): RankedGrade => grades.find((grade) => grade.key === key) as RankedGrade;
const judged = (area: string, grade: string | null): LimitedJudgement => ({
  area,
  areaText: area,
  isOverall: area === 'overall',
  grade: grade === null ? null : gradeOf(grade),
});

const helpCaps = limitingRule({
  text: 'Inadequate for help and protection caps overall effectiveness at inadequate',
  verified: true,
  detail: '{"areas":["help_protection"],"effect":"overall_max=inadequate"}',
});
const anyCaps = limitingRule({
  text: 'A key judgement limits',
  verified: false,
  detail: '{"effect":"overall_max=requires_improvement"}',
});
const inWords = limitingRule({ text: 'Professional judgement can depart', verified: true, detail: null });

describe('the limiting rules of a framework', () => {
  it.each([
    ['an overall grade that is better than the rule allows', 'inadequate', 'good', 'goes-against'],
    ['an overall grade within the rule', 'inadequate', 'inadequate', 'applies'],
    ['no overall grade yet', 'inadequate', null, 'applies'],
    ['an area that does not fail', 'requires_improvement', 'good', null],
  ])('with %s', (_what, help, overall, kind) => {
    const [warning] = limitingWarnings(
      [helpCaps],
      [judged('overall', overall), judged('help_protection', help)],
      grades,
    );
    const told = { text: helpCaps.text, verified: true, because: ['help_protection'] };
    expect(warning ?? null).toEqual(kind === null ? null : { kind, ...told });
  });

  it('that name no area look at every area but the headline', () => {
    const judgements = [judged('overall', 'good'), judged('a', 'inadequate'), judged('b', 'good')];
    expect(limitingWarnings([anyCaps], judgements, grades)).toEqual([
      { kind: 'goes-against', text: 'A key judgement limits', verified: false, because: ['a'] },
    ]);
    expect(limitingWarnings([anyCaps], [judged('overall', 'inadequate')], grades)).toEqual([]);
  });

  it('that cannot be worked out are there to be read', () => {
    expect(limitingWarnings([inWords], [], grades)).toEqual([
      { kind: 'read', text: inWords.text, verified: true, because: [] },
    ]);
  });

  it('say nothing of a grade that the scale does not have', () => {
    const odd = limitingRule({ text: 'odd', verified: true, detail: '{"effect":"overall_max=poor"}' });
    expect(limitingWarnings([odd], [judged('overall', 'good'), judged('a', 'inadequate')], grades)).toEqual([]);
  });
});
