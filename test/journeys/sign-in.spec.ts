import request from 'supertest';
import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, encodeForm, hiddenFields } from '../builders/a-person.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const password = 'a long walk along the harbour';

describe('signing in', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
    const passwordHash = await test.app.get(PasswordsService).hash(password);
    await test.app
      .get(AccountsService)
      .add(theService, { name: 'Ada Archer', email: 'Ada@Turnaround.example', passwordHash, status: 'active' }, [
        aGrant({ role: 'administrator' }),
      ]);
  });
  afterAll(() => test.close());

  const cookiesOf = (answer: { headers: Record<string, unknown> }): string[] =>
    ((answer.headers['set-cookie'] as string[] | undefined) ?? []).map((cookie) => cookie.split(';')[0] ?? '');

  /** As a browser does: reads the page, keeps its cookie, sends what the form carries. */
  async function send(fields: Record<string, string>, { from = '/sign-in' } = {}) {
    const page = await test.get(from);
    return request(test.url)
      .post('/sign-in')
      .set('Cookie', cookiesOf(page))
      .type('form')
      .send(encodeForm({ ...hiddenFields(page.text, '/sign-in'), ...fields }));
  }

  it('has a page in order, which nobody keeps', async () => {
    const page = await test.get('/sign-in').expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('lets in whoever knows the password, whatever the case of the address, and goes where they were going', async () => {
    const answer = await send(
      { email: ' ADA@turnaround.example ', password },
      { from: '/sign-in?returnTo=%2Forganisations%3Fpage%3D1' },
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/organisations?page=1');
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0] ?? '';
    expect(cookie).toMatch(/^turnaround=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const page = await request(test.url)
      .get('/')
      .set('Cookie', cookie.split(';')[0] ?? '');
    expect(page.text).toContain('Ada Archer');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('keeps the hash of a token, never the token', async () => {
    const { cookie } = await aPerson(test, { grants: [] });
    const token = cookie.split('=')[1];
    const rows = await test.database.rows<{ tokenHash: string }>(sql`
      SELECT session.token_hash AS "tokenHash" FROM session`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ tokenHash }) => tokenHash)).not.toContain(token);
    expect(rows.every(({ tokenHash }) => /^[0-9a-f]{64}$/.test(tokenHash))).toBe(true);
  });

  it.each([
    ['a wrong password', { email: 'ada@turnaround.example', password: 'a long walk along the canal' }],
    ['an unknown address', { email: 'nobody@turnaround.example', password }],
  ])('says the same to %s, keeps the address and never the password', async (_, fields) => {
    const answer = await send(fields);
    expect(answer.status).toBe(422);
    const page = readHtml(answer.text);
    expect(pageFaults(page)).toEqual([]);
    expect(answer.text).toContain('<title>Error: Sign in');
    expect(answer.text).toContain('The email address and password do not go together. Check both and try again');
    expect(answer.text).toContain(`value="${fields.email}"`);
    expect(answer.text).not.toContain(fields.password);
  });

  it('asks at each field for what is missing, in the summary too', async () => {
    const answer = await send({ email: '', password: '' });
    expect(answer.status).toBe(422);
    const summary = named(readHtml(answer.text), 'a')
      .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
      .map(textWithin);
    expect(summary).toEqual(['Enter your email address', 'Enter your password']);
  });

  it.each([
    ['a field that the form has not', { role: 'administrator' }],
    ['a prototype', { __proto__x: 'y', constructor: 'z' }],
  ])('does not understand %s', async (_, extra) => {
    const answer = await send({ email: 'ada@turnaround.example', password, ...extra });
    expect(answer.status).toBe(400);
  });

  it('writes down who came in and whom it refused, and no password', async () => {
    const lines = await test.database.rows<{ action: string; entityId: string; all: string | null }>(sql`
      SELECT audit_entry.action, audit_entry.entity_id AS "entityId", audit_entry.after AS "all"
        FROM audit_entry
       WHERE audit_entry.action IN ('sign_in.done', 'sign_in.refused')
       ORDER BY audit_entry.seq`);
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['sign_in.done', 'sign_in.refused']));
    expect(JSON.stringify(lines)).not.toContain('harbour');
  });

  it('takes nothing that does not come from our own pages', async () => {
    const page = await test.get('/sign-in');
    const fields = { ...hiddenFields(page.text, '/sign-in'), email: 'ada@turnaround.example', password };
    const post = () => request(test.url).post('/sign-in').type('form');
    await post().send(encodeForm(fields)).expect(403);
    await post()
      .set('Cookie', cookiesOf(page))
      .send(encodeForm({ ...fields, _csrf: 'x' }))
      .expect(403);
    for (const [header, value] of [
      ['Origin', 'https://evil.example'],
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
    ] as const)
      await post().set('Cookie', cookiesOf(page)).set(header, value).send(encodeForm(fields)).expect(403);
    await post().set('Cookie', cookiesOf(page)).set('Origin', test.url).send(encodeForm(fields)).expect(303);
  });

  it('takes no cookie that it did not make for its own: a fixed token opens nothing', async () => {
    const page = await request(test.url)
      .get('/')
      .set('Cookie', `turnaround=${'A'.repeat(43)}`);
    expect(page.text).not.toContain('Signed in as');
  });

  it('signs out: the old cookie opens nothing any more', async () => {
    const person = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect((await person.get('/')).text).toContain('Signed in as');
    const answer = await person.post('/sign-out', {}, { from: '/' });
    expect(answer.status).toBe(303);
    expect((await person.get('/')).text).not.toContain('Signed in as');
  });

  it('refuses a form larger than any of ours', async () => {
    const page = await test.get('/sign-in');
    await request(test.url)
      .post('/sign-in')
      .set('Cookie', cookiesOf(page))
      .type('form')
      .send(`email=${'a'.repeat(600 * 1024)}`)
      .expect(413);
  });
});
