import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { inspectFile } from './data/csv-file.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import { headedSheet, headOf, openTables, rowsOfHead } from './data/tables/table-file.js';
import { CannotRead, type FileRow, type RowRemark } from './domain/file-row.js';
import type { Profile } from './domain/profile.js';
import { matchHeading } from './domain/heading.js';
import { shrinkage } from './domain/plausible-size.js';
import { columnLooks, likeliestHeading, profileStart } from './domain/profile-start.js';
import { type UnknownValue, unknownValues } from './domain/unknown-values.js';
import { readingsOf } from './imports.service.js';

/** What a profile makes of a file, without touching the record. */
export type FileCheck = {
  readonly fileName: string;
  readonly sha256: string;
  readonly kind: string;
  readonly encoding: string | null;
  readonly headingLine: number | null;
  readonly rows: number;
  readonly readable: number;
  readonly refused: readonly RowRemark[];
  readonly remarks: readonly RowRemark[];
  /** Words that the profile does not know, by column, the most frequent first. */
  readonly unknown: readonly UnknownValue[];
  /** The first rows as they stand, the heading first. */
  readonly sample: readonly FileRow[];
  /** Why the file has too few rows to be whole; null: it may be. */
  readonly suspicious: string | null;
};

export type Fit = {
  readonly profile: string;
  readonly title: string;
  readonly fits: boolean;
  /** Columns that the profile needs and the file lacks, under any of their spellings. */
  readonly lacking: readonly string[];
};

export type FileLook = { readonly fileName: string; readonly kind: string; readonly head: readonly FileRow[] };

/** Looks at files before they are brought in. Reads, and never writes. */
@Injectable()
export class CheckingFilesService {
  constructor(
    private readonly clock: Clock,
    private readonly matching: ImportMatchingQueries,
  ) {}

  /** The first rows of a file as they stand, whatever it is. Throws `CannotRead`. */
  async look(path: string, name?: string): Promise<FileLook> {
    const file = await inspectFile(path, name);
    if (file.kind === 'json') return { fileName: file.name, kind: file.kind, head: [] };
    const tables = await openTables(file);
    try {
      return { fileName: file.name, kind: file.kind, head: await headOf(tables.sheets[0], rowsOfHead) };
    } finally {
      tables.close();
    }
  }

  /** Reads a whole file by a profile. Throws `CannotRead` where it is another file. */
  async check(profile: Profile, path: string, name?: string): Promise<FileCheck> {
    const file = await inspectFile(path, name);
    const tables = await openTables(file, profile.data);
    try {
      const headed = await headedSheet(tables, profile);
      const refused: RowRemark[] = [];
      const remarks: RowRemark[] = [];
      let readable = 0;
      for await (const readings of readingsOf(profile, headed, this.clock.today()))
        for (const reading of readings) {
          readable += Number(reading.ok);
          remarks.push(...(reading.ok ? reading.remarks : []));
          refused.push(...(reading.ok ? [] : [reading.remark]));
        }
      const rows = readable + refused.length;
      return {
        fileName: file.name,
        sha256: file.sha256,
        kind: file.kind,
        encoding: tables.encoding,
        headingLine: headed.heading?.line ?? null,
        rows,
        readable,
        refused,
        remarks,
        unknown: unknownValues([...refused, ...remarks]),
        sample: (await headOf(headed.sheet, (headed.heading?.index ?? 0) + 6)).slice(headed.heading?.index ?? 0),
        suspicious: shrinkage(profile, rows, await this.matching.rowsOfLastImport(profile.key)),
      };
    } finally {
      tables.close();
    }
  }

  /** Which of these profiles read a file, those that lack the fewest columns first. */
  async whatFits(profiles: readonly Profile[], path: string, name?: string): Promise<Fit[]> {
    const file = await inspectFile(path, name);
    const fits: (Fit & { readonly share: number })[] = [];
    for (const profile of profiles) {
      const { documentRows, headingWithin } = profile.data.table;
      if ((file.kind === 'json') !== documentRows.length > 0 || (headingWithin === null && documentRows.length === 0))
        continue;
      const lacking = file.kind === 'json' ? [] : await this.#lacking(profile, path, name);
      const share = lacking.length / Math.max(1, profile.columns.length);
      fits.push({ profile: profile.key, title: profile.title, fits: lacking.length === 0, lacking, share });
    }
    return fits.toSorted((a, b) => a.share - b.share).map(({ share: _share, ...fit }) => fit);
  }

  /** A start for a profile of one's own, as text for its file. */
  async startOf(path: string, name?: string): Promise<string> {
    const file = await inspectFile(path, name);
    if (file.kind === 'json')
      throw new CannotRead(`${file.name} holds JSON documents: a profile for them is written by hand.`);
    const tables = await openTables(file);
    try {
      const rows = await headOf(tables.sheets[0], 2_000);
      const heading = likeliestHeading(rows);
      if (!heading) throw new CannotRead(`${file.name} has no rows.`);
      const under = rows.slice(rows.indexOf(heading) + 1);
      return `${JSON.stringify(profileStart(file.name, columnLooks(heading, under), under.length), null, 2)}\n`;
    } finally {
      tables.close();
    }
  }

  async #lacking(profile: Profile, path: string, name?: string): Promise<readonly string[]> {
    const tables = await openTables(await inspectFile(path, name), profile.data);
    try {
      let fewest: readonly string[] = profile.columns;
      for (const sheet of tables.sheets) {
        const head = await headOf(sheet, profile.data.table.headingWithin ?? rowsOfHead);
        const lacking = head.map((row) => matchHeading(profile.data, row).lacking);
        fewest = lacking.reduce((least, each) => (each.length < least.length ? each : least), fewest);
      }
      return fewest;
    } catch (error) {
      // A file that this profile's encoding cannot read does not fit it.
      if (error instanceof CannotRead) return profile.columns;
      throw error;
    } finally {
      tables.close();
    }
  }
}
