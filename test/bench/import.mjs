/**
 * Measures how publications come in: `npm run bench:import [ROWS]`, by itself 20,000 rows in two minutes; the goals are
 * set for 100,000. A made-up file of judgements of schools is imported, checked, deduplicated, sealed and audited, all
 * or nothing (P5), again while another process asks for a list and saves (P6), and a second time (P7). Beside it the
 * same file goes through sqlite3's command line and through PostgreSQL's COPY into tables with the same keys, checks and
 * indexes, and nothing else that an import does; what is not installed is skipped and said. Ends with 1 when a goal is
 * missed.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../runner/postgres.mjs';
import { percentile } from './measuring.mjs';
import { openService, program, root, startService } from './service.mjs';

/** How often somebody in a meeting saves, in milliseconds. */
const betweenSaves = 4_000;
const rows = Number(process.argv[2] ?? 20_000);
if (!Number.isInteger(rows) || rows < 1_000) {
  process.stderr.write('Write a number of rows from 1,000 on.\n');
  process.exit(1);
}
const say = (text = '') => process.stdout.write(`${text}\n`);
if (spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'turnaround-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const profile = 'ofsted-school-judgements';
const csv = join(folder, 'judgements.csv');
const grades = ['Good', 'Requires Improvement', 'Outstanding', 'Inadequate', 'Good'];
const two = (number) => String(number).padStart(2, '0');
/** Three judgements a school, some of them failing, each at least a year after the last. */
const rowOf = (_unused, index) => {
  const school = Math.floor(index / 3);
  const year = 2013 + (index % 3) * 2;
  return `${100_000 + school},${grades[(index * 7 + school) % grades.length]},${year}${two(1 + (school % 12))}${two(1 + (school % 28))}`;
};
writeFileSync(csv, `URN,Rating,Inspection Date\n${Array.from({ length: rows }, rowOf).join('\n')}\n`);

const results = [];
const goal = (name, ours, { value, least, most, unit = '', note = '' }) => {
  const isMet = least === undefined ? value <= most : value >= least;
  results.push({
    name,
    ours,
    goal: least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`,
    verdict: isMet ? 'ok' : 'MISS',
    note,
  });
};
const skip = (name, note) => results.push({ name, ours: '', goal: '', verdict: 'skipped', note });
const perSecond = (milliseconds) => Math.round((rows / milliseconds) * 1_000);

/** A program of its own that imports the file and says how long each time took. */
const importing = `
  const { openService, program } = await import(${JSON.stringify(join(root, 'test/bench/service.mjs'))});
  const [file, path, times] = process.argv.slice(1);
  const service = await openService(file);
  const { ImportsService } = await program('exchange/imports.service.js');
  const { theService } = await program('access/audit.service.js');
  const imports = service.app.get(ImportsService, { strict: false });
  let landing = null;
  for (let turn = 0; turn < Number(times); turn += 1) {
    const from = performance.now();
    landing = null;
    const report = await imports.import(theService, { profile: ${JSON.stringify(profile)}, path, dryRun: false, confirmed: 'Made up for the bench', onProgress: (_rows, phase) => { if (phase === 'landing') landing ??= performance.now(); } });
    const took = performance.now() - from;
    console.log(JSON.stringify({ took, held: landing === null ? took : performance.now() - landing, created: report.created, unchanged: report.unchanged, refused: report.refused.length, peak: process.resourceUsage().maxRSS }));
  }
  await service.close();
`;
async function importIn(database, times) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', importing, database, csv, String(times)], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The import failed');
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

say(
  `${rows.toLocaleString('en-GB')} judgements of ${Math.ceil(rows / 3).toLocaleString('en-GB')} schools; ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`,
);
const [first, second] = await importIn(join(folder, 'ours.sqlite'), 2);
if (first.created !== rows || second.unchanged !== rows) throw new Error('Not every row was landed once');

// sqlite3's command line: one text table, then normalised with keys, checks and indexes.
const normalised = (sqlite) => `
CREATE TABLE organisation (id INTEGER PRIMARY KEY ${sqlite ? '' : 'GENERATED ALWAYS AS IDENTITY'}, urn VARCHAR(7) NOT NULL UNIQUE CHECK (length(urn) BETWEEN 5 AND 7), name VARCHAR(300) NOT NULL);
CREATE TABLE inspection (id INTEGER PRIMARY KEY ${sqlite ? '' : 'GENERATED ALWAYS AS IDENTITY'}, organisation_id INTEGER NOT NULL REFERENCES organisation (id), started_on VARCHAR(10) NOT NULL CHECK (length(started_on) = 10), grade VARCHAR(30) NOT NULL CHECK (grade IN ('Good','Requires Improvement','Outstanding','Inadequate')), UNIQUE (organisation_id, started_on));
CREATE INDEX ix_a ON inspection (organisation_id, started_on);
CREATE INDEX ix_b ON inspection (grade, started_on);
CREATE INDEX ix_c ON inspection (started_on);
CREATE INDEX ix_d ON organisation (name);
INSERT INTO organisation (urn, name) SELECT DISTINCT urn, 'School with URN ' || urn FROM staging;
INSERT INTO inspection (organisation_id, started_on, grade) SELECT organisation.id, substr(day, 1, 4) || '-' || substr(day, 5, 2) || '-' || substr(day, 7, 2), rating FROM staging JOIN organisation ON organisation.urn = staging.urn ON CONFLICT DO NOTHING;`;

if (spawnSync('sqlite3', ['--version']).status === 0) {
  const from = performance.now();
  execFileSync('sqlite3', [join(folder, 'cli.sqlite')], {
    input: `PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA foreign_keys = ON;\nCREATE TABLE staging (urn TEXT, rating TEXT, day TEXT);\n.mode csv\n.import --skip 1 ${csv} staging\nBEGIN;${normalised(true)}\nCOMMIT;\n`,
  });
  const took = performance.now() - from;
  const ratio = took / first.took;
  goal('P5 import beside sqlite3', `${perSecond(first.took).toLocaleString('en-GB')} rows/s`, {
    value: ratio,
    least: 1,
    unit: '×',
    note: `${ratio.toFixed(3)} × sqlite3's ${perSecond(took).toLocaleString('en-GB')} rows/s, which normalises and does nothing else`,
  });
} else skip('P5 import beside sqlite3', 'sqlite3 is not installed here');

const postgres = await startPostgres().catch(() => null);
if (postgres?.url && spawnSync('psql', ['--version']).status === 0) {
  const from = performance.now();
  execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', postgres.url], {
    input: `CREATE UNLOGGED TABLE staging (urn text, rating text, day text);\n\\copy staging FROM '${csv}' CSV HEADER\nBEGIN;${normalised(false)}\nCOMMIT;\n`,
  });
  const took = performance.now() - from;
  const ratio = took / first.took;
  goal('P5 import beside COPY', `${perSecond(first.took).toLocaleString('en-GB')} rows/s`, {
    value: ratio,
    least: 1,
    unit: '×',
    note: `${ratio.toFixed(3)} × PostgreSQL's ${perSecond(took).toLocaleString('en-GB')} rows/s, which normalises and does nothing else`,
  });
} else skip('P5 import beside COPY', 'PostgreSQL is not installed here');
await postgres?.stop?.();

