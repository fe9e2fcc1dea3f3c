import request, { type Test } from 'supertest';
import { ApiTokensService } from '../../../src/access/api-tokens.service.js';
import { theService } from '../../../src/access/audit.service.js';
import { AuthorityService } from '../../../src/access/authority.service.js';
import { AccountsQueries } from '../../../src/access/data/accounts.queries.js';
import { AuditQueries } from '../../../src/access/data/audit.queries.js';
import { ChoosingPasswordsService } from '../../../src/access/choosing-passwords.service.js';
import type { TokenScope } from '../../../src/access/domain/api-token.js';
import { GrantingService } from '../../../src/access/granting.service.js';
import { ManagingAccountsService } from '../../../src/access/managing-accounts.service.js';
import { sql } from '../../../src/database/sql.js';
import { addDays } from '../../../src/kernel/calendar-day.js';
import { Clock } from '../../../src/kernel/clock.js';
import { aPlan } from '../../builders/a-plan.js';
import { aGrant, aPerson, type Person } from '../../builders/a-person.js';
import { addressOf, type Proof, type Site } from '../site.js';
import { later, secret, withPassword } from './sessions.js';

type Holder = { readonly id: string; readonly ref: string };
const minutesOfADay = 24 * 60;

async function actorOf(site: Site, { id, ref }: Holder) {
  const authority = await site.test.app.get(AuthorityService).of(id, site.test.app.get(Clock).today());
  if (!authority) throw new Error('The account may not sign in');
  return { name: ref, role: 'signed-in', requestId: null, account: authority.account };
}

/** A token as its person makes one: it works for a week from today. */
async function aToken(site: Site, holder: Holder, scopes: readonly TokenScope[]): Promise<string> {
  const endsOn = addDays(site.test.app.get(Clock).today(), 7);
  const made = await site.test.app
    .get(ApiTokensService)
    .make(await actorOf(site, holder), { name: 'For a program', scopes, endsOn });
  if (!made.ok) throw new Error(`No token was made: ${made.error}`);
  return made.value.token;
}

const shown = (site: Site, path: string, token: string): Test =>
  request(site.test.url).get(path).set('Authorization', `Bearer ${token}`);
const publicList = '/api/v1/organisations';
const statusOf = async (site: Site, path: string, token: string): Promise<number> =>
  (await shown(site, path, token)).status;
const refsIn = ({ body }: { body: unknown }): string =>
  ((body as { data?: { ref: string }[] }).data ?? []).map(({ ref }) => ref).join();

const memberAt = (site: Site, organisationId: string): Promise<Person> =>
  aPerson(site.test, { grants: [aGrant({ role: 'board_member', organisationId })] });

/** A token reads what it was given, of what its person may, within the grants of the day that it was made. */
export const tokensReadNoMore: Proof = async (site) => {
  const faults: string[] = [];
  const get = site.test.app.get.bind(site.test.app);
  const today = get(Clock).today();
  const [mine, other] = [await aPlan(get, { today }), await aPlan(get, { today })];
  const member = await memberAt(site, mine.organisationId);
  const plans = async (token: string): Promise<string> => refsIn(await shown(site, '/api/v1/plans', token));
  const own = await plans(await aToken(site, member.account, ['plans']));
  if (own !== mine.ref) faults.push(`reads the plans ${own}, not ${mine.ref}`);
  const plain = await aToken(site, member.account, ['record']);
  if ((await statusOf(site, '/api/v1/plans', plain)) !== 403) faults.push('reads plans without being given them');
  if ((await statusOf(site, publicList, await aToken(site, member.account, ['plans']))) !== 403)
    faults.push('reads the public record without being given it');
  const { guest } = site;
  const made = await site.test.app.get(ApiTokensService).make(await actorOf(site, guest.account), {
    name: 'More than its person may',
    scopes: ['plans', 'measures'],
    endsOn: addDays(today, 7),
  });
  if (made.ok) faults.push('is made with more than its person may');
  const given = await aToken(site, member.account, ['plans']);
  const grant = aGrant({ role: 'board_member', organisationId: other.organisationId, fromOn: today });
  if (!(await get(GrantingService).give(theService, member.account.ref, { grant, device: null })).ok)
    faults.push('the other role is not given');
  if ((await plans(given)) !== mine.ref) faults.push('reads by a role that was given later');
  return faults;
};

