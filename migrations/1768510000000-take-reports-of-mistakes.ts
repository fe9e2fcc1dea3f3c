import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever reads may say what is wrong; the record keeper answers, and both are shown. */
const statements = [
  `CREATE TABLE "correction_request" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "page_path" varchar(300) NOT NULL,
    "subject_kind" varchar(60),
    "subject_ref" varchar(120),
    "what" text NOT NULL,
    "should_say" text,
    "source_text" text,
    "contact" varchar(254),
    "received_at" varchar(24) NOT NULL,
    "status" varchar(60) NOT NULL,
    "shown_text" text,
    "answer" text,
    "answered_at" varchar(24),
    "answered_by" varchar(120),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_correction_request" PRIMARY KEY ("id"),
    CONSTRAINT "CK_correction_request_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_correction_request_page_path" CHECK (length("page_path") <= 300),
    CONSTRAINT "CK_correction_request_subject_kind" CHECK (length("subject_kind") <= 60),
    CONSTRAINT "CK_correction_request_subject_ref" CHECK (length("subject_ref") <= 120),
    CONSTRAINT "CK_correction_request_contact" CHECK (length("contact") <= 254),
    CONSTRAINT "CK_correction_request_received_at" CHECK (length("received_at") = 24),
    CONSTRAINT "CK_correction_request_status" CHECK (length("status") <= 60),
    CONSTRAINT "CK_correction_request_answered_at" CHECK (length("answered_at") = 24),
    CONSTRAINT "CK_correction_request_answered_by" CHECK (length("answered_by") <= 120),
    CONSTRAINT "CK_correction_request_no_contact" CHECK ("status" = 'received' OR "contact" IS NULL))`,
  `CREATE UNIQUE INDEX "IX_correction_request_ref" ON "correction_request" ("ref")`,
  `CREATE INDEX "IX_correction_request_subject" ON "correction_request" ("subject_kind", "subject_ref", "received_at")`,
  `CREATE INDEX "IX_correction_request_status" ON "correction_request" ("status", "received_at")`,
];

export class TakeReportsOfMistakes1768510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "correction_request"');
  }
}
