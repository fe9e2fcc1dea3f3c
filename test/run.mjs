/**
 * The one command that proves everything: `npm test`, or a part of it: `node test/run.mjs unit data`.
 *
 * Parts: static (types, lint, format, imports, build), unit, architecture, data, journeys, security, faults, browser. `data`
 * and `journeys` run on SQLite and again on PostgreSQL, and so does what in `security` asks the database. What this machine lacks is skipped and said; with
 * NOTHING_SKIPPED=1 it counts as failed. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { findChromium } from './runner/chromium.mjs';
import { startPostgres } from './runner/postgres.mjs';

const root = resolve(import.meta.dirname, '..');
const parts = ['static', 'unit', 'architecture', 'data', 'journeys', 'security', 'faults', 'browser'];
const foldersOf = {
  unit: ['src'],
  architecture: ['test/architecture'],
  data: ['test/data'],
  journeys: ['test/journeys'],
  security: ['test/security'],
};
/** What is run on PostgreSQL too. */
const onPostgresOf = { data: ['test/data'], journeys: ['test/journeys'], security: ['test/security/on-both'] };
const longestJestInMilliseconds = 50 * 60_000;

/** The settings of whoever runs the tests are not the tests' settings. */
const settings = readFileSync(join(root, '.env.example'), 'utf8').match(/^#? ?[A-Z_]+(?==)/gm) ?? [];
const environment = { ...process.env, NO_COLOR: '1' };
delete environment.FORCE_COLOR;
for (const name of settings) delete environment[name.replace(/^#? ?/, '')];

/** Some tools colour what they say whether or not a person looks. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const say = (text = '') => process.stdout.write(`${text}\n`);
const tool = (path) => join(root, 'node_modules', path);
const nothingSkipped = process.env.NOTHING_SKIPPED === '1';
const total = { passed: 0, failed: 0 };
const running = new Set();

/** Runs a program of Node and gives its exit code and all that it said. */
function run(args, { env = {}, patience = longestJestInMilliseconds } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const alarm = setTimeout(() => {
      output += `\nStopped: it had not ended after ${Math.round(patience / 1_000)} seconds.\n`;
      child.kill('SIGKILL');
    }, patience);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text;
      });
    child.once('close', (code) => {
      clearTimeout(alarm);
      running.delete(child);
      done({ code, output });
    });
  });
}

/** One heading, one piece of work, one line of outcome. `work` gives `{ passed, failed, output }`. */
async function step(heading, work) {
  say(`\n${heading}`);
  const startedAt = performance.now();
  let outcome;
  try {
    outcome = await work();
  } catch (error) {
    outcome = { passed: 0, failed: 1, output: String(error?.message ?? error) };
  }
  const { passed, failed, output = '' } = outcome;
  if (failed > 0 && output.trim()) say(output.replace(colours, '').trimEnd());
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  say(`  ${failed > 0 ? 'FAILED' : 'ok'}: ${passed} passed, ${failed} failed, ${seconds} s`);
}

function skip(heading, reason) {
  say(`\n${heading}`);
  if (nothingSkipped) {
    total.failed += 1;
    say(`  FAILED: ${reason}, and NOTHING_SKIPPED=1`);
  } else say(`  Skipped: ${reason}.`);
}

