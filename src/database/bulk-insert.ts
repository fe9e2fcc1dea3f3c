import { type DataSource, type EntityMetadata, type ObjectLiteral, QueryFailedError, type QueryRunner } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { connectionOf } from './sqlite-driver.js';

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
type Shape = {
  readonly names: readonly string[];
  readonly values: readonly Value[];
  readonly types: readonly string[];
};

/** How the value of a column is found in a row: asked once, and not of every row anew. */
function valueOf({ propertyName, embeddedMetadata }: ColumnMetadata): Value {
  const parts = embeddedMetadata?.parentPropertyNames ?? [];
  const [part, ...others] = parts;
  if (part === undefined) return (row) => row[propertyName] as unknown;
  if (others.length === 0) return (row) => (row[part] as ObjectLiteral | undefined)?.[propertyName] as unknown;
  return (row) =>
    [...parts, propertyName].reduce<unknown>((value, name) => (value as ObjectLiteral | undefined)?.[name], row);
}

/**
 * The columns that are written, where rows of this kind can be written in bulk: plain columns alone, and none whose
 * default would have to be filled in for some rows and not for others.
 */
function shapeOf(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Shape | null {
  const names: string[] = [];
  const values: Value[] = [];
  const types: string[] = [];
  for (const column of metadata.columns) {
    const type = arrayTypes[String(column.type)];
    if (type === undefined || column.transformer !== undefined || column.isGenerated) return null;
    const value = valueOf(column);
    const given = rows.reduce((count, row) => (value(row) === undefined ? count : count + 1), 0);
    if (given === 0) continue;
    if (given < rows.length) return null;
    names.push(`"${column.databaseName}"`);
    values.push(value);
    types.push(type);
  }
  return names.length === 0 ? null : { names, values, types };
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
  const shape = shapeOf(metadata, rows);
  if (!shape) return false;
  const { values, types } = shape;
  const names = shape.names.join(', ');
  const table = `"${metadata.tableName}"`;
  if (source.options.type === 'better-sqlite3') {
    const places = values.map(() => '?').join(', ');
    const text = `INSERT INTO ${table} (${names}) VALUES (${places})`;
    const statement = connectionOf(source).prepare(text);
    for (const row of rows) {
      const given = values.map((value) => value(row));
      try {
        statement.run(given);
      } catch (error) {
        // As any other statement that is refused.
        throw new QueryFailedError(text, given, error as Error);
      }
    }
    return true;
  }
  const lists = types.map((type, index) => `$${index + 1}::${type}`).join(', ');
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    await runner.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${lists})`,
      values.map((value) => some.map(value)),
    );
  }
  return true;
}
