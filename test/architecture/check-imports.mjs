/**
 * Holds every import against `.dependency-cruiser.cjs`: `node test/architecture/check-imports.mjs [FOLDER]`. Prints what
 * is refused and exits with 1. Fails as well when fewer modules were read than there are source files: a reader that
 * reads nothing finds no fault.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from '@swc/core';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(process.argv[2] ?? root);
const cruised = ['src', 'migrations', 'test'].filter((name) => existsSync(join(folder, name)));
const say = (line) => process.stdout.write(`${line}\n`);

const cruise = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    ...cruised,
  ],
  { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
if (!cruise.stdout.startsWith('{')) {
  say(`The imports could not be read.\n${cruise.stdout}${cruise.stderr}`);
  process.exit(1);
}

const { modules, summary } = JSON.parse(cruise.stdout);
const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
const read = new Set(modules.map(({ source }) => source));
const written = cruised.flatMap((name) =>
  readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${name}/${file.replaceAll('\\', '/')}`),
);
const unread = written.filter((file) => !read.has(file));

/** Rules that are about what runs: an `import type` leaves nothing behind to run. */
const aboutWhatRuns = new Set(['presenters-are-pure']);

function isTypeOnly(from, to) {
  const { dependencies } = modules.find(({ source }) => source === from);
  const specifiers = new Set(dependencies.filter(({ resolved }) => resolved === to).map(({ module }) => module));
  const { body } = parseSync(readFileSync(join(folder, from), 'utf8'), { syntax: 'typescript', decorators: true });
  return body
    .filter(({ source }) => source && specifiers.has(source.value))
    .every(
      ({ type, typeOnly, specifiers: names }) =>
        typeOnly ||
        (type === 'ImportDeclaration' && names.length > 0 && names.every(({ isTypeOnly: isType }) => isType)),
    );
}

const refused = summary.violations.filter(
  ({ from, to, rule }) => !(aboutWhatRuns.has(rule.name) && isTypeOnly(from, to)),
);

for (const { from, to, rule } of refused)
  say(`${rule.name}: ${from}${to === from ? '' : ` imports ${to}`}: ${comments.get(rule.name)}`);
for (const file of unread) say(`not-read: ${file}: no import of it was looked at`);
say(`${read.size} modules read, ${written.length} of ours, ${refused.length} imports refused`);
process.exit(refused.length > 0 || unread.length > 0 || written.length === 0 ? 1 : 0);
