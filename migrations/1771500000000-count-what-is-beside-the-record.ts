import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail's line of a download is no change of the record: it is counted apart. */
export class CountWhatIsBesideTheRecord1771500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "data_version" ADD COLUMN "asides" integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "data_version" DROP COLUMN "asides"');
  }
}
