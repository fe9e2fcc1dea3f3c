import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

export type WatchRow = { readonly organisationId: string; readonly since: string };

@Injectable()
export class WatchesQueries {
  constructor(private readonly db: Database) {}

  /** What an account watches, the latest first. */
  ofAccount(accountId: string): Promise<WatchRow[]> {
    return this.db.rows<WatchRow>(sql`
      SELECT watch.organisation_id AS "organisationId", watch.since
        FROM watch
       WHERE watch.account_id = ${accountId}
       ORDER BY watch.since DESC, watch.organisation_id`);
  }

  async isWatched(accountId: string, organisationId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT 1 AS watched FROM watch WHERE watch.account_id = ${accountId} AND watch.organisation_id = ${organisationId}`);
    return row !== null;
  }
}
