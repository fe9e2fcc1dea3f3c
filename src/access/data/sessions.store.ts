import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
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

  /** Sessions that nobody was seen with since `instant`. */
  async removeUnseenSince(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM session WHERE seen_at < ${instant}`);
  }
}
