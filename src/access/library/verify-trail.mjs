/**
 * Checks an exported audit trail. Needs Node 18 or later and nothing else:
 *
 *     node verify-trail.mjs [FOLDER] [SEAL]
 *
 * FOLDER holds trail.jsonl and manifest.json (the folder of this file unless told). SEAL is a seal of the last line that
 * was kept elsewhere: then a trail that was cut short or made anew is found too. Ends with 0 when everything holds,
 * with 1 after naming the first line that does not.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fields = [
  'seq',
  'at',
  'actor',
  'role',
  'action',
  'entity',
  'entityId',
  'before',
  'after',
  'reason',
  'requestId',
];

/** JSON with its keys in order: what was sealed. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    keys.sort((a, b) => (a < b ? -1 : 1));
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const sealOf = (previous, line) => {
  const sealed = Object.fromEntries(fields.map((field) => [field, line[field] ?? null]));
  return createHash('sha256').update(previous + canonical(sealed)).digest('hex');
};

const isSeal = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** What is wrong with a line that follows `previous`, in words; null where nothing is. */
function faultOf(line, previous) {
  if (line === null) return 'cannot be read as JSON';
  if (typeof line !== 'object' || !Number.isInteger(line.seq) || !isSeal(line.prevHash) || !isSeal(line.hash))
    return 'is not a line of an audit trail';
  if (line.seq !== previous.seq + 1)
    return line.seq > previous.seq
      ? `has number ${line.seq} where ${previous.seq + 1} should follow: a line is missing`
      : `has number ${line.seq} where ${previous.seq + 1} should follow: the lines are out of order`;
  if (line.prevHash !== previous.hash) return 'does not follow from the line before it';
  if (!line.withheld && sealOf(previous.hash, line) !== line.hash) return 'was changed after it was sealed';
  return null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Lines end with a line feed alone: a reader of text would end them at U+2028 too, which may stand within a line. */
async function* linesOf(file) {
  let rest = '';
  for await (const piece of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const say = (text) => process.stdout.write(`${text}\n`);

async function check(folder, kept) {
  const trail = join(folder, 'trail.jsonl');
  const manifestFile = join(folder, 'manifest.json');
  for (const file of [trail, manifestFile])
    if (!existsSync(file)) {
      say(`${file} is not there.`);
      return 1;
    }
  const manifest = parsed(readFileSync(manifestFile, 'utf8'));
  let previous = { seq: 0, hash: '0'.repeat(64) };
  let number = 0;
  let withheld = 0;
  for await (const text of linesOf(trail)) {
    number += 1;
    const line = parsed(text);
    const fault = faultOf(line, previous);
    if (fault) {
      say(`Line ${number} of trail.jsonl ${fault}. The ${number - 1} lines before it hold.`);
      return 1;
    }
    if (line.withheld) withheld += 1;
    previous = { seq: line.seq, hash: line.hash };
  }
  if (manifest?.lines !== number || manifest?.head !== previous.hash) {
    say(
      `The trail was cut short or added to: manifest.json speaks of ${manifest?.lines} lines up to the seal ${manifest?.head}, the file has ${number} lines up to ${previous.hash}.`,
    );
    return 1;
  }
  if (kept && kept !== previous.hash) {
    say(`The last seal is ${previous.hash}, not ${kept} that you kept: this is another trail, or an earlier or later one.`);
    return 1;
  }
  say(`All ${number} lines hold. The last seal is ${previous.hash}.`);
  if (withheld > 0)
    say(
      `${withheld} lines are withheld: their place in the chain was checked, not their words. Whoever may read them checks those with the service itself.`,
    );
  if (!kept) say('Compare the last seal with one that was kept elsewhere: nothing else shows that a trail was made anew.');
  return 0;
}

const [folder = dirname(fileURLToPath(import.meta.url)), kept] = process.argv.slice(2);
process.exitCode = await check(folder, kept);
