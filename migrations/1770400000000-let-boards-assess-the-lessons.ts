import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "lesson_assessment" (
    "id" varchar(36) NOT NULL,
    "review_id" varchar(36) NOT NULL,
    "episode_id" varchar(36),
    "lesson" integer NOT NULL,
    "kind" varchar(60) NOT NULL,
    "edition" integer NOT NULL,
    "level" integer NOT NULL,
    "strength" varchar(60) NOT NULL,
    "reason" text NOT NULL,
    "what_would_change" text NOT NULL,
    "direction" varchar(60) NOT NULL,
    "why_different" text,
    "dissent" text,
    "dissent_member_id" varchar(36),
    "read_as_of" varchar(10) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    CONSTRAINT "PK_lesson_assessment" PRIMARY KEY ("id"),
    CONSTRAINT "CK_lesson_assessment_kind" CHECK (length("kind") <= 60),
    CONSTRAINT "CK_lesson_assessment_strength" CHECK (length("strength") <= 60),
    CONSTRAINT "CK_lesson_assessment_direction" CHECK (length("direction") <= 60),
    CONSTRAINT "CK_lesson_assessment_read_as_of" CHECK (length("read_as_of") = 10),
    CONSTRAINT "CK_lesson_assessment_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_lesson_assessment_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "FK_lesson_assessment_review_id" FOREIGN KEY ("review_id") REFERENCES "review" ("id"),
    CONSTRAINT "FK_lesson_assessment_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id"),
    CONSTRAINT "FK_lesson_assessment_dissent_member_id" FOREIGN KEY ("dissent_member_id") REFERENCES "board_member" ("id"))`,
  `CREATE UNIQUE INDEX "IX_lesson_assessment_review" ON "lesson_assessment" ("review_id", "kind", "lesson", "edition")`,
  `CREATE INDEX "IX_lesson_assessment_episode" ON "lesson_assessment" ("episode_id", "lesson")`,
  `CREATE TABLE "lesson_assessment_evidence" (
    "id" varchar(36) NOT NULL,
    "assessment_id" varchar(36) NOT NULL,
    "evidence_id" varchar(36) NOT NULL,
    CONSTRAINT "PK_lesson_assessment_evidence" PRIMARY KEY ("id"),
    CONSTRAINT "FK_lesson_assessment_evidence_assessment_id" FOREIGN KEY ("assessment_id") REFERENCES "lesson_assessment" ("id"),
    CONSTRAINT "FK_lesson_assessment_evidence_evidence_id" FOREIGN KEY ("evidence_id") REFERENCES "evidence" ("id"))`,
  `CREATE UNIQUE INDEX "IX_lesson_assessment_evidence_assessment" ON "lesson_assessment_evidence" ("assessment_id", "evidence_id")`,
  `CREATE INDEX "IX_lesson_assessment_evidence_evidence" ON "lesson_assessment_evidence" ("evidence_id")`,
  `CREATE TABLE "lesson_assessment_signal" (
    "id" varchar(36) NOT NULL,
    "assessment_id" varchar(36) NOT NULL,
    "signal" varchar(10) NOT NULL,
    "name" varchar(120) NOT NULL,
    "formula_version" integer NOT NULL,
    "limits_edition" integer NOT NULL,
    "result" varchar(60) NOT NULL,
    "value" double precision,
    "uncertainty" double precision,
    "n" integer NOT NULL,
    "sentence" text NOT NULL,
    "missing_json" text NOT NULL,
    "notes_json" text NOT NULL,
    CONSTRAINT "PK_lesson_assessment_signal" PRIMARY KEY ("id"),
    CONSTRAINT "CK_lesson_assessment_signal_signal" CHECK (length("signal") <= 10),
    CONSTRAINT "CK_lesson_assessment_signal_name" CHECK (length("name") <= 120),
    CONSTRAINT "CK_lesson_assessment_signal_result" CHECK (length("result") <= 60),
    CONSTRAINT "FK_lesson_assessment_signal_assessment_id" FOREIGN KEY ("assessment_id") REFERENCES "lesson_assessment" ("id"))`,
  `CREATE UNIQUE INDEX "IX_lesson_assessment_signal_assessment" ON "lesson_assessment_signal" ("assessment_id", "signal")`,
];

const kept = ['lesson_assessment', 'lesson_assessment_evidence', 'lesson_assessment_signal'];
const addedOnly = 'An assessment is added to the record, never changed';

/** REPLACE takes a row away without asking the trigger for deleting: a second row with its key is refused. */
const sqliteTriggers = kept.flatMap((table) => [
  ...['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}" BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
  ),
  `CREATE TRIGGER "TR_${table}_no_replace" BEFORE INSERT ON "${table}"
   WHEN EXISTS (SELECT 1 FROM "${table}" AS "held" WHERE "held"."id" = NEW."id")
   BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
]);

const postgresTriggers = [
  `CREATE FUNCTION assessment_is_added_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${addedOnly}'; END $$ LANGUAGE plpgsql`,
  ...kept.flatMap((table) =>
    ['UPDATE', 'DELETE', 'TRUNCATE'].map(
      (change) => `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}"
   FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION assessment_is_added_only()`,
    ),
  ),
];

/** What a board thought of a lesson, and what the record showed beside it, stays as it was said. */
export class LetBoardsAssessTheLessons1770400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...tables, ...(postgres ? postgresTriggers : sqliteTriggers)])
      await runner.query(statement);
  }

  /** What a board said is never taken down by a migration: restore a backup instead. */
  async down(): Promise<void> {
    throw new Error('Restore a backup to go back before this step');
  }
}
