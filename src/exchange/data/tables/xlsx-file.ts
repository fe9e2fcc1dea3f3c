import { addDays, dayOf } from '../../../kernel/calendar-day.js';
import { CannotRead, type FileRow } from '../../domain/file-row.js';
import type { Sheet } from './sheet.js';
import { longestText, readXml, RowMaker } from './xml-rows.js';
import type { Zip } from './zip-file.js';

/** More text than this in the list of shared words is no publication. */
const mostSharedCharacters = 150_000_000;
const lastRow = 1_048_576;

type Workbook = {
  readonly shared: readonly string[];
  /** By the style of a cell: whether its number is a date. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
};

/** The sheets of a workbook (XLSX). Formulas are never worked out: of each, the value that was kept with it counts. */
export async function xlsxSheets(zip: Zip, called: string): Promise<Sheet[]> {
  const parts = new Set(zip.names);
  const main = 'xl/workbook.xml';
  if (!parts.has(main)) throw new CannotRead(`${called} is zipped and no workbook.`);
  const { sheets, from1904 } = await readWorkbook(zip, main, called);
  const targets = await readTargets(zip, 'xl/_rels/workbook.xml.rels', called);
  let workbook: Promise<Workbook> | null = null;
  const parted = sheets.flatMap(({ name, id }) => {
    const target = targets.get(id);
    const part = target === undefined ? undefined : target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return part !== undefined && parts.has(part) ? [{ name, part }] : [];
  });
  if (parted.length === 0) throw new CannotRead(`${called} has no sheet.`);
  return parted.map(({ name, part }) => ({
    name,
    async *rows() {
      workbook ??= readParts(zip, parts, called, from1904);
      yield* sheetRows(zip.read(part), `${called}, sheet ${name}`, await workbook);
    },
  }));
}

const nothing = (): never[] => [];
const noop = (): void => undefined;

async function drain(reading: AsyncGenerator): Promise<void> {
  for await (const _ of reading);
}

async function readWorkbook(
  zip: Zip,
  part: string,
  called: string,
): Promise<{ sheets: { name: string; id: string }[]; from1904: boolean }> {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await drain(
    readXml(
      zip.read(part),
      called,
      {
        open: (name, attribute) => {
          if (name === 'sheet') sheets.push({ name: attribute('name') ?? '', id: attribute('r:id') ?? '' });
          if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
        },
        close: noop,
        text: noop,
      },
      nothing,
    ),
  );
  return { sheets, from1904 };
}

async function readTargets(zip: Zip, part: string, called: string): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (!zip.names.includes(part)) return targets;
  await drain(
    readXml(
      zip.read(part),
      called,
      {
        open: (name, attribute) => {
          if (name === 'Relationship' && attribute('TargetMode') !== 'External')
            targets.set(attribute('Id') ?? '', attribute('Target') ?? '');
        },
        close: noop,
        text: noop,
      },
      nothing,
    ),
  );
  return targets;
}

async function readParts(zip: Zip, parts: ReadonlySet<string>, called: string, from1904: boolean): Promise<Workbook> {
  return {
    shared: parts.has('xl/sharedStrings.xml') ? await readShared(zip.read('xl/sharedStrings.xml'), called) : [],
    dates: parts.has('xl/styles.xml') ? await readStyles(zip.read('xl/styles.xml'), called) : [],
    from1904,
  };
}

async function readShared(chunks: AsyncIterable<Buffer>, called: string): Promise<string[]> {
  const shared: string[] = [];
  let text = '';
  let isText = false;
  let isReading = true;
  let characters = 0;
  await drain(
    readXml(
      chunks,
      called,
      {
        open: (name) => {
          if (name === 'si') text = '';
          // How a word is read aloud stands beside it in some languages.
          if (name === 'rPh') isReading = false;
          isText = name === 't' && isReading;
        },
        close: (name) => {
          isText = false;
          if (name === 'rPh') isReading = true;
          if (name !== 'si') return;
          characters += text.length;
          if (characters > mostSharedCharacters)
            throw new CannotRead(`${called} holds far more text than a publication.`);
          shared.push(text);
        },
        text: (piece) => {
          if (!isText) return;
          text += piece;
          if (text.length > longestText)
            throw new CannotRead(`${called} has a cell of more than ${longestText} characters.`);
        },
      },
      nothing,
    ),
  );
  return shared;
}

