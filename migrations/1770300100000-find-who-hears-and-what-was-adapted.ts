import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the bodies that have a speak-up lead without reading every role, and what was adapted from what was shared. */
const steps = [
  'CREATE INDEX "IX_role_grant_role" ON "role_grant" ("role", "organisation_id")',
  `ALTER TABLE "milestone" ADD COLUMN "adapted_ref" varchar(20) CONSTRAINT "CK_milestone_adapted_ref" CHECK (length("adapted_ref") <= 20)`,
  'CREATE INDEX "IX_milestone_adapted" ON "milestone" ("adapted_ref")',
];

export class FindWhoHearsAndWhatWasAdapted1770300100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_milestone_adapted"');
    await runner.query('ALTER TABLE "milestone" DROP COLUMN "adapted_ref"');
    await runner.query('DROP INDEX "IX_role_grant_role"');
  }
}
