import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseAddress } from '../../src/config/environment.js';
import { Database } from '../../src/database/database.js';
import { schema } from '../../src/schema.js';

/** Which database this run is about: `TEST_DATABASE=postgres` asks for PostgreSQL at `TEST_POSTGRES_URL`. */
export const testedKind = ((): DatabaseAddress['kind'] => {
  const kind = process.env.TEST_DATABASE ?? 'sqlite';
  if (kind === 'sqlite' || kind === 'postgres') return kind;
  throw new Error(`TEST_DATABASE is ${kind}: write sqlite or postgres`);
})();

/** Where files that tests hand in are kept, for one process: never among those of whoever runs the tests. */
export const testFiles = join(tmpdir(), `turnaround-test-files-${process.pid}`);

const postgresServer = (): string => {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_DATABASE=postgres needs TEST_POSTGRES_URL, an address that may create databases');
  return url;
};

async function asking(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export type TestPlace = { readonly address: DatabaseAddress; readonly remove: () => Promise<void> };

/** An empty place for a database of the kind under test, without any table, and how to be rid of it. */
export async function emptyPlace(): Promise<TestPlace> {
  if (testedKind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'turnaround-test-'));
    return {
      address: { kind: 'sqlite', path: join(folder, 'test.sqlite') },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const server = postgresServer();
  const name = `turnaround_test_${randomBytes(8).toString('hex')}`;
  await asking(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    address: { kind: 'postgres', url: url.href },
    remove: () => asking(server, `DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

const places = new Map<Database, TestPlace>();

/** A fresh database of the kind under test with every table and no record. Give it back with `closeTestDatabase`. */
export async function openTestDatabase(): Promise<Database> {
  const place = await emptyPlace();
  try {
    const database = await Database.open(place.address, schema);
    places.set(database, place);
    return database;
  } catch (error) {
    await place.remove();
    throw error;
  }
}

/** Where an open test database lies, for a second connection or another process. */
export function addressOf(database: Database): DatabaseAddress {
  const place = places.get(database);
  if (!place) throw new Error('This database was not opened by openTestDatabase');
  return place.address;
}

export async function closeTestDatabase(database: Database | undefined): Promise<void> {
  if (!database) return;
  const place = places.get(database);
  places.delete(database);
  await database.close();
  await place?.remove();
}
