import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { ApiTokensService } from './api-tokens.service.js';
import { type Actor, AuditService } from './audit.service.js';
import type { GrantRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { acceptGrant, type GrantRefusal } from './domain/conflicts.js';
import type { Grant } from './domain/roles.js';
import { SessionsService } from './sessions.service.js';

export type GivingRefusal = GrantRefusal | 'not-found' | 'disabled' | 'stale';
export type EndingRefusal = 'not-found' | 'last-administrator';

/** The token of a new session for whoever changed their own roles; null: it was somebody else's. */
export type Changed = { readonly token: string | null };

const grantOf = ({ role, organisationId, inspectorateId, chair, fromOn, toOn }: GrantRow): Grant => ({
  role,
  organisationId,
  inspectorateId,
  chair: chair === 1,
  fromOn,
  toOn,
});

/** Gives roles and ends them. Whoever is signed in signs in anew, so that no old authority lives on. */
@Injectable()
export class GrantingService {
  constructor(
    private readonly db: Database,
    private readonly queries: AccountsQueries,
    private readonly store: AccountsStore,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async give(
    actor: Actor,
    ref: string,
    { grant, device }: { readonly grant: Grant; readonly device: string | null },
  ): Promise<Result<Changed, GivingRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      if (!account) return refused('not-found');
      if (account.status === 'disabled') return refused('disabled');
      const held = (await this.queries.grantsNotEnded(account.id)).map(grantOf);
      const accepted = acceptGrant(grant, held, this.clock.today());
      if (!accepted.ok) return accepted;
      const stamp = { at: this.clock.now(), by: actor.name };
      await this.store.grant(stamp, account.id, [{ ...grant, chair: grant.chair ? 1 : 0 }]);
      await this.audit.record(actor, { action: 'role.given', entity: 'account', entityId: ref, after: grant });
      return ok(await this.#signInAnew(actor, account.id, device));
    });
  }

  async end(
    actor: Actor,
    ref: string,
    { grantId, reason, device }: { readonly grantId: string; readonly reason: string; readonly device: string | null },
  ): Promise<Result<Changed, EndingRefusal>> {
    return this.db.transaction(async () => {
      const account = await this.queries.byRef(ref);
      const grant = account && (await this.queries.grantsNotEnded(account.id)).find(({ id }) => id === grantId);
      if (!account || !grant) return refused('not-found');
      const today = this.clock.today();
      if (grant.role === 'administrator' && account.status === 'active') {
        const others = await this.queries.lastingAdministratorsBeside(account.id, today);
        const own = (await this.queries.grantsInForce(account.id, today)).filter(
          ({ id, role, toOn }) => role === 'administrator' && toOn === null && id !== grantId,
        );
        if (others === 0 && own.length === 0) return refused('last-administrator');
      }
      await this.store.endGrant(grantId, { at: this.clock.now(), by: actor.name });
      await this.tokens.revokeRestingOn(actor, account, grantId);
      await this.audit.record(actor, {
        action: 'role.ended',
        entity: 'account',
        entityId: ref,
        before: grantOf(grant),
        reason,
      });
      return ok(await this.#signInAnew(actor, account.id, device));
    });
  }

  async #signInAnew(actor: Actor, accountId: string, device: string | null): Promise<Changed> {
    await this.sessions.outdate(accountId, 'roles');
    return { token: actor.account?.id === accountId ? await this.sessions.start(accountId, device) : null };
  }
}
