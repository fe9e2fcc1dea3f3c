import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type DigestRow, DigestsStore } from './data/digests.store.js';

/** Who wants the daily letter about what they watch. Whoever watches gets it until they say no. */
@Injectable()
export class DigestsService {
  constructor(
    private readonly db: Database,
    private readonly store: DigestsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async isWanted(accountId: string): Promise<boolean> {
    return (await this.store.of(accountId))?.isWanted !== 0;
  }

  /** What is kept of an account's letters; begun at `since` where there have been none. */
  async begun(accountId: string, since: string): Promise<DigestRow> {
    return (
      (await this.store.of(accountId)) ?? {
        accountId,
        token: randomBytes(32).toString('base64url'),
        isWanted: 1,
        toldUntil: since,
      }
    );
  }

  /** Notes up to when an account has been told. In the transaction that puts the letter in. */
  tellUntil(digest: DigestRow, toldUntil: string): Promise<void> {
    return this.store.keep({ ...digest, toldUntil });
  }

  /** Begins the letters anew, from now, or ends them. */
  async want(actor: Actor, accountId: string, isWanted: boolean): Promise<void> {
    await this.db.transaction(async () => {
      const digest = await this.begun(accountId, this.clock.now());
      await this.store.keep({ ...digest, isWanted: Number(isWanted), toldUntil: this.clock.now() });
      await this.audit.record(actor, {
        action: isWanted ? 'digest.wanted' : 'digest.ended',
        entity: 'digest',
        entityId: accountId,
      });
    });
  }

  /** Ends the letters by the address that stands in each; false where there is no such address. */
  async endByToken(actor: Actor, token: string): Promise<boolean> {
    return this.db.transaction(async () => {
      const digest = await this.store.byToken(token);
      if (!digest) return false;
      if (digest.isWanted === 1) await this.want(actor, digest.accountId, false);
      return true;
    });
  }

  async isToken(token: string): Promise<boolean> {
    return (await this.store.byToken(token)) !== null;
  }
}
