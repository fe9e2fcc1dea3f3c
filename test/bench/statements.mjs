/**
 * What pages ask of the database: `node test/bench/statements.mjs FILE PATH…`. Runs the application in this process
 * without any page remembered, asks for each path twice (the second time what is worked out once is known) and says,
 * as one line of JSON, how many statements each took, how many of the first were not about who asks, and what SQLite's
 * plan for each of them is. BENCH_COOKIE: whose eyes it asks with; a visitor's otherwise.
 */
import { planOf } from './plans.mjs';
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

function explain(statement) {
  if (plans.has(statement.text)) return;
  plans.set(statement.text, planOf(connection, statement));
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
