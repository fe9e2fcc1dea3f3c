import { verify } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { AccountsService } from '../../../src/access/accounts.service.js';
import { theService } from '../../../src/access/audit.service.js';
import { PasswordsService } from '../../../src/access/passwords.service.js';
import { SessionsService } from '../../../src/access/sessions.service.js';
import { sql } from '../../../src/database/sql.js';
import { Clock } from '../../../src/kernel/clock.js';
import { addMinutes } from '../../../src/kernel/instant.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../../builders/a-person.js';
import { get, post, type Proof, type Site } from '../site.js';

export const secret = 'a long walk along the seeded harbour';
let accounts = 0;

/** An account that signs in with a password. */
export async function withPassword(site: Site): Promise<{ email: string; id: string; ref: string }> {
  accounts += 1;
  const email = `signs-in-${accounts}@turnaround.example`;
  const passwordHash = await site.test.app.get(PasswordsService).hash(secret);
  const account = await site.test.app
    .get(AccountsService)
    .add(theService, { name: `Signs In ${accounts}`, email, passwordHash, status: 'active' }, [
      aGrant({ role: 'researcher' }),
    ]);
  return { ...account, email };
}

/** As a browser signs in: reads the page, keeps its cookie, sends what the form carries. */
export async function signIn(site: Site, email: string, password: string, given = '') {
  const page = await get(site, '/sign-in').set('Cookie', given);
  const own = ((page.headers['set-cookie'] as unknown as string[] | undefined) ?? []).map((one) => one.split(';')[0]);
  const cookie = [given, ...own].filter(Boolean).join('; ');
  return post(site, '/sign-in', { cookie, fields: { ...hiddenFields(page.text, '/sign-in'), email, password } });
}

export const sessionCookieOf = (answer: { headers: Record<string, unknown> }): string | null =>
  ((answer.headers['set-cookie'] as string[] | undefined) ?? [])
    .map((one) => one.split(';')[0] ?? '')
    .find((one) => /^(__Host-)?turnaround=./.test(one)) ?? null;

const isIn = async (site: Site, cookie: string): Promise<boolean> =>
  (await get(site, '/about').set('Cookie', cookie)).text.includes('Signed in as');

