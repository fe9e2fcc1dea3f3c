/**
 * R1, power cuts. A kill leaves what the system was told to write; a power cut does not. The real service writes while
 * every write and sync is written down in order. From that the disk is put together as a cut at any moment would leave
 * it: what was synced is there, what was not is there in part (none, half or all of its sectors of 512 bytes). The
 * database of each such disk must be whole and hold all that was acknowledged by then.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { client, create, isKept, look, makeWriter, seeded, startService } from './service.mjs';

const sector = 512;
const writers = 6;

/** Why it cannot be done here, or null. */
export function missing() {
  if (process.platform !== 'linux') return 'power cuts are simulated on Linux only';
  return spawnSync('gcc', ['--version']).status === 0 ? null : 'gcc was not found';
}

const head = (kind, path, length) => {
  const buffer = Buffer.alloc(17);
  buffer.write(kind, 0, 'latin1');
  buffer.writeUInt32LE(Buffer.byteLength(path), 1);
  buffer.writeUInt32LE(length, 13);
  return buffer;
};

function* eventsIn(log) {
  const buffer = readFileSync(log);
  for (let at = 0; at < buffer.length;) {
    const kind = String.fromCharCode(buffer[at]);
    const pathLength = buffer.readUInt32LE(at + 1);
    const offset = Number(buffer.readBigInt64LE(at + 5));
    const length = buffer.readUInt32LE(at + 13);
    const name = basename(buffer.toString('utf8', at + 17, at + 17 + pathLength));
    at += 17 + pathLength;
    const hasData = kind === 'W' || kind === 'A';
    yield { kind, name, offset, data: hasData ? buffer.subarray(at, at + length) : null };
    if (hasData) at += length;
  }
}

/** A file with one more change, of whose sectors a share survives. */
function changed(image, { kind, offset, data }, share, random) {
  if (kind === 'T') {
    if (offset <= image.length) return Buffer.from(image.subarray(0, offset));
    return Buffer.concat([image, Buffer.alloc(offset - image.length)]);
  }
  const needed = offset + data.length;
  const next = needed > image.length ? Buffer.concat([image, Buffer.alloc(needed - image.length)]) : image;
  for (let at = 0; at < data.length;) {
    const length = Math.min(sector - ((offset + at) % sector), data.length - at);
    if (share >= 1 || random() < share) data.copy(next, offset + at, at, at + length);
    at += length;
  }
  return next;
}

/** Goes through what happened, up to each cut in turn, and hands over the disk as it would be then. */
function* disks(start, events, { cuts, random }) {
  const first = events.findIndex(({ kind }) => kind === 'A');
  const at = Array.from({ length: cuts }, () => first + Math.floor(random() * (events.length - first))).toSorted(
    (a, b) => a - b,
  );
  const files = new Map([...start].map(([name, image]) => [name, { image: Buffer.from(image), pending: [] }]));
  const acknowledged = [];
  let next = 0;
  for (const [index, cut] of at.entries()) {
    for (; next <= cut; next += 1) {
      const event = events[next];
      if (event.kind === 'A') {
        acknowledged.push(event.data.toString());
        continue;
      }
      if (event.kind === 'U') {
        files.delete(event.name);
        continue;
      }
      const file = files.get(event.name) ?? { image: Buffer.alloc(0), pending: [] };
      files.set(event.name, file);
      if (event.kind !== 'S') file.pending.push(event);
      else {
        for (const one of file.pending) file.image = changed(file.image, one, 1, random);
        file.pending = [];
      }
    }
    const share = [0, 0.5, 1][index % 3];
    const disk = new Map();
    for (const [name, { image, pending }] of files) {
      let left = Buffer.from(image);
      for (const one of pending) if (one.kind !== 'T' || random() < share) left = changed(left, one, share, random);
      disk.set(name, left);
    }
    yield { disk, acknowledged: [...acknowledged] };
  }
}

export async function powerCuts(file, { cuts, writes, defect = null }) {
  const folder = dirname(file);
  const tools = join(folder, 'tools');
  const data = join(folder, 'data');
  mkdirSync(tools);
  mkdirSync(data);
  const library = join(tools, 'power-cuts.so');
  const built = spawnSync(
    'gcc',
    ['-O2', '-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'power-cuts.c'), '-ldl', '-lpthread'],
    { encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(built.stderr);
  const database = join(data, basename(file));
  const person = await makeWriter(database);
  const start = new Map(
    readdirSync(data)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(data, name))]),
  );
  const log = join(tools, 'log');
  const env = { LD_PRELOAD: library, POWER_FOLDER: `${data}/`, POWER_LOG: log };
  const service = await startService(database, { defect, env });
  const out = openSync(log, 'a');
  const to = client(service.origin, person, writers);
  let count = 0;
  const write = async () => {
    while (count < writes) {
      const key = `cut-${count++}`;
      if (!isKept(await create(to, key))) throw new Error('a write is not answered as it should be');
      // In the same order as the writes: whatever stands before it happened before.
      const text = Buffer.from(key);
      writeSync(out, Buffer.concat([head('A', 'acknowledged', text.length), Buffer.from('acknowledged'), text]));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  to.close();
  service.child.kill('SIGKILL');
  await service.ended;
  closeSync(out);

  const events = [...eventsIn(log)];
  const result = {
    cuts,
    events: events.length,
    syncs: events.filter(({ kind }) => kind === 'S').length,
    losing: 0,
    most: 0,
    faults: [],
  };
  const disk = join(folder, 'disk');
  for (const { disk: files, acknowledged } of disks(start, events, { cuts, random: seeded(11) })) {
    rmSync(disk, { recursive: true, force: true });
    mkdirSync(disk);
    for (const [name, image] of files) writeFileSync(join(disk, name), image);
    try {
      const found = look(join(disk, basename(file)), 'cut-');
      result.faults.push(...found.faults);
      const lost = acknowledged.filter((key) => !found.names.has(key)).length;
      if (lost > 0) result.losing += 1;
      result.most = Math.max(result.most, lost);
    } catch (error) {
      result.faults.push(`cannot be opened: ${error.message}`);
    }
  }
  rmSync(disk, { recursive: true, force: true });
  result.faults = [...new Set(result.faults)];
  return result;
}
