import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { HOTP, Secret, TOTP } from 'otpauth';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService } from './audit.service.js';
import { SecondFactorsQueries } from './data/second-factors.queries.js';
import { SecondFactorsStore } from './data/second-factors.store.js';
import type { Account } from './domain/account.js';
import type { Role } from './domain/roles.js';
import {
  acceptCode,
  codeDigits,
  type CodeRefusal,
  recoveryCodeCount,
  recoveryCodeFrom,
  recoveryCodeOf,
  secretInGroups,
  stepSeconds,
} from './domain/totp.js';
import { SealingService } from './sealing.service.js';

export type SetUp = {
  /** For an authenticator app, drawn as a picture. */
  readonly address: string;
  /** The same secret for whoever types it. */
  readonly secret: string;
  /** The same once more, for the form to carry: it opens for this person and nobody else. */
  readonly sealed: string;
};

export type SecondFactorState = {
  readonly isOn: boolean;
  readonly since: string | null;
  readonly recoveryCodesLeft: number;
};

export type SecondFactorRefusal = CodeRefusal | 'not-begun' | 'on-already' | 'required' | 'unreadable';

type Person = Pick<Account, 'id' | 'ref' | 'email'>;

/** Everything is tried within one transaction, so that a code that two people send at once is taken once. */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly db: Database,
    private readonly queries: SecondFactorsQueries,
    private readonly store: SecondFactorsStore,
    private readonly sealing: SealingService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async isOn(accountId: string): Promise<boolean> {
    return (await this.queries.ofAccount(accountId)) !== null;
  }

  async stateOf(accountId: string): Promise<SecondFactorState> {
    const held = await this.queries.ofAccount(accountId);
    if (!held) return { isOn: false, since: null, recoveryCodesLeft: 0 };
    const left = await this.queries.recoveryCodesLeft(accountId);
    return { isOn: true, since: held.confirmedAt, recoveryCodesLeft: left.length };
  }

  /**
   * What the app needs to know. Nothing is kept until the app has shown that it makes the right codes: the form carries
   * the secret, sealed for this person; `sealed` is what it carried, when the page is shown again.
   */
  async begin(person: Person, sealed: string | null = null): Promise<Result<SetUp, 'on-already'>> {
    if (await this.isOn(person.id)) return refused('on-already');
    const known = sealed === null ? null : this.sealing.open(sealed, sealedFor(person.id));
    const secret = known ? Secret.fromBase32(known) : new Secret({ size: 20 });
    const totp = new TOTP({
      issuer: 'Turnaround',
      label: person.email,
      secret,
      digits: codeDigits,
      period: stepSeconds,
    });
    return ok({
      address: totp.toString(),
      secret: secretInGroups(secret.base32),
      sealed: this.sealing.seal(secret.base32, sealedFor(person.id)),
    });
  }

  /** Turns it on once the app has shown that it makes the right codes; gives the recovery codes, this once. */
  async confirm(
    actor: Actor,
    person: Person,
    { sealed, code }: { readonly sealed: string; readonly code: string },
  ): Promise<Result<readonly string[], SecondFactorRefusal>> {
    return this.db.transaction(async () => {
      if (await this.isOn(person.id)) return refused('on-already');
      const base32 = this.sealing.open(sealed, sealedFor(person.id));
      if (base32 === null) return refused('not-begun');
      const taken = acceptCode(code, { now: this.clock.now(), codeAt: codesOf(base32), lastStep: null });
      if (!taken.ok) return taken;
      const now = this.clock.now();
      await this.store.turnOn(person.id, { sealedSecret: sealed, at: now, step: taken.value });
      await this.audit.record(actor, { action: 'second_factor.turned_on', entity: 'account', entityId: person.ref });
      return ok(await this.#newRecoveryCodes(person.id));
    });
  }

  async renewRecoveryCodes(
    actor: Actor,
    person: Person,
    typed: string,
  ): Promise<Result<readonly string[], SecondFactorRefusal>> {
    return this.db.transaction(async () => {
      const taken = await this.#takeCode(person.id, typed);
      if (!taken.ok) return taken;
      await this.audit.record(actor, {
        action: 'second_factor.codes_renewed',
        entity: 'account',
        entityId: person.ref,
      });
      return ok(await this.#newRecoveryCodes(person.id));
    });
  }

  /** By the person, with a code; not while one of their roles asks for a second factor. */
  async turnOff(
    actor: Actor,
    person: Person & Pick<Account, 'grants'>,
    typed: string,
  ): Promise<Result<null, SecondFactorRefusal>> {
    return this.db.transaction(async () => {
      if ((await this.requiredFor(person)).length > 0) return refused('required');
      const taken = await this.take(person.id, typed);
      if (!taken.ok) return taken;
      await this.#remove(actor, person);
      return ok(null);
    });
  }

  /** By an administrator, for somebody who has lost their app and their recovery codes. */
  async reset(actor: Actor, person: Pick<Account, 'id' | 'ref'>): Promise<void> {
    await this.db.transaction(() => this.#remove(actor, person));
  }

  /** Takes a code of the app, or else a recovery code; each is taken once. */
  async take(accountId: string, typed: string): Promise<Result<'code' | 'recovery-code', SecondFactorRefusal>> {
    const recoveryCode = recoveryCodeOf(typed);
    if (!recoveryCode) {
      const taken = await this.#takeCode(accountId, typed);
      return taken.ok ? ok('code') : taken;
    }
    return this.db.transaction(async () => {
      const hash = hashOfRecoveryCode(accountId, recoveryCode);
      const found = (await this.queries.recoveryCodesLeft(accountId)).find(({ codeHash }) => codeHash === hash);
      if (!found) return refused('wrong');
      await this.store.useRecoveryCode(found.id, this.clock.now());
      return ok('recovery-code');
    });
  }

  /** The roles of a person that ask for a second factor. */
  async requiredFor({ grants }: Pick<Account, 'grants'>): Promise<readonly Role[]> {
    const asking = new Set((await this.queries.rules()).map(({ role }) => role));
    return [...new Set(grants.map(({ role }) => role))].filter((role) => asking.has(role));
  }

  /** Says for which roles nobody gets by without one. */
  async require(actor: Actor, roles: readonly Role[]): Promise<void> {
    await this.db.transaction(async () => {
      const before = (await this.queries.rules()).map(({ role }) => role);
      const added = roles.filter((role) => !before.includes(role));
      const gone = before.filter((role) => !roles.includes(role));
      if (added.length === 0 && gone.length === 0) return;
      for (const role of added) await this.store.require(role, this.clock.now(), actor.name);
      for (const role of gone) await this.store.requireNoLonger(role);
      await this.audit.record(actor, {
        action: 'second_factor.rule_changed',
        entity: 'second-factor-rule',
        entityId: 'roles',
        before: before.toSorted(),
        after: roles.toSorted(),
      });
    });
  }

  async #takeCode(accountId: string, typed: string): Promise<Result<null, SecondFactorRefusal>> {
    return this.db.transaction(async () => {
      const held = await this.queries.ofAccount(accountId);
      if (!held) return refused('not-begun');
      const base32 = this.sealing.open(held.sealedSecret, sealedFor(accountId));
      if (base32 === null) return refused('unreadable');
      const taken = acceptCode(typed, { now: this.clock.now(), codeAt: codesOf(base32), lastStep: held.lastStep });
      if (!taken.ok) return taken;
      await this.store.tookStep(accountId, taken.value);
      return ok(null);
    });
  }

  async #newRecoveryCodes(accountId: string): Promise<readonly string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, () => recoveryCodeFrom([...randomBytes(64)]));
    await this.store.replaceRecoveryCodes(
      accountId,
      codes.map((code) => hashOfRecoveryCode(accountId, code)),
    );
    return codes;
  }

  async #remove(actor: Actor, person: Pick<Account, 'id' | 'ref'>): Promise<void> {
    await this.store.remove(person.id);
    await this.audit.record(actor, { action: 'second_factor.turned_off', entity: 'account', entityId: person.ref });
  }
}

const sealedFor = (accountId: string): string => `second-factor ${accountId}`;

function codesOf(base32: string): (step: number) => string {
  const secret = Secret.fromBase32(base32);
  return (step) => HOTP.generate({ secret, counter: step, digits: codeDigits });
}

/** Of 59 random bits: nothing that a fast hash would let anybody guess in time. */
const hashOfRecoveryCode = (accountId: string, code: string): string =>
  createHash('sha256').update(`${accountId} ${code}`).digest('hex');
