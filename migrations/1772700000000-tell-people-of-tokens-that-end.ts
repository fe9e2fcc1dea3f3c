import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter tells a person, once, that a token of theirs ends soon. */
export class TellPeopleOfTokensThatEnd1772700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "api_token" ADD COLUMN "told_at" varchar(24) CONSTRAINT "CK_api_token_told_at" CHECK (length("told_at") = 24)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "api_token" DROP COLUMN "told_at"`);
  }
}
