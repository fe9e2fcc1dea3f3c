import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { AccessNews } from './access-news.js';
import { type Actor, AuditService } from './audit.service.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { emailKey } from './domain/email.js';
import { GuessingService } from './guessing.service.js';
import { OneTimeLinksService } from './one-time-links.service.js';
import type { Visit } from './signing-in.service.js';

/** Sends a link to whoever has forgotten their password. */
@Injectable()
export class AskingForLinksService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly links: OneTimeLinksService,
    private readonly guessing: GuessingService,
    private readonly news: AccessNews,
    private readonly audit: AuditService,
  ) {}

  /** Says nothing, whether an account has this address or not, and whether too many links were asked for. */
  async askForReset(email: string, visit: Visit): Promise<void> {
    const about = emailKey(email);
    const account = await this.accounts.byEmail(about);
    const counted = await this.guessing.count({ kind: 'reset', about, who: account?.ref ?? 'none', ...visit });
    if (!counted.ok) return;
    const visitor: Actor = {
      name: account?.ref ?? 'Nobody',
      role: 'visitor',
      requestId: visit.requestId,
      account: null,
    };
    await this.db.transaction(async () => {
      if (account?.status !== 'active') {
        await this.audit.record(visitor, {
          action: 'reset.asked_in_vain',
          entity: 'account',
          entityId: account?.ref ?? 'none',
        });
        return;
      }
      const { token, expiresAt } = await this.links.make(visitor, account, 'reset');
      await this.news.announce('link.made', { purpose: 'reset', ...account, token, expiresAt });
    });
  }
}
