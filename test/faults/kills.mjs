/** R1, kills: SIGKILL at any moment while eight people write. What was acknowledged is there, once, with its line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { client, create, isKept, look, makeWriter, pause, seeded, startService } from './service.mjs';

const writers = 8;

/** Each record takes so many kills: after each, the whole of it is looked at. */
const mostOnOneRecord = 50;

/**
 * `from`: how many kills were done before and are not done again, in whole fifties, so that a long run that was stopped
 * can go on. `tell`: is given the sums after each record.
 */
export async function kills(file, { rounds, from = 0, defect = null, tell = () => {} }) {
  const sum = { rounds: 0, sent: 0, acknowledged: 0, lost: 0, faults: [], starts: [] };
  for (let done = from - (from % mostOnOneRecord); done < rounds; done += mostOnOneRecord) {
    const folder = mkdtempSync(join(dirname(file), 'kills-'));
    try {
      const some = await killsOfOne(join(folder, 'record.sqlite'), {
        rounds: Math.min(mostOnOneRecord, rounds - done),
        seed: 7 + done,
        defect,
      });
      for (const key of ['rounds', 'sent', 'acknowledged', 'lost']) sum[key] += some[key];
      sum.faults = [...new Set([...sum.faults, ...some.faults])];
      sum.starts = [...sum.starts, ...some.starts].toSorted((a, b) => a - b);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    tell({ ...sum, start: median(sum.starts), done: Math.min(done + mostOnOneRecord, rounds) });
  }
  return { ...sum, start: median(sum.starts) };
}

const median = (sorted) => Math.round(sorted[sorted.length >> 1] ?? 0);

async function killsOfOne(file, { rounds, seed, defect }) {
  const random = seeded(seed);
  const person = await makeWriter(file);
  const acknowledged = new Set();
  let sent = 0;
  let lost = 0;
  const faults = [];
  const starts = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const service = await startService(file, { defect });
    starts.push(performance.now() - began);
    const to = client(service.origin, person, writers);
    const state = { stopped: false };
    const write = async () => {
      while (!state.stopped) {
        const key = `kill-${round}-${sent++}`;
        const answer = await create(to, key);
        if (answer.error) return;
        if (isKept(answer)) acknowledged.add(key);
        else faults.push(`a write is answered ${answer.status}`);
      }
    };
    const work = Array.from({ length: writers }, write);
    await pause(100 + random() * 600);
    service.child.kill('SIGKILL');
    state.stopped = true;
    await service.ended;
    await Promise.all(work);
    to.close();
    const found = look(file, 'kill-');
    faults.push(...found.faults);
    for (const key of acknowledged)
      if (!found.names.has(key)) {
        lost += 1;
        acknowledged.delete(key);
      }
  }
  return { rounds, sent, acknowledged: acknowledged.size + lost, lost, faults: [...new Set(faults)], starts };
}
