import { strToU8, zipSync } from 'fflate';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A cell of a made-up workbook: text, a number, a day as a number with a date's style, or a formula with what was kept. */
export type MadeCell =
  | string
  | number
  | { readonly serial: number }
  | { readonly formula: string; readonly kept: string };

const columnName = (place: number): string =>
  place < 26
    ? String.fromCharCode(65 + place)
    : `${String.fromCharCode(64 + Math.floor(place / 26))}${String.fromCharCode(65 + (place % 26))}`;

function cellXml(cell: MadeCell, reference: string): string {
  if (typeof cell === 'string')
    return cell === '' ? '' : `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if ('serial' in cell) return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
  return `<c r="${reference}"><f>${escaped(cell.formula)}</f><v>${escaped(cell.kept)}</v></c>`;
}

export const sheetXml = (rows: readonly (readonly MadeCell[])[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map(
      (row, index) =>
        `<row r="${index + 1}">${row.map((cell, place) => cellXml(cell, `${columnName(place)}${index + 1}`)).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`;

const workbookXml = (names: readonly string[]): string =>
  `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
    .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const relationsXml = (count: number): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Array.from(
    { length: count },
    (_, index) => `<Relationship Id="rId${index + 1}" Type="sheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  ).join('')}</Relationships>`;

const stylesXml =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';

export const zipOf = (parts: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  );

/** A workbook (XLSX) of these sheets. `parts`: what is put in the place of a part that it would have. */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly MadeCell[])[]>>,
  parts: Readonly<Record<string, string>> = {},
): Buffer {
  const names = Object.keys(sheets);
  return zipOf({
    'xl/workbook.xml': workbookXml(names),
    'xl/_rels/workbook.xml.rels': relationsXml(names.length),
    'xl/styles.xml': stylesXml,
    ...Object.fromEntries(names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheets[name])])),
    ...parts,
  });
}

const odsNames = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"';

/** An OpenDocument spreadsheet whose sheets are given as the XML of their rows. */
export const spreadsheetOf = (sheets: Readonly<Record<string, string>>): Buffer =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0"?><office:document-content ${odsNames}><office:body><office:spreadsheet>${Object.entries(
      sheets,
    )
      .map(([name, rows]) => `<table:table table:name="${escaped(name)}">${rows}</table:table>`)
      .join('')}</office:spreadsheet></office:body></office:document-content>`,
  });

export const odsCell = (text: string, more = ''): string =>
  text === ''
    ? `<table:table-cell ${more}/>`
    : `<table:table-cell office:value-type="string" ${more}><text:p>${escaped(text)}</text:p></table:table-cell>`;

export const odsRow = (cells: readonly string[], more = ''): string =>
  `<table:table-row ${more}>${cells.join('')}</table:table-row>`;
