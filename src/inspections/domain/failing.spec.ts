import { period } from '../../kernel/period.js';
import { inspectionTypes, type InspectionType, ungradedTypes } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import reference from '../library/frameworks.json' with { type: 'json' };
import { explainVerdict, isGood, isWarningSign, mayEndEpisode, mayOpenEpisode, verdictOf } from './failing.js';
import { frameworkRules, isCategoryTest } from './framework.js';
import type { Band } from './grade-scale.js';
import type { Grade, GradedArea, JudgedInspection } from './judgement.js';

type Reference = (typeof reference.frameworks)[number];

const frameworkOf = (key: string): Reference => {
  const found = reference.frameworks.find((framework) => framework.key === key);
  if (!found) throw new Error(`There is no framework ${key}`);
  return found;
};

/** The scale of an area: its own, or the framework's. */
const scaleOf = (framework: Reference, area: string) => {
  const own = framework.judgementAreas.find(({ key }) => key === area) as { scaleKey?: string } | undefined;
  const key = own?.scaleKey ?? framework.scaleKey;
  const scale = reference.scales.find((each) => each.key === key);
  if (!scale) throw new Error(`There is no scale ${key}`);
  return scale;
};

const gradeOf = (framework: Reference, area: string, key: string): Grade => {
  const scale = scaleOf(framework, area);
  const grade = scale.grades.find((each) => each.key === key);
  if (!grade) throw new Error(`There is no grade ${key} on ${scale.key}`);
  return {
    scale: scale.key,
    key,
    band: grade.band as Band,
    altBand: grade.altBand as Band | null,
    isFailing: grade.failure,
  };
};

const overallOf = (framework: Reference, area: string): boolean =>
  framework.judgementAreas.find(({ key }) => key === area)?.isOverall ?? false;

const graded = (framework: Reference, area: string, key: string): GradedArea => ({
  area,
  isOverall: overallOf(framework, area),
  unit: null,
  grade: gradeOf(framework, area, key),
  absence: null,
});

const silent = (framework: Reference, area: string, absence: GradeAbsence): GradedArea => ({
  area,
  isOverall: overallOf(framework, area),
  unit: null,
  grade: null,
  absence,
});

/** A grade of the area's scale that none of the tests calls failing: the best one. */
const bestGrade = (framework: Reference, area: string): string => scaleOf(framework, area).grades.at(-1)?.key ?? '';

const inspectionOf = (framework: Reference | null, change: Partial<JudgedInspection> = {}): JudgedInspection => ({
  id: 'inspection',
  organisationId: 'council',
  area: 'children',
  unit: null,
  judgedOn: period('2019-05-08'),
  dateInferred: false,
  frameworkInferred: false,
  rules: framework && frameworkRules(framework),
  type: 'full',
  judgements: [],
  categories: [],
  ...change,
});

/** `{ overall: 'good' }` → its judgements; a reason for absence stands as `-reason`. */
const judged = (
  key: string,
  grades: Readonly<Record<string, string>>,
  change: Partial<JudgedInspection> = {},
): JudgedInspection => {
  const framework = frameworkOf(key);
  const judgements = Object.entries(grades).map(([area, grade]) =>
    grade.startsWith('-') ? silent(framework, area, grade.slice(1) as GradeAbsence) : graded(framework, area, grade),
  );
  return inspectionOf(framework, { judgements, ...change });
};

/** Everything that the tests of a framework look at, in its best grade, but for one area. */
const allGood = (framework: Reference, but: Readonly<Record<string, string>> = {}): readonly GradedArea[] => {
  const hasScale = ({ key }: { key: string }): boolean => scaleOf(framework, key).grades.length > 0;
  return framework.judgementAreas
    .filter(hasScale)
    .map(({ key }) => graded(framework, key, but[key] ?? bestGrade(framework, key)));
};

const testsOf = (framework: Reference, list: 'formalFailure' | 'seriousFindings') =>
  frameworkRules(framework)[list].flatMap((test) => (isCategoryTest(test) ? [] : [test]));

const categoriesOf = (framework: Reference): readonly string[] =>
  frameworkRules(framework).formalFailure.flatMap((test) => (isCategoryTest(test) ? [test.category] : []));

