import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const described = {
  kind: 'council',
  sector: 'councils',
  region: 'london',
  country: 'England',
  'openedOn-day': '',
  'openedOn-month': '4',
  'openedOn-year': '1974',
  website: 'https://northwick.example',
  aliases: 'Northwick\nNorthwick MBC',
  codes: 'ons E08999999',
};

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

describe('putting an organisation on the record and changing it', () => {
  let test: TestApp;
  let keeper: Person;
  let editor: Person;
  let stranger: Person;

  beforeAll(async () => {
    test = await startTestApp();
    keeper = await aPerson(test, { name: 'Kit Keeper', grants: [aGrant({ role: 'record_keeper' })] });
  });
  afterAll(() => test.close());

  const fields = (change: Record<string, string> = {}) => ({ ...described, ...change });

  it('is for the record keeper', async () => {
    expect(pageFaults(readHtml((await keeper.get('/organisations/new').expect(200)).text))).toEqual([]);
    await test.get('/organisations/new').expect(303);
    const inspector = await aPerson(test, { grants: [aGrant({ role: 'inspector' })] });
    const refused = await inspector.get('/organisations/new');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('This is for: record keeper.');
  });

  it('says at each field what is missing or cannot stand, and keeps what was typed', async () => {
    const empty = await keeper.post('/organisations/new', {});
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual([
      'Enter the official name',
      'Select what kind of organisation it is',
      'Select the sector it belongs to',
    ]);
    const odd = await keeper.post('/organisations/new', {
      ...fields({ website: 'javascript:alert(1)', codes: 'ons', parent: 'Nowhere' }),
      name: 'Northwick',
    });
    expect(odd.status).toBe(422);
    expect(pageFaults(readHtml(odd.text))).toEqual([]);
    expect(errorsOf(odd.text)).toEqual([
      'Enter the name or reference of an organisation that is on the record',
      'Enter a website that begins with https:// or http://',
      '“ons” is not a kind of code and a code. Write a line such as “ons E08000017”',
    ]);
    expect(odd.text).toContain('Northwick MBC');
    const backwards = await keeper.post('/organisations/new', {
      ...fields({ 'closedOn-year': '1960' }),
      name: 'Northwick',
    });
    expect(errorsOf(backwards.text)).toEqual(['Date it closed must be the same as or after the date it opened']);
  });

  it('is on the record as soon as it is saved, and found by each of its names', async () => {
    const made = await keeper.post('/organisations/new', { ...fields(), name: 'Northwick Council' });
    expect(made.status).toBe(303);
    expect(made.headers.location).toBe('/organisations/northwick-council');
    const page = await keeper.get('/organisations/northwick-council').expect(200);
    expect(page.text).toContain('/organisations/northwick-council/edit');
    expect((await test.get('/organisations/northwick-council')).text).not.toContain('/edit"');
    expect((await test.get('/organisations?q=northwick+mbc')).text).toContain('Northwick Council');
    const second = await keeper.post('/organisations/new', { ...fields(), name: 'Another Council' });
    expect(errorsOf(second.text)).toEqual(['Another organisation has one of these codes. Check them']);
    const body = await test.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = 'northwick-council'`);
    editor = await aPerson(test, {
      name: 'Eda Editor',
      grants: [aGrant({ role: 'organisation_editor', organisationId: body?.id })],
    });
    const other = await keeper.post('/organisations/new', {
      ...fields({ codes: '', aliases: '' }),
      name: 'Eastmere Council',
    });
    expect(other.status).toBe(303);
    const elsewhere = await test.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = 'eastmere-council'`);
    stranger = await aPerson(test, {
      grants: [aGrant({ role: 'organisation_editor', organisationId: elsewhere?.id })],
    });
  });

  const edit = '/organisations/northwick-council/edit';

  it('is changed by its own editor and the record keeper, and has no such page for another', async () => {
    expect((await stranger.get(edit)).status).toBe(404);
    const page = await editor.get(edit).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const saved = await editor.post(edit, fields({ website: 'https://www.northwick.example', aliases: 'Northwick' }));
    expect(saved.status).toBe(303);
    expect((await editor.get(saved.headers.location ?? '')).text).toContain('What you wrote is saved');
    const ref = /organisation\/(OR-\d+)/.exec(page.text)?.[1] ?? '';
    const history = await test.get(`/history/organisation/${ref}`);
    expect(history.text).toContain('An organisation editor changed what is said of it.');
    expect(history.text).toContain('https://www.northwick.example');
    expect(history.text).toContain('<dt>Also called</dt>');
    expect(history.text).not.toContain('Eda Editor');
  });

  it('writes nothing where nothing was changed', async () => {
    const count = async () =>
      (await test.database.rows(sql`SELECT 1 AS one FROM audit_entry WHERE audit_entry.action = 'organisation.edited'`))
        .length;
    const before = await count();
    await editor.post(edit, fields({ website: 'https://www.northwick.example', aliases: 'Northwick' }));
    expect(await count()).toBe(before);
  });

  it('brings together what two people changed at once, and lets the second look before anything is saved', async () => {
    const hidden = hiddenFields((await keeper.get(edit)).text, edit);
    const base = fields({ website: 'https://www.northwick.example', aliases: 'Northwick' });
    await editor.post(edit, { ...base, statusNote: 'In special measures since May', region: 'south_east' });
    const late = await keeper.post(edit, {
      ...base,
      ...hidden,
      statusNote: 'In special measures since June',
      country: 'Wales',
    });
    expect(late.status).toBe(409);
    const page = readHtml(late.text);
    expect(pageFaults(page)).toEqual([]);
    expect(late.text).toMatch(
      /Someone changed this organisation at .+ Your version is below\. Check it and save again/,
    );
    expect(late.text).toContain('<del class="conflict__only">May</del>');
    expect(late.text).toContain('<ins class="conflict__only">June</ins>');
    expect(late.text).toContain('Both of you changed this: yours is in the form.');
    expect(late.text).toContain('Only you changed this: yours is in the form.');
    expect(late.text).toContain('You did not change this: what is saved is in the form.');
    expect(late.text).toMatch(/<option value="south_east" selected>/);
    const again = hiddenFields(late.text, edit);
    const merged = await keeper.post(edit, {
      ...base,
      ...again,
      region: 'south_east',
      country: 'Wales',
      statusNote: 'In special measures since June',
    });
    expect(merged.status).toBe(303);
    const row = await test.database.row(sql`
      SELECT organisation.region, organisation.country, organisation.status_note AS note
        FROM organisation WHERE organisation.slug = 'northwick-council'`);
    expect(row).toEqual({ region: 'south_east', country: 'Wales', note: 'In special measures since June' });
  });

  it('never becomes a part of itself', async () => {
    const east = '/organisations/eastmere-council/edit';
    await keeper.post(east, fields({ codes: '', aliases: '', parent: 'Northwick Council' }));
    const circle = await keeper.post(edit, fields({ parent: 'eastmere-council' }));
    expect(circle.status).toBe(422);
    expect(errorsOf(circle.text)).toEqual(['An organisation cannot be part of itself. Enter the one above it']);
  });

  it('takes another name from a date; the old address leads to the new one', async () => {
    const names = '/organisations/northwick-council/names';
    const page = await editor.get(names).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const empty = await editor.post(names, { name: 'Northwick Borough Council' });
    expect(errorsOf(empty.text)).toEqual(['Enter the date from which it has this name']);
    const same = await editor.post(names, { name: 'Northwick Council', 'from-year': '2024' });
    expect(errorsOf(same.text)).toEqual(['Enter another name than the one it has']);
    const renamed = await editor.post(names, {
      name: 'Northwick Borough Council',
      'from-month': '4',
      'from-year': '2024',
    });
    expect(renamed.headers.location).toContain('/organisations/northwick-borough-council/edit');
    const old = await test.get('/organisations/northwick-council');
    expect(old.status).toBe(301);
    expect(old.headers.location).toBe('/organisations/northwick-borough-council');
    const rows = await test.database.rows(sql`
      SELECT organisation_name.name, organisation_name.kind, organisation_name.from_on AS "from",
             organisation_name.to_on AS "to"
        FROM organisation_name
        JOIN organisation ON organisation.id = organisation_name.organisation_id
       WHERE organisation.slug = 'northwick-borough-council' AND organisation_name.kind <> 'alias'
       ORDER BY organisation_name.kind`);
    expect(rows).toEqual([
      { name: 'Northwick Council', kind: 'former', from: null, to: '2024-04' },
      { name: 'Northwick Borough Council', kind: 'official', from: '2024-04', to: null },
    ]);
  });

  it('keeps who held a post, for the time being and leaving or not, with a conflict of its own', async () => {
    const slug = 'northwick-borough-council';
    const create = `/organisations/${slug}/posts/new`;
    const page = await editor.get(create).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(errorsOf((await editor.post(create, {})).text)).toEqual(['Select the post']);
    const wrong = await editor.post(create, {
      post: 'chief_executive',
      'startedOn-year': '2024',
      'endedOn-year': '2020',
    });
    expect(errorsOf(wrong.text)).toEqual(['Date it ended must be the same as or after the date it began']);
    const made = await editor.post(create, {
      post: 'chief_executive',
      holderName: 'A. Person',
      'startedOn-month': '5',
      'startedOn-year': '2024',
      interim: 'yes',
      leavingPlanned: 'no',
    });
    expect(made.status).toBe(303);
    const list = await editor.get(`/organisations/${slug}/edit`);
    const post = /href="(\/organisations\/[^"]+\/posts\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
    const hidden = hiddenFields((await keeper.get(post)).text, post);
    const base = {
      post: 'chief_executive',
      holderName: 'A. Person',
      'startedOn-month': '5',
      'startedOn-year': '2024',
      interim: 'yes',
    };
    expect((await editor.post(post, { ...base, leavingPlanned: 'yes' })).status).toBe(303);
    const late = await keeper.post(post, { ...base, ...hidden, leavingPlanned: 'no', 'endedOn-year': '2025' });
    expect(late.status).toBe(409);
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect(late.text).toMatch(/name="leavingPlanned" type="radio" value="yes" checked/);
    expect((await stranger.get(post)).status).toBe(404);
    const ref = /organisation\/(OR-\d+)/.exec(list.text)?.[1] ?? '';
    expect((await test.get(`/history/organisation/${ref}`)).text).toContain('recorded who held a post');
  });
});
