import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type Actor, AuditService, type PersonActing } from './audit.service.js';
import { AccountsStore, type NewAccount } from './data/accounts.store.js';
import { emailKey } from './domain/email.js';
import type { Grant } from './domain/roles.js';

/** Makes accounts and says what they may do. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Database,
    private readonly store: AccountsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds an account with its grants, and gives its id and reference. */
  async add(actor: Actor, account: NewAccount, grants: readonly Grant[]): Promise<{ id: string; ref: string }> {
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.add(stamp, { ...account, email: emailKey(account.email) });
      await this.store.grant(
        stamp,
        made.id,
        grants.map((grant) => ({ ...grant, chair: grant.chair ? 1 : 0 })),
      );
      await this.audit.record(actor, {
        action: 'account.added',
        entity: 'account',
        entityId: made.ref,
        after: { name: account.name, email: emailKey(account.email), status: account.status, grants },
      });
      return made;
    });
  }

  /** A person's own name, as pages say it. */
  async rename(actor: PersonActing, name: string): Promise<void> {
    const { account } = actor;
    if (account.name === name) return;
    await this.db.transaction(async () => {
      await this.store.describe(account.id, { name, email: account.email });
      await this.audit.record(actor, {
        action: 'account.renamed',
        entity: 'account',
        entityId: account.ref,
        before: { name: account.name },
        after: { name },
      });
    });
  }
}
