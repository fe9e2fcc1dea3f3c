/**
 * Follows links as a visitor and as a person with every role would, and says what each page asks of the database:
 * `node test/bench/walk.mjs DATABASE < QUESTIONS`. QUESTIONS is JSON: `addresses` that are asked for in any case, `each`
 * how many of one shape (a route and the names of what is asked) are followed. Says, as one line of JSON, for every
 * page how many statements it took the first time and the second, and for every statement what the database did for it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { doneBy, planOf } from './plans.mjs';
import { openService, program } from './service.mjs';

const [database] = process.argv.slice(2);
const { addresses, each } = JSON.parse(readFileSync(0, 'utf8'));
const isPostgres = database.startsWith('postgres://');
const service = await openService(database, { caseLibrary: true, costlyPerMinute: 1_000_000 });
await service.app.listen(0, '127.0.0.1');
const { port } = service.app.getHttpServer().address();
const origin = `http://127.0.0.1:${port}`;
const sources = [...new Set([service.database.writer, service.database.reader])];
const ask = (text, values = []) => service.database.reader.query(text, values);

let heard = [];
const nothing = () => undefined;
const listener = {
  logQuery: (text, values) => void heard.push({ text: text.trim(), values: values ?? [] }),
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

/** Somebody with every role at once, at the council that has most on record: more than any person may have. */
async function everybody() {
  const { roles, boundOf } = await program('access/domain/roles.js');
  const { AccountsService } = await program('access/accounts.service.js');
  const { SessionsService } = await program('access/sessions.service.js');
  const { theService } = await program('access/audit.service.js');
  const [council] = await ask("SELECT id, slug FROM organisation WHERE kind = 'council' ORDER BY ref LIMIT 1");
  const [inspectorate] = await ask("SELECT id FROM inspectorate WHERE key = 'ofsted'");
  const grants = roles.map((role) => ({
    role,
    organisationId: boundOf[role] === 'organisation' ? council.id : null,
    inspectorateId: boundOf[role] === 'inspectorate' ? inspectorate.id : null,
    chair: false,
    fromOn: '2020-01-01',
    toOn: null,
  }));
  const email = `everybody-${randomBytes(6).toString('hex')}@turnaround.example`;
  const account = { name: 'Everybody at Once', email, passwordHash: null, status: 'active' };
  const made = await service.app.get(AccountsService, { strict: false }).add(theService, account, grants);
  const token = await service.app.get(SessionsService, { strict: false }).start(made.id, 'The bench');
  return { cookie: `turnaround=${token}`, council: council.slug };
}

