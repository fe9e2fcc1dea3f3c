import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wrote a source down, who read it, and what took its place: they may not all be the same person. */
export class TellWhoCheckedASource1769400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "source" ADD COLUMN "edited_by" varchar(120) ' +
        'CONSTRAINT "CK_source_edited_by" CHECK (length("edited_by") <= 120)',
    );
    await runner.query(
      'ALTER TABLE "source" ADD COLUMN "verified_by" varchar(120) ' +
        'CONSTRAINT "CK_source_verified_by" CHECK (length("verified_by") <= 120)',
    );
    await runner.query(
      'ALTER TABLE "source" ADD COLUMN "replaced_by_id" varchar(36) ' +
        'CONSTRAINT "CK_source_replaced_by_id" CHECK (length("replaced_by_id") <= 36)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['replaced_by_id', 'verified_by', 'edited_by'])
      await runner.query(`ALTER TABLE "source" DROP COLUMN "${column}"`);
  }
}
