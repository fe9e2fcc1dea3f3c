import type { Database } from './database.js';
import { fixed, sql } from './sql.js';

/** Everything that the database finds wrong with itself: damaged pages and references to rows that are not there. */
export async function soundness(database: Database): Promise<string[]> {
  if (!database.isSqlite) return unreadableTables(database);
  const damage = await database.rows<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  const strays = await database.rows<{ table: string; rowid: number; parent: string }>(sql`PRAGMA foreign_key_check`);
  return [
    ...damage.map((row) => row.integrity_check).filter((found) => found !== 'ok'),
    ...strays.map(
      ({ table, rowid, parent }) => `row ${rowid} of ${table} refers to a row of ${parent} that is not there`,
    ),
  ];
}

/** PostgreSQL holds its references itself; reading every row of every table finds the pages that are damaged. */
async function unreadableTables(database: Database): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(sql`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`);
  if (tables.length === 0) return ['there are no tables'];
  const faults: string[] = [];
  for (const { name } of tables) {
    const table = fixed(`"${name.replaceAll('"', '""')}"`);
    try {
      await database.rows(sql`SELECT count(each_row::text) FROM ${table} AS each_row`);
    } catch (error) {
      faults.push(`table ${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return faults;
}
