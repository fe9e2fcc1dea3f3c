import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MailServer } from './data/mail-server.js';
import { OutboxStore } from './data/outbox.store.js';

export type Mail = {
  /** What kind of letter it is, as code knows it: `invitation`, `digest`. */
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly unsubscribeUrl?: string;
};

/** Letters are put in with the act that they are about, and go out afterwards: an act undone sends none. */
@Injectable()
export class OutboxService {
  #onQueued: (() => void) | null = null;

  constructor(
    private readonly db: Database,
    private readonly store: OutboxStore,
    private readonly server: MailServer,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Whether letters can be sent at all. Where they cannot, the page shows the person what they would have said. */
  get canSend(): boolean {
    return this.server.isThere;
  }

  /** Puts letters in; asked within the transaction of the act. Without a mail server nothing is put in: `no-server`. */
  async send(...mails: readonly Mail[]): Promise<'queued' | 'no-server'> {
    if (!this.canSend) return 'no-server';
    if (mails.length === 0) return 'queued';
    await this.db.transaction(() =>
      this.store.add(
        mails.map(({ kind, to, subject, text, unsubscribeUrl }) => ({
          kind,
          recipient: to,
          subject: oneLine(subject),
          text,
          unsubscribeUrl: unsubscribeUrl ?? null,
        })),
        this.clock.now(),
      ),
    );
    this.#onQueued?.();
    return 'queued';
  }

  /** Whom to tell when letters have been put in. */
  whenQueued(tell: () => void): void {
    this.#onQueued = tell;
  }

  /** Tries a letter again that was given up. */
  async retry(actor: Actor, id: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      if (!(await this.store.retry(id, this.clock.now()))) return refused('not-found');
      await this.audit.record(actor, { action: 'letter.retried', entity: 'outbox_message', entityId: id });
      this.#onQueued?.();
      return ok(null);
    });
  }

  /** Takes a letter out that has not been sent, for good. */
  async drop(actor: Actor, id: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      if (!(await this.store.drop(id))) return refused('not-found');
      await this.audit.record(actor, { action: 'letter.dropped', entity: 'outbox_message', entityId: id });
      return ok(null);
    });
  }
}

/** What stands in a header must not begin another. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').slice(0, 200);
