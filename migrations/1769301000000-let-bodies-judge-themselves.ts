import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a body says of itself and its board of it, area by area, to be laid beside what inspectors judge. */
const steps = [
  `CREATE TABLE "self_assessment" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "organisation_id" varchar(36) NOT NULL,
    "framework_id" varchar(36) NOT NULL,
    "area_key" varchar(80) NOT NULL,
    "grade_id" varchar(36) NOT NULL,
    "period_from" varchar(10) NOT NULL,
    "period_to" varchar(10) NOT NULL,
    "narrative" text NOT NULL,
    "state" varchar(60) NOT NULL,
    "submitted_on" varchar(10),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "CK_self_assessment_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_self_assessment_submitted_on" CHECK (length("submitted_on") = 10),
    CONSTRAINT "PK_self_assessment" PRIMARY KEY ("id"),
    CONSTRAINT "CK_self_assessment_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_self_assessment_area_key" CHECK (length("area_key") <= 80),
    CONSTRAINT "CK_self_assessment_period_from" CHECK (length("period_from") IN (4, 7, 10)),
    CONSTRAINT "CK_self_assessment_period_to" CHECK (length("period_to") IN (4, 7, 10)),
    CONSTRAINT "CK_self_assessment_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_self_assessment_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_self_assessment_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_self_assessment_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_self_assessment_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_self_assessment_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_self_assessment_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500),
    CONSTRAINT "FK_self_assessment_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_self_assessment_framework_id" FOREIGN KEY ("framework_id") REFERENCES "framework" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_self_assessment_grade_id" FOREIGN KEY ("grade_id") REFERENCES "rating_grade" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_self_assessment_ref" ON "self_assessment" ("ref")`,
  `CREATE INDEX "IX_self_assessment_organisation" ON "self_assessment" ("organisation_id")`,
  `CREATE TABLE "board_view" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "organisation_id" varchar(36) NOT NULL,
    "framework_id" varchar(36) NOT NULL,
    "area_key" varchar(80) NOT NULL,
    "grade_id" varchar(36) NOT NULL,
    "period_from" varchar(10) NOT NULL,
    "period_to" varchar(10) NOT NULL,
    "narrative" text NOT NULL,
    "viewed_on" varchar(10) NOT NULL,
    "review_ref" varchar(20),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "CK_board_view_viewed_on" CHECK (length("viewed_on") = 10),
    CONSTRAINT "CK_board_view_review_ref" CHECK (length("review_ref") <= 20),
    CONSTRAINT "PK_board_view" PRIMARY KEY ("id"),
    CONSTRAINT "CK_board_view_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_board_view_area_key" CHECK (length("area_key") <= 80),
    CONSTRAINT "CK_board_view_period_from" CHECK (length("period_from") IN (4, 7, 10)),
    CONSTRAINT "CK_board_view_period_to" CHECK (length("period_to") IN (4, 7, 10)),
    CONSTRAINT "CK_board_view_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_board_view_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_board_view_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_board_view_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_board_view_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_board_view_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_board_view_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500),
    CONSTRAINT "FK_board_view_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_board_view_framework_id" FOREIGN KEY ("framework_id") REFERENCES "framework" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_board_view_grade_id" FOREIGN KEY ("grade_id") REFERENCES "rating_grade" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_board_view_ref" ON "board_view" ("ref")`,
  `CREATE INDEX "IX_board_view_organisation" ON "board_view" ("organisation_id")`,
];

export class LetBodiesJudgeThemselves1769301000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "board_view"');
    await runner.query('DROP TABLE "self_assessment"');
  }
}
