import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE "search_owed" (
    "id" varchar(36) NOT NULL,
    "kind" varchar(60) NOT NULL,
    "records" integer NOT NULL,
    "record_ids" text NOT NULL,
    CONSTRAINT "PK_search_owed" PRIMARY KEY ("id"),
    CONSTRAINT "CK_search_owed_kind" CHECK (length("kind") <= 60))`,
];

/** A publication is on the record before all of it is in the search: what is still to be put there is noted with it. */
export class PutManyRecordsIntoTheSearchAfterwards1772400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "search_owed"');
  }
}
