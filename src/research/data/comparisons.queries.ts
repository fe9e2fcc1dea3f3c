import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { ComparisonListRow, ComparisonRow } from './comparison.row.js';

const columns = fixed(`comparison.id, comparison.ref, comparison.account_id AS "accountId", comparison.name,
       comparison.note, comparison.episodes, comparison.align_on AS "alignOn", comparison.shown_as AS "shownAs",
       comparison.hash, comparison.as_on AS "asOn", comparison.version, comparison.recorded_at AS "recordedAt"`);

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
}
