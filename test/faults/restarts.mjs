/** R6: the service is told to stop while fifty people write. Whoever got no answer must know that nothing was done. */
import { client, create, isKept, look, makeWriter, pause, seeded, startService } from './service.mjs';

const writers = 50;

export async function restarts(file, { rounds, defect = null }) {
  const random = seeded(3);
  const person = await makeWriter(file);
  const result = { rounds, acknowledged: 0, unanswered: 0, refused: 0, applied: 0, lost: 0, faults: [], slowest: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const service = await startService(file, { defect });
    const to = client(service.origin, person, writers);
    const kept = [];
    const untold = [];
    const state = { stopped: false };
    let count = 0;
    const write = async () => {
      while (!state.stopped) {
        const key = `restart-${round}-${count++}`;
        const answer = await create(to, key);
        if (isKept(answer)) kept.push(key);
        else {
          if (answer.error === 'ECONNREFUSED') result.refused += 1;
          else if (answer.error) untold.push(key);
          else result.faults.push(`a write is answered ${answer.status}`);
          if (answer.error === 'ECONNREFUSED') return;
        }
      }
    };
    const work = Array.from({ length: writers }, write);
    await pause(300 + random() * 600);
    const told = performance.now();
    service.child.kill('SIGTERM');
    const code = await service.ended;
    result.slowest = Math.max(result.slowest, Math.round(performance.now() - told));
    state.stopped = true;
    await Promise.all(work);
    to.close();
    if (code !== 0) result.faults.push(`it ended with ${code}`);
    const found = look(file, `restart-${round}-`);
    result.faults.push(...found.faults);
    result.acknowledged += kept.length;
    result.unanswered += untold.length;
    result.lost += kept.filter((key) => !found.names.has(key)).length;
    result.applied += untold.filter((key) => found.names.has(key)).length;
  }
  return { ...result, faults: [...new Set(result.faults)] };
}
