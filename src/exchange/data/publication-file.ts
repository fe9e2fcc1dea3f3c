import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRead, type FileRow } from '../domain/file-row.js';
import type { Profile } from '../domain/profile.js';
import { matchHeading, placesWithoutHeading } from '../domain/heading.js';
import type { Sample } from '../domain/staged-import.js';
import { inspectFile } from './csv-file.js';
import { headOf, inEncodingsOf, openTables, rowsOfHead } from './tables/table-file.js';

/** Lays content into a folder of its own under the name of the file, which faults then name, while `work` reads it. */
export async function asFile<Value>(
  { name, content }: { readonly name: string; readonly content: Uint8Array },
  work: (path: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'turnaround-import-'));
  try {
    const path = join(folder, name);
    await writeFile(path, content, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** So many rows are shown before anything is read. */
const rowsShown = 10;
/** More than a page can show: a row beyond this is left out of what is shown, not of what is read. */
const mostSigns = 60_000;

/** How many columns the profile that fits a row best lacks, where the row is taken for the heading. */
const lackedBy = (row: FileRow, profiles: readonly Profile[]): number =>
  Math.min(...profiles.map(({ data }) => matchHeading(data, row).lacking.length));

/**
 * The heading and the first rows of a file. The heading is the first row, or the row beneath titles and notes that one
 * of the profiles reads whole; of a profile that is chosen, the encodings count. Throws `CannotRead`, one sentence, where there is nothing to read.
 */
export async function sampleOf(
  path: string,
  profiles: readonly Profile[] = [],
  chosen: Profile | null = null,
): Promise<Sample> {
  if (chosen?.data.table.headingWithin === null) return sampleWithoutHeading(path, chosen);
  const tables = await openTables(await inspectFile(path), inEncodingsOf(chosen));
  try {
    const head = await headOf(tables.sheets[0], rowsOfHead + rowsShown);
    const found = head.slice(0, rowsOfHead).findIndex((row) => profiles.length > 0 && lackedBy(row, profiles) === 0);
    const place = Math.max(0, found);
    const heading = head[place];
    if (heading === undefined) throw new CannotRead('The file has no heading.');
    let signs = signsIn(heading);
    if (signs > mostSigns)
      throw new CannotRead(
        `Line ${heading.line}: the heading is longer than ${mostSigns.toLocaleString('en-GB')} characters.`,
      );
    const rows: FileRow[] = [];
    for (const row of head.slice(place + 1, place + 1 + rowsShown)) {
      signs += signsIn(row);
      if (signs > mostSigns) break;
      rows.push(row);
    }
    return { heading: heading.cells, headingLine: heading.line, rows };
  } finally {
    tables.close();
  }
}

/** The same of a file whose columns are told by their place, or of documents: the profile gives the names. */
async function sampleWithoutHeading(path: string, profile: Profile): Promise<Sample> {
  const tables = await openTables(await inspectFile(path), profile.data);
  try {
    const head = await headOf(tables.sheets[0], rowsShown);
    const [first] = head;
    if (first === undefined) throw new CannotRead('The file has no rows.');
    const heading = first.cells.map(() => '');
    for (const [column, place] of placesWithoutHeading(profile, heading.length).at) heading[place] = column;
    const rows: FileRow[] = [];
    let signs = 0;
    for (const row of head) {
      signs += signsIn(row);
      if (signs > mostSigns) break;
      rows.push(row);
    }
    return { heading, headingLine: 0, rows };
  } finally {
    tables.close();
  }
}

const signsIn = ({ cells }: FileRow): number => cells.reduce((sum, cell) => sum + cell.length, 0);
