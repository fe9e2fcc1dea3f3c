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

/** Cases that two researchers code, what each says of each field, and what they agree on where they differ. */
const steps = [
  `CREATE TABLE "coding" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "episode_id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "place" integer NOT NULL,
    "state" varchar(60) NOT NULL,
    "finished_at" varchar(24),
    ${kept},
    CONSTRAINT "PK_coding" PRIMARY KEY ("id"),
    CONSTRAINT "CK_coding_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_coding_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_coding_finished_at" CHECK (length("finished_at") = 24),
    ${keptChecks('coding')},
    CONSTRAINT "FK_coding_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id"),
    CONSTRAINT "FK_coding_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id"))`,
  `CREATE UNIQUE INDEX "IX_coding_ref" ON "coding" ("ref")`,
  `CREATE UNIQUE INDEX "IX_coding_episode_place" ON "coding" ("episode_id", "place")`,
  `CREATE UNIQUE INDEX "IX_coding_account" ON "coding" ("account_id", "episode_id")`,
  `CREATE TABLE "coding_value" (
    "id" varchar(36) NOT NULL,
    "coding_id" varchar(36) NOT NULL,
    "field" varchar(60) NOT NULL,
    "value" varchar(500),
    "no_value" varchar(60),
    "confidence" varchar(60) NOT NULL,
    "note" text,
    "source" varchar(500),
    "saved_at" varchar(24) NOT NULL,
    "version" integer NOT NULL,
    CONSTRAINT "PK_coding_value" PRIMARY KEY ("id"),
    CONSTRAINT "CK_coding_value_field" CHECK (length("field") <= 60),
    CONSTRAINT "CK_coding_value_value" CHECK (length("value") <= 500),
    CONSTRAINT "CK_coding_value_no_value" CHECK (length("no_value") <= 60),
    CONSTRAINT "CK_coding_value_confidence" CHECK (length("confidence") <= 60),
    CONSTRAINT "CK_coding_value_source" CHECK (length("source") <= 500),
    CONSTRAINT "CK_coding_value_saved_at" CHECK (length("saved_at") = 24),
    CONSTRAINT "FK_coding_value_coding_id" FOREIGN KEY ("coding_id") REFERENCES "coding" ("id"))`,
  `CREATE UNIQUE INDEX "IX_coding_value_field" ON "coding_value" ("coding_id", "field")`,
  `CREATE TABLE "coding_settlement" (
    "id" varchar(36) NOT NULL,
    "episode_id" varchar(36) NOT NULL,
    "field" varchar(60) NOT NULL,
    "value" varchar(500) NOT NULL,
    "reason" text NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "settled_at" varchar(24) NOT NULL,
    "version" integer NOT NULL,
    CONSTRAINT "PK_coding_settlement" PRIMARY KEY ("id"),
    CONSTRAINT "CK_coding_settlement_field" CHECK (length("field") <= 60),
    CONSTRAINT "CK_coding_settlement_value" CHECK (length("value") <= 500),
    CONSTRAINT "CK_coding_settlement_settled_at" CHECK (length("settled_at") = 24),
    CONSTRAINT "FK_coding_settlement_episode_id" FOREIGN KEY ("episode_id") REFERENCES "failure_episode" ("id"),
    CONSTRAINT "FK_coding_settlement_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id"))`,
  `CREATE UNIQUE INDEX "IX_coding_settlement_field" ON "coding_settlement" ("episode_id", "field")`,
];

export class CodeCasesByTwo1771210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['coding_settlement', 'coding_value', 'coding']) await runner.query(`DROP TABLE "${table}"`);
  }
}
