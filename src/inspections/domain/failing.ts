import { inspectionTypes, isUngradedType } from '../../vocabulary/domain/inspection-types.js';
import { groupBy } from '../../kernel/group-by.js';
import { gradeAbsences, isSettledAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import { type FailureTest, type FrameworkRules, isCategoryTest } from './framework.js';
import { isMeetingOrBetter } from './grade-scale.js';
import { type Grade, type GradedArea, isFirm, type JudgedInspection } from './judgement.js';

export type Verdict = 'failing' | 'failing-by-area' | 'serious-finding' | 'not-failing' | 'no-verdict';

type Rated = Pick<JudgedInspection, 'type' | 'rules' | 'judgements' | 'categories'>;

/**
 * Does this judgement count as failure, under its own framework?
 *
 * - `failing`: one of the framework's formal tests is met: a headline in a failing grade, or a category such as
 *   special measures. Where a framework has two headlines, one is enough.
 * - `failing-by-area`: the framework has no formal test on its face, and one of its areas is in a failing grade.
 * - `serious-finding`: an area is in a failing grade under a framework whose formal test looks elsewhere. It is shown
 *   on the life line and opens no episode.
 * - `not-failing`: every grade that the tests look at is known, and none of them is met. Without a framework on record:
 *   every overall grade is known and above failing on its scale.
 * - `no-verdict`: the type of visit gives no judgement, the framework has no test, or a grade that a test looks at is
 *   not known. "No such judgement in this framework" leaves nothing to know and does not count against knowing all.
 *
 * Without a framework nothing is ever failing: we would be guessing at the rule.
 */
export const verdictOf = (inspection: Rated): Verdict => decide(inspection).verdict;

export const isFailure = (verdict: Verdict): boolean => verdict === 'failing' || verdict === 'failing-by-area';

/** Whether an episode may be opened on it: a failure whose date and framework were read, not worked out. */
export const mayOpenEpisode = (inspection: JudgedInspection): boolean =>
  isFirm(inspection) && isFailure(verdictOf(inspection));

/**
 * Whether it says that the failure is over. A serious finding does, when the grades that the formal tests look at are
 * known and none of them is met: then an area fails and the whole does not.
 */
export const mayEndEpisode = (inspection: Rated): boolean => decide(inspection).mayEnd;

/** Whether it warns without opening an episode: a serious finding, or a failure whose date or framework is inferred. */
export function isWarningSign(inspection: JudgedInspection): boolean {
  const verdict = verdictOf(inspection);
  return verdict === 'serious-finding' || (isFailure(verdict) && !isFirm(inspection));
}

/**
 * Good or better: it is known to be no failure, and every headline meets what is expected or exceeds it. Where the
 * framework has no headline, every area that its tests look at is known, and all known areas do. A grade whose band can
 * fairly be read as below expected ("adequate", "satisfactory") ends a failure and is not good.
 */
export const isGood = (inspection: Rated): boolean => assess(inspection).isGood;

export type Assessment = Decision & { readonly isGood: boolean };

/** All that the rules say of one judgement, reckoned once: for those who read many. */
export function assess(inspection: Rated): Assessment {
  const decision = decide(inspection);
  return { ...decision, isGood: decision.mayEnd && hasGoodGrades(inspection) };
}

/** What an inspection says of a part of the body that it judged beside the whole. */
export type PartAssessment = {
  readonly unit: string;
  readonly isFailing: boolean;
  readonly mayEnd: boolean;
  readonly isGood: boolean;
};

/**
 * What an inspection says of parts of the body that it judged by themselves and beside the whole: a maternity ward
 * inside the inspection of a hospital trust. Such a grade speaks for its part alone, and a framework's tests do not look
 * at it, so it never opens a failure. It prolongs one of its part when it is failing on its own scale; it ends one when
 * every grade that was given to the part is known and above failing, and it is good when all of them are.
 */
export function assessParts({ type, unit: whole, judgements }: JudgedInspection): readonly PartAssessment[] {
  if (isUngradedType(type)) return [];
  const ofParts = judgements.filter(({ unit }) => unit !== null && unit !== whole);
  return [...groupBy(ofParts, ({ unit }) => unit as string)].map(([unit, said]) => {
    const grades = said.flatMap(({ grade }) => grade ?? []);
    const mayEnd = grades.length > 0 && !said.some(isUnknown) && grades.every(isAboveFailing);
    return {
      unit,
      isFailing: grades.some(({ band, isFailing }) => isFailing || band === 'failing'),
      mayEnd,
      isGood: mayEnd && grades.every(isGoodGrade),
    };
  });
}

/** How the parts of a framework are called on the page. Keys are those of the framework and its scales. */
export type FrameworkWords = {
  readonly area: (key: string) => string;
  readonly grade: (grade: Pick<Grade, 'scale' | 'key'>) => string;
  readonly category: (key: string) => string;
};

/**
 * The verdict in a sentence or two, with its reason: "Overall effectiveness was judged inadequate; under this framework
 * that is a formal failure."
 */
export function explainVerdict(inspection: JudgedInspection, words: FrameworkWords): string {
  const sentence = [explanations[verdictOf(inspection)](inspection, words), ...partWords(inspection)].join(' ');
  const opensNothing = isFailure(verdictOf(inspection)) && !isFirm(inspection);
  if (!opensNothing) return sentence;
  const inferred = inspection.dateInferred ? 'date' : 'framework';
  return `${sentence} Its ${inferred} was worked out, not read, so it is a warning sign and opens no episode.`;
}

function partWords(inspection: JudgedInspection): readonly string[] {
  const parts = assessParts(inspection).map(({ unit }) => unit);
  if (parts.length === 0) return [];
  return parts.length === 1
    ? [`What it said of ${parts[0]} speaks for that part alone: it may end a failure there, and opens none.`]
    : [`What it said of ${listed(parts)} speaks for each part alone: it may end a failure there, and opens none.`];
}

const listed = (parts: readonly string[]): string => `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

type Explain = (inspection: JudgedInspection, words: FrameworkWords) => string;

const explanations: Readonly<Record<Verdict, Explain>> = {
  failing: (inspection, words) =>
    `${foundBy(inspection.rules?.formalFailure ?? [], inspection, words)}; under this framework that is a formal failure.`,
  'failing-by-area': (inspection, words) =>
    `${foundBy(inspection.rules?.seriousFindings ?? [], inspection, words)}. This framework has no formal test of failure, so the area decides.`,
  'serious-finding': (inspection, words) =>
    mayEndEpisode(inspection)
      ? `${foundBy(inspection.rules?.seriousFindings ?? [], inspection, words)}: a serious finding, and by itself no formal failure under this framework.`
      : `${foundBy(inspection.rules?.seriousFindings ?? [], inspection, words)}: a serious finding. Whether it was a formal failure under this framework is not known.`,
  'not-failing': (inspection, words) =>
    inspection.rules
      ? `${headlinesOf(inspection, words) ?? 'No area was judged failing'}; under this framework that is not a failure.`
      : `${headlinesOf(inspection, words) ?? 'No grade is known'}. No framework is on record: the grade may end a failure, and could not open one.`,
  'no-verdict': explainNoVerdict,
};

function explainNoVerdict({ type, rules, judgements }: JudgedInspection, words: FrameworkWords): string {
  if (isUngradedType(type)) {
    return `${inspectionTypes[type]}: no judgement of an inspectorate, so it neither opens nor ends a failure.`;
  }
  if (judgements.every(({ grade, absence }) => !grade && (!absence || isSettledAbsence(absence)))) {
    return 'No grade was given, so it neither opens nor ends a failure.';
  }
  if (!rules) return 'No framework is on record, so nothing is concluded from this judgement.';
  const tests = rules.formalFailure.length > 0 ? rules.formalFailure : rules.seriousFindings;
  if (tests.length === 0) return 'This framework has no test of failure, so nothing is concluded.';
  const looked = tests.some((test) => !isCategoryTest(test))
    ? areaTests(tests).map(({ area }) => area)
    : areasLookedAt(rules);
  const missing = looked
    .filter((area) => stateOf(area, judgements, rules) === 'unknown')
    .map((area) => `${words.area(area)} (${absenceWords(area, judgements)})`);
  return `Nothing is concluded, because a grade is missing: ${missing.join('; ')}.`;
}

function absenceWords(area: string, judgements: readonly GradedArea[]): string {
  const silent = judgements.find((judgement) => judgement.area === area && !judgement.grade);
  return midSentence(silent?.absence ? gradeAbsences[silent.absence] : 'Not known');
}

/** The first test that is met, in words. */
function foundBy(tests: readonly FailureTest[], inspection: JudgedInspection, words: FrameworkWords): string {
  for (const test of tests) {
    if (isCategoryTest(test)) {
      if (inspection.categories.includes(test.category))
        return `It was placed in a category: ${midSentence(words.category(test.category))}`;
      continue;
    }
    const failing = inspection.judgements.find((judgement) => isIn(test, judgement));
    if (failing?.grade) return `${words.area(test.area)} was judged ${midSentence(words.grade(failing.grade))}`;
  }
  return 'It was judged failing';
}

function headlinesOf({ rules, judgements }: JudgedInspection, words: FrameworkWords): string | null {
  const keys = new Set(rules?.areas.filter(({ isOverall }) => isOverall).map(({ key }) => key));
  const said = judgements.flatMap(({ area, isOverall, grade }) => {
    if (!grade || !(rules ? area !== null && keys.has(area) : isOverall)) return [];
    const name = rules && area !== null ? words.area(area) : 'The whole';
    return [`${name} was judged ${midSentence(words.grade(grade))}`];
  });
  return said.length > 0 ? said.join('; ') : null;
}

/** Lower case at the start, unless the word is an abbreviation or a code. */
const midSentence = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

type Decision = { readonly verdict: Verdict; readonly mayEnd: boolean };

function decide(inspection: Rated): Decision {
  const { type, rules } = inspection;
  if (isUngradedType(type)) return { verdict: 'no-verdict', mayEnd: false };
  if (!rules) return clearedIf(isAboveFailingOnItsScale(inspection));

  if (isAnyMet(rules.formalFailure, inspection)) return { verdict: 'failing', mayEnd: false };
  const hasFormalTest = rules.formalFailure.length > 0;
  const isSerious = isAnyMet(rules.seriousFindings, inspection);
  if (isSerious && !hasFormalTest) return { verdict: 'failing-by-area', mayEnd: false };
  const isCleared = isKnownForAll(hasFormalTest ? rules.formalFailure : rules.seriousFindings, inspection, rules);
  return isSerious ? { verdict: 'serious-finding', mayEnd: isCleared } : clearedIf(isCleared);
}

const clearedIf = (isCleared: boolean): Decision => ({
  verdict: isCleared ? 'not-failing' : 'no-verdict',
  mayEnd: isCleared,
});

function hasGoodGrades(inspection: Rated): boolean {
  const { rules, judgements } = inspection;
  if (!rules) return isGoodThroughout(judgements.filter(({ isOverall }) => isOverall));
  const headlines = rules.areas.filter(({ isOverall }) => isOverall);
  if (headlines.length > 0) {
    return headlines.every(({ key }) => isGoodThroughout(judgements.filter(({ area }) => area === key)));
  }
  const known = judgements.filter(({ area, grade }) => area !== null && grade !== null);
  return isGoodThroughout(known) && areasAreKnown(areasLookedAt(rules), inspection, rules);
}

type AreaTest = Exclude<FailureTest, { readonly category: string }>;

const areaTests = (tests: readonly FailureTest[]): readonly AreaTest[] =>
  tests.filter((test): test is AreaTest => !isCategoryTest(test));

/** The areas that any test of the framework looks at; all its areas where the tests look at none. */
function areasLookedAt(rules: FrameworkRules): readonly string[] {
  const tested = [...areaTests(rules.formalFailure), ...areaTests(rules.seriousFindings)].map(({ area }) => area);
  return tested.length > 0 ? tested : rules.areas.map(({ key }) => key);
}

const isIn = (test: AreaTest, { area, grade }: GradedArea): boolean =>
  area === test.area && grade !== null && test.grades.includes(grade.key);

const isAnyMet = (tests: readonly FailureTest[], { categories, judgements }: Rated): boolean =>
  tests.some((test) =>
    isCategoryTest(test) ? categories.includes(test.category) : judgements.some((judgement) => isIn(test, judgement)),
  );

/**
 * Whether everything that the tests look at is known, so that none being met means something. Tests of categories alone
 * look at no area: then the grades as a whole must be known, since a category is published with them, and silence
 * without them shows nothing.
 */
function isKnownForAll(tests: readonly FailureTest[], inspection: Rated, rules: FrameworkRules): boolean {
  if (tests.length === 0) return false;
  const tested = areaTests(tests).map(({ area }) => area);
  return areasAreKnown(tested.length > 0 ? tested : areasLookedAt(rules), inspection, rules);
}

/** Whether nothing about these areas remains to be known, and at least one of them has a grade. */
function areasAreKnown(areas: readonly string[], { judgements }: Rated, rules: FrameworkRules): boolean {
  const states = areas.map((area) => stateOf(area, judgements, rules));
  return states.includes('graded') && !states.includes('unknown');
}

type AreaState = 'graded' | 'nothing-to-know' | 'unknown';

/** An area may be judged more than once, as with the questions of a police inspection: then every one must be known. */
function stateOf(area: string, judgements: readonly GradedArea[], rules: FrameworkRules): AreaState {
  const said = judgements.filter((judgement) => judgement.area === area);
  if (said.length === 0) {
    return rules.areas.find(({ key }) => key === area)?.conditional ? 'nothing-to-know' : 'unknown';
  }
  if (said.some(isUnknown)) return 'unknown';
  return said.some(({ grade }) => grade) ? 'graded' : 'nothing-to-know';
}

const isUnknown = ({ grade, absence }: GradedArea): boolean => !grade && !(absence && isSettledAbsence(absence));

function isAboveFailingOnItsScale({ judgements }: Rated): boolean {
  const overall = judgements.filter(({ isOverall }) => isOverall);
  return overall.length > 0 && overall.every(({ grade }) => grade !== null && isAboveFailing(grade));
}

const isAboveFailing = ({ band, isFailing }: Grade): boolean => !isFailing && band !== 'failing' && band !== 'none';

const isGoodThroughout = (judgements: readonly GradedArea[]): boolean =>
  judgements.length > 0 && judgements.every(({ grade }) => grade !== null && isGoodGrade(grade));

const isGoodGrade = ({ band, altBand, isFailing }: Grade): boolean =>
  !isFailing && isMeetingOrBetter(band) && (altBand === null || isMeetingOrBetter(altBand));
