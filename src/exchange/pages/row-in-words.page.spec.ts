import { day } from '../../kernel/calendar-day.js';
import type { ImportedInspection } from '../domain/profiles/ofsted-ilacs-history.js';
import type { RegisteredBody } from '../domain/profiles/registers.js';
import { rowInWords } from './row-in-words.page.js';

describe('a row as it would be read', () => {
  it('of an inspection says the body, the dates, the framework and each grade', () => {
    const row: ImportedInspection = {
      line: 2,
      body: { scheme: 'ofsted-la', code: '80999', name: 'westshire' },
      reportUrl: null,
      publishedOn: day('2015-05-08'),
      startedOn: day('2015-02-25'),
      endedOn: day('2015-03-08'),
      type: 'full',
      typeText: null,
      framework: 'ofsted_sif_2013',
      frameworkInferred: true,
      judgements: [
        {
          area: 'overall',
          areaText: 'Overall',
          isOverall: true,
          grade: 'inadequate',
          label: 'Inadequate',
          absence: null,
        },
        { area: 'x', areaText: 'Care', isOverall: false, grade: null, label: null, absence: 'unreadable' },
      ],
    };
    expect(rowInWords(row)).toEqual({
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
    const row: RegisteredBody = {
      line: 2,
      scheme: 'local-authority-code',
      codes: [{ scheme: 'ons', value: 'E06000001' }],
      officialName: 'Alpha Council',
      names: ['Alpha'],
      region: 'south_west',
      country: 'England',
      openedOn: null,
      closedOn: day('2023-03-31'),
      replacedBy: ['BBB'],
    };
    expect(rowInWords(row)).toEqual({
      about: 'Alpha Council',
      says: [
        'Codes: ons E06000001',
        'Also called Alpha',
        'In South West',
        'Ended 31\u00a0March\u00a02023',
        'Replaced by BBB',
      ],
    });
  });

  it('of anything else says what its profile calls it', () => {
    expect(rowInWords({ line: 3, name: 'A', beds: 4, note: '', inner: {} })).toEqual({
      about: 'A row',
      says: ['name: A', 'beds: 4'],
    });
    expect(rowInWords(null)).toEqual({ about: 'A row', says: [] });
  });
});
