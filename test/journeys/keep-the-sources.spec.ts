import { sql } from '../../src/database/sql.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { SourceLink } from '../../src/sources/data/source.entity.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const described = {
  title: 'Inspection report of Northwick',
  kind: 'primary',
  publisher: 'Ofsted',
  'publishedOn-month': '5',
  'publishedOn-year': '2019',
  url: 'https://reports.example/northwick-2019',
};

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

describe('keeping the sources', () => {
  let test: TestApp;
  let kit: Person;
  let kim: Person;

  beforeAll(async () => {
    test = await startTestApp();
    const keeper = (name: string) => aPerson(test, { name, grants: [aGrant({ role: 'record_keeper' })] });
    kit = await keeper('Kit Keeper');
    kim = await keeper('Kim Keeper');
  });
  afterAll(() => test.close());

  let at: string;
  const check = { verdict: 'stands', 'readOn-day': '1', 'readOn-month': '9', 'readOn-year': '2026' };

  it('is for the record keeper, who finds it on the page of their work', async () => {
    expect((await kit.get('/my-work')).text).toContain('href="/sources/new"');
    expect(pageFaults(readHtml((await kit.get('/sources/new').expect(200)).text))).toEqual([]);
    const inspector = await aPerson(test, { grants: [aGrant({ role: 'inspector' })] });
    const refused = await inspector.get('/sources/new');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('This is for: record keeper.');
  });

  it('says at each field what is missing or cannot stand, and keeps what was typed', async () => {
    const empty = await kit.post('/sources/new', {});
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual(['Enter the title of the source', 'Select what kind of source it is']);
    const odd = await kit.post('/sources/new', {
      ...described,
      url: 'javascript:alert(1)',
      supports: 'What Mrs Example, born 3 May 2010, said',
    });
    expect(odd.status).toBe(422);
    expect(errorsOf(odd.text)).toEqual([
      'Enter an address that begins with https:// or http://',
      'This looks like it could identify a person. Take out names, dates of birth and case numbers',
    ]);
    expect(odd.text).toContain('Inspection report of Northwick');
    const ahead = await kit.post('/sources/new', { ...described, 'publishedOn-year': '2090' });
    expect(errorsOf(ahead.text)).toEqual(['Date it was published must be today or in the past']);
    expect(pageFaults(readHtml(ahead.text))).toEqual([]);
  });

  it('puts it on the record, not verified, found by search and never a second time', async () => {
    const made = await kit.post('/sources/new', described);
    expect(made.status).toBe(303);
    at = (made.headers.location ?? '').split('?')[0] ?? '';
    const page = await kit.get(made.headers.location ?? '');
    expect(page.text).toContain('The source is on the record. Somebody else must check it.');
    expect(page.text).toContain('Not verified');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect((await test.get('/search?q=northwick+inspection')).text).toContain(at);
    expect((await test.get(at)).text).not.toContain(`${at}/edit`);
    const twice = await kit.post('/sources/new', described);
    expect(errorsOf(twice.text)).toEqual(['A source with this address is on the record already. Use that one']);
  });

  it('is not checked by whoever wrote it down', async () => {
    expect((await kit.get(at)).text).not.toContain(`${at}/check`);
    const own = await kit.get(`${at}/check`);
    expect(own.status).toBe(403);
    expect(own.text).toContain('Another record keeper can do this.');
    const { version = '' } = hiddenFields((await kim.get(`${at}/check`).expect(200)).text, `${at}/check`);
    const forged = await kit.post(`${at}/check`, { ...check, version }, { from: `${at}/edit` });
    expect(forged.status).toBe(403);
    expect((await test.get(at)).text).toContain('Not verified');
  });

  it('is checked by another, who says what is wrong where something is', async () => {
    const without = await kim.post(`${at}/check`, { ...check, verdict: 'differs' });
    expect(without.status).toBe(422);
    expect(errorsOf(without.text)).toEqual(['Enter what is wrong']);
    const ahead = await kim.post(`${at}/check`, { ...check, 'readOn-year': '2090' });
    expect(errorsOf(ahead.text)).toEqual(['Date you read it must be today or in the past']);
    const done = await kim.post(`${at}/check`, check);
    expect(done.status).toBe(303);
    expect((await kim.get(done.headers.location ?? '')).text).toContain('The source is marked as verified.');
    expect((await test.get(at)).text).toContain('Read for this record');
    expect((await test.get(`/history/source/${at.slice(9)}`)).text).toContain(
      'A record keeper read this source and found that it says what it is used for.',
    );
  });

  it('has to be checked again when it becomes another, and by neither of those who wrote it', async () => {
    const licence = await kim.post(`${at}/edit`, { ...described, licence: 'OGL v3.0' });
    expect(licence.status).toBe(303);
    expect((await test.get(at)).text).toContain('Read for this record');
    const another = await kim.post(`${at}/edit`, { ...described, licence: 'OGL v3.0', publisher: 'CQC' });
    expect(another.status).toBe(303);
    expect((await test.get(at)).text).toContain('Not verified');
    expect((await kim.get(`${at}/check`)).status).toBe(403);
    expect((await kit.get(`${at}/check`)).status).toBe(403);
    const history = (await test.get(`/history/source/${at.slice(9)}`)).text;
    expect(history).toContain('A record keeper changed what is said of this source.');
    expect(history).toContain('CQC');
  });

  it('brings two people’s changes together', async () => {
    const first = hiddenFields((await kit.get(`${at}/edit`)).text, `${at}/edit`);
    const form = { ...described, licence: 'OGL v3.0', publisher: 'CQC' };
    const others = await kim.post(`${at}/edit`, { ...form, author: 'The inspectorate' });
    expect(others.status).toBe(303);
    const late = await kit.post(`${at}/edit`, { ...first, ...form, supports: 'The grade of 2019' });
    expect(late.status).toBe(409);
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect(late.text).toContain('Someone changed this source at');
    expect(late.text).toContain('value="The inspectorate"');
    expect(late.text).toContain('The grade of 2019');
    const staleCheck = await aPerson(test, { grants: [aGrant({ role: 'record_keeper' })] });
    const checking = hiddenFields((await staleCheck.get(`${at}/check`)).text, `${at}/check`);
    await kit.post(`${at}/edit`, { ...form, author: 'The inspectorate', supports: 'The grade of 2019' });
    expect((await staleCheck.post(`${at}/check`, { ...checking, ...check })).status).toBe(409);
  });

  it('is withdrawn for a reason, and nothing is left without a source', async () => {
    const row = await test.database.row<{ id: string }>(
      sql`SELECT source.id FROM source WHERE source.ref = ${at.slice(9)}`,
    );
    await test.database.transaction(() =>
      test.database.insert(Organisation, [anOrganisation({ id: 'northwick', name: 'Northwick Council' })]),
    );
    await test.database.transaction(() =>
      test.database.insert(SourceLink, [
        {
          id: 'cited',
          sourceId: row?.id ?? '',
          recordKind: 'organisation',
          recordId: 'northwick',
          field: null,
          position: 0,
          page: null,
          paragraph: null,
          quote: null,
        },
      ]),
    );
    expect(errorsOf((await kit.post(`${at}/withdrawal`, {})).text)).toEqual(['Enter why it is withdrawn']);
    const alone = await kit.post(`${at}/withdrawal`, { why: 'It was a draft.' });
    expect(alone.status).toBe(422);
    expect(errorsOf(alone.text)).toEqual(['Facts rest on it. Enter the reference of the source that takes its place']);
    const itself = await kit.post(`${at}/withdrawal`, { why: 'It was a draft.', instead: at.slice(9) });
    expect(errorsOf(itself.text)).toEqual(['Enter the reference of another source than this one']);
    const unknown = await kit.post(`${at}/withdrawal`, { why: 'It was a draft.', instead: 'SO-99999' });
    expect(errorsOf(unknown.text)).toEqual(['Enter the reference of a source that is on the record, such as SO-0012']);
    const made = await kit.post('/sources/new', { ...described, title: 'Final report', url: 'https://final.example/' });
    const final = (made.headers.location ?? '').split('?')[0] ?? '';
    const done = await kit.post(`${at}/withdrawal`, { why: 'It was a draft.', instead: final.slice(9) });
    expect(done.status).toBe(303);
    expect((await kit.get(done.headers.location ?? '')).text).toContain('What rested on it rests on this one');
    const gone = await test.get(at).expect(301);
    expect(gone.headers.location).toBe(final);
    expect((await test.get(final)).text).toContain('Northwick Council');
    expect((await kit.get(`/history/source/${at.slice(9)}`)).text).toContain('It was a draft.');
    expect((await test.get('/sources')).text).not.toContain(`href="${at}"`);
    expect((await test.get('/search?q=northwick+inspection')).text).not.toContain(at);
    for (const step of ['edit', 'check', 'withdrawal']) expect((await kit.get(`${at}/${step}`)).status).toBe(404);
  });

  it('leaves every step in the trail', async () => {
    const rows = await test.database.rows<{ action: string }>(sql`
      SELECT audit_entry.action FROM audit_entry
       WHERE audit_entry.entity = 'source' AND audit_entry.action LIKE 'source.%'
       ORDER BY audit_entry.seq`);
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ['source.added', 'source.edited', 'source.verified', 'source.withdrawn'])
      expect(actions).toContain(action);
  });
});
