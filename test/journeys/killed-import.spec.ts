import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseAddress } from '../../src/config/environment.js';
import { rootFolder } from '../../src/config/paths.js';
import { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { schema } from '../../src/schema.js';
import { aFolder, ilacsCsv } from '../builders/csv-files.js';
import { emptyPlace, type TestPlace } from '../builders/test-database.js';

const entry = join(rootFolder, 'dist/src/cli/turnaround.js');
const require = createRequire(join(rootFolder, 'package.json'));

/** 400 councils, each judged inadequate and then good: enough to be in the midst of. */
const councils = 400;
const publication = ilacsCsv(
  Array.from({ length: councils }, (_unused, index) => ({
    urn: String(90_000 + index),
    local_authority: `shire ${index}`,
  })).flatMap((council, index) => [
    {
      ...council,
      inspection_link: `https://files.ofsted.gov.uk/v1/file/${100_000 + index}`,
      publication_date: '04/03/19',
      inspection_start_date: '14/01/2019',
      inspection_end_date: '25/01/2019',
      overall_effectiveness_grade: 'inadequate',
    },
    { ...council, inspection_link: `https://files.ofsted.gov.uk/v1/file/${200_000 + index}` },
  ]),
);

type Probe = { readonly isHeld: () => Promise<boolean>; readonly close: () => Promise<void> };
type Driver = new (path: string, options: { timeout: number }) => { exec(text: string): void; close(): void };

/** Asks from outside whether another process is in the midst of a transaction that writes. */
async function probe(address: DatabaseAddress): Promise<Probe> {
  if (address.kind === 'sqlite') {
    const Connection = require(
      Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3',
    ) as Driver;
    const connection = new Connection(address.path, { timeout: 0 });
    const isHeld = async (): Promise<boolean> => {
      try {
        connection.exec('BEGIN IMMEDIATE');
        connection.exec('ROLLBACK');
        return false;
      } catch {
        return true;
      }
    };
    return { isHeld, close: async () => connection.close() };
  }
  const client = new Client({ connectionString: address.url });
  await client.connect();
  const isHeld = async (): Promise<boolean> => {
    const { rows } = await client.query<{ writing: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                       WHERE datname = current_database() AND backend_xid IS NOT NULL) AS writing`,
    );
    return rows[0]?.writing ?? false;
  };
  return { isHeld, close: () => client.end() };
}

describe('an import that is killed', () => {
  const files = aFolder();
  let place: TestPlace;

  beforeAll(async () => {
    if (!existsSync(entry)) throw new Error('The program is not built. Run npm run build first.');
    place = await emptyPlace();
  });
  afterAll(async () => {
    files.remove();
    await place.remove();
  });

  const start = (path: string) =>
    spawn(process.execPath, [entry, 'import', '--profile', 'ofsted-ilacs-history', path], {
      cwd: rootFolder,
      env: {
        PATH: process.env.PATH ?? '',
        CASE_LIBRARY: 'none',
        DATABASE_URL: place.address.kind === 'sqlite' ? `sqlite:${place.address.path}` : place.address.url,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const held = async () => {
    const database = await Database.open(place.address, schema);
    try {
      return await database.row<Record<'bodies' | 'inspections' | 'episodes' | 'batches' | 'lines', number>>(sql`
        SELECT CAST((SELECT count(*) FROM organisation) AS integer) AS bodies,
               CAST((SELECT count(*) FROM inspection) AS integer) AS inspections,
               CAST((SELECT count(*) FROM failure_episode) AS integer) AS episodes,
               CAST((SELECT count(*) FROM import_batch) AS integer) AS batches,
               CAST((SELECT count(*) FROM audit_entry WHERE audit_entry.action = 'import.applied') AS integer) AS lines`);
    } finally {
      await database.close();
    }
  };
  const nothing = { bodies: 0, inspections: 0, episodes: 0, batches: 0, lines: 0 };
  const all = { bodies: councils, inspections: councils * 2, episodes: councils, batches: 1, lines: 1 };

  it('leaves nothing behind, wherever it was, and lands whole when it is run again', async () => {
    const path = files.fileOf('history.csv', publication);
    // Makes the tables, so that the only transaction to be in the midst of is the import's.
    expect(await held()).toEqual(nothing);
    const asked = await probe(place.address);
    const found: unknown[] = [];
    try {
      for (const later of [0, 60, 150, 300]) {
        const child = start(path);
        const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
        // What else a start writes takes a moment; the import holds the database for long.
        let heldSince: number | null = null;
        while (child.exitCode === null && (heldSince === null || performance.now() - heldSince < 50)) {
          heldSince = (await asked.isHeld()) ? (heldSince ?? performance.now()) : null;
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        await new Promise((resolve) => setTimeout(resolve, later));
        child.kill('SIGKILL');
        // A process that had ended by itself was not killed: its code is a number.
        if ((await closed) !== null) break;
        found.push(await held());
      }
    } finally {
      await asked.close();
    }
    expect(found.length).toBeGreaterThan(1);
    expect(found[0]).toEqual(nothing);
    for (const each of found) expect([nothing, all]).toContainEqual(each);
    const again = start(path);
    expect(await new Promise((resolve) => again.once('close', resolve))).toBe(0);
    expect(await held()).toEqual(all);
  }, 120_000);
});
