import { type DataSource, type EntityMetadata, type ObjectLiteral, QueryFailedError, type QueryRunner } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { connectionOf, type SqliteConnection } from './sqlite-driver.js';

/** From this many rows on, a statement that is prepared once is quicker than text put together anew. */
export const manyRows = 20;

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

/**
 * Writes many rows of one kind within the transaction of `runner`: on SQLite by a statement prepared once, on PostgreSQL
 * by columns. Tells false, having done nothing, where rows of this kind cannot be written so.
 */
export async function insertInBulk(
  source: DataSource,
  runner: QueryRunner,
  metadata: EntityMetadata,
  rows: readonly ObjectLiteral[],
): Promise<boolean> {
  const given = givenIn(metadata, rows);
  if (!given) return false;
  const names = given.columns.map(({ name }) => name).join(', ');
  const table = `"${metadata.tableName}"`;
  if (source.options.type === 'better-sqlite3') {
    const text = `INSERT INTO ${table} (${names}) VALUES (${given.columns.map(() => '?').join(', ')})`;
    const statement = statementOf(connectionOf(source), text);
    for (const values of given.rows) {
      try {
        statement.run(values);
      } catch (error) {
        // As any other statement that is refused.
        throw new QueryFailedError(text, [...values], error as Error);
      }
    }
    return true;
  }
  const lists = given.columns.map(({ type }, index) => `$${index + 1}::${type}`).join(', ');
  for (let start = 0; start < given.rows.length; start += rowsPerStatement) {
    const some = given.rows.slice(start, start + rowsPerStatement);
    await runner.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${lists})`,
      given.columns.map((_, index) => some.map((values) => values[index])),
    );
  }
  return true;
}
