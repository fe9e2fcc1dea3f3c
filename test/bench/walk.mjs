/**
 * Follows links as a visitor, as a person with every role and as the people of a board would, and says what each page
 * asks of the database:
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

/** Everybody who asks: `cookie` null for a visitor, `starts` where else than on the home page. */
async function readers() {
  const { roles, boundOf } = await program('access/domain/roles.js');
  const { AccountsService } = await program('access/accounts.service.js');
  const { SessionsService } = await program('access/sessions.service.js');
  const { theService } = await program('access/audit.service.js');
  const sessions = service.app.get(SessionsService, { strict: false });
  const cookieOf = async (id) => `turnaround=${await sessions.start(id, 'The bench')}`;
  const [council] = await ask("SELECT id, slug FROM organisation WHERE kind = 'council' ORDER BY ref LIMIT 1");
  const [body] = await ask(
    'SELECT organisation.id, organisation.slug FROM organisation JOIN board ON board.organisation_id = organisation.id ORDER BY board.ref LIMIT 1',
  );
  const [inspectorate] = await ask("SELECT id FROM inspectorate WHERE key = 'ofsted'");
  const bodies = [council, body].filter(Boolean);
  const grant = { organisationId: null, inspectorateId: null, chair: false, fromOn: '2020-01-01', toOn: null };
  const grants = roles.flatMap((role) => {
    if (boundOf[role] === 'inspectorate') return [{ ...grant, role, inspectorateId: inspectorate.id }];
    if (boundOf[role] !== 'organisation') return [{ ...grant, role }];
    return bodies.map(({ id }) => ({ ...grant, role, organisationId: id }));
  });
  const email = `everybody-${randomBytes(6).toString('hex')}@turnaround.example`;
  const account = { name: 'Everybody at Once', email, passwordHash: null, status: 'active' };
  const made = await service.app.get(AccountsService, { strict: false }).add(theService, account, grants);
  const starts = ['/', '/my-work', ...bodies.map(({ slug }) => `/organisations/${slug}`)];
  const all = [{ as: 'everybody', cookie: await cookieOf(made.id), starts, each }];
  const people = await ask("SELECT id, email FROM account WHERE email LIKE '%@demo.example' ORDER BY email");
  for (const person of people)
    all.push({ as: person.email.split('@')[0], cookie: await cookieOf(person.id), starts, each: 1 });
  return all;
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
const isFile = (address) =>
  /^\/(?:assets|as-xlsx)\/|\.(?:csv|zip|ndjson|xlsx|ics|pdf|json)(?:\?|$)|\/(?:file|print)$|\/files\/[^/]+$/.test(
    address,
  );

const statements = new Map();
const pages = [];
/** Who asks, the trail of what was taken away, and where a transaction begins and ends are not the page's own. */
const isOfThePage = ({ text }) =>
  !/\b(?:session|role_grant|data_version)\b|audit_|^(?:BEGIN|START TRANSACTION|COMMIT)|pg_advisory/i.test(text);

/** `again`: asked for a page that was given just before, when what is remembered is not asked for any more. */
function note(asked, { address, again }) {
  for (const { text, values } of asked) {
    if (!/^(?:SELECT|WITH)\b/i.test(text)) continue;
    const statement = statements.get(text) ?? { text, values, address, times: 0, again: false };
    statements.set(text, statement);
    statement.times += 1;
    statement.again ||= again;
  }
}

async function walk(starts, { as = 'visitor', cookie = null, wanted = () => true, most = each }) {
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
    note(first.statements, { address, again: false });
    note(second.statements, { address, again: true });
    if (wanted(routeOf(new URL(address, origin).pathname)))
      pages.push({
        address,
        shape: shapeOf(address),
        route: routeOf(new URL(address, origin).pathname),
        as,
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
      if (count < most) waiting.push(link);
    }
  }
}

const people = await readers();
for (const source of sources) source.logger = listener;
const plain = routes.filter((route) => !/[:*]/.test(route) && !isFile(route));
await walk([...new Set([...addresses, '/', ...plain])], {});
const open = new Set(pages.filter(({ status }) => status === 200).map(({ route }) => route));
const refused = pages.filter(({ status }) => status !== 200).map(({ route }) => route);
for (const { as, cookie, starts, each: most } of people)
  await walk([...new Set([...starts, ...plain.filter((route) => refused.includes(route))])], {
    as,
    cookie,
    most,
    wanted: (route) => !open.has(route),
  });
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
const unreached = routes.filter((route) => !reached.has(route));
process.stdout.write(
  `${JSON.stringify({
    cookies: Object.fromEntries(people.map(({ as, cookie }) => [as, cookie])),
    pages,
    sizes,
    plans,
    unreached: unreached.filter((route) => !isFile(route)),
    files: unreached.filter(isFile),
  })}\n`,
);
