import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { EndedWhy } from './account.row.js';
import { Session } from './account.entity.js';

@Injectable()
export class SessionsStore {
  constructor(private readonly db: Database) {}

  async add(session: Session): Promise<void> {
    await this.db.insert(Session, [session]);
  }

  async seen(id: string, at: string): Promise<void> {
    await this.db.run(sql`UPDATE session SET seen_at = ${at} WHERE id = ${id} AND seen_at < ${at}`);
  }

  async remove(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM session WHERE id = ${id}`);
  }

  async removeAllOf(accountId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM session WHERE account_id = ${accountId}`);
  }

  /** Ends the sessions of an account, and lets each still say whose it was: what was being typed is not lost. */
  async outdate(accountId: string, why: EndedWhy): Promise<void> {
    await this.db.run(sql`UPDATE session SET ended_why = ${why} WHERE account_id = ${accountId} AND ended_why IS NULL`);
  }

  async viewAs(id: string, viewAs: string | null): Promise<void> {
    await this.db.run(sql`UPDATE session SET view_as = ${viewAs} WHERE id = ${id}`);
  }

  /** Sessions that nobody was seen with since `instant`. */
  async removeUnseenSince(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM session WHERE seen_at < ${instant}`);
  }
}
