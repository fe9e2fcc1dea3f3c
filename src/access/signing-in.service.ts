import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { addMinutes, minutesBetween } from '../kernel/instant.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService } from './audit.service.js';
import type { AccountRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { OutsideIdentitiesStore } from './data/outside-identities.store.js';
import { SecondFactorsQueries } from './data/second-factors.queries.js';
import { SecondFactorsStore } from './data/second-factors.store.js';
import { emailKey } from './domain/email.js';
import { GuessingService } from './guessing.service.js';
import { hashOfToken } from './one-time-links.service.js';
import { PasswordsService, TooBusy } from './passwords.service.js';
import { type SecondFactorRefusal, SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';
import type { DirectoryPerson } from './single-sign-on.service.js';

export type SignInRefusal = 'not-matching' | 'too-many' | 'too-busy';
export type CodeRefused = SecondFactorRefusal | 'start-again' | 'too-many';

/** From where and with what somebody comes. */
export type Visit = {
  readonly device: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
};

/** A session, or first the question for a one-time code. */
export type Admitted = { readonly token: string; readonly isWholeWay: boolean };

const mostTries = 5;
const stepMinutes = 10;

/** Lets people in: by password, by their directory or by a link, and with a one-time code where they have set one up. */
@Injectable()
export class SigningInService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly store: AccountsStore,
    private readonly steps: SecondFactorsStore,
    private readonly stepQueries: SecondFactorsQueries,
    private readonly outside: OutsideIdentitiesStore,
    private readonly passwords: PasswordsService,
    private readonly guessing: GuessingService,
    private readonly secondFactors: SecondFactorsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** An address that no account has and a wrong password are refused alike, and take as long. */
  async signIn(
    { email, password }: { readonly email: string; readonly password: string },
    visit: Visit,
  ): Promise<Result<Admitted, SignInRefusal>> {
    const about = emailKey(email);
    const account = await this.accounts.byEmail(about);
    const who = account?.ref ?? 'none';
    const counted = await this.guessing.count({ kind: 'password', about, who, ...visit });
    if (!counted.ok) return counted;
    try {
      const isRight = await this.passwords.matches(password, account?.passwordHash ?? null);
      return await this.db.transaction(async () => {
        const now = await this.accounts.byEmail(about);
        const stands = now?.status === 'active' && now.passwordHash === account?.passwordHash;
        if (!isRight || !now || !stands) {
          await this.#refuse(who, visit, 'password');
          return refused('not-matching');
        }
        await this.guessing.wasRight(counted.value);
        return ok(await this.admit(now, visit, 'password'));
      });
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error;
      await this.guessing.takeBack(counted.value);
      return refused('too-busy');
    }
  }

  /** The one-time code after the password. Five wrong ones, and the password is asked for again. */
  async enterCode(stepToken: string, typed: string, visit: Visit): Promise<Result<Admitted, CodeRefused>> {
    return this.db.transaction(async () => {
      const step = await this.stepQueries.stepByTokenHash(hashOfToken(stepToken));
      const account = step && (await this.accounts.byId(step.accountId));
      if (!step || account?.status !== 'active') return refused('start-again');
      if (minutesBetween(step.begunAt, this.clock.now()) > stepMinutes) return refused('start-again');
      const counted = await this.guessing.count({ kind: 'code', about: account.id, who: account.ref, ...visit });
      if (!counted.ok) return counted;
      const taken = await this.secondFactors.take(account.id, typed);
      if (!taken.ok) {
        await this.#refuse(account.ref, visit, 'one-time code');
        await this.steps.tried(step.id);
        if (step.tries + 1 < mostTries) return taken;
        await this.steps.endStep(step.id);
        return refused('start-again');
      }
      await this.guessing.wasRight(counted.value);
      await this.steps.endStepsOf(account.id);
      return ok(await this.#begin(account, visit, taken.value === 'code' ? 'one-time code' : 'recovery code'));
    });
  }

  /** Whom a directory vouches for, if an administrator has made them an account: a directory gives no authority. */
  async signInFromDirectory(person: DirectoryPerson, visit: Visit): Promise<Result<Admitted, 'unknown'>> {
    return this.db.transaction(async () => {
      const account = await this.#accountOf(person);
      if (!account) {
        await this.#refuse('none', visit, 'directory');
        return refused('unknown');
      }
      if (account.status === 'invited') await this.store.setStatus(account.id, 'active');
      return ok(await this.admit(account, visit, 'directory'));
    });
  }

  /** Begins a session for somebody who has proved who they are, or asks for the code first. */
  async admit(account: AccountRow, visit: Visit, by: string): Promise<Admitted> {
    return this.db.transaction(async () => {
      if (!(await this.secondFactors.isOn(account.id))) return this.#begin(account, visit, by);
      const token = randomBytes(32).toString('base64url');
      const now = this.clock.now();
      await this.steps.endStepsBefore(addMinutes(now, -stepMinutes));
      await this.steps.beginStep({ tokenHash: hashOfToken(token), accountId: account.id, begunAt: now });
      return { token, isWholeWay: false };
    });
  }

  async #begin(account: AccountRow, visit: Visit, by: string): Promise<Admitted> {
    await this.store.signedIn(account.id, this.clock.now());
    await this.audit.record(
      { name: account.ref, role: 'visitor', requestId: visit.requestId, account: null },
      { action: 'sign_in.done', entity: 'account', entityId: account.ref, reason: `By ${by}` },
    );
    return { token: await this.sessions.start(account.id, visit.device), isWholeWay: true };
  }

  /** By who they are in the directory, or the first time by an email address that the directory has verified. */
  async #accountOf({ issuer, subject, email }: DirectoryPerson): Promise<AccountRow | null> {
    const knownId = await this.outside.accountIdOf(issuer, subject);
    if (knownId) {
      const known = await this.accounts.byId(knownId);
      return known?.status === 'disabled' ? null : known;
    }
    const account = email === null ? null : await this.accounts.byEmail(emailKey(email));
    if (!account || account.status === 'disabled' || (await this.outside.isBound(account.id, issuer))) return null;
    await this.outside.add({ accountId: account.id, issuer, subject, linkedAt: this.clock.now() });
    await this.audit.record(
      { name: account.ref, role: 'visitor', requestId: null, account: null },
      { action: 'account.bound_to_directory', entity: 'account', entityId: account.ref, after: { issuer } },
    );
    return account;
  }

  async #refuse(who: string, { requestId }: Visit, by: string): Promise<void> {
    const visitor: Actor = { name: who === 'none' ? 'Nobody' : who, role: 'visitor', requestId, account: null };
    await this.audit.record(visitor, {
      action: 'sign_in.refused',
      entity: 'account',
      entityId: who,
      reason: `By ${by}`,
    });
  }
}
