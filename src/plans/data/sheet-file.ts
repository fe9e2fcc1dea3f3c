import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/universal';
import { ok, refused, type Result } from '../../kernel/result.js';
import { isBlank, type Sheet, tidySheet, type TooMuch, tooMuchIn } from '../domain/sheet.js';
import { refuseWorkbook, type WorkbookRefusal } from './sheet-zip.js';

/** The largest spreadsheet that is read, in bytes. */
export const largestSheetFile = 5 * 1024 * 1024;

export type SheetRefusal =
  | { readonly why: WorkbookRefusal | 'empty' | 'too-large' | 'old-workbook' | 'not-a-sheet' | 'web-page' }
  | { readonly why: 'open-quote'; readonly line: number }
  | { readonly why: 'too-much'; readonly sheet: string; readonly tooMuch: TooMuch };

type ReadSheets = Result<readonly Sheet[], SheetRefusal>;

const begins = (bytes: Buffer, ...head: readonly number[]): boolean =>
  head.every((byte, place) => bytes[place] === byte);

/**
 * Reads a spreadsheet that somebody chose: a workbook (XLSX) with all its sheets, or text (CSV, with commas, semicolons
 * or tabs, in UTF-8, UTF-16 or the Windows-1252 that Excel writes). What it is goes by its content, never by its name.
 */
export async function readSheetFile(bytes: Buffer): Promise<ReadSheets> {
  if (bytes.length === 0) return refused({ why: 'empty' });
  if (bytes.length > largestSheetFile) return refused({ why: 'too-large' });
  if (begins(bytes, 0x50, 0x4b)) return readXlsx(bytes);
  // The container of XLS, and of workbooks with a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused({ why: 'old-workbook' });
  return readSheetText(textOf(bytes), 'CSV');
}

function textOf(bytes: Buffer): string {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  return isUtf8(bytes) ? bytes.toString('utf8') : fromWindows1252(bytes);
}

/** What 0x80 to 0x9f are in Windows-1252. Node's own decoder has taken them for control characters of Latin-1. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replaceAll(/[\u0080-\u009f]/g, (one) => windows1252[one.charCodeAt(0) - 0x80] ?? one);

async function readXlsx(bytes: Buffer): Promise<ReadSheets> {
  const refusal = await refuseWorkbook(bytes);
  if (refusal) return refused({ why: refusal });
  try {
    const copy = new Uint8Array(bytes).buffer;
    const sheets = await readWorkbook(copy, { trim: true });
    return together(sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) })));
  } catch {
    // The reader throws on whatever it does not know: the file is at fault, and its sender is told how to mend it.
    return refused({ why: 'broken' });
  }
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)));
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  return typeof cell === 'string' ? cell : '';
}

/** What was pasted from a spreadsheet, or a file of text: tabs, commas or semicolons between the cells. */
export function readSheetText(text: string, name = 'Pasted'): ReadSheets {
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.trim() === '') return refused({ why: 'empty' });
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(bare)) return refused({ why: 'web-page' });
  if (Array.from(bare.slice(0, 4_096)).some((one) => one < ' ' && one.trim() !== ''))
    return refused({ why: 'not-a-sheet' });
  const delimiter = delimiterOf(bare);
  const parsed = Papa.parse<string[]>(bare, { delimiter, skipEmptyLines: false });
  const fault = parsed.errors.find(({ type }) => type === 'Quotes');
  if (fault) return refused({ why: 'open-quote', line: (fault.row ?? 0) + 1 });
  return together([{ name, rows: parsed.data }]);
}

/** The one of the three that stands most often outside quotation marks in the first lines; a tab wins where there is one. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, '');
  const count = (one: string): number => start.split(one).length - 1;
  if (count('\t') > 0) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

function together(read: readonly Sheet[]): ReadSheets {
  const sheets = read.map(tidySheet).filter(({ rows }) => rows.some((row) => !isBlank(row)));
  if (sheets.length === 0) return refused({ why: 'empty' });
  for (const sheet of sheets) {
    const tooMuch = tooMuchIn(sheet);
    // A workbook may have a long list on another sheet: only what could be the plan has to be within the limits.
    if (tooMuch && sheets.length === 1) return refused({ why: 'too-much', sheet: sheet.name, tooMuch });
  }
  const fit = sheets.filter((sheet) => tooMuchIn(sheet) === null);
  const [first] = sheets;
  const tooMuch = first ? tooMuchIn(first) : null;
  if (fit.length === 0 && first && tooMuch) return refused({ why: 'too-much', sheet: first.name, tooMuch });
  return ok(fit);
}
