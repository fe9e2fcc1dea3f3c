import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { CalendarFeedsStore } from './data/calendar-feeds.store.js';

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Private addresses for calendar programs, which cannot sign in. Each person has one at most, and can end it. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly db: Database,
    private readonly store: CalendarFeedsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Makes an address, in the place of the one before; gives what it holds, which is kept nowhere. */
  async make(actor: Actor, accountId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.db.transaction(async () => {
      await this.store.keep(accountId, hashOf(token), this.clock.now());
      await this.audit.record(actor, {
        action: 'calendar_feed.made',
        entity: 'calendar_feed',
        entityId: accountId,
      });
    });
    return token;
  }

  async end(actor: Actor, accountId: string): Promise<void> {
    await this.db.transaction(async () => {
      if ((await this.store.since(accountId)) === null) return;
      await this.store.end(accountId);
      await this.audit.record(actor, { action: 'calendar_feed.ended', entity: 'calendar_feed', entityId: accountId });
    });
  }

  since(accountId: string): Promise<string | null> {
    return this.store.since(accountId);
  }

  /** Whose address holds this; null where it has ended or never was. */
  async accountOf(token: string): Promise<string | null> {
    return /^[\w-]{43}$/.test(token) ? this.store.accountOf(hashOf(token)) : null;
  }
}
