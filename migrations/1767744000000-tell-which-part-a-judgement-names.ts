import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An inspection of the whole may judge a part by itself: what it said of that part was to be read from its words alone. */
export class TellWhichPartAJudgementNames1767744000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "judgement" ADD COLUMN "unit" varchar(300) ' +
        'CONSTRAINT "CK_judgement_unit" CHECK (length("unit") <= 300)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "judgement" DROP COLUMN "unit"');
  }
}
