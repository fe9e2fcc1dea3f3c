import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An inspection is made here before it is public: by a team, on evidence, through a check by the organisation. What it
 * then says is kept by edition and sealed, and its rows may be changed only while it is opened for a correction.
 */
const noAction = 'ON DELETE NO ACTION ON UPDATE NO ACTION';
const refers = (table: string, column: string, to: string): string =>
  `CONSTRAINT "FK_${table}_${column}" FOREIGN KEY ("${column}") REFERENCES "${to}" ("id") ${noAction}`;
const check = (table: string, column: string, rule: string): string =>
  `CONSTRAINT "CK_${table}_${column}" CHECK (${rule})`;
const atMost = (table: string, column: string, length: number): string =>
  check(table, column, `length("${column}") <= ${length}`);
const isLong = (table: string, column: string, length: number): string =>
  check(table, column, `length("${column}") = ${length}`);
const isFlag = (table: string, column: string): string => check(table, column, `"${column}" IN (0, 1)`);

const columns = [
  ['inspection', 'amending', 'integer NOT NULL DEFAULT (0)', '"amending" IN (0, 1)'],
  ['inspection', 'report_text', 'text', null],
  ['judgement', 'version', 'integer NOT NULL DEFAULT (1)', null],
  ['finding', 'version', 'integer NOT NULL DEFAULT (1)', null],
  ['monitoring_note', 'version', 'integer NOT NULL DEFAULT (1)', null],
  ['framework_area', 'scale_id', 'varchar(36)', null],
] as const;

const workspace = 'inspection_workspace';
const member = 'inspection_member';
const evidence = 'inspection_evidence';
const change = 'judgement_change';
const point = 'accuracy_point';
const request = 'inspection_request';
const edition = 'inspection_edition';
const seal = 'inspection_seal';

