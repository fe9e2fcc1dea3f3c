import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { FactFate } from '../domain/comparison-changes.js';
import type { FileRow, WholeFileRow } from './cohort.row.js';
import type { ComparisonEditionRow, ComparisonRow } from './comparison.row.js';

const columns = fixed(`comparison.id, comparison.ref, comparison.account_id AS "accountId", comparison.name,
       comparison.note, comparison.episodes, comparison.align_on AS "alignOn", comparison.shown_as AS "shownAs",
       comparison.version, comparison.visibility, comparison.published_at AS "publishedAt",
       comparison_edition.number AS edition, comparison_edition.title, comparison_edition.as_on AS "asOn", comparison_edition.hash`);

/** Of a comparison its newest version. */
const isNewest = sql`comparison_edition.number = (
               SELECT MAX(newest.number) FROM comparison_edition AS newest WHERE newest.comparison_id = comparison.id)`;

const editionColumns = fixed(`comparison_edition.id, comparison_edition.number, comparison_edition.title,
       comparison_edition.as_on AS "asOn", comparison_edition.saved_at AS "savedAt", comparison_edition.facts,
       comparison_edition.hash, comparison_edition.shape`);
const fileColumns = fixed(`comparison_file.name, comparison_file.title, comparison_file.lines, comparison_file.bytes,
       comparison_file.hash`);

/** What this account may read: its own, and what was published. */
const mayRead = (accountId: string | null): Sql =>
  accountId === null
    ? sql`comparison.visibility = 'public' AND comparison.withdrawn_at IS NULL`
    : sql`(comparison.visibility = 'public' OR comparison.account_id = ${accountId}) AND comparison.withdrawn_at IS NULL`;

/** What is known of a record, and of the first act on it since that the trail tells of: by itself, or among others. */
const fateOf = (table: string, moment: string): Sql => sql`
  ${fixed(`${table}.id, ${table}.recorded_at AS "recordedAt", ${table}.published_at AS "publishedAt",
       ${table}.withdrawn_at AS "withdrawnAt", ${table}.visibility`)},
  (SELECT MIN(audit_entry.at) FROM audit_entry
    WHERE audit_entry.entity = ${table} AND audit_entry.entity_id = ${fixed(`${table}.id`)}
      AND audit_entry.at > ${moment}) AS "actedAt",
  (SELECT MIN(audit_entry.at) FROM audit_subject
     JOIN audit_entry ON audit_entry.seq = audit_subject.seq
    WHERE audit_subject.entity = ${table} AND audit_subject.entity_id = ${fixed(`${table}.id`)}
      AND audit_entry.at > ${moment}) AS "actedOnAt"`;

/** Comparisons as their researcher reads them, and what was published as everybody does: nobody finds another’s. */
@Injectable()
export class ComparisonsQueries {
  constructor(private readonly db: Database) {}

  /** Those of one account, the newest first. */
  ofAccount(accountId: string): Promise<ComparisonRow[]> {
    return this.db.rows<ComparisonRow>(sql`
      SELECT ${columns}
        FROM comparison
        JOIN comparison_edition ON comparison_edition.comparison_id = comparison.id AND ${isNewest}
       WHERE comparison.account_id = ${accountId} AND comparison.withdrawn_at IS NULL
       ORDER BY comparison.recorded_at DESC, comparison.ref DESC`);
  }

  /** One’s own. */
  byRef(ref: string, accountId: string): Promise<ComparisonRow | null> {
    return this.db.row<ComparisonRow>(sql`
      SELECT ${columns}
        FROM comparison
        JOIN comparison_edition ON comparison_edition.comparison_id = comparison.id AND ${isNewest}
       WHERE comparison.ref = ${ref} AND comparison.account_id = ${accountId} AND comparison.withdrawn_at IS NULL`);
  }

  /** One’s own, or one that was published. `accountId` null: nobody is signed in. */
  readable(ref: string, accountId: string | null): Promise<ComparisonRow | null> {
    return this.db.row<ComparisonRow>(sql`
      SELECT ${columns}
        FROM comparison
        JOIN comparison_edition ON comparison_edition.comparison_id = comparison.id AND ${isNewest}
       WHERE comparison.ref = ${ref} AND ${mayRead(accountId)}`);
  }

