import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of everything that can be found, made anew: what is found, for whose eyes, and beside it each database's
 * own kind of full text search over its folded words. It holds nothing that the record does not: at the next start it
 * is filled from there.
 */
const entry = `CREATE TABLE search_entry (
    id integer NOT NULL,
    kind varchar(60) NOT NULL,
    record_id varchar(36) NOT NULL,
    scope varchar(60) NOT NULL,
    address varchar(300) NOT NULL,
    shown text NOT NULL,
    on_day varchar(10) NOT NULL,
    title text NOT NULL`;

const sqlite = [
  'DROP TABLE search_entry',
  `${entry},
    CONSTRAINT "PK_search_entry" PRIMARY KEY (id))`,
  `CREATE UNIQUE INDEX "IX_search_entry_record" ON search_entry (kind, record_id)`,
  `CREATE VIRTUAL TABLE search_word USING fts5 (
    body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`,
];

const postgres = [
  'DROP TABLE search_entry',
  `${entry},
    body text NOT NULL,
    words tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(body, ' '), ''))) STORED,
    CONSTRAINT "PK_search_entry" PRIMARY KEY (id))`,
  `CREATE UNIQUE INDEX "IX_search_entry_record" ON search_entry (kind, record_id)`,
  `CREATE INDEX "IX_search_entry_words" ON search_entry USING gin (words)`,
];

const edition = `CREATE TABLE "search_edition" (
    "kind" varchar(60) NOT NULL,
    "edition" integer NOT NULL,
    CONSTRAINT "PK_search_edition" PRIMARY KEY ("kind"))`;

export class LetAllBeFound1768320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = runner.dataSource.options.type === 'postgres' ? postgres : sqlite;
    for (const statement of [...statements, edition]) await runner.query(statement);
  }

  /** What it held before follows from the record too, but no version before this one can fill it again. */
  async down(): Promise<void> {
    throw new Error('The index before this one is not made again: restore a backup instead');
  }
}
