import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "signal_threshold" (
    "id" varchar(36) NOT NULL,
    "signal_key" varchar(60) NOT NULL,
    "edition" integer NOT NULL,
    "limits" text NOT NULL,
    "valid_from" varchar(10) NOT NULL,
    "reason" varchar(500) NOT NULL,
    "owner" varchar(200) NOT NULL,
    "asked_by" varchar(120) NOT NULL,
    "agreed_by" varchar(120),
    "recorded_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_signal_threshold" PRIMARY KEY ("id"),
    CONSTRAINT "CK_signal_threshold_signal_key" CHECK (length("signal_key") <= 60),
    CONSTRAINT "CK_signal_threshold_valid_from" CHECK (length("valid_from") = 10),
    CONSTRAINT "CK_signal_threshold_reason" CHECK (length("reason") <= 500),
    CONSTRAINT "CK_signal_threshold_owner" CHECK (length("owner") <= 200),
    CONSTRAINT "CK_signal_threshold_asked_by" CHECK (length("asked_by") <= 120),
    CONSTRAINT "CK_signal_threshold_agreed_by" CHECK (length("agreed_by") <= 120),
    CONSTRAINT "CK_signal_threshold_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_signal_threshold_two_people" CHECK ("edition" = 1 OR ("agreed_by" IS NOT NULL AND "agreed_by" <> "asked_by")))`,
  `CREATE UNIQUE INDEX "IX_signal_threshold_edition" ON "signal_threshold" ("signal_key", "edition")`,
  `CREATE TABLE "signal_threshold_request" (
    "id" varchar(36) NOT NULL,
    "signal_key" varchar(60) NOT NULL,
    "base_edition" integer NOT NULL,
    "limits" text NOT NULL,
    "valid_from" varchar(10) NOT NULL,
    "reason" varchar(500) NOT NULL,
    "owner" varchar(200) NOT NULL,
    "asked_by" varchar(120) NOT NULL,
    "asked_at" varchar(24) NOT NULL,
    "state" varchar(60) NOT NULL,
    "decided_by" varchar(120),
    "decided_at" varchar(24),
    "answer" varchar(500),
    "edition" integer,
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_signal_threshold_request" PRIMARY KEY ("id"),
    CONSTRAINT "CK_signal_threshold_request_signal_key" CHECK (length("signal_key") <= 60),
    CONSTRAINT "CK_signal_threshold_request_valid_from" CHECK (length("valid_from") = 10),
    CONSTRAINT "CK_signal_threshold_request_reason" CHECK (length("reason") <= 500),
    CONSTRAINT "CK_signal_threshold_request_owner" CHECK (length("owner") <= 200),
    CONSTRAINT "CK_signal_threshold_request_asked_by" CHECK (length("asked_by") <= 120),
    CONSTRAINT "CK_signal_threshold_request_asked_at" CHECK (length("asked_at") = 24),
    CONSTRAINT "CK_signal_threshold_request_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_signal_threshold_request_decided_by" CHECK (length("decided_by") <= 120),
    CONSTRAINT "CK_signal_threshold_request_decided_at" CHECK (length("decided_at") = 24),
    CONSTRAINT "CK_signal_threshold_request_answer" CHECK (length("answer") <= 500),
    CONSTRAINT "CK_signal_threshold_request_two_people" CHECK ("state" <> 'agreed' OR ("decided_by" IS NOT NULL AND "decided_by" <> "asked_by")))`,
  `CREATE INDEX "IX_signal_threshold_request_signal" ON "signal_threshold_request" ("signal_key", "state")`,
];

const addedOnly = 'An edition of limits is added to the record, never changed';
const table = 'signal_threshold';

/** REPLACE takes a row away without asking the trigger for deleting: a second row with its key is refused. */
const sqliteTriggers = [
  ...['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}" BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
  ),
  `CREATE TRIGGER "TR_${table}_no_replace" BEFORE INSERT ON "${table}"
   WHEN EXISTS (SELECT 1 FROM "${table}" AS "held"
                 WHERE "held"."id" = NEW."id" OR ("held"."signal_key" = NEW."signal_key" AND "held"."edition" = NEW."edition"))
   BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
];

const postgresTriggers = [
  `CREATE FUNCTION limits_are_added_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${addedOnly}'; END $$ LANGUAGE plpgsql`,
  ...['UPDATE', 'DELETE', 'TRUNCATE'].map(
    (change) => `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}"
   FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION limits_are_added_only()`,
  ),
];

/** The limits that signals are held against, in editions that two people make and nobody changes. */
export class HoldSignalsAgainstLimits1770000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...tables, ...(postgres ? postgresTriggers : sqliteTriggers)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "signal_threshold_request"');
    await runner.query('DROP TABLE "signal_threshold"');
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP FUNCTION limits_are_added_only()');
  }
}
