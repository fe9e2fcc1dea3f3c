import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import type { DatabaseAddress } from '../config/environment.js';
import { readerOptions, type Schema, writerOptions } from './data-source-options.js';
import { connectionOf, holdAlone } from './sqlite-driver.js';

/** How long a program waits for another that writes, before it says so. */
export const longestWaitInMilliseconds = 30_000;

/** What the person who runs the service must put right, in one sentence. */
export class DatabaseRefusal extends Error {}

/** One connection that writes and one that reads: on PostgreSQL one pool is both. */
export type Connections = { readonly writer: DataSource; readonly reader: DataSource };

/**
 * Opens the database and takes it to this version. With `asItIs` it is opened only where it is there already, and left in
 * its version. Throws `DatabaseRefusal`, one sentence.
 */
export async function openConnections(
  address: DatabaseAddress,
  schema: Schema,
  { asItIs }: { readonly asItIs: boolean },
): Promise<Connections> {
  if (asItIs && address.kind === 'sqlite' && !existsSync(address.path))
    throw new DatabaseRefusal(`There is no database at ${address.path}. Check DATABASE_URL.`);
  const writer = new DataSource(writerOptions(address, schema));
  try {
    if (address.kind === 'sqlite') makeFolder(dirname(address.path));
    await writer.initialize();
    if (asItIs) await assertIsRecord(writer, address);
    await assertIsNotLater(writer, address);
    if (!asItIs) await (address.kind === 'sqlite' ? migrateInTurn(writer, address.path) : migrateUnderLock(writer));
    const forReading = readerOptions(address);
    const reader = forReading ? await new DataSource(forReading).initialize() : writer;
    assertSettings(writer);
    return { writer, reader };
  } catch (error) {
    if (writer.isInitialized) await writer.destroy();
    if (error instanceof DatabaseRefusal) throw error;
    throw new DatabaseRefusal(whyItCannotBeOpened(address, error), { cause: error });
  }
}

/** A setting that would lose acknowledged writes or break a reference keeps the service from starting. */
function assertSettings(writer: DataSource): void {
  if (writer.options.type !== 'better-sqlite3') return;
  const connection = connectionOf(writer);
  const wanted: [string, unknown][] = [
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['cell_size_check', 1],
  ];
  for (const [name, value] of wanted) {
    const found = connection.pragma(name, { simple: true });
    if (found !== value)
      throw new DatabaseRefusal(`The database has ${name} ${String(found)} where ${String(value)} is needed.`);
  }
}

/**
 * Two processes that start together migrate one after the other. TypeORM reads which steps are pending before it holds
 * the file, so whoever has steps to take first takes a lock in a file beside the database.
 */
async function migrateInTurn(writer: DataSource, path: string): Promise<void> {
  const connection = connectionOf(writer);
  connection.pragma(`busy_timeout = ${longestWaitInMilliseconds}`);
  if (await writer.showMigrations()) {
    const release = await holdAlone(`${path}-migrating`, longestWaitInMilliseconds);
    try {
      await writer.runMigrations();
    } finally {
      release();
    }
  }
  connection.pragma('busy_timeout = 0');
}

/** The names of the steps that the database has taken; none where it is new. */
export async function stepsTaken(writer: DataSource): Promise<readonly string[]> {
  const runner = writer.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    const rows: { name: string }[] = await runner.query('SELECT name FROM migrations ORDER BY id');
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

/** This program does not know what a later one wrote, and could break it. */
async function assertIsNotLater(writer: DataSource, address: DatabaseAddress): Promise<void> {
  const known = new Set(writer.migrations.map(({ name, constructor }) => name ?? constructor.name));
  if ((await stepsTaken(writer)).every((name) => known.has(name))) return;
  throw new DatabaseRefusal(
    `${calledOf(address)} was last used by a later version of Turnaround. Use that version, or restore a backup from before it.`,
  );
}

const calledOf = (address: DatabaseAddress): string =>
  address.kind === 'sqlite' ? address.path : 'The database in DATABASE_URL';

async function assertIsRecord(writer: DataSource, address: DatabaseAddress): Promise<void> {
  try {
    await writer.query('SELECT number FROM data_version WHERE id = 1');
  } catch (error) {
    throw new DatabaseRefusal(`${calledOf(address)} is not a Turnaround database. Check DATABASE_URL.`, {
      cause: error,
    });
  }
}

async function migrateUnderLock(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(7246001)');
    await writer.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(7246001)');
    await runner.release();
  }
}

/** One folder after another: Node's own recursive way never returns where the system refuses, as under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function whyItCannotBeOpened(address: DatabaseAddress, error: unknown): string {
  const reason = String((error as { message?: unknown } | null)?.message ?? error).split('\n')[0];
  if (address.kind === 'postgres')
    return `The PostgreSQL database in DATABASE_URL cannot be opened: ${reason}. Check that it runs and that the address, name and password are right.`;
  if (/not a database|malformed/.test(reason ?? ''))
    return `${address.path} is not a Turnaround database. Name another file in DATABASE_URL, or restore a backup over it.`;
  return `The database file ${address.path} cannot be opened: ${reason}. Check that the folder exists and may be written to.`;
}
