import { readFilters } from '../../shell/filters.js';
import type { FrameworkListRow } from '../data/framework-pages.row.js';
import { headlineWords, publishedWords, yearsInUse } from './framework-words.js';
import {
  frameworkCsvColumns,
  frameworkFilters,
  frameworksPage,
  matchingFrameworks,
  sortedFrameworks,
  usualOrder,
} from './frameworks.page.js';

const aFramework = (change: Partial<FrameworkListRow> = {}): FrameworkListRow => ({
  key: 'ofsted_ilacs_2018',
  title: 'Inspecting children’s services',
  inspectorateKey: 'ofsted',
  inspectorate: 'Ofsted',
  unit: 'organisation',
  kind: 'inspection',
  status: 'historic',
  sectors: '["childrens_services"]',
  countries: '["England"]',
  effectiveFrom: '2018-01',
  effectiveTo: '2022-12',
  datesVerified: 1,
  overallKind: 'grade',
  overallCount: 1,
  factsVerified: 9,
  factsTotal: 12,
  ...change,
});

const estyn = aFramework({
  key: 'estyn_2022',
  title: 'Common inspection framework',
  inspectorateKey: 'estyn',
  inspectorate: 'Estyn',
  sectors: '["schools"]',
  countries: '["Wales"]',
  status: 'current',
  effectiveFrom: '2022',
  effectiveTo: null,
  datesVerified: 0,
});
const all = [aFramework(), estyn];

const pageOf = (query: Record<string, unknown>) => {
  const { values, notes } = readFilters(frameworkFilters(all), query);
  return frameworksPage({ all, values, sort: usualOrder, notes });
};

describe('the list of frameworks', () => {
  it('stands by inspectorate, with the years as exactly as they are known', () => {
    const cells = pageOf({}).table.rows.map((row) => row.cells.map(({ text }) => text));
    expect(cells).toEqual([
      ['Common inspection framework', 'Estyn', 'Since 2022', 'One', '9 of 12'],
      ['Inspecting children’s services', 'Ofsted', 'January\u00a02018 to December\u00a02022', 'One', '9 of 12'],
    ]);
  });

  it('says where the dates are not verified', () => {
    expect(pageOf({}).table.rows.map(({ cells }) => cells[2]?.note)).toEqual(['Dates not verified', null]);
  });

  it.each([
    [{ inspectorate: 'estyn' }, ['estyn_2022']],
    [{ sector: 'children' }, ['ofsted_ilacs_2018']],
    [{ country: ['Wales', 'England'] }, ['ofsted_ilacs_2018', 'estyn_2022']],
    [{ use: 'current' }, ['estyn_2022']],
    [{ use: 'announced' }, []],
  ])('filtered by %j shows %j', (query, keys) => {
    const { values } = readFilters(frameworkFilters(all), query);
    expect(matchingFrameworks(all, values).map(({ key }) => key)).toEqual(keys);
  });

  it('leaves a filter out that makes no sense, and says so', () => {
    const page = pageOf({ inspectorate: 'nobody' });
    expect(page.table.rows).toHaveLength(2);
    expect(page.notices?.[0]?.text).toContain('“nobody” is not one of the choices');
  });

  it('sorts by the year in which each began, either way', () => {
    const keys = (direction: 'ascending' | 'descending') =>
      sortedFrameworks(all, { column: 'from', direction }).map(({ key }) => key);
    expect(keys('ascending')).toEqual(['ofsted_ilacs_2018', 'estyn_2022']);
    expect(keys('descending')).toEqual(['estyn_2022', 'ofsted_ilacs_2018']);
  });

  it('keeps the dates of a download as exact as they are', () => {
    expect(frameworkCsvColumns.map(({ value }) => value(estyn))).toEqual(
      expect.arrayContaining(['estyn_2022', 'Schools', 'Wales', '2022', 'In use', 'no']) as unknown[],
    );
  });
});

describe('the years in use', () => {
  it.each([
    [{ effectiveFrom: '2018-01', effectiveTo: null, status: 'current' }, 'since January\u00a02018'],
    [{ effectiveFrom: '2026-12', effectiveTo: null, status: 'announced' }, 'from December\u00a02026 (announced)'],
    [{ effectiveFrom: '2005', effectiveTo: null, status: 'historic' }, 'from 2005; its end is not known'],
    [{ effectiveFrom: null, effectiveTo: '2012', status: 'historic' }, 'until 2012'],
    [{ effectiveFrom: null, effectiveTo: null, status: 'historic' }, 'not known'],
    [{ effectiveFrom: '2012', effectiveTo: '2012', status: 'historic' }, '2012'],
  ])('%j are %j', (use, words) => {
    expect(yearsInUse(use)).toBe(words);
  });
});

describe('the headline', () => {
  it('is never made up where there is none', () => {
    expect(headlineWords({ overallCount: 0, overallKind: null })).toBe(
      'No overall grade is given under this framework',
    );
  });

  it('is not called a grade where it is a status or an outcome', () => {
    expect(headlineWords({ overallCount: 1, overallKind: 'status' })).toContain('not a grade');
    expect(headlineWords({ overallCount: 2, overallKind: 'grade' })).toContain('Two headline judgements');
  });
});

describe('how grades are published', () => {
  it.each([
    ['words', 'Published as words.'],
    ['numbers, 4 best', 'Published as numbers: 4 is the best.'],
    ['colours/text', 'Published as colours or text.'],
    ['numbers, 5 best (1 = highest risk)', 'Published as numbers: 5 is the best (1 = highest risk).'],
  ])('as %j is said so', (published, words) => {
    expect(publishedWords(published)).toBe(words);
  });

  it('says when the numbers run the other way', () => {
    expect(publishedWords('numbers, 1 best (REVERSED)')).toContain('1 is the best. The numbers run the other way');
  });
});
