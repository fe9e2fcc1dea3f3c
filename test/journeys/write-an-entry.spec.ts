import { sql } from '../../src/database/sql.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { OrganisationIndexService } from '../../src/organisations/organisation-index.service.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { named, readHtml, textWithin, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const began = (kind: string, framework = ''): string =>
  `/entries/new?organisation=northwick&kind=${kind}${framework ? `&framework=${framework}` : ''}`;

const judged = {
  type: 'full',
  subject: 'Children’s services',
  'startedOn-month': '3',
  'startedOn-year': '2019',
  'publishedOn-day': '8',
  'publishedOn-month': '5',
  'publishedOn-year': '2019',
  sourcePage: '4',
};

describe('writing down what a place has nobody to write down', () => {
  let test: TestApp;
  let kit: Person;
  let kim: Person;
  let source: string;

  beforeAll(async () => {
    test = await startTestApp();
    await test.database.transaction(() =>
      test.database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
      ]),
    );
    await test.database.transaction(() => test.app.get(OrganisationIndexService).renew(['northwick', 'eastmere']));
    const keeper = (name: string) => aPerson(test, { name, grants: [aGrant({ role: 'record_keeper' })] });
    kit = await keeper('Kit Keeper');
    kim = await keeper('Kim Keeper');
    const made = await kit.post('/sources/new', {
      title: 'Report',
      kind: 'primary',
      url: 'https://reports.example/northwick',
    });
    source = /SO-\d+/.exec(made.headers.location ?? '')?.[0] ?? '';
  });
  afterAll(() => test.close());

  const framework = 'ofsted_ilacs_2018';
  const open = (text: string): string[] =>
    named(readHtml(text), 'select')
      .map((select) => select.attributes.get('name') ?? '')
      .filter((name) => name.startsWith('area'));

  it('is reached step by step', async () => {
    const work = (await kit.get('/my-work')).text;
    expect(work).toContain('href="/entries/new"');
    expect(work).toContain('href="/entries"');
    const first = await kit.get('/entries/new?q=northwick').expect(200);
    expect(first.text).toContain('/entries/new?organisation&#x3D;northwick');
    const second = await kit.get('/entries/new?organisation=northwick').expect(200);
    for (const kind of ['judgement', 'warning', 'event']) expect(second.text).toContain(`kind&#x3D;${kind}`);
    const third = await kit.get(began('judgement')).expect(200);
    expect(third.text).toContain(framework);
    const form = await kit.get(began('judgement', framework)).expect(200);
    for (const page of [first, second, third, form]) expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(open(form.text).length).toBeGreaterThan(3);
    const inspector = await aPerson(test, { grants: [aGrant({ role: 'board_member', organisationId: 'northwick' })] });
    expect((await inspector.get('/entries/new')).status).toBe(403);
  });

  const write = (person: Person, kind: string, fields: Record<string, string>, by = '') =>
    person.post('/entries/new', fields, { from: began(kind, by) });

  it('says at each field what is missing, and keeps what was typed', async () => {
    const empty = await write(kit, 'judgement', {}, framework);
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual(['Enter the reference of the source, such as SO-0012']);
    const bare = await write(kit, 'judgement', { source }, framework);
    expect(errorsOf(bare.text)).toEqual([
      'Select the type of inspection',
      'Enter what was inspected',
      'Enter the date it was published',
    ]);
    const ungraded = await write(kit, 'judgement', { ...judged, source }, framework);
    expect(ungraded.status).toBe(422);
    expect(errorsOf(ungraded.text)[0]).toMatch(/^Select the grade for .+, or why there is none$/);
    expect(ungraded.text).toContain('Children’s services');
    expect(pageFaults(readHtml(ungraded.text))).toEqual([]);
    const ahead = await write(kit, 'judgement', { ...judged, source, 'publishedOn-year': '2090' }, framework);
    expect(errorsOf(ahead.text)).toEqual(['Date it was published must be today or in the past']);
    const before = await write(kit, 'judgement', { ...judged, source, 'publishedOn-year': '2018' }, framework);
    expect(errorsOf(before.text)).toEqual(['Date it was published must be the same as or after the date before it']);
    const unsourced = await write(kit, 'event', {
      source: 'SO-99999',
      eventKind: 'incident',
      text: 'A server failed',
      'occurredOn-year': '2019',
    });
    expect(errorsOf(unsourced.text)).toEqual([
      'Enter the reference of a source that is on the record, such as SO-0012',
    ]);
    const personal = await write(kit, 'warning', {
      source,
      warningKind: 'staff_voice',
      text: 'Mrs Example, born 3 May 2010, said so',
      'occurredOn-year': '2019',
    });
    expect(errorsOf(personal.text)[0]).toContain('could identify a person');
  });

  let at: string;
  const grades = async () => {
    const form = await kit.get(began('judgement', framework));
    return Object.fromEntries(open(form.text).map((name) => [name, gradeIn(form.text, name)]));
  };
  const gradeIn = (text: string, name: string): string => {
    const select = named(readHtml(text), 'select').find((each) => each.attributes.get('name') === name);
    const options = named(readHtml(text), 'option').filter(({ parent }) => parent?.attributes.get('name') === name);
    return select
      ? (options.map((option) => option.attributes.get('value') ?? '').find((value) => value.endsWith(':inadequate')) ??
          '')
      : '';
  };

  it('waits for another, and nobody outside learns of it', async () => {
    const written = await write(kit, 'judgement', { ...judged, ...(await grades()), source }, framework);
    expect(written.status).toBe(303);
    at = (written.headers.location ?? '').split('?')[0] ?? '';
    const page = await kit.get(written.headers.location ?? '');
    expect(page.text).toContain('It is saved. Another record keeper must publish it.');
    expect(page.text).toContain('Opens an episode of failure: children');
    expect(page.text).toContain('Kim Keeper can do this.');
    expect(page.text).not.toContain(`${at}/publication`);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect((await test.get('/organisations/northwick/inspections')).text).not.toContain('Children’s services');
    expect((await test.get(at)).status).toBe(303);
    expect((await test.get(`/history/record_entry/${at.slice(9)}`)).status).toBe(404);
    expect((await kim.get('/my-work')).text).toContain(at);
    expect((await kit.get('/my-work')).text).not.toContain(`Check ${at.slice(9)}`);
  });

  it('is not published by whoever wrote it, whatever they send', async () => {
    const { version = '' } = hiddenFields((await kim.get(at)).text, `${at}/publication`);
    const forged = await kit.post(`${at}/publication`, { read: 'yes', version }, { from: at });
    expect(forged.status).toBe(403);
    expect(forged.text).toContain('Kim Keeper can do this.');
    const returned = await kit.post(`${at}/return`, { why: 'No', version }, { from: at });
    expect(returned.status).toBe(403);
  });

  it('is given back with a reason and put right; then neither of those who wrote it publishes it', async () => {
    const without = await kim.post(`${at}/return`, {}, { from: at });
    expect(without.status).toBe(422);
    expect(errorsOf(without.text)).toEqual(['Enter the reason']);
    const back = await kim.post(`${at}/return`, { why: 'It is page 5.' }, { from: at });
    expect(back.status).toBe(303);
    expect((await kit.get(at)).text).toContain('It is page 5.');
    expect(withoutRefSpans((await kit.get('/my-work')).text)).toContain(`Put right ${at.slice(9)}`);
    const shown = hiddenFields((await kim.get(`${at}/edit`)).text, `${at}/edit`);
    const right = { ...judged, ...(await grades()), source, sourcePage: '5' };
    expect((await kit.post(`${at}/edit`, right)).status).toBe(303);
    const late = await kim.post(`${at}/edit`, { ...shown, ...right, subject: 'Services for children' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone changed this entry at');
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect((await kim.post(`${at}/edit`, { ...right, subject: 'Services for children' })).status).toBe(303);
    expect((await kim.get(at)).text).not.toContain(`${at}/publication`);
  });

  it('is published by another, who read the source, and is then on the record with it', async () => {
    const kay = await aPerson(test, { name: 'Kay Keeper', grants: [aGrant({ role: 'record_keeper' })] });
    const unread = await kay.post(`${at}/publication`, {}, { from: at });
    expect(unread.status).toBe(422);
    expect(errorsOf(unread.text)).toEqual(['Confirm that you read the source and that it says this']);
    const { version = '' } = hiddenFields((await kay.get(at)).text, `${at}/publication`);
    const stale = await kay.post(
      `${at}/publication`,
      { read: 'yes', version: String(Number(version) - 1) },
      { from: at },
    );
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Nothing was done. Look at it again.');
    const done = await kay.post(`${at}/publication`, { read: 'yes' }, { from: at });
    expect(done.status).toBe(303);
    const row = await test.database.row<{ ref: string; precision: string; verified: number; episodes: number }>(sql`
      SELECT inspection.ref, inspection.started_on AS "precision", inspection.verified,
             (SELECT CAST(count(*) AS integer) FROM failure_episode
               WHERE failure_episode.organisation_id = 'northwick') AS "episodes"
        FROM inspection WHERE inspection.organisation_id = 'northwick'`);
    expect(row).toMatchObject({ precision: '2019-03', verified: 1, episodes: 1 });
    const page = await test.get(`/inspections/${row?.ref}`).expect(200);
    expect(page.text).toContain('Services for children');
    expect(page.text).toContain(source);
    expect((await kay.get(at)).text).toContain(`/inspections/${row?.ref}`);
    const again = await kay.post(`${at}/publication`, { read: 'yes', version: '99' }, { from: at });
    expect(again.status).toBe(409);
    expect((await kay.get(`/history/record_entry/${at.slice(9)}`)).text).toContain('published this entry');
    const twice = await write(kit, 'judgement', { ...judged, ...(await grades()), source }, framework);
    expect(errorsOf(twice.text)[0]).toContain('is on the record already');
  });

  it('brings a warning sign and an event to the timeline in the same way', async () => {
    const fact = { source, 'occurredOn-year': '2018', 'knownOn-month': '2', 'knownOn-year': '2018' };
    for (const [kind, fields] of [
      ['warning', { warningKind: 'staff_voice', text: 'Staff said that nobody listened' }],
      ['event', { eventKind: 'incident', text: 'The server failed for a week', significant: 'yes' }],
    ] as const) {
      const written = await write(kit, kind, { ...fact, ...fields });
      expect(written.status).toBe(303);
      const entry = (written.headers.location ?? '').split('?')[0] ?? '';
      expect((await test.get('/organisations/northwick/timeline')).text).not.toContain(fields.text);
      expect((await kim.post(`${entry}/publication`, { read: 'yes' }, { from: entry })).status).toBe(303);
      expect((await test.get('/organisations/northwick/timeline')).text).toContain(fields.text);
      expect((await test.get('/organisations/northwick/timeline?known=2018-01-31')).text).not.toContain(fields.text);
      expect((await test.get('/organisations/northwick/timeline?known=2018-02-28')).text).toContain(fields.text);
    }
  });

  it('is given up for a reason, and then stays as it is', async () => {
    const written = await write(kit, 'event', {
      source,
      eventKind: 'money',
      text: 'A loan',
      'occurredOn-year': '2017',
    });
    const entry = (written.headers.location ?? '').split('?')[0] ?? '';
    expect((await kit.post(`${entry}/drop`, { why: 'It was another council.' }, { from: entry })).status).toBe(303);
    expect((await kim.get(entry)).text).toContain('It was another council.');
    expect((await kim.get(`${entry}/edit`)).status).toBe(404);
    const late = await kim.post(`${entry}/publication`, { read: 'yes', version: '2' }, { from: entry });
    expect(late.status).toBe(409);
    expect((await test.get('/organisations/northwick/timeline')).text).not.toContain('A loan');
  });

  it('is not written where a place has people here who do it themselves', async () => {
    const secretary = await aPerson(test, {
      name: 'Sam Secretary',
      grants: [aGrant({ role: 'board_secretary', organisationId: 'eastmere' })],
    });
    expect(secretary.account.name).toBe('Sam Secretary');
    const refused = await kit.get('/entries/new?organisation=eastmere&kind=event').expect(200);
    expect(refused.text).toContain('Sam Secretary can do this.');
    const office = await test.database.row<{ id: string }>(sql`
      SELECT framework.inspectorate_id AS id FROM framework WHERE framework.key = ${framework}`);
    await aPerson(test, { name: 'Ira Inspector', grants: [aGrant({ role: 'inspector', inspectorateId: office?.id })] });
    expect((await kit.get(began('judgement', framework))).text).toContain('Ira Inspector can do this.');
    const sent = await kit.post(
      '/entries/new',
      { kind: 'judgement', organisation: 'eastmere', framework, ...judged, source },
      { from: '/sources/new' },
    );
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Ira Inspector can do this.');
  });

  it('is held to two people by the database too', async () => {
    await expect(
      test.database.transaction(() =>
        test.database.run(sql`
          UPDATE record_entry SET state = 'published', decided_by = record_entry.recorded_by
           WHERE record_entry.state = 'dropped'`),
      ),
    ).rejects.toThrow(/CK_record_entry_two_people|CHECK/);
  });
});
