import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { LinkPurpose } from '../domain/one-time-link.js';

export type LinkRow = {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly accountId: string | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
};

@Injectable()
export class LinksQueries {
  constructor(private readonly db: Database) {}

  async byTokenHash(purpose: LinkPurpose, tokenHash: string): Promise<LinkRow | null> {
    return this.db.row<LinkRow>(sql`
      SELECT one_time_link.id, one_time_link.purpose, one_time_link.account_id AS "accountId",
             one_time_link.made_at AS "madeAt", one_time_link.made_by AS "madeBy",
             one_time_link.expires_at AS "expiresAt", one_time_link.used_at AS "usedAt",
             one_time_link.revoked_at AS "revokedAt"
        FROM one_time_link
       WHERE one_time_link.token_hash = ${tokenHash}
         AND one_time_link.purpose = ${purpose}`);
  }

  /** The links that were made for an account, the latest first. */
  async ofAccount(accountId: string): Promise<LinkRow[]> {
    return this.db.rows<LinkRow>(sql`
      SELECT one_time_link.id, one_time_link.purpose, one_time_link.account_id AS "accountId",
             one_time_link.made_at AS "madeAt", one_time_link.made_by AS "madeBy",
             one_time_link.expires_at AS "expiresAt", one_time_link.used_at AS "usedAt",
             one_time_link.revoked_at AS "revokedAt"
        FROM one_time_link
       WHERE one_time_link.account_id = ${accountId}
       ORDER BY one_time_link.made_at DESC, one_time_link.id
       LIMIT 20`);
  }
}
