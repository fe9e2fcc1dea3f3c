/**
 * Holds every page against the page budget on the record of a whole country: `npm run bench:country -- FOLDER`. FOLDER
 * holds the publications of `publications.mjs`, which are not part of the project. They are brought into a SQLite
 * database and, where one is found, into a PostgreSQL one, in which the demonstration has told the year of its board;
 * beside each stands one with that year and the first thousand rows of each publication. Links are followed as a
 * visitor, as a person with every role and as each of the board's people; each page must keep to its statements (P10), read no table whole that
 * grows, sort no more than 1,000 rows by itself, and take no more than 1.5 times what it takes on the smaller one (P9;
 * a middle page of a list twice). BENCH_KEEP=FOLDER keeps the SQLite databases there and takes them up
 * again; TEST_POSTGRES_URL names a server that is there already, whose databases are kept and taken up in the same way.
 * BENCH_ONLY=sqlite or postgres for one of both. Ends with 1 when a goal is missed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../runner/postgres.mjs';
import { median } from './measuring.mjs';
import { readsAll } from './plans.mjs';
import { broken, publications } from './publications.mjs';
import { root, startService } from './service.mjs';

const say = (text = '') => process.stdout.write(`${text}\n`);
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [given] = process.argv.slice(2);
if (!given) refuse('Name the folder that holds the publications: npm run bench:country -- FOLDER');
const folder = resolve(given);
const lacking = [...publications, broken].map(([, path]) => path).filter((path) => !existsSync(join(folder, path)));
if (lacking.length > 0) refuse(`There is no ${lacking[0]} in ${folder}, and ${lacking.length - 1} more are lacking.`);
if (spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);

const keep = process.env.BENCH_KEEP ? resolve(process.env.BENCH_KEEP) : null;
const work = keep ?? mkdtempSync(join(tmpdir(), 'turnaround-country-'));
mkdirSync(work, { recursive: true });
/** How many addresses of one shape are asked for, and how often each of them when it is timed. */
const each = 3;
const turns = 5;
/** The smaller record, as P9 has it: the first thousand rows of each publication. */
const firstRows = 1_000;

/** Questions that no link on the first pages asks, and the middle pages of lists. */
const asked = (sizes) => [
  `/organisations?page=${Math.ceil(sizes.organisation / 50)}`,
  '/organisations?q=castle',
  '/organisations?q=primary',
  '/organisations?kind=school&region=london',
  '/organisations?state=in_failure&kind=council',
  '/organisations?framework=ofsted_ilacs_2018',
  '/organisations?sort=latest&order=descending',
  `/episodes?page=${Math.ceil(sizes.failure_episode / 50)}`,
  '/episodes?state=open',
  '/episodes?relapse=no',
  '/episodes?sort=months&order=descending',
  '/search?q=school',
  '/search?q=castle',
  '/search?q=st',
  ...['region', 'sector', 'kind', 'framework', 'trigger'].map((by) => `/research/recovery?by=${by}`),
  '/research/recovery?sector=schools',
  '/research/recovery?by=region&within=sector',
  '/api/v1/research/recovery',
  '/api/v1/research/recovery?by=region',
];

/** A program of the bench; gives the lines that it wrote. */
function run(name, args, input = '') {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'test/bench', name), ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, NODE_ENV: 'production' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const pieces = [];
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.once('close', (code) =>
      code === 0
        ? done(Buffer.concat(pieces).toString().trim().split('\n'))
        : failed(new Error(`${name} ended with ${code}`)),
    );
    child.stdin.end(input);
  });
}

async function bring(database, rows = []) {
  const lines = (await run('bring.mjs', [database, folder, ...rows])).map((line) => JSON.parse(line));
  const sum = (of) => lines.reduce((all, line) => all + line[of], 0);
  say(
    `  ${'file'.padEnd(58)}${'rows'.padStart(8)}${'new'.padStart(9)}${'added to'.padStart(10)}${'same'.padStart(8)}${'refused'.padStart(9)}${'s'.padStart(8)}`,
  );
  const told = ({ path, rows, created, enriched, unchanged, refused, seconds }) =>
    say(
      `  ${path.padEnd(58)}${String(rows).padStart(8)}${String(created).padStart(9)}${String(enriched).padStart(10)}${String(unchanged).padStart(8)}${String(refused).padStart(9)}${seconds.toFixed(1).padStart(8)}`,
    );
  for (const line of lines) told(line);
  const total = Object.fromEntries(
    ['rows', 'created', 'enriched', 'unchanged', 'refused', 'seconds'].map((of) => [of, sum(of)]),
  );
  told({ path: `${lines.length} files`, ...total });
  return lines.map(({ seconds: _seconds, peakMegabytes: _peak, ...counts }) => counts);
}

