import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, whether the code runs from `src/` or from `dist/`. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('package.json was not found above the program');
  return findRoot(above);
}

export const rootFolder = findRoot(import.meta.dirname);
/** Which version of the product this is, as package.json says. */
export const productVersion = (
  JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as { version: string }
).version;

export const viewsFolder = join(rootFolder, 'views');
export const packagesFolder = join(rootFolder, 'node_modules');

/** Reference data and the case library, kept in the feature that owns them. */
export const libraryFolder = (
  feature: 'access' | 'office' | 'inspections' | 'measures' | 'exchange' | 'overview' | 'research',
): string => join(rootFolder, 'src', feature, 'library');

/** How publications are read, one file each. */
export const profilesFolder = join(rootFolder, 'src', 'exchange', 'profiles');