describe.each(reference.frameworks.map((framework) => [framework.key, framework] as const))(
  'under %s',
  (_, framework) => {
    const formal = testsOf(framework, 'formalFailure');
    const serious = testsOf(framework, 'seriousFindings');
    const categories = categoriesOf(framework);
    const isFormal = formal.length + categories.length > 0;
    const verdictWith = (but: Readonly<Record<string, string>>) =>
      verdictOf(inspectionOf(framework, { judgements: allGood(framework, but) }));

    it('every grade of a formal test is a failure, whatever else is good', () => {
      for (const { area, grades } of formal) {
        for (const grade of grades)
          expect([area, grade, verdictWith({ [area]: grade })]).toEqual([area, grade, 'failing']);
      }
    });

    it('every category of a formal test is a failure, with grades or without', () => {
      for (const category of categories) {
        expect(verdictOf(inspectionOf(framework, { categories: [category] }))).toBe('failing');
        expect(verdictOf(inspectionOf(framework, { categories: [category], judgements: allGood(framework) }))).toBe(
          'failing',
        );
      }
    });

    it('every other grade of a tested area is not a failure', () => {
      for (const { area } of [...formal, ...serious]) {
        const named = [...formal, ...serious].filter((test) => test.area === area).flatMap(({ grades }) => grades);
        for (const { key } of scaleOf(framework, area).grades.filter((grade) => !named.includes(grade.key))) {
          expect([area, key, verdictWith({ [area]: key })]).toEqual([area, key, 'not-failing']);
        }
      }
    });

    it('a serious finding is a finding beside a formal test, and decides where there is none', () => {
      const onlySerious = serious.flatMap(({ area, grades }) =>
        grades
          .filter((grade) => !formal.some((test) => test.area === area && test.grades.includes(grade)))
          .map((grade) => [area, grade] as const),
      );
      for (const [area, grade] of onlySerious) {
        const inspection = inspectionOf(framework, { judgements: allGood(framework, { [area]: grade }) });
        expect([area, grade, verdictOf(inspection)]).toEqual([
          area,
          grade,
          isFormal ? 'serious-finding' : 'failing-by-area',
        ]);
        expect(mayEndEpisode(inspection)).toBe(isFormal);
        expect(mayOpenEpisode(inspection)).toBe(!isFormal);
      }
    });

    it('nothing is concluded while a deciding grade is missing', () => {
      const deciding = isFormal ? formal : serious;
      for (const { area } of deciding) {
        const judgements = allGood(framework).map((judgement) =>
          judgement.area === area ? silent(framework, area, 'not_in_the_source') : judgement,
        );
        expect([area, verdictOf(inspectionOf(framework, { judgements }))]).toEqual([area, 'no-verdict']);
      }
    });

    it('an inspection without grades or categories has no verdict', () => {
      expect(verdictOf(inspectionOf(framework))).toBe('no-verdict');
    });

    it('visits that give no judgement have no verdict, whatever is written in them', () => {
      for (const type of ungradedTypes) {
        const judgements = allGood(
          framework,
          Object.fromEntries([...serious, ...formal].map(({ area, grades }) => [area, grades[0] ?? ''])),
        );
        expect(verdictOf(inspectionOf(framework, { type, judgements, categories }))).toBe('no-verdict');
      }
    });

    if (formal.length + categories.length + serious.length === 0) {
      it('has no test, so that nothing is ever concluded', () => {
        expect(verdictOf(inspectionOf(framework, { judgements: allGood(framework) }))).toBe('no-verdict');
      });
    }
  },
);

it('tests 79 frameworks, 63 of which have a formal test and 12 only serious findings', () => {
  const rules = reference.frameworks.map(frameworkRules);
  expect(rules).toHaveLength(79);
  expect(rules.filter(({ formalFailure }) => formalFailure.length > 0)).toHaveLength(63);
  expect(
    rules.filter(({ formalFailure, seriousFindings }) => formalFailure.length === 0 && seriousFindings.length > 0),
  ).toHaveLength(12);
});

describe('two headlines', () => {
  it('are a failure when either fails', () => {
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'inadequate', lac_overall: 'adequate' }))).toBe(
      'failing',
    );
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'good', lac_overall: 'inadequate' }))).toBe(
      'failing',
    );
  });

  it('are no failure only when both are known', () => {
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'good', lac_overall: 'adequate' }))).toBe(
      'not-failing',
    );
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'good' }))).toBe('no-verdict');
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'good', lac_overall: '-unreadable' }))).toBe(
      'no-verdict',
    );
  });

  it('fail on one even when the other is not known', () => {
    expect(verdictOf(judged('ofsted_slac_2009', { safeguarding_overall: 'inadequate' }))).toBe('failing');
  });
});

