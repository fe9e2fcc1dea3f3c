import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So that what bears the very name that was asked for is found among any number of others. */
export class FindNamesByTheirBeginning1768360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const bytes = runner.dataSource.options.type === 'postgres' ? ' COLLATE "C"' : '';
    await runner.query(`CREATE INDEX "IX_search_entry_title" ON search_entry (kind, title${bytes})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_search_entry_title"');
  }
}
