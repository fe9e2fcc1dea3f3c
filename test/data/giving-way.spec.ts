import { AsyncResource } from 'node:async_hooks';
import { Database } from '../../src/database/database.js';
import { mostTimesToGiveWay } from '../../src/database/giving-way.js';
import { sql } from '../../src/database/sql.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import { schema } from '../../src/schema.js';
import { aFolder } from '../builders/csv-files.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';
import { addressOf } from '../builders/test-database.js';

const keeper = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
let record: TestRecord;
let database: Database;

beforeEach(async () => {
  record = await openTestRecord();
  database = record.database;
});
afterEach(() => record.close());
afterAll(() => files.remove());

const moment = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const save = (prefix: string, where = database): Promise<string[]> =>
  where.transaction(() => where.nextReferences(prefix, 1));

/** Somebody who saves by themselves, and not as a part of what is under way when they are called. */
const somebodySaving = (): (() => Promise<string[]>) => AsyncResource.bind(() => save('ZZ'));

type Long = { runs: number; isOver: boolean };

/** Works until it has asked for so long, and counts how often it began; each time it takes one reference. */
function longWork(
  state: Long,
  milliseconds: number,
  onRun: (run: number) => void = () => undefined,
): Promise<string[]> {
  return database
    .givingWay(async () => {
      state.runs += 1;
      const taken = await database.nextReferences('LO', 1);
      onRun(state.runs);
      const end = performance.now() + milliseconds;
      while (performance.now() < end) {
        await database.rows(sql`SELECT 1 AS one`);
        await moment(1);
      }
      return taken;
    })
    .finally(() => {
      state.isOver = true;
    });
}

describe('a long transaction', () => {
  it('gives way to whoever wants to save in this process, and begins anew', async () => {
    const state = { runs: 0, isOver: false };
    const saved: Promise<string[]>[] = [];
    let wasFirst = false;
    const saveByThemselves = somebodySaving();
    const long = longWork(state, 400, (run) => {
      if (run === 1)
        saved.push(
          saveByThemselves().then((refs) => {
            wasFirst = !state.isOver;
            return refs;
          }),
        );
    });
    expect(await long).toEqual(['LO-0001']);
    expect(await Promise.all(saved)).toEqual([['ZZ-0001']]);
    expect([state.runs, wasFirst]).toEqual([2, true]);
    // What it wrote before it gave way is undone.
    expect(await save('LO')).toEqual(['LO-0002']);
  });

  it('gives way to another process', async () => {
    const other = await Database.open(addressOf(database), schema);
    try {
      const state = { runs: 0, isOver: false };
      const saved: Promise<string[]>[] = [];
      let wasFirst = false;
      const long = longWork(state, 1_000, (run) => {
        if (run === 1)
          saved.push(
            save('ZZ', other).then((refs) => {
              wasFirst = !state.isOver;
              return refs;
            }),
          );
      });
      expect(await long).toEqual(['LO-0001']);
      expect(await Promise.all(saved)).toEqual([['ZZ-0001']]);
      expect([state.runs, wasFirst]).toEqual([2, true]);
    } finally {
      await other.close();
    }
  });

  it('comes to its end though somebody always wants to save', async () => {
    const state = { runs: 0, isOver: false };
    const saves: Promise<string[]>[] = [];
    const saveByThemselves = somebodySaving();
    const long = longWork(state, 300, () => {
      saves.push(saveByThemselves());
    });
    expect(await long).toEqual(['LO-0001']);
    expect(state.runs).toBe(mostTimesToGiveWay + 1);
    expect((await Promise.all(saves)).flat()).toHaveLength(mostTimesToGiveWay + 1);
  });

  it('gives way to no other that would give way, and to nobody before it was waited for', async () => {
    const [one, two] = [
      { runs: 0, isOver: false },
      { runs: 0, isOver: false },
    ];
    await save('ZZ');
    await Promise.all([longWork(one, 200), longWork(two, 200)]);
    expect([one.runs, two.runs]).toEqual([1, 1]);
  });

  it('is undone once where it fails', async () => {
    let runs = 0;
    const failing = database.givingWay(async () => {
      runs += 1;
      await database.nextReferences('LO', 1);
      throw new Error('Refused');
    });
    await expect(failing).rejects.toThrow('Refused');
    expect([runs, await save('LO')]).toEqual([1, ['LO-0001']]);
  });
});

describe('an import', () => {
  const judgements = (schools: number): string =>
    [
      'URN,Rating,Inspection Date',
      ...Array.from({ length: schools * 3 }, (_, index) => {
        const school = Math.floor(index / 3);
        const grade = index % 3 === 1 && school % 2 === 0 ? 'Inadequate' : 'Good';
        return `${100_000 + school},${grade},${2013 + (index % 3) * 2}0312`;
      }),
    ].join('\n');

  const counts = () =>
    database.row(sql`
      SELECT (SELECT CAST(count(*) AS integer) FROM organisation) AS organisations,
             (SELECT CAST(count(*) AS integer) FROM inspection) AS inspections,
             (SELECT CAST(count(*) AS integer) FROM inspection_seal) AS seals,
             (SELECT CAST(count(*) AS integer) FROM failure_episode) AS episodes,
             (SELECT CAST(count(*) AS integer) FROM organisation_standing) AS standings,
             (SELECT CAST(count(*) AS integer) FROM import_batch) AS batches,
             (SELECT CAST(count(*) AS integer) FROM audit_entry WHERE action = 'import.applied') AS applied,
             (SELECT CAST(count(*) AS integer) FROM search_entry WHERE kind <> 'source' AND kind <> 'framework' AND kind <> 'lesson' AND kind <> 'programme') AS found`);

  it('lands once and whole, after those who saved while it was landing', async () => {
    const path = files.fileOf('judgements.csv', judgements(700));
    const saves: Promise<number>[] = [];
    let isOver = false;
    const saveByThemselves = somebodySaving();
    const report = await record
      .get(ImportsService)
      .import(keeper, {
        profile: 'ofsted-school-judgements',
        path,
        dryRun: false,
        confirmed: 'Made up for this test',
        onProgress: (_rows, phase) => {
          // As somebody who saves while rows land, and once more when it lands anew.
          if (phase === 'landing' && saves.length < 2)
            saves.push(saveByThemselves().then(() => (isOver ? Number.POSITIVE_INFINITY : 0)));
        },
      })
      .finally(() => {
        isOver = true;
      });
    expect(await Promise.all(saves)).toEqual([0, 0]);
    expect(await save('ZZ')).toEqual(['ZZ-0003']);
    expect([report.rows, report.created, report.refused.length, report.ref]).toEqual([2_100, 2_100, 0, 'IM-0001']);
    expect(await counts()).toEqual({
      organisations: 700,
      inspections: 2_100,
      seals: 2_100,
      episodes: 350,
      standings: 700,
      batches: 1,
      applied: 1,
      found: 700 + 2_100 + 350,
    });
    expect(await record.get(SearchQueries).owed()).toBe(0);
  });
});
