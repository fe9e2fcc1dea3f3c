import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { attachmentNamed } from './send-file.js';

export type CsvValue = string | number | null | undefined;

/** A column of a download: its heading, and what a row says under it. Nothing known is an empty field. */
export type CsvColumn<Row> = { readonly header: string; readonly value: (row: Row) => CsvValue };

/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** A spreadsheet runs a cell that begins so, whatever blank or unprintable characters stand in front. */
const readAsFormula = /^[\p{Z}\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** Text that no spreadsheet runs: an apostrophe goes before what it would. Numbers are never touched. */
function plain(text: string): string {
  const written = text.replaceAll('\0', '');
  return readAsFormula.test(written) ? `'${written}` : written;
}

const lines = (records: readonly (readonly CsvValue[])[]): string =>
  stringify(
    records.map((record) => record.map((value) => (typeof value === 'string' ? plain(value) : value))),
    { record_delimiter: '\r\n', escape_formulas: true, quoted_match: /[;\t\r\n]/ },
  );

const heading = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  byteOrderMark + lines([columns.map(({ header }) => header)]);

const body = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  rows.length === 0 ? '' : lines(rows.map((row) => columns.map(({ value }) => value(row))));

/**
 * The whole file: RFC 4180 (commas, doubled quotes, CRLF after every line), UTF-8 with its mark, one heading line.
 * No text in it can run as a formula.
 */
export const csvText = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  heading(columns) + body(columns, rows);

/** "west-sussex-timeline.csv": only letters, digits, hyphens and dots, so that nothing can break out of the header. */
const safeFileName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');

function offer(response: Response, fileName: string): void {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', attachmentNamed(safeFileName(fileName)));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
}

export function sendCsv(response: Response, fileName: string, text: string): void {
  offer(response, fileName);
  response.send(text);
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
  let begun = false;
  try {
    for await (const rows of batches) {
      if (response.destroyed) return;
      if (!begun) offer(response, fileName);
      const text = (begun ? '' : heading(columns)) + body(columns, rows);
      begun = true;
      if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    if (!begun) offer(response, fileName);
    response.end(begun ? '' : heading(columns));
  } catch (error) {
    if (!begun) throw error;
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
