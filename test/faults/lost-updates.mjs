/**
 * R2: 64 people read one record, add one to it and save it. Each save that is acknowledged must count; each that is
 * refused must show both versions; nobody may read what was never kept.
 */
import { client, create, Driver, makeWriter, startService } from './service.mjs';

const people = 64;
const named = /name="name"[^>]*value="Counter (\d+)"|value="Counter (\d+)"[^>]*name="name"/;
const versioned = /name="version" value="(\d+)"/;

export async function lostUpdates(file, { turns, defect = null }) {
  const person = await makeWriter(file);
  const service = await startService(file, { defect });
  const faults = [];
  let [acknowledged, refused, highest] = [0, 0, 0];
  try {
    const to = client(service.origin, person, people);
    await create(to, 'counted');
    const reader = new Driver(file, { readonly: true });
    const { ref } = reader.prepare("SELECT ref FROM account WHERE email = 'counted@turnaround.example'").get();
    const path = `/admin/users/${ref}/edit`;
    const email = 'counted@turnaround.example';
    const page = await to.get(path);
    await to.post(path, { name: 'Counter 0', email, version: versioned.exec(page.text)?.[1] ?? '' });
    const one = async () => {
      for (let turn = 0; turn < turns; turn += 1) {
        const { text } = await to.get(path);
        const found = named.exec(text);
        const [count, version] = [Number(found?.[1] ?? found?.[2]), versioned.exec(text)?.[1]];
        if (!Number.isInteger(count) || !version) {
          faults.push('the page shows no number');
          return;
        }
        if (count > acknowledged + people) faults.push(`somebody read ${count} when ${acknowledged} were kept`);
        highest = Math.max(highest, count);
        const mine = `Counter ${count + 1}`;
        const answer = await to.post(path, { name: mine, email, version });
        if (answer.status === 303) acknowledged += 1;
        else if (answer.status === 409) {
          refused += 1;
          const saved = reader.prepare('SELECT name FROM account WHERE ref = ?').pluck().get(ref);
          // What differs is marked within the words: they are read as a person reads them.
          const table = (/id="conflict"[\s\S]*?<\/table>/.exec(answer.text)?.[0] ?? '').replace(/<[^>]+>/g, '');
          const shown = [...table.matchAll(/Counter (\d+)/g)].map(([words]) => words);
          // What is saved may have moved on since the page was made; it never goes back.
          const theirs = Number(shown.find((words) => words !== mine)?.slice(8) ?? shown[0]?.slice(8));
          if (!shown.includes(mine)) faults.push('a refusal does not show what was typed');
          if (!(theirs > count) || theirs > Number(saved.slice(8)))
            faults.push('a refusal does not show what is saved');
          if (!answer.text.includes(`value="${mine}"`)) faults.push('a refusal does not keep what was typed');
        } else faults.push(`a save is answered ${answer.status ?? answer.error}`);
      }
    };
    await Promise.all(Array.from({ length: people }, one));
    const last = Number(reader.prepare('SELECT name FROM account WHERE ref = ?').pluck().get(ref).slice(8));
    reader.close();
    to.close();
    if (highest > last) faults.push(`somebody read ${highest}, and ${last} was kept`);
    return { people, turns, acknowledged, refused, lost: acknowledged - last, faults: [...new Set(faults)] };
  } finally {
    service.child.kill('SIGTERM');
    await service.ended;
  }
}
