import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addDays, type CalendarDay } from '../kernel/calendar-day.js';
import { Clock, ukDayAt } from '../kernel/clock.js';
import { minutesBetween } from '../kernel/instant.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService, type PersonActing, theService } from './audit.service.js';
import { AuthorityService } from './authority.service.js';
import type { AccountRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import type { ApiTokenRow, EndingTokenRow } from './data/api-token.row.js';
import { ApiTokensQueries } from './data/api-tokens.queries.js';
import { ApiTokensStore } from './data/api-tokens.store.js';
import type { Account } from './domain/account.js';
import {
  type EndRefusal,
  isToldOf,
  isTokenText,
  mostTokens,
  refuseEnd,
  scopesFor,
  scopesIn,
  type TokenScope,
  tokenState,
  tokenText,
  toldDaysBefore,
} from './domain/api-token.js';

export type TokenAsked = {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly endsOn: CalendarDay;
};
export type MakingRefusal = EndRefusal | 'not-yours' | 'too-many';

/** A program that has shown a token: for whom it reads, and what. */
export type Bearer = {
  readonly tokenId: string;
  readonly ref: string;
  readonly account: Account;
  readonly scopes: readonly TokenScope[];
};

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
/** When a token was last used is kept to the hour, so that reading does not become writing. */
const usedAnewAfter = 60;

/** Why every token of a person ends, as the trail and their page say it. */
const whyAllEnd = {
  closed: 'The account was closed',
  'password-changed': 'The password was changed',
  'password-reset': 'A new password was chosen by a link',
} as const;

const listIn = (json: string): readonly string[] => JSON.parse(json) as readonly string[];

/**
 * Tokens with which programs read. One is shown once, stands here as its hash, and gives what its person might do on
 * the day that it was made, and still may: a role that is given later is not in it, one that has ended takes it along.
 */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly db: Database,
    private readonly store: ApiTokensStore,
    private readonly queries: ApiTokensQueries,
    private readonly accounts: AccountsQueries,
    private readonly authority: AuthorityService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Makes a token and gives it, which is kept nowhere. */
  async make(
    actor: PersonActing,
    { name, scopes, endsOn }: TokenAsked,
  ): Promise<Result<{ readonly token: string; readonly ref: string }, MakingRefusal>> {
    const { account } = actor;
    const token = tokenText(randomBytes(32).toString('base64url'));
    return this.db.transaction(async () => {
      const today = this.clock.today();
      const end = refuseEnd(endsOn, today);
      if (end) return refused(end);
      if (scopes.some((scope) => !scopesFor(account).includes(scope))) return refused('not-yours');
      if ((await this.queries.liveOf(account.id, today)).length >= mostTokens) return refused('too-many');
      const grants = (await this.accounts.grantsInForce(account.id, today)).map(({ id }) => id);
      const ref = await this.store.add({
        id: randomUUID(),
        accountId: account.id,
        name,
        scopes: JSON.stringify(scopes),
        grants: JSON.stringify(grants),
        tokenHash: hashOf(token),
        madeAt: this.clock.now(),
        endsOn,
      });
      await this.audit.record(actor, {
        action: 'api_token.made',
        entity: 'api_token',
        entityId: ref,
        after: { name, scopes, endsOn },
        subjects: [{ entity: 'account', entityId: account.ref }],
      });
      return ok({ token, ref });
    });
  }

  /** For whom a program reads that has shown this; null: it is no token, or no longer one. */
  async read(token: string): Promise<Bearer | null> {
    if (!isTokenText(token)) return null;
    const row = await this.queries.byHash(hashOf(token));
    const today = this.clock.today();
    if (!row || tokenState(row, today) !== 'live') return null;
    const authority = await this.authority.of(row.accountId, today, listIn(row.grants));
    if (!authority) return null;
    const now = this.clock.now();
    if (row.usedAt === null || minutesBetween(row.usedAt, now) >= usedAnewAfter)
      await this.db.transaction(() => this.store.used(row.id, now));
    const held = scopesFor(authority.account);
    const scopes = scopesIn(row.scopes).filter((scope) => held.includes(scope));
    return { tokenId: row.id, ref: row.ref, account: authority.account, scopes };
  }

  /** Those that end within a week and of which their people are still to be told. */
  async endingSoon(): Promise<readonly EndingTokenRow[]> {
    const today = this.clock.today();
    const rows = await this.queries.endingUntold(today, addDays(today, toldDaysBefore));
    return rows.filter(({ madeAt, endsOn }) => isToldOf({ madeOn: ukDayAt(madeAt), endsOn }, today));
  }

  /** Their person was told that these end. Within the transaction of the letter. */
  async noteTold(tokens: readonly EndingTokenRow[]): Promise<void> {
    await this.store.told(
      tokens.map(({ id }) => id),
      this.clock.now(),
    );
    for (const { ref, endsOn, accountRef } of tokens)
      await this.audit.record(theService, {
        action: 'api_token.end_told',
        entity: 'api_token',
        entityId: ref,
        after: { endsOn },
        subjects: [{ entity: 'account', entityId: accountRef }],
      });
  }

  ofAccount(accountId: string): Promise<readonly ApiTokenRow[]> {
    return this.queries.ofAccount(accountId);
  }

  /** Revokes one of a person’s own. */
  async revokeOwn(actor: PersonActing, ref: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      const token = await this.queries.byRef(ref);
      if (!token || token.accountId !== actor.account.id) return refused('not-found');
      await this.#revoke(actor, [token], 'Its person revoked it');
      return ok(null);
    });
  }

  /** An administrator revokes anybody’s, and says why. */
  async revoke(actor: Actor, ref: string, reason: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      const token = await this.queries.byRef(ref);
      if (!token) return refused('not-found');
      await this.#revoke(actor, [token], reason);
      return ok(null);
    });
  }

  /**
   * Ends all that work, and says how many: their person may no longer sign in, or signs in with another password, since
   * whoever knew the one before may have made some. Within the transaction of what ended them.
   */
  async revokeAllOf(
    actor: Actor,
    { id, ref }: Pick<AccountRow, 'id' | 'ref'>,
    why: keyof typeof whyAllEnd,
  ): Promise<number> {
    const live = await this.queries.liveOf(id, this.clock.today());
    await this.#revoke(
      actor,
      live.map((token) => ({ ...token, accountRef: ref })),
      whyAllEnd[why],
    );
    return live.length;
  }

  /** How many of a person’s tokens work. */
  async countLive(accountId: string): Promise<number> {
    return (await this.queries.liveOf(accountId, this.clock.today())).length;
  }

  /** A role has ended on which these rest, whatever else they give. Within the transaction of its end. */
  async revokeRestingOn(actor: Actor, { id, ref }: Pick<AccountRow, 'id' | 'ref'>, grantId: string): Promise<void> {
    const live = await this.queries.liveOf(id, this.clock.today());
    const resting = live.filter(
      (token) => listIn(token.grants).includes(grantId) && scopesIn(token.scopes).some((scope) => scope !== 'record'),
    );
    await this.#revoke(
      actor,
      resting.map((token) => ({ ...token, accountRef: ref })),
      'A role on which it rested ended',
    );
  }

  /** Those that work still; what is over or revoked already stays as it is. */
  async #revoke(
    actor: Actor,
    tokens: readonly (ApiTokenRow & { readonly accountRef: string })[],
    reason: string,
  ): Promise<void> {
    const standing = tokens.filter(({ revokedAt }) => revokedAt === null);
    await this.store.revoke(
      standing.map(({ id }) => id),
      { at: this.clock.now(), by: actor.name, reason },
    );
    for (const { ref, name, accountRef } of standing)
      await this.audit.record(actor, {
        action: 'api_token.revoked',
        entity: 'api_token',
        entityId: ref,
        before: { name },
        reason,
        subjects: [{ entity: 'account', entityId: accountRef }],
      });
  }
}
