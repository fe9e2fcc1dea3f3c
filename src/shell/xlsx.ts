import { zipFile } from '../access/zip-file.js';

/**
 * A workbook as Office Open XML (ECMA-376), written row by row and never held whole. Only what a table needs: text,
 * numbers and days. Text stands inline, and nothing in it is a formula; what a spreadsheet would run once the workbook
 * is saved as CSV has been made harmless where the columns were written (`csv.ts`).
 */
export type XlsxCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A day, as many days after 30 December 1899 as it is: so spreadsheets count. */
  | { readonly kind: 'day'; readonly serial: number }
  | null;

export type XlsxSheet = {
  readonly name: string;
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: AsyncIterable<readonly (readonly XlsxCell[])[]>;
};

/** What one sheet holds, its heading among them. */
export const mostSheetRows = 1_048_576;
/** What one cell holds. */
export const mostCharacters = 32_767;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const opening = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Styles by their place in `stylesXml`. */
const styleOf = { day: 1, heading: 2 } as const;

const stylesXml = `${opening}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`;

const typesXml = `${opening}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${workbookType}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${workbookType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${workbookType}.styles+xml"/></Types>`;

const rootXml = `${opening}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** XML 1.0 knows no other control characters, and no half of a pair. */
const isInXml = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code < 0xd800) ||
  (code > 0xdfff && code < 0xfffe) ||
  code > 0xffff;

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Nothing in it is a sign of XML, or unknown to it: by far the most texts. */
const asItStands = /^[\t\n !#-%'-;=?-\uD7FF\uE000-\uFFFD]*$/;

/** What XML does not know stands as `_x0007_`, as spreadsheets write it; whatever looks so already is told apart. */
export function xmlText(text: string): string {
  if (asItStands.test(text) && !text.includes('_x')) return text;
  let written = '';
  for (const sign of text.replaceAll('_x', '_x005F_x')) {
    const code = sign.codePointAt(0) ?? 0;
    written += isInXml(code) ? (named[sign] ?? sign) : `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
  }
  return written;
}

/** 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`;
}

const textCell = (text: string, at: string, style = ''): string =>
  `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

function cellXml(cell: XlsxCell, at: string): string {
  if (cell === null) return '';
  if (cell.kind === 'text') return textCell(cell.text, at);
  if (cell.kind === 'number') return `<c r="${at}"><v>${cell.value}</v></c>`;
  return `<c r="${at}" s="${styleOf.day}"><v>${cell.serial}</v></c>`;
}

/** Widths are in characters, as spreadsheets count them. */
async function* sheetXml({ columns, rows }: XlsxSheet): AsyncGenerator<Buffer> {
  const letters = columns.map((_, index) => columnLetters(index));
  const widths = columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const headings = columns
    .map(({ header }, index) => textCell(header, `${letters[index] ?? ''}1`, ` s="${styleOf.heading}"`))
    .join('');
  yield Buffer.from(
    `${opening}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${headings}</row>`,
  );
  let number = 1;
  for await (const batch of rows) {
    const lines = batch.map((cells) => {
      number += 1;
      return `<row r="${number}">${cells.map((cell, index) => cellXml(cell, `${letters[index] ?? ''}${number}`)).join('')}</row>`;
    });
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

async function* only(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}

const workbookXml = (names: readonly string[]): string =>
  `${opening}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
    .map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const relationsXml = (names: readonly string[]): string =>
  `${opening}<Relationships xmlns="${packaged}/relationships">${names
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('')}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

/** The bytes of a workbook. Sheets are asked for one after the other: a later one may tell what an earlier one held. */
export function xlsxFile(sheets: AsyncIterable<XlsxSheet>): AsyncGenerator<Buffer> {
  const names: string[] = [];
  async function* parts() {
    yield { name: '[Content_Types].xml', content: only(typesXml) };
    yield { name: '_rels/.rels', content: only(rootXml) };
    yield { name: 'xl/styles.xml', content: only(stylesXml) };
    for await (const sheet of sheets) {
      names.push(sheet.name);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheetXml(sheet) };
    }
    yield { name: 'xl/workbook.xml', content: only(workbookXml(names)) };
    yield { name: 'xl/_rels/workbook.xml.rels', content: only(relationsXml(names)) };
  }
  return zipFile(parts());
}
