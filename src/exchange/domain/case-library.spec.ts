import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { episodeAreaOfFramework } from '../../inspections/domain/framework.js';
import { judgedOn } from '../../inspections/domain/judgement.js';
import { addMonths } from '../../kernel/calendar-day.js';
import {
  byPeriod,
  type Months,
  monthsBetween,
  parsePeriod,
  type Period,
  period,
  periodEnd,
  periodText,
} from '../../kernel/period.js';
import { figureKinds } from '../../measures/domain/disclosure.js';
import { earlyMovements, frequencies, measureRoles, valueFlags, valueStatuses } from '../../measures/domain/measure.js';
import { polarities } from '../../measures/domain/xmr.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { evidenceStances } from '../../vocabulary/domain/evidence-stances.js';
import { impacts } from '../../vocabulary/domain/impacts.js';
import { inspectionTypes, isUngradedType } from '../../vocabulary/domain/inspection-types.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { organisationLinkTypes } from '../../vocabulary/domain/organisation-link-types.js';
import { regionNamed } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import {
  caseLibraryFiles,
  type CaseLibrary,
  checkResults,
  codeSchemes,
  episodeStates,
  interventionKinds,
  outcomeStates,
  peerSupportTypes,
  posts,
  recoveryBases,
  sourceKinds,
  structuralChangeKinds,
  supportBases,
  triggerKinds,
} from './case-library.js';

type Framework = {
  key: string;
  scaleKey: string;
  judgementAreas: { key: string; isOverall: boolean }[];
  categories: { key: string }[];
};
type Reference = { frameworks: Framework[]; scales: { key: string; grades: { key: string }[] }[] };

const source = join(process.cwd(), 'src');
const fileText = (path: string): string => readFileSync(join(source, path), 'utf8');
const library = Object.assign(
  {},
  ...caseLibraryFiles.map((file) => JSON.parse(fileText(`exchange/library/${file}`)) as object),
) as CaseLibrary;
const { frameworks, scales } = JSON.parse(fileText('inspections/library/frameworks.json')) as Reference;

const keysOf = (records: readonly { readonly key: string }[]): string[] => records.map(({ key }) => key);
const one = <T extends { readonly key: string }>(records: readonly T[], key: string): T => {
  const found = records.find((record) => record.key === key);
  if (found) return found;
  throw new Error(`There is no ${key} in the library`);
};
const frameworkOf = (key: string): Framework => one(frameworks, key);
const at = (text: string | null | undefined): Period => period(text ?? '');
const inspection = (key: string) => one(library.inspections, key);
const intervention = (key: string) => one(library.interventions, key);

/** Every value in the library with its path, so that one rule can be held against all of it. */
function* valuesIn(value: unknown, path = 'library'): Generator<{ path: string; field: string; value: unknown }> {
  if (value === null || typeof value !== 'object') {
    const field =
      path
        .replace(/\[\d+\]$/, '')
        .split('.')
        .pop() ?? '';
    yield { path, field, value };
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* valuesIn(each, `${path}[${index}]`);
  } else {
    for (const [field, each] of Object.entries(value)) yield* valuesIn(each, `${path}.${field}`);
  }
}
const values = [...valuesIn(library)];
const valuesOf = (...fields: string[]) => values.filter(({ field }) => fields.includes(field));
const textsOf = (...fields: string[]) =>
  valuesOf(...fields).filter(({ value }) => typeof value === 'string') as {
    path: string;
    field: string;
    value: string;
  }[];
const unlike = (found: readonly { path: string; value: unknown }[], allowed: readonly unknown[]): string[] =>
  found
    .filter(({ value }) => value !== null && !allowed.includes(value))
    .map(({ path, value }) => `${path}: ${JSON.stringify(value)}`);
const words = (text: string): number => text.split(/\s+/).length;
const isBackwards = (from: string | null, to: string | null): boolean =>
  from !== null && to !== null && periodEnd(period(to)) < period(from).start;
