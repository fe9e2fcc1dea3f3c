import type { CalendarDay } from '../../kernel/calendar-day.js';

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

/**
 * A way of reading one publication. `readRow` never guesses: what it cannot read it refuses, naming the column, or
 * marks as not known with the reason.
 */
export type Profile<Value> = {
  readonly key: string;
  /** What the publication is called, and by whom it is made. */
  readonly title: string;
  readonly publisher: string;
  readonly address: string | null;
  readonly licence: string;
  /** Columns that must be there, by name. Others are passed over. */
  readonly columns: readonly string[];
  readonly readRow: (row: NamedRow, today: CalendarDay) => RowReading<Value>;
};

/** The name of a column as it stands in a heading, without the mark of the encoding and blanks around it. */
export const plainName = (text: string): string => text.replace(/^\uFEFF/, '').trim();

/**
 * Finds the columns of a profile in the heading; `renamed` says under which other name one stands in this file. Throws
 * `CannotRead` when one is missing or stands twice: then this is another file.
 */
export function readHeading(
  profile: Pick<Profile<unknown>, 'key' | 'columns'>,
  heading: FileRow,
  renamed: Readonly<Record<string, string>> = {},
): Map<string, number> {
  const names = heading.cells.map(plainName);
  const places = new Map<string, number>();
  for (const column of profile.columns) {
    const name = Object.hasOwn(renamed, column) ? (renamed[column] ?? column) : column;
    const place = names.indexOf(name);
    if (place === -1)
      throw new CannotRead(
        `Line ${heading.line}: there is no column “${name}”. This does not look like a file for the profile ${profile.key}.`,
      );
    if (names.indexOf(name, place + 1) !== -1)
      throw new CannotRead(
        `Line ${heading.line}, column ${names.indexOf(name, place + 1) + 1}: “${name}” stands twice.`,
      );
    places.set(column, place);
  }
  return places;
}

/** Longer than any name, address or grade; nothing on the record could hold more. */
const longestCell = 1_000;
const unprintable = /[^\P{Cc}\t\n\r]/u;
const longestQuote = 60;

/** What a cell says, short enough to stand in a sentence. */
export const quoted = (cell: string): string =>
  `“${cell.length > longestQuote ? `${cell.slice(0, longestQuote)}…` : cell}”`;

/** A row by names, or the reason why it is not one. */
export function nameCells(places: ReadonlyMap<string, number>, width: number, row: FileRow): RowReading<NamedRow> {
  if (row.cells.length !== width) {
    const text = `The row has ${row.cells.length} cells where the heading has ${width}`;
    return { ok: false, remark: { line: row.line, column: null, text } };
  }
  for (const [column, place] of places) {
    const cell = row.cells[place] ?? '';
    const fault =
      cell.length > longestCell
        ? `The cell has ${cell.length} characters; at most ${longestCell} can be read`
        : unprintable.test(cell)
          ? 'The cell holds characters that cannot be printed'
          : null;
    if (fault) return { ok: false, remark: { line: row.line, column, text: fault } };
  }
  return {
    ok: true,
    remarks: [],
    value: { line: row.line, cell: (column) => row.cells[places.get(column) ?? -1]?.trim() ?? '' },
  };
}
