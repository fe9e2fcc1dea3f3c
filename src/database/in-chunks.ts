/** Few enough for the bound values that either kind of database takes in one statement. */
const valuesPerStatement = 500;

/** Asks about many values, a few hundred to a statement, and gives all rows. Nothing is asked about no values. */
export async function inChunks<Value, Row>(
  values: readonly Value[],
  ask: (chunk: readonly Value[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < values.length; start += valuesPerStatement)
    for (const row of await ask(values.slice(start, start + valuesPerStatement))) rows.push(row);
  return rows;
}
