import type { Test } from 'supertest';
import { sql } from '../../src/database/sql.js';
import { editionPath } from '../../src/research/domain/cohort.js';
import { researchPaths } from '../../src/research/pages/research.paths.js';
import { attributeOf, named, readHtml, withoutRefSpans } from '../builders/html.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { unzip } from '../builders/unzip.js';

let test: TestApp;
let researcher: Person;
let another: Person;

beforeAll(async () => {
  test = await startTestApp({ library: true });
  researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
  another = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
}, 120_000);
afterAll(() => test?.close());

const filters = '?area=children&from=2005';
const words = 'Children’s services that failed from 2005 on, to ask how long recovery takes.';
const fields = { title: 'Children’s services since 2005', words, area: 'children', from: '2005' };
const freeze = (given: Record<string, string>) =>
  researcher.post(researchPaths.freeze(), given, { from: `${researchPaths.freeze()}${filters}` });

const bytesOf = async (asked: Test): Promise<{ readonly body: Buffer; readonly headers: Record<string, unknown> }> => {
  const answer = await asked.buffer(true).parse((response, done) => {
    const pieces: Buffer[] = [];
    response.on('data', (piece: Buffer) => pieces.push(piece));
    response.on('end', () => done(null, Buffer.concat(pieces)));
  });
  return { body: answer.body as Buffer, headers: answer.headers };
};

it('cites the address under which its page stands', () => {
  expect(editionPath('CO-0007', 3)).toBe(researchPaths.edition('CO-0007', 3));
});

it('is asked of researchers and record keepers alone', async () => {
  expect((await test.get(researchPaths.freeze())).status).not.toBe(200);
  const member = await aPerson(test, { grants: [aGrant({ role: 'board_member' })] });
  expect((await member.get(researchPaths.freeze())).status).toBe(403);
  expect((await researcher.get(researchPaths.freeze())).status).toBe(200);
});

it('says how many episodes the filters mean before anything is frozen, and that none do', async () => {
  const { text } = await researcher.get(`${researchPaths.freeze()}${filters}`);
  expect(text).toMatch(/\d+\sepisodes of \d+\sorganisations/);
  expect(text).toContain('name="area" value="children"');
  const none = await researcher.get(`${researchPaths.freeze()}?area=safety&region=wales`);
  expect(none.text).toContain('No public episode meets these filters');
  expect(none.text).not.toContain('Definition in words');
});

it.each([
  [{ ...fields, title: '' }, 'Enter a title'],
  [{ ...fields, words: ' ' }, 'Enter in words which episodes these are'],
  [{ ...fields, anchors: 'OUTSIDE 1 2' }, 'Write each condition on a line of its own'],
  [{ ...fields, anchors: 'NEWLEAD 0 1 2' }, 'Write each condition on a line of its own'],
  [{ ...fields, words: 'The child called Peter failed' }, 'This looks like it could identify a person'],
  [{ ...fields, area: 'nowhere' }, 'is not one of the choices'],
])('keeps what was typed and says what is missing: %j', async (given, said) => {
  const { status, text } = await freeze(given);
  expect([status, text.includes(said)]).toEqual([422, true]);
  expect(text).toContain(given.title);
});

