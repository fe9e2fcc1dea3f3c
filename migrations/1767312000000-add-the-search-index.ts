import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One index over everything that can be found by name. It is not an entity: each database has its own kind of full
 * text search. Words are folded (lower case, no accents) before they come here, on both.
 */
const sqlite = [
  `CREATE VIRTUAL TABLE search_entry USING fts5 (
    kind UNINDEXED, record_id UNINDEXED, title, body,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
  )`,
];

const postgres = [
  `CREATE TABLE search_entry (
    kind varchar(60) NOT NULL,
    record_id varchar(36) NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    words tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B')
    ) STORED,
    CONSTRAINT "PK_search_entry" PRIMARY KEY (kind, record_id)
  )`,
  `CREATE INDEX "IX_search_entry_words" ON search_entry USING gin (words)`,
];

export class AddTheSearchIndex1767312000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = runner.dataSource.options.type === 'postgres' ? postgres : sqlite;
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_entry');
  }
}
