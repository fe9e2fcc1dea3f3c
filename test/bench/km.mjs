/**
 * Measures time to recovery: `npm run bench:km`, two to three minutes; BENCH_QUICK=1 leaves out the pages. The curve of
 * 100,000 made-up episodes is held against R's `survfit` in the same run, for all of them and for each group, in time
 * and in its numbers; without R that is skipped and said. The pages are asked on a record of 100,000 made-up judgements,
 * and beside it on a SQLite record of your own, `npm run bench:km -- FILE`, of which a copy is made. Ends with 1 when a
 * goal is missed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { load } from './load.mjs';
import { median } from './measuring.mjs';
import { program, root, startService } from './service.mjs';

const isQuick = process.env.BENCH_QUICK === '1';
const say = (text = '') => process.stdout.write(`${text}\n`);

if (spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);
const { followUp } = await program('research/domain/follow-up.js');
const { kaplanMeier } = await program('research/domain/kaplan-meier.js');

const episodes = 100_000;
const groups = 12;
/** The same episodes on every machine: how long they were followed, how they ended, and their group. */
const made = Array.from({ length: episodes }, (_, index) => ({
  days: (index * 7919 + Math.floor(index / 97) * 13) % 4001,
  end: [1, 0, 1, 2, 1, 3, 0][index % 7],
  group: Math.floor(index / 11) % groups,
}));

