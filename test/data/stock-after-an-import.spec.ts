import { sql } from '../../src/database/sql.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, registerCsv } from '../builders/csv-files.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
let app: TestApp;

beforeEach(async () => {
  app = await startTestApp({ library: false });
});
afterEach(() => app.close());
afterAll(() => files.remove());

const bring = () =>
  app.app.get(ImportsService).import(keeper, {
    profile: 'uk-local-authorities',
    path: files.fileOf(
      'register.csv',
      registerCsv([{ 'local-authority-code': 'ZZA', 'official-name': 'Zed Council' }]),
    ),
    dryRun: false,
    confirmed: 'Made up for this test',
  });

/** Tables of which the database has counted what they hold. */
const counted = async (): Promise<string[]> => {
  const rows = await app.database.rows<{ name: string }>(
    app.database.isSqlite
      ? sql`SELECT sqlite_master.name FROM sqlite_master WHERE sqlite_master.name LIKE 'sqlite_stat%'`
      : sql`SELECT pg_class.relname AS name FROM pg_class
             WHERE pg_class.relname IN ('organisation', 'measure_definition', 'board') AND pg_class.relkind = 'r'
               AND pg_class.relnamespace = current_schema()::regnamespace AND pg_class.reltuples >= 0
             ORDER BY pg_class.relname`,
  );
  return rows.map(({ name }) => name);
};

describe('when a publication has come in,', () => {
  it('PostgreSQL has looked at what its tables hold, the small ones too; SQLite plans without', async () => {
    expect(await counted()).toEqual([]);
    expect((await bring()).created).toBe(1);
    expect(await counted()).toEqual(app.database.isSqlite ? [] : ['board', 'measure_definition', 'organisation']);
  });

  it('what it holds is on the record, whatever becomes of that', async () => {
    const takeStock = jest.spyOn(app.database, 'takeStock').mockRejectedValue(new Error('The connection is gone'));
    expect((await bring()).created).toBe(1);
    expect(takeStock).toHaveBeenCalledTimes(1);
  });
});
