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

type Shape = { readonly columns: readonly ColumnMetadata[]; readonly types: readonly string[] };

/**
 * The columns that are written, where rows of this kind can be written in bulk: plain columns alone, and none whose
 * default would have to be filled in for some rows and not for others.
 */
function shapeOf(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Shape | null {
  const columns: ColumnMetadata[] = [];
  const types: string[] = [];
  for (const column of metadata.columns) {
    const type = arrayTypes[String(column.type)];
    if (type === undefined || column.transformer !== undefined || column.isGenerated) return null;
    const given = rows.filter((row) => column.getEntityValue(row) !== undefined).length;
    if (given === 0) continue;
    if (given < rows.length) return null;
    columns.push(column);
    types.push(type);
  }
  return columns.length === 0 ? null : { columns, types };
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
  const { columns, types } = shape;
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const table = `"${metadata.tableName}"`;
  if (source.options.type === 'better-sqlite3') {
    const places = columns.map(() => '?').join(', ');
    const text = `INSERT INTO ${table} (${names}) VALUES (${places})`;
    const statement = connectionOf(source).prepare(text);
    for (const row of rows) {
      const values = columns.map((column) => column.getEntityValue(row) as unknown);
      try {
        statement.run(values);
      } catch (error) {
        // As any other statement that is refused.
        throw new QueryFailedError(text, values, error as Error);
      }
    }
    return true;
  }
  const lists = types.map((type, index) => `$${index + 1}::${type}`).join(', ');
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const some = rows.slice(start, start + rowsPerStatement);
    await runner.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${lists})`,
      columns.map((column) => some.map((row) => column.getEntityValue(row) as unknown)),
    );
  }
  return true;
}