const outside = (records: readonly object[], field: string, allowed: readonly string[]): unknown[] =>
  records
    .map((record) => (record as Record<string, unknown>)[field])
    .filter((value) => value !== null && !allowed.includes(value as string));

const dateFields = [
  'on',
  'from',
  'to',
  'published',
  'known',
  'opened',
  'closed',
  'seenOn',
  'announced',
  'plannedEnd',
  'due',
  'done',
  'triggerOn',
  'newestSource',
];
const proseFields = ['text', 'headline', 'response', 'note', 'why', 'basis', 'summary', 'statusReason', 'levelNote'];

describe('the case library', () => {
  it('holds every record that it was compiled from', () => {
    const counts = Object.entries(library).map(([list, held]) => [list, Array.isArray(held) ? held.length : 1]);
    expect(Object.fromEntries(counts)).toEqual({
      sources: 199,
      organisations: 10,
      links: 6,
      posts: 15,
      frameworkWordings: 44,
      inspections: 57,
      warningWordings: 24,
      warnings: 29,
      interventions: 34,
      peerSupport: 8,
      structuralChanges: 6,
      sustainmentChecks: 4,
      episodes: 9,
      outcomes: 27,
      measures: 34,
      report: 1,
      lessonEvidence: 38,
      conflicts: 16,
      programmes: 1,
      programmeElements: 30,
      funding: 3,
      adoptions: 12,
      adoptionStages: 15,
      adoptionFidelity: 0,
      outcomeClaims: 20,
      claimConflicts: 8,
      programmeUses: 0,
    });
  });

  it('gives every record of a list the same fields', () => {
    for (const [list, held] of Object.entries(library)) {
      if (!Array.isArray(held)) continue;
      const shapes = (held as object[]).map((record) => Object.keys(record).join(' '));
      expect([list, new Set(shapes).size]).toEqual([list, Math.min(1, held.length)]);
    }
  });

  it('names no key twice', () => {
    const lists = Object.entries(library).filter(([list]) => !list.endsWith('Wordings'));
    for (const [list, held] of lists) {
      if (!Array.isArray(held)) continue;
      const keys = keysOf(held as { key: string }[]);
      expect([list, keys.filter((key, index) => keys.indexOf(key) !== index)]).toEqual([list, []]);
    }
  });

  it('rests every record on sources that are there', () => {
    const found = values.filter(({ path }) => /\.(sources|lessonSources)\[\d+\]$/.test(path));
    expect(found.length).toBeGreaterThan(500);
    expect(unlike(found, keysOf(library.sources))).toEqual([]);
    const facts = [
      ...library.organisations,
      ...library.links,
      ...library.posts,
      ...library.inspections,
      ...library.warnings,
      ...library.interventions,
      ...library.peerSupport,
      ...library.structuralChanges,
      ...library.sustainmentChecks,
      ...library.outcomes,
      ...library.measures,
      ...library.measures.flatMap((measure) => measure.values),
      ...library.lessonEvidence,
      ...library.episodes.flatMap(({ impacts: harm, causes: why, onset }) => [...harm, ...why, onset]),
      ...library.conflicts.flatMap(({ claims }) => claims),
      ...library.programmes,
      ...library.programmeElements,
      ...library.funding,
      ...library.adoptionStages,
      ...library.outcomeClaims,
    ];
    expect(facts.filter((fact) => fact.sources.length === 0)).toEqual([]);
  });

  it('refers only to records that are there', () => {
    const organisations = keysOf(library.organisations);
    const inspections = keysOf(library.inspections);
    const interventions = keysOf(library.interventions);
    const episodes = keysOf(library.episodes);
    expect(unlike(valuesOf('organisation', 'other', 'successor', 'continuesIn', 'parent'), organisations)).toEqual([]);
    for (const link of library.links) expect(organisations).toEqual(expect.arrayContaining([link.from, link.to]));
    expect(unlike(valuesOf('inspection', 'notFailing', 'good'), inspections)).toEqual([]);
    expect(unlike(valuesOf('intervention', 'replaces', 'overlaps'), interventions)).toEqual([]);
    expect(unlike(valuesOf('episode', 'relapseOf'), episodes)).toEqual([]);
    expect(unlike(valuesOf('firstWarning'), keysOf(library.warnings))).toEqual([]);
    for (const episode of library.episodes) {
      expect(
        unlike(
          episode.warnings.map((value) => ({ path: episode.key, value })),
          keysOf(library.warnings),
        ),
      ).toEqual([]);
      expect(
        unlike(
          episode.peers.map((value) => ({ path: episode.key, value })),
          keysOf(library.peerSupport),
        ),
      ).toEqual([]);
    }
    const lists: Record<string, string[]> = {
      organisation: organisations,
      inspection: inspections,
      intervention: interventions,
      episode: episodes,
      warning: keysOf(library.warnings),
      link: keysOf(library.links),
      measure: keysOf(library.measures),
    };
    const subjects = [
      ...library.conflicts.flatMap(({ about }) => about),
      ...library.peerSupport.map(({ sameAs }) => sameAs),
    ];
    expect(subjects.filter(({ kind, key }) => !lists[kind]?.includes(key))).toEqual([]);
  });

  it('gives every date as exactly as it is known and no more', () => {
    const found = textsOf(...dateFields).filter(({ path }) => !/\.links\[\d+\]\.(from|to)$/.test(path));
    expect(found.length).toBeGreaterThan(400);
    expect(found.filter(({ value }) => parsePeriod(value) === null)).toEqual([]);
  });

  it('never ends a thing before it began, nor makes it known before it happened', () => {
    const { interventions, peerSupport, inspections, warnings, outcomes } = library;
    const spans = [...interventions, ...peerSupport, ...inspections, ...library.posts];
    expect(spans.filter(({ from, to }) => isBackwards(from, to)).map(({ key }) => key)).toEqual([]);
    expect([...peerSupport, ...inspections].filter(({ from, known }) => isBackwards(from, known))).toEqual([]);
    const announcedAhead = interventions.filter(({ from, known }) => isBackwards(from, known));
    expect(announcedAhead.map(({ key, known }) => [key, known])).toEqual([['iv-don-06', '2010-06-30']]);
    const seen = [...warnings, ...outcomes, ...library.lessonEvidence];
    expect(seen.filter(({ on, known }) => isBackwards(on, known)).map(({ key }) => key)).toEqual([]);
  });

  it('keeps every text within its length', () => {
    expect(textsOf('title', 'topic', 'name', 'label').filter(({ value }) => value.length > 200)).toEqual([]);
    expect(textsOf(...proseFields).filter(({ value }) => value.length > 2000)).toEqual([]);
    expect(textsOf('quote').filter(({ value }) => words(value) > 40)).toEqual([]);
    expect(textsOf('summary').filter(({ value }) => words(value) > 120)).toEqual([]);
    expect(values.filter(({ value }) => typeof value === 'string' && (value === '' || value !== value.trim()))).toEqual(
      [],
    );
  });

  it('uses only codes that the vocabulary knows', () => {
    const { inspections, interventions, warnings, episodes } = library;
    expect(outside(library.organisations, 'kind', Object.keys(organisationKinds))).toEqual([]);
    expect(outside(library.organisations, 'sector', Object.keys(sectors))).toEqual([]);
    expect(library.organisations.filter(({ region }) => regionNamed(region) === null)).toEqual([]);
    expect(
      outside(
        library.organisations.flatMap(({ codes }) => codes),
        'scheme',
        codeSchemes,
      ),
    ).toEqual([]);
    expect(outside(library.links, 'type', Object.keys(organisationLinkTypes))).toEqual([]);
    expect(outside(library.posts, 'post', posts)).toEqual([]);
    expect(outside(library.sources, 'kind', sourceKinds)).toEqual([]);
    expect(outside(inspections, 'type', Object.keys(inspectionTypes))).toEqual([]);
    expect(outside([...inspections, ...episodes], 'area', Object.keys(episodeAreas))).toEqual([]);
    expect(outside(warnings, 'kind', Object.keys(warningKinds))).toEqual([]);
    expect(outside(interventions, 'kind', interventionKinds)).toEqual([]);
    expect(interventions.filter(({ level }) => ![0, 1, 2, 3, 4, 5].includes(level))).toEqual([]);
    expect(outside(library.peerSupport, 'type', peerSupportTypes)).toEqual([]);
    expect(outside(library.peerSupport, 'basis', supportBases)).toEqual([]);
    expect(outside(library.structuralChanges, 'kind', structuralChangeKinds)).toEqual([]);
    expect(outside(library.sustainmentChecks, 'result', checkResults)).toEqual([]);
    expect(outside(episodes, 'status', episodeStates)).toEqual([]);
    expect(
      outside(
        episodes.map(({ trigger }) => trigger),
        'kind',
        triggerKinds,
      ),
    ).toEqual([]);
    expect(
      outside(
        episodes.flatMap(({ recovered }) => recovered ?? []),
        'basis',
        recoveryBases,
      ),
    ).toEqual([]);
    expect(
      outside(
        episodes.flatMap((episode) => episode.impacts),
        'kind',
        Object.keys(impacts),
      ),
    ).toEqual([]);
    expect(
      outside(
        episodes.flatMap((episode) => episode.causes),
        'kind',
        Object.keys(causes),
      ),
    ).toEqual([]);
    expect(outside(library.outcomes, 'state', outcomeStates)).toEqual([]);
    expect(outside(library.lessonEvidence, 'stance', Object.keys(evidenceStances))).toEqual([]);
    expect(new Set(library.lessonEvidence.map(({ lesson }) => lesson))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });

  it('keeps the code of a council away from the bodies in its area', () => {
    const councils = library.organisations.filter(({ codes }) => codes.some(({ scheme }) => scheme === 'ons'));
    expect(councils.map(({ kind }) => kind)).toEqual(['council', 'council', 'council']);
  });

  it('says of each body what it belongs to once as a state and once as a dated fact', () => {
    const linked = library.links.filter(({ type }) => type === 'parent').map(({ from, to }) => [from, to]);
    const stated = library.organisations.filter(({ parent }) => parent).map(({ key, parent }) => [key, parent]);
    expect(linked.toSorted()).toEqual(stated.toSorted());
  });
});

describe('the judgements of the case library', () => {
  it('use areas, grades, scales and categories that the frameworks have', () => {
    const framed = library.inspections.filter(({ framework }) => framework);
    expect(framed.filter(({ framework, scale }) => frameworkOf(framework ?? '').scaleKey !== scale)).toEqual([]);
    for (const { key, framework, scale, category, judgements, overall } of library.inspections) {
      const areas = framework ? keysOf(frameworkOf(framework).judgementAreas) : [];
      const categories = framework ? keysOf(frameworkOf(framework).categories) : [];
      const grades = keysOf(scales.find((each) => each.key === scale)?.grades ?? []);
      expect([key, outside(judgements, 'area', areas)]).toEqual([key, []]);
      expect([key, outside([overall, ...judgements], 'grade', grades)]).toEqual([key, []]);
      expect([key, outside([overall, ...judgements], 'absence', Object.keys(gradeAbsences))]).toEqual([key, []]);
      expect([key, outside([{ category }], 'category', categories)]).toEqual([key, []]);
    }
  });

  it('have a grade or say why not, never both', () => {
    const grades = library.inspections.flatMap(({ overall, judgements }) => [overall, ...judgements]);
    expect(grades.filter(({ grade, absence }) => (grade === null) === (absence === null))).toEqual([]);
  });

  it('repeat the headline among the areas, with the same grade', () => {
    const headed = library.inspections.filter(({ overall }) => overall.grade);
    expect(headed.length).toBeGreaterThan(25);
    for (const { key, overall, judgements } of headed) {
      const headlines = judgements.filter(({ isOverall }) => isOverall);
      expect([key, headlines.map(({ grade }) => grade)]).toEqual([key, [overall.grade]]);
    }
  });

  it('speak for a part only under the name of that part', () => {
    for (const { key, judgements } of library.inspections) {
      expect([key, judgements.filter(({ unit, area }) => unit !== null && area !== null)]).toEqual([key, []]);
    }
  });

  it('mark as headline exactly what the framework does', () => {
    for (const { key, framework, judgements } of library.inspections) {
      const heads = framework ? frameworkOf(framework).judgementAreas.filter((area) => area.isOverall) : [];
      const marked = judgements.filter(({ area, isOverall }) => area !== null && isOverall).map(({ area }) => area);
      const judged = judgements.filter(({ area }) => heads.some((head) => head.key === area)).map(({ area }) => area);
      expect([key, marked]).toEqual([key, judged]);
    }
  });

  it('speak of the same part of the work as their framework does', () => {
    const framed = library.inspections.filter(({ framework }) => framework);
    expect(framed.filter(({ framework, area }) => episodeAreaOfFramework[framework ?? ''] !== area)).toEqual([]);
  });

  it('carry no grade when the look at the organisation was not one that grades', () => {
    const { inspections } = library;
    expect(inspections.filter(({ type, graded }) => isUngradedType(type) && graded)).toEqual([]);
    const given = ({ judgements }: (typeof inspections)[number]) => judgements.some(({ grade }) => grade);
    expect(inspections.filter((each) => given(each) && !each.graded)).toEqual([]);
  });

  it('map every published framework name in one table', () => {
    const mapped = library.frameworkWordings.flatMap(({ wording, framework, inspections }) =>
      inspections.map((key) => [key, wording, framework]),
    );
    const published = library.inspections.map(({ key, publishedFramework, framework }) => [
      key,
      publishedFramework,
      framework,
    ]);
    expect(mapped.toSorted()).toEqual(published.toSorted());
  });

  it('map every published kind of warning in one table', () => {
    const mapped = library.warningWordings.flatMap(({ wording, kind, warnings }) =>
      warnings.map((key) => [key, wording, kind]),
    );
    expect(mapped.toSorted()).toEqual(
      library.warnings.map(({ key, kindText, kind }) => [key, kindText, kind]).toSorted(),
    );
  });
});

/** The dates of an episode as the sums use them. */
const warned = (key: string): Period => at(one(library.warnings, key).on);
const begun = (key: string): Period => at(intervention(key).from);
const helped = (key: string): Period => at(one(library.peerSupport, key).from);
const dated = (text: string | null): Period | null => (text === null ? null : period(text));
const judged = (key: string): Period => {
  const { from, to, published } = inspection(key);
  const on = judgedOn({ startedOn: dated(from), endedOn: dated(to), publishedOn: dated(published) });
  if (on) return on;
  throw new Error(`No date is known for ${key}`);
};
const months = (length: number, uncertainty = 0): Months => ({ months: length, uncertainty });

describe('the episodes of the case library', () => {
  it('begin on the day of the judgement or notice that opened them', () => {
    for (const { key, trigger, triggerOn } of library.episodes) {
      const opened = trigger.inspection ? judged(trigger.inspection) : begun(trigger.intervention ?? '');
      expect([key, opened]).toEqual([key, at(triggerOn)]);
      expect(trigger.inspection === null).toBe(trigger.kind === 'formal_notice');
    }
  });

  it('are never opened by a judgement whose date or framework was inferred', () => {
    const opening = library.episodes.flatMap(({ trigger }) => trigger.inspection ?? []).map(inspection);
    expect(opening.filter(({ dateInferred, frameworkInferred }) => dateInferred || frameworkInferred)).toEqual([]);
  });

  it('give an intervention the level that it has by itself', () => {
    const given = library.episodes.flatMap(({ interventions }) => interventions);
    expect(given.filter(({ key, level }) => intervention(key).level !== level)).toEqual([]);
  });

  it('begin with their earliest warning', () => {
    for (const { key, firstWarning, warnings } of library.episodes) {
      const [earliest] = warnings.map(warned).toSorted(byPeriod);
      expect([key, firstWarning && periodText(warned(firstWarning))]).toEqual([
        key,
        earliest ? periodText(earliest) : null,
      ]);
    }
  });

  it('name a state only with the reason for it', () => {
    expect(library.episodes.filter(({ statusReason }) => statusReason.length < 40)).toEqual([]);
    const recovered = library.episodes.filter(({ status }) => status === 'recovered');
    expect(recovered.map(({ key, recovered: end }) => [key, end?.basis])).toEqual([
      ['doncaster-corporate', 'intervention_lifted'],
    ]);
  });
});

describe('the sums that the cases are known by', () => {
  it('are those of Doncaster, corporate', () => {
    const { triggerOn, firstWarning, ended } = one(library.episodes, 'doncaster-corporate');
    const planned = intervention('iv-don-04').plannedEnds;
    expect(monthsBetween(warned(firstWarning ?? ''), at(triggerOn))).toEqual(months(23.1, 0.5));
    expect(monthsBetween(warned(firstWarning ?? ''), helped('ps-don-2010'))).toEqual(months(23, 1));
    expect(monthsBetween(helped('ps-don-2010'), begun('iv-don-04'))).toEqual(months(2.5, 0.5));
    expect(monthsBetween(begun('iv-don-04'), at(ended?.on))).toEqual(months(52.4));
    expect(planned.map(({ plannedEnd }) => monthsBetween(at(ended?.on), at(plannedEnd)).months)).toEqual([-16.9, 8.6]);
  });

  it('are those of West Sussex, first failure', () => {
    const { triggerOn, firstWarning, notFailing } = one(library.episodes, 'west-sussex-2010');
    const next = one(library.episodes, 'west-sussex-2019');
    expect(monthsBetween(warned(firstWarning ?? ''), at(triggerOn))).toEqual(months(29.5, 6));
    expect(monthsBetween(helped('ps-ws-2010'), begun('iv-ws-01'))).toEqual(months(6.4, 6));
    expect(monthsBetween(judged(notFailing ?? ''), at(next.triggerOn)).months).toBe(74.7);
    expect(next.relapseOf).toBe('west-sussex-2010');
  });

  it('are those of West Sussex, second failure', () => {
    const { triggerOn, firstWarning, ended, notFailing } = one(library.episodes, 'west-sussex-2019');
    expect(monthsBetween(warned(firstWarning ?? ''), at(triggerOn))).toEqual(months(46.2, 6));
    expect(monthsBetween(warned(firstWarning ?? ''), helped('ps-ws-2018'))).toEqual(months(36, 12));
    expect(monthsBetween(helped('ps-ws-2018'), begun('iv-ws-02'))).toEqual(months(11.1, 6));
    expect(monthsBetween(begun('iv-ws-02'), at(ended?.on))).toEqual(months(47.2));
    expect(addMonths(judged(notFailing ?? '').start, 84)).toBe('2030-05-11');
  });

  it('are those of Eltham', () => {
    const { triggerOn, firstWarning, ended } = one(library.episodes, 'eltham-2010');
    expect(monthsBetween(warned(firstWarning ?? ''), at(triggerOn))).toEqual(months(4.6, 6));
    expect(monthsBetween(warned(firstWarning ?? ''), helped('ps-el-heads'))).toEqual(months(6.5, 6.5));
    expect(monthsBetween(helped('ps-el-heads'), begun('iv-el-01')).months).toBe(-1.9);
    expect(monthsBetween(begun('iv-el-01'), at(ended?.on))).toEqual(months(15.4));
  });

  it('are those of Basildon', () => {
    const { triggerOn, firstWarning, ended, notFailing } = one(library.episodes, 'basildon-2009');
    const maternity = one(library.episodes, 'basildon-maternity-2020');
    expect(monthsBetween(warned(firstWarning ?? ''), at(triggerOn))).toEqual(months(12.4, 0.5));
    expect(monthsBetween(warned(firstWarning ?? ''), helped('ps-ba-royalfree'))).toEqual(months(58, 1));
    expect(monthsBetween(helped('ps-ba-royalfree'), begun('iv-ba-02')).months).toBe(-45.6);
    expect(monthsBetween(begun('iv-ba-02'), at(ended?.on))).toEqual(months(54.4));
    expect(monthsBetween(begun('iv-ba-06'), at(intervention('iv-ba-06').to))).toEqual(months(10.8));
    expect(monthsBetween(judged(notFailing ?? ''), at(maternity.triggerOn)).months).toBe(74.2);
  });

  it('count 51.0 months from good to decline in Doncaster’s children’s services', () => {
    const { good, later } = one(library.episodes, 'doncaster-children-2012');
    expect(monthsBetween(judged(good ?? ''), judged(later[0]?.inspection ?? '')).months).toBe(51);
  });
});

describe('the measures of the case library', () => {
  const numbers = library.measures.flatMap(({ values: held }) => held);

  it('hold every number that the sources give, each under a key of its own', () => {
    expect(numbers).toHaveLength(59);
    expect(new Set(keysOf(numbers)).size).toBe(59);
  });

  it('use only words that the vocabulary knows', () => {
    expect(outside(library.measures, 'kind', figureKinds)).toEqual([]);
    expect(outside(library.measures, 'role', Object.keys(measureRoles))).toEqual([]);
    expect(outside(library.measures, 'polarity', polarities)).toEqual([]);
    expect(outside(library.measures, 'frequency', Object.keys(frequencies))).toEqual([]);
    expect(outside(library.measures, 'earlyMovement', Object.keys(earlyMovements))).toEqual([]);
    expect(outside(library.measures, 'pairedWith', keysOf(library.measures))).toEqual([]);
    expect(outside(numbers, 'status', Object.keys(valueStatuses))).toEqual([]);
    expect(outside(numbers, 'flag', Object.keys(valueFlags))).toEqual([]);
  });

  it('give the middle of a range as its value, and a flag instead of a missing number', () => {
    const ranges = numbers.filter(({ low }) => low !== null);
    expect(ranges).toHaveLength(4);
    for (const { low, high, value } of ranges) expect(value).toBe(((low ?? 0) + (high ?? 0)) / 2);
    expect(numbers.filter(({ value, flag }) => value === null && flag !== 'x')).toEqual([]);
    expect(numbers.filter(({ low, high }) => (low === null) !== (high === null))).toEqual([]);
  });

  it('read timeliness beside quality', () => {
    const paired = library.measures.filter(({ pairedWith }) => pairedWith !== null);
    expect(paired.map(({ name }) => name)).toEqual([
      'Referrals handled within 24 hours',
      'Child protection conferences on time',
    ]);
    expect(one(library.measures, paired[0]?.pairedWith ?? '').role).toBe('outcome');
  });

  it('withhold nothing that a source published of more than four people', () => {
    const protectedOnes = library.measures.filter(({ smallNumbers, kind }) => smallNumbers && kind === 'people');
    const small = protectedOnes.flatMap(({ values: held }) => held).filter(({ value }) => (value ?? 9) < 5);
    expect(small).toEqual([]);
    expect(
      library.measures.filter(
        ({ kind, smallNumbers, disclosureReason }) => kind !== 'other' && !smallNumbers && !disclosureReason,
      ),
    ).toEqual([]);
  });
});
