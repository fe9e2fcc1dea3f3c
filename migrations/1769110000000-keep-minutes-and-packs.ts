import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every record carries beside its facts, as `Kept` has it. */
const kept = `"recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500)`;

const keptChecks = (table: string): string =>
  [
    ['visibility', `"visibility" IN ('public', 'board', 'inspection', 'restricted')`],
    ['version', '"version" >= 1'],
    ['recorded_at', 'length("recorded_at") = 24'],
    ['recorded_by', 'length("recorded_by") <= 120'],
    ['published_at', 'length("published_at") = 24'],
    ['withdrawn_at', 'length("withdrawn_at") = 24'],
    ['withdrawn_reason', 'length("withdrawn_reason") <= 500'],
  ]
    .map(([column, rule]) => `CONSTRAINT "CK_${table}_${column}" CHECK (${rule})`)
    .join(', ');

/** Minutes and packs: what was agreed and what was issued stays as it was. */
const tables = [
  `CREATE TABLE "minutes" (
    "id" varchar(36) NOT NULL,
    "review_id" varchar(36) NOT NULL,
    "state" varchar(60) NOT NULL,
    "drafted_by" varchar(120) NOT NULL,
    "agreed_at_id" varchar(36),
    "agreed_how" varchar(60),
    "agreed_on" varchar(10),
    "agreed_by" varchar(120),
    "agreed_note" text,
    "agreed_hash" varchar(64),
    "public_on" varchar(10),
    ${kept},
    CONSTRAINT "PK_minutes" PRIMARY KEY ("id"),
    CONSTRAINT "CK_minutes_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_minutes_drafted_by" CHECK (length("drafted_by") <= 120),
    CONSTRAINT "CK_minutes_agreed_how" CHECK (length("agreed_how") <= 60),
    CONSTRAINT "CK_minutes_agreed_on" CHECK (length("agreed_on") = 10),
    CONSTRAINT "CK_minutes_agreed_by" CHECK (length("agreed_by") <= 120),
    CONSTRAINT "CK_minutes_agreed_hash" CHECK (length("agreed_hash") <= 64),
    CONSTRAINT "CK_minutes_public_on" CHECK (length("public_on") = 10),
    ${keptChecks('minutes')},
    CONSTRAINT "FK_minutes_review_id" FOREIGN KEY ("review_id") REFERENCES "review" ("id"),
    CONSTRAINT "FK_minutes_agreed_at_id" FOREIGN KEY ("agreed_at_id") REFERENCES "review" ("id"))`,
  `CREATE UNIQUE INDEX "IX_minutes_review" ON "minutes" ("review_id")`,
  `CREATE TABLE "minutes_item" (
    "id" varchar(36) NOT NULL,
    "minutes_id" varchar(36) NOT NULL,
    "agenda_item_id" varchar(36),
    "position" integer NOT NULL,
    "title" varchar(300) NOT NULL,
    "confidential" integer NOT NULL,
    "body" text NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_minutes_item" PRIMARY KEY ("id"),
    CONSTRAINT "CK_minutes_item_title" CHECK (length("title") <= 300),
    CONSTRAINT "CK_minutes_item_confidential" CHECK ("confidential" IN (0, 1)),
    CONSTRAINT "FK_minutes_item_minutes_id" FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id"),
    CONSTRAINT "FK_minutes_item_agenda_item_id" FOREIGN KEY ("agenda_item_id") REFERENCES "agenda_item" ("id"))`,
  `CREATE UNIQUE INDEX "IX_minutes_item_minutes" ON "minutes_item" ("minutes_id", "position")`,
  `CREATE TABLE "minutes_public" (
    "id" varchar(36) NOT NULL,
    "minutes_id" varchar(36) NOT NULL,
    "position" integer NOT NULL,
    "title" varchar(300) NOT NULL,
    "body" text NOT NULL,
    "withheld" integer NOT NULL,
    CONSTRAINT "PK_minutes_public" PRIMARY KEY ("id"),
    CONSTRAINT "CK_minutes_public_title" CHECK (length("title") <= 300),
    CONSTRAINT "CK_minutes_public_withheld" CHECK ("withheld" IN (0, 1)),
    CONSTRAINT "FK_minutes_public_minutes_id" FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id"))`,
  `CREATE UNIQUE INDEX "IX_minutes_public_minutes" ON "minutes_public" ("minutes_id", "position")`,
  `CREATE TABLE "minutes_addendum" (
    "id" varchar(36) NOT NULL,
    "minutes_id" varchar(36) NOT NULL,
    "position" integer NOT NULL,
    "text" text NOT NULL,
    "is_public" integer NOT NULL,
    "added_on" varchar(10) NOT NULL,
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    CONSTRAINT "PK_minutes_addendum" PRIMARY KEY ("id"),
    CONSTRAINT "CK_minutes_addendum_is_public" CHECK ("is_public" IN (0, 1)),
    CONSTRAINT "CK_minutes_addendum_added_on" CHECK (length("added_on") = 10),
    CONSTRAINT "CK_minutes_addendum_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_minutes_addendum_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "FK_minutes_addendum_minutes_id" FOREIGN KEY ("minutes_id") REFERENCES "minutes" ("id"))`,
  `CREATE UNIQUE INDEX "IX_minutes_addendum_minutes" ON "minutes_addendum" ("minutes_id", "position")`,
  `CREATE TABLE "pack" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "review_id" varchar(36) NOT NULL,
    "form" varchar(60) NOT NULL,
    "edition" integer NOT NULL,
    "frozen_at" varchar(24) NOT NULL,
    "frozen_by" varchar(120) NOT NULL,
    "hash" varchar(64) NOT NULL,
    "html_hash" varchar(64) NOT NULL,
    "html" text NOT NULL,
    "data_json" text NOT NULL,
    "supersedes_id" varchar(36),
    "reason" text,
    CONSTRAINT "PK_pack" PRIMARY KEY ("id"),
    CONSTRAINT "CK_pack_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_pack_form" CHECK (length("form") <= 60),
    CONSTRAINT "CK_pack_frozen_at" CHECK (length("frozen_at") = 24),
    CONSTRAINT "CK_pack_frozen_by" CHECK (length("frozen_by") <= 120),
    CONSTRAINT "CK_pack_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_pack_html_hash" CHECK (length("html_hash") <= 64),
    CONSTRAINT "FK_pack_review_id" FOREIGN KEY ("review_id") REFERENCES "review" ("id"),
    CONSTRAINT "FK_pack_supersedes_id" FOREIGN KEY ("supersedes_id") REFERENCES "pack" ("id"))`,
  `CREATE UNIQUE INDEX "IX_pack_ref" ON "pack" ("ref")`,
  `CREATE UNIQUE INDEX "IX_pack_review" ON "pack" ("review_id", "form", "edition")`,
  `CREATE TABLE "pack_supplement" (
    "id" varchar(36) NOT NULL,
    "review_id" varchar(36) NOT NULL,
    "position" integer NOT NULL,
    "title" varchar(300) NOT NULL,
    "text" text NOT NULL,
    "file_id" varchar(36),
    "confidential" integer NOT NULL,
    "hash" varchar(64) NOT NULL,
    "added_at" varchar(24) NOT NULL,
    "added_by" varchar(120) NOT NULL,
    CONSTRAINT "PK_pack_supplement" PRIMARY KEY ("id"),
    CONSTRAINT "CK_pack_supplement_title" CHECK (length("title") <= 300),
    CONSTRAINT "CK_pack_supplement_confidential" CHECK ("confidential" IN (0, 1)),
    CONSTRAINT "CK_pack_supplement_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_pack_supplement_added_at" CHECK (length("added_at") = 24),
    CONSTRAINT "CK_pack_supplement_added_by" CHECK (length("added_by") <= 120),
    CONSTRAINT "FK_pack_supplement_review_id" FOREIGN KEY ("review_id") REFERENCES "review" ("id"),
    CONSTRAINT "FK_pack_supplement_file_id" FOREIGN KEY ("file_id") REFERENCES "stored_file" ("id"))`,
  `CREATE UNIQUE INDEX "IX_pack_supplement_review" ON "pack_supplement" ("review_id", "position")`,
  `CREATE TABLE "pack_unlock" (
    "id" varchar(36) NOT NULL,
    "review_id" varchar(36) NOT NULL,
    "why" text NOT NULL,
    "asked_by" varchar(120) NOT NULL,
    "asked_at" varchar(24) NOT NULL,
    "state" varchar(60) NOT NULL,
    "answered_by" varchar(120),
    "answered_at" varchar(24),
    "answer_why" text,
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_pack_unlock" PRIMARY KEY ("id"),
    CONSTRAINT "CK_pack_unlock_asked_by" CHECK (length("asked_by") <= 120),
    CONSTRAINT "CK_pack_unlock_asked_at" CHECK (length("asked_at") = 24),
    CONSTRAINT "CK_pack_unlock_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_pack_unlock_answered_by" CHECK (length("answered_by") <= 120),
    CONSTRAINT "CK_pack_unlock_answered_at" CHECK (length("answered_at") = 24),
    CONSTRAINT "FK_pack_unlock_review_id" FOREIGN KEY ("review_id") REFERENCES "review" ("id"))`,
  `CREATE INDEX "IX_pack_unlock_review" ON "pack_unlock" ("review_id")`,
];

