import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import type { Grant } from '../../src/access/domain/roles.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const password = 'a long walk along the harbour';
const firstDay = { 'fromOn-day': '23', 'fromOn-month': '11', 'fromOn-year': '2026' };

describe('looking after accounts', () => {
  let test: TestApp;
  let administrator: Person;
  let council: { id: string; name: string };
  let inspectorate: { id: string; name: string };
  let count = 0;

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    administrator = await aPerson(test, {
      name: 'Ada Archer',
      email: 'ada@turnaround.example',
      grants: [aGrant({ role: 'administrator' })],
    });
    council = (await test.database.row(sql`
      SELECT organisation.id, organisation.name FROM organisation WHERE organisation.slug LIKE ${'doncaster%'} LIMIT 1`)) as never;
    inspectorate = (await test.database.row(sql`
      SELECT inspectorate.id, inspectorate.name FROM inspectorate WHERE inspectorate.key = 'ofsted'`)) as never;
  }, 120_000);
  afterAll(() => test.close());

  async function somebody(grants: readonly Grant[] = []) {
    count += 1;
    const email = `somebody-${count}@turnaround.example`;
    const passwordHash = await test.app.get(PasswordsService).hash(password);
    const made = await test.app
      .get(AccountsService)
      .add(theService, { name: `Somebody ${count}`, email, passwordHash, status: 'active' }, grants);
    const visitor = new Visitor(test);
    await visitor.signIn(email, password);
    return { ...made, email, visitor, path: `/admin/users/${made.ref}` };
  }

  const give = (path: string, fields: Record<string, string>, query: string) =>
    administrator.post(`${path}/grants`, { ...firstDay, ...fields }, { from: `${path}/grants/new?${query}` });

  it('lists everybody with their roles and bodies, and finds them', async () => {
    const secretary = await somebody([aGrant({ role: 'board_secretary', organisationId: council.id })]);
    const page = await administrator.get('/admin/users?role=board_secretary');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain(`Board secretary, ${council.name}`);
    expect(page.text).toContain(secretary.email);
    expect(page.text).not.toContain('ada@turnaround.example');
    expect((await administrator.get('/admin/users?q=ADA%40')).text).toMatch(/<h1[^>]*>1\saccount</);
    expect((await administrator.get('/admin/users?q=%25')).text).toContain('No accounts match');
    expect((await administrator.get('/admin/users?status=nonsense&page=x')).status).toBe(200);
  });

  it('gives a role for a body that is found by name, with dates and the giver, and signs the person in anew', async () => {
    const { path, visitor, email } = await somebody();
    const roles = await administrator.get(`${path}/grants/new`);
    expect(pageFaults(readHtml(roles.text))).toEqual([]);
    const search = await administrator.get(`${path}/grants/new?role=board_member&q=doncaster`);
    expect(pageFaults(readHtml(search.text))).toEqual([]);
    expect(search.text).toContain(council.name);
    const given = await give(path, { bound: council.id, chair: 'yes' }, 'role=board_member&q=doncaster');
    expect([given.status, given.headers.location]).toEqual([303, `${path}?done=role`]);
    const page = await administrator.get(path);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain(`Board member, chair, ${council.name}`);
    expect(page.text).toContain('Ada Archer');
    const out = await visitor.get('/account');
    expect(out.headers.location).toBe('/sign-in?ended=roles&returnTo=%2Faccount');
    expect((await visitor.get(out.headers.location ?? '')).text).toContain('because your roles changed');
    await visitor.signIn(email, password);
    expect((await visitor.get('/account')).text).toContain(`Board member, in the chair, for ${council.name}`);
    const [line] = await test.database.rows<{ after: string }>(sql`
      SELECT audit_entry.after FROM audit_entry WHERE audit_entry.action = 'role.given' ORDER BY audit_entry.seq DESC`);
    expect(JSON.parse(line?.after ?? '{}')).toMatchObject({
      role: 'board_member',
      organisationId: council.id,
      chair: true,
    });
  });

  it('gives an inspector the inspectorate, and refuses in words what does not go together', async () => {
    const { path } = await somebody([aGrant({ role: 'organisation_editor', organisationId: council.id })]);
    const refused = await give(path, { bound: inspectorate.id }, 'role=inspector');
    expect(refused.status).toBe(422);
    expect(pageFaults(readHtml(refused.text))).toEqual([]);
    expect(refused.text).toContain('A person cannot inspect and report for a body at the same time');
    const other = await somebody();
    expect((await give(other.path, { bound: inspectorate.id }, 'role=inspector')).status).toBe(303);
    const twice = await give(other.path, { bound: inspectorate.id }, 'role=inspector');
    expect([twice.status, twice.text.includes('holds the same role at that time already')]).toEqual([422, true]);
  });

  it.each([
    ['researcher', {}, 'A researcher cannot also belong to a board'],
    ['board_secretary', {}, 'Select the body that the role is for'],
    ['board_secretary', { bound: 'no-such-body' }, 'Select the body that the role is for'],
    ['record_keeper', { 'fromOn-day': '22' }, 'First day must be today or in the future'],
    ['record_keeper', { 'fromOn-day': '' }, 'First day must include a day'],
    [
      'record_keeper',
      { 'toOn-day': '1', 'toOn-month': '11', 'toOn-year': '2026' },
      'Last day must be the same as or after',
    ],
  ])('says what is wrong: %s %j', async (role, fields, message) => {
    const { path } = await somebody([aGrant({ role: 'board_member', organisationId: council.id })]);
    const answer = await give(path, fields, `role=${role}&q=doncaster`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(pageFaults(readHtml(answer.text))).toEqual([]);
  });

  it('ends a role with a reason, at once, and keeps it in sight', async () => {
    const { path, visitor } = await somebody([aGrant({ role: 'record_keeper' })]);
    const page = await administrator.get(path);
    const ending = /href="(\/admin\/users\/AC-\d+\/grants\/[0-9a-f-]+\/ending)"/.exec(page.text)?.[1] ?? '';
    expect(pageFaults(readHtml((await administrator.get(ending)).text))).toEqual([]);
    const unsaid = await administrator.post(ending, { reason: ' ' });
    expect([unsaid.status, unsaid.text.includes('Enter why the role ends')]).toEqual([422, true]);
    const ended = await administrator.post(ending, { reason: 'Moved to another team' });
    expect(ended.status).toBe(303);
    expect((await visitor.get('/account')).status).toBe(303);
    const after = await administrator.get(path);
    expect(pageFaults(readHtml(after.text))).toEqual([]);
    expect(after.text).toContain('Roles that are over');
    expect((await administrator.get(ending)).status).toBe(404);
  });

  it('disables an account: it is out at once, cannot come in, and comes back as it was', async () => {
    const { path, visitor, email } = await somebody([aGrant({ role: 'researcher' })]);
    expect((await visitor.get('/account')).status).toBe(200);
    const unsaid = await administrator.post(`${path}/disabling`, { reason: '' }, { from: path });
    expect([unsaid.status, unsaid.text.includes('Enter why the account is disabled')]).toEqual([422, true]);
    await administrator.post(`${path}/disabling`, { reason: 'Has left' }, { from: path });
    expect((await visitor.get('/account')).headers.location).toBe('/sign-in?returnTo=%2Faccount');
    const refused = await new Visitor(test).signIn(email, password);
    expect([refused.status, refused.text.includes('do not go together')]).toEqual([422, true]);
    await administrator.post(`${path}/enabling`, {}, { from: path });
    expect((await new Visitor(test).signIn(email, password)).status).toBe(303);
  });

  it('keeps the last administrator: neither disabled nor without the role', async () => {
    const path = `/admin/users/${administrator.account.ref}`;
    const refused = await administrator.post(`${path}/disabling`, { reason: 'A try' }, { from: path });
    expect([refused.status, refused.text.includes('Make somebody else an administrator first')]).toEqual([422, true]);
    const page = await administrator.get(path);
    const ending = /href="(\/admin\/users\/AC-\d+\/grants\/[0-9a-f-]+\/ending)"/.exec(page.text)?.[1] ?? '';
    const kept = await administrator.post(ending, { reason: 'A try' });
    expect([kept.status, kept.text.includes('Make somebody else an administrator first')]).toEqual([422, true]);
    const second = await somebody([aGrant({ role: 'administrator' })]);
    expect(
      (await administrator.post(`${second.path}/disabling`, { reason: 'A try' }, { from: second.path })).status,
    ).toBe(303);
  });

  it('shows both versions when somebody else changed the account meanwhile', async () => {
    const { path } = await somebody();
    const page = await administrator.get(`${path}/edit`);
    const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const first = await administrator.post(`${path}/edit`, { name: 'First', email: 'first@turnaround.example' });
    expect(first.status).toBe(303);
    const second = await administrator.post(`${path}/edit`, {
      name: 'Second',
      email: 'second@turnaround.example',
      version,
    });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Someone changed this account at');
    expect(second.text).toContain('value="Second"');
    expect(second.text).toContain('First');
    expect(pageFaults(readHtml(second.text))).toEqual([]);
    const taken = await administrator.post(`${path}/edit`, { name: 'Third', email: 'ADA@turnaround.example' });
    expect([taken.status, taken.text.includes('Another account has this email address')]).toEqual([422, true]);
  });

  it('gives an administrator who changes their own roles a new session, and no other', async () => {
    const own = await somebody([aGrant({ role: 'administrator' })]);
    const elsewhere = new Visitor(test);
    await elsewhere.signIn(own.email, password);
    const before = own.visitor.cookies.get('turnaround');
    const given = await own.visitor.post(
      `${own.path}/grants`,
      { ...firstDay },
      { from: `${own.path}/grants/new?role=record_keeper` },
    );
    expect(given.status).toBe(303);
    expect(own.visitor.cookies.get('turnaround')).not.toBe(before);
    expect((await own.visitor.get(own.path)).status).toBe(200);
    expect((await elsewhere.get('/account')).status).toBe(303);
  });

  it('knows nothing of an account that there is not', async () => {
    for (const path of ['/admin/users/AC-9999', '/admin/users/AC-9999/edit', '/admin/users/AC-9999/grants/new'])
      expect((await administrator.get(path)).status).toBe(404);
  });
});
