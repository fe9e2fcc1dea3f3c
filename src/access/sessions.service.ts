import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addMinutes } from '../kernel/instant.js';
import { Clock } from '../kernel/clock.js';
import { type Actor, AuditService } from './audit.service.js';
import { AuthorityService } from './authority.service.js';
import type { AccountRow, EndedWhy, SessionRow } from './data/account.row.js';
import { SessionsQueries } from './data/sessions.queries.js';
import { SessionsStore } from './data/sessions.store.js';
import type { Account } from './domain/account.js';
import type { Grant, Role } from './domain/roles.js';
import { graceMinutes, idleMinutes, isSeenAnew, sessionState, type SessionState } from './domain/session-life.js';

/** What a session says of whoever sends its token. */
export type Signed = {
  readonly sessionId: string;
  /** False: it has ended, and only tells whose it was. */
  readonly live: boolean;
  readonly account: Account;
  /** Whose eyes an administrator looks through, in words; null: their own. */
  readonly viewingAs: string | null;
  /** Why it was ended before its time; null: it was not. */
  readonly endedWhy: EndedWhy | null;
  /** Roles that sleep until the person has set up a second factor. */
  readonly rolesAsleep: readonly Role[];
};

/** Through whose eyes: the grants that are looked with, and how a page says them. */
export type View = { readonly grants: readonly Grant[]; readonly words: string };

type Held = {
  readonly version: string;
  readonly today: string;
  readonly session: SessionRow;
  readonly account: Account;
  readonly rolesAsleep: readonly Role[];
};

const mostHeld = 2_000;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where people are signed in. A token has 256 bits, is with its person only, and stands here as its hash. */
@Injectable()
export class SessionsService {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly db: Database,
    private readonly store: SessionsStore,
    private readonly queries: SessionsQueries,
    private readonly authority: AuthorityService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins a session for an account and gives its token. Within the transaction of whatever proved who it is. */
  async start(accountId: string, device: string | null): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.transaction(async () => {
      await this.store.removeUnseenSince(addMinutes(now, -(idleMinutes + graceMinutes)));
      await this.store.add({
        id: randomUUID(),
        tokenHash: hashOf(token),
        accountId,
        startedAt: now,
        seenAt: now,
        device: device?.slice(0, 120) ?? null,
        viewAs: null,
        endedWhy: null,
      });
    });
    return token;
  }

  /** Whose token this is, or null: unknown, long gone, or of an account that may not sign in. */
  async read(token: string): Promise<Signed | null> {
    const held = await this.#read(hashOf(token));
    if (!held) return null;
    const { session, account, rolesAsleep } = held;
    const now = this.clock.now();
    const state = session.endedWhy === null ? sessionState(session, now) : stateOnceEnded(session, now);
    if (state === 'gone') return null;
    if (state === 'live' && isSeenAnew(session, now)) await this.db.transaction(() => this.store.seen(session.id, now));
    const isAdministrator = account.grants.some(({ role }) => role === 'administrator');
    const view = session.viewAs !== null && isAdministrator ? (JSON.parse(session.viewAs) as View) : null;
    return {
      sessionId: session.id,
      live: state === 'live',
      account: view ? { ...account, grants: view.grants } : account,
      viewingAs: view?.words ?? null,
      endedWhy: session.endedWhy,
      rolesAsleep,
    };
  }

  /** Where a person is signed in, the last seen first; sessions that are over are not among them. */
  async ofAccount(accountId: string): Promise<readonly SessionRow[]> {
    const now = this.clock.now();
    return (await this.queries.ofAccount(accountId)).filter((session) => sessionState(session, now) === 'live');
  }

  /** Ends one session of a person; whether there was one. */
  async endOneOf(actor: Actor, accountId: string, sessionId: string): Promise<boolean> {
    return this.db.transaction(async () => {
      const isTheirs = (await this.queries.ofAccount(accountId)).some(({ id }) => id === sessionId);
      if (isTheirs) await this.end(actor, sessionId);
      return isTheirs;
    });
  }

  /** Ends every session of a person whose authority has changed. Each still tells whose it was, for a day. */
  async outdate(accountId: string, why: EndedWhy): Promise<void> {
    await this.store.outdate(accountId, why);
  }

  /** Lets a session look through other eyes, or through its person's own again. Within the transaction of its trace. */
  async viewAs(sessionId: string, view: View | null): Promise<void> {
    await this.store.viewAs(sessionId, view && JSON.stringify(view));
  }

  async end(actor: Actor, sessionId: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.remove(sessionId);
      await this.audit.record(actor, { action: 'session.ended', entity: 'session', entityId: sessionId });
    });
  }

  /** Ends every session of an account: its person asked for it, or it may no longer sign in. */
  async endAllOf(actor: Actor, account: Pick<AccountRow, 'id' | 'ref'>): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.removeAllOf(account.id);
      await this.audit.record(actor, { action: 'session.all_ended', entity: 'account', entityId: account.ref });
    });
  }

  /** From memory while nothing at all was committed since, so that a grant taken away is taken away at once. */
  async #read(tokenHash: string): Promise<Held | null> {
    const [version, today] = [await this.db.version(), this.clock.today()];
    const known = this.#held.get(tokenHash);
    if (known?.version === version && known.today === today) return known;
    this.#held.delete(tokenHash);
    const session = await this.queries.byTokenHash(tokenHash);
    if (!session) return null;
    const authority = await this.authority.of(session.accountId, today);
    if (!authority) return null;
    const held = { version, today, session, ...authority };
    this.#held.set(tokenHash, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= mostHeld) break;
      this.#held.delete(oldest);
    }
    return held;
  }
}

/** It lived no longer than until it was ended; the day of grace counts from when its person was last seen. */
const stateOnceEnded = (session: SessionRow, now: string): SessionState => {
  const state = sessionState(session, now);
  return state === 'live' ? 'ended' : state;
};
