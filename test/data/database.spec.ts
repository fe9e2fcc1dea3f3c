import { AsyncResource } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { Database } from '../../src/database/database.js';
import { ReferenceCounter } from '../../src/database/references.entity.js';
import { fixed, sql } from '../../src/database/sql.js';
import { schema } from '../../src/schema.js';
import { addressOf, closeTestDatabase, openTestDatabase } from '../builders/test-database.js';

const countersOf = async (database: Database): Promise<Record<string, number>> => {
  const rows = await database.rows<{ prefix: string; next: number }>(
    sql`SELECT reference_counter.prefix, reference_counter.next FROM reference_counter ORDER BY reference_counter.prefix`,
  );
  return Object.fromEntries(rows.map(({ prefix, next }) => [prefix, next]));
};

const add = (database: Database, prefix: string, next: number): Promise<void> =>
  database.insert(ReferenceCounter, [{ prefix, next }]);

/** A different order at every step and the same one in every run. */
function* numbersFrom(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

class Planted extends Error {}

/** Runs something as another request would, which belongs to no transaction of this one. */
const elsewhere = new AsyncResource('another request');

describe('the database', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => closeTestDatabase(database));

  it('asks one thing at a time of the connection of a transaction, however many are asked for at once', async () => {
    const { writer } = database;
    const make = writer.createQueryRunner.bind(writer);
    const [order, asked] = [[] as number[], { now: 0, most: 0 }];
    const watched = new Set<unknown>();
    const watch = jest.spyOn(writer, 'createQueryRunner').mockImplementation((mode) => {
      const runner = make(mode);
      // On SQLite there is one for all.
      if (watched.has(runner)) return runner;
      watched.add(runner);
      const query = runner.query.bind(runner);
      runner.query = (async (text: string, values?: unknown[], structured?: boolean) => {
        asked.now += 1;
        asked.most = Math.max(asked.most, asked.now);
        try {
          return await (query as (...given: unknown[]) => Promise<unknown>)(text, values, structured);
        } finally {
          asked.now -= 1;
        }
      }) as never;
      return runner;
    });
    const one = async (number: number): Promise<void> => {
      await database.rows(sql`SELECT ${String(number)} AS number`);
      order.push(number);
    };
    await database.transaction(() =>
      Promise.all([one(1), add(database, 'XX', 1), one(2), one(3), add(database, 'YY', 1)]),
    );
    expect([order, asked.most]).toEqual([[1, 2, 3], 1]);

    // One of several fails: what was asked beside it is answered before all is undone, and the connection is free again.
    const failing = database.transaction(() =>
      Promise.all([database.rows(fixed('SELECT nonsense FROM nowhere') as never), one(4), add(database, 'ZZ', 1)]),
    );
    await expect(failing).rejects.toThrow(/nowhere/);
    expect(asked).toEqual({ now: 0, most: 1 });
    await database.transaction(() => one(5));
    watch.mockRestore();
    expect(await countersOf(database)).toEqual({ XX: 1, YY: 1 });
  });

  it('keeps each of a hundred transactions at once, or undoes it, and shows nobody the half of one', async () => {
    const random = numbersFrom(7);
    const chance = (): number => random.next().value as number;
    const acts = Array.from({ length: 100 }, (_, index) => ({
      index,
      fails: chance() < 0.3,
      where: chance() < 0.5 ? 'between' : 'after',
      wait: Math.floor(chance() * 3),
    }));
    const watch = { isOn: true };
    const halves: string[] = [];
    const reads = { count: 0 };
    const watcher = (async () => {
      while (watch.isOn) {
        const held = Object.keys(await countersOf(database));
        for (const prefix of held) {
          const other = prefix.startsWith('A') ? `B${prefix.slice(1)}` : `A${prefix.slice(1)}`;
          if (!held.includes(other)) halves.push(prefix);
        }
        reads.count += 1;
        await pause(0);
      }
    })();

    const results = await Promise.allSettled(
      acts.map(({ index, fails, where, wait }) =>
        database.transaction(async () => {
          await add(database, `A${index}`, index);
          if (wait > 0) await pause(wait);
          if (fails && where === 'between') throw new Planted(`act ${index}`);
          await add(database, `B${index}`, index);
          if (fails) throw new Planted(`act ${index}`);
          return index;
        }),
      ),
    );
    watch.isOn = false;
    await watcher;

    expect(
      results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message)),
    ).toEqual(acts.map(({ index, fails }) => (fails ? `act ${index}` : index)));
    expect(acts.filter(({ fails }) => fails).length).toBeGreaterThan(10);
    const kept = acts.filter(({ fails }) => !fails);
    expect(await countersOf(database)).toEqual(
      Object.fromEntries(
        kept.flatMap(({ index }) => [
          [`A${index}`, index],
          [`B${index}`, index],
        ]),
      ),
    );
    expect(reads.count).toBeGreaterThan(2);
    expect(halves).toEqual([]);
  });

  it('gives a hundred callers at once a hundred numbers, without a gap where all are kept', async () => {
    const given = await Promise.all(
      Array.from({ length: 100 }, () => database.transaction(() => database.nextReferences('EP', 1))),
    );
    expect(given.flat().toSorted()).toEqual(
      Array.from({ length: 100 }, (_, index) => `EP-${String(index + 1).padStart(4, '0')}`),
    );
  });

  it('gives a number anew when the transaction that took it was undone', async () => {
    const undone = database.transaction(async () => {
      await database.nextReferences('EP', 5);
      throw new Planted('undone');
    });
    await expect(undone).rejects.toThrow(Planted);
    expect(await database.transaction(() => database.nextReferences('EP', 2))).toEqual(['EP-0001', 'EP-0002']);
  });

  it('lets others have a turn in a transaction of many parts', async () => {
    const others = { turns: 0, isOver: false };
    const count = (): void => {
      others.turns += 1;
      if (!others.isOver) setImmediate(count);
    };
    setImmediate(count);
    await database.transaction(async () => {
      // Until somebody else had a turn or three; a database that gives none is asked for long enough to show it.
      for (let part = 0; others.turns < 3 && part < 50_000; part += 1) await add(database, `P${part}`, 1);
    });
    others.isOver = true;
    expect(others.turns).toBeGreaterThanOrEqual(3);
  });

  it('refuses to change a row outside a transaction, which could be lost', async () => {
    await expect(add(database, 'A', 1)).rejects.toThrow('in a transaction only');
    await expect(database.run(sql`DELETE FROM reference_counter`)).rejects.toThrow('in a transaction only');
    await expect(database.nextReferences('EP', 1)).rejects.toThrow('in a transaction only');
    expect(await countersOf(database)).toEqual({});
  });

  it('joins a transaction asked for within another: what the inner did is undone with the outer', async () => {
    const outer = database.transaction(async () => {
      await database.transaction(() => add(database, 'A', 1));
      expect(await countersOf(database)).toEqual({ A: 1 });
      throw new Planted('outer');
    });
    await expect(outer).rejects.toThrow(Planted);
    expect(await countersOf(database)).toEqual({});
  });

  it('reads within a transaction what that transaction wrote, and elsewhere what is committed', async () => {
    let mayEnd: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => {
      mayEnd = resolve;
    });
    let hasWritten: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      hasWritten = resolve;
    });
    const writing = database.transaction(async () => {
      await add(database, 'A', 1);
      hasWritten();
      await seen;
      return countersOf(database);
    });
    await written;
    const outside = await countersOf(database);
    mayEnd();
    expect(outside).toEqual({});
    expect(await writing).toEqual({ A: 1 });
    expect(await countersOf(database)).toEqual({ A: 1 });
  });

  it('goes on after a statement that the database refused', async () => {
    const twice = database.transaction(async () => {
      await add(database, 'A', 1);
      await add(database, 'A', 2);
    });
    await expect(twice).rejects.toThrow(/UNIQUE|duplicate key/);
    await database.transaction(() => add(database, 'A', 3));
    expect(await countersOf(database)).toEqual({ A: 3 });
  });

  it('adds more rows than go into one statement', async () => {
    const many = Array.from({ length: 1_201 }, (_, index) => ({ prefix: `P${index}`, next: index }));
    await database.transaction(() => database.insert(ReferenceCounter, many));
    expect(Object.keys(await countersOf(database))).toHaveLength(1_201);
  });

  it('binds what was typed and never reads it as SQL', async () => {
    const hostile = `'; --"`;
    await database.transaction(() => add(database, hostile, 1));
    const row = await database.row<{ prefix: string; twice: string }>(sql`
      SELECT reference_counter.prefix, CAST(${hostile} AS varchar(10)) AS "twice"
        FROM reference_counter
       WHERE reference_counter.prefix = ${hostile}
       ORDER BY ${fixed('reference_counter.prefix')}`);
    expect(row).toEqual({ prefix: hostile, twice: hostile });
  });

  describe('its version', () => {
    it('changes when anything is kept, and not when all is undone or only read', async () => {
      const before = await database.version();
      await countersOf(database);
      await expect(
        database.transaction(async () => {
          await add(database, 'A', 1);
          throw new Planted('undone');
        }),
      ).rejects.toThrow(Planted);
      expect(await database.version()).toBe(before);
      await database.transaction(() => add(database, 'A', 1));
      const after = await database.version();
      expect(after).not.toBe(before);
      expect(await database.version()).toBe(after);
    });

    it('does not change by a transaction that only reads, as one that refuses does', async () => {
      const before = await database.version();
      await database.transaction(() => countersOf(database));
      expect(await database.version()).toBe(before);
    });

    it('does not change while a transaction is still under way', async () => {
      const before = await database.version();
      let during = '';
      await database.transaction(async () => {
        await add(database, 'A', 1);
        during = await elsewhere.runInAsyncScope(() => database.version());
      });
      expect(during).toBe(before);
      expect(await database.version()).not.toBe(before);
    });

    it('changes when another process keeps something', async () => {
      const before = await database.version();
      const other = await holdElsewhere(database, 0);
      await other.ended;
      expect(await database.version()).not.toBe(before);
      expect(await countersOf(database)).toEqual({ XX: 2 });
    });

    it('stays while something is added beside the record, and changes with whatever comes after', async () => {
      const before = await database.version();
      await database.aside([ReferenceCounter], () => add(database, 'ASIDE', 1));
      await database.aside([ReferenceCounter], () => add(database, 'ASIDE2', 1));
      expect(await database.version()).toBe(before);
      expect(await countersOf(database)).toEqual({ ASIDE: 1, ASIDE2: 1 });
      await database.transaction(() => add(database, 'A', 1));
      const after = await database.version();
      expect(after).not.toBe(before);
      await database.aside([ReferenceCounter], () => add(database, 'ASIDE3', 1));
      expect(await database.version()).toBe(after);
    });

    it('changes where what is beside the record belongs to a transaction of the record', async () => {
      const before = await database.version();
      await database.transaction(() => database.aside([ReferenceCounter], () => add(database, 'A', 1)));
      expect(await database.version()).not.toBe(before);
    });

    it('changes for the other processes too, whoever added beside the record meanwhile', async () => {
      const other = await Database.open(addressOf(database), schema);
      try {
        const versions = [await other.version()];
        for (const [index, isAside] of [true, false, true, true, false, false].entries()) {
          const work = (): Promise<void> => add(database, `N${index}`, 1);
          await (isAside ? database.aside([ReferenceCounter], work) : database.transaction(work));
          versions.push(await other.version());
        }
        const changed = versions.slice(1).map((version, index) => version !== versions[index]);
        expect(changed).toEqual([false, true, false, false, true, true]);
        // Two that come between two questions: the one beside the record hides nothing.
        await database.aside([ReferenceCounter], () => add(database, 'N7', 1));
        await database.transaction(() => add(database, 'N8', 1));
        await database.aside([ReferenceCounter], () => add(database, 'N9', 1));
        expect(await other.version()).not.toBe(versions.at(-1));
      } finally {
        await other.close();
      }
    });

    it('changes for what is committed past the application where SQLite can tell', async () => {
      if (!database.isSqlite) return;
      const before = await database.version();
      await database.writer.query(`INSERT INTO reference_counter (prefix, next) VALUES ('PAST', 1)`);
      const after = await database.version();
      expect(after).not.toBe(before);
      expect(await database.version()).toBe(after);
    });

    it('lets nothing be written beside the record but rows of the tables that were named', async () => {
      const aside = (work: () => Promise<void>): Promise<void> => database.aside([ReferenceCounter], work);
      await expect(aside(() => database.run(sql`DELETE FROM reference_counter`))).rejects.toThrow('only added');
      await expect(aside(async () => void (await database.nextReferences('EP', 1)))).rejects.toThrow('only added');
      await expect(database.aside([], () => add(database, 'A', 1))).rejects.toThrow('tables that were named');
      await expect(
        aside(() => database.transaction(() => database.run(sql`DELETE FROM reference_counter`))),
      ).rejects.toThrow('only added');
      expect(await countersOf(database)).toEqual({});
    });
  });

  it('waits for another process that is writing, and lets readers through meanwhile', async () => {
    const other = await holdElsewhere(database, 1_000);
    const startedAt = performance.now();
    const writing = database.transaction(() => database.nextReferences('XX', 1));
    const readingAt = performance.now();
    expect(await countersOf(database)).toEqual({});
    expect(performance.now() - readingAt).toBeLessThan(400);
    expect(await writing).toEqual(['XX-0002']);
    expect(performance.now() - startedAt).toBeGreaterThan(600);
    await other.ended;
    expect(await countersOf(database)).toEqual({ XX: 3 });
  });
});

/** Another process that is in the middle of a change, and how long until it has ended. */
async function holdElsewhere(database: Database, milliseconds: number): Promise<{ ended: Promise<number | null> }> {
  const address = addressOf(database);
  const where = address.kind === 'sqlite' ? address.path : address.url;
  const child = spawn(
    process.execPath,
    [join(rootFolder, 'test/fixtures/hold-the-database.mjs'), address.kind, where, String(milliseconds)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => (code ? reject(new Error(`The other process ended with ${code}`)) : undefined));
  });
  return { ended };
}
