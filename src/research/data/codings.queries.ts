import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { CodedRows, CodingRow, CodingSettlementRow, CodingValueRow } from './coding.row.js';

/** Codings as they are kept. What of them somebody may see is decided by `seenBy`, for pages and exports alike. */
@Injectable()
export class CodingsQueries {
  constructor(private readonly db: Database) {}

  /** The ids of the episodes that an account codes, the newest coding first. */
  async episodesOf(accountId: string): Promise<readonly string[]> {
    const rows = await this.db.rows<{ episodeId: string }>(sql`
      SELECT coding.episode_id AS "episodeId" FROM coding
       WHERE coding.account_id = ${accountId} AND coding.withdrawn_at IS NULL
       ORDER BY coding.recorded_at DESC, coding.ref DESC`);
    return rows.map(({ episodeId }) => episodeId);
  }

  /** The ids of all episodes that two have finished coding: what an export may take. */
  async finished(): Promise<readonly string[]> {
    const rows = await this.db.rows<{ episodeId: string }>(sql`
      SELECT coding.episode_id AS "episodeId" FROM coding
       WHERE coding.state = 'finished' AND coding.withdrawn_at IS NULL
       GROUP BY coding.episode_id HAVING count(*) = 2
       ORDER BY coding.episode_id`);
    return rows.map(({ episodeId }) => episodeId);
  }

  async of(episodeIds: readonly string[]): Promise<CodedRows> {
    if (episodeIds.length === 0) return { codings: [], values: [], settlements: [] };
    const these = list(episodeIds);
    const codings = await this.db.rows<CodingRow>(sql`
      SELECT coding.id, coding.ref, coding.episode_id AS "episodeId", coding.account_id AS "accountId",
             account.ref AS coder, coding.place, coding.state, coding.finished_at AS "finishedAt", coding.version,
             coding.recorded_at AS "recordedAt"
        FROM coding
        JOIN account ON account.id = coding.account_id
       WHERE coding.episode_id IN (${these}) AND coding.withdrawn_at IS NULL
       ORDER BY coding.episode_id, coding.place`);
    const values = await this.db.rows<CodingValueRow>(sql`
      SELECT coding_value.coding_id AS "codingId", coding_value.field, coding_value.value,
             coding_value.no_value AS "noValue", coding_value.confidence, coding_value.note, coding_value.source,
             coding_value.saved_at AS "savedAt", coding_value.version
        FROM coding
        JOIN coding_value ON coding_value.coding_id = coding.id
       WHERE coding.episode_id IN (${these}) AND coding.withdrawn_at IS NULL
       ORDER BY coding_value.coding_id, coding_value.field`);
    const settlements = await this.db.rows<CodingSettlementRow>(sql`
      SELECT coding_settlement.episode_id AS "episodeId", coding_settlement.field, coding_settlement.value,
             coding_settlement.reason, account.ref AS coder, coding_settlement.settled_at AS "settledAt",
             coding_settlement.version
        FROM coding_settlement
        JOIN account ON account.id = coding_settlement.account_id
       WHERE coding_settlement.episode_id IN (${these})
       ORDER BY coding_settlement.episode_id, coding_settlement.field`);
    return { codings, values, settlements };
  }
}
