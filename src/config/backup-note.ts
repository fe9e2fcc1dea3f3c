import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseAddress } from './environment.js';
import { rootFolder } from './paths.js';

export type BackupNote = { readonly at: string; readonly path: string };

/** A small file beside the database: a backup only reads the database, and so cannot leave a mark in it. */
const noteFile = (database: DatabaseAddress): string =>
  database.kind === 'sqlite' ? `${database.path}-backed-up` : join(rootFolder, 'var', 'turnaround-backed-up');

/** Remembers that a copy was made. A folder that cannot be written to is no reason for a backup to fail. */
export function noteBackup(database: DatabaseAddress, note: BackupNote): void {
  try {
    writeFileSync(noteFile(database), JSON.stringify(note));
  } catch {
    // The page then says that it does not know.
  }
}

/** When the last copy was made, as far as this machine knows. */
export function lastBackup(database: DatabaseAddress): BackupNote | null {
  const path = noteFile(database);
  if (!existsSync(path)) return null;
  try {
    const { at, path: copy } = JSON.parse(readFileSync(path, 'utf8')) as Partial<BackupNote>;
    return typeof at === 'string' && typeof copy === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(at)
      ? { at, path: copy }
      : null;
  } catch {
    return null;
  }
}
