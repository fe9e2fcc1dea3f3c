import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { AccountRow, GrantRow } from './account.row.js';

@Injectable()
export class AccountsQueries {
  constructor(private readonly db: Database) {}

  async byId(id: string): Promise<AccountRow | null> {
    return this.db.row<AccountRow>(sql`
      SELECT account.id, account.ref, account.name, account.email, account.status, account.version
        FROM account
       WHERE account.id = ${id}`);
  }

  async byRef(ref: string): Promise<AccountRow | null> {
    return this.db.row<AccountRow>(sql`
      SELECT account.id, account.ref, account.name, account.email, account.status, account.version
        FROM account
       WHERE account.ref = ${ref}`);
  }

  async byEmail(email: string): Promise<(AccountRow & { readonly passwordHash: string | null }) | null> {
    return this.db.row(sql`
      SELECT account.id, account.ref, account.name, account.email, account.status, account.version,
             account.password_hash AS "passwordHash"
        FROM account
       WHERE account.email = ${email}`);
  }

  /** The grants of an account that hold on `today`, the earliest first. */
  async grantsInForce(accountId: string, today: CalendarDay): Promise<GrantRow[]> {
    return this.db.rows<GrantRow>(sql`
      SELECT role_grant.id, role_grant.account_id AS "accountId", role_grant.role,
             role_grant.organisation_id AS "organisationId", role_grant.inspectorate_id AS "inspectorateId",
             role_grant.chair, role_grant.from_on AS "fromOn", role_grant.to_on AS "toOn"
        FROM role_grant
       WHERE role_grant.account_id = ${accountId}
         AND role_grant.from_on <= ${today}
         AND (role_grant.to_on IS NULL OR role_grant.to_on >= ${today})
         AND role_grant.ended_at IS NULL
       ORDER BY role_grant.granted_at, role_grant.id`);
  }

  /** Every grant of an account that was not ended, also those that are over or lie ahead. */
  async grantsNotEnded(accountId: string): Promise<GrantRow[]> {
    return this.db.rows<GrantRow>(sql`
      SELECT role_grant.id, role_grant.account_id AS "accountId", role_grant.role,
             role_grant.organisation_id AS "organisationId", role_grant.inspectorate_id AS "inspectorateId",
             role_grant.chair, role_grant.from_on AS "fromOn", role_grant.to_on AS "toOn"
        FROM role_grant
       WHERE role_grant.account_id = ${accountId}
         AND role_grant.ended_at IS NULL
       ORDER BY role_grant.granted_at, role_grant.id`);
  }

  /** Whether anybody administers, or did until they were disabled. */
  async hasAdministrator(): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT role_grant.id
        FROM role_grant
       WHERE role_grant.role = ${'administrator'}
         AND role_grant.ended_at IS NULL
       LIMIT 1`);
    return row !== null;
  }

  /** How many others administer today and have no end before them. */
  async lastingAdministratorsBeside(accountId: string, today: CalendarDay): Promise<number> {
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(DISTINCT account.id) AS count
        FROM role_grant
        JOIN account ON account.id = role_grant.account_id
       WHERE role_grant.role = ${'administrator'}
         AND role_grant.from_on <= ${today}
         AND role_grant.to_on IS NULL
         AND role_grant.ended_at IS NULL
         AND account.status = ${'active'}
         AND account.id <> ${accountId}`);
    return Number(row?.count ?? 0);
  }

  /** The names that go with references, `AC-0004`, for pages that say who did something. */
  async namesOf(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (refs.length === 0) return new Map();
    const rows = await this.db.rows<{ ref: string; name: string }>(sql`
      SELECT account.ref, account.name
        FROM account
       WHERE account.ref IN (${list([...new Set(refs)])})`);
    return new Map(rows.map(({ ref, name }) => [ref, name]));
  }

  /** Those with any of these roles today, for a body or an inspectorate: whom to ask for what one may not do oneself. */
  async holders(
    roles: readonly string[],
    within: { readonly organisationId?: string | null; readonly inspectorateId?: string | null },
    today: CalendarDay,
  ): Promise<AccountRow[]> {
    if (roles.length === 0) return [];
    return this.db.rows<AccountRow>(sql`
      SELECT DISTINCT account.id, account.ref, account.name, account.email, account.status, account.version
        FROM role_grant
        JOIN account ON account.id = role_grant.account_id
       WHERE role_grant.role IN (${list(roles)})
         AND role_grant.from_on <= ${today}
         AND (role_grant.to_on IS NULL OR role_grant.to_on >= ${today})
         AND role_grant.ended_at IS NULL
         AND (role_grant.organisation_id IS NULL OR role_grant.organisation_id = ${within.organisationId ?? null})
         AND (role_grant.inspectorate_id IS NULL OR role_grant.inspectorate_id = ${within.inspectorateId ?? null})
         AND account.status = ${'active'}
       ORDER BY account.name, account.id`);
  }
}
