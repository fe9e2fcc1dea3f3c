import { crc32, deflateRawSync } from 'node:zlib';

/** A cell: words, a number, or a day that the workbook keeps as a number with the look of a date. */
export type WorkbookCell = string | number | { readonly day: string } | null;

export type ZipPart = {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory says it is unpacked, where that is to be a lie. */
  readonly declared?: number;
};

const bytesOf = (...parts: readonly (readonly [size: 2 | 4, value: number])[]): Buffer => {
  const bytes = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) at = bytes.writeUIntLE(value, at, size);
  return bytes;
};

/** A ZIP file, packed; for tests only: one with lies in it too. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared } of parts) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain);
    const size = declared ?? plain.length;
    const label = Buffer.from(name);
    const sums = bytesOf([4, crc32(plain)], [4, packed.length], [4, size], [2, label.length]);
    const kind = bytesOf([2, 20], [2, 0], [2, 8], [2, 0], [2, 33]);
    const part = Buffer.concat([bytesOf([4, 0x04034b50]), kind, sums, bytesOf([2, 0]), label, packed]);
    const places = bytesOf([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(Buffer.concat([bytesOf([4, 0x02014b50], [2, 20]), kind, sums, places, label]));
    written.push(part);
    offset += part.length;
  }
  const listed = Buffer.concat(directory);
  const end = bytesOf(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, parts.length],
    [2, parts.length],
    [4, listed.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...written, listed, end]);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letter = (place: number): string => String.fromCodePoint(65 + place);
const serialOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

function cellXml(cell: WorkbookCell, place: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${place}" s="1"><v>${serialOf(cell.day)}</v></c>`;
  strings.push(cell);
  return `<c r="${place}" t="s"><v>${strings.length - 1}</v></c>`;
}

export type WorkbookSheet = {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** Cells merged into one: "E3:F3". Only the first of them may hold anything. */
  readonly merged?: readonly string[];
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook as Excel writes them: shared words, a style for days, sheets with merged cells. */
export function workbookParts(sheets: readonly WorkbookSheet[]): ZipPart[] {
  const strings: string[] = [];
  const sheetXml = sheets.map(({ rows, merged = [] }) => {
    const lines = rows.map((cells, row) => {
      const inner = cells.map((cell, place) => cellXml(cell, `${letter(place)}${row + 1}`, strings)).join('');
      return inner === '' ? '' : `<row r="${row + 1}">${inner}</row>`;
    });
    const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const mergeCells = merges === '' ? '' : `<mergeCells count="${merged.length}">${merges}</mergeCells>`;
    return `${declaration}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${mergeCells}</worksheet>`;
  });
  const names = sheets.map(
    ({ name }, place) => `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const relations = sheets.map(
    (_sheet, place) =>
      `<Relationship Id="rId${place + 1}" Type="${office}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`,
  );
  const last = sheets.length;
  return [
    {
      name: '[Content_Types].xml',
      content: `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${declaration}<Relationships xmlns="${packages}/relationships">${relations.join('')}<Relationship Id="rId${last + 1}" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId${last + 2}" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${declaration}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `${declaration}<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    },
    ...sheetXml.map((content, place) => ({ name: `xl/worksheets/sheet${place + 1}.xml`, content })),
  ];
}

export const aWorkbook = (sheets: readonly WorkbookSheet[]): Buffer => zipOf(workbookParts(sheets));
