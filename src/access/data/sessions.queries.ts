import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { SessionRow } from './account.row.js';

@Injectable()
export class SessionsQueries {
  constructor(private readonly db: Database) {}

  async byTokenHash(tokenHash: string): Promise<SessionRow | null> {
    return this.db.row<SessionRow>(sql`
      SELECT session.id, session.account_id AS "accountId", session.started_at AS "startedAt",
             session.seen_at AS "seenAt", session.device, session.view_as AS "viewAs",
             session.ended_why AS "endedWhy"
        FROM session
       WHERE session.token_hash = ${tokenHash}`);
  }

  /** The sessions of an account that were not ended, the last seen first. */
  async ofAccount(accountId: string): Promise<SessionRow[]> {
    return this.db.rows<SessionRow>(sql`
      SELECT session.id, session.account_id AS "accountId", session.started_at AS "startedAt",
             session.seen_at AS "seenAt", session.device, session.view_as AS "viewAs",
             session.ended_why AS "endedWhy"
        FROM session
       WHERE session.account_id = ${accountId}
         AND session.ended_why IS NULL
       ORDER BY session.seen_at DESC, session.id`);
  }
}
