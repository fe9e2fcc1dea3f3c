import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { KeptForm } from './way-in.entity.js';

@Injectable()
export class KeptFormsStore {
  constructor(private readonly db: Database) {}

  async add(form: Omit<KeptForm, 'id'>): Promise<string> {
    const id = randomUUID();
    await this.db.insert(KeptForm, [{ ...form, id }]);
    return id;
  }

  async remove(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM kept_form WHERE id = ${id}`);
  }

  async removeBefore(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM kept_form WHERE kept_at < ${instant}`);
  }

  /** Keeps the latest few of an account. */
  async removeAllBut(accountId: string, most: number): Promise<void> {
    await this.db.run(sql`
      DELETE FROM kept_form
       WHERE kept_form.account_id = ${accountId}
         AND kept_form.id NOT IN (
             SELECT latest.id
               FROM kept_form AS latest
              WHERE latest.account_id = ${accountId}
              ORDER BY latest.kept_at DESC, latest.id
              LIMIT ${most})`);
  }
}
