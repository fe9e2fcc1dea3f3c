import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import { CannotRead, type FileRow } from '../domain/file-row.js';
import { openZip } from './tables/zip-file.js';

const chunkBytes = 256 * 1024;
const largestFile = 500 * 1024 * 1024;
const largestUnpacked = 2 * 1024 ** 3;
/** A compressed file that grows more than this, and is large, was made to fill memory. */
const mostGrowth = 200;
const large = 32 * 1024 ** 2;
/** A row that runs on for longer than this is a quotation mark that was never closed. */
const longestRow = 1024 * 1024;
/** More cells than this are no row of a publication. */
const widestRow = 16_384;

export type FileKind = 'csv' | 'csv.gz' | 'xlsx' | 'ods' | 'json';
export type Encoding = 'utf-8' | 'windows-1252';

export type InspectedFile = {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: FileKind;
};

const shownBytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/**
 * Looks at a file before anything is read from it: is it there, what is it by its content, is it within the limit.
 * `called`: what the person who brought it calls it. Throws `CannotRead`.
 */
export async function inspectFile(path: string, called?: string): Promise<InspectedFile> {
  const name = basename(called ?? path);
  const handle = await open(path, 'r').catch(() => {
    throw new CannotRead(`${name} cannot be opened. Check the path and that you may read the file.`);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new CannotRead(`${name} is not a file.`);
    if (stat.size > largestFile)
      throw new CannotRead(
        `${name} is ${shownBytes(stat.size)}. The largest file that can be imported is ${shownBytes(largestFile)}.`,
      );
    if (stat.size === 0) throw new CannotRead(`${name} is empty.`);
    const start = Buffer.alloc(Math.min(4096, stat.size));
    await handle.read(start, 0, start.length, 0);
    const kind = await kindOfFile(path, name, start);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return { path, name, bytes: stat.size, sha256: hash.digest('hex'), kind };
  } finally {
    await handle.close();
  }
}

async function kindOfFile(path: string, name: string, start: Buffer): Promise<FileKind> {
  const head = start.toString('latin1');
  if (head.startsWith('\x1f\x8b')) return 'csv.gz';
  if (head.startsWith('PK')) return kindOfZip(path, name);
  const other = otherContent(start, head);
  if (other)
    throw new CannotRead(`${name} is not a CSV file: it looks like ${other}. Save it as CSV (UTF-8) and try again.`);
  return 'csv';
}

async function kindOfZip(path: string, name: string): Promise<FileKind> {
  const zip = await openZip(path, name);
  try {
    const parts = new Set(zip.names);
    if (parts.has('xl/workbook.xml')) return 'xlsx';
    if (parts.has('content.xml') && parts.has('mimetype')) return 'ods';
    if (zip.names.some((part) => part.toLowerCase().endsWith('.json'))) return 'json';
    throw new CannotRead(`${name} is a zipped file, and neither a spreadsheet (XLSX, ODS) nor JSON documents.`);
  } finally {
    zip.close();
  }
}

function otherContent(start: Buffer, head: string): string | null {
  if (head.startsWith('%PDF')) return 'a PDF';
  if (/^\uFEFF?\s*<(!doctype|html|\?xml)/i.test(head)) return 'a web page';
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return 'text in UTF-16';
  return head.includes('\0') ? 'something other than text' : null;
}

/** The bytes of a text file, unpacked where it is compressed. Throws `CannotRead` where that is damaged or a trap. */
async function* bytesOf(path: string, name: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  const first = await open(path, 'r');
  const mark = Buffer.alloc(2);
  const { size } = await first.stat();
  await first.read(mark, 0, 2, 0);
  await first.close();
  if (mark[0] !== 0x1f || mark[1] !== 0x8b) {
    yield* stream as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = pipeline(stream, createGunzip({ chunkSize: chunkBytes }), () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > largestUnpacked || (bytes > large && bytes > size * mostGrowth))
        throw new CannotRead(`${name} unpacks to far more than a publication holds. It was not read.`);
      if (bytes <= chunk.length && chunk.subarray(0, 4096).includes(0))
        throw new CannotRead(`${name} is compressed, and what is in it is not text.`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof CannotRead) throw error;
    throw new CannotRead(`${name} is damaged: it cannot be unpacked. Fetch it again.`);
  }
}

/** The first of these encodings in which every byte of the file can be read; the first where none is. */
export async function encodingOf(path: string, name: string, allowed: readonly Encoding[]): Promise<Encoding> {
  if (allowed.length < 2) return allowed[0] ?? 'utf-8';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytesOf(path, name)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof CannotRead) throw error;
    return allowed.find((encoding) => encoding !== 'utf-8') ?? 'utf-8';
  }
}

