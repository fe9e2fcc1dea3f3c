import type { MigrationInterface, QueryRunner } from 'typeorm';

const check = (name: string, rule: string): string => `CONSTRAINT "CK_grade_meaning_${name}" CHECK (${rule})`;

/** What must be so before a case judged by a version counts as recovered, and what its grades mean in its own words. */
export class LetAdministratorsWriteScalesAndRules1770500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "framework" ADD COLUMN "recovered_rule" varchar(60) ' +
        'CONSTRAINT "CK_framework_recovered_rule" CHECK (length("recovered_rule") <= 60)',
    );
    await runner.query(`CREATE TABLE "grade_meaning" (
      "id" varchar(36) NOT NULL,
      "framework_id" varchar(36) NOT NULL,
      "content" text NOT NULL,
      "recorded_at" varchar(24) NOT NULL,
      "recorded_by" varchar(120) NOT NULL,
      "version" integer NOT NULL DEFAULT (1),
      "visibility" varchar(20) NOT NULL,
      "published_at" varchar(24),
      "withdrawn_at" varchar(24),
      "withdrawn_reason" varchar(500),
      CONSTRAINT "PK_grade_meaning" PRIMARY KEY ("id"),
      CONSTRAINT "FK_grade_meaning_framework_id" FOREIGN KEY ("framework_id") REFERENCES "framework" ("id"),
      ${check('visibility', `"visibility" IN ('public', 'board', 'inspection', 'restricted')`)},
      ${check('version', '"version" >= 1')},
      ${check('recorded_at', 'length("recorded_at") = 24')},
      ${check('recorded_by', 'length("recorded_by") <= 120')},
      ${check('published_at', 'length("published_at") = 24')},
      ${check('withdrawn_at', 'length("withdrawn_at") = 24')},
      ${check('withdrawn_reason', 'length("withdrawn_reason") <= 500')})`);
    await runner.query('CREATE UNIQUE INDEX "IX_grade_meaning_framework" ON "grade_meaning" ("framework_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "grade_meaning"');
    await runner.query('ALTER TABLE "framework" DROP COLUMN "recovered_rule"');
  }
}
