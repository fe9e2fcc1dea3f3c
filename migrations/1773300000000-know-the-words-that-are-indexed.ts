import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words that SQLite's index holds, each once: how a word that somebody types goes on is looked up there. It is a view
 * of the index and holds nothing of its own.
 */
export class KnowTheWordsThatAreIndexed1773300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') return;
    await runner.query(`CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_word', 'row')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') return;
    await runner.query('DROP TABLE search_vocabulary');
  }
}