const issued = 'What was issued stays as it was: a correction is another edition';
const agreed = 'Agreed minutes stay as they are: add a dated addendum';
const firstDay = 'The day that an action was first due is never changed';

/** Rows that are added and never changed, with what makes two of them the same. */
const addedToOnly = [
  [
    'pack',
    `"id" = NEW."id" OR "ref" = NEW."ref" OR ("review_id" = NEW."review_id" AND "form" = NEW."form" AND "edition" = NEW."edition")`,
  ],
  ['pack_supplement', `"id" = NEW."id" OR ("review_id" = NEW."review_id" AND "position" = NEW."position")`],
  ['minutes_addendum', `"id" = NEW."id" OR ("minutes_id" = NEW."minutes_id" AND "position" = NEW."position")`],
] as const;

/** What was said and agreed; what may follow is publication. */
const agreedColumns =
  '"id", "review_id", "drafted_by", "agreed_at_id", "agreed_how", "agreed_on", "agreed_by", "agreed_note", "agreed_hash"';

/** Columns of items, so that an item can be moved neither into nor out of agreed minutes. */
const isAgreed = (minutesId: string): string =>
  `EXISTS (SELECT 1 FROM "minutes" WHERE "id" = ${minutesId} AND "state" <> 'draft')`;
const isPublished = (minutesId: string): string =>
  `EXISTS (SELECT 1 FROM "minutes" WHERE "id" = ${minutesId} AND "state" = 'published')`;

