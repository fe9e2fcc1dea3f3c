import { theService } from '../../src/access/audit.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('a page that says the same to all, for people who are signed in', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ pageCacheMegabytes: 16 });
    await test.app
      .get(OrganisationsService)
      .registerMany(theService, [
        { name: 'Northwick Council', kind: 'council', sector: 'councils', country: 'England' },
      ]);
  });
  afterAll(() => test.close());

  /** How many questions about organisations one reading asks of the database. */
  const readings = async (get: () => Promise<{ text: string; headers: Record<string, string> }>) => {
    test.statements.take();
    const { text, headers } = await get();
    const asked = test.statements.take().filter(({ text: sql }) => /organisation_standing/.test(sql)).length;
    return { text, headers, asked };
  };

  it('is made once, and has each reader’s own name, links and token', async () => {
    const ada = await aPerson(test, { name: 'Ada Archer', grants: [aGrant({ role: 'administrator' })] });
    const bea = await aPerson(test, { name: 'Bea Barnes', grants: [] });
    const first = await readings(() => ada.get('/organisations'));
    const again = await readings(() => ada.get('/organisations'));
    const other = await readings(() => bea.get('/organisations'));
    expect([first.asked > 0, again.asked, other.asked]).toEqual([true, 0, 0]);
    for (const { text, headers } of [first, again, other]) {
      expect(pageFaults(readHtml(text))).toEqual([]);
      expect(headers['cache-control']).toBe('no-store');
      expect(text).toContain('Northwick Council');
      expect(text).not.toMatch(/[0-9a-f]{48}/);
    }
    expect(again.text).toContain('Ada Archer');
    expect(again.text).toContain('/admin/users');
    expect(other.text).toContain('Bea Barnes');
    expect(other.text).not.toMatch(/Ada Archer|\/admin\/users/);
    const token = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
    expect(token(again.text)).toBe(token(first.text));
    expect(token(other.text)).not.toBe(token(first.text));
    expect((await bea.post('/sign-out', {}, { from: '/organisations' })).status).toBe(303);
    expect((await bea.get('/organisations')).text).not.toContain('Bea Barnes');
  });

  it('is made anew once anything was committed, and for another address', async () => {
    const ada = await aPerson(test, { name: 'Cem Cole', grants: [] });
    await ada.get('/organisations');
    const filtered = await readings(() => ada.get('/organisations?q=nowhere'));
    expect(filtered.text).toContain('No organisations match');
    await test.app
      .get(OrganisationsService)
      .registerMany(theService, [
        { name: 'Eastmere Council', kind: 'council', sector: 'councils', country: 'England' },
      ]);
    const after = await readings(() => ada.get('/organisations'));
    expect(after.asked).toBeGreaterThan(0);
    expect(after.text).toContain('Eastmere Council');
  });

  it('is never given to a visitor who is not signed in', async () => {
    const { text } = await test.get('/organisations');
    expect(text).not.toContain('Signed in as');
    expect(text).toContain('Eastmere Council');
    expect(test.faults).toEqual([]);
  });
});
