// Checks that this package is whole: every file has the SHA-256 that checksums.txt gives, and nothing was added.
// Run it in the folder of the package, with Node 18 or later and nothing else: node verify.mjs
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const sums = readFileSync(join(folder, 'checksums.txt'));
const expected = new Map(
  sums
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(66), line.slice(0, 64)]),
);
const present = new Set(readdirSync(folder));
const faults = [];
for (const [name, hash] of expected) {
  if (!present.has(name)) faults.push(`${name} is missing`);
  else if (hashOf(readFileSync(join(folder, name))) !== hash) faults.push(`${name} was changed`);
}
for (const name of present)
  if (name !== 'checksums.txt' && !expected.has(name)) faults.push(`${name} is no part of this package`);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`Version hash (SHA-256 of checksums.txt): ${hashOf(sums)}\n`);
process.stdout.write(faults.length === 0 ? `All ${expected.size} files are whole.\n` : `${faults.length} faults.\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
