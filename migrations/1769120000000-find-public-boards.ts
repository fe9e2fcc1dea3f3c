import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of what everybody may read look boards up by who may see them. */
export class FindPublicBoards1769120000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX "IX_board_visibility" ON "board" ("visibility")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "IX_board_visibility"`);
  }
}
