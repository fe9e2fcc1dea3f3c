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

/** Comparisons that researchers keep, with every fact that they were read from. */
const steps = [
  `CREATE TABLE "comparison" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "name" varchar(120) NOT NULL,
    "note" text,
    "episodes" text NOT NULL,
    "align_on" varchar(60) NOT NULL,
    "shown_as" text NOT NULL,
    "facts" text NOT NULL,
    "hash" varchar(64) NOT NULL,
    "as_on" varchar(10) NOT NULL,
    ${kept},
    CONSTRAINT "PK_comparison" PRIMARY KEY ("id"),
    CONSTRAINT "CK_comparison_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_comparison_name" CHECK (length("name") <= 120),
    CONSTRAINT "CK_comparison_align_on" CHECK (length("align_on") <= 60),
    CONSTRAINT "CK_comparison_hash" CHECK (length("hash") <= 64),
    CONSTRAINT "CK_comparison_as_on" CHECK (length("as_on") = 10),
    ${keptChecks('comparison')},
    CONSTRAINT "FK_comparison_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id"))`,
  `CREATE UNIQUE INDEX "IX_comparison_ref" ON "comparison" ("ref")`,
  `CREATE INDEX "IX_comparison_account" ON "comparison" ("account_id")`,
];

export class KeepComparisons1771200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "comparison"');
  }
}
