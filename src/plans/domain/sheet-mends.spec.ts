import { cellKey, cellOf, cellsToMend, mendedCells, mendOf } from './sheet-mends.js';
import type { SheetChoices } from './sheet-row.js';

const choices = (mends?: Record<string, string>): SheetChoices => ({
  mapping: { title: 0, due: 3 },
  usual: { priority: null, lever: null, horizon: null, weight: null },
  datesAgreed: false,
  priorities: {},
  outcomes: {},
  owners: {},
  ...(mends ? { mends } : {}),
});

describe('what is typed instead of a cell', () => {
  it('is known by the row and what its column holds', () => {
    expect(cellKey({ line: 12, field: 'due' })).toBe('12-due');
    expect(cellOf('12-due')).toEqual({ line: 12, field: 'due' });
    expect(
      ['', '12', '012-due', '0-due', '1.5-due', '12-colour', '12-due-x', '12-constructor', '100000-due'].map(cellOf),
    ).toEqual(Array.from({ length: 9 }, () => null));
  });

  it('stands in the column of its field, and nothing else moves', () => {
    const cells = ['Visit', 'x'];
    expect(mendedCells(2, cells, choices())).toBe(cells);
    expect(mendedCells(2, cells, choices({ '2-due': '1/2/2027', '3-title': 'Another row' }))).toEqual([
      'Visit',
      'x',
      '',
      '1/2/2027',
    ]);
    expect(mendedCells(2, cells, choices({ '2-title': '' }))).toEqual(['', 'x']);
    expect(mendOf(choices({ '2-lever': 'Practice' }), { line: 2, field: 'lever' })).toBe('Practice');
    expect(mendOf(choices({}), { line: 2, field: 'lever' })).toBeUndefined();
  });

  it('is asked for once a cell, in the order of the rows', () => {
    const told = (line: number, field: 'due' | 'title') => ({ line, field, code: 'no-due' as const, about: '' });
    expect(cellsToMend([told(9, 'due'), told(2, 'title'), told(2, 'due'), told(9, 'due')])).toEqual([
      { line: 2, field: 'title' },
      { line: 2, field: 'due' },
      { line: 9, field: 'due' },
    ]);
  });
});
