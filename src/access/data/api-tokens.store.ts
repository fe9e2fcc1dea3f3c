import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { ApiToken } from './api-token.entity.js';

export type NewApiToken = Pick<
  ApiToken,
  'id' | 'accountId' | 'name' | 'scopes' | 'grants' | 'tokenHash' | 'madeAt' | 'endsOn'
>;

export type Revocation = { readonly at: string; readonly by: string; readonly reason: string };

@Injectable()
export class ApiTokensStore {
  constructor(private readonly db: Database) {}

  async add(token: NewApiToken): Promise<string> {
    const [ref] = await this.db.nextReferences('TK', 1);
    if (ref === undefined) throw new Error('No reference was given');
    await this.db.insert(ApiToken, [
      { ...token, ref, usedAt: null, revokedAt: null, revokedBy: null, revokedReason: null, toldAt: null },
    ]);
    return ref;
  }

  async used(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE api_token SET used_at = ${at} WHERE id = ${id} AND (used_at IS NULL OR used_at < ${at})`);
  }

  async told(ids: readonly string[], at: string): Promise<void> {
    if (ids.length === 0) return;
    await this.db.run(sql`UPDATE api_token SET told_at = ${at} WHERE id IN (${list(ids)}) AND told_at IS NULL`);
  }

  async revoke(ids: readonly string[], { at, by, reason }: Revocation): Promise<void> {
    if (ids.length === 0) return;
    await this.db.run(sql`
      UPDATE api_token SET revoked_at = ${at}, revoked_by = ${by}, revoked_reason = ${reason}
       WHERE id IN (${list(ids)}) AND revoked_at IS NULL`);
  }
}