describe("children's services since the headline went", () => {
  const areas = { leaders_impact: 'good', help_protection: 'good', children_in_care: 'good', care_leavers: 'good' };

  it('fail by one area', () => {
    const trafford = judged('ofsted_ilacs_2026', { ...areas, leaders_impact: 'inadequate' });
    expect(verdictOf(trafford)).toBe('failing-by-area');
    expect(mayOpenEpisode(trafford)).toBe(true);
  });

  it('fail by one area even when another is not known', () => {
    expect(
      verdictOf(judged('ofsted_ilacs_2026', { leaders_impact: 'inadequate', help_protection: '-unreadable' })),
    ).toBe('failing-by-area');
  });

  it('do not fail when every area is known and none is failing', () => {
    expect(verdictOf(judged('ofsted_ilacs_2026', { ...areas, help_protection: 'requires_improvement' }))).toBe(
      'not-failing',
    );
  });

  it.each(['not_in_the_source', 'unreadable', 'withheld', 'suspended', 'insufficient_evidence'])(
    'have no verdict when one area is absent as %s',
    (absence) => {
      expect(verdictOf(judged('ofsted_ilacs_2026', { ...areas, care_leavers: `-${absence}` }))).toBe('no-verdict');
    },
  );

  it('need no judgement that the framework of that day had not', () => {
    expect(verdictOf(judged('ofsted_ilacs_2026', { ...areas, care_leavers: '-no_such_judgement' }))).toBe(
      'not-failing',
    );
  });

  it('have no verdict when an area is not mentioned at all', () => {
    expect(
      verdictOf(
        judged('ofsted_ilacs_2026', { leaders_impact: 'good', help_protection: 'good', children_in_care: 'good' }),
      ),
    ).toBe('no-verdict');
  });
});

describe('a failing area under a headline that holds', () => {
  const doncaster2022 = judged('ofsted_ilacs_2018', {
    overall: 'requires_improvement',
    leaders_impact: 'inadequate',
    help_protection: '-not_in_the_source',
    children_in_care_and_care_leavers: '-not_in_the_source',
  });

  it('is a serious finding that opens nothing, ends what was open, and warns', () => {
    expect(verdictOf(doncaster2022)).toBe('serious-finding');
    expect(mayOpenEpisode(doncaster2022)).toBe(false);
    expect(mayEndEpisode(doncaster2022)).toBe(true);
    expect(isWarningSign(doncaster2022)).toBe(true);
  });

  it('ends nothing when the headline is not known', () => {
    const unknown = judged('ofsted_ilacs_2018', { overall: '-unreadable', leaders_impact: 'inadequate' });
    expect(verdictOf(unknown)).toBe('serious-finding');
    expect(mayEndEpisode(unknown)).toBe(false);
  });
});

describe('a part that the framework does not have', () => {
  it('never counts', () => {
    const framework = frameworkOf('cqc_kloe_2014');
    const unit = { ...graded(framework, 'safe', 'inadequate'), area: null };
    const judgements = [graded(framework, 'overall', 'good'), unit];
    expect(verdictOf(inspectionOf(framework, { judgements }))).toBe('not-failing');
  });
});

describe('an area judged more than once', () => {
  const peel = frameworkOf('hmicfrs_peel_2021');
  const questions = (...grades: readonly string[]) =>
    inspectionOf(peel, { judgements: grades.map((grade) => graded(peel, 'core_questions', grade)) });

  it('fails with one of its questions', () => {
    expect(verdictOf(questions('good', 'inadequate', 'adequate'))).toBe('failing-by-area');
  });

  it('does not fail when every question is known and none fails', () => {
    expect(verdictOf(questions('good', 'requires_improvement'))).toBe('not-failing');
  });

  it('has no verdict when one question is not known', () => {
    const inspection = questions('good', 'good');
    const judgements = [...inspection.judgements, silent(peel, 'core_questions', 'not_in_the_source')];
    expect(verdictOf({ ...inspection, judgements })).toBe('no-verdict');
  });
});

