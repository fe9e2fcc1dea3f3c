import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A relapse watch ends by itself at midnight: lists must know which bodies the calendar has overtaken. */
export class TellWhenAWatchEnds1767484800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "organisation_standing" ADD COLUMN "watch_until" varchar(10) ' +
        'CONSTRAINT "CK_organisation_standing_watch_until" CHECK (length("watch_until") = 10)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "organisation_standing" DROP COLUMN "watch_until"');
  }
}
