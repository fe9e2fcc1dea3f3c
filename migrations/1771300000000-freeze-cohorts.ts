import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "cohort" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "title" varchar(200) NOT NULL,
    "words" varchar(2000) NOT NULL,
    "definition" text NOT NULL,
    "is_record" integer NOT NULL,
    "made_by" varchar(120) NOT NULL,
    "made_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_cohort" PRIMARY KEY ("id"),
    CONSTRAINT "CK_cohort_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_cohort_title" CHECK (length("title") <= 200),
    CONSTRAINT "CK_cohort_words" CHECK (length("words") <= 2000),
    CONSTRAINT "CK_cohort_is_record" CHECK ("is_record" IN (0, 1)),
    CONSTRAINT "CK_cohort_made_by" CHECK (length("made_by") <= 120),
    CONSTRAINT "CK_cohort_made_at" CHECK (length("made_at") = 24))`,
  `CREATE UNIQUE INDEX "IX_cohort_ref" ON "cohort" ("ref")`,
  `CREATE TABLE "cohort_edition" (
    "id" varchar(36) NOT NULL,
    "cohort_id" varchar(36) NOT NULL,
    "number" integer NOT NULL,
    "as_of" varchar(10) NOT NULL,
    "frozen_at" varchar(24) NOT NULL,
    "frozen_by" varchar(120) NOT NULL,
    "reason" varchar(500),
    "episodes" integer NOT NULL,
    "organisations" integer NOT NULL,
    "answers" text NOT NULL,
    "hash" varchar(64) NOT NULL,
    "tables_hash" varchar(64) NOT NULL,
    "shape" varchar(60) NOT NULL,
    CONSTRAINT "PK_cohort_edition" PRIMARY KEY ("id"),
    CONSTRAINT "CK_cohort_edition_number" CHECK ("number" >= 1),
    CONSTRAINT "CK_cohort_edition_as_of" CHECK (length("as_of") = 10),
    CONSTRAINT "CK_cohort_edition_frozen_at" CHECK (length("frozen_at") = 24),
    CONSTRAINT "CK_cohort_edition_frozen_by" CHECK (length("frozen_by") <= 120),
    CONSTRAINT "CK_cohort_edition_reason" CHECK (length("reason") <= 500),
    CONSTRAINT "CK_cohort_edition_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_cohort_edition_tables_hash" CHECK (length("tables_hash") <= 64),
    CONSTRAINT "CK_cohort_edition_shape" CHECK (length("shape") <= 60),
    CONSTRAINT "FK_cohort_edition_cohort_id" FOREIGN KEY ("cohort_id") REFERENCES "cohort" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_cohort_edition_cohort" ON "cohort_edition" ("cohort_id", "number")`,
  `CREATE TABLE "cohort_file" (
    "id" varchar(36) NOT NULL,
    "edition_id" varchar(36) NOT NULL,
    "position" integer NOT NULL,
    "name" varchar(80) NOT NULL,
    "title" varchar(200) NOT NULL,
    "lines" integer,
    "bytes" integer NOT NULL,
    "hash" varchar(64) NOT NULL,
    "content" text NOT NULL,
    CONSTRAINT "PK_cohort_file" PRIMARY KEY ("id"),
    CONSTRAINT "CK_cohort_file_name" CHECK (length("name") <= 80),
    CONSTRAINT "CK_cohort_file_title" CHECK (length("title") <= 200),
    CONSTRAINT "CK_cohort_file_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "FK_cohort_file_edition_id" FOREIGN KEY ("edition_id") REFERENCES "cohort_edition" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_cohort_file_edition" ON "cohort_file" ("edition_id", "position")`,
  `CREATE UNIQUE INDEX "IX_cohort_file_name" ON "cohort_file" ("edition_id", "name")`,
];

const addedOnly = 'A frozen cohort is added to the record, never changed';

/** REPLACE takes a row away without asking the trigger for deleting: a second row with its key is refused. */
const frozen = [
  ['cohort', '"held"."id" = NEW."id" OR "held"."ref" = NEW."ref"'],
  [
    'cohort_edition',
    '"held"."id" = NEW."id" OR ("held"."cohort_id" = NEW."cohort_id" AND "held"."number" = NEW."number")',
  ],
  [
    'cohort_file',
    '"held"."id" = NEW."id" OR ("held"."edition_id" = NEW."edition_id" AND ("held"."position" = NEW."position" OR "held"."name" = NEW."name"))',
  ],
] as const;

const sqliteTriggers = frozen.flatMap(([table, same]) => [
  ...['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}" BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
  ),
  `CREATE TRIGGER "TR_${table}_no_replace" BEFORE INSERT ON "${table}"
   WHEN EXISTS (SELECT 1 FROM "${table}" AS "held" WHERE ${same})
   BEGIN SELECT RAISE(ABORT, '${addedOnly}'); END`,
]);

const postgresTriggers = [
  `CREATE FUNCTION frozen_cohorts_stay() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${addedOnly}'; END $$ LANGUAGE plpgsql`,
  ...frozen.flatMap(([table]) =>
    ['UPDATE', 'DELETE', 'TRUNCATE'].map(
      (change) => `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}"
   FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION frozen_cohorts_stay()`,
    ),
  ),
];

/** Sets of episodes that were frozen to be cited: nobody changes them, not even the service. */
export class FreezeCohorts1771300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...tables, ...(postgres ? postgresTriggers : sqliteTriggers)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['cohort_file', 'cohort_edition', 'cohort']) await runner.query(`DROP TABLE "${table}"`);
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP FUNCTION frozen_cohorts_stay()');
  }
}
