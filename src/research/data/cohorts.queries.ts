import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, sql } from '../../database/sql.js';
import type { CohortRow, EditionRow, FileRow, ListedCohortRow, WholeFileRow } from './cohort.row.js';

const editionColumns = fixed(`cohort_edition.id, cohort_edition.cohort_id AS "cohortId", cohort_edition.number,
       cohort_edition.as_of AS "asOf", cohort_edition.frozen_at AS "frozenAt", cohort_edition.reason,
       cohort_edition.episodes, cohort_edition.organisations, cohort_edition.answers, cohort_edition.hash,
       cohort_edition.tables_hash AS "tablesHash"`);
const cohortColumns = fixed(`cohort.id, cohort.ref, cohort.title, cohort.words, cohort.definition,
       cohort.is_record AS "isRecord", cohort.made_by AS "madeBy", cohort.made_at AS "madeAt"`);
const fileColumns = fixed(
  'cohort_file.name, cohort_file.title, cohort_file.lines, cohort_file.bytes, cohort_file.hash',
);

/** Frozen cohorts. Everybody may read them: what is in them was public when it was frozen. */
@Injectable()
export class CohortsQueries {
  constructor(private readonly db: Database) {}

  /** For remembering what was read only as long as nothing is committed. */
  dataVersion(): Promise<string> {
    return this.db.version();
  }

  /** Every cohort with its newest edition, the whole record first, then the newest. */
  all(): Promise<ListedCohortRow[]> {
    return this.db.rows<ListedCohortRow>(sql`
      SELECT cohort.ref, cohort.title, cohort.definition, cohort.is_record AS "isRecord", cohort_edition.number,
             cohort_edition.as_of AS "asOf", cohort_edition.episodes, cohort_edition.hash
        FROM cohort
       CROSS JOIN cohort_edition
       WHERE cohort.ref > '' AND cohort_edition.cohort_id = cohort.id AND NOT EXISTS (SELECT 1 FROM cohort_edition AS later
                          WHERE later.cohort_id = cohort.id AND later.number > cohort_edition.number)
       ORDER BY cohort.is_record DESC, cohort.ref DESC`);
  }

  byRef(ref: string): Promise<CohortRow | null> {
    return this.db.row<CohortRow>(sql`SELECT ${cohortColumns} FROM cohort WHERE cohort.ref = ${ref}`);
  }

  /** The cohort of the whole public record; null: it was never frozen. */
  ofRecord(): Promise<CohortRow | null> {
    return this.db.row<CohortRow>(sql`
      SELECT ${cohortColumns} FROM cohort WHERE cohort.ref > '' AND cohort.is_record = 1 ORDER BY cohort.ref LIMIT 1`);
  }

  /** The cohort of the whole record with its editions, the newest first, and the files of that one: two statements. */
  async wholeRecord(): Promise<{
    readonly record: Pick<CohortRow, 'ref' | 'title'> | null;
    readonly editions: readonly EditionRow[];
    readonly files: readonly FileRow[];
  }> {
    const rows = await this.db.rows<EditionRow & { readonly cohort: string; readonly cohortRef: string }>(sql`
      SELECT ${editionColumns}, cohort.ref AS "cohortRef", cohort.title AS cohort
        FROM cohort
       CROSS JOIN cohort_edition
       WHERE cohort.ref > '' AND cohort_edition.cohort_id = cohort.id AND cohort.is_record = 1
       ORDER BY cohort_edition.number DESC`);
    const [newest] = rows;
    if (!newest) return { record: null, editions: [], files: [] };
    const record = { ref: newest.cohortRef, title: newest.cohort };
    return { record, editions: rows, files: await this.files(newest.id) };
  }

  /** The newest first. */
  editions(cohortId: string): Promise<EditionRow[]> {
    return this.db.rows<EditionRow>(sql`
      SELECT ${editionColumns}
        FROM cohort_edition
       WHERE cohort_edition.cohort_id = ${cohortId}
       ORDER BY cohort_edition.number DESC`);
  }

