import { SettingUpService } from '../../src/access/setting-up.service.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const password = 'a long walk along the harbour';
const someone = { name: 'Ada Archer', email: 'ada@turnaround.example', password };

const actionsOf = async (test: TestApp): Promise<string[]> =>
  (
    await test.database.rows<{ action: string }>(
      sql`SELECT audit_entry.action FROM audit_entry ORDER BY audit_entry.seq`,
    )
  ).map(({ action }) => action);

describe('setting up the service', () => {
  let test: TestApp;
  let clock: MovingClock;
  beforeAll(async () => {
    clock = new MovingClock();
    test = await startTestApp({ clock });
  }, 120_000);
  afterAll(() => test.close());

  const offer = async (): Promise<string> => (await test.app.get(SettingUpService).offer()) ?? '';

  it('keeps the hash of the address, never the address', async () => {
    const token = await offer();
    const rows = await test.database.rows<{ tokenHash: string }>(sql`
      SELECT one_time_link.token_hash AS "tokenHash" FROM one_time_link`);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(rows.map(({ tokenHash }) => tokenHash)).not.toContain(token);
  });

  it.each([
    ['a short password', { ...someone, password: 'short' }, 'Password must be 12 characters or more'],
    ['a common one', { ...someone, password: 'Password2026!!' }, 'one of those that people try first'],
    ['one of their own words', { ...someone, password: 'ada-archer-turnaround' }, 'must not be made of your name'],
    ['no name', { ...someone, name: '' }, 'Enter your name'],
    ['a broken address', { ...someone, email: 'ada' }, 'Enter an email address in the correct format'],
  ])('says what is wrong with %s, and keeps the rest', async (_, fields, message) => {
    const path = `/set-up/${await offer()}`;
    const answer = await new Visitor(test).post(path, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(`value="${fields.email}"`);
    expect(answer.text).not.toContain(fields.password);
    expect(pageFaults(readHtml(answer.text))).toEqual([]);
  });

  it('refuses a guessed address, and one whose day is over', async () => {
    expect((await new Visitor(test).get(`/set-up/${'A'.repeat(43)}`)).status).toBe(404);
    expect((await new Visitor(test).get('/set-up/x')).status).toBe(404);
    const path = `/set-up/${await offer()}`;
    clock.forward(24 * 60 + 1);
    const late = await new Visitor(test).get(path);
    expect([late.status, late.text.includes('Its time is over.')]).toEqual([410, true]);
  });

  it('makes the first administrator, who is then signed in, and nobody after, whatever addresses there are', async () => {
    const [path, other] = [`/set-up/${await offer()}`, `/set-up/${await offer()}`];
    const visitor = new Visitor(test);
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const slow = new Visitor(test);
    const token = /name="_csrf" value="([^"]+)"/.exec((await slow.get(other)).text)?.[1] ?? '';
    const done = await visitor.post(path, someone);
    expect([done.status, done.headers.location]).toEqual([303, '/account']);
    const account = await visitor.get('/account');
    expect(pageFaults(readHtml(account.text))).toEqual([]);
    expect(account.text).toContain('Administrator');
    expect((await visitor.get('/admin/users')).status).toBe(200);
    const second = await slow.send(other, { ...someone, email: 'bea@turnaround.example', _csrf: token });
    expect(second.status).toBe(404);
    for (const used of [path, other]) expect((await new Visitor(test).get(used)).status).toBe(404);
    expect(await test.app.get(SettingUpService).offer()).toBeNull();
  });
});