type Reading = { readonly called?: string; readonly encoding?: Encoding };

/** The rows of a CSV file one by one. */
export async function* readCsv(path: string, reading: Reading = {}): AsyncGenerator<FileRow> {
  for await (const rows of csvRows(path, reading)) yield* rows;
}

/**
 * Reads a CSV file (RFC 4180, with or without a mark, LF or CRLF, compressed or not) piece by piece, giving rows some at
 * a time, each with the line on which it begins. Throws `CannotRead`, naming line and column, on what is not in the
 * encoding or not well formed.
 */
export async function* csvRows(path: string, { called, encoding = 'utf-8' }: Reading = {}): AsyncGenerator<FileRow[]> {
  const name = basename(called ?? path);
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = '';
  let newline: '\n' | '\r\n' | null = null;
  let line = 1;

  function rowsOf(text: string, isLast: boolean): FileRow[] {
    const rows: FileRow[] = [];
    newline ??= /\r\n/.test(text.slice(0, text.indexOf('\n') + 1)) ? '\r\n' : '\n';
    const parser = new Papa.Parser({ delimiter: ',', newline, quoteChar: '"' });
    const parsed = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    const fault = parsed.errors[0];
    const mayHoldLines = text.includes('"');
    for (const [index, cells] of parsed.data.entries()) {
      if (fault && fault.row !== undefined && index >= fault.row) break;
      if (cells.length > widestRow)
        throw new CannotRead(
          `${name}, line ${line}: the row has more than ${widestRow.toLocaleString('en-GB')} cells.`,
        );
      if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells });
      line += 1 + (mayHoldLines ? linesWithin(cells) : 0);
    }
    if (fault) {
      const { atLine, column } = placeOf(text, Math.max(0, (fault.index ?? 1) - 1));
      throw new CannotRead(
        `${name}, line ${line + Math.max(0, atLine - lineOfRow(parsed, fault.row))}, column ${column}: a quotation mark is not closed or not doubled. Mend the file and try again.`,
      );
    }
    rest = isLast ? '' : text.slice(parsed.meta.cursor);
    if (rest.length > longestRow)
      throw new CannotRead(
        `${name}, line ${line}, column 1: this row does not end within ${longestRow.toLocaleString('en-GB')} characters. A quotation mark may not be closed.`,
      );
    return rows;
  }

  for await (const chunk of bytesOf(path, name)) {
    const rows = rowsOf(rest + (await decoded(decoder, chunk, path, name)), false);
    if (rows.length > 0) yield rows;
  }
  const end = await decoded(decoder, null, path, name);
  if (rest + end !== '') yield rowsOf(rest + end, true);
}

/** Line breaks within the cells of a row. */
function linesWithin(cells: readonly string[]): number {
  let lines = 0;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const lineOfRow = (parsed: Papa.ParseResult<string[]>, row: number | undefined): number =>
  parsed.data.slice(0, row ?? 0).reduce((sum, cells) => sum + 1 + cells.join('').split('\n').length - 1, 1);

function placeOf(text: string, index: number): { atLine: number; column: number } {
  const before = text.slice(0, index);
  return { atLine: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}

async function decoded(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer | null,
  path: string,
  name: string,
): Promise<string> {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    const { line, column } = await firstByteThatIsNotUtf8(path, name);
    throw new CannotRead(
      `${name}, line ${line}, column ${column}: this is not UTF-8. Save the file as CSV (UTF-8) and try again.`,
    );
  }
}

async function firstByteThatIsNotUtf8(path: string, name: string): Promise<{ line: number; column: number }> {
  let line = 1;
  let before = Buffer.alloc(0);
  for await (const chunk of bytesOf(path, name)) {
    before = Buffer.concat([before, chunk]);
    for (let end = before.indexOf(10); end !== -1; end = before.indexOf(10)) {
      const text = before.subarray(0, end);
      if (!isUtf8(text)) return { line, column: columnOf(text) };
      before = before.subarray(end + 1);
      line += 1;
    }
  }
  return { line, column: columnOf(before) };
}

/** The column of the first byte that does not belong, counted in characters. */
function columnOf(text: Buffer): number {
  let good = 0;
  for (let end = 1; end <= text.length; end += 1) if (isUtf8(text.subarray(0, end))) good = end;
  return text.subarray(0, good).toString('utf8').length + 1;
}