describe('categories', () => {
  it('make a special inspection without a grade a failure', () => {
    const conclusion = judged(
      'ac_cgi',
      { conclusion: '-ungraded_by_design' },
      { type: 'special', categories: ['failing_conclusion'] },
    );
    expect(verdictOf(conclusion)).toBe('failing');
    expect(mayOpenEpisode(conclusion)).toBe(true);
  });

  it('that are not there show nothing in a report without grades', () => {
    expect(verdictOf(judged('ac_cgi', { conclusion: '-ungraded_by_design' }, { type: 'special' }))).toBe('no-verdict');
  });

  it('that are not there are no failure in a report whose grades are known', () => {
    const grades = {
      quality_of_education: 'good',
      behaviour_attitudes: 'good',
      personal_development: 'good',
      leadership_management: 'good',
    };
    expect(verdictOf(judged('ofsted_eif_2024', grades))).toBe('not-failing');
    expect(verdictOf(judged('ofsted_eif_2024', { ...grades, sixth_form: '-unreadable' }))).toBe('no-verdict');
    expect(verdictOf(judged('ofsted_eif_2024', { quality_of_education: 'good' }))).toBe('no-verdict');
  });

  it('of another framework say nothing', () => {
    expect(verdictOf(judged('ofsted_eif_2019', { overall: 'good' }, { categories: ['rsp'] }))).toBe('not-failing');
  });
});

/** An overall grade on a known scale, under nobody knows what framework. */
const withoutFramework = (key: string, absence: GradeAbsence | null = null): JudgedInspection => {
  const framework = frameworkOf('ofsted_cp_2012');
  const judgement = absence ? silent(framework, 'overall', absence) : graded(framework, 'overall', key);
  return inspectionOf(null, { judgements: [{ ...judgement, isOverall: true }] });
};

describe('without a framework on record', () => {
  it('a grade above failing may end a failure', () => {
    expect(verdictOf(withoutFramework('adequate'))).toBe('not-failing');
    expect(mayEndEpisode(withoutFramework('adequate'))).toBe(true);
  });

  it('a failing grade is never a failure', () => {
    expect(verdictOf(withoutFramework('inadequate'))).toBe('no-verdict');
    expect(mayOpenEpisode(withoutFramework('inadequate'))).toBe(false);
  });

  it('an unknown grade, or only parts, say nothing', () => {
    expect(verdictOf(withoutFramework('', 'not_in_the_source'))).toBe('no-verdict');
    expect(
      verdictOf({
        ...withoutFramework('good'),
        judgements: withoutFramework('good').judgements.map((each) => ({ ...each, isOverall: false })),
      }),
    ).toBe('no-verdict');
  });
});

describe('an inferred date or framework', () => {
  const failing = judged('ofsted_apa_2005', { overall: '1' });

  it.each(['dateInferred', 'frameworkInferred'] as const)('(%s) opens no episode, warns, and may end one', (mark) => {
    expect(mayOpenEpisode(failing)).toBe(true);
    expect(isWarningSign(failing)).toBe(false);
    expect(mayOpenEpisode({ ...failing, [mark]: true })).toBe(false);
    expect(isWarningSign({ ...failing, [mark]: true })).toBe(true);
    expect(mayEndEpisode({ ...judged('ofsted_apa_2005', { overall: '2' }), [mark]: true })).toBe(true);
  });
});

describe('good', () => {
  it.each([
    ['ofsted_ilacs_2018', { overall: 'good' }, true],
    ['ofsted_ilacs_2018', { overall: 'outstanding', leaders_impact: 'requires_improvement' }, true],
    ['ofsted_ilacs_2018', { overall: 'requires_improvement' }, false],
    ['ofsted_ilacs_2018', { overall: '-unreadable', leaders_impact: 'good' }, false],
    ['ofsted_cp_2012', { overall: 'adequate' }, false],
    ['ofsted_cp_2012', { overall: 'good' }, true],
    ['ofsted_slac_2009', { safeguarding_overall: 'good', lac_overall: 'good' }, true],
    ['ofsted_slac_2009', { safeguarding_overall: 'good', lac_overall: 'adequate' }, false],
    ['ofsted_slac_2009', { safeguarding_overall: 'good' }, false],
    [
      'ofsted_ilacs_2026',
      { leaders_impact: 'good', help_protection: 'good', children_in_care: 'outstanding', care_leavers: 'good' },
      true,
    ],
    [
      'ofsted_ilacs_2026',
      {
        leaders_impact: 'good',
        help_protection: 'good',
        children_in_care: 'requires_improvement',
        care_leavers: 'good',
      },
      false,
    ],
    [
      'ofsted_ilacs_2026',
      { leaders_impact: 'good', help_protection: 'good', children_in_care: 'good', care_leavers: '-unreadable' },
      false,
    ],
    [
      'ofsted_ilacs_2026',
      { leaders_impact: 'good', help_protection: 'good', children_in_care: 'good', care_leavers: '-no_such_judgement' },
      true,
    ],
  ] as const)('under %s with %j: %s', (framework, grades, expected) => {
    expect(isGood(judged(framework, grades))).toBe(expected);
  });

  it('is not said of a good grade in special measures', () => {
    expect(isGood(judged('ofsted_eif_2019', { overall: 'good' }, { categories: ['special_measures'] }))).toBe(false);
  });

  it('is not said of a visit that gives no judgement', () => {
    expect(isGood(judged('ofsted_ilacs_2018', { overall: 'good' }, { type: 'monitoring' }))).toBe(false);
  });

  it('may be said of an overall grade without a framework', () => {
    const framework = frameworkOf('ofsted_cp_2012');
    expect(isGood(inspectionOf(null, { judgements: [graded(framework, 'overall', 'good')] }))).toBe(true);
    expect(isGood(inspectionOf(null))).toBe(false);
  });
});

