import type { Citation } from '../../sources/data/citations.queries.js';
import type { FrameworkFactRow, FrameworkGradeRow, FrameworkRow } from '../data/framework-pages.row.js';
import { frameworkPage, type FrameworkParts } from './framework.page.js';

const framework: FrameworkRow = {
  id: 'f',
  key: 'ofsted_ilacs_2026',
  title: 'Children’s services, without a headline',
  inspectorateKey: 'ofsted',
  inspectorate: 'Ofsted',
  unit: 'organisation',
  kind: 'inspection',
  status: 'current',
  sectors: '["childrens_services","councils"]',
  countries: '["England"]',
  effectiveFrom: '2026-04',
  effectiveTo: null,
  datesVerified: 0,
  dateNote: 'announced in November 2025',
  overallKind: null,
  recoveredRule: null,
  overallCount: 0,
  factsVerified: 3,
  factsTotal: 4,
  scaleId: 's',
  episodeArea: 'children',
  formalFailure: '{"anyOf":[],"note":null}',
  seriousFindings: '{"anyOf":[{"area":"leaders","grades":["inadequate"]}],"note":null}',
  predecessorKey: 'ofsted_ilacs_2023',
  predecessorTitle: 'Children’s services, 2023',
  successorKey: 'not_here',
  successorTitle: null,
  verification: 'partial',
  strongestSourceTier: 'primary',
  inspections: 1_001,
};

const aGrade = (change: Partial<FrameworkGradeRow>): FrameworkGradeRow => ({
  scaleId: 's',
  scaleKey: 'oria4',
  scaleLabel: 'Four grades',
  bandBasis: 'absolute-standard',
  published: 'words',
  scaleVerified: 1,
  scaleNote: null,
  isMain: 1,
  key: 'inadequate',
  label: 'Inadequate',
  ordinal: 1,
  band: 'failing',
  altBand: null,
  bandConfidence: 'high',
  isFailing: 1,
  ...change,
});

const aFact = (change: Partial<FrameworkFactRow>): FrameworkFactRow => ({
  id: 'x',
  kind: 'limiting_rule',
  text: 'A rule',
  verified: 1,
  detail: null,
  ...change,
});

const source: Citation = {
  ref: 'SO-0001',
  title: 'Handbook',
  publisher: 'Ofsted',
  publishedOn: '2025-11',
  url: 'https://example.org/handbook',
  archiveUrl: null,
  verified: true,
  field: null,
  page: null,
  paragraph: null,
  quote: null,
};

const pageOf = (change: Partial<FrameworkParts> = {}) =>
  frameworkPage({
    framework,
    areas: [{ id: 'a', key: 'leaders', label: 'Impact of leaders', isOverall: 0, verified: 1, note: null }],
    grades: [
      aGrade({}),
      aGrade({
        key: 'adequate',
        label: 'Adequate',
        ordinal: 2,
        band: 'meeting',
        altBand: 'below',
        bandConfidence: 'low',
        isFailing: 0,
      }),
    ],
    facts: [],
    citations: new Map(),
    inspectionsCountedTo: 1_000,
    ...change,
  });

const rowOf = (label: string) => pageOf().summary.rows.find((row) => row.label === label);

describe('the page of a framework', () => {
  it('gives no overall grade where the framework gives none', () => {
    expect(pageOf().headline).toBe('No overall grade is given under this framework.');
  });

  it('says that it decides by area where there is no formal test', () => {
    const { rule } = pageOf();
    expect(rule.kind).toBe('by-area');
    expect(rule.tests).toEqual(['“Impact of leaders” is judged “Inadequate”.']);
  });

  it('prints the published grade first, our band beside it and the other band that it could be', () => {
    const [, adequate] = pageOf().scales[0]?.table?.rows ?? [];
    expect(adequate?.cells[0]?.text).toBe('Adequate');
    expect(adequate?.cells[1]?.grade).toMatchObject({ band: 'meeting', word: 'Meeting' });
    expect(adequate?.cells[2]?.grade?.word).toBe('Below expected');
    expect(adequate?.cells.slice(3).map(({ text }) => text)).toEqual(['Not sure', 'No']);
  });

  it('keeps a scale without grades, and has no table for it', () => {
    const page = pageOf({
      grades: [aGrade({ key: null, label: null, ordinal: null, band: null, bandBasis: 'ungraded' })],
    });
    expect(page.scales).toMatchObject([{ table: null, words: 'It gives no grades.' }]);
  });

  it('links to the version before it, and does not link to one that is not on record', () => {
    expect(rowOf('Before it')).toMatchObject({
      text: 'Children’s services, 2023',
      href: '/frameworks/ofsted_ilacs_2023',
    });
    expect(rowOf('After it')).toEqual({ label: 'After it', text: 'One that is not on record' });
  });

  it('says that its dates are not verified, and why', () => {
    expect(rowOf('Years in use')).toMatchObject({
      text: 'Since April\u00a02026',
      note: 'Not verified: announced in November 2025.',
    });
  });

  it('stops counting inspections where counting stops', () => {
    expect(rowOf('Inspections here')?.text).toBe('More than 1,000\u00a0inspections');
  });

  it('prints of a deadline what is due, how long and from when, and whether a source says so', () => {
    const facts = [
      aFact({
        kind: 'deadline',
        text: 'Final action plan',
        detail: '{"value":70,"unit":"working days","from":"receipt of the report"}',
        verified: 0,
      }),
    ];
    const [statement] = pageOf({ facts }).statements;
    expect(statement?.heading).toBe('Deadlines');
    expect(statement?.table.rows[0]?.cells.map(({ text }) => text)).toEqual([
      'Final action plan',
      '70\u00a0working days',
      'Receipt of the report',
      'Not verified',
    ]);
  });

  it('names a category of the failure rule as the statement about it does', () => {
    const page = pageOf({
      framework: { ...framework, formalFailure: '{"anyOf":[{"category":"special_measures"}]}' },
      facts: [
        aFact({
          kind: 'category',
          text: 'Rule text',
          detail: '{"key":"special_measures","label":"Special measures","failure":true}',
        }),
      ],
    });
    expect(page.rule.tests).toEqual(['It is placed in the category “Special measures”.']);
    expect(page.statements[0]?.table.rows[0]?.cells.map(({ text }) => text)).toEqual([
      'Special measures',
      'Rule text',
      'Yes',
      'Verified',
    ]);
  });

  it('numbers each source once, wherever it is cited', () => {
    const page = pageOf({
      facts: [aFact({})],
      citations: new Map([
        ['f', [source]],
        ['x', [source]],
        ['a', [{ ...source, ref: 'SO-0002' }]],
      ]),
    });
    expect(page.sources?.map(({ number, id, href }) => [number, id, href])).toEqual([
      [1, 'SO-0001', '/sources/SO-0001'],
      [2, 'SO-0002', '/sources/SO-0002'],
    ]);
    expect(page.statements[0]?.table.rows[0]?.cells[0]?.citations?.[0]?.number).toBe(1);
  });

  it('explains each of the nine reasons for giving no grade, and the two other absences', () => {
    expect(pageOf().notRated.rows).toHaveLength(11);
  });
});
