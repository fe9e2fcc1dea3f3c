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
             session.seen_at AS "seenAt", session.device, session.view_as AS "viewAs"
        FROM session
       WHERE session.token_hash = ${tokenHash}`);
  }
}
