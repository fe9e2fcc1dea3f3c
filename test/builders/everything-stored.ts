import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from '../../src/database/database.js';
import { addressOf } from './test-database.js';

/**
 * Every byte that a database keeps: on SQLite its files with what was deleted and what waits in its log, and whatever
 * else lies beside them; on PostgreSQL every row of every table as text.
 */
export async function everythingStored(database: Database): Promise<string> {
  const address = addressOf(database);
  if (address.kind === 'sqlite') {
    const folder = dirname(address.path);
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('\n');
  }
  const tables: { name: string }[] = await database.reader.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows: { row: string }[] = await database.reader.query(`SELECT t::text AS row FROM "${name}" AS t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
