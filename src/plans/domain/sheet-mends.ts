import { type ColumnMapping, type SheetField, sheetFields } from './sheet-columns.js';

/** A cell of a sheet: the row as the spreadsheet counts it, from 1, and what its column holds. */
export type SheetCell = { readonly line: number; readonly field: SheetField };

/** What was typed instead of cells, by `cellKey`. The sheet itself stays as it was brought. */
export type Mends = Readonly<Record<string, string>>;

type Mended = { readonly mends?: Mends };

export const cellKey = ({ line, field }: SheetCell): string => `${line}-${field}`;

/** The cell that a key names; null: none that a sheet may have. */
export function cellOf(key: string): SheetCell | null {
  const [line = '', field = '', ...more] = key.split('-');
  const number = Number(line);
  const isLine = Number.isInteger(number) && number >= 1 && number < 100_000 && String(number) === line;
  return isLine && more.length === 0 && Object.hasOwn(sheetFields, field)
    ? { line: number, field: field as SheetField }
    : null;
}

/** What was typed for a cell; undefined: nothing, so that the sheet's own words stand. */
export const mendOf = ({ mends }: Mended, cell: SheetCell): string | undefined =>
  mends && Object.hasOwn(mends, cellKey(cell)) ? mends[cellKey(cell)] : undefined;

/** The cells of a row with what was typed instead of them, each in the column of its field. */
export function mendedCells(
  line: number,
  cells: readonly string[],
  choices: Mended & { readonly mapping: ColumnMapping },
): readonly string[] {
  if (!choices.mends) return cells;
  const mended = [...cells];
  for (const [field, place] of Object.entries(choices.mapping) as [SheetField, number][]) {
    const typed = mendOf(choices, { line, field });
    if (typed === undefined) continue;
    while (mended.length <= place) mended.push('');
    mended[place] = typed;
  }
  return mended;
}

/** The cells in which rows have errors, each once, in the order of the rows. */
export function cellsToMend(problems: readonly SheetCell[]): readonly SheetCell[] {
  const found = new Map(problems.map(({ line, field }) => [cellKey({ line, field }), { line, field }]));
  return [...found.values()].toSorted((a, b) => a.line - b.line);
}