const tables = [
  `CREATE TABLE "${workspace}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "inspectorate_id" varchar(36) NOT NULL,
    "previous_id" varchar(36),
    "is_first_monitoring" integer NOT NULL DEFAULT (0),
    "provisional_on" varchar(10),
    "provisional_shared" integer NOT NULL DEFAULT (0),
    "accuracy_sent_on" varchar(10),
    "accuracy_days" integer,
    "accuracy_due_on" varchar(10),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_${workspace}" PRIMARY KEY ("id"),
    ${isFlag(workspace, 'is_first_monitoring')},
    ${isLong(workspace, 'provisional_on', 10)},
    ${isFlag(workspace, 'provisional_shared')},
    ${isLong(workspace, 'accuracy_sent_on', 10)},
    ${isLong(workspace, 'accuracy_due_on', 10)},
    ${refers(workspace, 'inspection_id', 'inspection')},
    ${refers(workspace, 'inspectorate_id', 'inspectorate')},
    ${refers(workspace, 'previous_id', 'inspection')})`,
  `CREATE UNIQUE INDEX "IX_${workspace}_inspection" ON "${workspace}" ("inspection_id")`,
  `CREATE INDEX "IX_${workspace}_inspectorate" ON "${workspace}" ("inspectorate_id")`,
  `CREATE TABLE "${member}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "part" varchar(60) NOT NULL,
    "on_visit" integer NOT NULL,
    "added_at" varchar(24) NOT NULL,
    "added_by" varchar(120) NOT NULL,
    "confirmed_at" varchar(24),
    "confirmed_digest" varchar(64),
    "done_at" varchar(24),
    "ended_at" varchar(24),
    CONSTRAINT "PK_${member}" PRIMARY KEY ("id"),
    ${atMost(member, 'part', 60)},
    ${isFlag(member, 'on_visit')},
    ${isLong(member, 'added_at', 24)},
    ${atMost(member, 'added_by', 120)},
    ${isLong(member, 'confirmed_at', 24)},
    ${atMost(member, 'confirmed_digest', 64)},
    ${isLong(member, 'done_at', 24)},
    ${isLong(member, 'ended_at', 24)},
    ${refers(member, 'inspection_id', 'inspection')},
    ${refers(member, 'account_id', 'account')})`,
  `CREATE UNIQUE INDEX "IX_${member}_account" ON "${member}" ("inspection_id", "account_id")`,
  `CREATE INDEX "IX_${member}_of" ON "${member}" ("account_id")`,
  `CREATE TABLE "${evidence}" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "area_key" varchar(80),
    "kind" varchar(60) NOT NULL,
    "method" varchar(60) NOT NULL,
    "summary" varchar(2000) NOT NULL,
    "strength" varchar(60) NOT NULL,
    "contradicts" integer NOT NULL DEFAULT (0),
    "page" varchar(80),
    "paragraph" varchar(80),
    "file_id" varchar(36),
    "file_name" varchar(300),
    "personal_checked" integer NOT NULL DEFAULT (0),
    "added_by_id" varchar(36) NOT NULL,
    "added_at" varchar(24) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_${evidence}" PRIMARY KEY ("id"),
    ${atMost(evidence, 'ref', 20)},
    ${atMost(evidence, 'area_key', 80)},
    ${atMost(evidence, 'kind', 60)},
    ${atMost(evidence, 'method', 60)},
    ${atMost(evidence, 'summary', 2000)},
    ${atMost(evidence, 'strength', 60)},
    ${isFlag(evidence, 'contradicts')},
    ${atMost(evidence, 'page', 80)},
    ${atMost(evidence, 'paragraph', 80)},
    ${atMost(evidence, 'file_id', 36)},
    ${atMost(evidence, 'file_name', 300)},
    ${isFlag(evidence, 'personal_checked')},
    ${isLong(evidence, 'added_at', 24)},
    ${isLong(evidence, 'withdrawn_at', 24)},
    ${atMost(evidence, 'withdrawn_reason', 500)},
    ${refers(evidence, 'inspection_id', 'inspection')},
    ${refers(evidence, 'added_by_id', 'account')})`,
  `CREATE INDEX "IX_${evidence}_inspection" ON "${evidence}" ("inspection_id", "area_key")`,
  `CREATE UNIQUE INDEX "IX_${evidence}_ref" ON "${evidence}" ("ref")`,
  `CREATE TABLE "${change}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "area_text" varchar(300) NOT NULL,
    "before" varchar(300) NOT NULL,
    "after" varchar(300) NOT NULL,
    "words_only" integer NOT NULL,
    "reason" varchar(1000) NOT NULL,
    "at" varchar(24) NOT NULL,
    "by_id" varchar(36) NOT NULL,
    CONSTRAINT "PK_${change}" PRIMARY KEY ("id"),
    ${atMost(change, 'area_text', 300)},
    ${atMost(change, 'before', 300)},
    ${atMost(change, 'after', 300)},
    ${isFlag(change, 'words_only')},
    ${atMost(change, 'reason', 1000)},
    ${isLong(change, 'at', 24)},
    ${refers(change, 'inspection_id', 'inspection')},
    ${refers(change, 'by_id', 'account')})`,
  `CREATE INDEX "IX_${change}_inspection" ON "${change}" ("inspection_id", "at")`,
  `CREATE TABLE "${point}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "number" integer NOT NULL,
    "section" varchar(60) NOT NULL,
    "paragraph" varchar(80) NOT NULL,
    "text" varchar(2000) NOT NULL,
    "evidence" varchar(2000),
    "raised_by_id" varchar(36) NOT NULL,
    "raised_at" varchar(24) NOT NULL,
    "decision" varchar(60),
    "reason" varchar(2000),
    "decided_by_id" varchar(36),
    "decided_at" varchar(24),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_${point}" PRIMARY KEY ("id"),
    ${atMost(point, 'section', 60)},
    ${atMost(point, 'paragraph', 80)},
    ${atMost(point, 'text', 2000)},
    ${atMost(point, 'evidence', 2000)},
    ${isLong(point, 'raised_at', 24)},
    ${atMost(point, 'decision', 60)},
    ${atMost(point, 'reason', 2000)},
    ${isLong(point, 'decided_at', 24)},
    ${refers(point, 'inspection_id', 'inspection')},
    ${refers(point, 'raised_by_id', 'account')},
    ${refers(point, 'decided_by_id', 'account')})`,
  `CREATE UNIQUE INDEX "IX_${point}_inspection" ON "${point}" ("inspection_id", "number")`,
  `CREATE TABLE "${request}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "kind" varchar(60) NOT NULL,
    "edition" integer NOT NULL,
    "what" varchar(2000) NOT NULL,
    "why" varchar(2000) NOT NULL,
    "statement" varchar(500),
    "changes" text,
    "asked_by_id" varchar(36) NOT NULL,
    "asked_as" varchar(60) NOT NULL,
    "asked_at" varchar(24) NOT NULL,
    "answer" varchar(60),
    "answer_reason" varchar(1000),
    "answered_by_id" varchar(36),
    "answered_at" varchar(24),
    CONSTRAINT "PK_${request}" PRIMARY KEY ("id"),
    ${atMost(request, 'kind', 60)},
    ${atMost(request, 'what', 2000)},
    ${atMost(request, 'why', 2000)},
    ${atMost(request, 'statement', 500)},
    ${atMost(request, 'asked_as', 60)},
    ${isLong(request, 'asked_at', 24)},
    ${atMost(request, 'answer', 60)},
    ${atMost(request, 'answer_reason', 1000)},
    ${isLong(request, 'answered_at', 24)},
    ${refers(request, 'inspection_id', 'inspection')},
    ${refers(request, 'asked_by_id', 'account')},
    ${refers(request, 'answered_by_id', 'account')})`,
  `CREATE INDEX "IX_${request}_inspection" ON "${request}" ("inspection_id", "asked_at")`,
  `CREATE TABLE "${edition}" (
    "id" varchar(36) NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "edition" integer NOT NULL,
    "content" text NOT NULL,
    "published_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_${edition}" PRIMARY KEY ("id"),
    ${isLong(edition, 'published_at', 24)},
    ${refers(edition, 'inspection_id', 'inspection')})`,
  `CREATE UNIQUE INDEX "IX_${edition}_inspection" ON "${edition}" ("inspection_id", "edition")`,
  `CREATE TABLE "${seal}" (
    "batch" varchar(36) NOT NULL,
    "place" integer NOT NULL,
    "inspection_id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "number" integer NOT NULL,
    "hash" varchar(64) NOT NULL,
    CONSTRAINT "PK_${seal}" PRIMARY KEY ("batch", "place"),
    ${atMost(seal, 'inspection_id', 36)},
    ${atMost(seal, 'ref', 20)},
    ${atMost(seal, 'hash', 64)})`,
  `CREATE UNIQUE INDEX "IX_${seal}_inspection" ON "${seal}" ("inspection_id", "number")`,
];

