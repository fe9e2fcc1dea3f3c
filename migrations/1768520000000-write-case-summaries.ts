import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a case was, in words for everybody: in editions, each checked by another person before it is published. */
const statements = [
  `CREATE TABLE "case_summary" (
    "id" varchar(36) NOT NULL,
    "episode_id" varchar(36) NOT NULL,
    "edition" integer NOT NULL,
    "status" varchar(60) NOT NULL,
    "text" text NOT NULL,
    "why" varchar(500),
    "remarks" text,
    "drafted_by" varchar(120) NOT NULL,
    "drafted_at" varchar(24) NOT NULL,
    "checked_by" varchar(120),
    "checked_at" varchar(24),
    "notified_on" varchar(10),
    "publishable_on" varchar(10),
    "published_by" varchar(120),
    "published_at" varchar(24),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_case_summary" PRIMARY KEY ("id"),
    CONSTRAINT "CK_case_summary_status" CHECK (length("status") <= 60),
    CONSTRAINT "CK_case_summary_why" CHECK (length("why") <= 500),
    CONSTRAINT "CK_case_summary_drafted_by" CHECK (length("drafted_by") <= 120),
    CONSTRAINT "CK_case_summary_drafted_at" CHECK (length("drafted_at") = 24),
    CONSTRAINT "CK_case_summary_checked_by" CHECK (length("checked_by") <= 120),
    CONSTRAINT "CK_case_summary_checked_at" CHECK (length("checked_at") = 24),
    CONSTRAINT "CK_case_summary_notified_on" CHECK (length("notified_on") = 10),
    CONSTRAINT "CK_case_summary_publishable_on" CHECK (length("publishable_on") = 10),
    CONSTRAINT "CK_case_summary_published_by" CHECK (length("published_by") <= 120),
    CONSTRAINT "CK_case_summary_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_case_summary_second_person" CHECK ("checked_by" <> "drafted_by"),
    CONSTRAINT "FK_case_summary_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_case_summary_edition" ON "case_summary" ("episode_id", "edition")`,
];

export class WriteCaseSummaries1768520000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "case_summary"');
  }
}
