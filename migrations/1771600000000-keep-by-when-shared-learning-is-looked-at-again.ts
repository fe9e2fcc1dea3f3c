import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each look at something shared sets another day for the next, so that only the newest could be read: what was looked at
 * in time was then no longer due, and never counted as done. From now on each step keeps the day that it set.
 */
const steps = [
  `ALTER TABLE "learning_change" ADD COLUMN "review_by" varchar(10) CONSTRAINT "CK_learning_change_review_by" CHECK (length("review_by") = 10)`,
  `UPDATE "learning_change"
      SET "review_by" = (SELECT "learning_shared"."review_by" FROM "learning_shared"
                          WHERE "learning_shared"."id" = "learning_change"."learning_id")
    WHERE "change" <> 'withdrawn'
      AND "number" = (SELECT max("later"."number") FROM "learning_change" AS "later"
                       WHERE "later"."learning_id" = "learning_change"."learning_id" AND "later"."change" <> 'withdrawn')`,
];

export class KeepByWhenSharedLearningIsLookedAtAgain1771600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const step of steps) await runner.query(step);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "learning_change" DROP COLUMN "review_by"');
  }
}