const published = 'What is published is put right by a correction, never changed';
const addedOnly = 'What was published or sealed is added to, never changed';

/** What an inspection says in public: its columns that a seal holds. */
const sealedColumns = {
  inspection: [
    'organisation_id',
    'framework_id',
    'framework_inferred',
    'inspectorate_name',
    'subject',
    'area',
    'unit',
    'type',
    'started_on',
    'ended_on',
    'published_on',
    'received_on',
    'judged_on',
    'judged_day',
    'date_inferred',
    'overall_label',
    'category_key',
    'headline',
    'report_text',
    'quote',
    'report_url',
    'visibility',
    'edition',
  ],
  judgement: [
    'inspection_id',
    'area_key',
    'area_text',
    'unit',
    'is_overall',
    'grade_id',
    'label',
    'absence',
    'limiting',
    'narrative',
  ],
  finding: ['inspection_id', 'area_key', 'text', 'kind', 'cause'],
  monitoring_note: ['inspection_id', 'improved', 'not_improved', 'pace', 'next'],
} as const;

const parts = ['judgement', 'finding', 'monitoring_note'] as const;
const addedToOnly = [edition, seal] as const;

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const isHeld = (inspectionId: string): string =>
  `EXISTS (SELECT 1 FROM "inspection" WHERE "id" = ${inspectionId} AND "visibility" = 'public' AND "amending" = 0)`;

const sqliteTrigger = (name: string, on: string, when: string, refusal: string): string =>
  `CREATE TRIGGER "TR_${name}" BEFORE ${on} ${when === '' ? '' : `WHEN ${when} `}BEGIN SELECT RAISE(ABORT, '${refusal}'); END`;

