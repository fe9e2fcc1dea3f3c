import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflated = promisify(inflateRaw);

/** All parts of a workbook together, unpacked: a plan of a thousand rows takes a tenth of it. */
export const mostUnpacked = 16 * 1024 * 1024;
export const mostParts = 200;
/** The furthest cell that a sheet may name, empty or not. */
const lastRow = 5_000;
const lastColumn = 256;

/** Why a workbook is not opened. `hidden`: its directory and what it holds differ. */
export type WorkbookRefusal =
  | 'broken'
  | 'hidden'
  | 'too-many-parts'
  | 'too-large-unpacked'
  | 'locked'
  | 'not-a-workbook'
  | 'other-spreadsheet'
  | 'declares-entities'
  | 'too-far';

type Part = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly plain: number;
  readonly start: number;
};

const endMark = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const directoryMark = 0x02014b50;
const partMark = 0x04034b50;
/** What a file of more than four gigabytes writes in place of its sizes. */
const elsewhere = 0xffffffff;

/** The directory of a ZIP file, as far as it can be trusted: nothing is unpacked yet. */
function partsOf(bytes: Buffer): readonly Part[] | WorkbookRefusal {
  const end = bytes.lastIndexOf(endMark);
  if (end < 0 || end + 22 > bytes.length) return 'broken';
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) return 'too-many-parts';
  const parts: Part[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryMark) return 'broken';
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const [packed, plain] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    if (flags & 1) return 'locked';
    if (packed === elsewhere || plain === elsewhere || (method !== 0 && method !== 8)) return 'broken';
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== partMark) return 'broken';
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + packed > bytes.length) return 'broken';
    parts.push({ name, method, packed, plain, start });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/**
 * Whether a file is a workbook that is safe to read: its directory is looked through first (how many parts, how large
 * they say that they are), then every part is unpacked by itself, never past what it declared nor past what is left of
 * the limit, and looked at for what a reader would stumble over: declared entities, and cells so far out that the empty
 * ones before them would fill the memory. Null where it is.
 */
export async function refuseWorkbook(bytes: Buffer): Promise<WorkbookRefusal | null> {
  const parts = partsOf(bytes);
  if (typeof parts === 'string') return parts;
  if (parts.reduce((sum, { plain }) => sum + plain, 0) > mostUnpacked) return 'too-large-unpacked';
  if (new Set(parts.map(({ name }) => name)).size < parts.length) return 'hidden';
  if (!parts.some(({ name }) => name === 'xl/workbook.xml'))
    return parts.some(({ name }) => name === 'mimetype') ? 'other-spreadsheet' : 'not-a-workbook';
  for (const part of parts) {
    const content = await unpacked(bytes, part);
    if (typeof content === 'string') return content;
    const refusal = /\.(?:xml|rels)$/.test(part.name) ? refuseMarkup(content.toString('utf8')) : null;
    if (refusal) return refusal;
  }
  return null;
}

async function unpacked(bytes: Buffer, { method, packed, plain, start }: Part): Promise<Buffer | WorkbookRefusal> {
  const held = bytes.subarray(start, start + packed);
  if (method === 0) return packed === plain ? held : 'hidden';
  try {
    // One byte more than declared is enough to know that it lied.
    const content = await inflated(held, { maxOutputLength: plain + 1 });
    return content.length === plain ? content : 'hidden';
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'hidden' : 'broken';
  }
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function refuseMarkup(text: string): WorkbookRefusal | null {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'declares-entities';
  for (const [, place = ''] of text.matchAll(/<(?:[\w.-]{1,30}:)?(?:row|c)\s[^>]*?\br\s*=\s*["']([^"']*)["']/g)) {
    const [, letters = '', number] = /^([A-Z]{0,3})(\d{1,7})$/.exec(place) ?? [];
    if (number === undefined || Number(number) > lastRow || columnNumber(letters) > lastColumn) return 'too-far';
  }
  return null;
}
