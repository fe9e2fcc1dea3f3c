/** R1, kills: SIGKILL at any moment while eight people write. What was acknowledged is there, once, with its line. */
import { client, create, isKept, look, makeWriter, pause, seeded, startService } from './service.mjs';

const writers = 8;

export async function kills(file, { rounds, defect = null }) {
  const random = seeded(7);
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
  starts.sort((a, b) => a - b);
  return {
    rounds,
    sent,
    acknowledged: acknowledged.size + lost,
    lost,
    faults: [...new Set(faults)],
    start: Math.round(starts[starts.length >> 1]),
  };
}
