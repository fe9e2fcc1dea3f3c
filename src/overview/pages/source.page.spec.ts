import type { Citation } from '../../sources/data/citations.queries.js';
import type { CitingRecordRow, SourceRow, SourceUseRow } from '../data/source-facts.row.js';
import { type SourceFacts, sourcePage } from './source.page.js';

const source: SourceRow = {
  id: 's',
  ref: 'SO-0001',
  title: 'Inspection report',
  publisher: 'Ofsted',
  author: null,
  publishedOn: '2019-05',
  accessedOn: null,
  url: 'https://example.org/report',
  archiveUrl: null,
  licence: null,
  kind: 'primary',
  tier: null,
  supports: null,
  verified: 0,
  recordedAt: '2026-11-23T10:00:00.000Z',
  recordedBy: 'AC-0001',
  editedBy: null,
};

const aUse = (recordKind: string, recordId: string): SourceUseRow => ({
  recordKind,
  recordId,
  field: null,
  page: null,
  paragraph: null,
  quote: null,
});

const aRecord = (change: Partial<CitingRecordRow>): CitingRecordRow => ({
  kind: 'intervention',
  id: 'i',
  text: 'A commissioner was sent',
  code: null,
  on: '2019-06',
  organisation: 'Somewhere Council',
  place: 'somewhere-council',
  anchor: 'i',
  verified: 1,
  ...change,
});

const pageOf = (change: Partial<SourceFacts> = {}, page = 1) =>
  sourcePage(
    { source, counts: [], uses: [], records: [], claims: [], citations: new Map(), ...change },
    { page, notes: [], countedTo: 1_000 },
  );

const cellsOf = (record: CitingRecordRow) =>
  pageOf({
    counts: [{ recordKind: record.kind, count: 1 }],
    uses: [aUse(record.kind, record.id)],
    records: [record],
  }).groups[0]?.table.rows[0]?.cells;

describe('the page of a source', () => {
  it('offers its keeping to whoever keeps sources, and its check only to another than who wrote it', () => {
    const facts: SourceFacts = { source, counts: [], uses: [], records: [], claims: [], citations: new Map() };
    const linksFor = (keeper: { mayCheck: boolean } | null) =>
      sourcePage(facts, { page: 1, notes: [], countedTo: 1_000, keeper }).keeping;
    expect(linksFor(null)).toEqual([]);
    expect(linksFor({ mayCheck: false }).map(({ href }) => href)).toEqual([
      '/sources/SO-0001/edit',
      '/sources/SO-0001/withdrawal',
    ]);
    expect(linksFor({ mayCheck: true })[0]?.href).toBe('/sources/SO-0001/check');
  });

  it('says that nobody has read it, and what that means', () => {
    expect(pageOf().summary.rows.find(({ label }) => label === 'Checked')).toMatchObject({
      text: 'Not verified',
      note: expect.stringContaining('Nobody has read it') as unknown,
    });
  });

  it('has a title of its own, also beside a framework or a source of the same name', () => {
    expect(pageOf()).toMatchObject({ heading: 'Inspection report', title: 'Inspection report (source SO-0001)' });
  });

  it('prints the date no more exactly than it is known', () => {
    expect(pageOf().summary.rows.find(({ label }) => label === 'Published')?.text).toBe('May\u00a02019');
  });

  it('shows an address that is none of the web as text, never as a link', () => {
    const page = pageOf({ source: { ...source, url: 'javascript:alert(1)' } });
    expect(page.outside).toBeNull();
    expect(page.unsafeAddress).toBe('javascript:alert(1)');
  });

  it.each([
    [{}, '/organisations/somewhere-council/timeline#fact-i'],
    [{ kind: 'organisation', anchor: null }, '/organisations/somewhere-council'],
    [{ kind: 'inspection', place: 'IN-0004', anchor: null }, '/inspections/IN-0004'],
    [{ kind: 'judgement', place: 'IN-0004', anchor: null }, '/inspections/IN-0004'],
    [{ kind: 'episode', place: 'EP-0002', anchor: null }, '/episodes/EP-0002'],
    [{ kind: 'episode_cause', place: 'EP-0002', anchor: null }, '/episodes/EP-0002'],
    [{ kind: 'framework_fact', place: 'ofsted_ilacs_2018', anchor: null }, '/frameworks/ofsted_ilacs_2018'],
    [{ kind: 'lesson_evidence', place: '4', anchor: 'i' }, '/lessons/4#fact-i'],
    [{ kind: 'rating_scale', place: null, anchor: null }, null],
  ])('leads from %j to %j', (change, href) => {
    expect(cellsOf(aRecord(change))?.[0]?.href).toBe(href);
  });

  it('tells a post, a link and a code in words that make sense alone', () => {
    expect(cellsOf(aRecord({ kind: 'post_holding', text: '', code: 'chair' }))?.[0]?.text).toBe(
      'Chair: holder not named',
    );
    expect(cellsOf(aRecord({ kind: 'organisation_link', text: 'New Trust', code: 'replaced_by' }))?.[0]?.text).toBe(
      'Somewhere Council: replaced by New Trust',
    );
    expect(cellsOf(aRecord({ kind: 'organisation_code', text: 'E10000032', code: 'ons' }))?.[0]?.text).toBe(
      'ONS: E10000032',
    );
  });

  it('groups facts by kind, with the number of each', () => {
    const page = pageOf({
      counts: [
        { recordKind: 'intervention', count: 60 },
        { recordKind: 'outcome', count: 2 },
      ],
      uses: [aUse('intervention', 'i')],
      records: [aRecord({})],
    });
    expect(page.factsHeading).toBe('62\u00a0facts rest on it');
    expect(page.groups.map(({ heading }) => heading)).toEqual(['Intervention (60)']);
    expect(page.pagination?.nextHref).toBe('/sources/SO-0001?page=2');
  });

  it('tells nothing of a record that is no longer shown', () => {
    const page = pageOf({ counts: [{ recordKind: 'outcome', count: 1 }], uses: [aUse('outcome', 'gone')] });
    expect(page.groups[0]?.table.rows[0]?.cells[0]).toEqual({ text: 'A record that is no longer shown', header: true });
  });

  it('prints every claim of a disagreement with its sources, and which is shown first', () => {
    const claim = {
      conflictId: 'c',
      ref: 'SC-0001',
      topic: 'When it opened',
      shownFirst: 1,
      why: 'The report was read.',
    };
    const cited: Citation = { ...source, verified: true, field: null, page: null, paragraph: null, quote: null };
    const page = pageOf({
      claims: [
        { ...claim, claimId: 'one', text: '2011' },
        { ...claim, claimId: 'two', text: '2012' },
      ],
      citations: new Map([['two', [cited]]]),
    });
    expect(page.conflicts).toMatchObject([
      {
        topic: 'When it opened',
        claims: [
          { text: '2011', isFirst: false, marks: [] },
          { text: '2012', isFirst: true, marks: [{ number: 1 }] },
        ],
      },
    ]);
    expect(page.sources).toHaveLength(1);
  });
});
