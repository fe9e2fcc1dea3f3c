import Papa from 'papaparse';
import { grade } from './grade.js';
import { tableHead } from './table.js';
import { csvText } from './csv.js';
import { tableCsv } from './table-csv.js';

const read = (text: string): string[][] =>
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data;

describe('a table as a file', () => {
  const head = tableHead([{ text: 'Area' }, { text: 'Grade' }, { text: 'Months', numeric: true }]);
  const rows = [
    {
      cells: [
        {
          text: 'Safety',
          href: '/inspections/IN-0001',
          citations: [{ number: 1, href: '#source-1', title: 'A report' }],
        },
        { grade: grade('failing', 'Inadequate', 'Failing band, ours'), note: 'Not verified' },
        { text: '74.7\u00a0months', written: 74.7 },
      ],
    },
    { cells: [{ text: '=1+1' }, { text: 'Not rated' }, { text: 'Not known', written: null }] },
  ];

  it('has a column for each of its own, and beside it for notes and addresses where there are any', () => {
    expect(read(csvText(tableCsv({ head, rows })))[0]).toEqual([
      'Area',
      'Area: page',
      'Grade',
      'Grade: note',
      'Months',
      'Sources',
    ]);
  });

  it('says the words of a cell, or what was written for a file', () => {
    expect(read(csvText(tableCsv({ head, rows })))[1]).toEqual([
      'Safety',
      '/inspections/IN-0001',
      'Inadequate',
      'Failing band, ours. Not verified',
      '74.7',
      'A report',
    ]);
  });

  it('gives what is several things a column each', () => {
    const months = { cells: [{ text: '28.0 ± 1 months', written: { Months: 28, 'Plus or minus': 1 } }] };
    expect(read(csvText(tableCsv({ head: tableHead([{ text: 'Length' }]), rows: [months] })))).toEqual([
      ['Months', 'Plus or minus'],
      ['28', '1'],
    ]);
  });

  it('runs nothing in a spreadsheet, and leaves empty what is not known', () => {
    expect(read(csvText(tableCsv({ head, rows })))[2]).toEqual(["'=1+1", '', 'Not rated', '', '', '']);
  });

  it('is a heading alone for a table without rows', () => {
    expect(read(csvText(tableCsv({ head, rows: [] })))).toEqual([['Area', 'Grade', 'Months']]);
  });
});
