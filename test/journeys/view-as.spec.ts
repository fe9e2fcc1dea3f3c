import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('viewing as somebody else', () => {
  let test: TestApp;
  let administrator: Person;
  let council: { id: string; name: string };

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    administrator = await aPerson(test, { name: 'Ada Archer', grants: [aGrant({ role: 'administrator' })] });
    council = (await test.database.row(sql`
      SELECT organisation.id, organisation.name FROM organisation WHERE organisation.slug LIKE ${'doncaster%'} LIMIT 1`)) as never;
  }, 120_000);
  afterAll(() => test.close());

  it('shows what a role sees, says so on every page, changes nothing, and ends', async () => {
    expect(pageFaults(readHtml((await administrator.get('/view-as')).text))).toEqual([]);
    const choose = '/view-as?role=board_member&q=doncaster';
    expect(pageFaults(readHtml((await administrator.get(choose)).text))).toEqual([]);
    const begun = await administrator.post('/view-as', { bound: council.id, chair: 'yes' }, { from: choose });
    expect([begun.status, begun.headers.location]).toEqual([303, '/']);
    for (const path of ['/', '/organisations', '/account', '/nowhere']) {
      const page = await administrator.get(path);
      expect(page.text).toContain(`You are looking as Board member, chair, ${council.name}.`);
      expect(pageFaults(readHtml(page.text))).toEqual([]);
    }
    expect((await administrator.get('/admin/users')).status).toBe(403);
    const page = await administrator.get('/account/name');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(token).not.toBe('');
    const refused = await administrator.post('/account/name', { name: 'Somebody else' });
    expect([refused.status, refused.text.includes('which changes nothing')]).toEqual([403, true]);
    const ended = await administrator.post('/view-as/ending', {}, { from: '/' });
    expect(ended.status).toBe(303);
    expect((await administrator.get('/')).text).not.toContain('You are looking as');
    expect((await administrator.get('/admin/users')).status).toBe(200);
    const lines = await test.database.rows<{ action: string; actor: string }>(sql`
      SELECT audit_entry.action, audit_entry.actor FROM audit_entry WHERE audit_entry.action LIKE ${'view_as%'} ORDER BY audit_entry.seq`);
    expect(lines).toEqual([
      { action: 'view_as.begun', actor: administrator.account.ref },
      { action: 'view_as.ended', actor: administrator.account.ref },
    ]);
  });

  it('opens nobody’s confidence', async () => {
    expect((await administrator.get('/view-as')).text).not.toContain('role=speak_up_lead');
    const tried = await administrator.post(
      '/view-as',
      { role: 'speak_up_lead', bound: council.id },
      { from: '/view-as?role=record_keeper' },
    );
    expect([tried.status, tried.text.includes('was told in confidence')]).toEqual([422, true]);
  });

  it('asks for the body where the role has one', async () => {
    const tried = await administrator.post('/view-as', {}, { from: '/view-as?role=board_secretary&q=doncaster' });
    expect([tried.status, tried.text.includes('Select the body')]).toEqual([422, true]);
    expect((await administrator.get('/view-as?role=board_secretary&q=zzzzzz')).text).toContain('No body was found');
  });

  it('is for administrators alone, and ends with their role', async () => {
    const other = await aPerson(test, { grants: [aGrant({ role: 'record_keeper' })] });
    expect((await other.get('/view-as')).status).toBe(403);
    const second = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    await second.post('/view-as', {}, { from: '/view-as?role=record_keeper' });
    const ref = second.account.ref;
    const page = await administrator.get(`/admin/users/${ref}`);
    const ending = /href="(\/admin\/users\/AC-\d+\/grants\/[0-9a-f-]+\/ending)"/.exec(page.text)?.[1] ?? '';
    await administrator.post(ending, { reason: 'No longer needed' });
    expect((await second.get('/account')).status).toBe(303);
  });
});
