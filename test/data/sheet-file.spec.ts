import { readSheetFile, readSheetText, largestSheetFile } from '../../src/plans/data/sheet-file.js';
import { mostUnpacked } from '../../src/plans/data/sheet-zip.js';
import { aWorkbook, type WorkbookSheet, workbookParts, zipOf } from '../builders/a-workbook.js';

const plan: WorkbookSheet = {
  name: 'Action plan',
  rows: [
    ['Improvement plan v17', null, null, null, null],
    [],
    ['Ref', 'Action', 'Who', 'Dates', null],
    [null, null, null, 'Start', 'End'],
    [1.1, 'Audit every case & read it', 'Head of quality', { day: '2026-04-01' }, { day: '2026-06-30' }],
    [],
    ['1.2', 'Supervise <monthly>', 'DCS', null, 46_203],
  ],
  merged: ['A3:A4', 'B3:B4', 'C3:C4', 'D3:E3'],
};

const why = async (bytes: Buffer): Promise<string> => {
  const read = await readSheetFile(bytes);
  return read.ok ? 'read' : read.error.why;
};

const sheetPart = 'xl/worksheets/sheet1.xml';
const withSheet = (content: string | Buffer, declared?: number): Buffer =>
  zipOf(
    workbookParts([plan]).map((part) =>
      part.name === sheetPart ? { name: sheetPart, content, ...(declared ? { declared } : {}) } : part,
    ),
  );

describe('a workbook', () => {
  it('is read with merged headings, blank rows, days and numbers', async () => {
    const read = await readSheetFile(aWorkbook([plan, { name: 'Lists', rows: [['Owner'], ['DCS']] }]));
    expect(read.ok && read.value.map(({ name }) => name)).toEqual(['Action plan', 'Lists']);
    expect(read.ok && read.value[0]?.rows).toEqual([
      ['Improvement plan v17', '', '', '', ''],
      ['', '', '', '', ''],
      ['Ref', 'Action', 'Who', 'Dates', ''],
      ['', '', '', 'Start', 'End'],
      ['1.1', 'Audit every case & read it', 'Head of quality', '2026-04-01', '2026-06-30'],
      ['', '', '', '', ''],
      ['1.2', 'Supervise <monthly>', 'DCS', '', '46203'],
    ]);
  });

  it('is not opened where it says that it unpacks to too much', async () => {
    expect(await why(withSheet(Buffer.alloc(mostUnpacked + 1, 0x20)))).toBe('too-large-unpacked');
  });

  it('is not opened where it unpacks to more than it says', async () => {
    const memory = process.memoryUsage().rss;
    const bomb = withSheet(Buffer.alloc(200 * 1024 * 1024, 0x20), 1_000);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const built = process.memoryUsage().rss;
    expect(await why(bomb)).toBe('hidden');
    expect(process.memoryUsage().rss - built).toBeLessThan(50 * 1024 * 1024);
    expect(built).toBeGreaterThanOrEqual(memory / 2);
  });

  it.each([
    [
      'too many parts',
      zipOf(Array.from({ length: 201 }, (_nothing, place) => ({ name: `${place}.xml`, content: '' }))),
      'too-many-parts',
    ],
    [
      'declared entities',
      withSheet('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'),
      'declares-entities',
    ],
    [
      'a row far out',
      withSheet(
        '<worksheet><sheetData><row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>',
      ),
      'too-far',
    ],
    [
      'a row number that is no number',
      withSheet('<worksheet><sheetData><row r="1e15"/></sheetData></worksheet>'),
      'too-far',
    ],
    [
      'a row number in disguise',
      withSheet('<worksheet><sheetData><row spans="1:2"  r = \'&#57;&#57;&#57;&#57;&#57;\'/></sheetData></worksheet>'),
      'too-far',
    ],
    [
      'a column far out',
      withSheet('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'),
      'too-far',
    ],
    [
      'another kind of spreadsheet',
      zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      'other-spreadsheet',
    ],
    ['no workbook at all', zipOf([{ name: 'holiday.xml', content: '<a/>' }]), 'not-a-workbook'],
    [
      'two parts of one name',
      zipOf([...workbookParts([plan]), { name: sheetPart, content: '<worksheet/>' }]),
      'hidden',
    ],
    ['half of a file', aWorkbook([plan]).subarray(0, 600), 'broken'],
    ['markup that does not end', withSheet('<worksheet><sheetData><row r="1"><c r="A1"'), 'broken'],
    ['the container of XLS', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old-workbook'],
    ['an empty workbook', aWorkbook([{ name: 'a', rows: [] }]), 'empty'],
  ])('is refused with %s', async (_what, bytes, expected) => {
    expect(await why(bytes)).toBe(expected);
  });

  it('with a password is told apart', async () => {
    const bytes = aWorkbook([plan]);
    const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt16LE(1, directory + 8);
    expect(await why(bytes)).toBe('locked');
  });

  it('with more rows than a plan has says so', async () => {
    const rows = Array.from({ length: 1_001 }, (_nothing, place) => [place]);
    const read = await readSheetFile(aWorkbook([{ name: 'Long', rows }]));
    expect(read).toEqual({
      ok: false,
      error: { why: 'too-much', sheet: 'Long', tooMuch: { limit: 'rows', found: 1_001, most: 1_000 } },
    });
  });

  it('with one sheet too long still gives the others', async () => {
    const rows = Array.from({ length: 1_001 }, (_nothing, place) => [place]);
    const read = await readSheetFile(aWorkbook([{ name: 'Long', rows }, plan]));
    expect(read.ok && read.value.map(({ name }) => name)).toEqual(['Action plan']);
  });
});

describe('text from a spreadsheet', () => {
  const rows = [
    ['Ref', 'Action', 'Due'],
    ['1', 'Audit, then\nread', '30/06/2026'],
  ];

  it.each([
    ['commas', 'Ref,Action,Due\r\n1,"Audit, then\nread",30/06/2026\r\n'],
    ['semicolons', 'Ref;Action;Due\n1;"Audit, then\nread";30/06/2026'],
    ['tabs, as pasted', 'Ref\tAction\tDue\n1\t"Audit, then\nread"\t30/06/2026'],
    ['a byte order mark', '\uFEFFRef,Action,Due\n1,"Audit, then\nread",30/06/2026\n\n\n'],
  ])('is read with %s', async (_what, text) => {
    const read = await readSheetFile(Buffer.from(text));
    expect(read.ok && read.value[0]?.rows).toEqual(rows);
  });

  it('is read as Excel writes it in Windows-1252 and in UTF-16', async () => {
    const old = await readSheetFile(
      Buffer.concat([Buffer.from('Owner\nChildren'), Buffer.from([0x92]), Buffer.from('s director')]),
    );
    expect(old.ok && old.value[0]?.rows).toEqual([['Owner'], ['Children’s director']]);
    const wide = await readSheetFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('A\tB\nc\td', 'utf16le')]));
    expect(wide.ok && wide.value[0]?.rows).toEqual([
      ['A', 'B'],
      ['c', 'd'],
    ]);
  });

  it.each([
    ['', 'empty'],
    [' \n\t\n', 'empty'],
    ['<!DOCTYPE html><html>', 'web-page'],
    ['\x7fELF\0\0', 'not-a-sheet'],
    ['a,b\n1,"never closed', 'open-quote'],
  ])('is refused: %j', (text, expected) => {
    const read = readSheetText(text);
    expect(read.ok ? 'read' : read.error.why).toBe(expected);
  });

  it('is refused above five megabytes', async () => {
    expect(await why(Buffer.alloc(largestSheetFile + 1, 0x61))).toBe('too-large');
  });
});
