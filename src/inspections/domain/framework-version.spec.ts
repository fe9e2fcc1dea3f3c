import { day } from '../../kernel/calendar-day.js';
import {
  areasOf,
  type Base,
  linesOf,
  testsOf,
  type VersionContent,
  versionKey,
  whyNotVersion,
} from './framework-version.js';

const content: VersionContent = {
  title: 'Inspecting services',
  unit: 'organisation',
  episodeArea: 'children',
  sectors: ['councils'],
  countries: ['England'],
  effectiveFrom: day('2027-04-01'),
  effectiveTo: null,
  headline: ['Overall'],
  others: ['Leaders', 'Care'],
  scaleId: 'scale',
  ownScale: null,
  recoveredRule: 'no_failing_area',
  failing: 'formal',
  planDays: 70,
  note: null,
  sourceUrl: null,
};

const base: Base = {
  scaleId: 'scale',
  areas: [
    { key: 'overall_effectiveness', label: 'Overall', conditional: 0, scaleId: null },
    { key: 'leaders', label: 'Leadership', conditional: 1, scaleId: 'other' },
  ],
  formal: [{ area: 'overall_effectiveness', grades: ['inadequate'] }],
  serious: [{ area: 'leaders', grades: ['inadequate'] }, { category: 'measures' }],
};

describe('the key of a version', () => {
  it.each([
    ['Inspecting services', 'inspecting-services-2027'],
    ['ILACS', 'ilacs-2027'],
    ['ILACS 2027', 'ilacs-2027'],
    ['2027', '2027-2027'],
    ["Children's & young people", 'childrens-and-young-people-2027'],
    ['***', 'version-2027'],
  ])('%s: %s', (title, key) => {
    expect(versionKey(title, day('2027-04-01'))).toBe(key);
  });

  it('always has a hyphen and fits its column', () => {
    const key = versionKey('a'.repeat(200), day('2027-04-01'));
    expect(key).toMatch(/-/);
    expect(key.length).toBeLessThanOrEqual(80);
  });
});

describe('the areas', () => {
  it('are the lines that are not empty', () => {
    expect(linesOf(' One \n\n two  words\n')).toEqual(['One', 'two words']);
    expect(linesOf(null)).toEqual([]);
  });

  it('keep their key, scale and condition where they are called as before', () => {
    const areas = areasOf({ ...content, others: ['Leadership', 'Leaders'] }, base);
    expect(areas.map(({ key, isOverall, conditional, scaleId }) => [key, isOverall, conditional, scaleId])).toEqual([
      ['overall_effectiveness', 1, 0, null],
      ['leaders', 0, 1, 'other'],
      ['leaders_2', 0, 0, null],
    ]);
  });
});

describe('what makes a judgement a failure', () => {
  const testsFor = (failing: VersionContent['failing']) =>
    testsOf({ ...content, failing }, { areas: areasOf(content, null), failing: ['bad'], base });
  const test = (area: string) => ({ area, grades: ['bad'] });

  it('follows the kind that was chosen', () => {
    expect(testsFor('formal')).toEqual({ formal: [test('overall')], serious: [test('leaders'), test('care')] });
    expect(testsFor('by-area')).toEqual({ formal: [], serious: [test('overall'), test('leaders'), test('care')] });
    expect(testsFor('none')).toEqual({ formal: [], serious: [] });
    expect(testsFor('same')).toEqual({ formal: base.formal, serious: base.serious });
  });
});

describe('a version', () => {
  const whyNot = (change: Partial<VersionContent>, failing: readonly string[] = ['bad'], copied: Base | null = null) =>
    whyNotVersion({ ...content, ...change }, { base: copied, failing });

  it('may stand', () => {
    expect(whyNot({})).toBeNull();
    expect(whyNot({ failing: 'none', headline: [] }, [])).toBeNull();
    expect(whyNot({ failing: 'same', others: ['leadership'] }, [], base)).toBeNull();
    expect(whyNot({ effectiveTo: day('2027-04-01') })).toBeNull();
  });

  it.each<[string, Partial<VersionContent>, string]>([
    ['ends too early', { effectiveTo: day('2027-03-31') }, 'ends-before-it-starts'],
    ['judges nothing', { headline: [], others: [] }, 'no-areas'],
    ['judges too much', { others: Array.from({ length: 40 }, (_, index) => `Area ${index}`) }, 'too-many-areas'],
    ['names too long an area', { others: ['a'.repeat(201)] }, 'area-too-long'],
    ['names an area twice', { others: ['OVERALL'] }, 'area-twice'],
    ['has three headlines', { headline: ['A', 'B', 'C'] }, 'too-many-headlines'],
    ['has no headline for its rule', { headline: [] }, 'rule-needs-a-headline'],
    ['copies the rule of nothing', { failing: 'same' }, 'rule-needs-a-base'],
  ])('that %s may not', (_, change, refusal) => {
    expect(whyNot(change)).toBe(refusal);
  });

  it('may not take a rule that it cannot have', () => {
    expect(whyNot({}, [])).toBe('rule-needs-failing-grades');
    expect(whyNot({ failing: 'same', scaleId: 'another' }, [], base)).toBe('rule-needs-its-scale');
    expect(whyNot({ failing: 'same', others: [] }, [], base)).toBe('rule-needs-its-areas');
  });
});