/** A token ends: by itself, with the role that it rests on, with the password of its person, with their account. */
export const tokensEnd: Proof = async (site) => {
  const faults: string[] = [];
  const { app } = site.test;
  const still = async (token: string, path = publicList): Promise<boolean> =>
    (await statusOf(site, path, token)) !== 401;
  const timed = await aToken(site, site.guest.account, ['record']);
  if (!(await later(site, 7 * minutesOfADay, () => still(timed)))) faults.push('does not work on its last day');
  if (await later(site, 8 * minutesOfADay, () => still(timed))) faults.push('works after its last day');

  const member = await memberAt(site, site.northwick);
  const resting = await aToken(site, member.account, ['plans']);
  const [grant] = await app.get(AccountsQueries).grantsNotEnded(member.account.id);
  const ending = { grantId: grant?.id ?? '', reason: 'Term over', device: null };
  if (!(await still(resting, '/api/v1/plans'))) faults.push('does not work at all');
  await app.get(GrantingService).end(theService, member.account.ref, ending);
  if (await still(resting, '/api/v1/plans')) faults.push('outlives the role that it rests on');

  const person = await withPassword(site);
  const visit = { device: null, address: '192.0.2.9', requestId: 'proof' };
  const changed = await aToken(site, person, ['record']);
  const next = { current: secret, next: `${secret} and back` };
  const choosing = app.get(ChoosingPasswordsService);
  if (!(await choosing.change(await actorOf(site, person), next, visit)).ok) faults.push('the password stays');
  if (await still(changed)) faults.push('outlives the password under which it was made');
  const forgotten = await aToken(site, person, ['record']);
  const link = await app.get(ManagingAccountsService).makeLink(theService, person.ref, 'reset');
  const chosen = { token: link.ok ? link.value.token : '', password: `${secret} and on` };
  if (!(await choosing.chooseByLink('reset', chosen, visit)).ok) faults.push('the link does not work');
  if (await still(forgotten)) faults.push('outlives a password that was forgotten');

  const closed = await aToken(site, person, ['record']);
  await app.get(ManagingAccountsService).disable(theService, person.ref, 'Left');
  if (await still(closed)) faults.push('outlives its account');
  await app.get(ManagingAccountsService).enable(theService, person.ref);
  if (await still(closed)) faults.push('comes back with its account');
  return faults;
};

/** A wrong token is refused and counted, one in an address is refused unread, and what stands in the database opens nothing. */
export const wrongTokens: Proof = async (site) => {
  const faults: string[] = [];
  const good = await aToken(site, site.guest.account, ['record']);
  const inAddress = await request(site.test.url).get(`${publicList}?access_token=${good}`);
  if (inAddress.status !== 400 || !inAddress.text.includes('never in an address'))
    faults.push(`a token in an address answers ${inAddress.status}`);
  const rows = await site.test.database.rows<{ tokenHash: string }>(sql`
    SELECT api_token.token_hash AS "tokenHash" FROM api_token`);
  if (rows.some(({ tokenHash }) => good.includes(tokenHash))) faults.push('a token is kept as it is');
  const statuses: number[] = [await statusOf(site, publicList, rows[0]?.tokenHash ?? '')];
  for (let turn = 0; turn < 24; turn += 1)
    statuses.push(await statusOf(site, publicList, `turnaround_${String(turn).padStart(43, 'x')}`));
  if (statuses.some((status) => status === 200)) faults.push('a wrong token is answered as if none had come');
  if (statuses.at(-1) !== 429) faults.push(`the last of ${statuses.length} wrong ones answers ${statuses.at(-1)}`);
  if ((await statusOf(site, publicList, good)) !== 200) faults.push('a good one is refused with the wrong ones');
  return faults;
};

/** A token opens no page, writes nothing, and its answers are kept by nobody between. */
export const tokensOpenNoPage: Proof = async (site) => {
  const faults: string[] = [];
  const token = await aToken(site, site.everybody.account, ['record', 'plans', 'measures', 'comparisons']);
  for (const path of ['/account', '/my-work', '/admin/tokens', addressOf('/plans/:ref', 'PL-0001')]) {
    const { status } = await shown(site, path, token);
    if (status === 200) faults.push(`opens ${path}`);
  }
  const posted = await request(site.test.url)
    .post('/account/name')
    .set('Authorization', `Bearer ${token}`)
    .type('form')
    .send({ name: 'Somebody else' });
  if (posted.status !== 403) faults.push(`writes (${posted.status})`);
  for (const path of ['/api/v1/plans', publicList]) {
    const { headers } = await shown(site, path, token);
    if (headers['cache-control'] !== 'private, no-store') faults.push(`${path} may be kept by others`);
    if (headers['set-cookie']) faults.push(`${path} begins a session`);
  }
  return faults;
};

/** Making a token, ending it, and what it took that is not for everybody stand in the trail, without the token. */
export const tokensAreTold: Proof = async (site) => {
  const faults: string[] = [];
  const { app, database } = site.test;
  const token = await aToken(site, site.everybody.account, ['plans']);
  const [row] = await app.get(ApiTokensService).ofAccount(site.everybody.account.id);
  const ref = row?.ref ?? '';
  if ((await statusOf(site, '/api/v1/plans', token)) !== 200) faults.push('does not read');
  // The line is written after the answer, through the queue of writers.
  await database.transaction(() => Promise.resolve());
  await app.get(ApiTokensService).revokeOwn(await actorOf(site, site.everybody.account), ref);
  const trail = await app.get(AuditQueries).ofObject('api_token', [ref], { limit: 10 });
  const acts = trail.map(({ action }) => action).toSorted();
  if (acts.join() !== 'api_token.made,api_token.revoked,export.taken') faults.push(`the trail says ${acts.join()}`);
  if (JSON.stringify(trail).includes(token)) faults.push('the trail holds the token');
  return faults;
};
