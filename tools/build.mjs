/**
 * Compiles the program into `dist/`: `node tools/build.mjs [--if-needed]`. Says in one sentence when this Node or what
 * is installed cannot run it. What an older version left behind in `dist/` goes last, so that a service which is being
 * started from there never misses a file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Whether a version is within a list such as `^20.19.0 || >=24.11.0`: the two forms that package.json uses. */
function isSupported(version, ranges) {
  const numbers = (text) => text.split('.').map(Number);
  const isAtLeast = (least) => {
    const have = numbers(version);
    const index = have.findIndex((number, place) => number !== least[place]);
    return index === -1 || have[index] > least[index];
  };
  return ranges.split('||').some((range) => {
    const least = numbers(range.trim().replace(/^(\^|>=)/, ''));
    return isAtLeast(least) && (!range.trim().startsWith('^') || numbers(version)[0] === least[0]);
  });
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** What the program is made from. */
const sources = () => [
  ...['src', 'migrations'].flatMap((name) => filesIn(join(root, name)).filter((file) => file.endsWith('.ts'))),
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(root, name)),
];

/** A file that went does not make another newer, so the list of them is kept beside the time. */
const listed = () => sources().toSorted().join('\n');

function isUpToDate() {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== listed()) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return sources().every((file) => statSync(file).mtimeMs < builtAt);
}

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (!isSupported(process.versions.node, engines.node))
  refuse(
    `This is Node ${process.versions.node}. Turnaround runs on Node ${engines.node}: install one of these and try again.`,
  );
if (process.argv.includes('--if-needed') && isUpToDate()) process.exit(0);
if (!existsSync(compiler)) refuse('The packages are not installed. Run npm ci first, then try again.');

const startedAt = Date.now();
const list = listed();
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) refuse('The program could not be compiled. What stands above says where.');
for (const file of filesIn(dist)) if (statSync(file).mtimeMs < startedAt - 1_000) rmSync(file);
writeFileSync(stamp, list);
utimesSync(stamp, startedAt / 1_000, startedAt / 1_000);
