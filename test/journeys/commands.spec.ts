import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { schema } from '../../src/schema.js';
import { emptyPlace, testedKind, type TestPlace } from '../builders/test-database.js';

type Ending = { readonly code: number | null; readonly said: string; readonly complained: string };

const entry = join(rootFolder, 'dist/src/cli/turnaround.js');
let place: TestPlace;
let folder: string;

beforeEach(async () => {
  place = await emptyPlace();
  folder = mkdtempSync(join(tmpdir(), 'turnaround-commands-'));
});
afterEach(async () => {
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

const address = (): string => (place.address.kind === 'sqlite' ? `sqlite:${place.address.path}` : place.address.url);

/** Runs the built command to its end, or kills it after a while. */
function turnaround(words: readonly string[], options: { url?: string; killedAfter?: number } = {}): Promise<Ending> {
  if (!existsSync(entry)) throw new Error('The program is not built. Run npm run build first.');
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: rootFolder,
    env: { PATH: process.env.PATH ?? '', CASE_LIBRARY: 'none', DATABASE_URL: options.url ?? address() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complained += text.toString()));
  const timer = options.killedAfter ? setTimeout(() => child.kill('SIGKILL'), options.killedAfter) : null;
  return new Promise((resolve) =>
    child.once('close', (code) => {
      if (timer) clearTimeout(timer);
      resolve({ code, said, complained });
    }),
  );
}

async function inDatabase<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
  const database = await Database.open(place.address, schema);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const held = (): Promise<{ entries: number; organisations: number; inspections: number; lines: number }> =>
  inDatabase(async (database) => {
    const row = await database.row<{ entries: number; organisations: number; inspections: number; lines: number }>(sql`
      SELECT CAST((SELECT count(*) FROM library_entry) AS integer) AS entries,
             CAST((SELECT count(*) FROM organisation) AS integer) AS organisations,
             CAST((SELECT count(*) FROM inspection) AS integer) AS inspections,
             CAST((SELECT count(*) FROM audit_entry WHERE audit_entry.action = 'library.loaded') AS integer) AS lines`);
    if (!row) throw new Error('Nothing was counted');
    return row;
  });

describe('a command that is not one', () => {
  it.each([[[]], [['explode']]])('answers %j with the list of those there are', async (words) => {
    const { code, said, complained } = await turnaround(words);
    expect({ code, said }).toEqual({ code: 1, said: '' });
    for (const name of ['import', 'backup', 'verify', 'export-audit', 'load-library'])
      expect(complained).toContain(`  ${name}`);
  });
});

describe('export-audit', () => {
  it('writes the trail with a script that checks it, once to each place', async () => {
    await inDatabase(() => Promise.resolve());
    const target = join(folder, 'trail');
    const { code, said } = await turnaround(['export-audit', target]);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining(`Written to ${target}`) });
    const check = await new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [join(target, 'verify-trail.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
      let heard = '';
      child.stdout.on('data', (text: Buffer) => (heard += text.toString()));
      child.once('close', () => resolve(heard));
    });
    expect(check).toContain('lines hold');
    expect(await turnaround(['export-audit', target])).toMatchObject({
      code: 1,
      complained: expect.stringContaining('is there already'),
    });
    expect(await turnaround(['export-audit', join(folder, 'trail.zip')])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'trail.zip')).subarray(0, 2).toString()).toBe('PK');
  });

  it.each([[[]], [['a', 'b']]])('refuses %j', async (words) => {
    expect((await turnaround(['export-audit', ...words])).code).toBe(1);
  });
});

describe('load-library', () => {
  it('adds the library once', async () => {
    expect(await turnaround(['load-library'])).toEqual({
      code: 0,
      said: expect.stringMatching(/^Added \d+ entries of the case library\.\n$/),
      complained: '',
    });
    expect(await turnaround(['load-library'])).toEqual({
      code: 0,
      said: 'Nothing to do: the case library is on the record.\n',
      complained: '',
    });
    expect(await held()).toMatchObject({ organisations: 10, inspections: 57, lines: 1 });
  }, 60_000);

  it('leaves all or nothing when it is killed, and all when it is run again', async () => {
    for (const killedAfter of [350, 500, 650, 800]) {
      await turnaround(['load-library'], { killedAfter });
      const { entries, organisations, inspections, lines } = await held();
      const isLoaded = entries > 0;
      expect({ organisations, inspections, lines }).toEqual(
        isLoaded ? { organisations: 10, inspections: 57, lines: 1 } : { organisations: 0, inspections: 0, lines: 0 },
      );
    }
    expect((await turnaround(['load-library'])).code).toBe(0);
    expect(await held()).toMatchObject({ organisations: 10, inspections: 57, lines: 1 });
  }, 60_000);
});

