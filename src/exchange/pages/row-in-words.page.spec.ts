import type { ImportedBody, ImportedLook } from '../domain/read-row.js';
import { rowInWords } from './row-in-words.page.js';

const body: ImportedBody = {
  kind: 'council',
  kindText: null,
  sector: 'councils',
  scheme: 'ofsted-la',
  code: '80999',
  codes: [{ scheme: 'ofsted-la', value: '80999' }],
  name: 'westshire',
  isNamed: true,
  officialName: null,
  names: ['westshire'],
  region: null,
  within: null,
  country: 'England',
  openedOn: null,
  closedOn: null,
  links: [],
};

const look: ImportedLook = {
  inspectorate: 'Ofsted',
  subject: 'Children’s services',
  service: 'children',
  unit: null,
  reportUrl: null,
  publishedOn: '2015-05-08',
  startedOn: '2015-02-25',
  endedOn: '2015-03-08',
  type: 'full',
  typeText: null,
  framework: 'ofsted_sif_2013',
  publishedFramework: null,
  frameworkInferred: true,
  category: null,
  judgements: [
    { area: 'overall', areaText: 'Overall', isOverall: true, grade: 'inadequate', label: 'Inadequate', absence: null },
    { area: 'x', areaText: 'Care', isOverall: false, grade: null, label: null, absence: 'unreadable' },
  ],
};

describe('a row as it would be read', () => {
  it('of an inspection says the body, the dates, the framework and each grade', () => {
    expect(rowInWords({ line: 2, body, looks: [look], steps: [] })).toEqual({
      about: 'westshire (80999)',
      says: [
        'Published 8\u00a0May\u00a02015',
        'Inspected 25\u00a0February\u00a02015 to 8\u00a0March\u00a02015',
        'Framework ofsted_sif_2013, worked out from the date',
        'Overall: Inadequate',
        'Care: Not known: unreadable in the source',
      ],
    });
  });

  it('of a register says its codes, its names and who took its place', () => {
    const code = { scheme: 'local-authority-code', value: 'AAA' };
    const council: ImportedBody = {
      ...body,
      scheme: code.scheme,
      code: code.value,
      codes: [code, { scheme: 'ons', value: 'E06000001' }],
      name: 'Alpha Council',
      officialName: 'Alpha Council',
      names: ['Alpha'],
      region: 'south_west',
      closedOn: '2023-03-31',
      links: [{ from: code, to: { ...code, value: 'BBB' }, type: 'replaced_by', on: '2023-03-31' }],
    };
    expect(rowInWords({ line: 2, body: council, looks: [], steps: [] })).toEqual({
      about: 'Alpha Council',
      says: [
        'Codes: local-authority-code AAA, ons E06000001',
        'Also called Alpha',
        'In South West',
        'Ended 31\u00a0March\u00a02023',
        'Replaced by BBB',
      ],
    });
  });

  it('of a step of an authority says when and what, and of a month that it is no day', () => {
    const step = {
      kind: 'exceptional_financial_support',
      typeText: 'Support',
      level: 2,
      authority: 'Ministry',
      area: null,
      startedOn: '2020',
      text: 'Support of £5m.',
    };
    const monthly = { ...look, publishedOn: '2025-02', startedOn: null, endedOn: null, judgements: [] };
    expect(rowInWords({ line: 2, body: { ...body, codes: [], code: '' }, looks: [monthly], steps: [step] })).toEqual({
      about: 'westshire',
      says: ['Published 2025-02', 'Framework ofsted_sif_2013, worked out from the date', '2020: Support of £5m.'],
    });
  });
});
