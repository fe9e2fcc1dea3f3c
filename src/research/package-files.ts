import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../config/paths.js';
import type { FileRow, WholeFileRow } from './data/cohort.row.js';
import type { CohortDefinition } from './domain/cohort.js';
import { codebookTable, csvwGroup, csvwMetadata, dataPackage, type PackageTitle } from './domain/package/describe.js';
import { type Change, changesFile, changesTable } from './domain/package/difference.js';
import type { PackageTable } from './domain/package/package-table.js';
import { citationFile, citationLine, definitionFile, licenceFile, readmeFile } from './domain/package/papers.js';
import { plainCsv } from './domain/package/plain-csv.js';
import type { PackageAnswer } from './domain/package/survival-table.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A file of the package that ships with the service. */
export const shipped = (name: string): string => readFileSync(join(libraryFolder('research'), name), 'utf8');

export const fileOf = (name: string, title: string, content: string, lines: number | null = null): WholeFileRow => ({
  name,
  title,
  lines,
  bytes: Buffer.byteLength(content),
  hash: hashOf(content),
  content,
});

export const checksumsName = 'checksums.txt';

/** As `sha256sum` writes and reads it. */
export const checksums = (files: readonly Pick<FileRow, 'name' | 'hash'>[]): string =>
  files.map(({ name, hash }) => `${hash}  ${name}\n`).join('');

export type Packed = {
  readonly files: readonly WholeFileRow[];
  /** Of `checksums.txt`. */
  readonly hash: string;
};

/** What of the tables says whether anything is not as it was: all but what tells of the package itself. */
export function tablesHash(tables: readonly PackageTable[]): string {
  return hashOf(checksums(tables.map((table) => ({ name: table.name, hash: hashOf(plainCsv(table)) }))));
}

/** Every file of a package, in one order: the same facts give the same bytes. */
export function packFiles({
  title,
  definition,
  tables: gathered,
  answers,
  faults,
  changes,
  before,
  reason,
}: {
  readonly title: PackageTitle;
  readonly definition: CohortDefinition;
  readonly tables: readonly PackageTable[];
  readonly answers: readonly PackageAnswer[];
  readonly faults: number;
  readonly changes: readonly Change[];
  readonly before: { readonly edition: number; readonly asOf: string } | null;
  readonly reason: string | null;
}): Packed {
  const described = [...gathered, changesTable(changes)];
  const tables = [...described, codebookTable(described)];
  const csv = tables.map((table) => fileOf(`${table.name}.csv`, table.title, plainCsv(table), table.rows.length));
  const facts = new Map(csv.map((file) => [file.name, file]));
  const citation = citationLine(title, { on: (day) => day, accessed: title.asOf });
  const files = [
    fileOf('README.md', 'Read this first', readmeFile({ title, tables: described, answers, faults, citation })),
    fileOf('CITATION.cff', 'How to cite it, for machines', citationFile(title)),
    fileOf('LICENCE.txt', 'Licence', licenceFile()),
    fileOf('CHANGES.md', 'What changed, in words', changesFile(changes, { ...title, before, reason })),
    fileOf('definition.json', 'Which episodes are in it, in words and as data', definitionFile(definition, title)),
    fileOf('datapackage.json', 'Frictionless Data Package', dataPackage(tables, facts, title)),
    fileOf('csv-metadata.json', 'CSV on the Web: all tables', csvwGroup(tables, title)),
    ...csv,
    ...tables.map((table) =>
      fileOf(`${table.name}.csv-metadata.json`, `CSV on the Web: ${table.title}`, csvwMetadata(table, title)),
    ),
    fileOf('verify.mjs', 'Checks that the package is whole (Node)', shipped('verify.mjs')),
    fileOf('start.R', 'Works the median and the agreement of coders out again (R)', shipped('start.R')),
    fileOf('start.py', 'Works the median and the agreement of coders out again (Python)', shipped('start.py')),
  ];
  const sums = fileOf(checksumsName, 'SHA-256 of every other file', checksums(files));
  return { files: [...files, sums], hash: sums.hash };
}