  /** Those that everybody may open, the last published first. */
  published(): Promise<ComparisonRow[]> {
    return this.db.rows<ComparisonRow>(sql`
      SELECT ${columns}
        FROM comparison
        JOIN comparison_edition ON comparison_edition.comparison_id = comparison.id AND ${isNewest}
       WHERE comparison.published_at > '' AND comparison.visibility = 'public' AND comparison.withdrawn_at IS NULL
       ORDER BY comparison.published_at DESC, comparison.ref DESC`);
  }

  /** The newest first. */
  editions(comparisonId: string): Promise<ComparisonEditionRow[]> {
    return this.db.rows<ComparisonEditionRow>(sql`
      SELECT ${editionColumns}
        FROM comparison_edition
       WHERE comparison_edition.comparison_id = ${comparisonId}
       ORDER BY comparison_edition.number DESC`);
  }

  /** What a version holds, without the content. */
  files(editionId: string): Promise<FileRow[]> {
    return this.db.rows<FileRow>(sql`
      SELECT ${fileColumns}
        FROM comparison_file
       WHERE comparison_file.edition_id = ${editionId}
       ORDER BY comparison_file.position`);
  }

  /** All files of a version, in the order in which they were laid down. */
  wholeFiles(editionId: string): Promise<WholeFileRow[]> {
    return this.db.rows<WholeFileRow>(sql`
      SELECT ${fileColumns}, comparison_file.content
        FROM comparison_file
       WHERE comparison_file.edition_id = ${editionId}
       ORDER BY comparison_file.position`);
  }

  /** Null: the version has no such file. */
  async contentOf(editionId: string, name: string): Promise<string | null> {
    const row = await this.db.row<{ content: string }>(sql`
      SELECT comparison_file.content FROM comparison_file
       WHERE comparison_file.edition_id = ${editionId} AND comparison_file.name = ${name}`);
    return row?.content ?? null;
  }

  /** Every version of every comparison with the hash that stands beside it, removed ones among them. */
  everyEdition(): Promise<
    {
      readonly id: string;
      readonly ref: string;
      readonly number: number;
      readonly hash: string;
      readonly shape: string;
    }[]
  > {
    return this.db.rows(sql`
      SELECT comparison_edition.id, comparison.ref, comparison_edition.number, comparison_edition.hash,
             comparison_edition.shape
        FROM comparison
        JOIN comparison_edition ON comparison_edition.comparison_id = comparison.id
       WHERE comparison.ref > ''
       ORDER BY comparison.ref, comparison_edition.number`);
  }

  /** What the trail says was saved, in its order: JSON with reference, hash and, of later ones, the number. */
  toldSaved(): Promise<{ readonly after: string }[]> {
    return this.db.rows(sql`
      SELECT audit_entry.after FROM audit_entry
       WHERE audit_entry.action IN ('comparison.saved', 'comparison.renewed') ORDER BY audit_entry.seq`);
  }

  /** What became of the records behind facts since `moment`: those that are there still, taken back or not, by id. */
  async fates(ids: readonly string[], moment: string): Promise<ReadonlyMap<string, FactFate>> {
    const rows = await inChunks(ids, (chunk) => {
      const these = list(chunk);
      return this.db.rows<FactFate & { readonly id: string; readonly actedOnAt: string | null }>(sql`
        SELECT ${fateOf('inspection', moment)} FROM inspection WHERE inspection.id IN (${these})
         UNION ALL
        SELECT ${fateOf('intervention', moment)} FROM intervention WHERE intervention.id IN (${these})
         UNION ALL
        SELECT ${fateOf('peer_support', moment)} FROM peer_support WHERE peer_support.id IN (${these})
         UNION ALL
        SELECT ${fateOf('warning_sign', moment)} FROM warning_sign WHERE warning_sign.id IN (${these})
         UNION ALL
        SELECT ${fateOf('post_holding', moment)} FROM post_holding WHERE post_holding.id IN (${these})
         UNION ALL
        SELECT ${fateOf('plan_version', moment)} FROM plan_version WHERE plan_version.id IN (${these})
         UNION ALL
        SELECT ${fateOf('board', moment)} FROM board WHERE board.id IN (${these})
         UNION ALL
        SELECT ${fateOf('structural_change', moment)} FROM structural_change WHERE structural_change.id IN (${these})`);
    });
    return new Map(rows.map(({ actedOnAt, ...row }) => [row.id, { ...row, actedAt: firstOf(row.actedAt, actedOnAt) }]));
  }
}

const firstOf = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;
