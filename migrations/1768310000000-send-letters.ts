import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters on their way to the mail server. */
const tables = [
  `CREATE TABLE "outbox_message" (
    "id" varchar(36) NOT NULL,
    "kind" varchar(60) NOT NULL,
    "recipient" varchar(320) NOT NULL,
    "subject" varchar(200) NOT NULL,
    "text" text,
    "unsubscribe_url" varchar(300),
    "queued_at" varchar(24) NOT NULL,
    "attempts" integer NOT NULL,
    "next_attempt_at" varchar(24),
    "sent_at" varchar(24),
    "failed_at" varchar(24),
    "last_error" varchar(500),
    CONSTRAINT "PK_outbox_message" PRIMARY KEY ("id"),
    CONSTRAINT "CK_outbox_message_kind" CHECK (length("kind") <= 60),
    CONSTRAINT "CK_outbox_message_recipient" CHECK (length("recipient") <= 320),
    CONSTRAINT "CK_outbox_message_subject" CHECK (length("subject") <= 200),
    CONSTRAINT "CK_outbox_message_unsubscribe_url" CHECK (length("unsubscribe_url") <= 300),
    CONSTRAINT "CK_outbox_message_queued_at" CHECK (length("queued_at") = 24),
    CONSTRAINT "CK_outbox_message_next_attempt_at" CHECK (length("next_attempt_at") = 24),
    CONSTRAINT "CK_outbox_message_sent_at" CHECK (length("sent_at") = 24),
    CONSTRAINT "CK_outbox_message_failed_at" CHECK (length("failed_at") = 24),
    CONSTRAINT "CK_outbox_message_last_error" CHECK (length("last_error") <= 500))`,
  `CREATE INDEX "IX_outbox_message_next" ON "outbox_message" ("next_attempt_at")`,
];

export class SendLetters1768310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "outbox_message"');
  }
}
