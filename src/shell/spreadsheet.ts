import type { RequestHandler, Response } from 'express';
import { type CalendarDay, day, daysBetween, isCalendarDay } from '../kernel/calendar-day.js';
import { mostCharacters, mostSheetRows, type XlsxCell, xlsxFile, type XlsxSheet } from './xlsx.js';

/**
 * Every table that is offered as CSV is offered as a workbook too, at the same address behind `/as-xlsx`. One place
 * makes both, so that neither says what the other does not.
 */
export const workbookPrefix = '/as-xlsx';

type About = { readonly address: string; readonly readOn: string };

const asked = new WeakMap<Response, About>();

/** What a workbook says of itself where one was asked for; null: CSV was. */
export const workbookAsked = (response: Response): About | null => asked.get(response) ?? null;

/** Takes the mark off the address, and remembers that there was one. What is no CSV stays where it is not found. */
export function workbookDoor({
  publicUrl,
  today,
}: {
  readonly publicUrl: string;
  readonly today: () => string;
}): RequestHandler {
  return (request, response, next) => {
    const { url } = request;
    if (url.startsWith(`${workbookPrefix}/`) && request.path.endsWith('.csv')) {
      request.url = url.slice(workbookPrefix.length);
      asked.set(response, { address: `${publicUrl}${request.url}`, readOn: today() });
      staysWorkbook(response);
    }
    next();
  };
}

/** Where a body has moved, its tables lead on as CSV: whoever asked for a workbook is led to that of the new address. */
function staysWorkbook(response: Response): void {
  const location = response.location.bind(response);
  response.location = (to) => location(isCsvOfOurs(to) ? `${workbookPrefix}${to}` : to);
}

const isCsvOfOurs = (to: string): boolean =>
  to.startsWith('/') &&
  !to.startsWith('//') &&
  !to.startsWith(`${workbookPrefix}/`) &&
  (to.split(/[?#]/, 1)[0] ?? '').endsWith('.csv');

export type WrittenValue = string | number | null | undefined;

/** How exactly a date is known: `2018-03-09`, `2018-03`, `2018-Q2`, `2018`. */
export type Precision = 'day' | 'month' | 'quarter' | 'year';

const quarters = ['-Q1', '-Q2', '-Q3', '-Q4'];

/** How exactly a text that is a date is known; null: it is none. */
export function precisionOf(text: string): Precision | null {
  if (isCalendarDay(text)) return 'day';
  if (isCalendarDay(`${text}-01`)) return 'month';
  if (isCalendarDay(`${text}-01-01`)) return 'year';
  return text.length === 7 && isCalendarDay(`${text.slice(0, 4)}-01-01`) && quarters.includes(text.slice(4))
    ? 'quarter'
    : null;
}

/** Spreadsheets believe that there was a 29 February 1900: before 1 March of that year their days are wrong. */
const firstSound = day('1900-03-01');
const dayZero = day('1899-12-30');

/** A day as a spreadsheet counts; null where it would count wrong. */
function dayCell(on: CalendarDay): XlsxCell {
  return on < firstSound ? null : { kind: 'day', serial: daysBetween(dayZero, on) };
}

/** A text that one cell can hold; what is cut says so, and where all of it is. */
function textCell(text: string): XlsxCell {
  if (text === '') return null;
  if (text.length <= mostCharacters) return { kind: 'text', text };
  const note = ` … (${text.length} characters; all of them are in the CSV file)`;
  return { kind: 'text', text: `${text.slice(0, mostCharacters - note.length)}${note}` };
}

/** A column of a workbook; `tellsPrecision`: another beside it says how exactly each of its dates is known. */
export type WorkbookColumn = { readonly header: string; readonly tellsPrecision: boolean };

/** An exact day becomes one; a month or a year stays what it says, since a spreadsheet would make a day of it. */
function cellOf(value: WrittenValue): XlsxCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', value } : textCell(String(value));
  return (isCalendarDay(value) ? dayCell(value) : null) ?? textCell(value);
}

function cellsUnder({ tellsPrecision }: WorkbookColumn, value: WrittenValue): XlsxCell[] {
  if (!tellsPrecision) return [cellOf(value)];
  const precision = typeof value === 'string' ? precisionOf(value) : null;
  return [cellOf(value), precision ? { kind: 'text', text: precision } : null];
}

const headersOf = ({ header, tellsPrecision }: WorkbookColumn): XlsxSheet['columns'] => [
  { header, width: Math.min(48, Math.max(14, header.length + 2)) },
  ...(tellsPrecision ? [{ header: `${header}: known to`, width: 14 }] : []),
];

export type Workbook = {
  readonly fileName: string;
  readonly columns: readonly WorkbookColumn[];
  /** Rows of values under the columns, a batch at a time. */
  readonly batches: AsyncIterable<readonly (readonly WrittenValue[])[]>;
};

/** What a workbook says of itself on its last sheet: where it is from, when it was read, how to read it. */
const aboutRows = ({ address, readOn }: About, fileName: string, rows: number): [string, string | number][] => [
  ['File', fileName],
  ['From', address],
  ['Read on', readOn],
  ['Rows', rows],
  ['Cite as', `Turnaround. ${address}. Accessed ${readOn}.`],
  [
    'Dates',
    'An exact day is a date; a month, a quarter or a year is text, as exactly as it is known. A column says how exactly.',
  ],
  ['Empty cells', 'Nothing is on the record, or it is withheld: a column of its own says which, where there is one.'],
  ['Text', 'A text that a spreadsheet would run as a formula begins with an apostrophe.'],
  ['Licence', 'Each source keeps its own; readings of the facts are this service’s and marked so.'],
];

/** The bytes of a workbook: its rows on as many sheets as they need, and a last one about it. */
export function workbookBytes({ fileName, columns, batches }: Workbook, about: About): AsyncGenerator<Buffer> {
  const heads = columns.flatMap(headersOf);
  const source = batches[Symbol.asyncIterator]();
  let [left, told, isOver]: [XlsxCell[][], number, boolean] = [[], 0, false];

  /** So many rows as one sheet holds; what is left of a batch goes onto the next. */
  async function* oneSheet(): AsyncGenerator<readonly (readonly XlsxCell[])[]> {
    for (let room = mostSheetRows - 1; room > 0;) {
      if (left.length === 0) {
        const next = await source.next();
        if (next.done) {
          isOver = true;
          return;
        }
        left = next.value.map((row) => columns.flatMap((column, index) => cellsUnder(column, row[index])));
      }
      const fitting = left.splice(0, room);
      room -= fitting.length;
      told += fitting.length;
      yield fitting;
    }
  }

  async function* sheets(): AsyncGenerator<XlsxSheet> {
    for (let number = 1; !isOver; number += 1)
      yield { name: number === 1 ? 'Rows' : `Rows ${number}`, columns: heads, rows: oneSheet() };
    const rows = aboutRows(about, fileName, told).map(([label, value]) => [cellOf(label), cellOf(value)]);
    yield {
      name: 'About',
      columns: [
        { header: 'About this file', width: 20 },
        { header: ' ', width: 100 },
      ],
      rows: onlyOne(rows),
    };
  }
  return xlsxFile(sheets());
}

async function* onlyOne<Value>(value: Value): AsyncGenerator<Value> {
  yield await Promise.resolve(value);
}