/** The formats that every spreadsheet has for dates and for moments. */
const dateFormats = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a format of one's own shows a date: it has a year or a day in it, outside quoted words. */
function showsDate(format: string): boolean {
  let isQuoted = false;
  for (const sign of format.toLowerCase()) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === 'y' || sign === 'd')) return true;
  }
  return false;
}

async function readStyles(chunks: AsyncIterable<Buffer>, called: string): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const dates: boolean[] = [];
  let isCells = false;
  await drain(
    readXml(
      chunks,
      called,
      {
        open: (name, attribute) => {
          if (name === 'numFmt') own.set(Number(attribute('numFmtId')), showsDate(attribute('formatCode') ?? ''));
          if (name === 'cellXfs') isCells = true;
          if (name !== 'xf' || !isCells) return;
          const format = Number(attribute('numFmtId'));
          dates.push(own.get(format) ?? dateFormats.has(format));
        },
        close: (name) => {
          if (name === 'cellXfs') isCells = false;
        },
        text: noop,
      },
      nothing,
    ),
  );
  return dates;
}

/** `AB12` lies in column 28: counted from 0. */
function placeOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index);
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
    if (column > 1_000_000) break;
  }
  return column - 1;
}

/** A day as a spreadsheet counts it. Day 60 of 1900 is one that never was. */
function dayText(value: string, from1904: boolean): string {
  const days = Math.floor(Number(value));
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return value;
  if (from1904) return addDays(dayOf(1904, 1, 1), days);
  return addDays(dayOf(1899, 12, days < 60 ? 31 : 30), days);
}

/** The address in `HYPERLINK("address", "words")`, where it is written out: nothing is worked out. */
function addressIn(formula: string): string | null {
  const start = formula.trimStart();
  if (!start.toUpperCase().startsWith('HYPERLINK("')) return null;
  const from = 'HYPERLINK("'.length;
  const to = start.indexOf('"', from);
  return to === -1 ? null : start.slice(from, to);
}

function sheetRows(
  chunks: AsyncIterable<Buffer>,
  called: string,
  { shared, dates, from1904 }: Workbook,
): AsyncGenerator<FileRow[]> {
  const maker = new RowMaker(called);
  let line = 0;
  let place = -1;
  let type = '';
  let style = 0;
  let value = '';
  let formula = '';
  let within: 'v' | 't' | 'f' | null = null;

  const cell = (): string => {
    const address = formula === '' ? null : addressIn(formula);
    if (address !== null) return address;
    if (type === 's') {
      const text = shared[Number(value)];
      if (text === undefined && value !== '')
        throw new CannotRead(`${called}, row ${line}: a cell names a word that the workbook does not have.`);
      return text ?? '';
    }
    if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
    if (type === 'd' || type === 'str' || type === 'inlineStr' || type === 'e') return value;
    return dates[style] && value !== '' ? dayText(value, from1904) : value;
  };

  return readXml(
    chunks,
    called,
    {
      open: (name, attribute) => {
        if (name === 'row') {
          const said = attribute('r');
          line = said === undefined ? line + 1 : Number(said);
          if (!Number.isInteger(line) || line < 1 || line > lastRow)
            throw new CannotRead(`${called}: a row has the number ${said}, which no sheet has.`);
          place = -1;
        } else if (name === 'c') {
          const reference = attribute('r');
          place = reference === undefined ? place + 1 : placeOf(reference);
          if (place < 0) throw new CannotRead(`${called}, row ${line}: a cell has no column.`);
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          value = '';
          formula = '';
        }
        within = name === 'v' || name === 't' || name === 'f' ? name : within;
      },
      close: (name) => {
        if (name === within) within = null;
        if (name === 'c') maker.put(place, cell(), line);
        if (name === 'row') maker.end(line);
      },
      text: (piece) => {
        if (within === 'f') formula = (formula + piece).slice(0, longestText);
        else if (within !== null) value += piece;
        if (value.length > longestText)
          throw new CannotRead(`${called}, row ${line}: a cell has more than ${longestText} characters.`);
      },
    },
    () => maker.take(),
  );
}
