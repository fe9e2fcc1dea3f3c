import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { type Directory, openDirectory, returnAddress } from '../builders/a-directory.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const origin = 'http://localhost:3000';

describe('signing in with a directory', () => {
  let test: TestApp;
  let directory: Directory;
  let clock: MovingClock;

  beforeAll(async () => {
    directory = await openDirectory();
    // The directory goes by the time of the machine, and tells by it until when its word stands.
    clock = new MovingClock(new Date().toISOString());
    test = await startTestApp({ clock, settings: directory.settings });
    for (const [name, email, status] of [
      ['Ada Archer', 'ada@northshire.example', 'active'],
      ['Bea Barnes', 'bea@northshire.example', 'invited'],
      ['Cem Cole', 'cem@northshire.example', 'disabled'],
      ['Dot Dale', 'dot@northshire.example', 'active'],
    ] as const)
      await test.app
        .get(AccountsService)
        .add(theService, { name, email, passwordHash: null, status }, [aGrant({ role: 'researcher' })]);
  });
  afterAll(async () => {
    await test.close();
    await directory.close();
  });

  const as = (subject: string, email = `${subject}@northshire.example`, isVerified = true): Promise<void> =>
    directory.let({ subject, email, isVerified });

  /** Goes there and comes back, as far as our own address. */
  async function thereAndBack(visitor: Visitor, returnTo = '/account'): Promise<string> {
    const left = await visitor.get(`/sign-in/directory?returnTo=${encodeURIComponent(returnTo)}`);
    expect(left.status).toBe(303);
    const back = await directory.signIn(left.headers.location ?? '');
    expect(back.startsWith(`${returnAddress}?`)).toBe(true);
    return back.slice(origin.length);
  }

  it('is offered by a button, asks with a proof of its own, and leads where the person was going', async () => {
    await as('ada');
    const visitor = new Visitor(test);
    const page = await visitor.get('/sign-in?returnTo=%2Faccount');
    expect(page.text).toContain('Sign in with Northshire Council');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const left = await visitor.get('/sign-in/directory?returnTo=%2Faccount');
    const asked = new URL(left.headers.location ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')].every(Boolean)).toBe(true);
    expect(left.headers['set-cookie']?.[0]).toMatch(/^turnaround-journey=[\w-]+; Path=\/; HttpOnly; SameSite=Lax/);
    const done = await visitor.get(await thereAndBack(visitor));
    expect([done.status, done.headers.location]).toEqual([303, '/account']);
    expect((await visitor.get('/account')).text).toContain('Ada Archer');
  });

  it('knows the person again by who they are there, whatever becomes of their address', async () => {
    await as('ada', 'ada.new@northshire.example', false);
    const visitor = new Visitor(test);
    expect((await visitor.get(await thereAndBack(visitor))).status).toBe(303);
    expect((await visitor.get('/account')).text).toContain('ada@northshire.example');
  });

  it('lets in somebody who was invited, without a password', async () => {
    await as('bea');
    const visitor = new Visitor(test);
    expect((await visitor.get(await thereAndBack(visitor))).status).toBe(303);
    expect((await visitor.get('/account')).text).toContain('Bea Barnes');
  });

  it.each([
    ['nobody here', 'eve', 'eve@northshire.example', true],
    ['disabled', 'cem', 'cem@northshire.example', true],
    ['of an address that the directory has not verified', 'dot', 'dot@northshire.example', false],
    ['somebody else with the address of one who is known', 'mallory', 'ada@northshire.example', true],
  ])(
    'makes no authority of its own: a person who is %s is sent to an administrator',
    async (_, subject, email, isVerified) => {
      await as(subject, email, isVerified);
      const visitor = new Visitor(test);
      const refused = await visitor.get(await thereAndBack(visitor));
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('Ask an administrator of this service to invite you');
      expect(pageFaults(readHtml(refused.text))).toEqual([]);
      expect(visitor.isSignedIn).toBe(false);
    },
  );

  it('takes an answer once, from the browser that asked, within a quarter of an hour', async () => {
    await as('ada');
    const visitor = new Visitor(test);
    const back = await thereAndBack(visitor);
    const stranger = new Visitor(test);
    expect((await stranger.get(back)).status).toBe(400);
    const journey = visitor.cookies.get('turnaround-journey') ?? '';
    expect((await visitor.get(back)).status).toBe(303);
    const again = new Visitor(test);
    again.cookies.set('turnaround-journey', journey);
    expect((await again.get(back)).status).toBe(400);
    const other = new Visitor(test);
    const late = await thereAndBack(other);
    const forged = late.replace(/state=[^&]+/, 'state=forged');
    const keeping = other.cookies.get('turnaround-journey') ?? '';
    expect((await other.get(forged)).status).toBe(400);
    other.cookies.set('turnaround-journey', `${keeping.slice(0, -2)}xx`);
    expect((await other.get(late)).status).toBe(400);
    other.cookies.set('turnaround-journey', keeping);
    clock.forward(16);
    expect((await other.get(late)).status).toBe(400);
    expect(other.isSignedIn).toBe(false);
  });

  it('says so when somebody turns back at the directory', async () => {
    const visitor = new Visitor(test);
    await visitor.get('/sign-in/directory');
    const answer = await visitor.get('/sign-in/directory/return?error=access_denied&state=x');
    expect([answer.status, answer.text.includes('was not completed')]).toEqual([400, true]);
    expect(pageFaults(readHtml(answer.text))).toEqual([]);
  });

  it('leads to no other site, whatever is asked', async () => {
    await as('ada');
    const visitor = new Visitor(test);
    const done = await visitor.get(await thereAndBack(visitor, '//evil.example/'));
    expect(done.headers.location).toBe('/');
  });

  it('leaves a trace of who came and who was refused', async () => {
    const lines = await test.database.rows<{ action: string; reason: string }>(sql`
      SELECT audit_entry.action, audit_entry.reason FROM audit_entry WHERE audit_entry.reason = 'By directory'`);
    expect(new Set(lines.map(({ action }) => action))).toEqual(new Set(['sign_in.done', 'sign_in.refused']));
  });
});

describe('a directory that is not there', () => {
  it('is told when it does not answer, and the password still works', async () => {
    const settings = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
    const test = await startTestApp({ settings });
    const answer = await test.get('/sign-in/directory');
    expect([answer.status, answer.text.includes('does not answer')]).toEqual([502, true]);
    await test.close();
  });

  it('is no page at all where none is set up', async () => {
    const test = await startTestApp();
    expect((await test.get('/sign-in')).text).not.toContain('/sign-in/directory');
    expect((await test.get('/sign-in/directory')).status).toBe(404);
    expect((await test.get('/sign-in/directory/return?code=x')).status).toBe(404);
    expect((await aPerson(test, { grants: [] })).account.ref).toBe('AC-0001');
    await test.close();
  });
});
