import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { AccessNews } from './access-news.js';
import { AccountsService } from './accounts.service.js';
import { ApiTokensService } from './api-tokens.service.js';
import { type Actor, AuditService } from './audit.service.js';
import type { AccountRow, GrantRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { SecondFactorsStore } from './data/second-factors.store.js';
import { emailKey } from './domain/email.js';
import type { LinkPurpose } from './domain/one-time-link.js';
import { OneTimeLinksService } from './one-time-links.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';

export type ShownLink = { readonly token: string; readonly expiresAt: string };

export type InviteRefusal = 'email-taken';
export type StatusRefusal = 'not-found' | 'last-administrator' | 'disabled-already' | 'not-disabled';
export type LinkMakingRefusal = 'not-found' | 'not-invited' | 'not-active';
export type DescribeRefusal = 'not-found' | 'email-taken' | 'stale';

/** What an administrator does with accounts: invite, describe, disable, enable, and make links for their people. */
@Injectable()
export class ManagingAccountsService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsService,
    private readonly queries: AccountsQueries,
    private readonly store: AccountsStore,
    private readonly steps: SecondFactorsStore,
    private readonly links: OneTimeLinksService,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly news: AccessNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A new account without any role, and the link with which its person takes it over. */
  async invite(
    actor: Actor,
    { name, email }: { readonly name: string; readonly email: string },
  ): Promise<Result<ShownLink & { readonly ref: string }, InviteRefusal>> {
    return this.db.transaction(async () => {
      if (await this.queries.byEmail(emailKey(email))) return refused('email-taken');
      const { id, ref } = await this.accounts.add(actor, { name, email, passwordHash: null, status: 'invited' }, []);
      return ok({ ref, ...(await this.#makeLink(actor, { id, ref, name, email: emailKey(email) }, 'invitation')) });
    });
  }

  /** Another link for whoever lost theirs; the one before works no longer. */
  async makeLink(actor: Actor, ref: string, purpose: LinkPurpose): Promise<Result<ShownLink, LinkMakingRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      if (purpose === 'invitation' && account.status !== 'invited') return refused('not-invited');
      if (purpose === 'reset' && account.status !== 'active') return refused('not-active');
      return ok(await this.#makeLink(actor, account, purpose === 'reset' ? 'reset-by-administrator' : 'invitation'));
    });
  }

  async revokeLink(actor: Actor, ref: string, purpose: LinkPurpose): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      await this.links.revoke(actor, account, purpose);
      return ok(null);
    });
  }

  /** Corrects the name or the address, unless somebody else did meanwhile. */
  async describe(
    actor: Actor,
    ref: string,
    { name, email, version }: { readonly name: string; readonly email: string; readonly version: number },
  ): Promise<Result<null, DescribeRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      if (account.version !== version) return refused('stale');
      const holder = await this.queries.byEmail(emailKey(email));
      if (holder && holder.id !== account.id) return refused('email-taken');
      const after = { name, email: emailKey(email) };
      if (after.name === account.name && after.email === account.email) return ok(null);
      await this.store.describe(account.id, after);
      if (after.email !== account.email) await this.links.revoke(actor, account, 'reset');
      await this.audit.record(actor, {
        action: 'account.described',
        entity: 'account',
        entityId: ref,
        before: { name: account.name, email: account.email },
        after,
      });
      return ok(null);
    });
  }

  /** Nobody gets in with it any more, whoever is in is out at once, and every link and token of it is dead. */
  async disable(actor: Actor, ref: string, reason: string): Promise<Result<null, StatusRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      if (account.status === 'disabled') return refused('disabled-already');
      if (await this.#isLastAdministrator(account)) return refused('last-administrator');
      await this.store.setStatus(account.id, 'disabled');
      await this.steps.endStepsOf(account.id);
      for (const purpose of ['invitation', 'reset'] as const) await this.links.revoke(actor, account, purpose);
      await this.sessions.endAllOf(actor, account);
      await this.tokens.revokeAllOf(actor, account, 'closed');
      await this.audit.record(actor, { action: 'account.disabled', entity: 'account', entityId: ref, reason });
      return ok(null);
    });
  }

  /** As it was before: somebody who never chose a password is invited again. */
  async enable(actor: Actor, ref: string): Promise<Result<null, StatusRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      if (account.status !== 'disabled') return refused('not-disabled');
      const held = await this.queries.byEmail(account.email);
      await this.store.setStatus(account.id, held?.passwordHash ? 'active' : 'invited');
      await this.audit.record(actor, { action: 'account.enabled', entity: 'account', entityId: ref });
      return ok(null);
    });
  }

  /** For whoever has lost their app and every recovery code. Their sessions end: they prove anew who they are. */
  async resetSecondFactor(actor: Actor, ref: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      await this.secondFactors.reset(actor, account);
      await this.sessions.outdate(account.id, 'roles');
      return ok(null);
    });
  }

  async #isLastAdministrator(account: AccountRow): Promise<boolean> {
    const today = this.clock.today();
    const grants: readonly GrantRow[] = await this.queries.grantsInForce(account.id, today);
    if (!grants.some(({ role }) => role === 'administrator')) return false;
    return (await this.queries.lastingAdministratorsBeside(account.id, today)) === 0;
  }

  async #makeLink(
    actor: Actor,
    account: Pick<AccountRow, 'id' | 'ref' | 'name' | 'email'>,
    life: 'invitation' | 'reset-by-administrator',
  ): Promise<ShownLink> {
    const link = await this.links.make(actor, account, life);
    const purpose = life === 'invitation' ? 'invitation' : 'reset';
    await this.news.announce('link.made', { purpose, name: account.name, email: account.email, ...link });
    return link;
  }
}