const agent = new Agent({ keepAlive: true });
/** Asks once; gives the milliseconds, or null where the answer is no page. */
const ask = (origin, path, cookie) =>
  new Promise((done, failed) => {
    const from = performance.now();
    request(new URL(path, origin), { agent, headers: cookie ? { cookie } : {} }, (answer) => {
      answer.resume();
      answer.once('end', () => done(answer.statusCode === 200 ? performance.now() - from : null));
    })
      .once('error', failed)
      .end();
  });
const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
/** Long work rests three times as long as it took: whoever asks again at once measures the rest. */
const restsAfter = (path) => /^\/(?:api\/v1\/)?(?:research|compare|cohorts)/.test(path);

/**
 * A meter of the milliseconds of processor that a service and its database have worked so far: what else the machine
 * does is not in them. The waiting time stands in where the system does not tell, as on another machine.
 */
async function meterOf({ database }, { pid }) {
  const of = (process) => {
    try {
      return Number(readFileSync(`/proc/${process}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000;
    } catch {
      return null;
    }
  };
  if (of(pid) === null) return { read: async () => performance.now(), stop: async () => undefined };
  if (!database.startsWith('postgres://')) return { read: async () => of(pid), stop: async () => undefined };
  const client = new Client({ connectionString: database });
  await client.connect();
  const known = new Map();
  const read = async () => {
    const { rows } = await client.query(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    for (const { pid: backend } of rows) known.set(backend, of(backend) ?? known.get(backend) ?? 0);
    return of(pid) + [...known.values()].reduce((sum, one) => sum + one, 0);
  };
  return { read, stop: () => client.end() };
}

/** The pages of two sides in so many rounds, one of each by turns, now one side first and now the other. */
function* byTurns(sides, rounds) {
  const most = Math.max(...sides.map((pages) => pages.length));
  for (let turn = 0; turn < rounds * most; turn += 1)
    for (const side of turn % 2 === 0 ? [0, 1] : [1, 0]) {
      const page = sides[side][turn % most];
      if (page) yield [side, page];
    }
}

/**
 * How long each shape takes on both records, asked by turns: of the same addresses where both have them. Two figures:
 * the p50 of how long it took; and, for comparing, the least that the processor worked for each address, of which the
 * median stands for the shape: memory that is collected meanwhile only ever adds to it. What looks slower is asked
 * again, more often; the second figures stand. An address that is not given every time, as where somebody must say
 * again who they are, is left out.
 */
async function timed(small, large, isSlower) {
  const servers = [];
  const meters = [];
  for (const side of [small, large]) {
    const server = await startService(side.database, { caseLibrary: true, costlyPerMinute: 1_000_000 });
    servers.push(server);
    meters.push(await meterOf(side, server));
  }
  const shapesOf = ({ walked }) => {
    const shapes = new Map();
    for (const page of walked.pages)
      if (page.status === 200) shapes.set(page.shape, [...(shapes.get(page.shape) ?? []), page]);
    return shapes;
  };
  const keyOf = ({ as, address }) => `${as} ${address}`;
  const [ofSmall, ofLarge] = [shapesOf(small), shapesOf(large)];
  const measured = async ([shape, many], rounds) => {
    const few = ofSmall.get(shape) ?? [];
    const known = new Set(few.map(keyOf));
    const both = many.filter((page) => known.has(keyOf(page))).slice(0, each);
    const asked = new Set(both.map(keyOf));
    const sides =
      both.length > 0
        ? [few.filter((page) => asked.has(keyOf(page))), both]
        : [few.slice(0, each), many.slice(0, each)];
    const asks = [new Map(), new Map()];
    for (const [side, page] of byTurns(sides, rounds)) {
      const { cookies } = [small, large][side].walked;
      const before = await meters[side].read();
      const took = await ask(servers[side].origin, page.address, cookies[page.as] ?? null);
      if (took === null) continue;
      const worked = (await meters[side].read()) - before;
      asks[side].set(keyOf(page), [...(asks[side].get(keyOf(page)) ?? []), { took, worked }]);
      if (restsAfter(page.address)) await pause(took * 3.2);
    }
    const given = asks.map((some) => [...some.values()].filter(({ length }) => length >= rounds));
    const weight = (pages) => (pages.length > 0 ? median(pages.map(({ bytes }) => bytes)) / 1_000 : null);
    const p50 = (side) => (given[side].length > 0 ? median(given[side].flat().map(({ took }) => took)) : null);
    const least = (side) =>
      given[side].length > 0 ? median(given[side].map((some) => Math.min(...some.map(({ worked }) => worked)))) : null;
    return {
      shape,
      address: sides[1][0].address,
      as: sides[1][0].as,
      p50: p50(1),
      smallP50: p50(0),
      least: least(1),
      smallLeast: least(0),
      kilobytes: weight(sides[1]),
      smallKilobytes: weight(sides[0]),
    };
  };
  const figures = [];
  for (const entry of ofLarge) {
    const figure = judged(await measured(entry, turns));
    if (figure.p50 === null) continue;
    const again = isSlower(figure) ? judged(await measured(entry, turns * 3)) : figure;
    figures.push(again.p50 === null ? figure : again);
  }
  for (const meter of meters) await meter.stop();
  for (const server of servers) await server.stop();
  return figures;
}

/** A page that says more takes longer to write: it is held against its own length. */
function judged(figure) {
  const longer = figure.smallKilobytes === null ? 1 : Math.max(1, figure.kilobytes / figure.smallKilobytes);
  const ratio = figure.smallLeast === null ? null : figure.least / figure.smallLeast / longer;
  return { ...figure, ratio, most: /[?&]page\b/.test(figure.shape) ? 2 : 1.5 };
}
/** Milliseconds that nobody notices, and by which small pages differ from one start of the program to the next. */
const unnoticed = 3;
const isSlower = ({ ratio, most, least, smallLeast }) =>
  ratio !== null && ratio > most && least - smallLeast > unnoticed;

const wholeStories = JSON.parse(readFileSync(join(root, 'test/builders/whole-stories.json'), 'utf8')).map(
  (pattern) => new RegExp(pattern),
);
/** As in test/journeys: who is signed in reads pages that gather; a visitor's list, record and story have their own. */
const mostStatements = ({ route, as }) =>
  as !== 'visitor' || wholeStories.some((pattern) => pattern.test(route)) ? 15 : route.includes(':') ? 6 : 3;

const results = [];
function goal(kind, name, { value, most, note = '' }) {
  results.push({ kind, name, value, most, note, verdict: most === null ? 'told' : value <= most ? 'ok' : 'MISS' });
}

/** Everything that a country asks of one kind of database. */
async function hold(kind, { small, large }) {
  say(`\n${kind}: following links …`);
  const questions = JSON.stringify({ addresses: asked(large.sizes), each });
  for (const side of [small, large]) {
    const [line] = await run('walk.mjs', [side.database], questions);
    side.walked = JSON.parse(line);
  }
  const before = new Map(
    small.walked.pages.filter(({ status }) => status === 200).map((page) => [`${page.as} ${page.address}`, page]),
  );
  const wrong = large.walked.pages.filter(({ status }) => status >= 500);
  goal(kind, 'pages that fail', { value: wrong.length, most: 0, note: wrong.map(({ address }) => address).join(' ') });
  const held = large.walked.pages.filter(({ status }) => status === 200);
  const over = held.filter((page) => page.first > mostStatements(page));
  goal(kind, 'P10 pages over their statements', {
    value: over.length,
    most: 0,
    note: `${held.length} pages of ${new Set(held.map(({ shape }) => shape)).size} shapes${over.map(({ address, first }) => `; ${address} ${first}`).join('')}`,
  });
  // A list that was empty asks for nothing more; beyond three, a statement more is one for rows.
  const grown = held.filter(
    (page) => page.first > 3 && (before.get(`${page.as} ${page.address}`)?.first ?? page.first) < page.first,
  );
  goal(kind, 'P10 pages that ask more with more rows', {
    value: grown.length,
    most: 0,
    note: grown
      .map((page) => `${page.address} ${before.get(`${page.as} ${page.address}`).first} → ${page.first}`)
      .join('; '),
  });
  const growing = new Set(
    Object.keys(large.walked.sizes).filter(
      (name) => large.walked.sizes[name] > Math.max(1_000, small.walked.sizes[name]),
    ),
  );
  const faults = [];
  for (const plan of large.walked.plans) {
    const where = `${plan.address}: ${plan.text.replaceAll(/\s+/g, ' ').slice(0, 220)}`;
    const scans = plan.steps
      ? plan.steps.filter((step) => readsAll(step, plan, growing))
      : plan.scans
          .filter(({ table, rows }) => growing.has(table) && rows > 1_000 && plan.milliseconds > 20)
          .map(({ table, rows }) => `${table} read whole, ${rows} rows`);
    const { milliseconds, again } = plan;
    const often = again ? 'at each visit' : `asked ${plan.times} times, never for the same page again`;
    if (scans.length > 0)
      faults.push({ what: 'scan', again, milliseconds, words: `${often}: ${scans.join('; ')} in ${where}` });
    if (plan.sorted > 1_000 && (plan.steps || milliseconds > 20))
      faults.push({ what: 'sort', again, milliseconds, words: `${often}: ${plan.sorted} rows sorted in ${where}` });
  }
  for (const [what, name] of [
    ['scan', 'P10 statements that read a growing table whole'],
    ['sort', 'P10 statements that sort more than 1,000 rows'],
  ])
    for (const again of [true, false]) {
      const which = kind === 'PostgreSQL' ? '; of those that took more than 20 ms' : '';
      goal(kind, again ? name : `  more of them, remembered until a commit`, {
        value: faults.filter((fault) => fault.what === what && fault.again === again).length,
        // What is worked out once until something is committed may read what it is worked out from.
        most: again ? 0 : null,
        note: `${large.walked.plans.filter((plan) => plan.again === again).length} statements${which}`,
      });
    }

  say(`${kind}: timing …`);
  const figures = await timed(small, large, isSlower);
  const slower = figures.filter(isSlower);
  goal(kind, 'P9 shapes that take longer than on the first rows', {
    value: slower.length,
    most: 0,
    note: `${figures.filter(({ ratio }) => ratio !== null).length} shapes that both have`,
  });
  const beside = (figure) => (figure === null ? '' : `(${figure.toFixed(0)} ms)`).padStart(9);
  const row = ({ address, p50, smallP50, least, smallLeast, kilobytes, smallKilobytes, ratio }) =>
    `  ${p50.toFixed(0).padStart(6)} ms ${beside(smallP50)}  worked ${least.toFixed(1).padStart(6)} ${smallLeast === null ? ''.padStart(8) : `(${smallLeast.toFixed(1)})`.padStart(8)} ${kilobytes.toFixed(0).padStart(5)} kB ${smallKilobytes === null ? ''.padStart(9) : `(${smallKilobytes.toFixed(0)} kB)`.padStart(9)} ${ratio === null ? ''.padStart(6) : ratio.toFixed(2).padStart(6)}  ${address.slice(0, 110)}`;
  say(`\n${kind}: slower than on the first rows, allowing for longer pages`);
  for (const figure of slower.toSorted((a, b) => b.p50 - a.p50)) say(row(figure));
  say(`\n${kind}: the slowest pages`);
  for (const figure of figures.toSorted((a, b) => b.p50 - a.p50).slice(0, 25)) say(row(figure));
  say(`\n${kind}: plans`);
  for (const { what, milliseconds, words } of faults.toSorted((a, b) => b.milliseconds - a.milliseconds))
    say(`  ${what} ${milliseconds.toFixed(0)} ms  ${words}`);
  const unreached = large.walked.unreached;
  const { files } = large.walked;
  say(`\n${kind}: ${unreached.length} routes were not reached, and ${files.length} give files, which are not followed`);
  say(`  ${unreached.join(' ')}`);
  return { kind, figures, faults, unreached, sizes: large.walked.sizes };
}

const sizesOf = async (database) => JSON.parse((await run('sizes.mjs', [database]))[0]);

/** The two SQLite databases; the country's is made unless it was kept. */
async function inSqlite() {
  const [small, large] = ['thousand', 'country'].map((name) => ({ database: join(work, `${name}.sqlite`) }));
  const isThere = [small, large].map(({ database }) => existsSync(database));
  await made('SQLite', { small, large, isThere });
  return { small, large };
}

/** The same on a PostgreSQL server. */
async function inPostgres(url) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database');
  const names = ['turnaround_thousand', 'turnaround_country'];
  const isThere = names.map((name) => rows.some(({ datname }) => datname === name));
  for (const [index, name] of names.entries()) if (!isThere[index]) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const [small, large] = names.map((name) => ({ database: String(Object.assign(new URL(url), { pathname: name })) }));
  await made('PostgreSQL', { small, large, isThere });
  return { small, large };
}

/** The board's year comes before the publications, as in a service that is in use when they are brought in. */
async function made(kind, { small, large, isThere }) {
  for (const { database } of [small, large]) await run('tell-year.mjs', [database]);
  if (isThere[0]) say(`${kind}: the first rows are taken up as they were kept`);
  else {
    say(`${kind}: bringing the first ${firstRows} rows in …`);
    await bring(small.database, [String(firstRows)]);
  }
  if (isThere[1]) say(`${kind}: the country is taken up as it was kept`);
  else {
    say(`${kind}: bringing the publications in …`);
    large.counts = await bring(large.database);
  }
  small.sizes = await sizesOf(small.database);
  large.sizes = await sizesOf(large.database);
  for (const [name, { sizes }] of Object.entries({ 'first rows': small, country: large }))
    say(
      `${kind}: ${name}: ${['organisation', 'inspection', 'failure_episode'].map((table) => `${sizes[table]} ${table}`).join(', ')}`,
    );
}

async function holdAll() {
  const held = [];
  const take = async (kind, { small, large }) => {
    held.push({ ...(await hold(kind, { small, large })), counts: large.counts ?? null });
  };
  if (process.env.BENCH_ONLY !== 'postgres') await take('SQLite', await inSqlite());
  if (process.env.BENCH_ONLY === 'sqlite') return held;
  postgres = await startPostgres();
  if (postgres.missing) say(`PostgreSQL is skipped: ${postgres.missing}`);
  else await take('PostgreSQL', await inPostgres(postgres.url));
  return held;
}

/** The same record, whichever database holds it. */
function compare([one, other]) {
  if (!one || !other) return;
  // Who reads is no part of the record: accounts are made by the walk itself. Words to search are kept in two ways.
  const own = /^(?:account|session|role_grant|audit_|data_version|sent_form|search_)/;
  const differing = Object.keys(one.sizes).filter((name) => !own.test(name) && one.sizes[name] !== other.sizes[name]);
  goal('both', 'tables with other rows on one database', {
    value: differing.length,
    most: 0,
    note: differing.map((name) => `${name} ${one.sizes[name]} and ${other.sizes[name]}`).join('; '),
  });
  if (!one.counts || !other.counts) return;
  goal('both', 'files counted otherwise on one database', {
    value: one.counts.filter((line, index) => JSON.stringify(line) !== JSON.stringify(other.counts[index])).length,
    most: 0,
  });
}

const loadBefore = loadavg()[0];
let postgres = null;
try {
  const held = await holdAll();
  compare(held);
  const machine = `${availableParallelism()} cores, Node ${process.versions.node}, busy before it began: ${loadBefore.toFixed(1)}`;
  say(`\n${machine}\n`);
  for (const { kind, name, value, most, verdict, note } of results)
    say(
      `${kind.padEnd(12)}${name.padEnd(54)}${String(value).padStart(5)}  ${most === null ? '   ' : `≤ ${most}`}  ${verdict.padEnd(6)}${note}`,
    );
  mkdirSync(join(root, 'var/bench'), { recursive: true });
  writeFileSync(join(root, 'var/bench/country.json'), `${JSON.stringify({ machine, results, held }, null, 2)}\n`);
  process.exitCode = results.some(({ verdict }) => verdict === 'MISS') ? 1 : 0;
} finally {
  agent.destroy();
  await postgres?.stop?.();
  if (!keep) rmSync(work, { recursive: true, force: true });
}
