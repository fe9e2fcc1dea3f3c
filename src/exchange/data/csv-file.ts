import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import Papa from 'papaparse';
import { CannotRead, type FileRow } from '../domain/file-row.js';

const chunkBytes = 256 * 1024;
const largestFile = 500 * 1024 * 1024;
/** A row that runs on for longer than this is a quotation mark that was never closed. */
const longestRow = 1024 * 1024;

type CsvFile = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

const shownBytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** Looks at a file before anything is read from it: is it there, is it text, is it within the limit. Throws `CannotRead`. */
export async function inspectFile(path: string): Promise<CsvFile> {
  const name = basename(path);
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
    const kind = kindOfContent(start);
    if (kind)
      throw new CannotRead(`${name} is not a CSV file: it looks like ${kind}. Save it as CSV (UTF-8) and try again.`);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return { name, bytes: stat.size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

function kindOfContent(start: Buffer): string | null {
  const head = start.toString('latin1');
  if (head.startsWith('PK')) return 'a spreadsheet or another zipped file';
  if (head.startsWith('%PDF')) return 'a PDF';
  if (head.startsWith('\x1f\x8b')) return 'a compressed file';
  if (/^\uFEFF?\s*<(!doctype|html|\?xml)/i.test(head)) return 'a web page';
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return 'text in UTF-16';
  return head.includes('\0') ? 'something other than text' : null;
}

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without a mark, LF or CRLF) piece by piece, giving each row with the line
 * on which it begins. Throws `CannotRead`, naming line and column, on what is not UTF-8 or not well formed.
 */
export async function* readCsv(path: string): AsyncGenerator<FileRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let newline: '\n' | '\r\n' | null = null;
  let line = 1;

  function* rowsOf(text: string, isLast: boolean): Generator<FileRow> {
    newline ??= /\r\n/.test(text.slice(0, text.indexOf('\n') + 1)) ? '\r\n' : '\n';
    const parser = new Papa.Parser({ delimiter: ',', newline, quoteChar: '"' });
    const parsed = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    const fault = parsed.errors[0];
    for (const [index, cells] of parsed.data.entries()) {
      if (fault && fault.row !== undefined && index >= fault.row) break;
      if (cells.length > 1 || cells[0] !== '') yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
    }
    if (fault) {
      const { atLine, column } = placeOf(text, Math.max(0, (fault.index ?? 1) - 1));
      throw new CannotRead(
        `${basename(path)}, line ${line + Math.max(0, atLine - lineOfRow(parsed, fault.row))}, column ${column}: a quotation mark is not closed or not doubled. Mend the file and try again.`,
      );
    }
    rest = isLast ? '' : text.slice(parsed.meta.cursor);
    if (rest.length > longestRow)
      throw new CannotRead(
        `${basename(path)}, line ${line}, column 1: this row does not end within ${longestRow.toLocaleString('en-GB')} characters. A quotation mark may not be closed.`,
      );
  }

  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    yield* rowsOf(rest + (await decoded(decoder, chunk as Buffer, path)), false);
  }
  const end = await decoded(decoder, null, path);
  if (rest + end !== '') yield* rowsOf(rest + end, true);
}

const lineOfRow = (parsed: Papa.ParseResult<string[]>, row: number | undefined): number =>
  parsed.data.slice(0, row ?? 0).reduce((sum, cells) => sum + 1 + cells.join('').split('\n').length - 1, 1);

function placeOf(text: string, index: number): { atLine: number; column: number } {
  const before = text.slice(0, index);
  return { atLine: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}

async function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null, path: string): Promise<string> {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    const { line, column } = await firstByteThatIsNotUtf8(path);
    throw new CannotRead(
      `${basename(path)}, line ${line}, column ${column}: this is not UTF-8. Save the file as CSV (UTF-8) and try again.`,
    );
  }
}

async function firstByteThatIsNotUtf8(path: string): Promise<{ line: number; column: number }> {
  let line = 1;
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    before = Buffer.concat([before, chunk as Buffer]);
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
