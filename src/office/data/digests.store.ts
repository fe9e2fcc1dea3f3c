import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

export type DigestRow = {
  readonly accountId: string;
  readonly token: string;
  readonly isWanted: number;
  readonly toldUntil: string;
};

@Injectable()
export class DigestsStore {
  constructor(private readonly db: Database) {}

  of(accountId: string): Promise<DigestRow | null> {
    return this.db.row<DigestRow>(sql`
      SELECT digest.account_id AS "accountId", digest.token, digest.is_wanted AS "isWanted",
             digest.told_until AS "toldUntil"
        FROM digest
       WHERE digest.account_id = ${accountId}`);
  }

  byToken(token: string): Promise<DigestRow | null> {
    return this.db.row<DigestRow>(sql`
      SELECT digest.account_id AS "accountId", digest.token, digest.is_wanted AS "isWanted",
             digest.told_until AS "toldUntil"
        FROM digest
       WHERE digest.token = ${token}`);
  }

  async keep({ accountId, token, isWanted, toldUntil }: DigestRow): Promise<void> {
    await this.db.run(sql`
      INSERT INTO digest (account_id, token, is_wanted, told_until)
      VALUES (${accountId}, ${token}, ${isWanted}, ${toldUntil})
      ON CONFLICT (account_id) DO UPDATE SET is_wanted = ${isWanted}, told_until = ${toldUntil}`);
  }
}
