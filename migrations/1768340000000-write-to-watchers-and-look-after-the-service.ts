import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Daily letters to whoever watches, and what was last found of the service's health. */
const tables = [
  `CREATE TABLE "health_note" (
    "part" varchar(60) NOT NULL,
    "at" varchar(24) NOT NULL,
    "is_well" integer NOT NULL,
    "words" varchar(500) NOT NULL,
    CONSTRAINT "PK_health_note" PRIMARY KEY ("part"),
    CONSTRAINT "CK_health_note_at" CHECK (length("at") = 24),
    CONSTRAINT "CK_health_note_is_well" CHECK ("is_well" IN (0, 1)),
    CONSTRAINT "CK_health_note_words" CHECK (length("words") <= 500))`,
  `CREATE TABLE "digest" (
    "account_id" varchar(36) NOT NULL,
    "token" varchar(60) NOT NULL,
    "is_wanted" integer NOT NULL,
    "told_until" varchar(24) NOT NULL,
    CONSTRAINT "PK_digest" PRIMARY KEY ("account_id"),
    CONSTRAINT "CK_digest_token" CHECK (length("token") <= 60),
    CONSTRAINT "CK_digest_is_wanted" CHECK ("is_wanted" IN (0, 1)),
    CONSTRAINT "CK_digest_told_until" CHECK (length("told_until") = 24))`,
  `CREATE UNIQUE INDEX "IX_digest_token" ON "digest" ("token")`,
];

export class WriteToWatchersAndLookAfterTheService1768340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['digest', 'health_note']) await runner.query(`DROP TABLE "${table}"`);
  }
}
