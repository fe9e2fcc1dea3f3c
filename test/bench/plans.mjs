/** What a database says of how it answers a statement: SQLite by its plan, PostgreSQL by what it did. */

/** A statement without the limits that keep its parts short. */
function unlimited({ text, values }) {
  let place = -1;
  const dropped = new Set();
  const without = text.replace(/\bLIMIT\s+\?(\s+OFFSET\s+\?)?|\?/g, (found, offset) => {
    place += 1;
    if (found === '?') return found;
    dropped.add(place);
    if (offset) dropped.add((place += 1));
    return '';
  });
  return { text: without, values: values.filter((_value, index) => !dropped.has(index)) };
}

/**
 * How many rows SQLite sorts by itself because no index holds them in order: those of the answer; or, where a part of
 * the statement is sorted before its limit cuts it, all that the part would have.
 */
function rowsSorted(connection, statement, steps) {
  const byId = new Map(steps.map((step) => [step.id, step]));
  /** What is asked for each row by itself sorts only what belongs to that row. */
  const isOfOneRow = ({ parent }) => {
    for (let outer = byId.get(parent); outer; outer = byId.get(outer.parent))
      if (outer.detail.startsWith('CORRELATED')) return true;
    return false;
  };
  const sorts = steps.filter((step) => step.detail.includes('TEMP B-TREE FOR ORDER BY') && !isOfOneRow(step));
  if (sorts.length === 0) return 0;
  const isOfPart = sorts.some(({ parent }) => parent !== 0);
  const isCut = /\bLIMIT\s+\?(\s+OFFSET\s+\?)?\s*$/.test(statement.text);
  const { text, values } = isOfPart || isCut ? unlimited(statement) : statement;
  return connection
    .prepare(`SELECT count(*) FROM (${text})`)
    .pluck()
    .get(...values);
}

/** SQLite's steps for a statement, and how many rows it sorts by itself. */
export function planOf(connection, statement) {
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${statement.text}`).all(...statement.values);
  return { steps: steps.map(({ detail }) => detail), sorted: rowsSorted(connection, statement, steps) };
}

/**
 * Whether a step of a plan reads a whole table that grows: without an index, or along one with nothing to stop it. The
 * last rows of a table that is kept in the order of its key are read from its end, where nothing is sorted or left out.
 */
export function readsAll(step, { text, steps }, growing) {
  const [, name] = /^SCAN (\w+)/.exec(step) ?? [];
  if (!name) return false;
  const alias = new RegExp(String.raw`(?:FROM|JOIN)\s+"?(\w+)"?\s+(?:AS\s+)?${name}\b`, 'i').exec(text)?.[1];
  const table = alias && alias !== 'ON' && growing.has(alias) ? alias : name;
  if (!growing.has(table)) return false;
  if (/VIRTUAL TABLE INDEX \d+:\S/.test(step)) return false;
  const isAlone = steps.length === 1;
  if (isAlone && new RegExp(String.raw`FROM\s+${name}\s+ORDER BY\s+${name}\.\w+(?:\s+DESC)?\s+LIMIT\b`).test(text))
    return false;
  return !(/USING (?:COVERING )?INDEX/.test(step) && /\bLIMIT\b/.test(text));
}

/**
 * What PostgreSQL did for a statement: how long it took in milliseconds, each table that it read from end to end with
 * the rows that it went through, and the most rows that it sorted at once.
 */
export async function doneBy(ask, { text, values }) {
  const [answer] = await ask(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  const [{ Plan: plan, 'Execution Time': milliseconds }] = answer['QUERY PLAN'];
  const scans = [];
  let sorted = 0;
  const walk = (node) => {
    const loops = node['Actual Loops'] ?? 1;
    if (node['Node Type'] === 'Seq Scan' && loops > 0)
      scans.push({
        table: node['Relation Name'],
        rows: Math.round((node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * loops),
      });
    for (const inner of node.Plans ?? []) {
      if (node['Node Type'].endsWith('Sort')) sorted = Math.max(sorted, Math.round(inner['Actual Rows'] * loops));
      walk(inner);
    }
  };
  walk(plan);
  return { milliseconds, scans, sorted };
}
