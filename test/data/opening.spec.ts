import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseAddress } from '../../src/config/environment.js';
import { connectionOf, Database } from '../../src/database/database.js';
import { DatabaseRefusal } from '../../src/database/opening.js';
import type { SqliteConnection } from '../../src/database/sqlite-driver.js';
import { schema } from '../../src/schema.js';
import { closeTestDatabase, emptyPlace, openTestDatabase, testedKind } from '../builders/test-database.js';

/** What is said to the connection after all else, as a slip in the options would. */
let mockSlip: string | null = null;

jest.mock('../../src/database/data-source-options.js', () => {
  const real = jest.requireActual<typeof import('../../src/database/data-source-options.js')>(
    '../../src/database/data-source-options.js',
  );
  return {
    ...real,
    writerOptions: (...given: Parameters<typeof real.writerOptions>): DataSourceOptions => {
      const options = real.writerOptions(...given);
      if (options.type !== 'better-sqlite3') return options;
      return {
        ...options,
        prepareDatabase: (connection: SqliteConnection) => {
          void options.prepareDatabase?.(connection);
          if (mockSlip !== null) connection.pragma(mockSlip);
        },
      };
    },
  };
});

const open = async (address: DatabaseAddress): Promise<void> => {
  const database = await Database.open(address, schema);
  await database.close();
};

const refusalOf = async (address: DatabaseAddress): Promise<string> => {
  const error: unknown = await open(address).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseRefusal);
  return (error as Error).message;
};

/** One sentence or two that a person can act on: no trace, no line break, no word of SQL. */
const isPlain = (sentence: string): boolean => /^[A-Z/].*\.$/.test(sentence) && !/\n| at |SELECT|Error:/.test(sentence);

const aRefusedPostgres = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' } as const;

describe('opening a database', () => {
  it('makes one where there is none, and finds it again', async () => {
    const place = await emptyPlace();
    try {
      await open(place.address);
      await open(place.address);
      const database = await Database.open(place.address, schema);
      const steps = await database.writer.query('SELECT count(*) AS "count" FROM migrations');
      await database.close();
      expect(Number(steps[0].count)).toBe(schema.migrations.length);
    } finally {
      await place.remove();
    }
  });

  it('says in a sentence that a PostgreSQL does not answer', async () => {
    const sentence = await refusalOf(aRefusedPostgres);
    expect(sentence).toContain('DATABASE_URL');
    expect(isPlain(sentence)).toBe(true);
  });

  it('leaves alone, with a sentence, one that a later version has used', async () => {
    const place = await emptyPlace();
    try {
      await open(place.address);
      const later = await Database.open(place.address, schema);
      await later.writer.query(
        `INSERT INTO migrations ("timestamp", "name") VALUES (4102444800000, 'ComeLater4102444800000')`,
      );
      await later.close();
      const sentence = await refusalOf(place.address);
      expect(sentence).toContain('was last used by a later version of Turnaround');
      expect(isPlain(sentence)).toBe(true);
      await expect(Database.open(place.address, schema, { asItIs: true })).rejects.toThrow(/later version/);
    } finally {
      await place.remove();
    }
  });

  it('gives two that start together on one empty place the same tables', async () => {
    const place = await emptyPlace();
    try {
      const both = await Promise.all([Database.open(place.address, schema), Database.open(place.address, schema)]);
      const [first, second] = both.map(({ writer }) => writer);
      expect(await second?.query('SELECT name FROM migrations ORDER BY id')).toEqual(
        await first?.query('SELECT name FROM migrations ORDER BY id'),
      );
      for (const database of both) await database.close();
    } finally {
      await place.remove();
    }
  });
});

// What a file can suffer, a server keeps to itself.
if (testedKind === 'sqlite') {
  describe('a database file', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'turnaround-opening-'));
    });
    afterEach(() => {
      mockSlip = null;
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true, force: true });
    });
    const at = (name: string): DatabaseAddress => ({ kind: 'sqlite', path: join(folder, name) });

    it('is kept with what makes an acknowledged write last', async () => {
      const database = await openTestDatabase();
      const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check'];
      const connection = connectionOf(database.writer);
      const held = settings.map((name) => connection.pragma(name, { simple: true }));
      await closeTestDatabase(database);
      expect(held).toEqual(['wal', 2, 1, 0, 1]);
    });

    it.each([
      ['synchronous = NORMAL', 'synchronous 1'],
      ['synchronous = OFF', 'synchronous 0'],
      ['trusted_schema = ON', 'trusted_schema 1'],
      ['cell_size_check = OFF', 'cell_size_check 0'],
    ])('is not served with %s', async (slip, named) => {
      mockSlip = slip;
      const sentence = await refusalOf(at('a.sqlite'));
      expect(sentence).toContain(named);
      expect(isPlain(sentence)).toBe(true);
      mockSlip = null;
      await expect(open(at('a.sqlite'))).resolves.toBeUndefined();
    });

    it('cannot be written to by the connection that pages read from', async () => {
      const database = await openTestDatabase();
      await expect(
        database.reader.query(`INSERT INTO reference_counter (prefix, next) VALUES ('A', 1)`),
      ).rejects.toThrow(/readonly/);
      await closeTestDatabase(database);
    });

    it('that is something else is left alone, with a sentence', async () => {
      const text = 'Dear colleague, this is a letter and not a database.\n'.repeat(200);
      writeFileSync(join(folder, 'letter.sqlite'), text);
      const sentence = await refusalOf(at('letter.sqlite'));
      expect(sentence).toContain('letter.sqlite is not a Turnaround database');
      expect(isPlain(sentence)).toBe(true);
      expect(readFileSync(join(folder, 'letter.sqlite'), 'utf8')).toBe(text);
    });

    it('that is a folder is refused in a sentence', async () => {
      mkdirSync(join(folder, 'taken.sqlite'));
      const sentence = await refusalOf(at('taken.sqlite'));
      expect(sentence).toContain('taken.sqlite cannot be opened');
      expect(isPlain(sentence)).toBe(true);
    });

    it('in a folder that cannot be made is refused in a sentence', async () => {
      writeFileSync(join(folder, 'file'), 'not a folder');
      const sentence = await refusalOf(at('file/below/a.sqlite'));
      expect(sentence).toContain('a.sqlite cannot be opened');
      expect(isPlain(sentence)).toBe(true);
    });

    it('in a folder that may not be written to is refused in a sentence', async () => {
      // Root may write anywhere: there the folder is one that takes no file.
      const path = process.getuid?.() === 0 ? '/proc/turnaround.sqlite' : join(folder, 'a.sqlite');
      chmodSync(folder, 0o500);
      const sentence = await refusalOf({ kind: 'sqlite', path });
      expect(sentence).toContain('cannot be opened');
      expect(isPlain(sentence)).toBe(true);
      expect(existsSync(path)).toBe(false);
    });
  });
}