const check = (heading, args) =>
  step(heading, async () => {
    const { code, output } = await run(args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
  });

/** All below a folder, wherever the project lies. */
const asPattern = (folder) => `^${`${join(root, folder)}/`.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;

/**
 * What Jest says when a test left something open behind it. That a worker ended slowly is not counted: what a spec leaves
 * open is found by `runner/closing-environment.mjs`, which waits and says whose it is.
 */
const leak = /did not exit one second after|Cannot log after tests are done/;

const jest = (heading, paths, env = {}) =>
  step(heading, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnaround-jest-'));
    try {
      const file = join(folder, 'result.json');
      const { code, output } = await run(
        [tool('jest/bin/jest.js'), '--ci', '--maxWorkers=2', '--json', `--outputFile=${file}`, ...paths.map(asPattern)],
        { env },
      );
      if (!existsSync(file)) return { passed: 0, failed: 1, output };
      const result = JSON.parse(readFileSync(file, 'utf8'));
      const said = result.testResults
        .filter(({ status }) => status === 'failed')
        .map(({ name, message }) => `\n${relative(root, name)}\n${message}`);
      let failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
      if (leak.test(output)) {
        failed += 1;
        const lines = output.split('\n').filter((line) => leak.test(line));
        said.push('A test left something open behind it: a connection, a server or a timer.', ...lines);
      }
      const left = result.numPendingTests + result.numTodoTests;
      if (left > 0) {
        say(`  ${left} skipped by the tests themselves: what they need is not here`);
        if (nothingSkipped) failed += 1;
      }
      if (code !== 0 && failed === 0) {
        failed = 1;
        said.push(output);
      }
      return { passed: result.numPassedTests, failed, output: said.join('\n') };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

async function onPostgres(names) {
  const heading = `Tests on PostgreSQL: ${names.join(', ')}`;
  let server;
  try {
    server = await startPostgres();
  } catch (error) {
    await step(heading, () => Promise.reject(error));
    return;
  }
  if (server.missing) {
    skip(heading, server.missing);
    return;
  }
  stopPostgres = server.stop;
  try {
    await jest(
      heading,
      names.flatMap((name) => onPostgresOf[name]),
      {
        TEST_DATABASE: 'postgres',
        TEST_POSTGRES_URL: server.url,
      },
    );
  } finally {
    stopPostgres = null;
    await server.stop();
  }
}

/** A look at what `npm run test:faults` looks at long. */
const faults = () =>
  step('Kills, power cuts, lost updates, restarts and broken files, a few of each', async () => {
    const { code, output } = await run(['test/faults/run.mjs'], { env: { QUICK: '1' } });
    const [, passed = 0, failed = 1] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
    return { passed: Number(passed), failed: code === 0 ? 0 : Math.max(1, Number(failed)), output };
  });

async function inTheBrowser() {
  const heading = 'Tests in a browser';
  const chromium = findChromium();
  if (chromium) await jest(heading, ['test/browser'], { RUN_BROWSER: '1', CHROMIUM_PATH: chromium });
  else skip(heading, 'no Chromium was found. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH');
}

let stopPostgres = null;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of running) child.kill('SIGKILL');
    const leave = () => process.exit(1);
    Promise.resolve(stopPostgres?.()).then(leave, leave);
  });

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${parts.join(', ')}\n`);
  process.exit(1);
}
const wanted = asked.length > 0 ? parts.filter((name) => asked.includes(name)) : parts;
const wants = (name) => wanted.includes(name);

if (wants('static')) {
  await check('Types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json']);
  await check('Lint', [
    tool('oxlint/bin/oxlint'),
    '--type-aware',
    '--deny-warnings',
    '--format=unix',
    'src',
    'migrations',
    'test',
    'tools',
  ]);
  await check('Format', [tool('oxfmt/bin/oxfmt'), '--check', '.']);
}
if (wants('static') || wants('architecture')) await check('Imports', ['test/architecture/check-imports.mjs']);
if (wants('static') || wants('journeys') || wants('security') || wants('faults') || wants('browser'))
  await check('Build', ['tools/build.mjs']);

const onSqlite = wanted.filter((name) => foldersOf[name]);
if (onSqlite.length > 0)
  await jest(
    `Tests on SQLite: ${onSqlite.join(', ')}`,
    onSqlite.flatMap((name) => foldersOf[name]),
  );
const onBoth = wanted.filter((name) => onPostgresOf[name]);
if (onBoth.length > 0) await onPostgres(onBoth);
if (wants('faults')) await faults();
if (wants('browser')) await inTheBrowser();

say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
