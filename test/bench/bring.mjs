/**
 * Brings every publication of a folder into a database: `node test/bench/bring.mjs DATABASE_URL FOLDER`. One line of JSON
 * a file: its rows, how many were new, added something, were unchanged or were refused, and how long it took. Ends with
 * 1 where the counts do not add up to the rows of the file, or where the broken edition is taken.
 */
import { join } from 'node:path';
import { broken, publications } from './publications.mjs';
import { openService, program } from './service.mjs';

const [database, folder] = process.argv.slice(2);
const service = await openService(database, { caseLibrary: true });
const { ImportsService, ShrunkenPublication } = await program('exchange/imports.service.js');
const imports = service.app.get(ImportsService, { strict: false });
const operator = { name: 'Command line', role: 'operator', requestId: null };
const bring = (profile, path) =>
  imports.import(operator, { profile, path: join(folder, path), dryRun: false, onProgress: () => undefined });
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

for (const [profile, path] of publications) {
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
try {
  await bring(...broken);
  process.stderr.write(`${broken[1]} lacks a third of its councils and was taken\n`);
  process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ShrunkenPublication)) throw error;
}
await service.close();
