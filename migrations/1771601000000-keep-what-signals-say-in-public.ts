import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "signal_run" (
    "id" varchar(36) NOT NULL,
    "episode_id" varchar(36) NOT NULL,
    "read_on" varchar(10) NOT NULL,
    "trail_seq" integer NOT NULL,
    "sort_name" varchar(300) NOT NULL,
    "trigger_day" varchar(10),
    CONSTRAINT "PK_signal_run" PRIMARY KEY ("id"),
    CONSTRAINT "CK_signal_run_read_on" CHECK (length("read_on") = 10),
    CONSTRAINT "CK_signal_run_sort_name" CHECK (length("sort_name") <= 300),
    CONSTRAINT "CK_signal_run_trigger_day" CHECK (length("trigger_day") = 10),
    CONSTRAINT "FK_signal_run_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_signal_run_episode" ON "signal_run" ("episode_id")`,
  `CREATE INDEX "IX_signal_run_name" ON "signal_run" ("sort_name", "trigger_day", "episode_id")`,
  `CREATE TABLE "signal_run_body" (
    "id" varchar(36) NOT NULL,
    "run_id" varchar(36) NOT NULL,
    "organisation_id" varchar(36) NOT NULL,
    CONSTRAINT "PK_signal_run_body" PRIMARY KEY ("id"),
    CONSTRAINT "FK_signal_run_body_run_id" FOREIGN KEY ("run_id") REFERENCES "signal_run" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_signal_run_body_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_signal_run_body_run" ON "signal_run_body" ("run_id", "organisation_id")`,
  `CREATE TABLE "signal_result" (
    "id" varchar(36) NOT NULL,
    "episode_id" varchar(36) NOT NULL,
    "signal" varchar(10) NOT NULL,
    "lesson" integer NOT NULL,
    "number" integer NOT NULL,
    "read_on" varchar(10) NOT NULL,
    "formula_version" integer NOT NULL,
    "limits_edition" integer NOT NULL,
    "result" varchar(60) NOT NULL,
    "value" double precision,
    "uncertainty" double precision,
    "n" integer NOT NULL,
    "sentence" text NOT NULL,
    "missing_json" text NOT NULL,
    "notes_json" text NOT NULL,
    "used_json" text NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_signal_result" PRIMARY KEY ("id"),
    CONSTRAINT "CK_signal_result_signal" CHECK (length("signal") <= 10),
    CONSTRAINT "CK_signal_result_read_on" CHECK (length("read_on") = 10),
    CONSTRAINT "CK_signal_result_result" CHECK (length("result") <= 60),
    CONSTRAINT "CK_signal_result_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "FK_signal_result_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_signal_result_signal" ON "signal_result" ("episode_id", "signal", "number")`,
];

const addedOnly = 'What a signal said is added to the record, never changed';
const table = 'signal_result';

/** REPLACE takes a row away without asking the trigger for deleting: a second row with its key is refused. */
const sqliteTriggers = [
  ...['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}" BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
  ),
  `CREATE TRIGGER "TR_${table}_no_replace" BEFORE INSERT ON "${table}"
   WHEN EXISTS (SELECT 1 FROM "${table}" AS "held"
                 WHERE "held"."id" = NEW."id"
                    OR ("held"."episode_id" = NEW."episode_id" AND "held"."signal" = NEW."signal" AND "held"."number" = NEW."number"))
   BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
];

const postgresTriggers = [
  `CREATE FUNCTION signal_results_are_added_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${addedOnly}'; END $$ LANGUAGE plpgsql`,
  ...['UPDATE', 'DELETE', 'TRUNCATE'].map(
    (change) => `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}"
   FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION signal_results_are_added_only()`,
  ),
];

/** What the public run of each failure said, from day to day, so that many failures are read in one statement. */
export class KeepWhatSignalsSayInPublic1771601000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...tables, ...(postgres ? postgresTriggers : sqliteTriggers)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "signal_result"');
    await runner.query('DROP TABLE "signal_run_body"');
    await runner.query('DROP TABLE "signal_run"');
    if (runner.dataSource.options.type === 'postgres')
      await runner.query('DROP FUNCTION signal_results_are_added_only()');
  }
}
