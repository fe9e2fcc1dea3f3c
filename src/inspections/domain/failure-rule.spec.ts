import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFailureRule, type FailureTests, type RuleWords } from './failure-rule.js';

const words: RuleWords = {
  area: (key) => ({ overall: 'Overall effectiveness', leaders: 'Leadership' })[key] ?? key,
  grade: (key) => ({ inadequate: 'Inadequate', poor: 'Poor' })[key] ?? key,
  category: (key) => ({ special_measures: 'Special measures' })[key] ?? key,
};

const tests = (...anyOf: FailureTests['anyOf']): FailureTests => ({ anyOf, note: null });
const none = tests();

describe('the rule of failure in words', () => {
  it('names the area and the grades of a formal test', () => {
    const rule = describeFailureRule(tests({ area: 'overall', grades: ['inadequate', 'poor'] }), none, words);
    expect(rule.kind).toBe('formal');
    expect(rule.tests).toEqual(['“Overall effectiveness” is judged “Inadequate” or “Poor”.']);
  });

  it('names a category that is put on top of a grade', () => {
    const rule = describeFailureRule(tests({ category: 'special_measures' }), none, words);
    expect(rule.tests).toEqual(['It is placed in the category “Special measures”.']);
  });

  it('keeps what is only serious apart, and does not tell a formal test twice', () => {
    const overall = { area: 'overall', grades: ['inadequate'] };
    const rule = describeFailureRule(
      tests(overall),
      tests(overall, { area: 'leaders', grades: ['inadequate'] }),
      words,
    );
    expect(rule.serious).toEqual(['“Leadership” is judged “Inadequate”.']);
  });

  it('says that it decides by area where there is no formal test', () => {
    const rule = describeFailureRule(none, tests({ area: 'leaders', grades: ['inadequate'] }), words);
    expect(rule.kind).toBe('by-area');
    expect(rule.summary).toContain('No formal test.');
    expect(rule.summary).toContain('by area, and say so');
    expect(rule.tests).toEqual(['“Leadership” is judged “Inadequate”.']);
  });

  it('says that there is no test where there is neither', () => {
    expect(describeFailureRule(none, none, words)).toMatchObject({ kind: 'none', tests: [], serious: [] });
  });

  it('tells the rule of every framework that ships', () => {
    const file = join(import.meta.dirname, '../library/frameworks.json');
    const { frameworks } = JSON.parse(readFileSync(file, 'utf8')) as {
      frameworks: { key: string; formalFailure: FailureTests; seriousFindings: FailureTests }[];
    };
    const kinds = frameworks.map(({ formalFailure, seriousFindings, key }) => {
      const rule = describeFailureRule(formalFailure, seriousFindings, words);
      expect(`${key} ${rule.tests.length > 0}`).toBe(`${key} ${rule.kind !== 'none'}`);
      return rule.kind;
    });
    expect(kinds).toHaveLength(79);
    expect(kinds).toContain('by-area');
    expect(kinds).toContain('none');
  });
});
