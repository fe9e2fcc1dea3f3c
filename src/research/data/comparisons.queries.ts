import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { FactFate } from '../domain/comparison-changes.js';
import type { ComparisonListRow, ComparisonRow } from './comparison.row.js';

const columns = fixed(`comparison.id, comparison.ref, comparison.account_id AS "accountId", comparison.name,
       comparison.note, comparison.episodes, comparison.align_on AS "alignOn", comparison.shown_as AS "shownAs",
       comparison.hash, comparison.as_on AS "asOn", comparison.version, comparison.recorded_at AS "recordedAt"`);

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

/** Comparisons as their researcher reads them: nobody finds another’s. */
@Injectable()
export class ComparisonsQueries {
  constructor(private readonly db: Database) {}

  /** Those of one account, the newest first. */
  ofAccount(accountId: string): Promise<ComparisonListRow[]> {
    return this.db.rows<ComparisonListRow>(sql`
      SELECT ${columns}
        FROM comparison
       WHERE comparison.account_id = ${accountId} AND comparison.withdrawn_at IS NULL
       ORDER BY comparison.recorded_at DESC, comparison.ref DESC`);
  }

  byRef(ref: string, accountId: string): Promise<ComparisonRow | null> {
    return this.db.row<ComparisonRow>(sql`
      SELECT ${columns}, comparison.facts
        FROM comparison
       WHERE comparison.ref = ${ref} AND comparison.account_id = ${accountId} AND comparison.withdrawn_at IS NULL`);
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
