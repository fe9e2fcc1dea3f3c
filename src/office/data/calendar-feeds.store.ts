import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

@Injectable()
export class CalendarFeedsStore {
  constructor(private readonly db: Database) {}

  async keep(accountId: string, tokenHash: string, since: string): Promise<void> {
    await this.db.run(sql`
      INSERT INTO calendar_feed (account_id, token_hash, since) VALUES (${accountId}, ${tokenHash}, ${since})
      ON CONFLICT (account_id) DO UPDATE SET token_hash = ${tokenHash}, since = ${since}`);
  }

  async end(accountId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM calendar_feed WHERE calendar_feed.account_id = ${accountId}`);
  }

  /** Since when an account has an address. */
  async since(accountId: string): Promise<string | null> {
    const row = await this.db.row<{ since: string }>(sql`
      SELECT calendar_feed.since FROM calendar_feed WHERE calendar_feed.account_id = ${accountId}`);
    return row?.since ?? null;
  }

  async accountOf(tokenHash: string): Promise<string | null> {
    const row = await this.db.row<{ accountId: string }>(sql`
      SELECT calendar_feed.account_id AS "accountId"
        FROM calendar_feed
       WHERE calendar_feed.token_hash = ${tokenHash}`);
    return row?.accountId ?? null;
  }
}
