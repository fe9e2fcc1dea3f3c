import { sql } from '../../../src/database/sql.js';
import { aGrant, aPerson, hiddenFields } from '../../builders/a-person.js';
import { get, post, type Proof, type Site } from '../site.js';
import { later, secret, signIn, withPassword } from './sessions.js';

/** So few searches and downloads a minute that a proof soon has them all: for `openSite`. */
export const fewCostly = { COSTLY_PER_MINUTE: '5' };
const allowed = Number(fewCostly.COSTLY_PER_MINUTE);

type Answer = { readonly status: number; readonly text: string; readonly headers: Record<string, string> };

async function statusesOf(times: number, ask: (turn: number) => PromiseLike<unknown>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let turn = 0; turn < times; turn += 1) answers.push((await ask(turn)) as Answer);
  return answers;
}

const refusals = (answers: readonly Answer[]): number => answers.filter(({ status }) => status === 429).length;

/** Searches, downloads and exports are limited for each person and each address, and who asks for more is told so. */
export const costlyWork: Proof = async (site) => {
  const faults: string[] = [];
  const someone = () => aPerson(site.test, { grants: [aGrant({ role: 'researcher' })] });
  const [busy, calm] = [await someone(), await someone()];
  const found = await statusesOf(allowed + 1, (turn) => busy.get(`/search?q=northwick${turn}`));
  if (refusals(found.slice(0, allowed)) > 0) faults.push('a search within the limit is refused');
  const refused = found.at(-1);
  if (refused?.status !== 429) faults.push(`the search after the last answers ${refused?.status}`);
  const wait = Number(refused?.headers['retry-after']);
  if (!(wait >= 1 && wait <= 60)) faults.push(`Retry-After is ${refused?.headers['retry-after']}`);
  if (!refused?.text.includes(`Wait ${wait}`)) faults.push('it is not said in words how long to wait');
  if ((await busy.get('/organisations.csv')).status !== 429) faults.push('downloads are not counted with searches');
  if ((await busy.get('/organisations')).status !== 200) faults.push('a page that costs little is refused too');
  if ((await calm.get('/search?q=northwick')).status !== 200) faults.push('another person is refused too');
  if ((await later(site, 1, () => busy.get('/search?q=later'))).status !== 200) faults.push('waiting does not help');
  const lies = await statusesOf(allowed + 1, (turn) =>
    get(site, `/organisations.csv?q=${turn}`).set('X-Forwarded-For', `203.0.113.${turn}`),
  );
  if (refusals(lies) === 0) faults.push('an address dodges the limit by what it says of itself');
  const downloads = site.handlers.filter(({ method, path }) => method === 'GET' && path.endsWith('.csv'));
  await statusesOf(allowed, (turn) => site.everybody.get(`/search?q=everybody${turn}`));
  for (const { path, permission } of downloads) {
    const address = path.replace(/:\w+/g, 'XX-9999');
    // What needs an account is asked for by somebody who may have it, and who has spent what they had.
    const { status } = await (permission === 'everyone' ? get(site, address) : site.everybody.get(address));
    if (status !== 429) faults.push(`${path} is not limited: ${status}`);
  }
  if (downloads.length < 15) faults.push(`only ${downloads.length} downloads were tried`);
  return [...faults, ...(await exportsOfTheTrail(site))];
};

/**
 * A hundred costly pages at once (quality 8, item 47): what one person may have is counted as they come, not as they
 * end; who is refused waits for nothing; and meanwhile everybody else reads on.
 */
export const costlyAtOnce: Proof = async (site) => {
  const faults: string[] = [];
  const [busy, calm] = [
    await aPerson(site.test, { grants: [aGrant({ role: 'researcher' })] }),
    await aPerson(site.test, { grants: [aGrant({ role: 'researcher' })] }),
  ];
  const lists = ['/organisations', '/episodes', '/frameworks', '/measures', '/my-work'];
  const flood = Array.from({ length: 100 }, (_, turn) => busy.get(`/search?q=northwick${turn}`).then());
  const meanwhile = await Promise.all(
    Array.from({ length: 20 }, (_, turn) => calm.get(lists[turn % lists.length] ?? '/').then()),
  );
  const answers = await Promise.all(flood);
  const given = answers.filter(({ status }) => status === 200).length;
  if (given !== allowed) faults.push(`of a hundred searches at once ${given} are given, not ${allowed}`);
  if (refusals(answers) !== 100 - allowed)
    faults.push(`the others answer ${[...new Set(answers.map(({ status }) => status))].join()}`);
  const slow = meanwhile.filter(({ status }) => status !== 200);
  if (slow.length > 0)
    faults.push(`lists that another person reads meanwhile answer ${slow.map(({ status }) => status).join()}`);
  return faults;
};

