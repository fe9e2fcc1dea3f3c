import type { MigrationInterface, QueryRunner } from 'typeorm';

const change = async (runner: QueryRunner, columns: string): Promise<void> => {
  await runner.query('DROP INDEX "IX_inspection_batch"');
  await runner.query(`CREATE INDEX "IX_inspection_batch" ON "inspection" (${columns})`);
};

/** The list of what an import made goes by reference: PostgreSQL walked all inspections to find a page of it. */
export class ListWhatAnImportMadeByReference1773400000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return change(runner, '"import_batch_id", "ref"');
  }

  down(runner: QueryRunner): Promise<void> {
    return change(runner, '"import_batch_id"');
  }
}
