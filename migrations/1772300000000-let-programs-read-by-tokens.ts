import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "api_token" (
    "id" varchar(36) NOT NULL,
    "ref" varchar(20) NOT NULL,
    "account_id" varchar(36) NOT NULL,
    "name" varchar(120) NOT NULL,
    "scopes" text NOT NULL,
    "grants" text NOT NULL,
    "token_hash" varchar(64) NOT NULL,
    "made_at" varchar(24) NOT NULL,
    "ends_on" varchar(10) NOT NULL,
    "used_at" varchar(24),
    "revoked_at" varchar(24),
    "revoked_by" varchar(120),
    "revoked_reason" varchar(500),
    CONSTRAINT "PK_api_token" PRIMARY KEY ("id"),
    CONSTRAINT "CK_api_token_ref" CHECK (length("ref") <= 20),
    CONSTRAINT "CK_api_token_name" CHECK (length("name") <= 120),
    CONSTRAINT "CK_api_token_token_hash" CHECK (length("token_hash") <= 64),
    CONSTRAINT "CK_api_token_made_at" CHECK (length("made_at") = 24),
    CONSTRAINT "CK_api_token_ends_on" CHECK (length("ends_on") = 10),
    CONSTRAINT "CK_api_token_used_at" CHECK (length("used_at") = 24),
    CONSTRAINT "CK_api_token_revoked_at" CHECK (length("revoked_at") = 24),
    CONSTRAINT "CK_api_token_revoked_by" CHECK (length("revoked_by") <= 120),
    CONSTRAINT "CK_api_token_revoked_reason" CHECK (length("revoked_reason") <= 500),
    CONSTRAINT "FK_api_token_account_id" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`,
  `CREATE UNIQUE INDEX "IX_api_token_ref" ON "api_token" ("ref")`,
  `CREATE UNIQUE INDEX "IX_api_token_hash" ON "api_token" ("token_hash")`,
  `CREATE INDEX "IX_api_token_account" ON "api_token" ("account_id", "revoked_at", "ends_on")`,
  `CREATE INDEX "IX_api_token_made" ON "api_token" ("made_at", "ref")`,
];

/** A program reads what its person may read without knowing their password, until a day and until it is revoked. */
export class LetProgramsReadByTokens1772300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "api_token"');
  }
}
