/**
 * Measures the service against the goals that it was built to: `npm run bench`, about ten minutes; BENCH_QUICK=1 for
 * a look of one or two. BENCH_SIZES=1000,10000 names the sizes of record, in judgements. Every figure is of this run: what is not
 * installed here is skipped and said, never remembered. Ends with 1 when a goal is missed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { atOnce, besideCostlyPages, people } from './costly.mjs';
import { organisationAt } from './made-up-data.mjs';
import { byTurns, median, spread } from './measuring.mjs';
import { weigh } from './page-weight.mjs';
import { keepReadings } from './kept-readings.mjs';
import { makeLongRecord } from './long-record.mjs';
import { readsAll } from './plans.mjs';
import { makeReader } from './signed-in.mjs';
import { openService, program, root, startBareStack, startService } from './service.mjs';

const isQuick = process.env.BENCH_QUICK === '1';
const defaultSizes = isQuick ? '1000,10000' : '1000,10000,100000,1000000';
const sizes = (process.env.BENCH_SIZES || defaultSizes).split(',').map(Number);
const usualSize = 100_000;
const pace = isQuick ? { rounds: 2, seconds: 1 } : { rounds: 5, seconds: 3 };
const starts = isQuick ? 2 : 5;
const turns = isQuick ? 100 : 500;
const rowsOnPage = 25;

const say = (text = '') => process.stdout.write(`${text}\n`);
const whole = (number) => Math.round(number).toLocaleString('en-GB');
const exact = (number, digits = 2) => number.toFixed(digits);
const percent = (share) => `${Math.round(share * 100)} %`;
const bytes = (count) => `${exact(count / 1_000, 1)} kB`;

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (sizes.length === 0 || sizes.some((size) => !Number.isInteger(size) || size < 1_000))
  refuse('BENCH_SIZES must be whole numbers of judgements from 1000, such as BENCH_SIZES=1000,100000');

// What is measured is what is in `src/` now.
if (spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);

const { slugOf } = await program('organisations/domain/names.js');
const folder = mkdtempSync(join(tmpdir(), 'turnaround-bench-'));
const running = new Set();

/** Whatever is started is stopped again, however the bench ends. */
async function started(promise) {
  const server = await promise;
  running.add(server);
  return server;
}

async function stopAll() {
  await Promise.all([...running].map((server) => server.stop()));
  running.clear();
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });

