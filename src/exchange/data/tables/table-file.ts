import { CannotRead, type FileRow } from '../../domain/file-row.js';
import type { Profile } from '../../domain/profile.js';
import { findHeading, type Heading, placesWithoutHeading } from '../../domain/heading.js';
import type { ProfileData } from '../../domain/profile-data.js';
import { csvRows, type Encoding, encodingOf, type InspectedFile } from '../csv-file.js';
import { documentSheet } from './json-documents.js';
import { odsSheets } from './ods-file.js';
import type { Sheet } from './sheet.js';
import { xlsxSheets } from './xlsx-file.js';
import { openZip } from './zip-file.js';

/** A file opened as tables, whatever it is by its content. */
export type TableFile = {
  readonly sheets: readonly Sheet[];
  /** What the bytes of a text are; null in a workbook, which says so itself. */
  readonly encoding: Encoding | null;
  readonly close: () => void;
};

/** How far down a heading is looked for where no profile says. */
export const rowsOfHead = 30;

type Asked = Pick<ProfileData, 'table' | 'columns'>;

const plain: Asked = {
  table: {
    headingWithin: rowsOfHead,
    encodings: ['utf-8', 'windows-1252'],
    sheet: null,
    rowsHave: null,
    ragged: true,
    documentRows: [],
  },
  columns: {},
};

/** What is asked of a file of which only the first rows are wanted, in the encodings that a chosen profile reads. */
export const inEncodingsOf = (profile: Profile | null): Asked =>
  profile === null ? plain : { ...plain, table: { ...plain.table, encodings: profile.data.table.encodings } };

/** Opens a file that was looked at. Throws `CannotRead`, one sentence. */
export async function openTables(file: InspectedFile, data: Asked = plain): Promise<TableFile> {
  const { path, name, kind } = file;
  if (kind === 'csv' || kind === 'csv.gz') {
    const encoding = await encodingOf(path, name, data.table.encodings);
    return {
      sheets: [{ name: 'rows', rows: () => csvRows(path, { called: name, encoding }) }],
      encoding,
      close: () => undefined,
    };
  }
  const zip = await openZip(path, name);
  try {
    if (kind === 'json') {
      if (data.table.documentRows.length === 0)
        throw new CannotRead(`${name} holds JSON documents, and the profile does not say where their rows lie.`);
      const sheet = documentSheet(zip, data as ProfileData, name);
      return { sheets: [sheet], encoding: null, close: zip.close };
    }
    const sheets = await (kind === 'xlsx' ? xlsxSheets(zip, name) : odsSheets(zip, name));
    return { sheets, encoding: null, close: zip.close };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** The first rows of a sheet as they stand. */
export async function headOf({ rows }: Sheet, count: number): Promise<FileRow[]> {
  const head: FileRow[] = [];
  for await (const some of rows()) {
    head.push(...some.slice(0, count - head.length));
    if (head.length >= count) break;
  }
  return head;
}

export type HeadedSheet = { readonly sheet: Sheet; readonly heading: Heading | null };

/** The sheet that a profile reads, with its heading. Throws `CannotRead`: then this is another file. */
export async function headedSheet(tables: TableFile, profile: Profile): Promise<HeadedSheet> {
  const { table } = profile.data;
  const named = table.sheet === null ? tables.sheets : tables.sheets.filter(({ name }) => name === table.sheet);
  if (named.length === 0) throw new CannotRead(`There is no sheet “${table.sheet}”.`);
  if (table.headingWithin === null) return { sheet: named[0], heading: null };
  let first: unknown = null;
  for (const sheet of named) {
    try {
      const heading = findHeading(profile, await headOf(sheet, table.headingWithin), tables.encoding === null);
      return { sheet, heading };
    } catch (error) {
      if (!(error instanceof CannotRead)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** The rows under the heading, some at a time, and how they are to be read by name. */
export async function* rowsUnder({ sheet, heading }: HeadedSheet, profile: Profile) {
  let toSkip = heading ? heading.index + 1 : 0;
  let places = heading?.places ?? null;
  for await (const some of sheet.rows()) {
    const rows = toSkip > 0 ? some.slice(toSkip) : some;
    toSkip = Math.max(0, toSkip - some.length);
    if (rows.length === 0) continue;
    places ??= placesWithoutHeading(profile, rows[0].cells.length);
    yield { rows, places };
  }
}
