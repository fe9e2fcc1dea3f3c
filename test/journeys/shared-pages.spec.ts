import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const list = '/organisations';

/** What asks for rows of the list itself: a session and the day's version are asked for by every page. */
const asksForTheList = ({ text }: { readonly text: string }): boolean => text.includes('organisation_standing');

describe('a page that says the same to all who are signed in', () => {
  let site: TestApp;
  let carys: Person;
  let owen: Person;

  beforeAll(async () => {
    site = await startTestApp({ library: true, pageCacheMegabytes: 8 });
    [carys, owen] = [
      await aPerson(site, { name: 'Carys Reader', grants: [aGrant({ role: 'researcher' })] }),
      await aPerson(site, { name: 'Owen Reader', grants: [aGrant({ role: 'administrator' })] }),
    ];
  });
  afterAll(() => site.close());

  it('is made once, and gives each their own name, links and token', async () => {
    const hers = await carys.get(list);
    site.statements.take();
    const his = await owen.get(list);
    expect(site.statements.take().filter(asksForTheList)).toEqual([]);
    expect([hers.status, his.status]).toEqual([200, 200]);
    expect(hers.text).toContain('Carys Reader');
    expect(his.text).toContain('Owen Reader');
    expect(hers.text).not.toContain('Owen Reader');
    expect(his.text).not.toContain('Carys Reader');
    expect(hers.text).not.toContain('href="/admin/audit"');
    expect(his.text).toContain('href="/admin/audit"');
    expect(his.headers['cache-control']).toBe('no-store');
    const [mine, theirs] = [hiddenFields(hers.text, '/sign-out'), hiddenFields(his.text, '/sign-out')];
    expect(mine['_csrf']).not.toBe(theirs['_csrf']);
  });

  it('is not what a visitor who is not signed in is given, nor the other way round', async () => {
    await owen.get(list);
    const nobody = await site.get(list);
    expect(nobody.text).not.toContain('Owen Reader');
    expect(nobody.text).not.toContain('name="_csrf"');
    expect((await owen.get(list)).text).toContain('Owen Reader');
  });

  it('is made anew once anything is committed', async () => {
    await carys.get(list);
    await site.database.transaction(() =>
      site.database.run(
        sql`UPDATE organisation SET name = ${'Doncaster, renamed'} WHERE organisation.slug = ${'doncaster-council'}`,
      ),
    );
    expect((await carys.get(list)).text).toContain('Doncaster, renamed');
    expect((await owen.get(list)).text).toContain('Doncaster, renamed');
    expect(site.faults).toEqual([]);
  });
});
