import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Private addresses for calendar programs. */
const tables = [
  `CREATE TABLE "calendar_feed" (
    "account_id" varchar(36) NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "since" varchar(24) NOT NULL,
    CONSTRAINT "PK_calendar_feed" PRIMARY KEY ("account_id"),
    CONSTRAINT "CK_calendar_feed_token_hash" CHECK (length("token_hash") <= 64),
    CONSTRAINT "CK_calendar_feed_since" CHECK (length("since") = 24))`,
  `CREATE UNIQUE INDEX "IX_calendar_feed_token" ON "calendar_feed" ("token_hash")`,
];

export class ReadDeadlinesInACalendar1768330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "calendar_feed"');
  }
}
