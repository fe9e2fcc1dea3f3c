import { CannotRead, type FileRow } from '../../domain/file-row.js';
import type { Sheet } from './sheet.js';
import { longestText, readXml, RowMaker, widestRow } from './xml-rows.js';
import type { Zip } from './zip-file.js';

/** A row that stands for more equal ones than this is a mistake, or made to fill memory. */
const mostRepeats = 10_000;
const content = 'content.xml';

/** The sheets of an OpenDocument spreadsheet (ODS), read once for their names and again for the rows of one. */
export async function odsSheets(zip: Zip, called: string): Promise<Sheet[]> {
  if (!zip.names.includes(content)) throw new CannotRead(`${called} is zipped and no spreadsheet.`);
  const names: string[] = [];
  for await (const _ of readXml(
    zip.read(content),
    called,
    {
      open: (name, attribute) => {
        if (name === 'table') names.push(attribute('table:name') ?? '');
      },
      close: () => undefined,
      text: () => undefined,
    },
    () => [],
  ));
  if (names.length === 0) throw new CannotRead(`${called} has no sheet.`);
  return names.map((name, index) => ({
    name,
    rows: () => sheetRows(zip.read(content), `${called}, sheet ${name}`, index),
  }));
}

const repeats = (text: string | undefined): number => {
  const count = Number(text ?? 1);
  return Number.isInteger(count) && count >= 1 ? count : 1;
};

/** Equal cells and rows are written once with a number: empty ones are stepped over, others laid out within bounds. */
function sheetRows(chunks: AsyncIterable<Buffer>, called: string, wanted: number): AsyncGenerator<FileRow[]> {
  const maker = new RowMaker(called);
  let table = -1;
  let line = 0;
  let rowRepeats = 1;
  let place = 0;
  let cellRepeats = 1;
  let kind = '';
  let value: string | undefined;
  let text = '';
  let paragraphs = 0;
  let isText = false;
  let isCell = false;
  let isNote = 0;
  const isWanted = (): boolean => table === wanted;

  const cell = (): string => {
    if (kind === 'date' && value !== undefined) return value;
    if ((kind === 'float' || kind === 'percentage' || kind === 'currency') && value !== undefined) return value;
    return text;
  };

  return readXml(
    chunks,
    called,
    {
      open: (name, attribute) => {
        if (name === 'table') {
          table += 1;
          line = 0;
        }
        if (!isWanted()) return;
        if (name === 'table-row') {
          line += 1;
          rowRepeats = repeats(attribute('table:number-rows-repeated'));
          place = 0;
        } else if (name === 'table-cell' || name === 'covered-table-cell') {
          isCell = true;
          cellRepeats = repeats(attribute('table:number-columns-repeated'));
          kind = attribute('office:value-type') ?? '';
          value = attribute('office:date-value') ?? attribute('office:value');
          text = '';
          paragraphs = 0;
        } else if (name === 'annotation') isNote += 1;
        else if (name === 'p' && isCell && isNote === 0) {
          if (paragraphs > 0) text += '\n';
          paragraphs += 1;
          isText = true;
        } else if (name === 's' && isText) text += ' '.repeat(Math.min(repeats(attribute('text:c')), 100));
        else if (name === 'tab' && isText) text += ' ';
        else if (name === 'line-break' && isText) text += '\n';
      },
      close: (name) => {
        if (!isWanted()) return;
        if (name === 'annotation') isNote -= 1;
        if (name === 'p') isText = false;
        if (name === 'table-cell' || name === 'covered-table-cell') {
          isCell = false;
          const told = cell();
          if (told !== '') layOut(told);
          place += cellRepeats;
        }
        if (name === 'table-row') endRow();
      },
      text: (piece) => {
        if (!isText || !isWanted()) return;
        text += piece;
        if (text.length > longestText)
          throw new CannotRead(`${called}, row ${line}: a cell has more than ${longestText} characters.`);
      },
    },
    () => maker.take(),
  );

  function layOut(told: string): void {
    if (place + cellRepeats > widestRow) throw tooWide(called, line);
    for (let count = 0; count < cellRepeats; count += 1) maker.put(place + count, told, line);
  }

  function endRow(): void {
    const { cells } = maker;
    if (cells.length > 0 && rowRepeats > mostRepeats)
      throw new CannotRead(
        `${called}, row ${line}: it stands for ${rowRepeats} equal rows; at most ${mostRepeats} can be read.`,
      );
    maker.end(line);
    if (cells.length > 0) for (let count = 1; count < rowRepeats; count += 1) maker.repeat(line + count, cells);
    line += rowRepeats - 1;
  }
}

const tooWide = (called: string, line: number): CannotRead =>
  new CannotRead(`${called}, row ${line}: it has more than ${widestRow.toLocaleString('en-GB')} cells.`);
