import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A published file stands behind a million facts: one page of them is read in the order of an index, never sorted. And
 * whether what a conflict is about may be seen is asked of each conflict.
 */
export class FindWhatRestsOnASourceInOrder1767657600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_source_link_source"');
    await runner.query(
      'CREATE INDEX "IX_source_link_source" ON "source_link" ("source_id", "record_kind", "record_id", "id")',
    );
    await runner.query(
      'CREATE INDEX "IX_source_conflict_subject_conflict" ON "source_conflict_subject" ("conflict_id")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_source_conflict_subject_conflict"');
    await runner.query('DROP INDEX "IX_source_link_source"');
    await runner.query('CREATE INDEX "IX_source_link_source" ON "source_link" ("source_id", "record_kind")');
  }
}
