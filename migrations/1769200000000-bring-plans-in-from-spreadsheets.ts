import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "plan_import" (
    "id" varchar(36) NOT NULL,
    "plan_id" varchar(36) NOT NULL,
    "number" integer NOT NULL,
    "name" varchar(300) NOT NULL,
    "hash" varchar(64) NOT NULL,
    "state" varchar(60) NOT NULL,
    "sheets" text,
    "choices" text NOT NULL,
    "outcome" text,
    "ended_at" varchar(24),
    "ended_by" varchar(120),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_plan_import" PRIMARY KEY ("id"),
    CONSTRAINT "FK_plan_import_plan_id" FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "CK_plan_import_name" CHECK (length("name") <= 300),
    CONSTRAINT "CK_plan_import_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_plan_import_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_plan_import_ended_at" CHECK (length("ended_at") = 24),
    CONSTRAINT "CK_plan_import_ended_by" CHECK (length("ended_by") <= 120),
    CONSTRAINT "CK_plan_import_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_plan_import_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_plan_import_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_plan_import_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_plan_import_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_plan_import_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_plan_import_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500))`,
  `CREATE UNIQUE INDEX "IX_plan_import_number" ON "plan_import" ("plan_id", "number")`,
  `CREATE INDEX "IX_plan_import_hash" ON "plan_import" ("plan_id", "hash")`,
];

/** A plan that lives in a spreadsheet is brought in once, with its errors told, and never twice. */
export class BringPlansInFromSpreadsheets1769200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "plan_import"`);
  }
}