/** The whole trail is read for an export: one takes all that a person has in a minute here. */
async function exportsOfTheTrail(site: Site): Promise<string[]> {
  const faults: string[] = [];
  const administrator = await aPerson(site.test, { grants: [aGrant({ role: 'administrator' })] });
  const path = '/admin/audit/exports';
  const counted = async () =>
    (
      await site.test.database.rows(sql`
        SELECT audit_entry.seq FROM audit_entry WHERE audit_entry.action = 'audit.exported'`)
    ).length;
  const before = await counted();
  const statuses: number[] = [];
  for (let turn = 0; turn < 3; turn += 1)
    statuses.push((await administrator.post(path, {}, { from: '/admin/audit' })).status);
  if (statuses.filter((status) => status === 429).length < 2) faults.push(`three exports answer ${statuses.join()}`);
  const archive = await administrator.post('/admin/audit/archives', {}, { from: '/admin/audit' });
  if (archive.status !== 429) faults.push(`an archive after an export answers ${archive.status}`);
  if ((await counted()) - before > 1) faults.push('more exports were made than are allowed');
  return faults;
}

/** What a stranger says about where they come from does not begin their count anew. */
export const guessesFromOneAddress: Proof = async (site) => {
  const faults: string[] = [];
  const page = await get(site, '/sign-in');
  const cookie = String((page.headers['set-cookie'] as unknown as string[] | undefined)?.[0]).split(';')[0] ?? '';
  const { _csrf = '' } = hiddenFields(page.text, '/sign-in');
  const statuses: number[] = [];
  for (let turn = 0; turn < 62; turn += 1) {
    const place = `203.0.113.${turn}`;
    const headers = { 'X-Forwarded-For': place, 'X-Real-IP': place, Forwarded: `for=${place}` };
    const fields = { _csrf, email: `nobody-${turn}@turnaround.example`, password: 'not the one' };
    statuses.push((await post(site, '/sign-in', { cookie, headers, fields })).status);
  }
  if (statuses.at(-1) !== 429) faults.push(`the last of 62 guesses from one address answers ${statuses.at(-1)}`);
  if (statuses.slice(0, 60).some((status) => status !== 422)) faults.push('a guess within the limit is refused');
  return faults;
};

/** A proxy that the settings name is believed: people behind it are counted apart. For `openSite`. */
export const behindAProxy = { TRUSTED_PROXIES: '127.0.0.1', ...fewCostly };
export const peopleBehindAProxy: Proof = async (site) => {
  const faults: string[] = [];
  const answers = await statusesOf(3 * allowed, (turn) =>
    get(site, '/organisations.csv').set('X-Forwarded-For', `203.0.113.${turn}`),
  );
  if (refusals(answers) > 0) faults.push('people behind a proxy that is named are counted as one');
  const one = await statusesOf(allowed + 1, () =>
    get(site, '/organisations.csv').set('X-Forwarded-For', '203.0.113.200'),
  );
  if (refusals(one) === 0) faults.push('one of them is not counted');
  return faults;
};

/** Ten guesses at an account in five minutes, however they come; then not even the right password opens. */
export const guessesAtOneAccount: Proof = async (site) => {
  const faults: string[] = [];
  const { email } = await withPassword(site);
  for (let turn = 0; turn < 10; turn += 1) {
    const { status } = await signIn(site, email, `not the one ${turn}`);
    if (status !== 422) faults.push(`guess ${turn + 1} answers ${status}`);
  }
  const eleventh = await signIn(site, email, secret);
  if (eleventh.status !== 429) faults.push(`the right password after ten wrong ones answers ${eleventh.status}`);
  if ((await later(site, 6, () => signIn(site, email, secret))).status !== 303)
    faults.push('the right password does not open five minutes later');
  const flooded = await withPassword(site);
  const flood = await Promise.all(
    Array.from({ length: 40 }, (_, turn) => signIn(site, flooded.email, `not the one ${turn}`)),
  );
  const looked = flood.filter(({ status }) => status === 422).length;
  if (looked > 10) faults.push(`of 40 guesses at once ${looked} were looked at`);
  if ((await signIn(site, flooded.email, secret)).status !== 429) faults.push('a flood is not counted guess by guess');
  return faults;
};
