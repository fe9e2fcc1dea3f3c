import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { type Workbook, workbookBytes, type WrittenValue } from './spreadsheet.js';
import { columnLetters, mostCharacters, xmlText } from './xlsx.js';

const about = { address: 'https://turnaround.example/episodes.csv?area=children', readOn: '2026-11-27' };

async function* batchesOf(
  ...batches: readonly (readonly (readonly WrittenValue[])[])[]
): AsyncGenerator<readonly (readonly WrittenValue[])[]> {
  yield* batches;
}

async function bytesOf(workbook: Workbook): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of workbookBytes(workbook, about)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const columns = (...headers: string[]) => headers.map((header) => ({ header, tellsPrecision: false }));
const read = async (bytes: Buffer) =>
  Object.fromEntries((await readXlsxFile(bytes)).map(({ sheet, data }) => [sheet, data]));

describe('a workbook', () => {
  it('gives text as text, numbers as numbers and exact days as days, to whoever reads it', async () => {
    const bytes = await bytesOf({
      fileName: 'episodes.csv',
      columns: columns('Reference', 'Months', 'Trigger on', 'Note'),
      batches: batchesOf(
        [['EP-0001', 54.8, '2018-03-09', 'a <b> & "c"']],
        [
          ['00123', -8.6, '2018-03', null],
          ['EP-0003', 0, '2018', '  spaced  '],
        ],
      ),
    });
    const { Rows: rows, About: told } = await read(bytes);
    expect(rows).toEqual([
      ['Reference', 'Months', 'Trigger on', 'Note'],
      ['EP-0001', 54.8, new Date('2018-03-09T00:00:00.000Z'), 'a <b> & "c"'],
      ['00123', -8.6, '2018-03', null],
      ['EP-0003', 0, '2018', expect.stringContaining('spaced')],
    ]);
    const facts = new Map(told?.map(([label, value]) => [label, value]));
    expect(facts.get('From')).toBe(about.address);
    expect(facts.get('Rows')).toBe(3);
    expect(String(facts.get('Cite as'))).toContain('Accessed 2026-11-27');
  });

  it('tells beside dates how exactly each is known, where its column is told to', async () => {
    const bytes = await bytesOf({
      fileName: 'dates.csv',
      columns: [{ header: 'On', tellsPrecision: true }, ...columns('Then')],
      batches: batchesOf([
        ['2018-03-09', 'a'],
        ['2018-03', 'b'],
        ['2018-Q2', 'c'],
        ['2018', 'd'],
        [null, 'e'],
      ]),
    });
    const { Rows: rows = [] } = await read(bytes);
    expect(rows[0]).toEqual(['On', 'On: known to', 'Then']);
    expect(rows.slice(1).map(([, precision, then]) => [precision, then])).toEqual([
      ['day', 'a'],
      ['month', 'b'],
      ['quarter', 'c'],
      ['year', 'd'],
      [null, 'e'],
    ]);
  });

  it('holds no formula, whatever a text says', async () => {
    const bytes = await bytesOf({
      fileName: 'x.csv',
      columns: columns('=1+1'),
      batches: batchesOf([['=HYPERLINK("http://x")'], ['<f>1+1</f>']]),
    });
    const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('&lt;f&gt;');
  });

  it('says where a text is longer than a cell, and cuts nothing in silence', async () => {
    const long = 'x'.repeat(mostCharacters + 1);
    const { Rows: rows = [] } = await read(
      await bytesOf({ fileName: 'x.csv', columns: columns('Text'), batches: batchesOf([[long]]) }),
    );
    const cell = String(rows[1]?.[0]);
    expect(cell.length).toBe(mostCharacters);
    expect(cell).toContain('32768 characters; all of them are in the CSV file');
  });

  it('gives the same bytes for the same rows', async () => {
    const workbook = () => ({ fileName: 'x.csv', columns: columns('A'), batches: batchesOf([['a'], ['b']]) });
    expect((await bytesOf(workbook())).equals(await bytesOf(workbook()))).toBe(true);
  });

  it('asks for no more rows than it has written', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<readonly (readonly WrittenValue[])[]> {
      for (;;) {
        asked += 1;
        yield await Promise.resolve([[`row ${asked}`]]);
      }
    }
    let pieces = 0;
    for await (const piece of workbookBytes({ fileName: 'x.csv', columns: columns('A'), batches: endless() }, about)) {
      expect(piece.length).toBeLessThan(10_000);
      pieces += 1;
      if (pieces === 40) break;
    }
    expect(asked).toBeLessThan(40);
  });
});

it.each([
  ['plain', 'plain'],
  ['a\u0007b', 'a_x0007_b'],
  ['a_x0007_b', 'a_x005F_x0007_b'],
  ['half \ud800 pair', 'half _xD800_ pair'],
  ['whole \u{1F600} pair', 'whole \u{1F600} pair'],
  ['\uffff', '_xFFFF_'],
])('writes %j as XML knows it', (text, written) => {
  expect(xmlText(text)).toBe(written);
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('names column %i %s', (index, letters) => {
  expect(columnLetters(index)).toBe(letters);
});