describe('verify', () => {
  it('says that all is well, and what the last seal is', async () => {
    await turnaround(['load-library']);
    const { code, said, complained } = await turnaround(['verify']);
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(said).toMatch(
      /^Database: sound\.\nAudit trail: \d+ lines, all sealed in order\. The last seal is [0-9a-f]{64}\./,
    );
  }, 60_000);

  it('names the published judgement that was changed', async () => {
    await turnaround(['load-library']);
    expect((await turnaround(['verify'])).said).toMatch(
      /Published judgements: 57 inspections, all as they were published\./,
    );
    const ref = await inDatabase(async (database) => {
      const table = testedKind === 'sqlite' ? '' : ' ON judgement';
      await database.writer.query(`DROP TRIGGER "TR_judgement_no_silent_update"${table}`);
      const rows: { ref: string; id: string }[] = await database.writer.query(
        `SELECT inspection.ref, judgement.id FROM judgement JOIN inspection ON inspection.id = judgement.inspection_id
          WHERE judgement.label = 'Inadequate' ORDER BY inspection.ref LIMIT 1`,
      );
      await database.writer.query(`UPDATE judgement SET label = 'Good' WHERE id = '${rows[0]?.id}'`);
      return rows[0]?.ref;
    });
    const { code, said } = await turnaround(['verify']);
    expect(code).toBe(1);
    expect(said).toContain(`Published judgements: ${ref} was changed after it was published.`);
  }, 60_000);

  it('names the frozen file that was changed', async () => {
    await turnaround(['load-library']);
    await turnaround(['freeze-record', 'The first version']);
    expect((await turnaround(['verify'])).said).toContain('Frozen cohorts: 1 version, every file as it was frozen.');
    await inDatabase(async (database) => {
      const table = testedKind === 'sqlite' ? '' : ' ON cohort_file';
      await database.writer.query(`DROP TRIGGER "TR_cohort_file_no_update"${table}`);
      await database.writer.query(`UPDATE cohort_file SET content = 'x' WHERE name = 'survival.csv'`);
    });
    const { code, said } = await turnaround(['verify']);
    expect(code).toBe(1);
    expect(said).toContain('Frozen cohorts: CO-0001, version 1: survival.csv was changed after it was frozen.');
  }, 60_000);

  it('makes no database where there is none', async () => {
    const path = join(folder, 'none.sqlite');
    const { code, complained } = await turnaround(['verify'], { url: `sqlite:${path}` });
    expect(code).toBe(1);
    expect(complained).toBe(`There is no database at ${path}. Check DATABASE_URL.\n`);
    expect(existsSync(path)).toBe(false);
  }, 60_000);

  it('names the line of the trail that was changed', async () => {
    await turnaround(['load-library']);
    await inDatabase(async (database) => {
      const table = testedKind === 'sqlite' ? '' : ' ON audit_entry';
      await database.writer.query(`DROP TRIGGER "TR_audit_entry_no_update"${table}`);
      await database.writer.query(`UPDATE audit_entry SET actor = 'Somebody else' WHERE seq = 3`);
    });
    const { code, said } = await turnaround(['verify']);
    expect(code).toBe(1);
    expect(said).toContain('Audit trail: line 3 was changed after it was sealed. The 2 lines before it hold.');
  }, 60_000);

  it('says in one sentence that the database is of an earlier version, and changes nothing', async () => {
    const [first] = schema.migrations;
    const earlier = await Database.open(place.address, { ...schema, migrations: first ? [first] : [] });
    await earlier.close();
    const { code, said, complained } = await turnaround(['verify']);
    expect({ code, said }).toEqual({ code: 1, said: '' });
    expect(complained.trim().split('\n')).toEqual([
      expect.stringMatching(/earlier version.*npm start.*verify again\.$/),
    ]);
    const taken = await Database.open(place.address, { ...schema, migrations: first ? [first] : [] });
    expect(await taken.rows(sql`SELECT migrations.name FROM migrations`)).toHaveLength(1);
    await taken.close();
  }, 60_000);

  it('says in one sentence that the database cannot be opened', async () => {
    const path = join(folder, 'not-a-database.sqlite');
    writeFileSync(path, 'This is a letter, not a database. '.repeat(100));
    const { code, complained } = await turnaround(['verify'], { url: `sqlite:${path}` });
    expect(code).toBe(1);
    expect(complained.trim().split('\n')).toEqual([expect.stringContaining('is not a Turnaround database')]);
  }, 60_000);
});

