import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService } from './audit.service.js';
import type { AccountRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { type LinkRow, LinksQueries } from './data/links.queries.js';
import { LinksStore } from './data/links.store.js';
import { linkExpiry, type LinkPurpose, linkState, looksLikeToken } from './domain/one-time-link.js';

export type LinkRefusal = 'unknown' | 'used' | 'revoked' | 'expired';
export type FoundLink = { readonly link: LinkRow; readonly account: AccountRow };

type Life = 'invitation' | 'reset' | 'reset-by-administrator';

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Links that let their holder in once. The token is shown when it is made and never again. */
@Injectable()
export class OneTimeLinksService {
  constructor(
    private readonly db: Database,
    private readonly store: LinksStore,
    private readonly queries: LinksQueries,
    private readonly accounts: AccountsQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A new link; those of the same kind that were still open work no longer. */
  async make(
    actor: Actor,
    account: Pick<AccountRow, 'id' | 'ref'>,
    life: Life,
  ): Promise<{ readonly token: string; readonly expiresAt: string }> {
    const purpose: LinkPurpose = life === 'invitation' ? 'invitation' : 'reset';
    const token = randomBytes(32).toString('base64url');
    return this.db.transaction(async () => {
      const now = this.clock.now();
      const expiresAt = linkExpiry(life, now);
      await this.store.revokeOpen(account.id, purpose, now);
      await this.store.add({
        purpose,
        tokenHash: hashOfToken(token),
        accountId: account.id,
        madeAt: now,
        madeBy: actor.name,
        expiresAt,
      });
      await this.audit.record(actor, {
        action: `${purpose}.made`,
        entity: 'account',
        entityId: account.ref,
        after: { expiresAt },
      });
      return { token, expiresAt };
    });
  }

  /** The link and whose it is, if it still works. */
  async read(purpose: LinkPurpose, token: string): Promise<Result<FoundLink, LinkRefusal>> {
    if (!looksLikeToken(token)) return refused('unknown');
    const link = await this.queries.byTokenHash(purpose, hashOfToken(token));
    const account = link?.accountId ? await this.accounts.byId(link.accountId) : null;
    if (!link || !account || account.status === 'disabled') return refused('unknown');
    const state = linkState(link, this.clock.now());
    return state === 'usable' ? ok({ link, account }) : refused(state);
  }

  /** Uses it up. Within the transaction of what it was used for. */
  async use(link: LinkRow): Promise<void> {
    await this.store.use(link.id, this.clock.now());
  }

  async revoke(actor: Actor, account: Pick<AccountRow, 'id' | 'ref'>, purpose: LinkPurpose): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.revokeOpen(account.id, purpose, this.clock.now());
      await this.audit.record(actor, { action: `${purpose}.revoked`, entity: 'account', entityId: account.ref });
    });
  }
}
