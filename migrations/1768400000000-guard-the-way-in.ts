import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that work once, guesses that are counted, second factors, answers kept for whoever was signed out. */
const tables = [
  `CREATE TABLE "one_time_link" (
    "id" varchar(36) NOT NULL,
    "purpose" varchar(60) NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "account_id" varchar(36),
    "made_at" varchar(24) NOT NULL,
    "made_by" varchar(120) NOT NULL,
    "expires_at" varchar(24) NOT NULL,
    "used_at" varchar(24),
    "revoked_at" varchar(24),
    CONSTRAINT "PK_one_time_link" PRIMARY KEY ("id"),
    CONSTRAINT "CK_one_time_link_purpose" CHECK (length("purpose") <= 60),
    CONSTRAINT "CK_one_time_link_token_hash" CHECK (length("token_hash") <= 64),
    CONSTRAINT "CK_one_time_link_made_at" CHECK (length("made_at") = 24),
    CONSTRAINT "CK_one_time_link_made_by" CHECK (length("made_by") <= 120),
    CONSTRAINT "CK_one_time_link_expires_at" CHECK (length("expires_at") = 24),
    CONSTRAINT "CK_one_time_link_used_at" CHECK (length("used_at") = 24),
    CONSTRAINT "CK_one_time_link_revoked_at" CHECK (length("revoked_at") = 24),
    CONSTRAINT "FK_one_time_link_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_one_time_link_token" ON "one_time_link" ("token_hash")`,
  `CREATE INDEX "IX_one_time_link_account" ON "one_time_link" ("account_id")`,
  `CREATE TABLE "guess" (
    "id" varchar(36) NOT NULL,
    "kind" varchar(60) NOT NULL,
    "key_hash" varchar(64) NOT NULL,
    "address" varchar(60) NOT NULL,
    "made_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_guess" PRIMARY KEY ("id"),
    CONSTRAINT "CK_guess_kind" CHECK (length("kind") <= 60),
    CONSTRAINT "CK_guess_key_hash" CHECK (length("key_hash") <= 64),
    CONSTRAINT "CK_guess_address" CHECK (length("address") <= 60),
    CONSTRAINT "CK_guess_made_at" CHECK (length("made_at") = 24))`,
  `CREATE INDEX "IX_guess_key" ON "guess" ("kind", "key_hash", "made_at")`,
  `CREATE INDEX "IX_guess_address" ON "guess" ("kind", "address", "made_at")`,
  `CREATE INDEX "IX_guess_made" ON "guess" ("made_at")`,
  `CREATE TABLE "second_factor" (
    "id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "sealed_secret" text NOT NULL,
    "confirmed_at" varchar(24) NOT NULL,
    "last_step" integer NOT NULL,
    CONSTRAINT "PK_second_factor" PRIMARY KEY ("id"),
    CONSTRAINT "CK_second_factor_confirmed_at" CHECK (length("confirmed_at") = 24),
    CONSTRAINT "FK_second_factor_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_second_factor_account" ON "second_factor" ("account_id")`,
  `CREATE TABLE "recovery_code" (
    "id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "code_hash" varchar(64) NOT NULL,
    "used_at" varchar(24),
    CONSTRAINT "PK_recovery_code" PRIMARY KEY ("id"),
    CONSTRAINT "CK_recovery_code_code_hash" CHECK (length("code_hash") <= 64),
    CONSTRAINT "CK_recovery_code_used_at" CHECK (length("used_at") = 24),
    CONSTRAINT "FK_recovery_code_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE INDEX "IX_recovery_code_account" ON "recovery_code" ("account_id")`,
  `CREATE TABLE "second_factor_rule" (
    "role" varchar(60) NOT NULL,
    "set_at" varchar(24) NOT NULL,
    "set_by" varchar(120) NOT NULL,
    CONSTRAINT "PK_second_factor_rule" PRIMARY KEY ("role"),
    CONSTRAINT "CK_second_factor_rule_set_at" CHECK (length("set_at") = 24),
    CONSTRAINT "CK_second_factor_rule_set_by" CHECK (length("set_by") <= 120))`,
  `CREATE TABLE "sign_in_step" (
    "id" varchar(36) NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "begun_at" varchar(24) NOT NULL,
    "tries" integer NOT NULL DEFAULT (0),
    CONSTRAINT "PK_sign_in_step" PRIMARY KEY ("id"),
    CONSTRAINT "CK_sign_in_step_token_hash" CHECK (length("token_hash") <= 64),
    CONSTRAINT "CK_sign_in_step_begun_at" CHECK (length("begun_at") = 24),
    CONSTRAINT "FK_sign_in_step_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_sign_in_step_token" ON "sign_in_step" ("token_hash")`,
  `CREATE INDEX "IX_sign_in_step_begun" ON "sign_in_step" ("begun_at")`,
  `CREATE TABLE "kept_form" (
    "id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "path" varchar(2000) NOT NULL,
    "sealed_answers" text NOT NULL,
    "kept_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_kept_form" PRIMARY KEY ("id"),
    CONSTRAINT "CK_kept_form_path" CHECK (length("path") <= 2000),
    CONSTRAINT "CK_kept_form_kept_at" CHECK (length("kept_at") = 24),
    CONSTRAINT "FK_kept_form_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE INDEX "IX_kept_form_account" ON "kept_form" ("account_id", "kept_at")`,
  `CREATE INDEX "IX_kept_form_kept" ON "kept_form" ("kept_at")`,
  `CREATE TABLE "outside_identity" (
    "id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "issuer" varchar(500) NOT NULL,
    "subject" varchar(300) NOT NULL,
    "linked_at" varchar(24) NOT NULL,
    CONSTRAINT "PK_outside_identity" PRIMARY KEY ("id"),
    CONSTRAINT "CK_outside_identity_issuer" CHECK (length("issuer") <= 500),
    CONSTRAINT "CK_outside_identity_subject" CHECK (length("subject") <= 300),
    CONSTRAINT "CK_outside_identity_linked_at" CHECK (length("linked_at") = 24),
    CONSTRAINT "FK_outside_identity_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_outside_identity_subject" ON "outside_identity" ("issuer", "subject")`,
  `CREATE INDEX "IX_outside_identity_account" ON "outside_identity" ("account_id")`,
  `ALTER TABLE "session" ADD COLUMN "ended_why" varchar(60)
    CONSTRAINT "CK_session_ended_why" CHECK (length("ended_why") <= 60)`,
];

export class GuardTheWayIn1768400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "session" DROP COLUMN "ended_why"');
    for (const table of [
      'outside_identity',
      'kept_form',
      'sign_in_step',
      'second_factor_rule',
      'recovery_code',
      'second_factor',
      'guess',
      'one_time_link',
    ])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