describe('backup', () => {
  beforeEach(() => inDatabase(async () => undefined));

  it('overwrites nothing', async () => {
    const path = join(folder, 'there.sqlite');
    writeFileSync(path, 'Precious');
    const { code, complained } = await turnaround(['backup', path]);
    expect(code).toBe(1);
    expect(complained.trim().split('\n')).toEqual([`${path} is there already. Name a file that does not exist yet.`]);
    expect(readFileSync(path, 'utf8')).toBe('Precious');
  }, 60_000);

  it('wants one file', async () => {
    expect(await turnaround(['backup'])).toMatchObject({
      code: 1,
      complained: expect.stringContaining('Name one file'),
    });
  }, 60_000);

  it('says that a folder is not there, and leaves nothing', async () => {
    const path = join(folder, 'no', 'such', 'folder.sqlite');
    const { code, complained } = await turnaround(['backup', path]);
    expect(code).toBe(1);
    expect(complained.trim().split('\n')).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  }, 60_000);

  if (testedKind === 'sqlite') {
    it('makes a whole copy while another process holds the database for writing', async () => {
      await turnaround(['load-library']);
      const path = join(folder, 'copy.sqlite');
      const ending = await inDatabase((database) =>
        database.transaction(async () => {
          await database.run(sql`UPDATE organisation SET status_note = 'Not yet committed'`);
          return turnaround(['backup', path]);
        }),
      );
      expect(ending).toEqual({ code: 0, said: `Backed up to ${path}.\n`, complained: '' });
      expect((await turnaround(['verify'], { url: `sqlite:${path}` })).said).toContain('Database: sound.');
      const copy = await Database.open({ kind: 'sqlite', path }, schema);
      const counted = await copy.row(sql`
        SELECT CAST(count(*) AS integer) AS bodies,
               CAST(sum(CASE WHEN organisation.status_note = 'Not yet committed' THEN 1 ELSE 0 END) AS integer) AS uncommitted
          FROM organisation`);
      await copy.close();
      expect(counted).toEqual({ bodies: 10, uncommitted: 0 });
    }, 60_000);
  } else {
    it('makes a copy with pg_dump, or says which command to run', async () => {
      const path = join(folder, 'copy.dump');
      const { code, complained } = await turnaround(['backup', path]);
      const outcome = code === 0 ? readFileSync(path).subarray(0, 5).toString() : complained.trim();
      expect(outcome).toMatch(/^PGDMP$|^pg_dump was not found on this machine\. Run it where PostgreSQL is installed/);
    }, 60_000);
  }
});

describe('let-in', () => {
  it('prints a link for whoever cannot be helped from inside, and only for an account that there is', async () => {
    await inDatabase((database) =>
      database.transaction(async () => {
        const at = '2026-11-23T09:00:00.000Z';
        await database.run(sql`
          INSERT INTO account (id, ref, name, email, status, created_at, created_by, version)
          VALUES (${'a'}, ${'AC-0001'}, ${'Ada Archer'}, ${'ada@turnaround.example'}, ${'active'}, ${at}, ${'a'}, ${1})`);
      }),
    );
    const done = await turnaround(['let-in', 'ADA@turnaround.example']);
    expect([done.code, done.complained]).toEqual([0, '']);
    expect(done.said).toMatch(/^Ada Archer chooses a password at http:\/\/localhost:3000\/reset\/[\w-]{43}$/m);
    const unknown = await turnaround(['let-in', 'nobody@turnaround.example']);
    expect([unknown.code, unknown.complained]).toEqual([
      1,
      'There is no account with the address nobody@turnaround.example.\n',
    ]);
    expect((await turnaround(['let-in'])).complained).toContain('Write the email address of the account');
  }, 60_000);
});