describe('signing in', () => {
  let test: TestApp;
  let clock: MovingClock;
  beforeAll(async () => {
    clock = new MovingClock();
    test = await startTestApp({ clock });
    const token = (await test.app.get(SettingUpService).offer()) ?? '';
    await new Visitor(test).post(`/set-up/${token}`, someone);
  });
  // Whatever one test guessed is forgotten before the next.
  afterEach(() => clock.forward(25 * 60));
  afterAll(() => test.close());

  const guess = (visitor = new Visitor(test), email = someone.email, typed = 'not the password at all') =>
    visitor.signIn(email, typed);

  it('refuses the right password after ten wrong ones, for five minutes, and says so to anybody', async () => {
    for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(422);
    const eleventh = await guess(new Visitor(test), someone.email, password);
    expect(eleventh.status).toBe(429);
    expect(eleventh.text).toContain('There were too many tries');
    expect(eleventh.headers['set-cookie']).toBeUndefined();
    clock.forward(4.9);
    expect((await guess(new Visitor(test), someone.email, password)).status).toBe(429);
    clock.forward(0.2);
    expect((await guess(new Visitor(test), someone.email, password)).status).toBe(303);
  });

  it('counts guesses at an address that nobody has just so', async () => {
    for (let count = 0; count < 10; count += 1) await guess(new Visitor(test), 'nobody@turnaround.example');
    const eleventh = await guess(new Visitor(test), 'nobody@turnaround.example');
    expect([eleventh.status, eleventh.text.includes('There were too many tries')]).toEqual([429, true]);
  });

  it('begins to count anew once the password was right', async () => {
    for (let count = 0; count < 9; count += 1) await guess();
    expect((await guess(new Visitor(test), someone.email, password)).status).toBe(303);
    for (let count = 0; count < 9; count += 1) await guess();
    expect((await guess(new Visitor(test), someone.email, password)).status).toBe(303);
  });

  it('counts what comes from one network address too, and believes no header about it', async () => {
    const liar = (count: number) =>
      new Visitor(test, { 'X-Forwarded-For': `203.0.113.${count}`, 'X-Real-IP': `203.0.113.${count}` });
    const statuses: number[] = [];
    for (let count = 0; count < 61; count += 1)
      statuses.push((await guess(liar(count), `person-${count}@turnaround.example`)).status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });

  it('writes each refusal down once, and a flood not once for each guess', async () => {
    const before = (await actionsOf(test)).length;
    for (let count = 0; count < 15; count += 1) await guess();
    const actions = (await actionsOf(test)).slice(before);
    expect(actions.filter((action) => action === 'sign_in.refused')).toHaveLength(10);
    expect(actions.filter((action) => action === 'sign_in.throttled')).toHaveLength(1);
  });

  it('gives a new token each time, never one that was brought along', async () => {
    const visitor = new Visitor(test);
    visitor.cookies.set('turnaround', 'B'.repeat(43));
    await visitor.signIn(someone.email, password);
    const first = visitor.cookies.get('turnaround');
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe('B'.repeat(43));
    const again = new Visitor(test);
    await again.signIn(someone.email, password);
    expect(again.cookies.get('turnaround')).not.toBe(first);
  });

  it('lasts 30 minutes from the last sign of life, and 12 hours at the most', async () => {
    const visitor = new Visitor(test);
    await visitor.signIn(someone.email, password);
    clock.forward(29);
    expect((await visitor.get('/account')).status).toBe(200);
    clock.forward(29);
    expect((await visitor.get('/account')).status).toBe(200);
    clock.forward(31);
    const idle = await visitor.get('/account');
    expect([idle.status, idle.headers.location]).toEqual([303, '/sign-in?ended=time&returnTo=%2Faccount']);
    expect((await visitor.get(idle.headers.location ?? '')).text).toContain('You were signed out after 30 minutes');
    await visitor.signIn(someone.email, password);
    for (let passed = 20; passed < 12 * 60; passed += 20) {
      clock.forward(20);
      expect((await visitor.get('/account')).status).toBe(200);
    }
    clock.forward(20);
    clock.forward(1);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('keeps what was being sent when the session ended, for that person alone, to be sent again', async () => {
    const visitor = new Visitor(test);
    await visitor.signIn(someone.email, password);
    const page = await visitor.get('/account/name');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    clock.forward(31);
    const late = await visitor.send('/account/name', { _csrf: token, name: 'Ada <b>Archer</b>-Bell' });
    expect([late.status, late.headers.location]).toEqual([303, '/sign-in?ended=time&returnTo=%2Faccount%2Fanswers']);
    const signIn = await visitor.get(late.headers.location ?? '');
    expect(signIn.text).toContain('You were signed out after 30 minutes. Your answers have been saved');
    const stranger = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    expect((await stranger.get('/account/answers')).text).not.toContain('Archer');
    const [kept] = await test.database.rows<{ sealed: string }>(sql`
      SELECT kept_form.sealed_answers AS sealed FROM kept_form`);
    expect(kept?.sealed).not.toContain('Archer');
    const back = await visitor.post(
      '/sign-in',
      { email: someone.email, password },
      { from: late.headers.location ?? '' },
    );
    expect(back.headers.location).toBe('/account/answers');
    const answers = await visitor.get('/account/answers');
    expect(answers.text).toContain('Ada &lt;b&gt;Archer&lt;/b&gt;-Bell');
    expect(pageFaults(readHtml(answers.text))).toEqual([]);
    const sent = await visitor.post('/account/name', {}, { from: '/account/answers' });
    expect([sent.status, sent.headers.location]).toEqual([303, '/account?done=name']);
    expect((await visitor.get('/account')).text).toContain('Ada &lt;b&gt;Archer&lt;/b&gt;-Bell');
    clock.forward(29);
    expect((await visitor.get('/account')).text).toContain('Answers that were saved');
    const removal = /action="(\/account\/answers\/[^"]+\/removal)"/.exec(answers.text)?.[1] ?? '';
    await visitor.post(removal, {}, { from: '/account/answers' });
    expect((await visitor.get('/account/answers')).text).toContain('Nothing is saved.');
  });

  it('keeps no password, and nothing that another visitor forged', async () => {
    const visitor = new Visitor(test);
    await visitor.signIn(someone.email, password);
    const page = await visitor.get('/account/password');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    clock.forward(31);
    const late = await visitor.send('/account/password', {
      _csrf: token,
      current: password,
      next: 'a harbour of herons',
    });
    expect(late.headers.location).toBe('/sign-in?ended=time&returnTo=%2Faccount%2Fpassword');
    const forged = await visitor.send('/account/name', { _csrf: 'x'.repeat(43), name: 'Mallory' });
    expect(forged.status).toBe(403);
    expect((await visitor.signIn(someone.email, password)).status).toBe(303);
    expect((await visitor.get('/account/answers')).text).toContain('Nothing is saved.');
  });

  it('tells where a weakness is reported', async () => {
    const answer = await test.get('/.well-known/security.txt').expect(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.text).toContain('Contact: mailto:contact@turnaround.example\n');
    expect(answer.text).toMatch(/^Expires: 2027-\d\d-\d\dT00:00:00Z$/m);
  });
});
