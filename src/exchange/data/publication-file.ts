import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRead } from '../domain/file-row.js';
import type { Sample } from '../domain/staged-import.js';
import { inspectFile, readCsv } from './csv-file.js';

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

/** The heading and the first rows of a file. Throws `CannotRead`, one sentence, where there is nothing to read. */
export async function sampleOf(path: string): Promise<Sample> {
  await inspectFile(path);
  let heading: { line: number; cells: readonly string[] } | null = null;
  const rows: Sample['rows'][number][] = [];
  let signs = 0;
  for await (const row of readCsv(path)) {
    signs += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (signs > mostSigns && heading === null)
      throw new CannotRead(
        `Line ${row.line}: the heading is longer than ${mostSigns.toLocaleString('en-GB')} characters.`,
      );
    if (heading === null) heading = row;
    else if (signs <= mostSigns) rows.push(row);
    if (rows.length >= rowsShown || signs > mostSigns) break;
  }
  if (heading === null) throw new CannotRead('The file has no heading.');
  return { heading: heading.cells, headingLine: heading.line, rows };
}