goal('P5 memory', `${Math.round(first.peak / 1024)} MB`, {
  value: Math.round(first.peak / 1024),
  most: 200,
  unit: ' MB',
  note: 'the whole application with it',
});
goal('P7 the same file again', `${(first.took / second.took).toFixed(1)} ×`, {
  value: first.took / second.took,
  least: 1.5,
  unit: ' ×',
  note: `${perSecond(second.took).toLocaleString('en-GB')} rows/s, nothing changed`,
});

// P6: another process serves a list and saves while the file comes in.
const shared = join(folder, 'shared.sqlite');
await (await openService(shared)).close();
const server = await startService(shared);
const { Database, DatabaseRefusal } = await program('database/database.js');
const { schema } = await program('schema.js');
const editor = await Database.open({ kind: 'sqlite', path: shared }, schema);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
async function watch(until) {
  const [lists, edits] = [[], []];
  let refused = 0;
  const timed = async (into, work) => {
    const from = performance.now();
    await work();
    into.push(performance.now() - from);
  };
  const listing = (async () => {
    while (!until.isOver) {
      await timed(lists, async () => (await fetch(`${server.origin}/organisations`)).text());
      await pause(20);
    }
  })();
  const editing = (async () => {
    while (!until.isOver) {
      // On SQLite whoever saves from another process is refused after half a minute: that is a wait too, and is said.
      await timed(edits, () =>
        editor
          .transaction(() => editor.nextReferences('ZZ', 1))
          .catch((error) => {
            if (!(error instanceof DatabaseRefusal)) throw error;
            refused += 1;
          }),
      );
      await pause(20);
    }
  })();
  await Promise.all([listing, editing]);
  return { list: percentile(lists, 0.95), edit: percentile(edits, 0.95), longest: Math.max(...edits), refused };
}
const idle = { isOver: false };
setTimeout(() => Object.assign(idle, { isOver: true }), 3_000);
const before = await watch(idle);
const busy = { isOver: false };
const watching = watch(busy);
const [during] = await importIn(shared, 1);
busy.isOver = true;
const meanwhile = await watching;
goal('P6 rows while serving', `${perSecond(during.took).toLocaleString('en-GB')} rows/s`, {
  value: perSecond(during.took),
  least: 20_000,
  unit: ' rows/s',
});
goal('P6 list p95', `${meanwhile.list.toFixed(1)} ms`, {
  value: meanwhile.list / before.list,
  most: 1.5,
  unit: ' × idle',
  note: `idle ${before.list.toFixed(1)} ms`,
});
// Whoever waits for the whole landing is one of many who save: the longest wait is told, which a share of them hides.
goal('P6 longest wait to save', `${(meanwhile.longest / 1_000).toFixed(1)} s`, {
  value: meanwhile.longest,
  most: 50,
  unit: ' ms',
  note: `of one who saves fifty times a second: an import gives way five times, then lands; p95 ${meanwhile.edit.toFixed(0)} ms, idle ${before.edit.toFixed(0)} ms; ${meanwhile.refused} refused`,
});
await editor.close();
await server.stop();

