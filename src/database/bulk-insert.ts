import { type DataSource, type EntityMetadata, type ObjectLiteral, QueryFailedError, type QueryRunner } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { connectionOf, type SqliteConnection } from './sqlite-driver.js';

/** From this many rows on, a statement that is prepared once is quicker than text put together anew. */
export const manyRows = 20;

/** On SQLite so many rows share a statement: it begins and ends once for all of them. */
const rowsTogether = 50;

/** PostgreSQL sends whole columns: so many rows to a statement. */
const rowsPerStatement = 5_000;

const arrayTypes: Readonly<Record<string, string>> = {
  varchar: 'text[]',
  text: 'text[]',
  integer: 'integer[]',
  'double precision': 'double precision[]',
};

type Value = (row: ObjectLiteral) => unknown;
type BulkColumn = { readonly name: string; readonly value: Value; readonly type: string };
/** Which columns are written, and what each row has in them, in their order. */
type Given = { readonly columns: readonly BulkColumn[]; readonly rows: readonly (readonly unknown[])[] };

/** How the value of a column is found in a row: asked once, and not of every row anew. */
function valueOf({ propertyName, embeddedMetadata }: ColumnMetadata): Value {
  const parts = embeddedMetadata?.parentPropertyNames ?? [];
  const [part, ...others] = parts;
  if (part === undefined) return (row) => row[propertyName] as unknown;
  if (others.length === 0) return (row) => (row[part] as ObjectLiteral | undefined)?.[propertyName] as unknown;
  return (row) =>
    [...parts, propertyName].reduce<unknown>((value, name) => (value as ObjectLiteral | undefined)?.[name], row);
}

const known = new WeakMap<EntityMetadata, readonly BulkColumn[] | null>();

/** The columns of a table, where rows of it can be written in bulk: plain columns alone. */
function columnsOf(metadata: EntityMetadata): readonly BulkColumn[] | null {
  const before = known.get(metadata);
  if (before !== undefined) return before;
  const isPlain = metadata.columns.every(
    ({ type, transformer, isGenerated }) =>
      arrayTypes[String(type)] !== undefined && transformer === undefined && !isGenerated,
  );
  const columns = isPlain
    ? metadata.columns.map((column) => ({
        name: `"${column.databaseName}"`,
        value: valueOf(column),
        type: arrayTypes[String(column.type)],
      }))
    : null;
  known.set(metadata, columns);
  return columns;
}

/** What is written: nothing where a default would have to be filled in for some rows and not for others. */
function givenIn(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Given | null {
  const all = columnsOf(metadata);
  const [first] = rows;
  if (!all || !first) return null;
  const columns = all.filter(({ value }) => value(first) !== undefined);
  const left = all.filter(({ value }) => value(first) === undefined);
  const given = rows.map((row) => columns.map(({ value }) => value(row)));
  const isEven =
    given.every((values) => !values.includes(undefined)) &&
    (left.length === 0 || rows.every((row) => left.every(({ value }) => value(row) === undefined)));
  return isEven && columns.length > 0 ? { columns, rows: given } : null;
}

type Statement = ReturnType<SqliteConnection['prepare']>;
const prepared = new WeakMap<SqliteConnection, Map<string, Statement>>();

/** A statement for all slices of all imports: there are few, one or two a table. */
function statementOf(connection: SqliteConnection, text: string): Statement {
  const statements = prepared.get(connection) ?? new Map<string, Statement>();
  prepared.set(connection, statements);
  const there = statements.get(text) ?? connection.prepare(text);
  statements.set(text, there);
  return there;
}

/** What is to be written: columns as they are called in the database, each with its PostgreSQL type as a list. */
export type Bulk = {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  /** What happens to a row whose key is there already; an error unless told. */
  readonly onConflict?: string;
};

/** Rows of a table that is an entity, ready to be written; null where rows of this kind cannot be written so. */
export function bulkOf(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Bulk | null {
  const given = givenIn(metadata, rows);
  return given && { table: `"${metadata.tableName}"`, ...given };
}

/** The same rows, each in the place of the one that has its key. */
export function inPlaceOf(bulk: Bulk, key: string): Bulk {
  const set = bulk.columns
    .filter(({ name }) => name !== `"${key}"`)
    .map(({ name }) => `${name} = excluded.${name}`)
    .join(', ');
  return { ...bulk, onConflict: ` ON CONFLICT ("${key}") DO UPDATE SET ${set}` };
}

/** Writes many rows within the transaction of `runner`: on SQLite by a statement prepared once, on PostgreSQL by columns. */
export async function writeInBulk(
  source: DataSource,
  runner: QueryRunner,
  { table, columns, rows, onConflict = '' }: Bulk,
): Promise<void> {
  const names = columns.map(({ name }) => name).join(', ');
  if (source.options.type === 'better-sqlite3') {
    const one = `(${columns.map(() => '?').join(', ')})`;
    for (let start = 0; start < rows.length;) {
      const count = rows.length - start >= rowsTogether ? rowsTogether : 1;
      const places = count === 1 ? one : Array.from({ length: count }, () => one).join(', ');
      const text = `INSERT INTO ${table} (${names}) VALUES ${places}${onConflict}`;
      const values = count === 1 ? rows[start] : rows.slice(start, start + count).flat();
      try {
        statementOf(connectionOf(source), text).run(values);
      } catch (error) {
        // As any other statement that is refused.
        throw new QueryFailedError(text, [...values], error as Error);
      }
      start += count;
    }
    return;
  }
  const lists = columns.map(({ type }, index) => `$${index + 1}::${type}`).join(', ');
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    await runner.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${lists})${onConflict}`,
      columns.map((_, index) => some.map((values) => values[index])),
    );
  }
}
