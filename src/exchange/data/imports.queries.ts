import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql, where } from '../../database/sql.js';
import type { EarlierImport } from '../domain/shrunken.js';
import type { Counts, Sample } from '../domain/staged-import.js';
import type { SaidColumns } from '../domain/column-mapping.js';
import type { ImportRow, IssueRow, ListedImportRow, MadeRow, StagedImportRow } from './import.row.js';

type RawStaged = Omit<StagedImportRow, 'sample' | 'columns' | 'counts'> & {
  readonly sample: string;
  readonly columns: string;
  readonly counts: string | null;
};

const batchColumns =
  fixed(`import_batch.id, import_batch.ref, import_batch.profile, import_batch.file_name AS "fileName",
       import_batch.file_sha256 AS "fileSha256", import_batch.imported_at AS "importedAt",
       import_batch.imported_by AS "importedBy", import_batch.rows_read AS "rows",
       import_batch.rows_created AS "landed", import_batch.rows_unchanged AS "unchanged",
       import_batch.rows_refused AS "refused"`);

export type ImportFilter = {
  /** Part of the name of the file, or a reference. */
  readonly text: string | null;
  readonly profile: string | null;
  /** On the record, or not; null: both. */
  readonly isApplied: boolean | null;
};

/** Text that LIKE takes as it stands. */
const anywhere = (text: string): string => `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;

/** `listed` and its columns must be in the statement. */
const matching = ({ text, profile, isApplied }: ImportFilter): Sql =>
  where([
    text === null
      ? null
      : sql`(lower(listed."fileName") LIKE ${anywhere(text)} ESCAPE '!' OR lower(listed.ref) = ${text.toLowerCase()})`,
    profile === null ? null : sql`listed.profile = ${profile}`,
    isApplied === null ? null : isApplied ? sql`listed."state" = 'applied'` : sql`listed."state" <> 'applied'`,
  ]);

/** What was brought in, and what waits to be. Whoever asks may read imports. */
@Injectable()
export class ImportsQueries {
  constructor(private readonly db: Database) {}

  /** Changes whenever anything is committed. */
  version(): Promise<string> {
    return this.db.version();
  }

  /** The newest first, those on the record and those on their way: one line for each reference. */
  async page(filter: ImportFilter, limit: number, offset: number): Promise<ListedImportRow[]> {
    return this.db.rows<ListedImportRow>(sql`
      SELECT listed.*
        FROM (SELECT import_batch.ref, import_batch.profile, import_batch.file_name AS "fileName",
                     import_batch.imported_at AS "at", import_batch.imported_by AS "by", 'applied' AS "state",
                     CAST(NULL AS varchar(200)) AS "worker", CAST(NULL AS varchar(24)) AS "begunAt",
                     import_batch.rows_read AS "rows",
                     import_batch.rows_created AS "landed", import_batch.rows_unchanged AS "unchanged",
                     import_batch.rows_refused AS "refused"
                FROM import_batch
              UNION ALL
              SELECT staged_import.ref, staged_import.profile, staged_import.file_name AS "fileName",
                     COALESCE(staged_import.ended_at, staged_import.recorded_at) AS "at",
                     COALESCE(staged_import.ended_by, staged_import.recorded_by) AS "by", staged_import.state,
                     staged_import.worker, staged_import.begun_at AS "begunAt", CAST(NULL AS integer) AS "rows", CAST(NULL AS integer) AS "landed",
                     CAST(NULL AS integer) AS "unchanged", CAST(NULL AS integer) AS "refused"
                FROM staged_import
               WHERE NOT EXISTS (SELECT 1 FROM import_batch WHERE import_batch.ref = staged_import.ref)) AS listed
       ${matching(filter)}
       ORDER BY listed."at" DESC, listed.ref DESC
       LIMIT ${limit} OFFSET ${offset}`);
  }

  async count(filter: ImportFilter): Promise<number> {
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM (SELECT import_batch.ref, import_batch.profile, import_batch.file_name AS "fileName", 'applied' AS "state"
                FROM import_batch
              UNION ALL
              SELECT staged_import.ref, staged_import.profile, staged_import.file_name AS "fileName",
                     staged_import.state
                FROM staged_import
               WHERE NOT EXISTS (SELECT 1 FROM import_batch WHERE import_batch.ref = staged_import.ref)) AS listed
       ${matching(filter)}`);
    return Number(row?.count ?? 0);
  }

  async staged(ref: string): Promise<StagedImportRow | null> {
    const row = await this.db.row<RawStaged>(sql`
      SELECT staged_import.id, staged_import.ref, staged_import.profile, staged_import.file_id AS "fileId",
             staged_import.file_name AS "fileName", staged_import.file_sha256 AS "fileSha256", staged_import.bytes,
             staged_import.sample, staged_import.said_columns AS "columns", staged_import.state, staged_import.failure,
             staged_import.counts, staged_import.checked_at AS "checkedAt", staged_import.begun_at AS "begunAt",
             staged_import.begun_by AS "begunBy", staged_import.worker, staged_import.shrunken_why AS "shrunkenWhy",
             staged_import.ended_at AS "endedAt", staged_import.ended_by AS "endedBy",
             staged_import.recorded_at AS "recordedAt", staged_import.recorded_by AS "recordedBy",
             staged_import.version
        FROM staged_import
       WHERE staged_import.ref = ${ref}`);
    return (
      row && {
        ...row,
        sample: JSON.parse(row.sample) as Sample,
        columns: JSON.parse(row.columns) as SaidColumns,
        counts: row.counts === null ? null : (JSON.parse(row.counts) as Counts),
      }
    );
  }

  async imported(ref: string): Promise<ImportRow | null> {
    return this.db.row<ImportRow>(sql`SELECT ${batchColumns} FROM import_batch WHERE import_batch.ref = ${ref}`);
  }

  /** The last import of a publication that is on the record. */
  async lastOf(profile: string): Promise<EarlierImport | null> {
    return this.db.row<EarlierImport>(sql`
      SELECT import_batch.ref, import_batch.rows_read AS "rows", import_batch.imported_at AS "at"
        FROM import_batch
       WHERE import_batch.profile = ${profile}
       ORDER BY import_batch.imported_at DESC, import_batch.ref DESC
       LIMIT 1`);
  }

  /** The very same file, on the record already. */
  async sameFile(sha256: string): Promise<(EarlierImport & { readonly profile: string }) | null> {
    return this.db.row(sql`
      SELECT import_batch.ref, import_batch.rows_read AS "rows", import_batch.imported_at AS "at", import_batch.profile
        FROM import_batch
       WHERE import_batch.file_sha256 = ${sha256}
       ORDER BY import_batch.imported_at DESC, import_batch.ref DESC
       LIMIT 1`);
  }

  /** The source that stands for every file of a publication. */
  async sourceOf(title: string, publisher: string): Promise<{ readonly ref: string } | null> {
    return this.db.row(sql`
      SELECT source.ref
        FROM source
       WHERE source.title = ${title} AND source.publisher = ${publisher} AND source.kind = 'data_file'
         AND source.withdrawn_at IS NULL`);
  }

  /** Inspections that an import put on the record, with the bodies that they judge; what was withdrawn since is left out. */
  async made(
    batchId: string,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<MadeRow[]> {
    return this.db.rows<MadeRow>(sql`
      SELECT inspection.ref, inspection.judged_on AS "judgedOn", inspection.subject, organisation.name, organisation.slug
        FROM inspection
        JOIN organisation ON organisation.id = inspection.organisation_id
       WHERE inspection.import_batch_id = ${batchId} AND inspection.withdrawn_at IS NULL
       ORDER BY inspection.ref
       LIMIT ${limit} OFFSET ${offset}`);
  }

  async countMade(batchId: string): Promise<number> {
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM inspection
       WHERE inspection.import_batch_id = ${batchId} AND inspection.withdrawn_at IS NULL`);
    return Number(row?.count ?? 0);
  }

  /** Rows that were refused or noted, in the order of the file: of an import on the record, else of the last check. */
  async issues(
    { ref, outcome }: { readonly ref: string; readonly outcome: IssueRow['outcome'] },
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<IssueRow[]> {
    return this.db.rows<IssueRow>(sql`
      SELECT told.line, told."column", told.outcome, told.reason
        FROM (${issuesOf(ref, outcome)}) AS told
       ORDER BY told.line, told."column", told.reason
       LIMIT ${limit} OFFSET ${offset}`);
  }

  async countIssues(ref: string): Promise<Readonly<Record<IssueRow['outcome'], number>>> {
    const row = await this.db.row<{ refused: number | string; noted: number | string }>(sql`
      SELECT (SELECT COUNT(*) FROM (${issuesOf(ref, 'refused')}) AS refused) AS refused,
             (SELECT COUNT(*) FROM (${issuesOf(ref, 'noted')}) AS noted) AS noted`);
    return { refused: Number(row?.refused ?? 0), noted: Number(row?.noted ?? 0) };
  }
}

/** One of the two is empty: what a check found is forgotten once the file is on the record. */
const issuesOf = (ref: string, outcome: IssueRow['outcome']): Sql => sql`
  SELECT import_issue.line, import_issue.column_name AS "column", import_issue.outcome, import_issue.reason
    FROM import_issue
    JOIN import_batch ON import_batch.id = import_issue.batch_id
   WHERE import_batch.ref = ${ref} AND import_issue.outcome = ${outcome}
  UNION ALL
  SELECT staged_issue.line, staged_issue.column_name AS "column", staged_issue.outcome, staged_issue.reason
    FROM staged_issue
    JOIN staged_import ON staged_import.id = staged_issue.import_id
   WHERE staged_import.ref = ${ref} AND staged_issue.outcome = ${outcome}`;