describe('the sentence on the page', () => {
  const words = {
    area: (key: string) =>
      ({
        overall: 'Overall effectiveness',
        leaders_impact: 'Impact of leaders',
        help_protection: 'Help and protection',
      })[key] ?? key,
    grade: ({ key }: { key: string }) =>
      ({ inadequate: 'Inadequate', good: 'Good', requires_improvement: 'Requires improvement' })[key] ?? key,
    category: () => 'Special measures',
  };
  const said = (inspection: JudgedInspection): string => explainVerdict(inspection, words);

  it('says why it was a failure', () => {
    expect(said(judged('ofsted_ilacs_2018', { overall: 'inadequate' }))).toBe(
      'Overall effectiveness was judged inadequate; under this framework that is a formal failure.',
    );
    expect(said(judged('ofsted_eif_2019', { overall: 'good' }, { categories: ['special_measures'] }))).toBe(
      'It was placed in a category: special measures; under this framework that is a formal failure.',
    );
  });

  it('says that an area decided', () => {
    expect(said(judged('ofsted_ilacs_2026', { leaders_impact: 'inadequate' }))).toBe(
      'Impact of leaders was judged inadequate. This framework has no formal test of failure, so the area decides.',
    );
  });

  it('says that a finding was serious and no failure, or that this is not known', () => {
    expect(said(judged('ofsted_ilacs_2018', { overall: 'requires_improvement', leaders_impact: 'inadequate' }))).toBe(
      'Impact of leaders was judged inadequate: a serious finding, and by itself no formal failure under this framework.',
    );
    expect(said(judged('ofsted_ilacs_2018', { overall: '-unreadable', leaders_impact: 'inadequate' }))).toContain(
      'is not known.',
    );
  });

  it('says that it was no failure', () => {
    expect(said(judged('ofsted_ilacs_2018', { overall: 'good' }))).toBe(
      'Overall effectiveness was judged good; under this framework that is not a failure.',
    );
  });

  it('names the grades that are missing', () => {
    expect(said(judged('ofsted_ilacs_2018', { overall: '-unreadable' }))).toBe(
      'Nothing is concluded, because a grade is missing: Overall effectiveness (not known: unreadable in the source).',
    );
  });

  it('says that no grade was given, or that nothing can be concluded from one', () => {
    const visit = judged('ofsted_ilacs_2018', { overall: '-ungraded_by_design' }, { type: 'focused' });
    expect(said(visit)).toBe('No grade was given, so it neither opens nor ends a failure.');
    expect(said(withoutFramework('inadequate'))).toMatch(/^No framework is on record/);
    expect(said(judged('hmic_peel_2014', { questions: 'good' }))).toMatch(
      /^Nothing is concluded, because a grade is missing: effectiveness/,
    );
  });

  it('says that a date was worked out', () => {
    expect(said(judged('ofsted_ilacs_2018', { overall: 'inadequate' }, { dateInferred: true }))).toMatch(
      /Its date was worked out, not read, so it is a warning sign and opens no episode\.$/,
    );
  });

  it.each(Object.keys(inspectionTypes) as InspectionType[])('has a sentence for a %s without grades', (type) => {
    expect(said(judged('ofsted_ilacs_2018', {}, { type }))).toMatch(/\.$/);
    expect(said(inspectionOf(null, { type }))).toMatch(/\.$/);
  });
});
