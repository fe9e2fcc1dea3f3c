import request from 'supertest';
import { sql } from '../../../src/database/sql.js';
import { crawl, isTakenAway, type Visit } from '../../builders/crawl.js';
import { headerFaults, pageFaults } from '../../builders/page-checks.js';
import { readHtml } from '../../builders/html.js';
import { addressOf, get, post, type Proof, type Site, stampOf, tokenOf } from '../site.js';

const postsOf = (site: Site): string[] =>
  site.handlers.filter(({ method }) => method === 'POST').map(({ path }) => addressOf(path));

/** Answers of every kind: pages, lists, files, forms, refusals, faults, and what never reaches a page. */
async function everyKind(site: Site): Promise<{ name: string; headers: Record<string, string | undefined> }[]> {
  const paths = ['/', '/nowhere', '/assets/app.css', '/assets/nowhere.css', '/%', ...readable(site)];
  const answers: { name: string; headers: Record<string, string | undefined> }[] = [];
  for (const path of paths) {
    answers.push({ name: path, headers: (await get(site, path)).headers });
    answers.push({ name: `${path}, signed in`, headers: (await site.everybody.get(path)).headers });
  }
  for (const path of postsOf(site))
    answers.push({ name: `POST ${path}`, headers: (await post(site, path, {})).headers });
  answers.push({ name: 'a strange host', headers: (await get(site, '/').set('Host', 'evil.example')).headers });
  answers.push({ name: 'PUT', headers: (await request(site.test.url).put('/')).headers });
  return answers;
}

const readable = (site: Site): string[] =>
  site.handlers.filter(({ method }) => method === 'GET').map(({ path }) => addressOf(path, 'northwick'));

/** What keeps a page safe is sent with every answer there is, refusals and faults among them. */
export const headersEverywhere: Proof = async (site) =>
  (await everyKind(site)).flatMap(({ name, headers }) => headerFaults(headers).map((fault) => `${name}: ${fault}`));

/** On https every answer says that nothing else will do, for a year and for all below. */
export const sealedOnly: Proof = async (site) =>
  (await everyKind(site)).flatMap(({ name, headers }) => {
    const said = headers['strict-transport-security'] ?? '';
    const seconds = Number(/max-age=(\d+)/.exec(said)?.[1] ?? 0);
    return seconds >= 31_536_000 && said.includes('includeSubDomains') ? [] : [`${name}: ${said || 'nothing'}`];
  });

/** Another site's script is never told that it may read an answer. */
export const noOtherOrigins: Proof = async (site) => {
  const faults: string[] = [];
  for (const path of readable(site))
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      const { headers } = await site.everybody.get(path).set('Origin', origin);
      const given = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
      if (given.length > 0) faults.push(`${path} sends ${given.join()} to ${origin}`);
      if (headers['cross-origin-resource-policy'] !== 'same-origin') faults.push(`${path} may be taken in elsewhere`);
    }
  return faults;
};

