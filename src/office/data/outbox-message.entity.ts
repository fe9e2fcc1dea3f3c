import { Index } from 'typeorm';
import { Code, Id, Instant, Prose, Table, Whole, Words } from '../../database/columns.js';

/** A letter on its way. Once it is sent its text goes: it may have held a link that opens a door. */
@Table()
@Index('IX_outbox_message_next', ['nextAttemptAt'])
export class OutboxMessage {
  @Id()
  id: string;

  @Code()
  kind: string;

  @Words(320)
  recipient: string;

  @Words(200)
  subject: string;

  @Prose({ nullable: true })
  text: string | null;

  /** Where the reader may end letters of this kind with one press, for the mail program itself. */
  @Words(300, { nullable: true })
  unsubscribeUrl: string | null;

  @Instant()
  queuedAt: string;

  @Whole()
  attempts: number;

  /** When it is tried next; empty once it is sent or given up. */
  @Instant({ nullable: true })
  nextAttemptAt: string | null;

  @Instant({ nullable: true })
  sentAt: string | null;

  @Instant({ nullable: true })
  failedAt: string | null;

  @Words(500, { nullable: true })
  lastError: string | null;
}
