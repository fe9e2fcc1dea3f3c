import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that may not be withdrawn or removed for a time. */
const tables = [
  `CREATE TABLE "retention_hold" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "record_kind" varchar(60) NOT NULL,
    "record_id" varchar(36) NOT NULL,
    "record_ref" varchar(20) NOT NULL,
    "title" varchar(300) NOT NULL,
    "reason" varchar(500) NOT NULL,
    "until" varchar(10),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_retention_hold" PRIMARY KEY ("id"),
    CONSTRAINT "CK_retention_hold_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_retention_hold_record_kind" CHECK (length("record_kind") <= 60),
    CONSTRAINT "CK_retention_hold_record_id" CHECK (length("record_id") <= 36),
    CONSTRAINT "CK_retention_hold_record_ref" CHECK (length("record_ref") <= 20),
    CONSTRAINT "CK_retention_hold_title" CHECK (length("title") <= 300),
    CONSTRAINT "CK_retention_hold_reason" CHECK (length("reason") <= 500),
    CONSTRAINT "CK_retention_hold_until" CHECK (length("until") = 10),
    CONSTRAINT "CK_retention_hold_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_retention_hold_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_retention_hold_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_retention_hold_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_retention_hold_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_retention_hold_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_retention_hold_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500))`,
  `CREATE UNIQUE INDEX "IX_retention_hold_ref" ON "retention_hold" ("ref")`,
  `CREATE INDEX "IX_retention_hold_record" ON "retention_hold" ("record_id", "record_kind")`,
];

export class HoldWhatMustBeKept1768350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "retention_hold"');
  }
}
