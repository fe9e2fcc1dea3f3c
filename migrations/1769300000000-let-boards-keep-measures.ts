import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What boards do with measures: numbers with reasons, dips expected beforehand, and what one asks and another decides. */
const steps = [
  `ALTER TABLE "measure" ADD COLUMN "round_to" integer`,
  `ALTER TABLE "measure_value" ADD COLUMN "jump_reason" varchar(500) CONSTRAINT "CK_measure_value_jump_reason" CHECK (length("jump_reason") <= 500)`,
  `CREATE TABLE "expected_dip" (
    "id" varchar(36) NOT NULL,
    "measure_id" varchar(36) NOT NULL,
    "written_on" varchar(10) NOT NULL,
    "months" integer NOT NULL,
    "limit_value" double precision NOT NULL,
    "reason" text NOT NULL,
    "decision_ref" varchar(20),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_expected_dip" PRIMARY KEY ("id"),
    CONSTRAINT "CK_expected_dip_written_on" CHECK (length("written_on") = 10),
    CONSTRAINT "CK_expected_dip_months" CHECK ("months" >= 1),
    CONSTRAINT "CK_expected_dip_decision_ref" CHECK (length("decision_ref") <= 20),
    CONSTRAINT "CK_expected_dip_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_expected_dip_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_expected_dip_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_expected_dip_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_expected_dip_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_expected_dip_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_expected_dip_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500),
    CONSTRAINT "FK_expected_dip_measure_id" FOREIGN KEY ("measure_id") REFERENCES "measure" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE INDEX "IX_expected_dip_measure" ON "expected_dip" ("measure_id")`,
  `CREATE TABLE "measure_proposal" (
    "id" varchar(36) NOT NULL,
    "measure_id" varchar(36) NOT NULL,
    "kind" varchar(60) NOT NULL,
    "content" text NOT NULL,
    "reason" text NOT NULL,
    "proposed_by" varchar(120) NOT NULL,
    "proposed_on" varchar(10) NOT NULL,
    "state" varchar(60) NOT NULL,
    "decided_by" varchar(120),
    "decided_on" varchar(10),
    "decision_ref" varchar(20),
    "answer" varchar(500),
    "recorded_at" varchar(24) NOT NULL,
    "recorded_by" varchar(120) NOT NULL,
    "version" integer NOT NULL DEFAULT (1),
    "visibility" varchar(20) NOT NULL,
    "published_at" varchar(24),
    "withdrawn_at" varchar(24),
    "withdrawn_reason" varchar(500),
    CONSTRAINT "PK_measure_proposal" PRIMARY KEY ("id"),
    CONSTRAINT "CK_measure_proposal_kind" CHECK (length("kind") <= 60),
    CONSTRAINT "CK_measure_proposal_proposed_by" CHECK (length("proposed_by") <= 120),
    CONSTRAINT "CK_measure_proposal_proposed_on" CHECK (length("proposed_on") = 10),
    CONSTRAINT "CK_measure_proposal_state" CHECK (length("state") <= 60),
    CONSTRAINT "CK_measure_proposal_decided_by" CHECK (length("decided_by") <= 120),
    CONSTRAINT "CK_measure_proposal_decided_on" CHECK (length("decided_on") = 10),
    CONSTRAINT "CK_measure_proposal_decision_ref" CHECK (length("decision_ref") <= 20),
    CONSTRAINT "CK_measure_proposal_answer" CHECK (length("answer") <= 500),
    CONSTRAINT "CK_measure_proposal_visibility" CHECK ("visibility" IN ('public', 'board', 'inspection', 'restricted')),
    CONSTRAINT "CK_measure_proposal_version" CHECK ("version" >= 1),
    CONSTRAINT "CK_measure_proposal_recorded_at" CHECK (length("recorded_at") = 24),
    CONSTRAINT "CK_measure_proposal_recorded_by" CHECK (length("recorded_by") <= 120),
    CONSTRAINT "CK_measure_proposal_published_at" CHECK (length("published_at") = 24),
    CONSTRAINT "CK_measure_proposal_withdrawn_at" CHECK (length("withdrawn_at") = 24),
    CONSTRAINT "CK_measure_proposal_withdrawn_reason" CHECK (length("withdrawn_reason") <= 500),
    CONSTRAINT "FK_measure_proposal_measure_id" FOREIGN KEY ("measure_id") REFERENCES "measure" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE INDEX "IX_measure_proposal_measure" ON "measure_proposal" ("measure_id", "state")`,
];

export class LetBoardsKeepMeasures1769300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "measure_proposal"');
    await runner.query('DROP TABLE "expected_dip"');
    await runner.query('ALTER TABLE "measure_value" DROP COLUMN "jump_reason"');
    await runner.query('ALTER TABLE "measure" DROP COLUMN "round_to"');
  }
}
