import type { Database } from '../../src/database/database.js';
import type { Statement } from './test-app.js';

/**
 * Kept by the product itself, and no larger next year: reading one of these whole costs nothing. `search_owed` has a row
 * for 250 records while a publication is put into the search, and then none.
 */
const smallTables = new Set([
  'data_version',
  'framework',
  'framework_area',
  'framework_fact',
  'framework_scale',
  'holiday',
  'inspectorate',
  'migrations',
  'not_rated_reason',
  'rating_grade',
  'rating_scale',
  'reference_counter',
  'search_owed',
]);

type Step = { readonly id: number; readonly parent: number; readonly detail: string };

/** The table that a plan calls by its own or by its other name; null where it is a result within the statement. */
function tableCalled(name: string, text: string, tables: readonly string[]): string | null {
  if (tables.includes(name)) return name;
  const renamed = new RegExp(`\\b(?:FROM|JOIN)\\s+"?(\\w+)"?\\s+(?:AS\\s+)?"?${name}"?\\b`, 'i').exec(text)?.[1];
  return renamed && tables.includes(renamed) ? renamed : null;
}

/**
 * Which growing tables a statement reads from end to end, on SQLite. Reading along an index until a LIMIT is met is
 * no such thing; sorting all rows before the LIMIT is. `isAsked`: of which tables; of all but the small ones, unless told.
 */
export async function scansOf(
  database: Database,
  { text, values }: Statement,
  isAsked: (table: string) => boolean = (table) => !smallTables.has(table),
): Promise<string[]> {
  if (!/^\s*(?:SELECT|WITH)\b/i.test(text)) return [];
  const tables = database.writer.entityMetadatas.map(({ tableName }) => tableName);
  const steps: Step[] = await database.reader.query(`EXPLAIN QUERY PLAN ${text}`, [...values]);
  const isLimited = /\bLIMIT\b/i.test(text);
  return steps.flatMap(({ detail, parent }) => {
    const scanned = /^SCAN (\S+)/.exec(detail)?.[1];
    const table = scanned ? tableCalled(scanned.replace(/"/g, ''), text, tables) : null;
    if (!table || !isAsked(table)) return [];
    const isSorted = steps.some((step) => step.parent === parent && step.detail.startsWith('USE TEMP B-TREE FOR'));
    return isLimited && !isSorted ? [] : [`${detail}${isLimited ? ', and sorts it before the limit' : ''}`];
  });
}
