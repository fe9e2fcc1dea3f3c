import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

export type OutboxState = {
  readonly waiting: number;
  readonly failed: number;
  /** When the letter that waits longest was put in. */
  readonly oldestAt: string | null;
  readonly lastSentAt: string | null;
};

export type StuckLetter = {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly queuedAt: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly failedAt: string | null;
  readonly lastError: string;
};

@Injectable()
export class OutboxQueries {
  constructor(private readonly db: Database) {}

  async state(): Promise<OutboxState> {
    const row = await this.db.row<Record<keyof OutboxState, string | number | null>>(sql`
      SELECT count(CASE WHEN outbox_message.next_attempt_at IS NOT NULL THEN 1 END) AS waiting,
             count(outbox_message.failed_at) AS failed,
             min(CASE WHEN outbox_message.next_attempt_at IS NOT NULL THEN outbox_message.queued_at END) AS "oldestAt",
             max(outbox_message.sent_at) AS "lastSentAt"
        FROM outbox_message`);
    return {
      waiting: Number(row?.waiting ?? 0),
      failed: Number(row?.failed ?? 0),
      oldestAt: (row?.oldestAt ?? null) as string | null,
      lastSentAt: (row?.lastSentAt ?? null) as string | null,
    };
  }

  /** Letters that were given up, and those that failed at least once and are tried again; the latest first. */
  stuck(limit: number): Promise<StuckLetter[]> {
    return this.db.rows<StuckLetter>(sql`
      SELECT outbox_message.id, outbox_message.kind, outbox_message.recipient, outbox_message.subject,
             outbox_message.queued_at AS "queuedAt", outbox_message.attempts,
             outbox_message.next_attempt_at AS "nextAttemptAt", outbox_message.failed_at AS "failedAt",
             outbox_message.last_error AS "lastError"
        FROM outbox_message
       WHERE outbox_message.sent_at IS NULL AND outbox_message.last_error IS NOT NULL
       ORDER BY outbox_message.queued_at DESC, outbox_message.id
       LIMIT ${limit}`);
  }
}