const parts = [
  ['minutes_item', isAgreed],
  ['minutes_public', isPublished],
] as const;

const sqliteTrigger = (name: string, on: string, when: string, refusal: string): string =>
  `CREATE TRIGGER "TR_${name}" BEFORE ${on} ${when === '' ? '' : `WHEN ${when} `}BEGIN SELECT RAISE(ABORT, '${refusal}'); END`;

const backToDraft = `(OLD."state" <> 'draft' AND NEW."state" = 'draft') OR (OLD."state" = 'published' AND NEW."state" <> 'published')`;

const sqliteTriggers = [
  ...addedToOnly.flatMap(([table, same]) => [
    sqliteTrigger(`${table}_no_update`, `UPDATE ON "${table}"`, '', issued),
    sqliteTrigger(`${table}_no_delete`, `DELETE ON "${table}"`, '', issued),
    sqliteTrigger(
      `${table}_no_replace`,
      `INSERT ON "${table}"`,
      `EXISTS (SELECT 1 FROM "${table}" WHERE ${same})`,
      issued,
    ),
  ]),
  sqliteTrigger('minutes_no_change', `UPDATE OF ${agreedColumns} ON "minutes"`, `OLD."state" <> 'draft'`, agreed),
  sqliteTrigger('minutes_no_return', `UPDATE OF "state" ON "minutes"`, backToDraft, agreed),
  sqliteTrigger('minutes_no_delete', 'DELETE ON "minutes"', `OLD."state" <> 'draft'`, agreed),
  sqliteTrigger(
    'minutes_no_replace',
    'INSERT ON "minutes"',
    `EXISTS (SELECT 1 FROM "minutes" WHERE "state" <> 'draft' AND ("id" = NEW."id" OR "review_id" = NEW."review_id"))`,
    agreed,
  ),
  ...parts.flatMap(([table, isHeld]) => [
    sqliteTrigger(
      `${table}_no_update`,
      `UPDATE ON "${table}"`,
      `${isHeld('OLD."minutes_id"')} OR ${isHeld('NEW."minutes_id"')}`,
      agreed,
    ),
    sqliteTrigger(`${table}_no_delete`, `DELETE ON "${table}"`, isHeld('OLD."minutes_id"'), agreed),
    sqliteTrigger(`${table}_no_insert`, `INSERT ON "${table}"`, isHeld('NEW."minutes_id"'), agreed),
  ]),
  sqliteTrigger(
    'board_action_no_update',
    'UPDATE OF "first_due_on" ON "board_action"',
    `OLD."first_due_on" <> NEW."first_due_on"`,
    firstDay,
  ),
];

