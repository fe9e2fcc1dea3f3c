import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CaseLibrary, caseLibraryFiles } from '../domain/case-library.js';

/** Reads every file of the case library and lays them together. Their lists have different names. */
export async function readCaseLibrary(folder: string): Promise<CaseLibrary> {
  const parts = await Promise.all(
    caseLibraryFiles.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object),
  );
  return Object.assign({}, ...parts) as CaseLibrary;
}