// Somebody in a meeting saves now and then: the import gives way and lands anew.
const meeting = join(folder, 'meeting.sqlite');
await (await openService(meeting)).close();
const secretary = await Database.open({ kind: 'sqlite', path: meeting }, schema);
const landing = { isOver: false };
const waits = [];
const saving = (async () => {
  while (!landing.isOver) {
    const from = performance.now();
    await secretary.transaction(() => secretary.nextReferences('ZZ', 1));
    waits.push(performance.now() - from);
    for (let waited = 0; waited < betweenSaves && !landing.isOver; waited += 50) await pause(50);
  }
})();
const [beside] = await importIn(meeting, 1);
landing.isOver = true;
await saving;
await secretary.close();
goal(`P6 longest wait of one who saves every ${betweenSaves / 1_000} s`, `${Math.max(...waits).toFixed(0)} ms`, {
  value: Math.max(...waits),
  most: 50,
  unit: ' ms',
  note: `${waits.length} saves from another process; the import took ${(beside.took / 1_000).toFixed(1)} s instead of ${(first.took / 1_000).toFixed(1)} s`,
});

const width = (key) => Math.max(...results.map((result) => result[key].length));
for (const { name, ours, goal: wanted, verdict, note } of results)
  say(
    `${name.padEnd(width('name'))}  ${ours.padStart(width('ours'))}  ${wanted.padEnd(width('goal'))}  ${verdict.padEnd(7)}  ${note}`,
  );
mkdirSync(join(root, 'var/bench'), { recursive: true });
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
writeFileSync(
  join(root, 'var/bench/import.json'),
  `${JSON.stringify({ version, rows, node: process.version, results }, null, 2)}\n`,
);
process.exitCode = results.some(({ verdict }) => verdict === 'MISS') ? 1 : 0;