const { stack } = service.app.getHttpAdapter().getInstance().router;
const routes = stack.flatMap(({ route }) => (route?.methods.get ? [route.path] : []));
const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`),
  said: route.replaceAll(/:\w+/g, '').length,
}));
const routeOf = (path) =>
  patterns.filter(({ pattern }) => pattern.test(path)).toSorted((a, b) => b.said - a.said)[0]?.route ?? null;
const shapeOf = (address) => {
  const url = new URL(address, origin);
  const names = [...new Set(url.searchParams.keys())].toSorted().join('&');
  return `${routeOf(url.pathname) ?? url.pathname}${names ? `?${names}` : ''}`;
};

/** Addresses of this site that a page leads to, without what is within a page. */
function linksIn(html, at) {
  const found = [...html.matchAll(/<a\s[^>]*?\bhref="([^"#]+)/g)].map(([, address]) =>
    address.replaceAll('&amp;', '&'),
  );
  return found.flatMap((address) => {
    if (!URL.canParse(address, at)) return [];
    const url = new URL(address, at);
    return url.origin === origin ? [url.pathname + url.search] : [];
  });
}

async function look(address, cookie) {
  if (process.env.BENCH_TELLS) process.stderr.write(`${address}\n`);
  heard = [];
  const from = performance.now();
  const answer = await fetch(origin + address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
  const text = await answer.text();
  const milliseconds = performance.now() - from;
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
    milliseconds,
    statements: heard,
  };
}

/** Styles and the like; and files, whose length is that of what they hold. */
const isFile = (address) => /^\/(?:assets|as-xlsx)\/|\.(?:csv|zip|ndjson|xlsx|ics)(?:\?|$)/.test(address);

const statements = new Map();
const pages = [];
/** Who asks, the trail of what was taken away, and where a transaction begins and ends are not the page's own. */
const isOfThePage = ({ text }) =>
  !/\b(?:session|role_grant|data_version)\b|audit_|^(?:BEGIN|START TRANSACTION|COMMIT)|pg_advisory/i.test(text);

async function walk(starts, { cookie = null, wanted = () => true }) {
  const known = new Set(starts);
  const waiting = [...starts];
  const seen = new Map();
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const first = await look(address, cookie);
    if (first.status === 404 && addresses.includes(address)) continue;
    const second = await look(address, cookie);
    if (first.milliseconds > 1_000)
      process.stderr.write(
        `${Math.round(first.milliseconds)} ms, then ${Math.round(second.milliseconds)} ms: ${address}\n`,
      );
    for (const { text, values } of [...first.statements, ...second.statements])
      if (!statements.has(text) && /^(?:SELECT|WITH)\b/i.test(text)) statements.set(text, { text, values, address });
    if (wanted(routeOf(new URL(address, origin).pathname)))
      pages.push({
        address,
        shape: shapeOf(address),
        route: routeOf(new URL(address, origin).pathname),
        as: cookie ? 'person' : 'visitor',
        status: first.status,
        first: first.statements.filter(isOfThePage).length,
        second: second.statements.filter(isOfThePage).length,
        firstMilliseconds: Math.round(first.milliseconds),
        bytes: first.text.length,
      });
    if (!first.type.startsWith('text/html')) continue;
    for (const link of linksIn(first.text, origin + address)) {
      if (known.has(link) || isFile(link)) continue;
      known.add(link);
      const shape = shapeOf(link);
      const count = seen.get(shape) ?? 0;
      seen.set(shape, count + 1);
      if (count < each) waiting.push(link);
    }
  }
}

const { cookie, council } = await everybody();
for (const source of sources) source.logger = listener;
const plain = routes.filter((route) => !/[:*]/.test(route) && !isFile(route));
await walk([...new Set([...addresses, '/', ...plain])], {});
const open = new Set(pages.filter(({ status }) => status === 200).map(({ route }) => route));
const refused = pages.filter(({ status }) => status !== 200).map(({ route }) => route);
await walk(
  [...new Set(['/', '/my-work', `/organisations/${council}`, ...plain.filter((route) => refused.includes(route))])],
  {
    cookie,
    wanted: (route) => !open.has(route),
  },
);
listener.logQuery = nothing;

const tables = service.database.writer.entityMetadatas.map(({ tableName }) => tableName);
const sizes = {};
for (const table of tables) sizes[table] = Number((await ask(`SELECT count(*) AS n FROM "${table}"`))[0].n);

const plans = [];
if (isPostgres)
  for (const statement of statements.values()) plans.push({ ...statement, ...(await doneBy(ask, statement)) });
else {
  const { loadSqliteDriver } = await program('database/sqlite-driver.js');
  const connection = new (loadSqliteDriver())(database, { readonly: true });
  for (const statement of statements.values()) {
    const from = performance.now();
    connection.prepare(statement.text).all(...statement.values);
    const milliseconds = performance.now() - from;
    plans.push({ ...statement, milliseconds, ...planOf(connection, statement) });
  }
  connection.close();
}
await service.close();
const reached = new Set(pages.filter(({ status }) => status === 200).map(({ route }) => route));
process.stdout.write(
  `${JSON.stringify({ cookie, pages, sizes, plans, unreached: routes.filter((route) => !reached.has(route)) })}\n`,
);
