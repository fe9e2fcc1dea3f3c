import request, { type Test } from 'supertest';
import { AccountsService } from '../../src/access/accounts.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { GrantingService } from '../../src/access/granting.service.js';
import { AccountsQueries } from '../../src/access/data/accounts.queries.js';
import { theService } from '../../src/access/audit.service.js';
import { ManagingAccountsService } from '../../src/access/managing-accounts.service.js';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { ComparisonsService } from '../../src/research/comparisons.service.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { type APlan, aCouncil, aPlan } from '../builders/a-plan.js';
import { entryFields, measureFields } from '../builders/a-measure.js';
import { aGrant, aPerson, encodeForm, hiddenFields, type Person, signedIn } from '../builders/a-person.js';
import { type ApiDocument, faultsOf } from '../builders/api-document.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let clock: FixedClock;
let plan: APlan;
let member: Person;
let other: APlan;

const today = day('2026-11-23');
const boxes = (text: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { 'endsOn-day': date, 'endsOn-month': month, 'endsOn-year': year };
};
const scopes = (...names: string[]) => ({ scopes: names });

/** Fills in the form as a person does; gives the token that is shown. */
async function aToken(person: Person, given: readonly string[], endsOn = '2027-02-01'): Promise<string> {
  const response = await person.post('/account/tokens', {
    name: 'Nightly copy',
    ...scopes(...given),
    ...boxes(endsOn),
  });
  expect(response.status).toBe(200);
  const token = /turnaround_[\w-]{43}/.exec(response.text)?.[0];
  if (!token) throw new Error('No token is shown');
  return token;
}

