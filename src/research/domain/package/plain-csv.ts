import type { Cell, PackageTable } from './package-table.js';

/** A spreadsheet runs a cell that begins so, whatever blank or unprintable characters stand in front. */
const readAsFormula = /^[\p{Z}\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/**
 * Text that no spreadsheet runs and that everybody can restore: an apostrophe goes before what would run, and before
 * what begins with one anyway. So a field that begins with an apostrophe says what stands behind it, always.
 */
export const guarded = (text: string): string => (text.startsWith("'") || readAsFormula.test(text) ? `'${text}` : text);

/** The text that was guarded. */
export const restored = (field: string): string => (field.startsWith("'") ? field.slice(1) : field);

const mustBeQuoted = /[",;\t\r\n]|^ | $/;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guarded(cell);
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/**
 * A table as a file: RFC 4180 (commas, doubled quotes, CRLF after every line), one heading line, UTF-8 without a mark,
 * which R and Python would read as a part of the first name.
 */
export const plainCsv = ({ columns, rows }: Pick<PackageTable, 'columns' | 'rows'>): string =>
  [line(columns.map(({ name }) => name)), ...rows.map(line)].join('');

/** Reads what `plainCsv` wrote, guards taken away: an empty field is an empty text. Throws on a quote without an end. */
export function readPlainCsv(text: string): { readonly names: readonly string[]; readonly rows: string[][] } {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } = text[at] === '"' ? quotedFrom(text, at) : bareFrom(text, at);
    row.push(restored(value));
    if (text[end] === ',') {
      at = end + 1;
      continue;
    }
    at = end + 2;
    rows.push(row);
    row = [];
  }
  const [names = [], ...others] = rows;
  return { names, rows: others };
}

type Read = { readonly value: string; readonly end: number };

function bareFrom(text: string, start: number): Read {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

function quotedFrom(text: string, start: number): Read {
  const pieces: string[] = [];
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) throw new Error('A quoted field has no end');
    pieces.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { value: pieces.join(''), end: quote + 1 };
    pieces.push('"');
    from = quote + 2;
  }
}
