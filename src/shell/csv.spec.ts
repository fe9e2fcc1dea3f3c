import { Writable } from 'node:stream';
import type { Response } from 'express';
import { type CsvColumn, csvFile, csvText, sendCsv, streamCsv } from './csv.js';

type Row = { readonly name: string | null; readonly months?: number | null };

const columns: readonly CsvColumn<Row>[] = [
  { header: 'Name', value: ({ name }) => name },
  { header: 'Months', value: ({ months }) => months },
];

const fieldOf = (name: string): string => csvText(csvFile([columns[0]], [{ name }])).slice('\uFEFFName\r\n'.length, -2);

/** A response that keeps what is written to it, and says "wait" after every piece. */
class Kept extends Writable {
  readonly headers = new Map<string, string>();
  text = '';

  constructor() {
    super({ highWaterMark: 1, decodeStrings: false });
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk;
    setImmediate(done);
  }

  hasHeader(name: string): boolean {
    return this.headers.has(name);
  }

  setHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  send(text: string): void {
    this.end(text);
  }
}

const asResponse = (kept: Kept): Response => kept as unknown as Response;

describe('a table as CSV', () => {
  it('begins with the mark of UTF-8 and a heading, and ends every line with CR LF', () => {
    expect(csvText(csvFile(columns, [{ name: 'Doncaster Council', months: 54.8 }, { name: null }]))).toBe(
      '\uFEFFName,Months\r\nDoncaster Council,54.8\r\n,\r\n',
    );
  });

  it('is a heading alone when there are no rows', () => {
    expect(csvText(csvFile(columns, []))).toBe('\uFEFFName,Months\r\n');
  });

  it.each([
    ['a comma', 'Basildon, Essex', '"Basildon, Essex"'],
    ['a quote', 'a “so-called" plan', '"a “so-called"" plan"'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['a semicolon, which some spreadsheets split at', 'one;=two', '"one;=two"'],
    ['nothing of the kind', 'Châteaudun', 'Châteaudun'],
  ])('keeps a text with %s in one field', (_case, text, written) => {
    expect(fieldOf(text)).toBe(written);
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+44 20', `'+44 20`],
    ['-1+1', `'-1+1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['\tplain', `"'\tplain"`],
    [' =1', `' =1`],
    ['\u00a0=1', `'\u00a0=1`],
    ['\u200b=1', `'\u200b=1`],
    ['\uFF1D1', `'\uFF1D1`],
    ['\0=1', `'=1`],
  ])('leaves no formula to run in %j', (text, written) => {
    expect(fieldOf(text)).toBe(written);
  });

  it('keeps a negative number a number', () => {
    expect(csvText(csvFile(columns, [{ name: 'Powers before peers', months: -8.6 }]))).toContain(
      'Powers before peers,-8.6\r\n',
    );
  });
});

describe('sending CSV', () => {
  it('names the file in letters that cannot break the header', () => {
    const kept = new Kept();
    sendCsv(asResponse(kept), 'West "Sussex"\r\nX: y.csv', csvFile(columns, []));
    expect(kept.headers.get('Content-Disposition')).toBe('attachment; filename="west-sussex-x-y.csv"');
    expect(kept.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
  });

  async function* batchesOf(...batches: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
    yield* batches;
  }

  it('streams batches into the same file as is sent whole', async () => {
    const rows = [{ name: 'one' }, { name: '=two' }, { name: 'three' }];
    const kept = new Kept();
    await streamCsv(asResponse(kept), 'all.csv', columns, batchesOf(rows.slice(0, 2), rows.slice(2)));
    await new Promise((resolve) => kept.on('finish', resolve));
    expect(kept.text).toBe(csvText(csvFile(columns, rows)));
  });

  it('streams a heading when there are no batches', async () => {
    const kept = new Kept();
    await streamCsv(asResponse(kept), 'all.csv', columns, batchesOf());
    await new Promise((resolve) => kept.on('finish', resolve));
    expect(kept.text).toBe(csvText(csvFile(columns, [])));
  });

  it('sends nothing when the first batch fails, and breaks off when a later one does', async () => {
    async function* failing(first: readonly Row[]): AsyncGenerator<readonly Row[]> {
      if (first.length > 0) yield first;
      throw new Error('The database is gone');
    }
    const before = new Kept();
    await expect(streamCsv(asResponse(before), 'all.csv', columns, failing([]))).rejects.toThrow('gone');
    expect([before.text, before.headers.size]).toEqual(['', 0]);

    const after = new Kept();
    const broken = new Promise((resolve) => after.on('error', resolve));
    await streamCsv(asResponse(after), 'all.csv', columns, failing([{ name: 'one' }]));
    expect(await broken).toEqual(new Error('The database is gone'));
  });
});
