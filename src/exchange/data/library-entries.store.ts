import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { LibraryEntry } from './import.entity.js';

@Injectable()
export class LibraryEntriesStore {
  constructor(private readonly db: Database) {}

  /** Two processes that start together load one after the other. */
  async takeTurn(): Promise<void> {
    if (!this.db.isSqlite) await this.db.run(sql`SELECT pg_advisory_xact_lock(7246004)`);
  }

  all(): Promise<{ key: string; recordKind: string; recordId: string }[]> {
    return this.db.rows(sql`
      SELECT library_entry.key, library_entry.record_kind AS "recordKind", library_entry.record_id AS "recordId"
        FROM library_entry`);
  }

  async add(rows: readonly LibraryEntry[]): Promise<void> {
    await this.db.insert(LibraryEntry, rows);
  }
}
