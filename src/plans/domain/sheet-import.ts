import { isBlank, type Sheet } from './sheet.js';
import { type ColumnMapping, findHeadings, proposeMapping, type SheetField } from './sheet-columns.js';
import type { SheetCell } from './sheet-mends.js';
import type { RowProblemCode, SheetChoices, Told } from './sheet-row.js';

/** `open`: being looked through. `added`: its rows are milestones. `set_aside`: nothing came of it. */
export type SheetImportState = 'open' | 'added' | 'set_aside';

/** What was said of a sheet so far. */
export type SavedChoices = SheetChoices & {
  /** Which sheet of the workbook, from 0. */
  readonly sheet: number;
  /** Somebody has looked at the columns and said yes. */
  readonly isMapped: boolean;
};

/** What came of a sheet: counts of rows, and which row became which milestone. */
export type SheetOutcome = {
  readonly added: readonly { readonly line: number; readonly ref: string }[];
  readonly priorities: number;
  readonly here: number;
  readonly repeated: number;
  /** Cells that came in as they were typed on our own page; absent: none. */
  readonly mended?: readonly SheetCell[];
  /** The rows that were left out because of what is wrong with them. */
  readonly leftOut: readonly Told<RowProblemCode>[];
};

/** The sheet of a workbook that most likely holds the plan: the one with the most headings that are known. */
export function likeliestSheet(sheets: readonly Sheet[]): number {
  const scores = sheets.map((sheet) => Object.keys(proposeMapping(findHeadings(sheet))).length);
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}

/** What is proposed when nobody has said anything of it yet. */
export function firstChoices(sheets: readonly Sheet[], sheet = likeliestSheet(sheets)): SavedChoices {
  const chosen = sheets[sheet] ?? { name: '', rows: [] };
  return {
    sheet,
    isMapped: false,
    mapping: proposeMapping(findHeadings(chosen)),
    usual: { priority: null, lever: null, horizon: null, weight: 'medium' },
    datesAgreed: false,
    priorities: {},
    outcomes: {},
    owners: {},
  };
}

/** Fields without which no row can come in. */
export const neededFields: readonly SheetField[] = ['title', 'doneMeans', 'due'];

/** The needed fields that no column is said to hold. */
export const missingFields = (mapping: ColumnMapping): readonly SheetField[] =>
  neededFields.filter((field) => mapping[field] === undefined);

/** The first rows under the headings, to be looked at. */
export function sample(
  sheet: Sheet,
  count: number,
): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const { at, rows } = findHeadings(sheet);
  return sheet.rows
    .map((cells, place) => ({ line: place + 1, cells }))
    .slice(at + rows)
    .filter(({ cells }) => !isBlank(cells))
    .slice(0, count);
}
