import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, encodeForm, hiddenFields, type Person } from '../builders/a-person.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const path = '/report-a-mistake';
const words = {
  what: 'The judgement of 2019 was published in May, not in March.',
  shouldSay: 'May 2019',
  sourceText: 'The report itself, page 1',
  contact: 'reader@example.org',
};

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

describe('reporting a mistake', () => {
  let test: TestApp;
  let keeper: Person;
  let slug = '';

  beforeAll(async () => {
    test = await startTestApp();
    const [body] = await test.app
      .get(OrganisationsService)
      .registerMany(theService, [{ name: 'Northwick Council', kind: 'council', sector: 'councils' }]);
    slug = body?.slug ?? '';
    keeper = await aPerson(test, { name: 'Kit Keeper', grants: [aGrant({ role: 'record_keeper' })] });
  });
  afterAll(() => test.close());

  /** As a browser of somebody without an account does; each has an address of their own behind the proxy. */
  async function send(fields: Record<string, string>, from = `${path}?page=/organisations/${slug}/timeline`) {
    const page = await test.get(from);
    const cookies = ((page.headers['set-cookie'] as unknown as string[] | undefined) ?? []).map(
      (cookie) => cookie.split(';')[0] ?? '',
    );
    return request(test.url)
      .post(path)
      .set('Cookie', cookies)
      .type('form')
      .send(encodeForm({ ...hiddenFields(page.text, path), ...fields }));
  }

  it('asks for the address of a page where nobody came from one', async () => {
    const page = await test.get(path).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const answer = await send({ page: 'https://elsewhere.example/x', what: 'Wrong' }, path);
    expect(answer.status).toBe(422);
    expect(errorsOf(answer.text)).toEqual(['Enter the address of a page of this service']);
  });

  it('asks for what is wrong, and takes nothing that could identify a person', async () => {
    const empty = await send({});
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual(['Enter what is wrong or missing']);
    const personal = await send({ what: 'The child called Jamie was born on 3 May 2014 there' });
    expect(personal.status).toBe(422);
    expect(errorsOf(personal.text)).toEqual([
      'This looks like it could identify a person. Take out names, dates of birth and case numbers',
    ]);
    expect(personal.text).toContain('The child called Jamie');
  });

  it('is taken from anybody, answered by the record keeper, and shown on the page with its answer', async () => {
    const sent = await send(words);
    expect(sent.status).toBe(303);
    const own = sent.headers.location ?? '';
    expect(own).toMatch(/^\/report-a-mistake\/CR-\d{4}$/);
    const ref = own.split('/').at(-1) ?? '';

    const received = await test.get(own).expect(200);
    expect(pageFaults(readHtml(received.text))).toEqual([]);
    expect(received.text).toContain('Report received');
    expect(received.text).not.toContain('published in May');
    expect((await test.get(`/organisations/${slug}`)).text).not.toContain('published in May');

    await test.get('/corrections').expect(303);
    const list = await keeper.get('/corrections').expect(200);
    expect(pageFaults(readHtml(list.text))).toEqual([]);
    expect(list.text).toContain(ref);
    const look = await keeper.get(`/corrections/${ref}`).expect(200);
    expect(pageFaults(readHtml(look.text))).toEqual([]);
    expect(look.text).toContain('reader@example.org');

    const empty = await keeper.post(`/corrections/${ref}`, {});
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual(['Select what became of the report', 'Enter the answer']);
    const answered = await keeper.post(`/corrections/${ref}`, {
      decision: 'not_accepted',
      shownText: words.what,
      answer: 'The report itself is dated 8 March 2019.',
    });
    expect(answered.status).toBe(303);

    for (const address of [`/organisations/${slug}`, own]) {
      const page = await test.get(address).expect(200);
      expect(pageFaults(readHtml(page.text))).toEqual([]);
      expect(page.text).toContain('published in May');
      expect(page.text).toContain('The report itself is dated 8 March 2019.');
      expect(page.text).toContain('Not accepted');
    }
  });

  it('keeps nobody’s address once it is answered, nor in the trail', async () => {
    const rows = await test.database.rows<{ contact: string | null }>(sql`
      SELECT correction_request.contact FROM correction_request WHERE correction_request.status <> 'received'`);
    expect(rows).toEqual([{ contact: null }]);
    const lines = await test.database.rows<{ after: string | null; before: string | null }>(sql`
      SELECT audit_entry.before, audit_entry.after FROM audit_entry
       WHERE audit_entry.entity = 'correction_request'`);
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('reader@example.org');
  });

  it('is answered by one; the other sees both answers and keeps their own words', async () => {
    const sent = await send({ what: 'The website is an old one.' });
    const ref = sent.headers.location?.split('/').at(-1) ?? '';
    const other = await aPerson(test, { grants: [aGrant({ role: 'record_keeper' })] });
    const stale = hiddenFields((await other.get(`/corrections/${ref}`)).text, `/corrections/${ref}`);
    await keeper.post(`/corrections/${ref}`, { decision: 'accepted', shownText: 'Old website', answer: 'Put right.' });
    const late = await other.post(`/corrections/${ref}`, {
      decision: 'partly',
      shownText: 'Old website',
      answer: 'Put right, in part.',
      version: stale.version ?? '',
    });
    expect(late.status).toBe(409);
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect(late.text).toContain('Someone changed this report at');
    expect(late.text).toContain('Put right, in part.');
    const merged = await other.post(`/corrections/${ref}`, {
      decision: 'accepted',
      shownText: 'Old website',
      answer: 'Put right, in part.',
    });
    expect(merged.status).toBe(303);
  });

  it('shows no words of a report that is set aside', async () => {
    const sent = await send({ what: 'Buy our wonderful spreadsheets.' });
    const ref = sent.headers.location?.split('/').at(-1) ?? '';
    await keeper.post(`/corrections/${ref}`, { decision: 'set_aside', shownText: 'x', answer: 'An advertisement.' });
    expect((await test.get(`${path}/${ref}`)).text).not.toContain('wonderful');
    expect((await test.get(`/organisations/${slug}`)).text).not.toContain('advertisement');
  });

  it('is slowed down when many come from one place, and keeps what was typed', async () => {
    const last: number[] = [];
    for (let time = 0; time < 6; time += 1) last.push((await send({ what: `Report number ${time}` })).status);
    expect(last.at(-1)).toBe(429);
    const refused = await send({ what: 'These words are kept' });
    expect(refused.text).toContain('These words are kept');
    expect(refused.text).toContain('Send them again in ten minutes');
  });

  it('is not there under a reference that nobody was given', async () => {
    await test.get(`${path}/CR-9999`).expect(404);
    expect((await keeper.get('/corrections/CR-9999')).status).toBe(404);
  });
});
