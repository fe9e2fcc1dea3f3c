/**
 * What happens to the record when the machine fails: `npm run test:faults`, about five minutes; FULL=1 for the whole
 * numbers (hours; FROM=450 goes on with the kills after the 450th), QUICK=1 for a look that is part of `npm test`. Each
 * harness is also run on a service with a defect planted in it, which it must catch. Ends with 1 when anything was lost,
 * or a planted defect was not found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bench/service.mjs';
import { brokenFiles } from './broken-files.mjs';
import { kills } from './kills.mjs';
import { lostUpdates } from './lost-updates.mjs';
import { missing, powerCuts } from './power-cuts.mjs';
import { restarts } from './restarts.mjs';

const pace = process.env.FULL === '1' ? 'full' : process.env.QUICK === '1' ? 'quick' : 'usual';
const numbers = {
  quick: { kills: 3, cuts: 60, writes: 60, files: 60, turns: 3, restarts: 1 },
  usual: { kills: 30, cuts: 300, writes: 300, files: 500, turns: 10, restarts: 3 },
  full: { kills: 1_000, cuts: 10_000, writes: 1_500, files: 10_000, turns: 50, restarts: 20 },
}[pace];

const say = (text = '') => process.stdout.write(`${text}\n`);
if (spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);

/** An hour's work says how far it is: FROM=450 goes on after the 450th kill. */
const soFar = (it) =>
  say(
    `          ${it.done} of ${numbers.kills} kills: ${it.acknowledged} acknowledged, ${it.lost} lost, ${it.faults.length} faults`,
  );

const asked = process.argv.slice(2);
const harnesses = [
  {
    name: 'kills',
    run: (file, defect) =>
      defect
        ? kills(file, { rounds: Math.min(numbers.kills, 5), defect })
        : kills(file, {
            rounds: numbers.kills,
            from: Number(process.env.FROM ?? 0),
            tell: pace === 'full' ? soFar : undefined,
          }),
    failed: ({ lost, faults, acknowledged }) => lost > 0 || faults.length > 0 || acknowledged === 0,
    planted: 'answers-first',
    caught: ({ lost }) => lost > 0,
    tell: (it) =>
      `${it.rounds} kills, ${it.acknowledged} writes acknowledged, ${it.lost} lost; ready again after ${it.start} ms`,
  },
  {
    name: 'power cuts',
    run: (file, defect) => powerCuts(file, { cuts: numbers.cuts, writes: numbers.writes, defect }),
    missing,
    failed: ({ losing, faults }) => losing > 0 || faults.length > 0,
    planted: 'not-synchronous',
    caught: ({ losing }) => losing > 0,
    tell: (it) =>
      `${it.cuts} cuts in ${it.events} events with ${it.syncs} syncs, ${it.losing} of them lose something that was acknowledged (at most ${it.most})`,
  },
  {
    name: 'lost updates',
    run: (file, defect) => lostUpdates(file, { turns: numbers.turns, defect }),
    failed: ({ lost, faults, acknowledged }) => lost !== 0 || faults.length > 0 || acknowledged === 0,
    planted: 'no-version',
    caught: ({ lost }) => lost > 0,
    tell: (it) =>
      `${it.people} people, ${it.acknowledged} saves acknowledged, ${it.refused} refused with both versions, ${it.lost} lost`,
  },
  {
    name: 'restarts',
    run: (file, defect) => restarts(file, { rounds: numbers.restarts, defect }),
    failed: ({ lost, applied, faults, acknowledged }) =>
      lost > 0 || applied > 0 || faults.length > 0 || acknowledged === 0,
    planted: 'no-drain',
    caught: ({ applied, lost, faults }) => applied > 0 || lost > 0 || faults.length > 0,
    tell: (it) =>
      `${it.rounds} restarts under 50 writers, ${it.acknowledged} acknowledged, ${it.applied} applied and not answered, ${it.lost} lost; ${it.unanswered} cut before they began; gone after at most ${it.slowest} ms`,
  },
  {
    name: 'broken files',
    run: (file, defect) => brokenFiles(file, { files: defect ? 60 : numbers.files, defect }),
    failed: ({ faults }) => faults.length > 0,
    planted: 'half-taken',
    caught: ({ faults }) => faults.length > 0,
    tell: (it) =>
      `${it.files} files, ${it.taken} read, ${it.refused} refused whole; the slowest ${it.slowest} ms, memory ${it.grown} MB more`,
  },
];

let failed = 0;
let passed = 0;
async function step(name, work) {
  const folder = mkdtempSync(join(tmpdir(), 'turnaround-faults-'));
  try {
    await work(join(folder, 'record.sqlite'));
  } catch (error) {
    failed += 1;
    say(`FAILED  ${name}: ${error?.stack ?? error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const harness of harnesses.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const why = harness.missing?.();
  if (why) {
    say(`Skipped ${harness.name}: ${why}.`);
    continue;
  }
  await step(harness.name, async (file) => {
    const result = await harness.run(file, null);
    const isFailed = harness.failed(result);
    if (isFailed) failed += 1;
    else passed += 1;
    say(`${isFailed ? 'FAILED ' : 'ok     '} ${harness.name}: ${harness.tell(result)}`);
    for (const fault of result.faults.slice(0, 10)) say(`          ${fault}`);
  });
  await step(`${harness.name}, planted`, async (file) => {
    const result = await harness.run(file, harness.planted);
    const isCaught = harness.caught(result);
    if (isCaught) passed += 1;
    else failed += 1;
    say(
      `${isCaught ? 'ok     ' : 'FAILED '} ${harness.name} with ${harness.planted} planted: ${isCaught ? 'caught' : 'not caught'} (${harness.tell(result)})`,
    );
  });
}
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