/** One line of the table. A goal is a number to reach (`least`) or not to pass (`most`). */
const measures = [];
function measure(name, { ours, anchor = '', anchorValue = '', value, least, most, unit = '', note = '' }) {
  const isMet = least === undefined ? value <= most : value >= least;
  const goal = least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`;
  measures.push({ name, ours, anchor, anchorValue, value, goal, note, verdict: isMet ? 'ok' : 'MISS' });
}
const tell = (name, { ours, anchor = '', anchorValue = '', value = '', note = '' }) =>
  measures.push({ name, ours, anchor, anchorValue, value, goal: '', note, verdict: 'told' });
const skip = (name, why) =>
  measures.push({ name, ours: '', anchor: '', anchorValue: '', value: '', goal: '', note: why, verdict: 'skipped' });

const bodies = Array.from({ length: 20 }, (_, index) => organisationAt(index));
const slugs = bodies.map(({ name }) => slugOf(name));
const list = (query = '') => `/organisations${query}`;
const middleOf = (made) => `?page=${Math.max(1, Math.ceil(made.organisations / rowsOnPage / 2))}`;

/** The three pages that everybody reads, each as several addresses. */
const publicPages = {
  list: [list(), list('?page=2'), list('?region=london'), list('?kind=council')],
  organisation: slugs.map((slug) => `/organisations/${slug}`),
  timeline: slugs.map((slug) => `/organisations/${slug}/timeline`),
};

async function text(url) {
  const answer = await fetch(url, { redirect: 'manual' });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

const rowsIn = (html) => (html.match(/<tbody[\s\S]*?<\/tbody>/)?.[0].match(/<tr[\s>]/g) ?? []).length;
const numberIn = (html) => /([\d,]+)\+?(?:\s|&nbsp;|\u00a0)*organisations/.exec(html)?.[1];

/** A wrong page may be fast. Ours and the bare one must say the same, and ours must be sent with what keeps it safe. */
async function check(ours, bare, made) {
  for (const path of publicPages.list) {
    const [own, other] = [await text(ours + path), await text(bare + path)];
    if (rowsIn(own) !== rowsIn(other))
      throw new Error(`${path} has ${rowsIn(own)} rows, the bare page ${rowsIn(other)}`);
    const names = [...other.matchAll(/href="\/organisations\/([^"?#/]+)"/g)].map(([, slug]) => slug);
    const missing = names.find((slug) => !own.includes(`"/organisations/${slug}"`));
    if (names.length === 0 || missing) throw new Error(`${path} does not list ${missing ?? 'any organisation'}`);
  }
  const total = Math.min(made.organisations, 1_000).toLocaleString('en-GB');
  if (numberIn(await text(ours + list())) !== total)
    throw new Error(`The list does not say that there are ${total} organisations`);
  for (const [index, slug] of slugs.entries()) {
    for (const path of [`/organisations/${slug}`, `/organisations/${slug}/timeline`]) {
      const pages = [await text(ours + path), await text(bare + path)];
      if (!pages.every((html) => html.includes(bodies[index].name)))
        throw new Error(`${path} does not name ${bodies[index].name}`);
    }
  }
  for (const path of [list(), `/organisations/${slugs[0]}`]) {
    const { headers } = await fetch(ours + path);
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options'])
      if (!headers.get(name)) throw new Error(`${path} is sent without ${name}`);
    if (/unsafe-inline/.test(headers.get('content-security-policy')))
      throw new Error(`${path} allows what stands in the page to run`);
  }
}

const weightOf = async (origin, paths) => {
  const lengths = [];
  for (const path of paths) lengths.push(Buffer.byteLength(await text(origin + path)));
  return median(lengths);
};

/** Resident memory now, in MB. */
const memoryOf = (pid) => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;

function fill(size) {
  const file = join(folder, `${size}.sqlite`);
  say(`Making a record of ${whole(size)} judgements …`);
  const { status, stdout } = spawnSync(process.execPath, ['test/bench/fill.mjs', file, String(size)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`The record of ${size} judgements could not be made`);
  const made = JSON.parse(stdout);
  const megabytes = statSync(file).size / 1_000_000;
  say(
    `  ${whole(made.judgements)} judgements of ${whole(made.inspections)} inspections of ${whole(made.organisations)} organisations, ` +
      `${whole(made.spells)} episodes; ${whole(megabytes)} MB; checksum ${made.checksum}; ` +
      `written in ${made.writeSeconds} s, episodes worked out in ${made.deriveSeconds} s`,
  );
  return { size, file, megabytes, ...made };
}

/** P2 and what the pages cost when none is remembered. */
async function againstTheBareStack({ file, ...made }) {
  say(`Reading against the bare stack, ${whole(made.judgements)} judgements …`);
  const bare = await started(startBareStack(file));
  const remembered = await started(startService(file, { cacheMegabytes: 64 }));
  const uncached = await started(startService(file, { cacheMegabytes: 0 }));
  await check(remembered.origin, bare.origin, made);
  for (const [page, paths] of Object.entries(publicPages)) {
    const [own, other] = [await weightOf(uncached.origin, paths), await weightOf(bare.origin, paths)];
    tell(`${page}: weight of the page as HTML`, {
      ours: bytes(own),
      anchor: 'bare stack',
      anchorValue: bytes(other),
      value: exact(own / other),
    });
    for (const connections of [1, 16]) {
      const figures = await byTurns(
        [
          { name: 'bare', origin: bare.origin, paths },
          { name: 'remembered', origin: remembered.origin, paths },
          { name: 'uncached', origin: uncached.origin, paths },
        ],
        { ...pace, connections },
      );
      const [base, cached, cold] = ['bare', 'remembered', 'uncached'].map((name) => figures.get(name));
      const anchor = { anchor: 'bare stack', anchorValue: whole(base.perSecond) };
      const note = (figure) =>
        `p50 ${exact(figure.p50)} ms, p95 ${exact(figure.p95)} ms; rounds differ by ${percent(figure.spread)}`;
      measure(`P2 ${page} at c${connections}, requests/s`, {
        ours: whole(cached.perSecond),
        ...anchor,
        value: Number(exact(cached.ratio, 1)),
        least: 10,
        unit: ' ×',
        note: note(cached),
      });
      tell(`${page} at c${connections}, nothing remembered, requests/s`, {
        ours: whole(cold.perSecond),
        ...anchor,
        value: exact(cold.ratio),
        note: note(cold),
      });
      tell(`${page} at c${connections}, bare stack, requests/s`, { ours: '', ...anchor, note: note(base) });
    }
  }
  for (const [name, server] of [
    ['everything remembered', remembered],
    ['nothing remembered', uncached],
  ]) {
    const value = Math.round(memoryOf(server.pid));
    measure(`P4 memory after the load, ${name}, MB`, {
      ours: String(value),
      anchor: 'bare stack',
      anchorValue: String(Math.round(memoryOf(bare.pid))),
      value,
      most: 160,
    });
  }
  await stopAll();
}

/** P1: the list as a person who is signed in reads it, made anew each time: session, permissions, token and policy. */
async function signedIn({ file, ...made }) {
  say(`Reading signed in against the bare stack, ${whole(made.judgements)} judgements …`);
  const cookie = await makeReader(file);
  const bare = await started(startBareStack(file));
  const ours = await started(startService(file, { cacheMegabytes: 64 }));
  const page = await (await fetch(ours.origin + list(), { headers: { cookie } })).text();
  if (!page.includes('Signed in as')) throw new Error('The list does not say who reads it');
  for (const connections of [1, 16]) {
    const figures = await byTurns(
      [
        { name: 'bare', origin: bare.origin, paths: publicPages.list },
        { name: 'signed in', origin: ours.origin, paths: publicPages.list, cookie },
      ],
      { ...pace, connections },
    );
    const [base, own] = [figures.get('bare'), figures.get('signed in')];
    measure(`P1 list signed in at c${connections}, requests/s`, {
      ours: whole(own.perSecond),
      anchor: 'bare stack',
      anchorValue: whole(base.perSecond),
      value: Number(exact(own.ratio)),
      least: 1,
      unit: ' ×',
      note: `p50 ${exact(own.p50)} ms, p95 ${exact(own.p95)} ms; rounds differ by ${percent(own.spread)}`,
    });
  }
  await stopAll();
}

/** Item 47: the list of one person while others have a hundred cohort pages under way. */
async function besideCostly({ file, ...made }) {
  say(`Reading beside ${atOnce} costly pages at once, ${whole(made.judgements)} judgements …`);
  const reader = await makeReader(file, 'Reads On');
  const others = [];
  for (let person = 1; person <= people; person += 1) others.push(await makeReader(file, `Asks Much ${person}`));
  const { origin } = await started(startService(file, { cacheMegabytes: 0 }));
  const found = await besideCostlyPages(origin, { reader, others, list: publicPages.list, ...pace });
  measure(`item 47 list p95 beside ${atOnce} cohort pages, ms`, {
    ours: exact(found.beside),
    anchor: 'the list alone',
    anchorValue: exact(found.alone),
    value: Number(exact(found.ratio)),
    most: 3,
    unit: ' ×',
    note: `cohort pages: ${found.answers}`,
  });
  await stopAll();
}

/** From starting the program to the first list that it answers with. */
async function coldStart(start, file) {
  const times = [];
  for (let turn = 0; turn < starts; turn += 1) {
    const from = performance.now();
    const server = await started(start(file));
    await text(server.origin + list());
    times.push((performance.now() - from) / 1_000);
    await server.stop();
    running.delete(server);
  }
  return { seconds: median(times), spread: spread(times) };
}

async function coldStarts({ file }) {
  say('Starting from cold …');
  const ours = await coldStart((path) => startService(path, { cacheMegabytes: 64 }), file);
  const bare = await coldStart(startBareStack, file);
  measure('P4 cold start to the first list, s', {
    ours: exact(ours.seconds),
    anchor: 'bare stack',
    anchorValue: exact(bare.seconds),
    value: Number(exact(ours.seconds)),
    most: 1.2,
    note: `${starts} starts, differing by ${percent(ours.spread)}`,
  });
  for (const name of ['Directus', 'Redmine']) skip(`P4 cold start against ${name}`, 'not installed here');
}

/** P9: what a page costs in the largest record against the smallest, nothing remembered. */
async function growth(small, large) {
  if (small === large) return skip('P9 growth', 'one size only was asked for');
  say(`Growth from ${whole(small.judgements)} to ${whole(large.judgements)} judgements …`);
  const [few, many] = [
    await started(startService(small.file, { cacheMegabytes: 0 })),
    await started(startService(large.file, { cacheMegabytes: 0 })),
  ];
  const pages = [
    { name: 'list, first page', pathsOf: () => [list()], most: 1.5 },
    { name: 'list, middle page', pathsOf: (made) => [list(middleOf(made))], most: 2 },
    { name: 'list, filtered by kind', pathsOf: () => [list('?kind=school')], most: 1.5 },
    { name: 'list, filtered by state', pathsOf: () => [list('?state=never_failed')], most: 1.5 },
    { name: 'organisation', pathsOf: () => publicPages.organisation, most: 1.5 },
    { name: 'timeline', pathsOf: () => publicPages.timeline, most: 1.5 },
  ];
  for (const { name, pathsOf, most } of pages) {
    const targets = [
      { name: 'few', origin: few.origin, paths: pathsOf(small) },
      { name: 'many', origin: many.origin, paths: pathsOf(large) },
    ];
    for (const { origin, paths } of name.startsWith('list') ? targets : []) {
      const rows = rowsIn(await text(origin + paths[0]));
      if (rows !== rowsOnPage) throw new Error(`${paths[0]} has ${rows} rows, and would be compared with a full page`);
    }
    const figures = await byTurns(targets, { ...pace, connections: 1 });
    const [before, after] = [figures.get('few'), figures.get('many')];
    measure(`P9 ${name}, p50 ms`, {
      ours: exact(after.p50),
      anchor: `${whole(small.size)} judgements`,
      anchorValue: exact(before.p50),
      value: Number(exact(after.p50Ratio)),
      most,
      unit: ' ×',
      note: `rounds differ by ${percent(after.spread)}`,
    });
  }
  await stopAll();
  return undefined;
}

const failingBody = Array.from({ length: 40 }, (_, index) => index).find(
  (index) => organisationAt(index).failingSpells > 0,
);
const failingSlug = slugOf(organisationAt(failingBody).name);
const firstInspectionOf = (index) => `IN-${String(index * 5 + 1).padStart(4, '0')}`;

/** The most statements that a page may take, by what it is. */
const statementGoals = (made) => [
  [
    3,
    [
      list(),
      list(middleOf(made)),
      list('?region=london'),
      list('?state=in_failure&kind=council'),
      list('?framework=ofsted_ilacs_2018'),
      list('?sort=latest&order=descending'),
    ],
  ],
  [3, [list('?q=castle')]],
  [
    3,
    [
      '/episodes',
      '/episodes?state=open',
      '/episodes?relapse=no',
      '/episodes?sort=months&order=descending',
      '/frameworks',
    ],
  ],
  [6, [`/inspections/${firstInspectionOf(failingBody)}`, '/frameworks/ofsted_ilacs_2018', `/sources/${made.source}`]],
  [
    15,
    [
      '/',
      `/organisations/${failingSlug}`,
      `/organisations/${failingSlug}/inspections`,
      `/organisations/${failingSlug}/timeline`,
      '/episodes/EP-0001',
    ],
  ],
];

function statementsOf({ file, ...made }) {
  const goals = new Map(statementGoals(made).flatMap(([most, paths]) => paths.map((path) => [path, most])));
  const { status, stdout } = spawnSync(process.execPath, ['test/bench/statements.mjs', file, ...goals.keys()], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The statements could not be counted');
  return { goals: [...goals.values()], ...JSON.parse(stdout) };
}

function statements(small, large) {
  say('Counting statements …');
  const [few, many] = [statementsOf(small), statementsOf(large)];
  const growing = new Set(
    Object.keys(many.sizes).filter((name) => many.sizes[name] > few.sizes[name] || many.sizes[name] > 1_000),
  );
  for (const [index, page] of many.pages.entries()) {
    const before = few.pages[index];
    if (page.status !== 200 || before.status !== 200) {
      measure(`P10 ${page.path}`, { ours: `answers ${page.status}`, value: page.status, most: 200 });
      continue;
    }
    const most = many.goals[index];
    const isMore = page.first > before.first;
    measure(`P10 ${page.path}, statements`, {
      ours: String(page.first),
      anchor: `${whole(small.size)} judgements`,
      anchorValue: String(before.first),
      value: isMore ? most + 1 : page.first,
      most,
      note: isMore
        ? 'more statements with more rows'
        : page.second === page.first
          ? ''
          : `${page.second} once worked out`,
    });
  }
  const scans = many.plans.flatMap((plan) =>
    plan.steps.filter((step) => readsAll(step, plan, growing)).map((step) => ({ step, statement: plan.text })),
  );
  const sorts = many.plans.filter(({ sorted }) => sorted > 1_000);
  measure('P10 tables that grow and are read whole', {
    ours: String(scans.length),
    value: scans.length,
    most: 0,
    note: `${many.plans.length} statements explained`,
  });
  measure('P10 sorts of more than 1,000 rows', { ours: String(sorts.length), value: sorts.length, most: 0 });
  return [
    ...scans.map(({ step, statement }) => `${step}\n    in ${statement.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
    ...sorts.map(
      ({ sorted, text: statement }) =>
        `${whole(sorted)} rows sorted\n    in ${statement.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
    ),
  ];
}

/** A2: what a reader's line carries. */
async function weights({ file }) {
  say('Weighing pages …');
  const server = await started(startService(file, { cacheMegabytes: 64 }));
  const paths = [
    '/',
    list(),
    '/episodes',
    `/organisations/${failingSlug}`,
    `/organisations/${failingSlug}/timeline`,
    `/inspections/${firstInspectionOf(failingBody)}`,
    '/episodes/EP-0001',
  ];
  const weighed = [];
  for (const path of paths) weighed.push(await weigh(server.origin, path, text));
  const heaviest = (of) => weighed.reduce((most, page) => (page[of] > most[of] ? page : most));
  const first = heaviest('first');
  measure('A2 first visit, heaviest page, kB', {
    ours: bytes(first.first),
    value: Number(exact(first.first / 1_000, 1)),
    most: 150,
    note: first.path,
  });
  for (const { path, later } of weighed)
    measure(`A2 later visit, ${path}, kB`, { ours: bytes(later), value: Number(exact(later / 1_000, 1)), most: 15 });
  const elsewhere = weighed.flatMap((page) => page.elsewhere);
  measure('A2 requests that leave the site', {
    ours: String(elsewhere.length),
    value: elsewhere.length,
    most: 0,
    note: elsewhere.slice(0, 3).join(' '),
  });
  const asked = weighed.filter((page) => !page.mayBeKept).length;
  measure('A2 pages whose parts are asked for again', { ours: String(asked), value: asked, most: 0 });
  await stopAll();
}

/** What the bare page says of each signal, and the facts that it names. */
const factsOnLessons = (html) => [
  ...[...html.matchAll(/<span class="signal-lines__says">([^<]+)</g)].map(([, says]) => says),
  ...[...html.matchAll(/<li><a class="govuk-link" href="[^"]+">([^<]+)<\/a>/g)].map(([, fact]) => fact),
];

/** The statements of the page of the lessons for a member of the board, the first time, and what they read whole. */
function statementsOfLessons({ file, path, cookie }) {
  const { status, stdout } = spawnSync(process.execPath, ['test/bench/statements.mjs', file, path], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    env: { ...process.env, BENCH_COOKIE: cookie },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The statements of the lessons could not be counted');
  const { pages, plans, sizes: rows } = JSON.parse(stdout);
  // But for who asks, which every page is asked alike.
  return { asked: pages[0].ofThePage, withWhoAsks: pages[0].first, plans, rows };
}

async function lessonsOf({ file, path, cookie }, cacheMegabytes, name) {
  const { origin } = await started(startService(file, { cacheMegabytes }));
  const page = await (await fetch(origin + path, { headers: { cookie } })).text();
  if (!page.includes('This is the board')) throw new Error('The lessons are not those that the board reads');
  return { name, origin, paths: [path], cookie, page };
}

/** P1, and what the page costs when only its signals are remembered: ten years of one council, by a member of its board. */
async function lessonsAgainstTheBareStack(ten) {
  const copy = join(folder, 'lessons-bare.sqlite');
  const kept = await keepReadings(ten.file, copy, ten);
  const bare = { name: 'bare', ...(await started(startBareStack(copy))), paths: [ten.path] };
  const remembered = await lessonsOf(ten, 64, 'remembered');
  const anew = await lessonsOf(ten, 0, 'anew');
  const told = await text(bare.origin + ten.path);
  const facts = factsOnLessons(told);
  const missing = facts.find((fact) => !anew.page.includes(fact));
  if (kept.signals !== 32 || facts.length < 60 || missing) throw new Error(`The lessons do not tell: ${missing}`);
  const weights = [anew.page, told].map((html) => Buffer.byteLength(html));
  tell('lessons of ten years: weight of the page as HTML', {
    ours: bytes(weights[0]),
    anchor: 'bare stack',
    anchorValue: bytes(weights[1]),
    value: exact(weights[0] / weights[1]),
    note: `${kept.signals} signals, ${whole(kept.facts)} facts`,
  });
  for (const connections of [1, 16]) {
    const figures = await byTurns([bare, remembered, anew], { ...pace, connections });
    const [base, own, made] = ['bare', 'remembered', 'anew'].map((name) => figures.get(name));
    const anchor = { anchor: 'bare stack', anchorValue: whole(base.perSecond) };
    const note = (figure) =>
      `p50 ${exact(figure.p50)} ms, p95 ${exact(figure.p95)} ms; rounds differ by ${percent(figure.spread)}`;
    measure(`P1 lessons of ten years, signed in, at c${connections}, requests/s`, {
      ours: whole(own.perSecond),
      ...anchor,
      value: Number(exact(own.ratio)),
      least: 1,
      unit: ' ×',
      note: note(own),
    });
    tell(`lessons of ten years, signed in, at c${connections}, no page remembered, requests/s`, {
      ours: whole(made.perSecond),
      ...anchor,
      value: exact(made.ratio),
      note: note(made),
    });
  }
  await stopAll();
}

/** p50 of the page in one record against another, no page remembered, and of working its signals out. */
async function lessonsAgainst(goal, [from, to], { anchor, most, note }) {
  const targets = [await lessonsOf(from, 0, 'from'), await lessonsOf(to, 0, 'to')];
  const figures = await byTurns(targets, { ...pace, connections: 1 });
  const [before, after] = [figures.get('from'), figures.get('to')];
  measure(`${goal}, signed in, p50 ms`, {
    ours: exact(after.p50),
    anchor,
    anchorValue: exact(before.p50),
    value: Number(exact(after.p50Ratio)),
    most,
    unit: ' ×',
    note: `${note}; rounds differ by ${percent(after.spread)}`,
  });
  await stopAll();
  // All facts go into the signals: the first who asks after a change waits for them.
  const anew = [await signalsAnew(from.file), await signalsAnew(to.file)];
  tell(`${goal}, signals worked out anew, ms`, {
    ours: exact(anew[1]),
    anchor,
    anchorValue: exact(anew[0]),
    value: exact(anew[1] / anew[0]),
  });
}

/** The eight lessons of one council, read by a member of its board: ten years of record against one, alone and among all. */
async function lessonsOfALongRecord(small, large) {
  say('Reading the lessons of ten years …');
  const [one, ten] = [
    await makeLongRecord(join(folder, 'lessons-1.sqlite'), 1),
    await makeLongRecord(join(folder, 'lessons-10.sqlite'), 10),
  ];
  const [few, many] = [statementsOfLessons(one), statementsOfLessons(ten)];
  await lessonsAgainstTheBareStack(ten);
  await lessonsAgainst('R7 lessons of ten years against one', [one, ten], {
    anchor: 'of one year',
    most: 1.5,
    note: `${whole(ten.updates)} updates of actions, 120 meetings, 20 measures by month`,
  });
  const among = [];
  for (const { file } of small === large ? [small] : [small, large]) among.push(await makeLongRecord(file, 10));
  const all = statementsOfLessons(among.at(-1));
  const most = Math.max(few.asked, many.asked, all.asked);
  measure('P10 lessons of ten years, signed in, statements', {
    ours: String(all.asked),
    anchor: 'of one year',
    anchorValue: String(few.asked),
    value: most > few.asked ? Math.max(most, 16) : most,
    most: 15,
    note: most > few.asked ? 'more statements with more rows' : `${all.withWhoAsks} with who asks`,
  });
  const growing = new Set(Object.keys(all.rows).filter((name) => all.rows[name] > few.rows[name]));
  const scans = all.plans.flatMap((plan) => plan.steps.filter((step) => readsAll(step, plan, growing)));
  measure(`P10 lessons of ten years among ${whole(large.judgements)} judgements, tables read whole`, {
    ours: String(scans.length),
    value: scans.length,
    most: 0,
    note: scans.slice(0, 3).join('; '),
  });
  const sorted = Math.max(...all.plans.map(({ sorted: rows }) => rows));
  measure('P10 lessons of ten years, most rows sorted', { ours: whole(sorted), value: sorted, most: 1_000 });
  if (among.length < 2) return skip('P9 lessons of ten years', 'one size only was asked for');
  await lessonsAgainst('P9 lessons of ten years', among, {
    anchor: `${whole(small.size)} judgements`,
    most: 1.5,
    note: `among ${whole(large.judgements)} judgements`,
  });
  return undefined;
}

/** How long the signals of a failure take from the record, at the median of nine, in milliseconds. */
async function signalsAnew(file) {
  const { LessonSignalsService } = await program('lessons/lesson-signals.service.js');
  const service = await openService(file);
  try {
    const [{ id }] = await service.database.reader.query(
      "SELECT id FROM failure_episode WHERE organisation_id = 'long-record'",
    );
    const signals = service.app.get(LessonSignalsService, { strict: false });
    const times = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const began = performance.now();
      const read = await signals.readEpisode(id, { asOf: '2026-11-20', mode: 'hindsight', scope: 'board' });
      if (read?.length !== 32) throw new Error('The signals could not be read');
      times.push(performance.now() - began);
    }
    return median(times);
  } finally {
    await service.close();
  }
}

/** A short look; test/data/never-stale.spec.ts is the proof. */
async function neverStale({ file }) {
  say('Writing here, reading there …');
  const { theService } = await program('access/audit.service.js');
  const { OrganisationsService } = await program('organisations/organisations.service.js');
  const reader = await started(startService(file, { cacheMegabytes: 64 }));
  const writer = await openService(file);
  const organisations = writer.app.get(OrganisationsService, { strict: false });
  let stale = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const body = bodies[turn % bodies.length];
    const name = `${body.name}${'.'.repeat(1 + Math.floor(turn / bodies.length))}`;
    const { ok, value } = await organisations.rename(theService, body.id, name);
    if (!ok) throw new Error(`${body.name} could not be renamed`);
    const html = await text(`${reader.origin}/organisations/${value.slug}`);
    if (!html.includes(`${name}</h1>`)) stale += 1;
  }
  await writer.close();
  await stopAll();
  measure(`P2 pages out of date after ${turns} writes elsewhere`, { ours: String(stale), value: stale, most: 0 });
}

function table() {
  const columns = [
    ['measure', ({ name }) => name],
    ['ours', ({ ours }) => ours],
    ['anchor', ({ anchor }) => anchor],
    ['anchor value', ({ anchorValue }) => anchorValue],
    ['ratio or value', ({ value }) => String(value)],
    ['goal', ({ goal }) => goal],
    ['verdict', ({ verdict }) => (verdict === 'told' ? '' : verdict)],
    ['', ({ note }) => note],
  ];
  const rows = [columns.map(([heading]) => heading), ...measures.map((one) => columns.map(([, of]) => of(one)))];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same table for a page of words. */
const markdown = () =>
  [
    '| measure | ours | anchor | anchor value | ratio or value | goal | verdict | |',
    '|--|--|--|--|--|--|--|--|',
    ...measures.map(
      ({ name, ours, anchor, anchorValue, value, goal, verdict, note }) =>
        `| ${[name, ours, anchor, anchorValue, value, goal, verdict === 'told' ? '' : verdict, note].join(' | ')} |`,
    ),
  ].join('\n');

const startedAt = new Date();
const loadBefore = loadavg()[0];
try {
  const records = [...new Set(sizes)].toSorted((a, b) => a - b).map(fill);
  const small = records[0];
  const large = records.at(-1);
  const usual = records.findLast(({ size }) => size <= usualSize) ?? small;
  await againstTheBareStack(usual);
  await signedIn(usual);
  await besideCostly(usual);
  await coldStarts(usual);
  await growth(small, large);
  const faults = statements(small, large);
  await weights(usual);
  await lessonsOfALongRecord(small, large);
  await neverStale(small);

  const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;
  const day = startedAt.toISOString().slice(0, 10);
  say(
    `\n${day}  ${machine}  busy before it began: ${exact(loadBefore, 1)}  rounds ${pace.rounds} × ${pace.seconds} s\n`,
  );
  say(table());
  for (const fault of faults) say(`\n${fault}`);
  const missed = measures.filter(({ verdict }) => verdict === 'MISS').length;
  say(`\n${measures.filter(({ verdict }) => verdict === 'ok').length} goals met, ${missed} missed`);
  const results = join(root, 'var/bench');
  mkdirSync(results, { recursive: true });
  const data = records.map(({ file: _file, ...record }) => record);
  const result = { at: startedAt.toISOString(), machine, loadBefore, pace, data, measures, faults };
  writeFileSync(join(results, `${day}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(results, `${day}.md`), `${markdown()}\n`);
  process.exitCode = missed > 0 ? 1 : 0;
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
