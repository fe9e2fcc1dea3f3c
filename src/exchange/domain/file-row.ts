/** One row of a file, with the line on which it begins (the heading is line 1). */
export type FileRow = { readonly line: number; readonly cells: readonly string[] };

/** A file that cannot be read: one sentence for the person who brought it, naming line and column where it can. */
export class CannotRead extends Error {}

/** A row by the names of its columns. */
export type NamedRow = { readonly line: number; readonly cell: (column: string) => string };

/** Why a row was refused, or what was noticed about one that was not. */
export type RowRemark = { readonly line: number; readonly column: string | null; readonly text: string };

export type RowReading<Value> =
  | { readonly ok: true; readonly value: Value; readonly remarks: readonly RowRemark[] }
  | { readonly ok: false; readonly remark: RowRemark };

/** The name of a column as it stands in a heading, without the mark of the encoding and blanks around it. */
export const plainName = (text: string): string => text.replace(/^\uFEFF/, '').trim();

/** Longer than any name, address or grade; nothing on the record could hold more. */
const longestCell = 1_000;
const unprintable = /[^\P{Cc}\t\n\r]/u;
const longestQuote = 60;

/** What a cell says, short enough to stand in a sentence. */
export const quoted = (cell: string): string =>
  `“${cell.length > longestQuote ? `${cell.slice(0, longestQuote)}…` : cell}”`;

/** Where the columns of a profile stand in a file, and how its rows may differ from its heading. */
export type Places = {
  readonly at: ReadonlyMap<string, number>;
  readonly width: number;
  /** Rows may be shorter, or end in empty cells beyond the heading. */
  readonly ragged: boolean;
  /** Columns that may hold more than a name, an address or a grade. */
  readonly long: ReadonlySet<string>;
};

/** A row by names, or the reason why it is not one. */
export function nameCells({ at, width, ragged, long }: Places, row: FileRow): RowReading<NamedRow> {
  const { length } = row.cells;
  if (length !== width && !(ragged && (length < width || row.cells.slice(width).every((cell) => cell === '')))) {
    const text = `The row has ${length} cells where the heading has ${width}`;
    return { ok: false, remark: { line: row.line, column: null, text } };
  }
  for (const [column, place] of at) {
    const cell = row.cells[place] ?? '';
    const fault =
      cell.length > longestCell && !long.has(column)
        ? `The cell has ${cell.length} characters; at most ${longestCell} can be read`
        : unprintable.test(cell)
          ? 'The cell holds characters that cannot be printed'
          : null;
    if (fault) return { ok: false, remark: { line: row.line, column, text: fault } };
  }
  return {
    ok: true,
    remarks: [],
    value: { line: row.line, cell: (column) => row.cells[at.get(column) ?? -1]?.trim() ?? '' },
  };
}
