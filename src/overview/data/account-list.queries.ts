import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, nothing, sql, where } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { AccountStatus } from '../../access/data/account.row.js';
import type { Role } from '../../access/domain/roles.js';

export type ListedAccount = {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly status: AccountStatus;
  readonly signedInAt: string | null;
  readonly hasSecondFactor: number;
};

export type ListedGrant = {
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly chair: number;
  readonly organisationId: string | null;
  readonly inspectorateId: string | null;
  /** The body or the inspectorate, by name; null: none. */
  readonly boundName: string | null;
  readonly boundSlug: string | null;
  readonly fromOn: CalendarDay;
  readonly toOn: CalendarDay | null;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
};

export type Bound = { readonly id: string; readonly name: string; readonly about: string };

export type AccountsWanted = {
  readonly q: string | null;
  readonly role: string | null;
  readonly status: string | null;
  readonly today: CalendarDay;
};

const contains = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Accounts with the bodies that their roles are for, which access itself knows by their ids only. */
@Injectable()
export class AccountListQueries {
  constructor(private readonly db: Database) {}

  async page(
    wanted: AccountsWanted,
    { page, size }: { readonly page: number; readonly size: number },
  ): Promise<{ rows: ListedAccount[]; total: number }> {
    const conditions = this.#conditions(wanted);
    const counted = await this.db.row<{ total: number | string }>(sql`
      SELECT COUNT(*) AS total FROM account ${where(conditions)}`);
    const rows = await this.db.rows<ListedAccount>(sql`
      SELECT account.id, account.ref, account.name, account.email, account.status,
             account.signed_in_at AS "signedInAt",
             CASE WHEN second_factor.id IS NULL THEN 0 ELSE 1 END AS "hasSecondFactor"
        FROM account
        LEFT JOIN second_factor ON second_factor.account_id = account.id
       ${where(conditions)}
       ORDER BY lower(account.name), account.ref
       LIMIT ${size} OFFSET ${(page - 1) * size}`);
    return { rows, total: Number(counted?.total ?? 0) };
  }

  async byRef(ref: string): Promise<ListedAccount | null> {
    return this.db.row<ListedAccount>(sql`
      SELECT account.id, account.ref, account.name, account.email, account.status,
             account.signed_in_at AS "signedInAt",
             CASE WHEN second_factor.id IS NULL THEN 0 ELSE 1 END AS "hasSecondFactor"
        FROM account
        LEFT JOIN second_factor ON second_factor.account_id = account.id
       WHERE account.ref = ${ref}`);
  }

  /** Every grant that these accounts ever had, the latest first. */
  async grantsOf(accountIds: readonly string[]): Promise<ListedGrant[]> {
    if (accountIds.length === 0) return [];
    return this.db.rows<ListedGrant>(sql`
      SELECT role_grant.id, role_grant.account_id AS "accountId", role_grant.role, role_grant.chair,
             role_grant.organisation_id AS "organisationId", role_grant.inspectorate_id AS "inspectorateId",
             COALESCE(organisation.name, inspectorate.name) AS "boundName", organisation.slug AS "boundSlug",
             role_grant.from_on AS "fromOn", role_grant.to_on AS "toOn", role_grant.granted_by AS "grantedBy",
             role_grant.granted_at AS "grantedAt", role_grant.ended_by AS "endedBy", role_grant.ended_at AS "endedAt"
        FROM role_grant
        LEFT JOIN organisation ON organisation.id = role_grant.organisation_id
        LEFT JOIN inspectorate ON inspectorate.id = role_grant.inspectorate_id
       WHERE role_grant.account_id IN (${list(accountIds)})
       ORDER BY role_grant.granted_at DESC, role_grant.id`);
  }

  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.rows<{ id: string; name: string }>(sql`
      SELECT organisation.id, organisation.name FROM organisation WHERE organisation.id IN (${list(ids)})
       UNION ALL
      SELECT inspectorate.id, inspectorate.name FROM inspectorate WHERE inspectorate.id IN (${list(ids)})`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async organisation(id: string): Promise<Bound | null> {
    return this.db.row<Bound>(sql`
      SELECT organisation.id, organisation.name, organisation.ref AS about
        FROM organisation
       WHERE organisation.id = ${id}
         AND organisation.withdrawn_at IS NULL`);
  }

  /** Bodies by their ids, in their order, or by their reference. */
  async organisations(ids: readonly string[], ref: string): Promise<Bound[]> {
    const found = ids.length > 0 ? sql`organisation.id IN (${list(ids)}) OR` : nothing;
    return this.db.rows<Bound>(sql`
      SELECT organisation.id, organisation.name, organisation.ref AS about
        FROM organisation
       WHERE (${found} organisation.ref = ${ref.toUpperCase()})
         AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name, organisation.ref`);
  }

  async inspectorates(): Promise<Bound[]> {
    return this.db.rows<Bound>(sql`
      SELECT inspectorate.id, inspectorate.name, inspectorate.key AS about
        FROM inspectorate
       ORDER BY inspectorate.name`);
  }

  #conditions({ q, role, status, today }: AccountsWanted) {
    return [
      q === null
        ? null
        : sql`(lower(account.name) LIKE ${contains(q)} ESCAPE '\\'
               OR account.email LIKE ${contains(q)} ESCAPE '\\'
               OR lower(account.ref) = ${q.toLowerCase()})`,
      status === null ? null : sql`account.status = ${status}`,
      role === null
        ? null
        : sql`account.id IN (
               SELECT role_grant.account_id
                 FROM role_grant
                WHERE role_grant.role = ${role}
                  AND role_grant.ended_at IS NULL
                  AND role_grant.from_on <= ${today}
                  AND (role_grant.to_on IS NULL OR role_grant.to_on >= ${today}))`,
    ];
  }
}
