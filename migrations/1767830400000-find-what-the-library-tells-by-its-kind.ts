import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The home page asks which episodes the library tells, and read every entry of the library to know. */
export class FindWhatTheLibraryTellsByItsKind1767830400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "IX_library_entry_record" ON "library_entry" ("record_kind", "record_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "IX_library_entry_record"');
  }
}