const ask = (path: string, token?: string): Test => {
  const asked = request(test.url).get(path);
  return token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`);
};
const refs = (body: unknown): unknown[] => (body as { data: { ref: string }[] }).data.map(({ ref }) => ref);

const boardMember = (of: APlan): Promise<Person> =>
  aPerson(test, { grants: [aGrant({ role: 'board_member', organisationId: of.organisationId })] });

beforeAll(async () => {
  clock = new FixedClock(today);
  test = await startTestApp({ clock });
  const get = test.app.get.bind(test.app);
  plan = await aPlan(get, { council: await aCouncil(get), today });
  other = await aPlan(get, { council: await aCouncil(get), today });
  for (let made = 0; made < 3; made += 1) await plan.milestone({ title: `Milestone ${made}` });
  await other.milestone({ title: 'Nobody else’s milestone' });
  member = await boardMember(plan);
});
afterAll(() => test.close());

describe('the list of everybody’s tokens', () => {
  it('says that there is none yet, or none that works, and offers no filter to remove where none is on', async () => {
    const administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    const none = await administrator.get('/admin/tokens').expect(200);
    expect([none.text.includes('Nobody has made a token.'), none.text.includes('Remove')]).toEqual([true, false]);
    expect((await administrator.get('/admin/tokens?state=live')).text).toContain('No token works. Remove the filter.');
  });
});

describe('making a token', () => {
  it('shows it once, and keeps its hash alone', async () => {
    const token = await aToken(member, ['record', 'plans']);
    const page = await member.get('/account/tokens');
    expect(page.text).toContain('Nightly copy');
    expect(page.text).toContain('The public record and plans and milestones');
    expect(page.text).not.toContain(token);
    const kept = await test.database.rows<Record<string, unknown>>(sql`SELECT * FROM api_token`);
    expect(JSON.stringify(kept)).not.toContain(token.slice(11));
    const trail = await test.database.rows<Record<string, unknown>>(
      sql`SELECT * FROM audit_entry WHERE audit_entry.action = 'api_token.made'`,
    );
    expect(trail.length).toBeGreaterThan(0);
    expect(JSON.stringify(trail)).not.toContain(token.slice(11));
  });

  it('offers nobody what they may not do themselves, and takes it from nobody', async () => {
    const stranger = await aPerson(test, { grants: [] });
    const page = await stranger.get('/account/tokens');
    expect(page.text).toContain('The public record');
    expect(page.text).not.toContain('Plans and milestones');
    const response = await stranger.post('/account/tokens', {
      name: 'More than I may',
      ...scopes('record', 'plans'),
      ...boxes('2027-01-01'),
    });
    expect(response.status).toBe(422);
    expect(response.text).toContain('Select only what you may read yourself');
    expect(response.text).toContain('More than I may');
  });

  it.each([
    [{ name: '', ...scopes('record'), ...boxes('2027-01-01') }, 'Enter what the token is for'],
    [{ name: 'x', ...boxes('2027-01-01') }, 'Select what the program may read'],
    [{ name: 'x', ...scopes('record'), ...boxes('2026-11-23') }, 'Last day must be in the future'],
    [{ name: 'x', ...scopes('record'), ...boxes('2027-11-24') }, 'Last day must be within a year from today'],
    [{ name: 'x', ...scopes('record'), ...boxes('2027-02-30') }, 'Last day must be a real date'],
  ])('refuses %j', async (fields, message) => {
    const response = await member.post('/account/tokens', {
      'endsOn-day': '',
      'endsOn-month': '',
      'endsOn-year': '',
      ...fields,
    });
    expect([response.status, response.text.includes(message)]).toEqual([422, true]);
  });

  it('stops at twenty that work', async () => {
    const person = await aPerson(test, { grants: [] });
    for (let made = 0; made < 20; made += 1) await aToken(person, ['record']);
    const response = await person.post('/account/tokens', {
      name: 'One more',
      ...scopes('record'),
      ...boxes('2027-01-01'),
    });
    expect(response.status).toBe(422);
    expect(response.text).toContain('You have 20 tokens that work');
  });
});

describe('a program with a token', () => {
  it('reads what its person may read, and what others may not', async () => {
    const token = await aToken(member, ['record', 'plans']);
    const plans = await ask('/api/v1/plans', token).expect(200);
    expect(refs(plans.body)).toEqual([plan.ref]);
    const milestones = await ask('/api/v1/milestones', token).expect(200);
    expect(refs(milestones.body)).toHaveLength(3);
    expect(milestones.text).not.toContain('Nobody else’s');
    await ask('/api/v1/plans').expect(401);
    const stranger = await aToken(await boardMember(other), ['plans']);
    expect(refs((await ask('/api/v1/plans', stranger)).body)).toEqual([other.ref]);
  });

  it('reads page after page, filtered', async () => {
    const token = await aToken(member, ['plans']);
    const seen: unknown[] = [];
    for (let next: string | null = '/api/v1/milestones?limit=2'; next !== null;) {
      const { body } = await ask(next, token).expect(200);
      seen.push(...refs(body));
      ({ next } = body as { next: string | null });
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
    expect(refs((await ask('/api/v1/milestones?state=embedded', token)).body)).toEqual([]);
    expect(refs((await ask(`/api/v1/milestones?plan=${plan.ref}`, token)).body)).toHaveLength(3);
    expect(refs((await ask(`/api/v1/milestones?plan=${other.ref}`, token)).body)).toEqual([]);
    await ask('/api/v1/milestones?colour=teal', token).expect(400);
  });

  it('is answered as the OpenAPI document says, field for field', async () => {
    const { body: document } = await ask('/api/v1/openapi.json').expect(200);
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    const { id, ref, name } = researcher.account;
    await test.app
      .get(ComparisonsService)
      .save(
        { name: ref, role: 'researcher', requestId: null, account: { id, ref, name, email: '', grants: [] } },
        { name: 'Two of a kind', note: null },
        { cases: [], align: 'trigger', lanes: [], series: [], shownAs: '' },
      );
    const given = [
      ['plans', await aToken(member, ['plans'])],
      ['milestones', await aToken(member, ['plans'])],
      ['comparisons', await aToken(researcher, ['comparisons'])],
    ] as const;
    for (const [key, token] of given) {
      const { body } = await ask(`/api/v1/${key}`, token).expect(200);
      expect([key, (body as { data: unknown[] }).data.length > 0]).toEqual([key, true]);
      const schema = (document as ApiDocument).paths[`/api/v1/${key}`]?.get.responses['200']?.content?.[
        'application/json'
      ]?.schema;
      expect([key, faultsOf(document as ApiDocument, schema ?? {}, body)]).toEqual([key, []]);
    }
    const nosy = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect(refs((await ask('/api/v1/comparisons', await aToken(nosy, ['comparisons']))).body)).toEqual([]);
  });

  it('reads the numbers for the board of its person, and nobody else’s', async () => {
    const secretary = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: plan.organisationId })],
    });
    const began = await secretary.post(
      `/organisations/${plan.slug}/measures/new`,
      measureFields({
        name: 'Children without a worker',
        unit: 'children',
        kind: 'people',
        target: '',
        targetSource: '',
      }),
    );
    const ref = /ME-\d+/.exec(began.headers['location'] ?? '')?.[0] ?? '';
    expect(ref).not.toBe('');
    const values = entryFields({ 12: { value: '3' } }, { step: 'save' });
    await secretary.post(`/measures/${ref}/values/new`, values);
    const valueOf = async (token?: string) => {
      const { body } = await ask('/api/v1/measures', token).expect(200);
      const one = (
        body as { data: { ref: string; forBoard: boolean; values: { value: number | null; letter: string }[] }[] }
      ).data.find((each) => each.ref === ref);
      return [one?.forBoard, one?.values.at(-1)?.value, one?.values.at(-1)?.letter];
    };
    expect(await valueOf()).toEqual([false, null, 'c']);
    expect(await valueOf(await aToken(member, ['record']))).toEqual([false, null, 'c']);
    expect(await valueOf(await aToken(await boardMember(other), ['record', 'measures']))).toEqual([false, null, 'c']);
    expect(await valueOf(await aToken(member, ['record', 'measures']))).toEqual([true, 3, null]);
  });

  it.each([
    ['/api/v1/plans', ['record']],
    ['/api/v1/milestones', ['record', 'measures']],
    ['/api/v1/comparisons', ['record', 'plans', 'measures']],
    ['/api/v1/organisations', ['plans']],
    ['/api/v1/research/recovery', ['plans']],
  ])('is refused %s without being given it', async (path, given) => {
    const response = await ask(path, await aToken(member, given)).expect(403);
    expect(response.headers['www-authenticate']).toContain('error="insufficient_scope"');
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  it('is answered for itself alone', async () => {
    const [mine, theirs] = [
      await aToken(member, ['record', 'plans']),
      await aToken(await boardMember(other), ['plans']),
    ];
    const first = await ask('/api/v1/plans', mine).expect(200);
    expect(first.headers['cache-control']).toBe('private, no-store');
    expect(first.headers['vary']).toContain('Authorization');
    expect(first.headers['set-cookie']).toBeUndefined();
    const mark = first.headers['etag'] ?? '';
    await ask('/api/v1/plans', mine).set('If-None-Match', mark).expect(304);
    await ask('/api/v1/plans', theirs).set('If-None-Match', mark).expect(200);
    await ask('/api/v1/plans').set('If-None-Match', mark).expect(401);
    const open = await ask('/api/v1/organisations').expect(200);
    expect(open.headers['cache-control']).toBe('public, no-cache');
    expect(open.headers['vary']).toContain('Authorization');
    const shown = await ask('/api/v1/organisations', mine)
      .set('If-None-Match', open.headers['etag'] ?? '')
      .expect(200);
    expect(shown.headers['cache-control']).toBe('private, no-store');
  });

  it('opens no page and changes nothing', async () => {
    const token = await aToken(member, ['record', 'plans', 'measures']);
    for (const path of ['/account', '/my-work', `/plans/${plan.ref}`]) {
      const response = await ask(path, token);
      expect([path, response.status]).toEqual([path, 303]);
      expect(response.headers['location']).toContain('/sign-in');
    }
    const posted = await request(test.url)
      .post('/account/name')
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send({ name: 'Somebody else' });
    expect(posted.status).toBe(403);
    const written = await request(test.url).post('/api/v1/plans').set('Authorization', `Bearer ${token}`).send({});
    expect([403, 404]).toContain(written.status);
    expect((await ask('/api/v1/plans', token)).headers['set-cookie']).toBeUndefined();
  });

  it('does not read as whoever is signed in beside it', async () => {
    const token = await aToken(await boardMember(other), ['plans']);
    const { body } = await member.get('/api/v1/plans').set('Authorization', `Bearer ${token}`).expect(200);
    expect(refs(body)).toEqual([other.ref]);
    await member.get('/api/v1/plans').expect(401);
  });

  it('is refused where the token stands in the address', async () => {
    const token = await aToken(member, ['record', 'plans']);
    for (const path of [`/api/v1/plans?token=${token}`, `/api/v1/plans?access_token=${token}`, `/api/v1/${token}`]) {
      const response = await ask(path).expect(400);
      expect(response.text).toContain('never in an address');
      expect(response.text).not.toContain(token);
    }
  });
});

describe('what a program took', () => {
  it('stands in the trail with its token where not everybody may read it, and otherwise not', async () => {
    const [token, plain] = [await aToken(member, ['record', 'plans', 'measures']), await aToken(member, ['record'])];
    const linesOf = async (): Promise<readonly { action: string; actor: string; role: string; after: string }[]> => {
      await test.database.transaction(() => Promise.resolve());
      return test.database.rows(sql`
        SELECT audit_entry.action, audit_entry.actor, audit_entry.role, audit_entry.after FROM audit_entry
         WHERE audit_entry.action = ${'export.taken'} ORDER BY audit_entry.seq`);
    };
    const before = (await linesOf()).length;
    const held = await ask('/api/v1/plans?limit=1', token).expect(200);
    await ask('/api/v1/measures', token).expect(200);
    const lines = (await linesOf()).slice(before);
    expect(lines).toMatchObject([
      { actor: member.account.ref, role: 'board_member' },
      { actor: member.account.ref, role: 'board_member' },
    ]);
    const told = lines.map(({ after }) => JSON.parse(after) as { address: string; token: string });
    expect(told.map(({ address }) => address)).toEqual(['/api/v1/plans?limit=1', '/api/v1/measures']);
    expect(new Set(told.map((one) => one.token)).size).toBe(1);
    const history = await test.app.get(AuditQueries).ofObject('api_token', [told[0]?.token ?? ''], { limit: 10 });
    expect(history.map(({ action }) => action).toSorted()).toEqual(['api_token.made', 'export.taken', 'export.taken']);

    // What was held already was not given, what is for everybody is public whoever takes it, and a refusal gives nothing.
    await ask('/api/v1/plans?limit=1', token)
      .set('If-None-Match', held.headers['etag'] ?? '')
      .expect(304);
    await ask('/api/v1/organisations', token).expect(200);
    await ask('/api/v1/measures', plain).expect(200);
    await ask('/api/v1/plans', plain).expect(403);
    await ask('/api/v1/plans?colour=teal', token).expect(400);
    expect((await linesOf()).length).toBe(before + 2);
  });
});

describe('a token no longer works', () => {
  it('after its last day', async () => {
    const token = await aToken(member, ['plans'], '2026-11-25');
    clock.turnTo(day('2026-11-25'), '23:50');
    await ask('/api/v1/plans', token).expect(200);
    clock.turnTo(day('2026-11-26'));
    const response = await ask('/api/v1/plans', token).expect(401);
    expect(response.headers['www-authenticate']).toContain('error="invalid_token"');
    clock.turnTo(today);
  });

  it('once its person revoked it; nobody else finds it', async () => {
    const person = await boardMember(plan);
    const token = await aToken(person, ['plans']);
    await ask('/api/v1/plans', token).expect(200);
    const page = await person.get('/account/tokens');
    const action = /\/account\/tokens\/TK-\d+\/revocation/.exec(page.text)?.[0] ?? '';
    const stranger = await member.post(action, {}, { from: '/account/tokens' });
    expect(stranger.status).toBe(404);
    await ask('/api/v1/plans', token).expect(200);
    const revoked = await person.post(action, {}, { from: '/account/tokens' });
    expect(revoked.headers['location']).toBe('/account/tokens?done=revoked');
    await ask('/api/v1/plans', token).expect(401);
    expect((await person.get('/account/tokens')).text).toContain('Its person revoked it');
  });

  it('once an administrator revoked it, who says why', async () => {
    const administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    const person = await boardMember(plan);
    const token = await aToken(person, ['plans']);
    const list = await administrator.get('/admin/tokens?state=live');
    expect(list.text).toContain(person.account.name);
    expect(list.text).not.toContain(token);
    const [ref = ''] = /TK-\d+/.exec(list.text) ?? [];
    const path = `/admin/tokens/${ref}/revocation`;
    const silent = await administrator.post(path, { reason: '' }, { from: `/admin/tokens/${ref}` });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Enter why the token is revoked');
    await administrator.post(path, { reason: 'It was found in a repository' }, { from: `/admin/tokens/${ref}` });
    await ask('/api/v1/plans', token).expect(401);
    expect((await person.get('/account/tokens')).text).toContain('It was found in a repository');
    const trail = await test.app.get(AuditQueries).ofObject('api_token', [ref], { limit: 10 });
    expect(trail.map(({ action }) => action).toSorted()).toEqual(['api_token.made', 'api_token.revoked']);
    expect((await member.get('/admin/tokens')).status).toBe(403);
  });

  it('with its account', async () => {
    const person = await boardMember(plan);
    const token = await aToken(person, ['record']);
    await test.app.get(ManagingAccountsService).disable(theService, person.account.ref, 'Left');
    expect((await ask('/api/v1/organisations', token)).status).toBe(401);
    await test.app.get(ManagingAccountsService).enable(theService, person.account.ref);
    expect((await ask('/api/v1/organisations', token)).status).toBe(401);
  });

  it('with the password of its person, who is told before and after, and reads why', async () => {
    const old = 'tall heron walks at dusk 77';
    const passwordHash = await test.app.get(PasswordsService).hash(old);
    const account = await test.app
      .get(AccountsService)
      .add(theService, { name: 'Has a password', email: 'has@turnaround.example', passwordHash, status: 'active' }, []);
    const person = await signedIn(test, { ...account, name: 'Has a password' });
    expect((await person.get('/account/password')).text).not.toContain('for you will end');
    const [first, second] = [await aToken(person, ['record']), await aToken(person, ['record'])];
    const before = await person.get('/account/password');
    expect(before.text).toContain('2\u00a0tokens with which programs read for you will end.');
    const wrong = await person.post('/account/password', { current: 'not this one at all', next: `${old} again` });
    expect([wrong.status, wrong.text.includes('2\u00a0tokens with which programs read')]).toEqual([422, true]);
    await ask('/api/v1/organisations', first).expect(200);
    const changed = await person.post('/account/password', { current: old, next: `${old} again` });
    expect(changed.headers.location).toBe('/account?done=password-and-tokens');
    for (const token of [first, second]) expect((await ask('/api/v1/organisations', token)).status).toBe(401);
    const anew = await signedIn(test, person.account);
    const after = await anew.get('/account?done=password-and-tokens');
    expect(after.text).toContain('your tokens for programs have ended');
    expect((await anew.get('/account/tokens')).text).toContain('The password was changed');

    const third = await aToken(anew, ['record']);
    const link = await test.app.get(ManagingAccountsService).makeLink(theService, account.ref, 'reset');
    const path = `/reset/${link.ok ? link.value.token : ''}`;
    const page = await test.get(path).expect(200);
    expect(page.text).toContain('Tokens with which programs read for it end too');
    const [given = ''] = page.headers['set-cookie'] as unknown as string[];
    const [cookie = ''] = given.split(';');
    const chosen = await request(test.url)
      .post(path)
      .set('Cookie', cookie)
      .type('form')
      .send(encodeForm({ ...hiddenFields(page.text, path), password: `${old} once more` }));
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/account/tokens?done=password']);
    await ask('/api/v1/organisations', third).expect(401);
    const last = await (await signedIn(test, person.account)).get('/account/tokens?done=password');
    expect(last.text).toContain('Your tokens ended with the old one');
    expect(last.text).toContain('A new password was chosen by a link');
    const lines = await test.database.rows<{ reason: string; actor: string }>(sql`
      SELECT audit_entry.reason, audit_entry.actor FROM audit_entry
       WHERE audit_entry.action = ${'api_token.revoked'} AND audit_entry.actor = ${account.ref}
       ORDER BY audit_entry.seq`);
    expect(lines.map(({ reason }) => reason)).toEqual([
      'The password was changed',
      'The password was changed',
      'A new password was chosen by a link',
    ]);
  });

  it('with a role on which it rests; one that is given later is not in it', async () => {
    const person = await boardMember(plan);
    const [plain, token] = [await aToken(person, ['record']), await aToken(person, ['plans'])];
    const granting = test.app.get(GrantingService);
    const grant = aGrant({ role: 'board_member', organisationId: other.organisationId, fromOn: today });
    expect((await granting.give(theService, person.account.ref, { grant, device: null })).ok).toBe(true);
    expect(refs((await ask('/api/v1/plans', token)).body)).toEqual([plan.ref]);
    const grants = await test.app.get(AccountsQueries).grantsNotEnded(person.account.id);
    const held = grants.find(({ organisationId }) => organisationId === plan.organisationId);
    const ending = { grantId: held?.id ?? '', reason: 'Term over', device: null };
    expect((await granting.end(theService, person.account.ref, ending)).ok).toBe(true);
    await ask('/api/v1/plans', token).expect(401);
    await ask('/api/v1/organisations', plain).expect(200);
  });

  it('for a role whose own last day has come', async () => {
    const person = await aPerson(test, {
      grants: [aGrant({ role: 'board_member', organisationId: plan.organisationId, toOn: day('2026-11-24') })],
    });
    const token = await aToken(person, ['record', 'plans']);
    await ask('/api/v1/plans', token).expect(200);
    clock.turnTo(day('2026-11-25'));
    expect((await ask('/api/v1/plans', token)).status).toBe(403);
    expect((await ask('/api/v1/organisations', token)).status).toBe(200);
    clock.turnTo(today);
  });
});

describe('a token that never was', () => {
  it.each([
    ['Bearer', `turnaround_${'a'.repeat(43)}`],
    ['Bearer', 'turnaround'],
    ['Bearer', ''],
    ['Basic', 'dXNlcjpwYXNz'],
  ])('is refused rather than answered as if none had come: %s %s', async (scheme, text) => {
    const response = await request(test.url).get('/api/v1/organisations').set('Authorization', `${scheme} ${text}`);
    expect(response.status).toBe(401);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('is counted: after twenty from one address the next is told to wait, and a good one is not', async () => {
    const good = await aToken(member, ['record']);
    const statuses: number[] = [];
    for (let tried = 0; tried < 25; tried += 1) {
      const { status } = await ask('/api/v1/organisations', `turnaround_${String(tried).padStart(43, 'x')}`);
      statuses.push(status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    const told = await ask('/api/v1/organisations', 'wrong').expect(429);
    expect(told.headers['retry-after']).toBe('300');
    await ask('/api/v1/organisations', good).expect(200);
    await ask('/api/v1/organisations').expect(200);
    const throttled = await test.database.rows(
      sql`SELECT audit_entry.seq FROM audit_entry WHERE audit_entry.reason = 'Too many guesses at a token'`,
    );
    expect(throttled).toHaveLength(1);
  });
});
