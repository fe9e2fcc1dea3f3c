import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { ApiTokensService } from './api-tokens.service.js';
import { type Actor, AuditService, type PersonActing } from './audit.service.js';
import type { AccountRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { emailKey } from './domain/email.js';
import type { LinkPurpose } from './domain/one-time-link.js';
import type { PasswordRefusal } from './domain/password.js';
import { GuessingService } from './guessing.service.js';
import { type FoundLink, type LinkRefusal, OneTimeLinksService } from './one-time-links.service.js';
import { PasswordRulesService } from './password-rules.service.js';
import { PasswordsService, TooBusy } from './passwords.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';
import { type Admitted, SigningInService, type Visit } from './signing-in.service.js';

export type ChangeRefusal = PasswordRefusal | 'not-yours' | 'same' | 'too-many' | 'too-busy';
/** The key of a new session, and how many tokens for programs ended with the password. */
type Changed = { readonly token: string; readonly ended: number };
type Chosen = { readonly admitted: Admitted; readonly ended: number };
export type ChosenByLinkRefusal = PasswordRefusal | LinkRefusal | 'too-busy';

/** Lets people choose a password: knowing their old one, or holding a link that works once. */
@Injectable()
export class ChoosingPasswordsService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly store: AccountsStore,
    private readonly links: OneTimeLinksService,
    private readonly rules: PasswordRulesService,
    private readonly passwords: PasswordsService,
    private readonly guessing: GuessingService,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokensService,
    private readonly signingIn: SigningInService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Ends every session and every token for programs of the person, and gives the key of a new session: whoever else knew
   * the password is out, and what they made with it does not work. `ended`: how many tokens for programs did.
   */
  async change(
    actor: PersonActing,
    { current, next }: { readonly current: string; readonly next: string },
    visit: Visit,
  ): Promise<Result<Changed, ChangeRefusal>> {
    const { account } = actor;
    const about = emailKey(account.email);
    const counted = await this.guessing.count({ kind: 'password', about, who: account.ref, ...visit });
    if (!counted.ok) return counted;
    const held = await this.accounts.byEmail(about);
    return this.#notTooBusy<Changed, ChangeRefusal>(async () => {
      if (!(await this.passwords.matches(current, held?.passwordHash ?? null)))
        return this.#refuseChange(actor, account.ref);
      const accepted = await this.#accept(account, next);
      if (!accepted.ok) return accepted;
      if (await this.passwords.matches(accepted.value, held?.passwordHash ?? null)) return refused('same');
      const passwordHash = await this.passwords.hash(accepted.value);
      return this.db.transaction(async () => {
        await this.guessing.wasRight(counted.value);
        await this.store.setPassword(account.id, passwordHash);
        await this.sessions.outdate(account.id, 'password');
        const ended = await this.tokens.revokeAllOf(actor, account, 'password-changed');
        await this.audit.record(actor, { action: 'password.changed', entity: 'account', entityId: account.ref });
        return ok({ token: await this.sessions.start(account.id, visit.device), ended });
      });
    });
  }

  /** Whose link it is, if it still works. */
  async linkHolder(purpose: LinkPurpose, token: string): Promise<Result<AccountRow, LinkRefusal>> {
    const found = await this.links.read(purpose, token);
    return found.ok ? ok(found.value.account) : found;
  }

  /** Uses a link up: the password is set, an invitation accepted, and the person is let in as after any sign-in. */
  async chooseByLink(
    purpose: LinkPurpose,
    { token, password }: { readonly token: string; readonly password: string },
    visit: Visit,
  ): Promise<Result<Chosen, ChosenByLinkRefusal>> {
    const found = await this.links.read(purpose, token);
    if (!found.ok) return found;
    const accepted = await this.#accept(found.value.account, password);
    if (!accepted.ok) return accepted;
    return this.#notTooBusy(async () => {
      const passwordHash = await this.passwords.hash(accepted.value);
      return this.db.transaction(async () => {
        const still = await this.links.read(purpose, token);
        return still.ok ? ok(await this.#choose(still.value, passwordHash, visit)) : still;
      });
    });
  }

  async #choose({ link, account }: FoundLink, passwordHash: string, visit: Visit): Promise<Chosen> {
    const person: Actor = { name: account.ref, role: 'visitor', requestId: visit.requestId, account: null };
    await this.links.use(link);
    await this.store.setPassword(account.id, passwordHash);
    if (account.status === 'invited') await this.store.setStatus(account.id, 'active');
    await this.sessions.outdate(account.id, 'password');
    const ended = await this.tokens.revokeAllOf(person, account, 'password-reset');
    await this.guessing.forget('password', emailKey(account.email));
    await this.audit.record(person, {
      action: link.purpose === 'invitation' ? 'invitation.accepted' : 'password.reset',
      entity: 'account',
      entityId: account.ref,
    });
    return { admitted: await this.signingIn.admit({ ...account, status: 'active' }, visit, link.purpose), ended };
  }

  async #refuseChange(actor: Actor, ref: string): Promise<Result<never, 'not-yours'>> {
    await this.db.transaction(() =>
      this.audit.record(actor, { action: 'password.change_refused', entity: 'account', entityId: ref }),
    );
    return refused('not-yours');
  }

  async #accept(
    account: Pick<AccountRow, 'id' | 'name' | 'email'>,
    password: string,
  ): Promise<Result<string, PasswordRefusal>> {
    return this.rules.accept(password, { ...account, hasSecondFactor: await this.secondFactors.isOn(account.id) });
  }

  async #notTooBusy<Value, Refusal>(
    work: () => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'too-busy'>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof TooBusy) return refused('too-busy');
      throw error;
    }
  }
}
