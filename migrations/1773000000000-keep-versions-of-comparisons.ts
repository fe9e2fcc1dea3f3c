import { createHash, randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "comparison_edition" (
    "id" varchar(36) NOT NULL,
    "comparison_id" varchar(36) NOT NULL,
    "number" integer NOT NULL,
    "title" varchar(120) NOT NULL,
    "as_on" varchar(10) NOT NULL,
    "saved_at" varchar(24) NOT NULL,
    "facts" integer NOT NULL,
    "hash" varchar(64) NOT NULL,
    "shape" varchar(60) NOT NULL,
    CONSTRAINT "PK_comparison_edition" PRIMARY KEY ("id"),
    CONSTRAINT "CK_comparison_edition_number" CHECK ("number" >= 1),
    CONSTRAINT "CK_comparison_edition_title" CHECK (length("title") <= 120),
    CONSTRAINT "CK_comparison_edition_as_on" CHECK (length("as_on") = 10),
    CONSTRAINT "CK_comparison_edition_saved_at" CHECK (length("saved_at") = 24),
    CONSTRAINT "CK_comparison_edition_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_comparison_edition_shape" CHECK (length("shape") <= 60),
    CONSTRAINT "FK_comparison_edition_comparison_id" FOREIGN KEY ("comparison_id") REFERENCES "comparison" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_comparison_edition_comparison" ON "comparison_edition" ("comparison_id", "number")`,
  `CREATE TABLE "comparison_file" (
    "id" varchar(36) NOT NULL,
    "edition_id" varchar(36) NOT NULL,
    "position" integer NOT NULL,
    "name" varchar(80) NOT NULL,
    "title" varchar(200) NOT NULL,
    "lines" integer,
    "bytes" integer NOT NULL,
    "hash" varchar(64) NOT NULL,
    "content" text NOT NULL,
    CONSTRAINT "PK_comparison_file" PRIMARY KEY ("id"),
    CONSTRAINT "CK_comparison_file_name" CHECK (length("name") <= 80),
    CONSTRAINT "CK_comparison_file_title" CHECK (length("title") <= 200),
    CONSTRAINT "CK_comparison_file_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "FK_comparison_file_edition_id" FOREIGN KEY ("edition_id") REFERENCES "comparison_edition" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_comparison_file_edition" ON "comparison_file" ("edition_id", "position")`,
  `CREATE UNIQUE INDEX "IX_comparison_file_name" ON "comparison_file" ("edition_id", "name")`,
  `CREATE INDEX "IX_comparison_published" ON "comparison" ("published_at", "ref")`,
];

const kept = `"recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500)`;

const keptChecks = [
  ['visibility', `"visibility" IN ('public', 'board', 'inspection', 'restricted')`],
  ['version', '"version" >= 1'],
  ['recorded_at', 'length("recorded_at") = 24'],
  ['recorded_by', 'length("recorded_by") <= 120'],
  ['published_at', 'length("published_at") = 24'],
  ['withdrawn_at', 'length("withdrawn_at") = 24'],
  ['withdrawn_reason', 'length("withdrawn_reason") <= 500'],
]
  .map(([column, rule]) => `CONSTRAINT "CK_comparison_${column}" CHECK (${rule})`)
  .join(', ');

const ownColumns =
  '"id", "ref", "account_id", "name", "note", "episodes", "align_on", "shown_as", "recorded_at", "recorded_by", "version", "visibility", "published_at", "withdrawn_at", "withdrawn_reason"';

/** SQLite takes no column away that a CHECK names: the table is laid anew. */
const laidAnew = [
  `CREATE TABLE "comparison_laid_anew" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "name" varchar(120) NOT NULL,
    "note" text,
    "episodes" text NOT NULL,
    "align_on" varchar(60) NOT NULL,
    "shown_as" text NOT NULL,
    ${kept},
    CONSTRAINT "PK_comparison" PRIMARY KEY ("id"),
    CONSTRAINT "CK_comparison_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_comparison_name" CHECK (length("name") <= 120),
    CONSTRAINT "CK_comparison_align_on" CHECK (length("align_on") <= 60),
    ${keptChecks},
    CONSTRAINT "FK_comparison_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id"))`,
  `INSERT INTO "comparison_laid_anew" (${ownColumns}) SELECT ${ownColumns} FROM "comparison"`,
  'DROP TABLE "comparison"',
  'ALTER TABLE "comparison_laid_anew" RENAME TO "comparison"',
  `CREATE UNIQUE INDEX "IX_comparison_ref" ON "comparison" ("ref")`,
  `CREATE INDEX "IX_comparison_account" ON "comparison" ("account_id")`,
];

const onPostgres = ['facts', 'hash', 'as_on'].map((column) => `ALTER TABLE "comparison" DROP COLUMN "${column}"`);

const addedOnly = 'A version of a comparison is added, never changed';

/** REPLACE takes a row away without asking the trigger for deleting: a second row with its key is refused. */
const frozen = [
  [
    'comparison_edition',
    '"held"."id" = NEW."id" OR ("held"."comparison_id" = NEW."comparison_id" AND "held"."number" = NEW."number")',
  ],
  [
    'comparison_file',
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
  `CREATE FUNCTION versions_of_comparisons_stay() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '${addedOnly}'; END $$ LANGUAGE plpgsql`,
  ...frozen.flatMap(([table]) =>
    ['UPDATE', 'DELETE', 'TRUNCATE'].map(
      (change) => `CREATE TRIGGER "TR_${table}_no_${change.toLowerCase()}" BEFORE ${change} ON "${table}"
   FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION versions_of_comparisons_stay()`,
    ),
  ),
];

type Held = {
  readonly id: string;
  readonly name: string;
  readonly facts: string;
  readonly hash: string;
  readonly as_on: string;
  readonly recorded_at: string;
};

/** A text as SQL writes it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * What was saved so far becomes the first version: its facts are lines, and their file has the hash that the trail
 * tells, since that was taken of these words.
 */
async function keepAsVersions(runner: QueryRunner, rows: readonly Held[]): Promise<void> {
  for (const { id, name, facts: held, hash, as_on: asOn, recorded_at: recordedAt } of rows) {
    const lines = JSON.parse(held) as readonly { readonly key: string; readonly text: string }[];
    const content = lines.map(({ key, text }) => `${key}\t${text}\n`).join('');
    const fileHash = createHash('sha256').update(content).digest('hex');
    const facts = lines.filter(({ key }) => key.split(' ')[1] !== 'turn').length;
    const edition = randomUUID();
    // Saved anew on a later day, its facts are of the beginning of that day at the least.
    const savedAt = recordedAt.slice(0, 10) < asOn ? `${asOn}T00:00:00.000Z` : recordedAt;
    await runner.query(
      `INSERT INTO "comparison_edition" ("id", "comparison_id", "number", "title", "as_on", "saved_at", "facts", "hash", "shape")
       VALUES (${[edition, id].map(quoted).join(', ')}, 1, ${[name, asOn, savedAt].map(quoted).join(', ')}, ${facts}, ${quoted(hash)}, 'lines')`,
    );
    await runner.query(
      `INSERT INTO "comparison_file" ("id", "edition_id", "position", "name", "title", "lines", "bytes", "hash", "content")
       VALUES (${[randomUUID(), edition].map(quoted).join(', ')}, 0, 'facts.txt', 'Every fact as one line, to set versions against each other', NULL, ${Buffer.byteLength(content)}, ${quoted(fileHash)}, ${quoted(content)})`,
    );
  }
}

/** Each save of a comparison is a version that stays, with its tables, so that it can be cited. */
export class KeepVersionsOfComparisons1773000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    const rows = (await runner.query(
      'SELECT "id", "name", "facts", "hash", "as_on", "recorded_at" FROM "comparison" ORDER BY "ref"',
    )) as readonly Held[];
    // First, while nothing refers to it.
    for (const statement of [...(postgres ? onPostgres : laidAnew), ...tables]) await runner.query(statement);
    await keepAsVersions(runner, rows);
    for (const statement of postgres ? postgresTriggers : sqliteTriggers) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_comparison_published"');
    for (const table of ['comparison_file', 'comparison_edition']) await runner.query(`DROP TABLE "${table}"`);
    if (runner.dataSource.options.type === 'postgres')
      await runner.query('DROP FUNCTION versions_of_comparisons_stay()');
    for (const [column, type, rule] of [
      ['facts', `text NOT NULL DEFAULT '[]'`, ''],
      ['hash', `varchar(64) NOT NULL DEFAULT ''`, 'CHECK (length("hash") <= 64)'],
      ['as_on', `varchar(10) NOT NULL DEFAULT '1970-01-01'`, 'CHECK (length("as_on") = 10)'],
    ])
      await runner.query(
        `ALTER TABLE "comparison" ADD COLUMN "${column}" ${type}${rule ? ` CONSTRAINT "CK_comparison_${column}" ${rule}` : ''}`,
      );
  }
}