  /** What an edition holds, without the content. */
  files(editionId: string): Promise<FileRow[]> {
    return this.db.rows<FileRow>(sql`
      SELECT ${fileColumns}
        FROM cohort_file
       WHERE cohort_file.edition_id = ${editionId}
       ORDER BY cohort_file.position`);
  }

  /** The whole package of an edition, in the order in which it was laid down. */
  wholeFiles(ref: string, number: number): Promise<WholeFileRow[]> {
    return this.db.rows<WholeFileRow>(sql`
      SELECT ${fileColumns}, cohort_file.content
        FROM cohort
        JOIN cohort_edition ON cohort_edition.cohort_id = cohort.id
        JOIN cohort_file ON cohort_file.edition_id = cohort_edition.id
       WHERE cohort.ref = ${ref} AND cohort_edition.number = ${number}
       ORDER BY cohort_file.position`);
  }

  file(ref: string, number: number, name: string): Promise<WholeFileRow | null> {
    return this.db.row<WholeFileRow>(sql`
      SELECT ${fileColumns}, cohort_file.content
        FROM cohort
        JOIN cohort_edition ON cohort_edition.cohort_id = cohort.id
        JOIN cohort_file ON cohort_file.edition_id = cohort_edition.id
       WHERE cohort.ref = ${ref} AND cohort_edition.number = ${number} AND cohort_file.name = ${name}`);
  }

  /** Every edition of every cohort with the hash that stands beside it. */
  everyEdition(): Promise<
    { readonly id: string; readonly ref: string; readonly number: number; readonly hash: string }[]
  > {
    return this.db.rows(sql`
      SELECT cohort_edition.id, cohort.ref, cohort_edition.number, cohort_edition.hash
        FROM cohort
        JOIN cohort_edition ON cohort_edition.cohort_id = cohort.id
       WHERE cohort.ref > ''
       ORDER BY cohort.ref, cohort_edition.number`);
  }

  /** What the trail says was frozen, in its order: JSON with reference, edition and hash. */
  toldFrozen(): Promise<{ readonly after: string }[]> {
    return this.db.rows(sql`
      SELECT audit_entry.after FROM audit_entry WHERE audit_entry.action = 'cohort.frozen' ORDER BY audit_entry.seq`);
  }

  /** Null: the edition has no such file. */
  async contentOf(editionId: string, name: string): Promise<string | null> {
    const row = await this.db.row<{ content: string }>(sql`
      SELECT cohort_file.content FROM cohort_file
       WHERE cohort_file.edition_id = ${editionId} AND cohort_file.name = ${name}`);
    return row?.content ?? null;
  }

  /** When somebody first changed each of these episodes after a moment, as the trail tells. */
  touchedAfter(moment: string, refs: readonly string[]): Promise<{ readonly ref: string; readonly at: string }[]> {
    return inChunks(refs, (chunk) =>
      this.db.rows<{ ref: string; at: string }>(sql`
        SELECT failure_episode.ref, MIN(audit_entry.at) AS at
          FROM failure_episode
          JOIN audit_entry ON audit_entry.entity_id = failure_episode.id AND audit_entry.entity = 'failure_episode'
         WHERE failure_episode.ref IN (${list(chunk)}) AND audit_entry.at > ${moment}
         GROUP BY failure_episode.ref`),
    );
  }

  /** What became of episodes that are no longer among those of a definition. */
  fates(refs: readonly string[]): Promise<
    {
      readonly ref: string;
      readonly withdrawnAt: string | null;
      readonly closeReason: string | null;
      readonly closedOn: string | null;
      readonly visibility: string;
      readonly bodyVisibility: string;
      readonly bodyWithdrawnAt: string | null;
    }[]
  > {
    return inChunks(refs, (chunk) =>
      this.db.rows(sql`
        SELECT failure_episode.ref, failure_episode.withdrawn_at AS "withdrawnAt",
               failure_episode.close_reason AS "closeReason",
               failure_episode.closed_on AS "closedOn", failure_episode.visibility,
               organisation.visibility AS "bodyVisibility", organisation.withdrawn_at AS "bodyWithdrawnAt"
          FROM failure_episode
          JOIN organisation ON organisation.id = failure_episode.organisation_id
         WHERE failure_episode.ref IN (${list(chunk)})`),
    );
  }
}
