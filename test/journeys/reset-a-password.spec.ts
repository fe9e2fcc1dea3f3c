import { AccountsService } from '../../src/access/accounts.service.js';
import { AccessNews } from '../../src/access/access-news.js';
import { theService } from '../../src/access/audit.service.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const old = 'a long walk along the harbour';
const fresh = 'four quiet herons at dawn';
const email = 'ada@turnaround.example';

describe('a forgotten password', () => {
  let test: TestApp;
  let clock: MovingClock;
  let ref: string;
  let sent: { email: string; token: string }[];

  beforeAll(async () => {
    clock = new MovingClock();
    test = await startTestApp({ clock, settings: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    const passwordHash = await test.app.get(PasswordsService).hash(old);
    const made = await test.app
      .get(AccountsService)
      .add(theService, { name: 'Ada Archer', email, passwordHash, status: 'active' }, [aGrant({ role: 'researcher' })]);
    ref = made.ref;
    test.app.get(AccessNews).listen('link.made', async (link) => void sent.push(link));
  });
  beforeEach(() => {
    sent = [];
  });
  afterEach(() => clock.forward(25 * 60));
  afterAll(() => test.close());

  const ask = (typed: string, visitor = new Visitor(test)) => visitor.post('/reset', { email: typed });

  it('is chosen anew with a link that comes by mail and works once', async () => {
    const elsewhere = new Visitor(test);
    await elsewhere.signIn(email, old);
    const asked = await ask(' ADA@turnaround.example');
    expect(asked.status).toBe(200);
    expect(pageFaults(readHtml(asked.text))).toEqual([]);
    expect(sent).toEqual([expect.objectContaining({ email })]);
    const path = `/reset/${sent[0]?.token}`;
    const visitor = new Visitor(test);
    const page = await visitor.get(path);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('Ada Archer');
    expect((await visitor.post(path, { password: fresh })).status).toBe(303);
    expect((await visitor.get('/account')).status).toBe(200);
    const out = await elsewhere.get('/account');
    expect([out.status, out.headers.location]).toEqual([303, '/sign-in?ended=password&returnTo=%2Faccount']);
    expect((await new Visitor(test).get(path)).status).toBe(410);
    expect((await new Visitor(test).signIn(email, old)).status).toBe(422);
    expect((await new Visitor(test).signIn(email, fresh)).status).toBe(303);
  });

  it('tells nobody whether an account exists: the words are the same, and mail goes only where there is one', async () => {
    const known = await ask(email);
    const unknown = await ask('nobody@turnaround.example');
    const bare = (html: string): string => html.replaceAll(/value="[\w-]{20,}"/g, '');
    expect(bare(unknown.text)).toBe(bare(known.text));
    expect(unknown.status).toBe(known.status);
    expect(sent).toHaveLength(1);
  });

  it('is asked for three times in an hour at the most, and nobody is told that either', async () => {
    for (let count = 0; count < 5; count += 1) expect((await ask(email)).status).toBe(200);
    expect(sent).toHaveLength(3);
    clock.forward(61);
    await ask(email);
    expect(sent).toHaveLength(4);
  });

  it('has an hour, and a newer link ends the one before', async () => {
    await ask(email);
    await ask(email);
    const [first, second] = sent.map(({ token }) => `/reset/${token}`);
    expect((await new Visitor(test).get(first ?? '')).status).toBe(410);
    expect((await new Visitor(test).get(second ?? '')).status).toBe(200);
    clock.forward(61);
    const late = await new Visitor(test).get(second ?? '');
    expect([late.status, late.text.includes('Its time is over')]).toEqual([410, true]);
  });

  it('can be helped by an administrator, whose link has a day', async () => {
    const administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    const made = await administrator.post(`/admin/users/${ref}/reset`, {}, { from: `/admin/users/${ref}` });
    const path = /(\/reset\/[\w-]{43})/.exec(made.text)?.[1] ?? '';
    clock.forward(23 * 60);
    expect((await new Visitor(test).get(path)).status).toBe(200);
    clock.forward(61);
    expect((await new Visitor(test).get(path)).status).toBe(410);
  });

  it('keeps nowhere what would let a reader of the database in', async () => {
    await ask(email);
    const rows = await test.database.rows<{ tokenHash: string }>(sql`
      SELECT one_time_link.token_hash AS "tokenHash" FROM one_time_link`);
    const trail = await test.database.rows(sql`SELECT * FROM audit_entry`);
    for (const { token } of sent) {
      expect(rows.map(({ tokenHash }) => tokenHash)).not.toContain(token);
      expect(JSON.stringify(trail)).not.toContain(token);
    }
    const [held] = await test.database.rows<{ hash: string }>(sql`
      SELECT account.password_hash AS hash FROM account WHERE account.ref = ${ref}`);
    expect(held?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('changing a password', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
    const passwordHash = await test.app.get(PasswordsService).hash(old);
    await test.app
      .get(AccountsService)
      .add(theService, { name: 'Ada Archer', email, passwordHash, status: 'active' }, []);
  });
  afterAll(() => test.close());

  it('asks for the one that holds, gives a new token, and signs out everywhere else', async () => {
    const [here, there] = [new Visitor(test), new Visitor(test)];
    await here.signIn(email, old);
    await there.signIn(email, old);
    const before = here.cookies.get('turnaround');
    const change = (fields: Record<string, string>) => here.post('/account/password', fields);
    const wrong = await change({ current: 'not this one at all', next: fresh });
    expect([wrong.status, wrong.text.includes('That is not your password now')]).toEqual([422, true]);
    const same = await change({ current: old, next: old });
    expect([same.status, same.text.includes('is not the one you have now')]).toEqual([422, true]);
    const weak = await change({ current: old, next: 'turnaround2026' });
    expect([weak.status, weak.text.includes('must not be made of')]).toEqual([422, true]);
    expect((await there.get('/account')).status).toBe(200);
    const done = await change({ current: old, next: fresh });
    expect([done.status, done.headers.location]).toEqual([303, '/account?done=password']);
    expect(here.cookies.get('turnaround')).not.toBe(before);
    expect((await here.get('/account?done=password')).text).toContain('Your password has been changed');
    expect((await there.get('/account')).headers.location).toContain('ended=password');
    const stolen = new Visitor(test);
    stolen.cookies.set('turnaround', before ?? '');
    expect((await stolen.get('/account')).status).toBe(303);
  });

  it('lists where somebody is signed in, and ends one session or all', async () => {
    const [here, there, third] = [new Visitor(test), new Visitor(test), new Visitor(test)];
    for (const visitor of [here, there, third]) await visitor.signIn(email, fresh);
    const page = await here.get('/account');
    const endings = [...page.text.matchAll(/action="(\/account\/sessions\/[0-9a-f-]+\/ending)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(endings.length).toBeGreaterThanOrEqual(3);
    const stranger = await aPerson(test, { grants: [] });
    const theirs = await stranger.post(endings[0] ?? '', {}, { from: '/account' });
    expect(theirs.status).toBe(404);
    await here.post('/account/sessions/ending', {}, { from: '/account' });
    for (const visitor of [here, there, third]) expect((await visitor.get('/account')).status).toBe(303);
    expect((await stranger.get('/account')).status).toBe(200);
  });
});
