import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql, where } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ApiTokenRow, EndingTokenRow, HeldTokenRow } from './api-token.row.js';

const columns = fixed(`api_token.id, api_token.ref, api_token.account_id AS "accountId", api_token.name,
       api_token.scopes, api_token.grants, api_token.made_at AS "madeAt", api_token.ends_on AS "endsOn",
       api_token.used_at AS "usedAt", api_token.revoked_at AS "revokedAt", api_token.revoked_by AS "revokedBy",
       api_token.revoked_reason AS "revokedReason"`);

export type TokensWanted = { readonly today: CalendarDay; readonly isLive: boolean };

const conditions = ({ today, isLive }: TokensWanted) =>
  isLive ? [sql`api_token.revoked_at IS NULL`, sql`api_token.ends_on >= ${today}`] : [];

@Injectable()
export class ApiTokensQueries {
  constructor(private readonly db: Database) {}

  byHash(tokenHash: string): Promise<ApiTokenRow | null> {
    return this.db.row<ApiTokenRow>(sql`SELECT ${columns} FROM api_token WHERE api_token.token_hash = ${tokenHash}`);
  }

  /** With whose it is. */
  byRef(ref: string): Promise<HeldTokenRow | null> {
    return this.db.row<HeldTokenRow>(sql`
      SELECT ${columns}, account.ref AS "accountRef", account.name AS "accountName"
        FROM api_token
        JOIN account ON account.id = api_token.account_id
       WHERE api_token.ref = ${ref}`);
  }

  /** Those of an account, the newest first: all that work, and those that no longer do. */
  ofAccount(accountId: string): Promise<ApiTokenRow[]> {
    return this.db.rows<ApiTokenRow>(sql`
      SELECT ${columns}
        FROM api_token
       WHERE api_token.account_id = ${accountId}
       ORDER BY api_token.made_at DESC, api_token.ref DESC`);
  }

  /** Those of an account that were not revoked and are not over. */
  liveOf(accountId: string, today: CalendarDay): Promise<ApiTokenRow[]> {
    return this.db.rows<ApiTokenRow>(sql`
      SELECT ${columns}
        FROM api_token
       WHERE api_token.account_id = ${accountId} AND api_token.revoked_at IS NULL AND api_token.ends_on >= ${today}
       ORDER BY api_token.ref`);
  }

  /** Those that work and end by a day, of which nobody was told, of people who may sign in: person after person. */
  endingUntold(today: CalendarDay, by: CalendarDay): Promise<EndingTokenRow[]> {
    return this.db.rows<EndingTokenRow>(sql`
      SELECT ${columns}, account.ref AS "accountRef", account.name AS "accountName", account.email AS "accountEmail"
        FROM api_token
        JOIN account ON account.id = api_token.account_id
       WHERE api_token.revoked_at IS NULL AND api_token.told_at IS NULL
         AND api_token.ends_on >= ${today} AND api_token.ends_on <= ${by} AND account.status = 'active'
       ORDER BY api_token.account_id, api_token.ends_on, api_token.ref`);
  }

  /** A page of everybody’s, the newest first. */
  page(
    wanted: TokensWanted,
    { page, size }: { readonly page: number; readonly size: number },
  ): Promise<HeldTokenRow[]> {
    return this.db.rows<HeldTokenRow>(sql`
      SELECT ${columns}, account.ref AS "accountRef", account.name AS "accountName"
        FROM api_token
        JOIN account ON account.id = api_token.account_id
       ${where(conditions(wanted))}
       ORDER BY api_token.made_at DESC, api_token.ref DESC
       LIMIT ${size} OFFSET ${(page - 1) * size}`);
  }

  async count(wanted: TokensWanted): Promise<number> {
    const row = await this.db.row<{ count: number }>(sql`
      SELECT CAST(count(*) AS integer) AS count FROM api_token ${where(conditions(wanted))}`);
    return row?.count ?? 0;
  }
}