const results = [];
function goal(name, { ours, value, unit = '', least, most, note = '' }) {
  const isMet = least === undefined ? value <= most : value >= least;
  results.push({
    name,
    ours,
    goal: least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`,
    verdict: isMet ? 'ok' : 'MISS',
    note,
  });
}
const tell = (name, ours, note = '') => results.push({ name, ours, goal: '', verdict: '', note });
const skip = (name, note) => results.push({ name, ours: '', goal: '', verdict: 'skipped', note });

/** The median of many runs, in milliseconds. */
function timed(work, runs) {
  for (let run = 0; run < 5; run += 1) work();
  return median(
    Array.from({ length: runs }, () => {
      const from = performance.now();
      work();
      return performance.now() - from;
    }),
  );
}

const inR = String.raw`
library(survival)
folder <- commandArgs(trailingOnly = TRUE)[1]
d <- read.csv(file.path(folder, "episodes.csv"))
event <- as.integer(d$end == 1)
fit <- survfit(Surv(d$days, event) ~ 1)
times <- replicate(7, system.time(survfit(Surv(d$days, event) ~ 1))[["elapsed"]])
parts <- lapply(sort(unique(d$group)), function(g) survfit(Surv(d$days[d$group == g], event[d$group == g]) ~ 1))
wide <- function(x) paste(formatC(x, digits = 17, format = "g"), collapse = " ")
rows <- unlist(lapply(c(list(fit), parts), function(f) c(wide(f$time), wide(f$surv), wide(f$std.err))))
writeLines(c(wide(median(times) * 1000), rows), file.path(folder, "answer.txt"))
`;

/** What R answers: its time in milliseconds, and of everything and each group the days, the shares and their errors. */
function askR(folder) {
  const rows = made.map(({ days, end, group }) => `${days},${end},${group}`);
  writeFileSync(join(folder, 'episodes.csv'), ['days,end,group', ...rows].join('\n'));
  writeFileSync(join(folder, 'fit.R'), inR);
  const ran = spawnSync('Rscript', [join(folder, 'fit.R'), folder], { encoding: 'utf8' });
  if (ran.error || ran.status !== 0) return null;
  const lines = readFileSync(join(folder, 'answer.txt'), 'utf8').trim().split('\n');
  return { milliseconds: Number(lines[0]), curves: lines.slice(1).map((line) => line.trim().split(/\s+/).map(Number)) };
}

/** The largest difference between our shares and errors and R's, over everything and each group. */
function largestDifference(curves) {
  const parts = [made, ...Array.from({ length: groups }, (_, group) => made.filter((one) => one.group === group))];
  return Math.max(
    ...parts.flatMap((part, index) => {
      const { points } = kaplanMeier(followUp(part), 'log');
      const [days, survival, errors] = curves.slice(index * 3, index * 3 + 3);
      if (days.length !== points.length) return [Number.POSITIVE_INFINITY];
      return points.map((point, place) => {
        const error = point.logError === null ? 0 : Math.abs(point.logError - errors[place]);
        return point.days === days[place] ? Math.max(Math.abs(point.survival - survival[place]), error) : Infinity;
      });
    }),
  );
}

const addresses = [
  '/research/recovery',
  '/research/recovery?by=region',
  '/research/recovery?by=region&within=sector',
  '/research/recovery?sector=schools',
  '/api/v1/research/recovery?by=region',
  '/research/recovery.csv?by=region',
];
const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
const milliseconds = (value) => `${value.toFixed(1)} ms`;

/** How long one answer takes, in milliseconds. */
async function ask(origin, path) {
  const from = performance.now();
  const answer = await fetch(origin + path);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - from;
}

/** As when somebody has saved something: what was remembered of the record is read anew. */
async function commit(file) {
  const { loadSqliteDriver } = await program('database/sqlite-driver.js');
  const Connection = loadSqliteDriver();
  const connection = new Connection(file, { timeout: 30_000 });
  connection.exec('UPDATE data_version SET number = number + 1');
  connection.close();
}

/**
 * The pages of a record, none of them remembered as a page (PAGE_CACHE_MB=0): of a question that was asked before; of one
 * that nobody asked since the last commit, while the episodes are in memory; and right after a commit, with the reading of
 * the episodes. Long work rests, so that the next question is asked when it has.
 */
async function timePages(file, of) {
  const service = await startService(file, { costlyPerMinute: 1_000_000 });
  const { origin } = service;
  try {
    for (const path of addresses) {
      await load(origin, [path], { connections: 1, seconds: 1 });
      const p50 = median((await load(origin, [path], { connections: 1, seconds: 4 })).milliseconds);
      goal(path, { ours: milliseconds(p50), value: p50, unit: ' ms', most: 15, note: of });
    }
    const [first, changed] = [[], []];
    for (let year = 1991; year <= 2010; year += 1) {
      first.push(await ask(origin, `/research/recovery?by=region&from=${year}`));
      await pause(Math.min(500, first.at(-1) * 3) + 20);
    }
    tell('  asked for the first time, by region', milliseconds(median(first)), of);
    for (let turn = 0; turn < 11; turn += 1) {
      await commit(file);
      changed.push(await ask(origin, '/research/recovery?by=region'));
      await pause(520);
    }
    tell('  right after a commit, by region', milliseconds(median(changed)), of);
  } finally {
    await service.stop();
  }
}

async function timeMade(folder) {
  const file = join(folder, 'record.sqlite');
  const filled = execFileSync(process.execPath, [join(root, 'test/bench/fill.mjs'), file, '100000'], {
    encoding: 'utf8',
  });
  const { spells } = JSON.parse(filled.trim().split('\n').at(-1));
  await timePages(file, `${spells} episodes, made up`);
}

/** On a copy: what is measured is written to. */
async function timeOwn(folder, own) {
  const file = join(folder, 'own.sqlite');
  for (const part of ['', '-wal', '-key']) if (existsSync(own + part)) copyFileSync(own + part, file + part);
  await timePages(file, own.split('/').at(-1));
}

const [given] = process.argv.slice(2);
const own = given ? resolve(given) : null;
if (own && !existsSync(own)) {
  process.stderr.write(`There is no record at ${own}.\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'turnaround-km-'));
const loadBefore = loadavg()[0];
try {
  const columns = followUp(made);
  const ours = timed(() => kaplanMeier(columns), 60);
  goal('curve of 100,000 episodes', { ours: `${ours.toFixed(2)} ms`, value: ours, unit: ' ms', most: 2 });
  const r = askR(folder);
  if (r) {
    const ratio = r.milliseconds / ours;
    goal('R survfit, same run', {
      ours: `${r.milliseconds.toFixed(0)} ms`,
      value: ratio,
      unit: ' ×',
      least: 100,
      note: `${ratio.toFixed(0)} × ours`,
    });
    const difference = largestDifference(r.curves);
    goal('largest difference from R', {
      ours: difference.toExponential(1),
      value: difference,
      most: 1e-12,
      note: `everything and ${groups} groups`,
    });
  } else skip('R survfit, same run', 'R with its package survival is not installed here');

  if (isQuick) skip('pages of a record of 100,000 judgements', 'left out of the quick run');
  else {
    await timeMade(folder);
    if (own) await timeOwn(folder, own);
  }
  const machine = `${availableParallelism()} cores, Node ${process.versions.node}, busy before it began: ${loadBefore.toFixed(1)}`;
  say(`\n${machine}\n`);
  for (const { name, ours: own, goal: wanted, verdict, note } of results)
    say(`${name.padEnd(46)}${own.padEnd(12)}${wanted.padEnd(12)}${verdict.padEnd(9)}${note}`.trimEnd());
  mkdirSync(join(root, 'var/bench'), { recursive: true });
  writeFileSync(join(root, 'var/bench/km.json'), `${JSON.stringify({ machine, results }, null, 2)}\n`);
  process.exitCode = results.some(({ verdict }) => verdict === 'MISS') ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
