import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFile, readCsv } from '../../src/exchange/data/csv-file.js';
import type { FileRow } from '../../src/exchange/domain/file-row.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Buffer): string {
  const path = join(folder, 'councils.csv');
  writeFileSync(path, content);
  return path;
}

async function rowsOf(content: string | Buffer): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for await (const row of readCsv(fileOf(content))) rows.push(row);
  return rows;
}

describe('reading a CSV file', () => {
  it('gives each row with the line on which it begins, over quoted line breaks and empty lines', async () => {
    const rows = await rowsOf('name,note\n"North\nshire","said ""no"""\n\nWestshire,\n');
    expect(rows).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 2, cells: ['North\nshire', 'said "no"'] },
      { line: 5, cells: ['Westshire', ''] },
    ]);
  });

  it('reads Windows line ends, a mark at the start and no line end at the end', async () => {
    const rows = await rowsOf('\uFEFFname,note\r\n"West, the",a\r\nNorth,b');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['name', 'note'],
      ['West, the', 'a'],
      ['North', 'b'],
    ]);
  });

  it('gives the same rows however the file falls into pieces', async () => {
    const long = Array.from(
      { length: 30_000 },
      (_, index) => `${index},"Stoke-on-Trent – ${index} “quoted, text”\nsecond line"`,
    );
    const rows = await rowsOf(`number,text\n${long.join('\n')}\n`);
    expect(rows).toHaveLength(30_001);
    expect(rows[20_000]).toEqual({
      line: 39_999 + 1,
      cells: ['19999', 'Stoke-on-Trent – 19999 “quoted, text”\nsecond line'],
    });
  });

  it.each([
    ['a byte that is not UTF-8', Buffer.from([...Buffer.from('name\nNorth\nWest '), 0x92, 0x0a]), 'line 3, column 6'],
    ['a quotation mark that is not closed', 'name,note\nNorth,"a\nWest,b\n', 'line 2, column 7'],
    ['text after a closing quotation mark', 'name,note\n"North" shire,b\n', 'line 2'],
  ])('names the line of %s', async (_what, content, place) => {
    await expect(rowsOf(content)).rejects.toThrow(place);
  });

  it('does not read on for ever after a quotation mark that is not closed', async () => {
    await expect(rowsOf(`name,note\nNorth,"${'x,y\n'.repeat(600_000)}`)).rejects.toThrow('line 2');
  });
});

describe('looking at a file before it is read', () => {
  it.each([
    ['a spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'spreadsheet'],
    ['a PDF', '%PDF-1.7 rest', 'a PDF'],
    ['a web page', '<!DOCTYPE html><html></html>', 'a web page'],
    ['UTF-16', Buffer.from([0xff, 0xfe, 0x61, 0x00]), 'UTF-16'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x00, 0x01]), 'other than text'],
    ['nothing', '', 'is empty'],
  ])('refuses %s in one sentence', async (_what, content, words) => {
    await expect(inspectFile(fileOf(content))).rejects.toThrow(words);
  });

  it('says that a file is not there', async () => {
    await expect(inspectFile(join(folder, 'none.csv'))).rejects.toThrow('none.csv cannot be opened');
    await expect(inspectFile(folder)).rejects.toThrow('is not a file');
  });

  it('knows a file by its content', async () => {
    const one = await inspectFile(fileOf('name\nNorth\n'));
    const other = await inspectFile(fileOf('name\nSouth\n'));
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(one.sha256).not.toBe(other.sha256);
  });
});
