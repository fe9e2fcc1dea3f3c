/**
 * What pages ask of the database: `node test/bench/statements.mjs FILE PATH…`. Runs the application in this process
 * without any page remembered, asks for each path twice (the second time what is worked out once is known) and says,
 * as one line of JSON, how many statements each took, how many of the first were not about who asks, and what SQLite's
 * plan for each of them is. BENCH_COOKIE: whose eyes it asks with; a visitor's otherwise.
 */
import { openService, program } from './service.mjs';

const [file, ...paths] = process.argv.slice(2);
const { loadSqliteDriver } = await program('database/sqlite-driver.js');
const service = await openService(file);
await service.app.listen(0, '127.0.0.1');
const { port } = service.app.getHttpServer().address();

let heard = [];
const nothing = () => undefined;
/** Both connections tell what they are asked. */
const listener = {
  logQuery: (text, values) => void heard.push({ text: text.trim(), values: values ?? [] }),
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
for (const source of [service.database.writer, service.database.reader]) source.logger = listener;

const Connection = loadSqliteDriver();
const connection = new Connection(file, { readonly: true });
const plans = new Map();

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

const rowsOf = ({ text, values }) => connection.prepare(text).all(...values).length;

/**
 * How many rows SQLite sorts by itself because no index holds them in order: those of the answer; or, where a part of
 * the statement is sorted before its limit cuts it, all that the part would have.
 */
function rowsSorted(statement, steps) {
  const sorts = steps.filter(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER BY'));
  if (sorts.length === 0) return 0;
  const isOfPart = sorts.some(({ parent }) => parent !== 0);
  const isCut = /\bLIMIT\s+\?(\s+OFFSET\s+\?)?\s*$/.test(statement.text);
  return rowsOf(isOfPart || isCut ? unlimited(statement) : statement);
}

function explain(statement) {
  if (plans.has(statement.text)) return;
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${statement.text}`).all(...statement.values);
  plans.set(statement.text, { steps: steps.map(({ detail }) => detail), sorted: rowsSorted(statement, steps) });
}

async function ask(path) {
  heard = [];
  const headers = process.env.BENCH_COOKIE ? { cookie: process.env.BENCH_COOKIE } : {};
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers });
  await answer.text();
  return { status: answer.status, statements: heard };
}

const pages = [];
for (const path of paths) {
  const first = await ask(path);
  const second = await ask(path);
  for (const statement of [...first.statements, ...second.statements]) explain(statement);
  pages.push({
    path,
    status: first.status,
    first: first.statements.length,
    second: second.statements.length,
    ofThePage: first.statements.filter(({ text }) => !/\b(?:session|role_grant)\b/.test(text)).length,
  });
}
const tables = connection
  .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  .pluck()
  .all();
const sizes = Object.fromEntries(
  tables.map((name) => [name, connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]),
);
connection.close();
await service.close();
process.stdout.write(
  `${JSON.stringify({ pages, sizes, plans: [...plans].map(([text, plan]) => ({ text, ...plan })) })}\n`,
);
