/**
 * Brings every publication of a folder into a database: `node test/bench/bring.mjs DATABASE_URL FOLDER`. One line of JSON
 * a file: its rows, how many were new, added something, were unchanged or were refused, and how long it took. Ends with
 * 1 where the counts do not add up to the rows of the file, or where the broken edition is taken. With a number after
 * FOLDER only so many first rows of each file that is plain text are brought in, and none that is packed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { broken, publications } from './publications.mjs';
import { openService, program } from './service.mjs';

const [database, folder, most = null] = process.argv.slice(2);
const service = await openService(database, { caseLibrary: true });
const { ImportsService, ShrunkenPublication } = await program('exchange/imports.service.js');
const imports = service.app.get(ImportsService, { strict: false });
const operator = { name: 'Command line', role: 'operator', requestId: null };
const cuts = most === null ? null : mkdtempSync(join(tmpdir(), 'turnaround-first-rows-'));

/** The file with its first rows alone, byte for byte; a line may end within a quoted cell. */
function cut(path) {
  const text = readFileSync(join(folder, path), 'latin1');
  let [quoted, lines, end] = [false, 0, 0];
  for (; end < text.length && lines <= Number(most); end += 1) {
    if (text[end] === '"') quoted = !quoted;
    else if (text[end] === '\n' && !quoted) lines += 1;
  }
  const file = join(cuts, basename(path));
  writeFileSync(file, text.slice(0, end), 'latin1');
  return file;
}

const bring = (profile, path) => {
  const order = { profile, path: cuts ? cut(path) : join(folder, path), dryRun: false, onProgress: () => undefined };
  return imports.import(operator, cuts ? { ...order, confirmed: 'The first rows alone' } : order);
};
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

for (const [profile, path] of cuts ? publications.filter(([, name]) => name.endsWith('.csv')) : publications) {
  const from = performance.now();
  const report = await bring(profile, path);
  const { rows, created, enriched, unchanged, refused, bodiesCreated, linksCreated, conflicts } = report;
  const counted = created + enriched + unchanged + refused.length;
  tell({
    profile,
    path,
    rows,
    created,
    enriched,
    unchanged,
    refused: refused.length,
    bodiesCreated,
    linksCreated,
    conflicts,
    seconds: Math.round((performance.now() - from) / 100) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  });
  if (counted !== rows) {
    process.stderr.write(`${path}: ${rows} rows, but ${counted} were counted\n`);
    process.exitCode = 1;
  }
}
if (cuts) rmSync(cuts, { recursive: true });
else
  try {
    await bring(...broken);
    process.stderr.write(`${broken[1]} lacks a third of its councils and was taken\n`);
    process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ShrunkenPublication)) throw error;
  }
await service.close();
