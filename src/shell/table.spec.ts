import { type Cell, type Column, readSort, stacked, tableHead } from './table.js';

const columns: readonly Column[] = [
  { text: 'Name', sortKey: 'name' },
  { text: 'Months', sortKey: 'months', numeric: true, firstDirection: 'descending' },
  { text: 'Sources' },
];
const usual = { column: 'name', direction: 'ascending' } as const;

describe('reading the order of a list', () => {
  it('keeps the usual order when none is asked for', () => {
    expect(readSort({}, columns, usual)).toEqual({ sort: usual, notes: [] });
  });

  it('starts each column its own way', () => {
    expect(readSort({ sort: 'months' }, columns, usual).sort).toEqual({ column: 'months', direction: 'descending' });
    expect(readSort({ sort: 'months', order: 'ascending' }, columns, usual).sort.direction).toBe('ascending');
  });

  it.each([
    [{ sort: 'password' }],
    [{ sort: 'name', order: 'sideways' }],
    [{ sort: ['name', 'months'] }],
    [{ sort: { $gt: 1 } }],
    [{ order: 'descending' }],
    [{ sort: 'undefined' }],
  ])('ignores %j and says so', (query) => {
    const { sort, notes } = readSort(query, columns, usual);
    expect(sort).toEqual(usual);
    expect(notes).toHaveLength(1);
  });
});

describe('the headings of a table', () => {
  const query = { kind: ['council'], page: '3', sort: 'months', order: 'descending' };
  const head = tableHead(columns, {
    path: '/organisations',
    query,
    sort: { column: 'months', direction: 'descending' },
  });

  it('turn the order round where the table is sorted so, and keep the filter but not the page', () => {
    expect(head[1]).toMatchObject({
      sorted: 'descending',
      href: '/organisations?kind=council&sort=months&order=ascending',
      numeric: true,
    });
  });

  it('offer the first order of another column', () => {
    expect(head[0]).toMatchObject({ sorted: 'none', href: '/organisations?kind=council&sort=name&order=ascending' });
  });

  it('are plain where nothing can be sorted', () => {
    expect(head[2]).toMatchObject({ sorted: null, href: null });
    expect(tableHead(columns).every((cell) => cell.href === null)).toBe(true);
  });
});

describe('a table whose rows stand as blocks on a phone', () => {
  const cellsOf = (cells: readonly Cell[]): readonly Cell[] =>
    stacked({ id: 'one', caption: 'One', head: tableHead(columns), rows: [{ cells }] }).rows[0]?.cells ?? [];

  it('says the column before each cell but the heading of the row', () => {
    const said = cellsOf([{ text: 'Northwick', header: true }, { text: '12' }, { text: 'Two' }]);
    expect(said.map(({ label }) => label)).toEqual([undefined, 'Months', 'Sources']);
  });

  it.each<[string, Cell, boolean]>([
    ['a dash', { text: '–' }, true],
    ['no words', { text: '' }, true],
    ['a nought', { text: '0' }, false],
    ['None', { text: 'None' }, false],
    ['a dash with a note', { text: '–', note: 'Not asked for' }, false],
    ['a tag alone', { tag: { text: 'Late' } }, false],
    ['links alone', { links: [{ text: 'MS-0001', href: '/' }] }, false],
    ['no links at all', { links: [] }, true],
  ])('leaves out there what only keeps a column in line: %s', (_, cell, isBlank) => {
    expect(cellsOf([{ text: 'Northwick', header: true }, cell])[1]).toMatchObject({ isBlank });
  });
});
