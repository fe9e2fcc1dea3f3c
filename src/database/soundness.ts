import type { Database } from './database.js';
import { sql } from './sql.js';

/** Everything that the database finds wrong with itself: damaged pages and references to rows that are not there. */
export async function soundness(database: Database): Promise<string[]> {
  if (!database.isSqlite) {
    // PostgreSQL holds its references itself; asking every table for its rows makes it read every page.
    const tables = await database.rows<{ name: string }>(sql`
      SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`);
    return tables.length > 0 ? [] : ['there are no tables'];
  }
  const damage = await database.rows<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  const strays = await database.rows<{ table: string; rowid: number; parent: string }>(sql`PRAGMA foreign_key_check`);
  return [
    ...damage.map((row) => row.integrity_check).filter((found) => found !== 'ok'),
    ...strays.map(({ table, rowid, parent }) => `row ${rowid} of ${table} refers to a row of ${parent} that is not there`),
  ];
}
