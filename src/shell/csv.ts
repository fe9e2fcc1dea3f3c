import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { drained } from './drained.js';
import { attachmentNamed } from './send-file.js';
import { precisionOf, type Workbook, workbookAsked, workbookBytes } from './spreadsheet.js';

export type CsvValue = string | number | null | undefined;

/** A column of a download: its heading, and what a row says under it. Nothing known is an empty field. */
export type CsvColumn<Row> = {
  readonly header: string;
  readonly value: (row: Row) => CsvValue;
};

type CsvRecord = readonly CsvValue[];

/** A table as a file, as CSV or as a workbook: the same columns and rows. */
export type CsvFile = { readonly headers: readonly string[]; readonly records: readonly CsvRecord[] };

/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** A spreadsheet runs a cell that begins so, whatever blank or unprintable characters stand in front. */
const readAsFormula = /^[\p{Z}\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** Text that no spreadsheet runs: an apostrophe goes before what it would. Numbers are never touched. */
function plain(text: string): string {
  const written = text.replaceAll('\0', '');
  return readAsFormula.test(written) ? `'${written}` : written;
}

const harmless = (record: CsvRecord): CsvRecord =>
  record.map((value) => (typeof value === 'string' ? plain(value) : value));

const lines = (records: readonly CsvRecord[]): string =>
  stringify(
    records.map((record) => [...record]),
    { record_delimiter: '\r\n', quoted_match: /[;\t\r\n]/ },
  );

const heading = (headers: readonly string[]): string => byteOrderMark + lines([headers]);

const recordsOf = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): readonly CsvRecord[] =>
  rows.map((row) => harmless(columns.map(({ value }) => value(row))));

const body = (records: readonly CsvRecord[]): string => (records.length === 0 ? '' : lines(records));

export const csvFile = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): CsvFile => ({
  headers: columns.map(({ header }) => plain(header)),
  records: recordsOf(columns, rows),
});

/**
 * The whole file: RFC 4180 (commas, doubled quotes, CRLF after every line), UTF-8 with its mark, one heading line.
 * No text in it can run as a formula.
 */
export function csvText(file: CsvFile): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = heading(file.headers) + body(file.records);
  texts.set(file, text);
  return text;
}

/** A file that is kept and sent again is written once. */
const texts = new WeakMap<CsvFile, string>();

/** "west-sussex-timeline.csv": only letters, digits, hyphens and dots, so that nothing can break out of the header. */
const safeFileName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');

function offer(response: Response, fileName: string): void {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', attachmentNamed(safeFileName(fileName)));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
}

const workbookName = (name: string): string => `${name.replace(/\.csv$/, '')}.xlsx`;

function offerWorkbook(response: Response, fileName: string): void {
  response.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  response.setHeader('Content-Disposition', attachmentNamed(safeFileName(workbookName(fileName))));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
}

const precisions: readonly (string | null)[] = ['day', 'month', 'quarter', 'year', ''];

/**
 * Whether a column holds dates that are not all known to the day, while the one after it does not say how exactly.
 * Years alone are no dates: they may be a number of anything.
 */
function tellsPrecision({ records }: CsvFile, index: number): boolean {
  const textsAt = (place: number): string[] => records.map((record) => String(record[place] ?? ''));
  const known = textsAt(index)
    .filter((text) => text !== '')
    .map(precisionOf);
  const isMixed = known.some((one) => one !== 'day') && known.some((one) => one === 'day' || one === 'month');
  if (!isMixed || known.includes(null)) return false;
  const after = textsAt(index + 1);
  return !(after.some((text) => text !== '') && after.every((text) => precisions.includes(text)));
}

async function* inOne<Value>(value: Value): AsyncGenerator<Value> {
  yield await Promise.resolve(value);
}

/**
 * Sends a workbook as it is made, no faster than it is read. What it is stands in the answer at once, so that the trail
 * knows of it; a fault breaks the download off.
 */
async function streamWorkbook(response: Response, workbook: Workbook): Promise<void> {
  const about = workbookAsked(response) ?? { address: '', readOn: '' };
  const bytes = workbookBytes(workbook, about);
  offerWorkbook(response, workbook.fileName);
  try {
    for await (const piece of bytes) {
      if (response.destroyed) return;
      if (!response.write(piece)) await drained(response);
    }
    response.end();
  } catch (error) {
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

export function sendCsv(response: Response, fileName: string, file: CsvFile): void {
  if (workbookAsked(response)) {
    const columns = file.headers.map((header, index) => ({ header, tellsPrecision: tellsPrecision(file, index) }));
    void streamWorkbook(response, { fileName, columns, batches: inOne(file.records) });
    return;
  }
  offer(response, fileName);
  response.send(csvText(file));
}

/** The first batch is asked for before anything is sent, so that a failure there is still an error page. */
async function* begunWith<Row>(
  first: IteratorResult<readonly Row[]>,
  rest: AsyncIterator<readonly Row[]>,
  columns: readonly CsvColumn<Row>[],
): AsyncGenerator<readonly CsvRecord[]> {
  for (let next = first; !next.done; next = await rest.next()) yield recordsOf(columns, next.value);
}

/**
 * Sends a list of any length, a batch at a time and no faster than it is read. The first batch is asked for before
 * anything is sent, so that a failure there is still an error page; a later one breaks the download off.
 */
export async function streamCsv<Row>(
  response: Response,
  fileName: string,
  columns: readonly CsvColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): Promise<void> {
  if (workbookAsked(response)) {
    const rows = batches[Symbol.asyncIterator]();
    const first = await rows.next();
    const told = columns.map(({ header }) => ({ header: plain(header), tellsPrecision: false }));
    return streamWorkbook(response, { fileName, columns: told, batches: begunWith(first, rows, columns) });
  }
  const headers = columns.map(({ header }) => plain(header));
  let begun = false;
  try {
    for await (const rows of batches) {
      if (response.destroyed) return;
      if (!begun) offer(response, fileName);
      const text = (begun ? '' : heading(headers)) + body(recordsOf(columns, rows));
      begun = true;
      if (!response.write(text)) await drained(response);
    }
    if (!begun) offer(response, fileName);
    response.end(begun ? '' : heading(headers));
  } catch (error) {
    if (!begun) throw error;
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
