import Papa from 'papaparse';
import type { TypedValue } from '../domain/value-entry.js';

/** The largest file of numbers, in bytes, and the most lines that are read of it. */
export const largestValuesFile = 150_000;
export const mostLines = 600;

/** The headings that a file may have. `period` and `value` it must have. */
export const fileColumns = ['period', 'value', 'numerator', 'denominator', 'letter', 'note', 'reason'] as const;
type FileColumn = (typeof fileColumns)[number];

/** Other words that people write above the same columns. */
const alsoCalled: Readonly<Record<string, FileColumn>> = {
  date: 'period',
  month: 'period',
  quarter: 'period',
  year: 'period',
  flag: 'letter',
  comment: 'note',
  comments: 'note',
  notes: 'note',
  number: 'value',
};

export type FileProblem =
  | 'empty'
  | 'not-text'
  | 'no-period-column'
  | 'no-value-column'
  | 'column-twice'
  | 'too-many-lines'
  | 'unbalanced-quotes';

export type ReadFile =
  | { readonly ok: true; readonly rows: readonly TypedValue[]; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly problem: FileProblem };

const refused = (problem: FileProblem): ReadFile => ({ ok: false, problem });

/** A byte order mark, and bytes that are no text at all. */
export function textOfFile(content: Buffer): string | null {
  if (content.includes(0)) return null;
  const utf8 = content.toString('utf8');
  // What Excel saves as "CSV" on a British machine is Windows-1252, in which £ and the dash are other bytes.
  const text = utf8.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(content) : utf8;
  return text.replace(/^\uFEFF/, '');
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const twoDigits = (number: number): string => String(number).padStart(2, '0');
const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year);

/** "Apr 2026", "April-26", "04/2026" and "Q2 2026" as the record writes them; anything else stays as it is. */
export function periodAsWritten(text: string): string {
  const plain = text.trim();
  const named = /^([A-Za-z]{3,9})[ -](\d{4}|\d{2})$/.exec(plain);
  const month = named ? monthNames.indexOf((named[1] ?? '').slice(0, 3).toLowerCase()) + 1 : 0;
  if (named && month > 0) return `${fullYear(named[2] ?? '')}-${twoDigits(month)}`;
  const numbered = /^(\d{1,2})\/(\d{4})$/.exec(plain);
  if (numbered) return `${numbered[2]}-${twoDigits(Number(numbered[1]))}`;
  const quarter = /^[Qq]([1-4])[ -](\d{4})$/.exec(plain) ?? null;
  if (quarter) return `${quarter[2]}-Q${quarter[1]}`;
  return plain.replace(/^(\d{4})-?[Qq]([1-4])$/, '$1-Q$2');
}

/** Reads a file of numbers: a line of headings, then a line a period. Lines without anything are passed over. */
export function readValuesFile(text: string): ReadFile {
  if (text.trim() === '') return refused('empty');
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  if (errors.some(({ type }) => type === 'Quotes')) return refused('unbalanced-quotes');
  const [heading = [], ...lines] = data;
  const names = heading.map((word) => word.trim().toLowerCase());
  const columns = names.map(
    (name): FileColumn | null => fileColumns.find((one) => one === name) ?? alsoCalled[name] ?? null,
  );
  const known = columns.filter((column) => column !== null);
  if (new Set(known).size < known.length) return refused('column-twice');
  if (!known.includes('period')) return refused('no-period-column');
  if (!known.includes('value') && !(known.includes('numerator') && known.includes('denominator')))
    return refused('no-value-column');
  if (lines.length === 0) return refused('empty');
  if (lines.length > mostLines) return refused('too-many-lines');
  const rows = lines.map((cells, index): TypedValue => {
    const cell = (column: FileColumn): string => (cells[columns.indexOf(column)] ?? '').trim();
    return {
      // The heading is line 1.
      row: index + 2,
      period: periodAsWritten(cell('period')),
      value: cell('value'),
      numerator: cell('numerator'),
      denominator: cell('denominator'),
      flag: cell('letter'),
      note: cell('note'),
      jump: cell('reason'),
    };
  });
  return { ok: true, rows, ignored: heading.filter((word, index) => columns[index] === null && word.trim() !== '') };
}
