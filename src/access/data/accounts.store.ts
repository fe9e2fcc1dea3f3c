import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { Account, RoleGrant } from './account.entity.js';
import type { AccountStatus } from './account.row.js';

export type NewAccount = {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly status: AccountStatus;
};

export type NewGrant = Pick<RoleGrant, 'role' | 'organisationId' | 'inspectorateId' | 'chair' | 'fromOn' | 'toOn'>;

type Stamp = { readonly at: string; readonly by: string };

@Injectable()
export class AccountsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, account: NewAccount): Promise<{ id: string; ref: string }> {
    const [ref] = await this.db.nextReferences('AC', 1);
    const id = randomUUID();
    await this.db.insert(Account, [
      { ...account, id, ref, createdAt: stamp.at, createdBy: stamp.by, signedInAt: null, version: 1 },
    ]);
    return { id, ref };
  }

  async grant(stamp: Stamp, accountId: string, grants: readonly NewGrant[]): Promise<void> {
    await this.db.insert(
      RoleGrant,
      grants.map((grant) => ({
        ...grant,
        id: randomUUID(),
        accountId,
        grantedBy: stamp.by,
        grantedAt: stamp.at,
        endedBy: null,
        endedAt: null,
      })),
    );
  }

  async setStatus(accountId: string, status: AccountStatus): Promise<void> {
    await this.db.run(sql`UPDATE account SET status = ${status}, version = version + 1 WHERE id = ${accountId}`);
  }

  async setPassword(accountId: string, passwordHash: string): Promise<void> {
    await this.db.run(sql`
      UPDATE account SET password_hash = ${passwordHash}, version = version + 1 WHERE id = ${accountId}`);
  }

  async describe(accountId: string, { name, email }: { readonly name: string; readonly email: string }): Promise<void> {
    await this.db.run(sql`
      UPDATE account SET name = ${name}, email = ${email}, version = version + 1 WHERE id = ${accountId}`);
  }

  async endGrant(grantId: string, { at, by }: Stamp): Promise<void> {
    await this.db.run(sql`
      UPDATE role_grant SET ended_at = ${at}, ended_by = ${by} WHERE id = ${grantId} AND ended_at IS NULL`);
  }

  async signedIn(accountId: string, at: string): Promise<void> {
    await this.db.run(sql`UPDATE account SET signed_in_at = ${at} WHERE id = ${accountId}`);
  }
}
