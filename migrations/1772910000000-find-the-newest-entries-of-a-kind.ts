import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The newest entries of a kind, among which a frequent word is looked for. SQLite's index of words gives them in that
 * order by itself; PostgreSQL read the newest of all kinds until enough of one had come.
 */
export class FindTheNewestEntriesOfAKind1772910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres')
      await runner.query('CREATE INDEX "IX_search_entry_kind" ON search_entry (kind, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP INDEX "IX_search_entry_kind"');
  }
}
