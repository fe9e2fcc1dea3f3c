import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE "staged_import" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "profile" varchar(80),
    "file_id" varchar(36) NOT NULL,
    "file_name" varchar(300) NOT NULL,
    "file_sha256" varchar(64) NOT NULL,
    "bytes" integer NOT NULL,
    "sample" text NOT NULL,
    "said_columns" text NOT NULL,
    "state" varchar(60) NOT NULL,
    "failure" text,
    "counts" text,
    "checked_at" varchar(24),
    "begun_at" varchar(24),
    "begun_by" varchar(120),
    "worker" varchar(200),
    "shrunken_why" text,
    "ended_at" varchar(24),
    "ended_by" varchar(120),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_staged_import" PRIMARY KEY ("id"),
    CONSTRAINT "FK_staged_import_file_id" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "CK_staged_import_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_staged_import_profile" CHECK (length("profile") <= 80),
    CONSTRAINT "CK_staged_import_file_name" CHECK (length("file_name") <= 300),
    CONSTRAINT "CK_staged_import_file_sha256" CHECK (length("file_sha256") <= 64),
    CONSTRAINT "CK_staged_import_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_staged_import_checked_at" CHECK (length("checked_at") = 24),
    CONSTRAINT "CK_staged_import_begun_at" CHECK (length("begun_at") = 24),
    CONSTRAINT "CK_staged_import_begun_by" CHECK (length("begun_by") <= 120),
    CONSTRAINT "CK_staged_import_worker" CHECK (length("worker") <= 200),
    CONSTRAINT "CK_staged_import_ended_at" CHECK (length("ended_at") = 24),
    CONSTRAINT "CK_staged_import_ended_by" CHECK (length("ended_by") <= 120),
    CONSTRAINT "CK_staged_import_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_staged_import_recorded_by" CHECK (length("recorded_by") <= 120))`,
  `CREATE UNIQUE INDEX "IX_staged_import_ref" ON "staged_import" ("ref")`,
  `CREATE INDEX "IX_staged_import_state" ON "staged_import" ("state", "ref")`,
  `CREATE TABLE "staged_issue" (
    "id" varchar(36) NOT NULL,
    "import_id" varchar(36) NOT NULL,
    "line" integer NOT NULL,
    "column_name" varchar(300),
    "outcome" varchar(60) NOT NULL,
    "reason" text NOT NULL,
    CONSTRAINT "PK_staged_issue" PRIMARY KEY ("id"),
    CONSTRAINT "FK_staged_issue_import_id" FOREIGN KEY ("import_id") REFERENCES "staged_import" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "CK_staged_issue_column_name" CHECK (length("column_name") <= 300),
    CONSTRAINT "CK_staged_issue_outcome" CHECK (length("outcome") <= 60))`,
  `CREATE INDEX "IX_staged_issue_import" ON "staged_issue" ("import_id", "outcome", "line")`,
];

/** Record keepers bring publications in without a terminal: a file waits, with what is said of it, until it is applied. */
export class BringPublicationsInThroughTheWeb1771100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "staged_issue"`);
    await runner.query(`DROP TABLE "staged_import"`);
  }
}
