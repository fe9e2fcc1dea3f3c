import { Secret, TOTP } from 'otpauth';
import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import type { Role } from '../../src/access/domain/roles.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { Visitor } from '../builders/a-visitor.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const password = 'a long walk along the harbour';

/** As an app keeps it: the secret that was typed in, and the codes it makes. */
class App {
  constructor(
    private readonly secret: string,
    private readonly clock: MovingClock,
  ) {}

  code(stepsAside = 0): string {
    const totp = new TOTP({ secret: Secret.fromBase32(this.secret), digits: 6, period: 30 });
    return totp.generate({ timestamp: Date.parse(this.clock.now()) + stepsAside * 30_000 });
  }
}

describe('a second factor', () => {
  let test: TestApp;
  let clock: MovingClock;
  let administrator: Person;
  let count = 0;

  beforeAll(async () => {
    clock = new MovingClock();
    test = await startTestApp({ clock });
  });
  // Whoever was signed in before has been away for too long.
  beforeEach(async () => {
    clock.forward(20);
    administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
  });
  afterAll(() => test.close());

  async function somebody(role: Role = 'researcher') {
    count += 1;
    const email = `somebody-${count}@turnaround.example`;
    const passwordHash = await test.app.get(PasswordsService).hash(password);
    const { ref } = await test.app
      .get(AccountsService)
      .add(theService, { name: 'Ada Archer', email, passwordHash, status: 'active' }, [aGrant({ role })]);
    const visitor = new Visitor(test);
    await visitor.signIn(email, password);
    return { email, ref, visitor };
  }

  const secretOn = (html: string): string =>
    (/class="second-factor__secret">([A-Z2-7 ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');
  const recoveryCodesOn = (html: string): string[] =>
    [...html.matchAll(/<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})<\/li>/g)].map(([, code]) => code ?? '');

  /** Sets it up as a person does: reads the secret off the page, and types the code. */
  async function setUp(visitor: Visitor) {
    const path = '/account/second-factor';
    const page = await visitor.get(path);
    const app = new App(secretOn(page.text), clock);
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const done = await visitor.send(path, { _csrf: token, sealed, code: app.code() });
    return { app, page, done, codes: recoveryCodesOn(done.text) };
  }

  /** Signs in up to the question for the code. */
  async function halfway(email: string): Promise<Visitor> {
    const visitor = new Visitor(test);
    const answer = await visitor.signIn(email, password);
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in/code?returnTo=%2F']);
    expect(visitor.isSignedIn).toBe(false);
    return visitor;
  }

  it('is set up with an app, which is then asked at every sign-in', async () => {
    const { email, visitor } = await somebody();
    const { app, page, done, codes } = await setUp(visitor);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toMatch(/<svg class="second-factor__code" viewBox="0 0 \d+ \d+"/);
    expect(done.status).toBe(200);
    expect(pageFaults(readHtml(done.text))).toEqual([]);
    expect(new Set(codes).size).toBe(10);
    expect((await visitor.get('/account')).text).toContain('Recovery codes left: 10');
    const next = await halfway(email);
    expect(pageFaults(readHtml((await next.get('/sign-in/code')).text))).toEqual([]);
    expect((await next.get('/account')).status).toBe(303);
    clock.forward(0.5);
    const entered = await next.post('/sign-in/code', { code: app.code() });
    expect([entered.status, entered.headers.location]).toEqual([303, '/']);
    expect((await next.get('/account')).status).toBe(200);
  });

  it('keeps its secret sealed and its recovery codes as hashes', async () => {
    const { visitor } = await somebody();
    const { page, codes } = await setUp(visitor);
    const held = await test.database.rows(sql`SELECT * FROM second_factor`);
    const hashes = await test.database.rows(sql`SELECT * FROM recovery_code`);
    expect(JSON.stringify(held)).not.toContain(secretOn(page.text));
    for (const code of codes) expect(JSON.stringify(hashes)).not.toContain(code);
  });

  it('takes a code once, also from two who send it at the same moment', async () => {
    const { email, visitor } = await somebody();
    const { app } = await setUp(visitor);
    clock.forward(1);
    const [one, other] = [await halfway(email), await halfway(email)];
    const code = app.code();
    const answers = await Promise.all([one, other].map((each) => each.post('/sign-in/code', { code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  });

  it.each([
    [-2, 422],
    [-1, 303],
    [0, 303],
    [1, 303],
    [2, 422],
  ])('takes a code that is %i steps aside: %i', async (aside, status) => {
    const { email, visitor } = await somebody();
    const { app } = await setUp(visitor);
    clock.forward(5);
    const next = await halfway(email);
    expect((await next.post('/sign-in/code', { code: app.code(aside) })).status).toBe(status);
  });

  it('asks for the password again after five wrong codes, and lets none through for five minutes', async () => {
    const { email, visitor } = await somebody();
    const { app } = await setUp(visitor);
    clock.forward(5);
    const guesser = await halfway(email);
    const wrong = app.code(50);
    const statuses: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await guesser.post('/sign-in/code', { code: wrong });
      statuses.push(/Sign in with your password again/.test(answer.text) ? 'again' : String(answer.status));
    }
    expect(statuses).toEqual(['422', '422', '422', '422', 'again']);
    const next = await halfway(email);
    expect((await next.post('/sign-in/code', { code: app.code() })).status).toBe(429);
    clock.forward(6);
    const later = await halfway(email);
    expect((await later.post('/sign-in/code', { code: app.code() })).status).toBe(303);
  });

  it('does not let the password stand for more than ten minutes', async () => {
    const { email, visitor } = await somebody();
    const { app } = await setUp(visitor);
    const next = await halfway(email);
    clock.forward(10.5);
    const late = await next.post('/sign-in/code', { code: app.code() });
    expect([late.status, late.text.includes('Sign in with your password again')]).toEqual([422, true]);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { email, visitor } = await somebody();
    const { codes } = await setUp(visitor);
    const [code = ''] = codes;
    const typed = code.toUpperCase().replaceAll('-', ' ');
    expect((await (await halfway(email)).post('/sign-in/code', { code: typed })).status).toBe(303);
    expect((await (await halfway(email)).post('/sign-in/code', { code })).status).toBe(422);
    expect((await visitor.get('/account')).text).toContain('Recovery codes left: 9');
  });

  it('lets a password of eight characters be enough', async () => {
    const { visitor } = await somebody();
    await setUp(visitor);
    const changed = await visitor.post('/account/password', { current: password, next: 'zK9#vQ2!' });
    expect([changed.status, changed.headers.location]).toEqual([303, '/account?done=password']);
  });

  it('is turned off with a code, and renewed recovery codes end the old ones', async () => {
    const { email, visitor } = await somebody();
    const { app, codes } = await setUp(visitor);
    clock.forward(1);
    const path = '/account/second-factor';
    const renewed = await visitor.post(`${path}/recovery-codes`, { code: app.code() }, { from: path });
    expect(recoveryCodesOn(renewed.text)).toHaveLength(10);
    expect(recoveryCodesOn(renewed.text)).not.toContain(codes[0]);
    const wrong = await visitor.post(`${path}/ending`, { endingCode: codes[0] ?? '' }, { from: path });
    expect(wrong.status).toBe(422);
    expect(pageFaults(readHtml(wrong.text))).toEqual([]);
    clock.forward(1);
    const off = await visitor.post(`${path}/ending`, { endingCode: app.code() }, { from: path });
    expect([off.status, off.headers.location]).toEqual([303, '/account?done=second-factor-off']);
    const plain = new Visitor(test);
    expect((await plain.signIn(email, password)).headers.location).toBe('/');
  });

  it('opens for nobody else: a secret that was sealed for one person cannot be set up by another', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const page = await one.visitor.get('/account/second-factor');
    const app = new App(secretOn(page.text), clock);
    const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const theirs = await other.visitor.post('/account/second-factor', { sealed, code: app.code() });
    expect([theirs.status, theirs.text.includes('Begin again')]).toEqual([422, true]);
  });

  it('can be asked of a role, which then gives nothing until it is set up', async () => {
    const rules = '/admin/users/second-factor-rules';
    expect((await administrator.post(rules, { roles: ['record_keeper'] })).status).toBe(303);
    const { email, visitor } = await somebody('record_keeper');
    const asked = await visitor.get('/account/name');
    expect([asked.status, asked.headers.location]).toEqual([303, '/account/second-factor']);
    const page = await visitor.get('/account/second-factor');
    expect(page.text).toContain('As record keeper you need this before you can go on.');
    const { app } = await setUp(visitor);
    expect((await visitor.get('/account/name')).status).toBe(200);
    clock.forward(1);
    const off = await visitor.get('/account/second-factor');
    expect(off.text).toContain('It cannot be turned off while you are record keeper.');
    expect(app.code()).toMatch(/^\d{6}$/);
    expect((await administrator.post(rules, { roles: [] })).status).toBe(303);
    expect(email).toContain('@');
  });

  it('is turned off by an administrator for whoever has lost everything, and their sessions end', async () => {
    const { email, ref, visitor } = await somebody();
    await setUp(visitor);
    const done = await administrator.post(
      `/admin/users/${ref}/second-factor/ending`,
      {},
      { from: `/admin/users/${ref}` },
    );
    expect(done.status).toBe(303);
    expect((await visitor.get('/account')).headers.location).toContain('ended=roles');
    expect((await new Visitor(test).signIn(email, password)).headers.location).toBe('/');
  });
});
