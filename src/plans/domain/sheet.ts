/** What a secretary's spreadsheet holds once it was read: text only, a row at a time, dates as `2026-03-31`. */
export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
};

export const mostRows = 1_000;
export const mostColumns = 60;
export const longestCell = 4_000;

/** Which limit a sheet breaks, with how much there is of it. */
export type TooMuch = {
  readonly limit: 'rows' | 'columns' | 'cell';
  readonly found: number;
  readonly most: number;
};

/** Control characters that no keyboard types are dropped, spaces that only look different made alike. */
const tidied = (cell: string): string =>
  cell
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u00a0\u2007\u202f]/g, ' ')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();

/** Without the empty rows at its end and the empty columns at its right; every row as long as the longest. */
export function tidySheet({ name, rows }: Sheet): Sheet {
  const clean = rows.map((row) => row.map(tidied));
  const width = clean.reduce((most, row) => Math.max(most, row.findLastIndex((cell) => cell !== '') + 1), 0);
  const length = clean.findLastIndex((row) => row.some((cell) => cell !== '')) + 1;
  return {
    name,
    rows: clean.slice(0, length).map((row) => Array.from({ length: width }, (_nothing, place) => row[place] ?? '')),
  };
}

export function tooMuchIn({ rows }: Sheet): TooMuch | null {
  if (rows.length > mostRows) return { limit: 'rows', found: rows.length, most: mostRows };
  const columns = rows[0]?.length ?? 0;
  if (columns > mostColumns) return { limit: 'columns', found: columns, most: mostColumns };
  const longest = rows.flat().reduce((most, cell) => Math.max(most, cell.length), 0);
  return longest > longestCell ? { limit: 'cell', found: longest, most: longestCell } : null;
}

/** A, B … Z, AA, AB …: how spreadsheets call their columns. */
export function columnLetter(place: number): string {
  const letter = String.fromCodePoint(65 + (place % 26));
  return place < 26 ? letter : columnLetter(Math.floor(place / 26) - 1) + letter;
}

export const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === '');
