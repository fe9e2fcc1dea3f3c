import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DataSource } from 'typeorm';

const require = createRequire(import.meta.url);

/** The part of better-sqlite3 that we call ourselves. */
export type SqliteConnection = {
  pragma(text: string, options?: { simple: boolean }): unknown;
  prepare(text: string): { get(): unknown; run(values: readonly unknown[]): unknown; pluck(): { get(): unknown } };
};

/** The connection beneath a data source on SQLite. */
export const connectionOf = (source: DataSource): SqliteConnection =>
  (source.driver as unknown as { databaseConnection: SqliteConnection }).databaseConnection;

export class MissingDriver extends Error {}

/**
 * Two drivers are optional dependencies, because neither serves every Node: version 12 aborts on newer ones, version
 * 13 needs Node-API 10. `docs/decisions/0001-sqlite-driver-pair.md` tells the rest.
 */
export function loadSqliteDriver(): unknown {
  const name = Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3';
  try {
    const driver: unknown = require(name);
    const Connection = driver as new (path: string) => { close(): void };
    new Connection(':memory:').close();
    return driver;
  } catch {
    throw new MissingDriver(
      `The SQLite driver (${name}) could not be loaded. Install a C++ tool-chain (on Debian: apt-get install g++ make python3), then run npm ci again; or set DATABASE_URL to a PostgreSQL database.`,
    );
  }
}

/** Writers take their place in the queue of processes at once, not at their first write: no deadlock, no lost read. */
export function beginImmediately(connection: SqliteConnection): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (text) => prepare(text === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE TRANSACTION' : text);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Holds a file of this name alone among all processes, and gives the way to let it go. A process that dies lets go of
 * it too. Throws when another has held it for longer than `patience` milliseconds.
 */
export async function holdAlone(path: string, patience: number): Promise<() => void> {
  const Connection = loadSqliteDriver() as new (path: string, options: { timeout: number }) => Lock;
  const lock = new Connection(path, { timeout: 0 });
  for (const deadline = performance.now() + patience; ; await pause(20)) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      break;
    } catch (error) {
      if (performance.now() > deadline) {
        lock.close();
        throw error;
      }
    }
  }
  return () => {
    rmSync(path, { force: true });
    lock.close();
  };
}

type Lock = { exec(text: string): void; close(): void };
