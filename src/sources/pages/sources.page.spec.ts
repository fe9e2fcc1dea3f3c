import type { SourceListRow } from '../data/source-pages.row.js';
import { sourceCsvColumns, sourcesPage } from './sources.page.js';

const row: SourceListRow = {
  id: 'a',
  ref: 'SO-0001',
  title: 'Inspection report',
  publisher: null,
  publishedOn: '2019-05',
  accessedOn: null,
  url: 'javascript:alert(1)',
  archiveUrl: null,
  licence: null,
  kind: 'primary',
  tier: null,
  supports: null,
  verified: 0,
  facts: 3,
};

const pageOf = (rows: readonly SourceListRow[], change: Partial<Parameters<typeof sourcesPage>[0]> = {}) =>
  sourcesPage({
    rows,
    total: { count: rows.length, capped: false },
    values: { q: null, kind: [] },
    page: 1,
    notes: [],
    countedTo: 1_000,
    ...change,
  });

describe('the list of sources', () => {
  it('says how many there are', () => {
    expect(pageOf([row]).heading).toBe('1\u00a0source');
    expect(pageOf([row], { total: { count: 1_000, capped: true } }).heading).toBe('1,000+\u00a0sources');
  });

  it('prints what is not known, and that a source was not read', () => {
    const [cells] = pageOf([row]).table.rows.map((each) => each.cells.map(({ text }) => text));
    expect(cells).toEqual([
      'Inspection report',
      'Not known',
      'May\u00a02019',
      'The body or inspectorate itself',
      'Not verified',
      '3',
    ]);
  });

  it('stops counting facts where counting stops', () => {
    expect(pageOf([{ ...row, facts: 1_001 }]).table.rows[0]?.cells.at(-1)?.text).toBe('1,000+');
  });

  it('downloads what is filtered', () => {
    expect(pageOf([row], { values: { q: 'Ofsted', kind: ['press'] } }).table.csvHref).toBe(
      '/sources.csv?q=Ofsted&kind=press',
    );
  });

  it('says what to do when nothing matches', () => {
    expect(pageOf([]).table.empty?.text).toBe('No sources match. Remove a filter.');
  });
});

describe('the download', () => {
  it('gives no address that a browser would run', () => {
    const written = sourceCsvColumns.map(({ value }) => value(row));
    expect(written.join('|')).not.toContain('javascript');
    expect(written.slice(0, 4)).toEqual(['SO-0001', 'Inspection report', null, '2019-05']);
  });
});
