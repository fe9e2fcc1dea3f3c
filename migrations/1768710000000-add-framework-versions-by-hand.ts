import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Framework versions that administrators write, and the last days that they give to versions in use. */
const tables = [
  `CREATE TABLE "framework_draft" (
    "id" varchar(36) NOT NULL,
    "key" varchar(80) NOT NULL,
    "inspectorate_id" varchar(36) NOT NULL,
    "base_id" varchar(36),
    "content" text NOT NULL,
    "state" varchar(60) NOT NULL,
    "saved_by" varchar(120) NOT NULL,
    "saved_at" varchar(24) NOT NULL,
    "decided_by" varchar(120),
    "decided_at" varchar(24),
    "framework_id" varchar(36),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_framework_draft" PRIMARY KEY ("id"),
    CONSTRAINT "FK_framework_draft_inspectorate_id" FOREIGN KEY ("inspectorate_id") REFERENCES "inspectorate" ("id"),
    CONSTRAINT "FK_framework_draft_base_id" FOREIGN KEY ("base_id") REFERENCES "framework" ("id"),
    CONSTRAINT "FK_framework_draft_framework_id" FOREIGN KEY ("framework_id") REFERENCES "framework" ("id"),
    CONSTRAINT "CK_framework_draft_key" CHECK (length("key") <= 80),
    CONSTRAINT "CK_framework_draft_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_framework_draft_saved_by" CHECK (length("saved_by") <= 120),
    CONSTRAINT "CK_framework_draft_saved_at" CHECK (length("saved_at") = 24),
    CONSTRAINT "CK_framework_draft_decided_by" CHECK (length("decided_by") <= 120),
    CONSTRAINT "CK_framework_draft_decided_at" CHECK (length("decided_at") = 24),
    CONSTRAINT "CK_framework_draft_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_framework_draft_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_framework_draft_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_framework_draft_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_framework_draft_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_framework_draft_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_framework_draft_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500))`,
  `CREATE INDEX "IX_framework_draft_key" ON "framework_draft" ("key")`,
  `CREATE TABLE "framework_closing" (
    "id" varchar(36) NOT NULL,
    "framework_id" varchar(36) NOT NULL,
    "closes_on" varchar(10) NOT NULL,
    "reason" varchar(500) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_framework_closing" PRIMARY KEY ("id"),
    CONSTRAINT "FK_framework_closing_framework_id" FOREIGN KEY ("framework_id") REFERENCES "framework" ("id"),
    CONSTRAINT "CK_framework_closing_closes_on" CHECK (length("closes_on") = 10),
    CONSTRAINT "CK_framework_closing_reason" CHECK (length("reason") <= 500),
    CONSTRAINT "CK_framework_closing_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_framework_closing_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_framework_closing_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_framework_closing_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_framework_closing_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_framework_closing_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_framework_closing_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500))`,
  `CREATE UNIQUE INDEX "IX_framework_closing_framework" ON "framework_closing" ("framework_id")`,
];

export class AddFrameworkVersionsByHand1768710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "framework_closing"');
    await runner.query('DROP TABLE "framework_draft"');
  }
}
