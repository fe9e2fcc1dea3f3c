import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns: readonly (readonly [string, string])[] = [
  ['from_on', `varchar(10) CONSTRAINT "CK_plan_guest_from_on" CHECK (length("from_on") = 10)`],
  ['to_on', `varchar(10) CONSTRAINT "CK_plan_guest_to_on" CHECK (length("to_on") = 10)`],
  ['ended_at', `varchar(24) CONSTRAINT "CK_plan_guest_ended_at" CHECK (length("ended_at") = 24)`],
  ['ended_by', `varchar(120) CONSTRAINT "CK_plan_guest_ended_by" CHECK (length("ended_by") <= 120)`],
];

/** An invitation to read a plan begins and ends on a day, and what was ended stays to be seen. */
export class PublishPlansAndEndInvitations1770600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, type] of columns) await runner.query(`ALTER TABLE "plan_guest" ADD COLUMN "${name}" ${type}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of columns.toReversed()) {
      await runner.query(`ALTER TABLE "plan_guest" DROP COLUMN "${name}"`);
    }
  }
}
