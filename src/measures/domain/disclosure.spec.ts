import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  type Figure,
  isWithheld,
  publish,
  publishLine,
  publishTable,
  scanWords,
  type Shown,
  usualPolicy,
} from './disclosure.js';
import { type DisclosureCasesFile, disclosureRules, runDisclosureCases } from './disclosure-cases.js';

const { cases } = JSON.parse(
  readFileSync(join(process.cwd(), 'src/measures/library/disclosure-cases.json'), 'utf8'),
) as DisclosureCasesFile;

describe('the published cases', () => {
  it.each(runDisclosureCases(cases).map((result) => [`${result.rule}. ${result.title}`, result] as const))(
    '%s',
    (_title, { got, expected, passed }) => {
      expect(got).toEqual(expected);
      expect(passed).toBe(true);
    },
  );

  it('show each of the eight rules, each case under a name of its own', () => {
    expect([...new Set(cases.map(({ rule }) => rule))]).toEqual(disclosureRules.map(({ rule }) => rule));
    expect(new Set(cases.map(({ key }) => key)).size).toBe(cases.length);
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  });

  it('fail when something else comes out', () => {
    const [first] = cases;
    if (!first) throw new Error('There are no cases');
    expect(runDisclosureCases([{ ...first, expected: ['something else'] }])[0]?.passed).toBe(false);
  });
});

const counts = fc.integer({ min: 0, max: 40 });
const figuresOf = (values: readonly number[]): Figure[] => values.map((value) => ({ value }));

describe('whatever the numbers are', () => {
  const asked = { policy: usualPolicy, scope: 'public' } as const;

  it('no count from 1 to 4 is ever printed, alone, in a table or as a total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(counts, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        (table) => {
          const rowTotals = table.map((row) => ({ value: row.reduce((sum, value) => sum + value, 0) }));
          const { rows, totals } = publishTable(table.map(figuresOf), { ...asked, rowTotals });
          const all = [...rows.flat(), ...totals.flatMap((total) => total ?? [])];
          expect(all.filter((shown) => shown.is === 'number' && shown.value >= 1 && shown.value <= 4)).toEqual([]);
        },
      ),
    );
  });

  it('no withheld cell can be got by subtraction: a row and a column has none, or two and more, or no total', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((width) =>
            fc.array(fc.array(counts, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
          ),
        (table) => {
          const rowTotals = table.map((row) => ({ value: row.reduce((sum, value) => sum + value, 0) }));
          const { rows, totals } = publishTable(table.map(figuresOf), { ...asked, rowTotals });
          const alone = (cells: readonly Shown[]): boolean => cells.filter(isWithheld).length === 1;
          const columns = (rows[0] ?? []).map((_cell, column) => rows.flatMap((row) => row[column] ?? []));
          expect(rows.filter((row, index) => alone(row) && totals[index]?.is === 'number')).toEqual([]);
          expect(rows.filter((row) => row.length > 1 && alone(row))).toEqual([]);
          expect(rows.length > 1 ? columns.filter(alone) : []).toEqual([]);
        },
      ),
    );
  });

  it('more than one set of counts fits what is printed of a row and its total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }), (row) => {
        const sum = row.reduce((all, value) => all + value, 0);
        const { cells, total } = publishLine(figuresOf(row), { ...asked, total: { value: sum } });
        if (!cells.some(isWithheld) || total?.is !== 'number') return;
        const hidden = row.filter((_value, index) => cells[index] && isWithheld(cells[index]));
        const left = hidden.reduce((all, value) => all + value, 0);
        expect(hidden.length).toBeGreaterThan(1);
        expect(left).toBeGreaterThan(hidden.length);
      }),
    );
  });

  it('a board sees every number, and the public none that the board may not publish', () => {
    fc.assert(
      fc.property(counts, (value) => {
        const forBoard = publish({ value }, usualPolicy, 'board');
        const forAll = publish({ value }, usualPolicy, 'public');
        expect(forBoard).toMatchObject({ is: 'number', value });
        expect(forBoard.is === 'number' && forBoard.forBoardOnly).toBe(isWithheld(forAll));
      }),
    );
  });

  it('words are looked through in a time that does not run away', () => {
    const long = 'two of the young '.repeat(4_000);
    const before = performance.now();
    scanWords(long);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
