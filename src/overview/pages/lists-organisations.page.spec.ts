import { day } from '../../kernel/calendar-day.js';
import { csvFile, csvText } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import type { OrganisationListRow } from '../data/lists.row.js';
import type { LifeLineRow } from '../domain/life-line-of.js';
import {
  organisationCsv,
  organisationFilters,
  type OrganisationsList,
  organisationsPage,
} from './lists-organisations.page.js';

const aRow = (given: Partial<OrganisationListRow> = {}): OrganisationListRow => ({
  id: 'trafford',
  ref: 'OR-0001',
  slug: 'trafford-council',
  name: 'Trafford Council',
  sortName: 'trafford council',
  kind: 'council',
  parentName: null,
  region: 'north_west',
  state: 'in_failure',
  episodes: 2,
  openEpisodes: 1,
  relapses: 1,
  latestRef: 'IN-0009',
  latestOn: '2023-05-11',
  latestLabel: 'Requires improvement',
  latestBand: 'below',
  frameworkKey: 'ilacs',
  frameworkTitle: 'ILACS',
  frameworkHeadlines: 1,
  total: null,
  ...given,
});

const judged: LifeLineRow = {
  organisationId: 'trafford',
  kind: 'judgement',
  recordId: 'i',
  position: 0,
  startsOn: '2023-05-11',
  endsOn: null,
  code: 'below',
  label: 'Requires improvement',
  detail: 'Ofsted',
  unit: null,
  area: 'children',
  frameworkKey: null,
  frameworkTitle: null,
  level: null,
  flag: 0,
  knownOn: null,
  watchUntil: null,
};

const filters = organisationFilters([{ key: 'ilacs', title: 'ILACS' }]);

const pageOf = (query: Record<string, unknown> = {}, given: Partial<OrganisationsList> = {}) => {
  const { values, notes } = readFilters(filters, query);
  return organisationsPage({
    filters,
    values,
    notes,
    sort: { column: 'name', direction: 'ascending' },
    page: 1,
    total: { count: 1, capped: false },
    rows: [aRow()],
    lines: new Map([['trafford', [judged]]]),
    today: day('2026-11-23'),
    ...given,
  });
};

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const cellsOf = (row: OrganisationListRow) => pageOf({}, { rows: [row] }).table.rows[0]?.cells ?? [];

describe('the list of organisations', () => {
  it.each([
    [{}, { count: 62, capped: false }, '62 organisations'],
    [{}, { count: 1_000, capped: true }, '1,000+ organisations'],
    [{ state: 'in_failure' }, { count: 1, capped: false }, '1 organisation in failure'],
    [{ state: 'watch', region: 'london' }, { count: 3, capped: false }, '3 organisations on relapse watch, filtered'],
    [{ q: 'council' }, { count: 0, capped: false }, '0 organisations, filtered'],
  ])('says how many it holds: %j, %j', (query, total, heading) => {
    expect(plain(pageOf(query, { total }).heading)).toBe(heading);
  });

  it('gives the published grade with its band, date and framework', () => {
    const [, latest] = cellsOf(aRow());
    expect(latest).toMatchObject({ grade: { band: 'below', word: 'Requires improvement' }, note: 'ILACS' });
    expect(latest?.links?.map(({ text, href }) => [plain(text), href])).toEqual([
      ['Judgement of 11 May 2023', '/inspections/IN-0009'],
    ]);
  });

  it.each([
    [{ latestLabel: null, latestBand: null, frameworkHeadlines: 0 }, 'No overall grade is given under this framework'],
    [{ latestLabel: null, latestBand: null, frameworkHeadlines: 1 }, 'Grade not known'],
    [
      { latestLabel: null, latestBand: 'failing', frameworkHeadlines: 0 },
      'No overall grade is given under this framework',
    ],
  ])('never makes an overall grade: %j', (given, word) => {
    expect(cellsOf(aRow(given))[1]?.grade).toMatchObject({ band: 'none', word });
  });

  it('says when there is no graded judgement, and draws nothing', () => {
    const [, latest] = cellsOf(aRow({ latestOn: null, latestRef: null }));
    expect(latest?.text).toBe('No graded judgement on record');
    expect(pageOf({}, { lines: new Map() }).table.rows[0]?.cells[1]).not.toHaveProperty('lifeLine');
  });

  it('draws every life line on the same twenty years', () => {
    const page = pageOf();
    expect(page.table.head[1]?.text).toBe('Latest judgement, and life line 2006 to 2026');
    expect(page.table.rows[0]?.cells[1]?.lifeLine?.description).toContain('From 1 January 2006 to 23 November 2026.');
  });

  it('keeps the filter in the links that sort, and in the download', () => {
    const page = pageOf({ state: 'in_failure' });
    expect(page.table.head.map(({ href }) => href)).toEqual([
      '/organisations?state=in_failure&sort=name&order=descending',
      '/organisations?state=in_failure&sort=latest&order=descending',
      null,
    ]);
    expect(page.table.csvHref).toBe('/organisations.csv?state=in_failure');
  });

  it('keeps the order of the list in its pages, not in its first address', () => {
    const sort = { column: 'latest', direction: 'descending' } as const;
    const next = pageOf({}, { sort, total: { count: 62, capped: false } }).pagination?.nextHref;
    expect(next).toBe('/organisations?sort=latest&order=descending&page=2');
    expect(pageOf({}, { total: { count: 62, capped: false } }).pagination?.nextHref).toBe('/organisations?page=2');
  });

  it.each([
    [{ q: 'nowhere' }, 1, 0, 'No organisations match. Remove a filter.'],
    [{}, 1, 0, 'No organisations have been published yet.'],
    [{}, 9, 30, 'The list has no such page.'],
  ])('says what to do when it is empty: %j', (query, page, count, text) => {
    expect(pageOf(query, { page, rows: [], total: { count, capped: false } }).table.empty?.text).toBe(text);
  });

  it('leads from a page past the end to the first page of the same list', () => {
    const page = pageOf({ state: 'watch' }, { page: 9, rows: [], total: { count: 30, capped: false } });
    expect(page.table.empty?.link?.href).toBe('/organisations?state=watch');
  });

  it('tells what was ignored', () => {
    expect(pageOf({ state: 'broken' }).notices).toEqual([
      { text: expect.stringContaining('“broken” is not one of the choices') },
    ]);
  });

  it('downloads words and codes, with the precision of the date', () => {
    const [head, line] = csvText(csvFile(organisationCsv, [aRow({ latestOn: '2023-05', name: '=Trafford' })]))
      .slice(1)
      .split('\r\n');
    expect(head?.split(',').slice(0, 4)).toEqual(['Reference', 'Name', 'Kind', 'Region or nation']);
    expect(line).toBe(
      "OR-0001,'=Trafford,Council,North West,In failure,in_failure,2,1,1,2023-05,month,Requires improvement,below,ILACS,ilacs,IN-0009,/organisations/trafford-council",
    );
  });
});
