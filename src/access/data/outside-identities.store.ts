import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { OutsideIdentity } from './way-in.entity.js';

@Injectable()
export class OutsideIdentitiesStore {
  constructor(private readonly db: Database) {}

  /** The account that a person of a directory is, or null. */
  async accountIdOf(issuer: string, subject: string): Promise<string | null> {
    const row = await this.db.row<{ accountId: string }>(sql`
      SELECT outside_identity.account_id AS "accountId"
        FROM outside_identity
       WHERE outside_identity.issuer = ${issuer}
         AND outside_identity.subject = ${subject}`);
    return row?.accountId ?? null;
  }

  /** Whether the account is bound to somebody of this directory already. */
  async isBound(accountId: string, issuer: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT outside_identity.id
        FROM outside_identity
       WHERE outside_identity.account_id = ${accountId}
         AND outside_identity.issuer = ${issuer}`);
    return row !== null;
  }

  async add(identity: Omit<OutsideIdentity, 'id'>): Promise<void> {
    await this.db.insert(OutsideIdentity, [{ ...identity, id: randomUUID() }]);
  }

  async removeOf(accountId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM outside_identity WHERE account_id = ${accountId}`);
  }
}
