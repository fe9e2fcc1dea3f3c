import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, what they may do and where they are signed in. The last bracket of a table stands close. */
const tables = [
  `CREATE TABLE "account" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "name" varchar(120) NOT NULL,
    "email" varchar(254) NOT NULL,
    "password_hash" varchar(200),
    "status" varchar(60) NOT NULL,
    "created_at" varchar(24) NOT NULL,
    "created_by" varchar(120) NOT NULL,
    "signed_in_at" varchar(24),
    "version" integer NOT NULL DEFAULT (1),
    CONSTRAINT "PK_account" PRIMARY KEY ("id"),
    CONSTRAINT "CK_account_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_account_name" CHECK (length("name") <= 120),
    CONSTRAINT "CK_account_email" CHECK (length("email") <= 254),
    CONSTRAINT "CK_account_password_hash" CHECK (length("password_hash") <= 200),
    CONSTRAINT "CK_account_status" CHECK (length("status") <= 60),
    CONSTRAINT "CK_account_created_at" CHECK (length("created_at") = 24),
    CONSTRAINT "CK_account_created_by" CHECK (length("created_by") <= 120),
    CONSTRAINT "CK_account_signed_in_at" CHECK (length("signed_in_at") = 24))`,
  `CREATE UNIQUE INDEX "IX_account_ref" ON "account" ("ref")`,
  `CREATE UNIQUE INDEX "IX_account_email" ON "account" ("email")`,
  `CREATE TABLE "role_grant" (
    "id" varchar(36) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "role" varchar(60) NOT NULL,
    "organisation_id" varchar(36),
    "inspectorate_id" varchar(36),
    "chair" integer NOT NULL DEFAULT (0),
    "from_on" varchar(10) NOT NULL,
    "to_on" varchar(10),
    "granted_by" varchar(120) NOT NULL,
    "granted_at" varchar(24) NOT NULL,
    "ended_by" varchar(120),
    "ended_at" varchar(24),
    CONSTRAINT "PK_role_grant" PRIMARY KEY ("id"),
    CONSTRAINT "CK_role_grant_role" CHECK (length("role") <= 60),
    CONSTRAINT "CK_role_grant_chair" CHECK ("chair" IN (0, 1)),
    CONSTRAINT "CK_role_grant_from_on" CHECK (length("from_on") = 10),
    CONSTRAINT "CK_role_grant_to_on" CHECK (length("to_on") = 10),
    CONSTRAINT "CK_role_grant_granted_by" CHECK (length("granted_by") <= 120),
    CONSTRAINT "CK_role_grant_granted_at" CHECK (length("granted_at") = 24),
    CONSTRAINT "CK_role_grant_ended_by" CHECK (length("ended_by") <= 120),
    CONSTRAINT "CK_role_grant_ended_at" CHECK (length("ended_at") = 24),
    CONSTRAINT "FK_role_grant_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_role_grant_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "FK_role_grant_inspectorate_id" FOREIGN KEY ("inspectorate_id") REFERENCES "inspectorate" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE INDEX "IX_role_grant_account" ON "role_grant" ("account_id")`,
  `CREATE INDEX "IX_role_grant_organisation" ON "role_grant" ("organisation_id", "role")`,
  `CREATE INDEX "IX_role_grant_inspectorate" ON "role_grant" ("inspectorate_id", "role")`,
  `CREATE TABLE "session" (
    "id" varchar(36) NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "started_at" varchar(24) NOT NULL,
    "seen_at" varchar(24) NOT NULL,
    "device" varchar(120),
    "view_as" text,
    CONSTRAINT "PK_session" PRIMARY KEY ("id"),
    CONSTRAINT "CK_session_token_hash" CHECK (length("token_hash") <= 64),
    CONSTRAINT "CK_session_started_at" CHECK (length("started_at") = 24),
    CONSTRAINT "CK_session_seen_at" CHECK (length("seen_at") = 24),
    CONSTRAINT "CK_session_device" CHECK (length("device") <= 120),
    CONSTRAINT "FK_session_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_session_token" ON "session" ("token_hash")`,
  `CREATE INDEX "IX_session_account" ON "session" ("account_id")`,
  `CREATE INDEX "IX_session_seen" ON "session" ("seen_at")`,
];

export class LetPeopleSignIn1768000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['session', 'role_grant', 'account']) await runner.query(`DROP TABLE "${table}"`);
  }
}
