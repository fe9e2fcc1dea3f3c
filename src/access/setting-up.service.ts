import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { AccountsService } from './accounts.service.js';
import { AuditService, theService } from './audit.service.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { LinksQueries } from './data/links.queries.js';
import { LinksStore } from './data/links.store.js';
import { linkExpiry, linkState, looksLikeToken } from './domain/one-time-link.js';
import type { PasswordRefusal } from './domain/password.js';
import { hashOfToken } from './one-time-links.service.js';
import { PasswordRulesService } from './password-rules.service.js';
import { PasswordsService } from './passwords.service.js';
import { type Admitted, SigningInService, type Visit } from './signing-in.service.js';

export type SetUpRefusal = 'unknown' | 'expired' | PasswordRefusal;

type FirstAdministrator = { readonly name: string; readonly email: string; readonly password: string };

/** Makes the first administrator, by an address that only whoever starts the service is shown. */
@Injectable()
export class SettingUpService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsService,
    private readonly queries: AccountsQueries,
    private readonly store: LinksStore,
    private readonly links: LinksQueries,
    private readonly rules: PasswordRulesService,
    private readonly passwords: PasswordsService,
    private readonly signingIn: SigningInService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The token of a new address while nobody administers; null once somebody does. */
  async offer(): Promise<string | null> {
    const token = randomBytes(32).toString('base64url');
    return this.db.transaction(async () => {
      if (await this.queries.hasAdministrator()) return null;
      const now = this.clock.now();
      await this.store.add({
        purpose: 'set-up',
        tokenHash: hashOfToken(token),
        accountId: null,
        madeAt: now,
        madeBy: theService.name,
        expiresAt: linkExpiry('set-up', now),
      });
      await this.audit.record(theService, { action: 'set_up.offered', entity: 'account', entityId: 'none' });
      return token;
    });
  }

  /** Whether the address still works: it does so once, for a day, and only while nobody administers. */
  async check(token: string): Promise<Result<{ readonly linkId: string }, 'unknown' | 'expired'>> {
    const link = looksLikeToken(token) ? await this.links.byTokenHash('set-up', hashOfToken(token)) : null;
    if (!link || (await this.queries.hasAdministrator())) return refused('unknown');
    const state = linkState(link, this.clock.now());
    if (state === 'usable') return ok({ linkId: link.id });
    return refused(state === 'expired' ? 'expired' : 'unknown');
  }

  async setUp(
    token: string,
    { name, email, password }: FirstAdministrator,
    visit: Visit,
  ): Promise<Result<Admitted, SetUpRefusal>> {
    const open = await this.check(token);
    if (!open.ok) return open;
    const accepted = this.rules.accept(password, { name, email, hasSecondFactor: false });
    if (!accepted.ok) return accepted;
    const passwordHash = await this.passwords.hash(accepted.value);
    return this.db.transaction(async () => {
      const still = await this.check(token);
      if (!still.ok) return still;
      await this.store.use(still.value.linkId, this.clock.now());
      const made = await this.accounts.add(theService, { name, email, passwordHash, status: 'active' }, [
        {
          role: 'administrator',
          organisationId: null,
          inspectorateId: null,
          chair: false,
          fromOn: this.clock.today(),
          toOn: null,
        },
      ]);
      const account = await this.queries.byId(made.id);
      if (!account) throw new Error('The account that was just made is not there');
      return ok(await this.signingIn.admit(account, visit, 'set-up'));
    });
  }
}
