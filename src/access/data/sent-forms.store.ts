import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { SentForm } from './sent-form.entity.js';

@Injectable()
export class SentFormsStore {
  constructor(private readonly db: Database) {}

  /** Asked outside a transaction, what is committed now. */
  async byKey(key: string): Promise<{ location: string | null } | null> {
    return this.db.row<{ location: string | null }>(sql`
      SELECT sent_form.location FROM sent_form WHERE sent_form.key = ${key}`);
  }

  async add(key: string, sentAt: string): Promise<void> {
    await this.db.insert(SentForm, [{ key, sentAt, location: null }]);
  }

  async answered(key: string, location: string): Promise<void> {
    await this.db.run(sql`UPDATE sent_form SET location = ${location} WHERE key = ${key}`);
  }

  async remove(key: string): Promise<void> {
    await this.db.run(sql`DELETE FROM sent_form WHERE key = ${key}`);
  }

  async removeSentBefore(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM sent_form WHERE sent_at < ${instant}`);
  }
}