/** The cookie that lets a person in is bound to this very address, sent over https only and out of reach of scripts. */
export const cookies: Proof = async (site) => {
  const faults: string[] = [];
  const page = await get(site, '/sign-in');
  const given = (page.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
  if (given.length === 0) faults.push('the form for signing in gives no cookie');
  for (const cookie of given) {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const has = (attribute: string): boolean => attributes.some((one) => one.toLowerCase() === attribute.toLowerCase());
    if (!pair.startsWith('__Host-')) faults.push(`${pair} is not bound to its host`);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      if (!has(attribute)) faults.push(`${pair.split('=')[0]} is not ${attribute}`);
    if (attributes.some((one) => /^domain=/i.test(one))) faults.push('names a domain');
  }
  return faults;
};

/** Nothing is taken that does not come from our own pages, on any route there is. */
export const forgedForms: Proof = async (site) => {
  const faults: string[] = [];
  const { cookie } = site.everybody;
  const [own, others] = [await tokenOf(site, site.everybody), await tokenOf(site, site.guest)];
  const attempts: readonly (readonly [string, Parameters<typeof post>[2]])[] = [
    ['no token', { cookie }],
    ['an empty token', { cookie, fields: { _csrf: '' } }],
    ['the token of somebody else', { cookie, fields: { _csrf: others } }],
    [
      'a token that is nearly right',
      { cookie, fields: { _csrf: `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}` } },
    ],
    ['the token twice', { cookie, fields: { _csrf: [own, own] } }],
    ['the token and no cookie', { fields: { _csrf: own } }],
    ['another site as its origin', { cookie, fields: { _csrf: own }, headers: { Origin: 'https://evil.example' } }],
    ['no origin at all to speak of', { cookie, fields: { _csrf: own }, headers: { Origin: 'null' } }],
    ['another port of ours', { cookie, fields: { _csrf: own }, headers: { Origin: 'http://localhost:1' } }],
    ['a page of another site', { cookie, fields: { _csrf: own }, headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['a page of a neighbour', { cookie, fields: { _csrf: own }, headers: { 'Sec-Fetch-Site': 'same-site' } }],
    ['the token in a header', { cookie, headers: { 'X-CSRF-Token': own } }],
  ];
  for (const path of postsOf(site))
    for (const [name, posting] of attempts) {
      const before = await stampOf(site);
      const { status } = await post(site, path, posting);
      if (status !== 403) faults.push(`POST ${path} with ${name} answers ${status}`);
      if ((await stampOf(site)) !== before) faults.push(`POST ${path} with ${name} changes something`);
    }
  if (!(await site.everybody.get('/about')).text.includes('Everybody at once'))
    faults.push('somebody was signed out by another site');
  return faults;
};

const linesOf = async (site: Site): Promise<number> =>
  Number((await site.test.database.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_entry`))?.n);

/** Every page that whoever may do everything can reach, and how many lines of the trail reading it left. */
async function readEverything(site: Site): Promise<{ visits: Visit[]; lines: number }> {
  const before = await linesOf(site);
  const visits = await crawl(site.test, {
    get: site.everybody.get,
    starts: ['/', '/organisations/northwick', '/organisations/eastmere', ...readable(site)],
    most: { plain: 6, asked: 2 },
  });
  return { visits, lines: (await linesOf(site)) - before };
}

/** Reading writes nothing, but one line of the trail for each file that was taken away. */
export const readingChangesNothing: Proof = async (site) => {
  const { visits, lines } = await readEverything(site);
  const isTaken = ({ address, headers, status }: Visit): boolean => status === 200 && isTakenAway(address, headers);
  const writes = visits.flatMap((visit) =>
    visit.statements
      .filter(({ text }) => /\b(INSERT INTO|UPDATE "?\w+"? SET|DELETE FROM|CREATE|DROP|ALTER)\b/i.test(text))
      .filter(({ text }) => !(isTaken(visit) && /^\s*INSERT INTO "audit_/i.test(text)))
      .map(({ text }) => `${visit.address} runs ${text.trim().slice(0, 60)}`),
  );
  const taken = visits.filter(isTaken).length;
  return lines === taken
    ? writes
    : [...writes, `${taken} files were taken away, and the trail has ${lines} more lines`];
};

/** Scripts that stand in a page: none, but for the one file of ours that the page of a meeting has (decision 70). */
const scriptFaults = (address: string, text: string): string[] => {
  const isMeeting = /^\/reviews\/[\w-]+\/meeting(?:\?|$)/.test(address);
  const rest = text.replace(/<script src="\/assets\/meeting\.[0-9a-f]{8}\.js" defer><\/script>/, (own) =>
    isMeeting ? '' : own,
  );
  return /<script\b/i.test(rest) ? [`${address} has a script`] : [];
};

/** No page needs anything that the strict policy forbids: no script, style, handler or frame stands in it. */
export const nothingInline: Proof = async (site) => {
  const { visits } = await readEverything(site);
  const faults = visits.flatMap(({ address, page, text, headers, status }) => [
    ...(status >= 500 ? [`${address} answers ${status}`] : []),
    ...headerFaults(headers).map((fault) => `${address}: ${fault}`),
    ...(page ? pageFaults(page).map((fault) => `${address} ${fault}`) : []),
    ...(page ? scriptFaults(address, text) : []),
  ]);
  return visits.length > 20 ? faults : [...faults, `only ${visits.length} pages were read`];
};

const elsewhere = [
  '//evil.example',
  'https:evil.example',
  'https://evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '%2f%2fevil.example',
  '/%2fevil.example',
  '\t//evil.example',
  '/\t/evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\r\nSet-Cookie: a=b',
  '/%0d%0aSet-Cookie:%20a=b',
  '/@evil.example',
  '//localhost@evil.example',
];

/** Wherever an address says where to go afterwards, it leads nowhere but here. */
export const openRedirects: Proof = async (site) => {
  const faults: string[] = [];
  const leadsAway = (location: string | undefined): boolean => {
    if (location === undefined) return false;
    const url = new URL(location, 'http://site.invalid');
    return url.origin !== 'http://site.invalid';
  };
  const names = ['returnTo', 'return', 'next', 'url', 'redirect', 'page', 'from'];
  for (const path of new Set(readable(site)))
    for (const target of path === '/sign-in' ? elsewhere : elsewhere.slice(0, 4)) {
      const query = new URLSearchParams(names.map((name): [string, string] => [name, target])).toString();
      for (const answer of [await get(site, `${path}?${query}`), await site.everybody.get(`${path}?${query}`)]) {
        if (leadsAway(answer.headers.location))
          faults.push(`${path} with ${target} leads to ${answer.headers.location}`);
        const links = (answer.headers['content-type'] ?? '').startsWith('text/html')
          ? readHtml(answer.text).elements.filter(({ attributes }) =>
              ['href', 'action', 'src'].some(
                (name) => leadsAway(attributes.get(name)) && attributes.get(name)?.includes('evil'),
              ),
            )
          : [];
        if (links.length > 0) faults.push(`${path} with ${target} prints a way out`);
      }
    }
  return faults;
};

/** What one person sees is kept by nobody; what everybody sees is asked for anew. */
export const keptByNobody: Proof = async (site) => {
  const faults: string[] = [];
  for (const path of [...readable(site), '/nowhere']) {
    const open = (await get(site, path)).headers['cache-control'] ?? '';
    const own = (await site.everybody.get(path)).headers['cache-control'] ?? '';
    if (!/no-cache|no-store/.test(open)) faults.push(`${path} may be kept: ${open || 'nothing is said'}`);
    if (!/no-store/.test(own)) faults.push(`${path} as a person sees it may be kept: ${own || 'nothing is said'}`);
  }
  return faults;
};

/** No address carries what lets a person in. */
export const noTokenInAddresses: Proof = async (site) => {
  const { visits } = await readEverything(site);
  const token = site.everybody.cookie.split('=')[1] ?? 'none';
  return visits.flatMap(({ address, text, headers }) =>
    text.includes(token) || JSON.stringify(headers).includes(token) || /[?&](token|session|sid|_csrf)=/.test(text)
      ? [`${address} shows a token`]
      : [],
  );
};
