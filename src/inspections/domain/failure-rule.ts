import { type FailureTest, isCategoryTest } from './framework.js';

/** The tests of one framework as its reference file holds them: any one of `anyOf` is enough. */
export type FailureTests = { readonly anyOf: readonly FailureTest[]; readonly note?: string | null };

/** How the parts of the framework are called. A key that is not known comes back as it is. */
export type RuleWords = {
  readonly area: (key: string) => string;
  readonly grade: (key: string) => string;
  readonly category: (key: string) => string;
};

export type FailureRule = {
  readonly kind: 'formal' | 'by-area' | 'none';
  /** What counts as failure, in one or two sentences. */
  readonly summary: string;
  /** The tests that make a judgement a failure, one sentence each. */
  readonly tests: readonly string[];
  /** Of a formal rule: what is serious and, by itself, no failure. */
  readonly serious: readonly string[];
};

const summaries: Readonly<Record<FailureRule['kind'], string>> = {
  formal: 'A judgement counts as failure when any of these is true. It then opens a failure episode here.',
  'by-area':
    'No formal test. The text of this framework calls no judgement a formal failure, so we decide by area, and say so: a judgement counts as failure when any of these is true. It then opens an episode marked “by area”.',
  none: 'No test of failure. Nothing in the text of this framework makes a judgement a failure, so no judgement under it opens an episode here.',
};

/**
 * What a framework makes a failure, in words: the tests of `verdictOf` as a person reads them. A framework with formal
 * tests has its serious findings beside them; one without is decided by those, and says so; one with neither has no
 * test at all.
 */
export function describeFailureRule(formal: FailureTests, serious: FailureTests, words: RuleWords): FailureRule {
  const formalTests = inWords(formal.anyOf, words);
  const seriousTests = inWords(serious.anyOf, words);
  if (formalTests.length > 0) {
    return {
      kind: 'formal',
      summary: summaries.formal,
      tests: formalTests,
      serious: beyond(seriousTests, formalTests),
    };
  }
  const kind = seriousTests.length > 0 ? 'by-area' : 'none';
  return { kind, summary: summaries[kind], tests: seriousTests, serious: [] };
}

/** What is a formal test already is not told twice. */
const beyond = (tests: readonly string[], told: readonly string[]): readonly string[] =>
  tests.filter((test) => !told.includes(test));

function inWords(tests: readonly FailureTest[], words: RuleWords): readonly string[] {
  return tests.map((test) =>
    isCategoryTest(test)
      ? `It is placed in the category “${words.category(test.category)}”.`
      : `“${words.area(test.area)}” is judged ${either(test.grades.map((grade) => `“${words.grade(grade)}”`))}.`,
  );
}

function either(choices: readonly string[]): string {
  if (choices.length < 2) return choices[0] ?? 'failing';
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
