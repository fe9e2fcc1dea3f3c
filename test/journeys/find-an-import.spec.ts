import { ImportBatch } from '../../src/exchange/data/import.entity.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let keeper: Person;

const batch = (number: number, profile: string, fileName: string): ImportBatch => ({
  id: `batch ${number}`,
  ref: `IM-000${number}`,
  profile,
  fileName,
  fileSha256: String(number).repeat(64),
  importedAt: `2026-11-0${number}T09:00:00.000Z`,
  importedBy: 'AC-0001',
  rowsRead: 100,
  rowsCreated: 90,
  rowsUnchanged: 5,
  rowsRefused: 5,
});

beforeAll(async () => {
  test = await startTestApp();
  await test.database.transaction(() =>
    test.database.insert(ImportBatch, [
      batch(1, 'ofsted-ilacs-history', 'ilacs_2026.csv'),
      batch(2, 'ofsted-ilacs-history', 'ilacs_100%.csv'),
      batch(3, 'council-register', 'councils.csv'),
    ]),
  );
  keeper = await aPerson(test, { grants: [aGrant({ role: 'record_keeper' })] });
});
afterAll(() => test.close());

const refsAt = async (path: string): Promise<string[]> => {
  const { text } = await keeper.get(path).expect(200);
  return [...new Set(text.match(/IM-\d{4}/g) ?? [])];
};

describe('the list of imports', () => {
  it.each([
    ['/imports', ['IM-0003', 'IM-0002', 'IM-0001']],
    ['/imports?publication=ofsted-ilacs-history', ['IM-0002', 'IM-0001']],
    ['/imports?q=COUNCILS', ['IM-0003']],
    ['/imports?q=100%25', ['IM-0002']],
    ['/imports?q=im-0001', ['IM-0001']],
    ['/imports?state=applied&q=ilacs', ['IM-0002', 'IM-0001']],
    ['/imports?state=other', []],
    ['/imports.csv?publication=ofsted-ilacs-history', ['IM-0002', 'IM-0001']],
  ])('of %s holds %j', async (path, refs) => {
    expect(await refsAt(path)).toEqual(refs);
  });

  it('says how many match, keeps the filter in its file, and how to get back where none do', async () => {
    const some = await keeper.get('/imports?q=ilacs');
    expect(some.text).toMatch(/2\u00a0imports/);
    expect(some.text).toContain('/imports.csv?q&#x3D;ilacs');
    const none = await keeper.get('/imports?q=nowhere');
    expect(none.text).toContain('No imports match. Remove a filter.');
    expect(none.text).toContain('name="q"');
    const odd = await keeper.get('/imports?state=lost');
    expect(odd.status).toBe(200);
    expect(odd.text).toContain('“lost” is not one of the choices');
  });
});
