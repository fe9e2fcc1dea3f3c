import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addMinutes } from '../kernel/instant.js';
import { Clock } from '../kernel/clock.js';
import { type Actor, AuditService } from './audit.service.js';
import type { AccountRow, GrantRow, SessionRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { SessionsQueries } from './data/sessions.queries.js';
import { SessionsStore } from './data/sessions.store.js';
import type { Account } from './domain/account.js';
import type { Grant } from './domain/roles.js';
import { graceMinutes, idleMinutes, isSeenAnew, sessionState } from './domain/session-life.js';

/** What a session says of whoever sends its token. */
export type Signed = {
  readonly sessionId: string;
  /** False: it has ended, and only tells whose it was. */
  readonly live: boolean;
  readonly account: Account;
  /** Whose eyes an administrator looks through, in words; null: their own. */
  readonly viewingAs: string | null;
};

type Held = {
  readonly version: string;
  readonly today: string;
  readonly session: SessionRow;
  readonly account: Account;
};

const mostHeld = 2_000;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const grantOf = ({ role, organisationId, inspectorateId, chair, fromOn, toOn }: GrantRow): Grant => ({
  role,
  organisationId,
  inspectorateId,
  chair: chair === 1,
  fromOn,
  toOn,
});

/** Where people are signed in. A token has 256 bits, is with its person only, and stands here as its hash. */
@Injectable()
export class SessionsService {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly db: Database,
    private readonly store: SessionsStore,
    private readonly queries: SessionsQueries,
    private readonly accounts: AccountsQueries,
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
      });
    });
    return token;
  }

  /** Whose token this is, or null: unknown, long gone, or of an account that may not sign in. */
  async read(token: string): Promise<Signed | null> {
    const held = await this.#read(hashOf(token));
    if (!held) return null;
    const { session, account } = held;
    const now = this.clock.now();
    const state = sessionState(session, now);
    if (state === 'gone') return null;
    if (state === 'live' && isSeenAnew(session, now)) await this.db.transaction(() => this.store.seen(session.id, now));
    const viewing = session.viewAs === null ? null : (JSON.parse(session.viewAs) as { grants: Grant[]; words: string });
    return {
      sessionId: session.id,
      live: state === 'live',
      account: viewing ? { ...account, grants: viewing.grants } : account,
      viewingAs: viewing?.words ?? null,
    };
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
    const row = await this.accounts.byId(session.accountId);
    if (row?.status !== 'active') return null;
    const grants = await this.accounts.grantsInForce(row.id, today);
    const { id, ref, name, email } = row;
    const held = { version, today, session, account: { id, ref, name, email, grants: grants.map(grantOf) } };
    this.#held.set(tokenHash, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= mostHeld) break;
      this.#held.delete(oldest);
    }
    return held;
  }
}