const sqliteTriggers = [
  sqliteTrigger(
    'inspection_no_silent_update',
    `UPDATE OF ${listed(sealedColumns.inspection)} ON "inspection"`,
    `OLD."visibility" = 'public' AND OLD."amending" = 0`,
    published,
  ),
  sqliteTrigger('inspection_no_delete', 'DELETE ON "inspection"', `OLD."visibility" = 'public'`, published),
  ...parts.flatMap((table) => [
    sqliteTrigger(
      `${table}_no_silent_update`,
      `UPDATE OF ${listed(sealedColumns[table])} ON "${table}"`,
      `${isHeld('OLD."inspection_id"')} OR ${isHeld('NEW."inspection_id"')}`,
      published,
    ),
    sqliteTrigger(`${table}_no_silent_delete`, `DELETE ON "${table}"`, isHeld('OLD."inspection_id"'), published),
    // REPLACE takes a row away without asking the trigger for deleting.
    sqliteTrigger(
      `${table}_no_replace`,
      `INSERT ON "${table}"`,
      `EXISTS (SELECT 1 FROM "${table}" WHERE "id" = NEW."id" AND ${isHeld(`"${table}"."inspection_id"`)})`,
      published,
    ),
  ]),
  ...addedToOnly.flatMap((table) => [
    sqliteTrigger(`${table}_no_update`, `UPDATE ON "${table}"`, '', addedOnly),
    sqliteTrigger(`${table}_no_delete`, `DELETE ON "${table}"`, '', addedOnly),
  ]),
  sqliteTrigger(
    `${edition}_no_replace`,
    `INSERT ON "${edition}"`,
    `EXISTS (SELECT 1 FROM "${edition}" WHERE "id" = NEW."id" OR ("inspection_id" = NEW."inspection_id" AND "edition" = NEW."edition"))`,
    addedOnly,
  ),
  sqliteTrigger(
    `${seal}_no_replace`,
    `INSERT ON "${seal}"`,
    `EXISTS (SELECT 1 FROM "${seal}" WHERE ("batch" = NEW."batch" AND "place" = NEW."place") OR ("inspection_id" = NEW."inspection_id" AND "number" = NEW."number"))`,
    addedOnly,
  ),
];

const postgresFunction = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger AS $$ BEGIN ${body} END $$ LANGUAGE plpgsql`;

const postgresTriggers = [
  postgresFunction('published_is_put_right_only', `RAISE EXCEPTION '${published}';`),
  postgresFunction('added_to_only', `RAISE EXCEPTION '${addedOnly}';`),
  postgresFunction(
    'part_of_published_is_put_right_only',
    `IF ${isHeld('OLD.inspection_id')} THEN RAISE EXCEPTION '${published}'; END IF;
     IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
     IF ${isHeld('NEW.inspection_id')} THEN RAISE EXCEPTION '${published}'; END IF;
     RETURN NEW;`,
  ),
  `CREATE TRIGGER "TR_inspection_no_silent_update" BEFORE UPDATE OF ${listed(sealedColumns.inspection)} ON "inspection"
   FOR EACH ROW WHEN (OLD."visibility" = 'public' AND OLD."amending" = 0)
   EXECUTE FUNCTION published_is_put_right_only()`,
  `CREATE TRIGGER "TR_inspection_no_delete" BEFORE DELETE ON "inspection"
   FOR EACH ROW WHEN (OLD."visibility" = 'public') EXECUTE FUNCTION published_is_put_right_only()`,
  ...parts.flatMap((table) => [
    `CREATE TRIGGER "TR_${table}_no_silent_update" BEFORE UPDATE OF ${listed(sealedColumns[table])} ON "${table}"
     FOR EACH ROW EXECUTE FUNCTION part_of_published_is_put_right_only()`,
    `CREATE TRIGGER "TR_${table}_no_silent_delete" BEFORE DELETE ON "${table}"
     FOR EACH ROW EXECUTE FUNCTION part_of_published_is_put_right_only()`,
  ]),
  ...addedToOnly.flatMap((table) => [
    `CREATE TRIGGER "TR_${table}_no_update" BEFORE UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION added_to_only()`,
    `CREATE TRIGGER "TR_${table}_no_delete" BEFORE DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION added_to_only()`,
    `CREATE TRIGGER "TR_${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
     FOR EACH STATEMENT EXECUTE FUNCTION added_to_only()`,
  ]),
];

export class GiveInspectorsAWorkspace1768100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const [table, column, type, rule] of columns)
      await runner.query(
        `ALTER TABLE "${table}" ADD COLUMN "${column}" ${type}${rule === null ? '' : ` ${check(table, column, rule)}`}`,
      );
    for (const statement of tables) await runner.query(statement);
    for (const statement of postgres ? postgresTriggers : sqliteTriggers) await runner.query(statement);
  }

  /** What was published and sealed is never taken down by a migration: restore a backup instead. */
  async down(): Promise<void> {
    throw new Error('The workspace of inspectors is not taken down: restore a backup instead');
  }
}