it('freezes, shows to everybody, hands out the same bytes twice, and writes down what a person took', async () => {
  const { status, headers } = await freeze({ ...fields, anchors: 'EARLYPEER 24 12 3' });
  expect(status).toBe(303);
  const page = (headers.location ?? '').split('?')[0] ?? '';
  const ref = page.split('/').at(-1) ?? '';
  expect(ref).toMatch(/^CO-\d{4}$/);
  expect((await researcher.get(headers.location ?? '')).text).toContain('Frozen. This version never changes.');

  const shown = await test.get(page);
  expect(shown.status).toBe(200);
  for (const said of [
    'Children’s services since 2005',
    words,
    'Anchors of EARLYPEER: 24, 12, 3',
    `${ref}), version 1, 23`,
  ])
    expect(withoutRefSpans(shown.text)).toContain(said);
  expect(shown.text).not.toContain('Run the definition again');

  const address = researchPaths.package(ref, 1);
  const [one, two, theirs] = [
    await bytesOf(test.get(address)),
    await bytesOf(test.get(address)),
    await bytesOf(researcher.get(address)),
  ];
  expect(one.headers['content-disposition']).toBe(
    `attachment; filename="turnaround-${ref.toLowerCase()}-v1-2026-11-23.zip"`,
  );
  expect(two.body.equals(one.body) && theirs.body.equals(one.body)).toBe(true);
  expect((await test.get(address).set('If-None-Match', String(one.headers.etag))).status).toBe(304);
  const files = unzip(one.body);
  expect(JSON.parse(files.get('definition.json')?.toString() ?? '')).toMatchObject({
    ref,
    words,
    definition: { kind: 'filter', filters: { area: 'children', from: '2005' }, anchors: { EARLYPEER: { out: 24 } } },
  });
  const csv = await bytesOf(test.get(researchPaths.file(ref, 1, 'survival.csv')));
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body.equals(files.get('survival.csv') ?? Buffer.alloc(0))).toBe(true);
  const taken = await test.database.rows<{ actor: string }>(sql`
    SELECT audit_entry.actor FROM audit_entry WHERE audit_entry.after LIKE ${`%${ref}/editions/1/package.zip%`}`);
  expect(taken).toEqual([{ actor: researcher.account.ref }]);

  for (const guessed of [
    researchPaths.cohort('CO-9999'),
    researchPaths.edition(ref, 2),
    researchPaths.package(ref, 0),
    researchPaths.file(ref, 1, '../x'),
    `${page}/editions/1e0`,
  ])
    expect([guessed, (await test.get(guessed)).status]).toEqual([guessed, 404]);

  // What changed: nothing yet; then a title. Somebody else may read it, and not add to it.
  expect((await researcher.post(researchPaths.runAgain(ref), {}, { from: page })).text).toContain(
    'Nothing: the record says',
  );
  expect((await another.get(page)).text).not.toContain('Run the definition again');
  expect((await another.post(researchPaths.runAgain(ref), {}, { from: page })).status).toBe(404);
  const notTheirs = await another.post(
    researchPaths.freezeAgain(ref),
    { reason: 'Mine now', seen: '1' },
    { from: page },
  );
  expect(notTheirs.status).toBe(404);
  await test.database.transaction(() =>
    test.database.run(sql`UPDATE failure_episode SET title = 'Told better' WHERE failure_episode.ref = 'EP-0001'`),
  );
  const rerun = await researcher.post(researchPaths.runAgain(ref), {}, { from: page });
  expect(rerun.text).toContain('became “Told better”');
  const again = (given: Record<string, string>) =>
    researcher.post(researchPaths.freezeAgain(ref), given, { from: page });
  expect((await again({ reason: '', seen: '1' })).text).toContain('Enter why there is another version');
  expect((await again({ reason: 'A better title', seen: '2' })).status).toBe(409);
  expect((await again({ reason: 'A better title', seen: '1' })).status).toBe(303);
  expect((await again({ reason: 'Once more', seen: '2' })).text).toContain(
    'Nothing has changed since the newest version',
  );
  const second = await test.get(page);
  for (const said of ['version 2', 'What changed since version 1', 'became “Told better”', 'A better title'])
    expect(second.text).toContain(said);
  expect((await test.get(researchPaths.edition(ref, 1))).text).toContain('There is a newer version: 2');
  expect((await bytesOf(test.get(address))).body.equals(one.body)).toBe(true);
});

