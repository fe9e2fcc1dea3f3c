import type { DataSourceOptions, MixedList } from 'typeorm';
import type { DatabaseAddress } from '../config/environment.js';
import { RecordNaming } from './naming.js';
import { beginImmediately, loadSqliteDriver, type SqliteConnection } from './sqlite-driver.js';

type Classes = MixedList<abstract new (...args: never[]) => object>;

export type Schema = { readonly entities: Classes; readonly migrations: Classes };

const shared = (schema: Schema) =>
  ({
    entities: schema.entities as never,
    migrations: schema.migrations as never,
    migrationsTransactionMode: 'each',
    namingStrategy: new RecordNaming(),
    logging: false,
  }) as const;

/**
 * What one transaction may change without its pages being written out half made and read again. An import changes more;
 * four times as much made it no quicker, at 20,000 rows or at 100,000, and took as much memory more.
 */
const writerCacheInKibibytes = 16 * 1024;

/**
 * The connection that writes. Asking TypeORM for WAL alone would leave `synchronous` at NORMAL, which loses
 * acknowledged writes in a power cut: FULL is set here and asserted at start.
 */
export function writerOptions(address: DatabaseAddress, schema: Schema): DataSourceOptions {
  if (address.kind === 'postgres') return { type: 'postgres', url: address.url, ...shared(schema) };
  return {
    type: 'better-sqlite3',
    database: address.path,
    driver: loadSqliteDriver(),
    enableWAL: true,
    timeout: 0,
    prepareDatabase: (connection: SqliteConnection) => {
      beginImmediately(connection);
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      connection.pragma('foreign_keys = ON');
      connection.pragma('trusted_schema = OFF');
      connection.pragma('cell_size_check = ON');
      connection.pragma(`cache_size = -${writerCacheInKibibytes}`);
    },
    ...shared(schema),
  };
}

/** The connection that pages read from. On SQLite it cannot write; on PostgreSQL the writer's pool serves both. */
export function readerOptions(address: DatabaseAddress): DataSourceOptions | null {
  if (address.kind === 'postgres') return null;
  return {
    type: 'better-sqlite3',
    database: address.path,
    driver: loadSqliteDriver(),
    readonly: true,
    fileMustExist: true,
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma('trusted_schema = OFF');
    },
    logging: false,
  };
}