const postgresFunction = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger AS $$ BEGIN ${body} END $$ LANGUAGE plpgsql`;

const heldPart = (isHeld: (id: string) => string): string =>
  `IF TG_OP <> 'INSERT' THEN IF ${isHeld('OLD.minutes_id')} THEN RAISE EXCEPTION '${agreed}'; END IF; END IF;
   IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
   IF ${isHeld('NEW.minutes_id')} THEN RAISE EXCEPTION '${agreed}'; END IF;
   RETURN NEW;`;

const eachRow = (name: string, on: string, does: string): string =>
  `CREATE TRIGGER "TR_${name}" BEFORE ${on} FOR EACH ROW ${does}`;

const postgresTriggers = [
  postgresFunction('issued_stays', `RAISE EXCEPTION '${issued}';`),
  postgresFunction('agreed_minutes_stay', `RAISE EXCEPTION '${agreed}';`),
  postgresFunction('item_of_agreed_minutes_stays', heldPart(isAgreed)),
  postgresFunction('public_minutes_stay', heldPart(isPublished)),
  postgresFunction('first_day_stays', `RAISE EXCEPTION '${firstDay}';`),
  ...addedToOnly.flatMap(([table]) => [
    eachRow(`${table}_no_update`, `UPDATE ON "${table}"`, 'EXECUTE FUNCTION issued_stays()'),
    eachRow(`${table}_no_delete`, `DELETE ON "${table}"`, 'EXECUTE FUNCTION issued_stays()'),
    `CREATE TRIGGER "TR_${table}_no_truncate" BEFORE TRUNCATE ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION issued_stays()`,
  ]),
  eachRow(
    'minutes_no_change',
    `UPDATE OF ${agreedColumns} ON "minutes"`,
    `WHEN (OLD."state" <> 'draft') EXECUTE FUNCTION agreed_minutes_stay()`,
  ),
  eachRow(
    'minutes_no_return',
    `UPDATE OF "state" ON "minutes"`,
    `WHEN (${backToDraft}) EXECUTE FUNCTION agreed_minutes_stay()`,
  ),
  eachRow(
    'minutes_no_delete',
    'DELETE ON "minutes"',
    `WHEN (OLD."state" <> 'draft') EXECUTE FUNCTION agreed_minutes_stay()`,
  ),
  ...['minutes', 'minutes_item', 'minutes_public'].map(
    (table) =>
      `CREATE TRIGGER "TR_${table}_no_truncate" BEFORE TRUNCATE ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION agreed_minutes_stay()`,
  ),
  ...(
    [
      ['minutes_item', 'item_of_agreed_minutes_stays'],
      ['minutes_public', 'public_minutes_stay'],
    ] as const
  ).flatMap(([table, does]) =>
    ['UPDATE', 'DELETE', 'INSERT'].map((change) =>
      eachRow(`${table}_no_${change.toLowerCase()}`, `${change} ON "${table}"`, `EXECUTE FUNCTION ${does}()`),
    ),
  ),
  eachRow(
    'board_action_no_update',
    'UPDATE OF "first_due_on" ON "board_action"',
    `WHEN (OLD."first_due_on" <> NEW."first_due_on") EXECUTE FUNCTION first_day_stays()`,
  ),
];

export class KeepMinutesAndPacks1769110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of tables) await runner.query(statement);
    for (const statement of postgres ? postgresTriggers : sqliteTriggers) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const table of [
      'pack_unlock',
      'pack_supplement',
      'pack',
      'minutes_addendum',
      'minutes_public',
      'minutes_item',
      'minutes',
    ])
      await runner.query(`DROP TABLE "${table}"`);
    if (postgres)
      for (const name of [
        'issued_stays',
        'agreed_minutes_stay',
        'item_of_agreed_minutes_stays',
        'public_minutes_stay',
        'first_day_stays',
      ])
        await runner.query(`DROP FUNCTION ${name}()`);
  }
}