/** At another moment: whatever asks the time is told so. */
export async function later<Value>(site: Site, minutes: number, work: () => Promise<Value>): Promise<Value> {
  const clock = site.test.app.get(Clock);
  const now = addMinutes(clock.now(), minutes);
  const spies = [
    jest.spyOn(clock, 'now').mockReturnValue(now),
    jest.spyOn(clock, 'today').mockReturnValue(now.slice(0, 10) as never),
  ];
  try {
    return await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A session ends by itself: half an hour after its person was last seen, and half a day after it began. */
export const sessionsEnd: Proof = async (site) => {
  const faults: string[] = [];
  const someone = (): Promise<Person> => aPerson(site.test, { grants: [aGrant({ role: 'researcher' })] });
  const idle = await someone();
  if (!(await later(site, 29, () => isIn(site, idle.cookie)))) faults.push('ends after 29 minutes');
  if (await later(site, 29 + 31, () => isIn(site, idle.cookie)))
    faults.push('lives 31 minutes after the last sign of its person');
  const busy = await someone();
  for (let minute = 20; minute < 12 * 60; minute += 20) await later(site, minute, () => isIn(site, busy.cookie));
  if (!(await later(site, 12 * 60 - 1, () => isIn(site, busy.cookie)))) faults.push('ends before half a day');
  if (await later(site, 12 * 60 + 1, () => isIn(site, busy.cookie))) faults.push('lives for more than half a day');
  return faults;
};

/** Whoever signed out is out, with the very cookie that let them in; so is whoever was shut out elsewhere. */
export const sessionsAreEnded: Proof = async (site) => {
  const faults: string[] = [];
  const someone = (): Promise<Person> => aPerson(site.test, { grants: [aGrant({ role: 'researcher' })] });
  const left = await someone();
  await left.post('/sign-out', {}, { from: '/about' });
  if (await isIn(site, left.cookie)) faults.push('an old cookie opens after signing out');
  const { database } = site.test;
  const disabled = await someone();
  if (!(await isIn(site, disabled.cookie))) faults.push('a cookie does not open');
  await database.transaction(() =>
    database.run(sql`UPDATE account SET status = ${'disabled'} WHERE id = ${disabled.account.id}`),
  );
  if (await isIn(site, disabled.cookie)) faults.push('a disabled account is still in');
  const everywhere = await someone();
  await site.test.app.get(SessionsService).endAllOf(theService, everywhere.account);
  if (await isIn(site, everywhere.cookie)) faults.push('a session outlives the end of all');
  const lessened = await aPerson(site.test, { grants: [aGrant({ role: 'administrator' })] });
  const guarded = site.handlers.find(({ method, permission }) => method === 'GET' && permission === 'accounts.manage');
  await database.transaction(() =>
    database.run(sql`UPDATE role_grant SET to_on = ${'2020-01-02'} WHERE account_id = ${lessened.account.id}`),
  );
  if (guarded && (await lessened.get(guarded.path)).status === 200)
    faults.push('a role that was taken away still opens');
  return faults;
};

/** A token has 256 bits, is new with every sign-in, and is kept as its hash only. */
export const tokens: Proof = async (site) => {
  const faults: string[] = [];
  const { email } = await withPassword(site);
  const own = `turnaround=${'A'.repeat(43)}`;
  const answers = [await signIn(site, email, secret, own), await signIn(site, email, secret, own)];
  const found = answers.map((answer) => sessionCookieOf(answer));
  for (const cookie of found) {
    const token = cookie?.split('=')[1] ?? '';
    if (Buffer.from(token, 'base64url').length !== 32) faults.push(`a token of ${token.length} signs`);
    if (token === 'A'.repeat(43)) faults.push('a token that somebody brought along was taken');
    const rows = await site.test.database.rows<{ tokenHash: string }>(sql`
      SELECT session.token_hash AS "tokenHash" FROM session`);
    if (rows.some(({ tokenHash }) => tokenHash.includes(token))) faults.push('a token is kept as it is');
    const hash = createHash('sha256').update(token).digest('hex');
    if (!rows.some(({ tokenHash }) => tokenHash === hash)) faults.push('a token is not kept as its hash');
  }
  if (found[0] === found[1]) faults.push('two sign-ins share a token');
  if (await isIn(site, own)) faults.push('a token that nobody gave opens');
  const hash = createHash('sha256')
    .update(found[0]?.split('=')[1] ?? '')
    .digest('hex');
  if (await isIn(site, `turnaround=${hash}`)) faults.push('what stands in the database opens');
  return faults;
};

/** Passwords are argon2id at the strength that is asked for, two at a time, and nobody waits without an end. */
export const passwordHashes: Proof = async (site) => {
  const faults: string[] = [];
  const passwords = site.test.app.get(PasswordsService);
  const [hash, again] = [await passwords.hash(secret), await passwords.hash(secret)];
  const [, m = '0', t = '0', p = '0'] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash) ?? [];
  if (Number(m) < 19_456 || Number(t) < 2 || Number(p) < 1) faults.push(`hashes as ${hash.slice(0, 40)}`);
  if (hash === again) faults.push('two hashes of a password are alike');
  if (!(await passwords.matches(secret, hash))) faults.push('a right password does not match');
  if (await passwords.matches(`${secret} `, hash)) faults.push('a wrong password matches');
  if (await passwords.matches(secret, null)) faults.push('a password matches where there is none');
  const rush = await Promise.allSettled(Array.from({ length: 200 }, () => passwords.matches('x', hash)));
  const turnedAway = rush.filter(({ status }) => status === 'rejected').length;
  if (turnedAway < 50) faults.push(`of 200 at once only ${turnedAway} were turned away`);
  if (turnedAway > 150) faults.push(`of 200 at once ${turnedAway} were turned away`);
  return faults;
};

/**
 * Nobody learns from the answer, or from how long it takes, which accounts there are. What takes the time is argon2, so
 * its work is counted, which no busy machine can change: the spec lets it be seen at its work (`watched-argon2.ts`).
 */
export const sameAnswer: Proof = async (site) => {
  const faults: string[] = [];
  const { email } = await withPassword(site);
  const verified = jest.mocked(verify);
  if (!jest.isMockFunction(verified)) throw new Error('Argon2 is not watched: mock it in the spec');
  const tried = async (address: string) => {
    verified.mockClear();
    const { status, text } = await signIn(site, address, 'not the one');
    const plain = text.replaceAll(address, 'ADDRESS').replaceAll(/name="_(csrf|once)" value="[\w-]+"/g, '');
    const work = verified.mock.calls.map(([against]) => String(against).split('$').slice(1, 4).join(' '));
    return { status, plain, work: work.join(', ') };
  };
  // Twice, since the hash that stands for nobody's is made when it is first asked for.
  for (const turn of [1, 2]) {
    const [known, unknown] = [await tried(email), await tried(`nobody-${turn}@turnaround.example`)];
    if (known.status !== unknown.status || known.plain !== unknown.plain) faults.push('the answers differ');
    if (known.work === '' || known.work !== unknown.work)
      faults.push(`known verifies “${known.work}”, unknown “${unknown.work}”`);
  }
  return faults;
};

/** What nobody set up opens nothing. */
export const noDefaultAccount: Proof = async (site) => {
  const faults: string[] = [];
  for (const email of [
    'admin',
    'admin@turnaround.example',
    'administrator@localhost',
    'root@localhost',
    'test@example.com',
    '',
  ])
    for (const password of ['admin', 'password', 'changeme', 'turnaround', '']) {
      const answer = await signIn(site, email, password);
      if (answer.status === 303 || sessionCookieOf(answer)) faults.push(`${email} with ${password} is let in`);
    }
  return faults;
};

/** A password, a token or a made-up line is in no log and no trail. */
export const quietLogs: Proof = async (site) => {
  const faults: string[] = [];
  const { email } = await withPassword(site);
  const answer = await signIn(site, email, secret);
  await signIn(site, email, `${secret} wrong`);
  const injected = 'evil\r\nadministrator signed in\u001b[31m';
  await signIn(site, `${injected}@turnaround.example`, secret);
  await get(site, '/about')
    .set('User-Agent', 'Mozilla\u001b'.replace('\u001b', ' '))
    .set('Referer', 'https://evil.example/%0d%0aforged');
  const rows = jest.spyOn(site.test.database, 'rows').mockRejectedValue(new Error(`broken for ${injected}`));
  await post(site, '/sign-in', { fields: { email, password: secret } });
  await get(site, `/organisations/%0d%0aforged%1b[31m?password=${encodeURIComponent(secret)}`);
  rows.mockRestore();
  const lines = site.test.faults.splice(0);
  if (lines.length === 0) faults.push('a fault left no line');
  for (const line of lines) {
    if (line.trimEnd().includes('\n')) faults.push('one fault left several lines');
    if (/[^\P{Cc}\n\t]/u.test(line.trimEnd())) faults.push('a line holds what a terminal obeys');
  }
  const trail = await site.test.database.rows<Record<string, unknown>>(sql`SELECT * FROM audit_entry`);
  const token = sessionCookieOf(answer)?.split('=')[1] ?? 'none';
  for (const told of [JSON.stringify(trail), lines.join('')]) {
    if (told.includes('seeded harbour')) faults.push('a password is told');
    if (told.includes(token)) faults.push('a token is told');
    if (/\$argon2/.test(told)) faults.push('a hash is told');
  }
  return faults;
};

/** Each sign-in and each refusal leaves one line that says when, who and what. */
export const toldInTheTrail: Proof = async (site) => {
  const faults: string[] = [];
  const { email, ref } = await withPassword(site);
  const linesOf = () =>
    site.test.database.rows<{
      action: string;
      at: string;
      actor: string;
      entityId: string;
      requestId: string | null;
    }>(sql`
      SELECT audit_entry.action, audit_entry.at, audit_entry.actor, audit_entry.entity_id AS "entityId",
             audit_entry.request_id AS "requestId"
        FROM audit_entry
       WHERE audit_entry.entity_id = ${ref}
       ORDER BY audit_entry.seq`);
  const before = (await linesOf()).length;
  await signIn(site, email, secret);
  await signIn(site, email, 'not the one');
  const lines = (await linesOf()).slice(before);
  const actions = lines.map(({ action }) => action);
  for (const wanted of ['sign_in.done', 'sign_in.refused'])
    if (actions.filter((action) => action === wanted).length !== 1)
      faults.push(`${wanted} is not told once: ${actions.join()}`);
  for (const { at, actor, requestId } of lines)
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) || actor !== ref || !requestId)
      faults.push('a line does not say when, who and what');
  return faults;
};