it('is reached from time to recovery and from the list of episodes with their filters, and says what is frozen of them', async () => {
  const hrefs = (html: string): readonly string[] =>
    named(readHtml(html), 'a').flatMap((link) => attributeOf(link, 'href') ?? []);
  const carried = `${researchPaths.cohorts()}?area=children&from=2005`;
  const recovery = await test.get('/research/recovery?area=children&from=2005&by=sector&interval=log');
  expect(hrefs(recovery.text)).toContain(carried);
  // What was frozen by these very filters stands on the page itself, whatever else it is asked about; and by no others.
  expect(recovery.text).toContain('Children’s services since 2005');
  expect(hrefs(recovery.text).filter((href) => /^\/research\/exports\/CO-\d+$/.test(href))).toHaveLength(1);
  const others = await test.get('/research/recovery?area=children&from=2006');
  expect(others.text).toContain('Nobody has frozen exactly these yet.');
  expect(hrefs(others.text).filter((href) => /\/CO-\d+/.test(href))).toEqual([]);
  const list = await test.get('/episodes?area=children&from=2005&sort=months&order=ascending');
  expect(hrefs(list.text)).toEqual(expect.arrayContaining([carried, '/research/recovery?area=children&from=2005']));
  expect(hrefs((await test.get('/episodes?relapse=yes')).text)).toContain(`${researchPaths.cohorts()}?relapse=yes`);

  const asked = await test.get(carried);
  for (const said of [
    'The episodes that you asked about',
    'Triggered in or after: 2005',
    'Children’s services since 2005',
  ])
    expect(asked.text).toContain(said);
  expect(hrefs(asked.text)).not.toContain(`${researchPaths.freeze()}?area=children&from=2005`);
  expect(hrefs((await researcher.get(carried)).text)).toContain(`${researchPaths.freeze()}?area=children&from=2005`);
  expect((await test.get(`${carried}&to=2006`)).text).toContain('Nobody has frozen exactly these');
  const nonsense = await test.get(`${researchPaths.cohorts()}?area=%3Cb%3E&from=x&state=open&state=closed&more=1`);
  expect([nonsense.status, nonsense.text.includes('you asked about')]).toEqual([200, false]);
});

it('offers the whole record to everybody once somebody froze it, and each of its versions', async () => {
  expect((await test.get(researchPaths.data())).text).toContain('The whole record has not been frozen yet');
  expect((await test.get('/research/recovery?by=sector')).text).toContain('Nobody has frozen exactly these yet');
  const froze = await researcher.post(
    researchPaths.freezeRecord(),
    { reason: 'The first' },
    { from: researchPaths.freeze() },
  );
  expect(froze.status).toBe(303);
  const { text } = await test.get(researchPaths.data());
  for (const said of [
    'The newest version',
    'episodes.csv',
    'codebook.csv',
    'known_faults.csv',
    'Open Government Licence',
    'half within 28',
    'months (95% interval: from ',
  ])
    expect(text).toContain(said);
  expect((await test.get('/research/recovery?by=sector')).text).toContain('These episodes, frozen by the same filters');
  const twice = await researcher.post(
    researchPaths.freezeRecord(),
    { reason: 'Again' },
    { from: researchPaths.freeze() },
  );
  expect([twice.status, twice.text.includes('Nothing has changed since the newest version')]).toEqual([422, true]);
  expect((await test.get(researchPaths.cohorts())).text).toContain('2\u00a0frozen cohorts');
});

it('freezes the episodes of a comparison of one’s own, and of nobody else’s', async () => {
  const picked = ['EP-0001', 'EP-0002', 'EP-0004'];
  const from = `/research/comparisons/new?${picked.map((ref) => `case=${ref}`).join('&')}&align=trigger&row=states`;
  const saved = await researcher.post('/research/comparisons/new', { name: 'Three at once', note: '' }, { from });
  expect(saved.status).toBe(303);
  const comparison = (saved.headers.location ?? '').split('?')[0] ?? '';
  const ref = comparison.split('/').at(-1) ?? '';
  const address = `${researchPaths.freeze()}?comparison=${ref}`;
  expect((await researcher.get(comparison)).text).toContain(`${researchPaths.freeze()}?comparison&#x3D;${ref}`);
  const page = await researcher.get(address);
  for (const said of ['Freeze 3', `(comparison ${ref})`, 'value="Three at once"'])
    expect(withoutRefSpans(page.text)).toContain(said);
  expect((await another.get(address)).status).toBe(404);
  const given = { title: 'Three at once', words: 'Three that were compared.' };
  const frozen = await researcher.post(researchPaths.freeze(), given, { from: address });
  expect(frozen.status).toBe(303);
  const shown = await test.get((frozen.headers.location ?? '').split('?')[0] ?? '');
  expect(shown.text).toContain(`of comparison <span class="ref">${ref}</span>`);
  const csv = await bytesOf(
    test.get(researchPaths.file(/CO-\d+/.exec(frozen.headers.location ?? '')?.[0] ?? '', 1, 'episodes.csv')),
  );
  expect([...csv.body.toString().matchAll(/^EP-\d+/gm)].map(([found]) => found)).toEqual(picked);
});
