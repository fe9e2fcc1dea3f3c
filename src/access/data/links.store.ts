import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { LinkPurpose } from '../domain/one-time-link.js';
import { OneTimeLink } from './way-in.entity.js';

export type NewLink = {
  readonly purpose: LinkPurpose;
  readonly tokenHash: string;
  readonly accountId: string | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly expiresAt: string;
};

@Injectable()
export class LinksStore {
  constructor(private readonly db: Database) {}

  async add(link: NewLink): Promise<void> {
    await this.db.insert(OneTimeLink, [{ ...link, id: randomUUID(), usedAt: null, revokedAt: null }]);
  }

  async use(id: string, at: string): Promise<void> {
    await this.db.run(sql`UPDATE one_time_link SET used_at = ${at} WHERE id = ${id}`);
  }

  /** Ends whatever links of this kind the account still has open. */
  async revokeOpen(accountId: string, purpose: LinkPurpose, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE one_time_link SET revoked_at = ${at}
       WHERE account_id = ${accountId}
         AND purpose = ${purpose}
         AND used_at IS NULL
         AND revoked_at IS NULL`);
  }
}
