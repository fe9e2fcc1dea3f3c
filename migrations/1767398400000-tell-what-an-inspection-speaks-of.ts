import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An inspection without a framework on record still speaks of one part of a body's work, and a date that was worked out
 * may open no episode: both were nowhere to be read. A post may be known only from a day on which it was held. Some areas
 * of a framework are judged only where they apply. `reference_file` tells whether a shipped file is the one loaded.
 */
const columns = [
  ['organisation', 'kind_text', 'varchar(200)', 'length("kind_text") <= 200'],
  ['post_holding', 'seen_on', 'varchar(10)', 'length("seen_on") IN (4, 7, 10)'],
  ['inspection', 'area', 'varchar(60)', 'length("area") <= 60'],
  ['inspection', 'date_inferred', 'integer NOT NULL DEFAULT (0)', '"date_inferred" IN (0, 1)'],
  ['framework_area', 'conditional', 'integer NOT NULL DEFAULT (0)', '"conditional" IN (0, 1)'],
] as const;

const referenceFile = `CREATE TABLE "reference_file" (
    "name" varchar(120) NOT NULL,
    "sha256" varchar(64) NOT NULL,
    "loaded_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_reference_file" PRIMARY KEY ("name"),
    CONSTRAINT "CK_reference_file_sha256" CHECK (length("sha256") <= 64),
    CONSTRAINT "CK_reference_file_loaded_at" CHECK (length("loaded_at") = 24))`;

export class TellWhatAnInspectionSpeaksOf1767398400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type, rule] of columns)
      await runner.query(
        `ALTER TABLE "${table}" ADD COLUMN "${column}" ${type} CONSTRAINT "CK_${table}_${column}" CHECK (${rule})`,
      );
    await runner.query(referenceFile);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "reference_file"');
    for (const [table, column] of columns.toReversed()) {
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
    }
  }
}
