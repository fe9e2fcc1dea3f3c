import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { headerFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const paths = ['/', '/organisations', '/organisations/doncaster-council', '/episodes?state=open', '/about'];

/** What a proxy or a browser must be told the same way every time. The clock of an answer is its own. */
const headersOf = ({ date: _date, ...headers }: Record<string, string>): Record<string, string> => headers;

describe('a page that is remembered', () => {
  let site: TestApp;

  beforeAll(async () => {
    site = await startTestApp({ library: true, pageCacheMegabytes: 8 });
  });
  afterAll(() => site.close());

  it.each(paths)('is the page that was made, with everything that keeps it safe: %s', async (path) => {
    const first = await site.get(path);
    site.statements.take();
    const again = await site.get(path);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.text).toBe(first.text);
    expect(headersOf(again.headers)).toEqual(headersOf(first.headers));
    expect(headerFaults(again.headers)).toEqual([]);
    expect(site.statements.take()).toEqual([]);
  });

  it('is made anew once anything is committed', async () => {
    const before = await site.get('/organisations/doncaster-council');
    await site.database.transaction(() =>
      site.database.run(
        sql`UPDATE organisation SET name = ${'Doncaster, renamed'} WHERE organisation.slug = ${'doncaster-council'}`,
      ),
    );
    const after = await site.get('/organisations/doncaster-council');
    expect(before.text).not.toContain('Doncaster, renamed');
    expect(after.text).toContain('Doncaster, renamed</h1>');
  });

  it('stays remembered while people who are signed in take files away, and the trail says that they did', async () => {
    const person = await aPerson(site, { name: 'Reads Much', grants: [aGrant({ role: 'researcher' })] });
    const page = await site.get('/episodes?state=open');
    site.statements.take();
    const file = await person.get('/organisations.csv');
    expect(file.headers['content-disposition']).toContain('attachment');
    // Its line is written once the answer was given: whatever comes after waits for it.
    await site.database.transaction(() => Promise.resolve());
    const lines = await site.database.rows(sql`
      SELECT audit_entry.seq FROM audit_entry WHERE audit_entry.action = ${'export.taken'}`);
    expect(lines).toHaveLength(1);
    if (!site.database.isSqlite) return;
    site.statements.take();
    expect((await site.get('/episodes?state=open')).text).toBe(page.text);
    expect(site.statements.take()).toEqual([]);
  });

  it('is no answer to what cannot be read, nor to a visitor with a session of ours', async () => {
    expect((await site.get('/organisations/no-such-place')).status).toBe(404);
    expect((await site.get('/organisations/no-such-place')).status).toBe(404);
    await site.get('/about');
    const signedIn = await site.get('/about').set('Cookie', 'turnaround=somebody');
    expect(signedIn.headers.etag).toBeUndefined();
    expect(site.faults).toEqual([]);
  });

  it('that shows a board more is remembered for those who may see the same, and for nobody else', async () => {
    const body = await site.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = ${'west-sussex-childrens-services'}`);
    if (!body) throw new Error('The library is not there');
    const member = () =>
      aPerson(site, { name: 'One Member', grants: [aGrant({ role: 'board_member', organisationId: body.id })] });
    const [one, other] = [await member(), await member()];
    const stranger = await aPerson(site, { name: 'Reads Elsewhere', grants: [aGrant({ role: 'researcher' })] });
    const page = '/organisations/west-sussex-childrens-services/lessons';
    const isBoards = 'This is the board’s reading';
    const asked = async (person: typeof one) => {
      site.statements.take();
      const { text, headers } = await person.get(page);
      const own = site.statements
        .take()
        .filter(({ text: said }) => !/\b(session|role_grant|account|second_factor_rule)\b/.test(said));
      return { text, headers, statements: own.map(({ text: said }) => said) };
    };
    const first = await asked(one);
    expect(first.text).toContain(isBoards);
    expect(first.statements.length).toBeGreaterThan(2);
    // The first reader may have been the first for a while, which their session keeps: that too is a change.
    await asked(one);
    const again = await asked(other);
    expect(again.text).toContain(isBoards);
    expect(again.headers['cache-control']).toContain('no-store');
    expect(site.database.isSqlite ? again.statements : []).toEqual([]);
    const without = (html: string) => html.replaceAll(/value="[^"]*"/g, '');
    expect(without(again.text)).toBe(without(first.text));
    for (const text of [(await asked(stranger)).text, (await site.get(page)).text]) {
      expect(text).not.toContain(isBoards);
      expect(text).toContain('What the record shows');
    }
    expect((await asked(one)).text).toContain(isBoards);
    // What somebody may see is asked anew each time: the page of the board is not theirs once their grant is over.
    await site.database.transaction(() =>
      site.database.run(sql`
        UPDATE role_grant SET to_on = ${'2021-01-01'}
         WHERE role_grant.account_id = ${other.account.id}`),
    );
    expect((await asked(one)).text).toContain(isBoards);
    expect((await asked(other)).text).not.toContain(isBoards);
  });
});
