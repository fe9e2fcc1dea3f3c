import { day } from '../../src/kernel/calendar-day.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const password = 'four quiet herons at dawn';
const bea = { name: 'Bea Barnes', email: 'bea@northshire.example' };

/** The path of the link that a page shows. */
const linkOn = (html: string): string =>
  /http:\/\/localhost:3000(\/(?:invitations|reset)\/[\w-]{43})/.exec(html)?.[1] ?? '';
const refOn = (html: string): string => /\/admin\/users\/(AC-\d+)/.exec(html)?.[1] ?? '';

describe('inviting a colleague', () => {
  let test: TestApp;
  let clock: MovingClock;
  let administrator: Person;
  beforeAll(async () => {
    clock = new MovingClock();
    test = await startTestApp({ clock });
    administrator = await aPerson(test, { name: 'Ada Archer', grants: [aGrant({ role: 'administrator' })] });
  });
  afterAll(() => test.close());

  const invite = async (fields: { name: string; email: string }) =>
    administrator.post('/admin/users', fields, { from: '/admin/users/new' });

  it('shows the link once, and lets the colleague in who chooses a password with it', async () => {
    const made = await invite(bea);
    expect(made.status).toBe(200);
    expect(pageFaults(readHtml(made.text))).toEqual([]);
    expect(made.text).toContain('This service sends no email at the moment');
    const [path, ref] = [linkOn(made.text), refOn(made.text)];
    expect((await administrator.get(`/admin/users/${ref}`)).text).not.toContain(path);
    const visitor = new Visitor(test);
    const page = await visitor.get(path);
    expect(page.text).toContain('Welcome, Bea Barnes');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const weak = await visitor.post(path, { password: 'bea.barnes.northshire' });
    expect([weak.status, weak.text.includes('must not be made of your name')]).toEqual([422, true]);
    const done = await visitor.post(path, { password });
    expect([done.status, done.headers.location]).toEqual([303, '/']);
    expect((await visitor.get('/account')).text).toContain('You have no role');
    const again = await new Visitor(test).get(path);
    expect([again.status, again.text.includes('It was used already')]).toEqual([410, true]);
    expect((await new Visitor(test).signIn(bea.email, password)).status).toBe(303);
  });

  it('says that an address has an account already, whatever its case', async () => {
    const again = await invite({ name: 'Another', email: 'BEA@northshire.example' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('There is an account with this email address already');
    expect(again.text).toContain('value="Another"');
  });

  it('works for a week, until it is withdrawn or another one is made', async () => {
    const first = await invite({ name: 'Cem Cole', email: 'cem@northshire.example' });
    const ref = refOn(first.text);
    const second = await administrator.post(`/admin/users/${ref}/invitation`, {}, { from: `/admin/users/${ref}` });
    const dead = await new Visitor(test).get(linkOn(first.text));
    expect([dead.status, dead.text.includes('a newer one was made in its place')]).toEqual([410, true]);
    expect((await new Visitor(test).get(linkOn(second.text))).status).toBe(200);
    const withdrawn = await administrator.post(
      `/admin/users/${ref}/invitation/ending`,
      {},
      { from: `/admin/users/${ref}` },
    );
    expect(withdrawn.status).toBe(303);
    expect((await new Visitor(test).get(linkOn(second.text))).status).toBe(410);
    const third = await administrator.post(`/admin/users/${ref}/invitation`, {}, { from: `/admin/users/${ref}` });
    clock.forward(25);
    expect((await administrator.get(`/admin/users/${ref}`)).text).toContain('Invitation');
    for (let passed = 0; passed < 7 * 24 * 60; passed += 29) clock.forward(29);
    const late = await new Visitor(test).get(linkOn(third.text));
    expect([late.status, late.text.includes('Its time is over')]).toEqual([410, true]);
  });

  it('is for administrators alone', async () => {
    const others = await aPerson(test, {
      grants: [aGrant({ role: 'record_keeper' }), aGrant({ role: 'researcher', fromOn: day('2020-01-01') })],
    });
    const answer = await others.get('/admin/users');
    expect([answer.status, answer.text.includes('This is for: administrator.')]).toEqual([403, true]);
    expect((await others.get('/admin/users/new')).status).toBe(403);
  });
});

describe('a service that sends mail', () => {
  it('says that the link is on its way, and shows it all the same', async () => {
    const test = await startTestApp({ settings: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    const administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    const made = await administrator.post('/admin/users', bea, { from: '/admin/users/new' });
    expect(made.text).toContain('It is on its way by email');
    const [letter] = await test.database.rows<{ kind: string; recipient: string; text: string }>(sql`
      SELECT outbox_message.kind, outbox_message.recipient, outbox_message.text FROM outbox_message`);
    expect(letter).toMatchObject({ kind: 'invitation', recipient: bea.email });
    expect(letter?.text).toContain(`http://localhost:3000${linkOn(made.text)}\n`);
    expect(linkOn(made.text)).not.toBe('');
    await test.close();
  });
});
