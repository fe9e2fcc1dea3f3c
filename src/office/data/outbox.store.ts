import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { OutboxMessage } from './outbox-message.entity.js';

export type Letter = {
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly unsubscribeUrl: string | null;
};

export type DueLetter = Letter & { readonly id: string; readonly attempts: number };

@Injectable()
export class OutboxStore {
  constructor(private readonly db: Database) {}

  async add(letters: readonly Letter[], queuedAt: string): Promise<string[]> {
    const rows = letters.map((letter) => ({
      id: randomUUID(),
      ...letter,
      queuedAt,
      attempts: 0,
      nextAttemptAt: queuedAt,
      sentAt: null,
      failedAt: null,
      lastError: null,
    }));
    await this.db.insert(OutboxMessage, rows);
    return rows.map(({ id }) => id);
  }

  /** Takes letters whose time has come, and keeps them from others until `leaseUntil`. */
  async take(now: string, leaseUntil: string, limit: number): Promise<DueLetter[]> {
    const due = await this.db.rows<DueLetter>(sql`
      SELECT outbox_message.id, outbox_message.kind, outbox_message.recipient, outbox_message.subject,
             outbox_message.text, outbox_message.unsubscribe_url AS "unsubscribeUrl",
             outbox_message.attempts + 1 AS attempts
        FROM outbox_message
       WHERE outbox_message.next_attempt_at <= ${now}
       ORDER BY outbox_message.next_attempt_at, outbox_message.id
       LIMIT ${limit}`);
    await inChunks(due, async (chunk) => {
      await this.db.run(sql`
        UPDATE outbox_message
           SET attempts = attempts + 1, next_attempt_at = ${leaseUntil}
         WHERE outbox_message.id IN (${list(chunk.map(({ id }) => id))})`);
      return [];
    });
    return due;
  }

  async sent(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE outbox_message
         SET sent_at = ${at}, next_attempt_at = NULL, text = NULL, unsubscribe_url = NULL, last_error = NULL
       WHERE outbox_message.id = ${id}`);
  }

  async tryAgain(id: string, nextAttemptAt: string, lastError: string): Promise<void> {
    await this.db.run(sql`
      UPDATE outbox_message
         SET next_attempt_at = ${nextAttemptAt}, last_error = ${lastError}
       WHERE outbox_message.id = ${id}`);
  }

  async giveUp(id: string, at: string, lastError: string): Promise<void> {
    await this.db.run(sql`
      UPDATE outbox_message
         SET next_attempt_at = NULL, failed_at = ${at}, last_error = ${lastError}
       WHERE outbox_message.id = ${id}`);
  }

  /** Puts a letter that was given up back in line; false where there is none such. */
  async retry(id: string, at: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT outbox_message.id FROM outbox_message
       WHERE outbox_message.id = ${id} AND outbox_message.failed_at IS NOT NULL`);
    if (!row) return false;
    await this.db.run(sql`
      UPDATE outbox_message SET failed_at = NULL, next_attempt_at = ${at}, attempts = 0 WHERE outbox_message.id = ${id}`);
    return true;
  }

  /** Gives a letter up for good: its text goes. */
  async drop(id: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT outbox_message.id FROM outbox_message
       WHERE outbox_message.id = ${id} AND outbox_message.sent_at IS NULL`);
    if (!row) return false;
    await this.db.run(sql`DELETE FROM outbox_message WHERE outbox_message.id = ${id}`);
    return true;
  }
}
