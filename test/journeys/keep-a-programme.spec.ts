import { theService } from '../../src/access/audit.service.js';
import { ProgrammesService } from '../../src/programmes/programmes.service.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const from = '/programmes/no-wrong-door/entries/new';
const page = '/programmes/no-wrong-door';

describe('keeping what is told of a programme', () => {
  let test: TestApp;
  let kit: Person;
  let kim: Person;

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    const keeper = (name: string) => aPerson(test, { name, grants: [aGrant({ role: 'record_keeper' })] });
    kit = await keeper('Kit Keeper');
    kim = await keeper('Kim Keeper');
  }, 120_000);
  afterAll(() => test.close());

  const write = (kind: string, fields: Record<string, string>, replaces = '') =>
    kit.post(
      from,
      { source: 'SO-0001', ...fields },
      { from: `${from}?kind=${kind}${replaces && `&replaces=${replaces}`}` },
    );

  /** Writes as Kit and publishes as Kim. */
  const keep = async (kind: string, fields: Record<string, string>, replaces = ''): Promise<string> => {
    const written = await write(kind, fields, replaces);
    expect([written.status, errorsOf(written.text)]).toEqual([303, []]);
    const ref = /RE-\d+/.exec(written.headers.location ?? '')?.[0] ?? '';
    const published = await kim.post(`/entries/${ref}/publication`, { read: 'yes' }, { from: `/entries/${ref}` });
    expect([published.status, errorsOf(published.text)]).toEqual([303, []]);
    return ref;
  };

  const read = async (): Promise<string> => (await test.get(page)).text.replaceAll('\u00a0', ' ');

  const idOf = async (table: 'outcome_claim' | 'programme_element', text: string): Promise<string> => {
    const row =
      table === 'outcome_claim'
        ? await test.database.row<{ id: string }>(
            sql`SELECT outcome_claim.id FROM outcome_claim WHERE outcome_claim.text = ${text} AND outcome_claim.withdrawn_at IS NULL`,
          )
        : await test.database.row<{ id: string }>(
            sql`SELECT programme_element.id FROM programme_element WHERE programme_element.text = ${text} AND programme_element.withdrawn_at IS NULL`,
          );
    return row?.id ?? '';
  };

  it('begins on its page, for record keepers alone', async () => {
    expect((await kit.get(page)).text).toContain(`href="${from}"`);
    expect(await read()).not.toContain(from);
    const first = await kit.get(from).expect(200);
    expect(pageFaults(readHtml(first.text))).toEqual([]);
    for (const kind of ['funding', 'stage', 'claim', 'element', 'weakness', 'use']) {
      const form = await kit.get(`${from}?kind=${kind}`).expect(200);
      expect([kind, pageFaults(readHtml(form.text))]).toEqual([kind, []]);
    }
    const member = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect((await member.get(from)).status).toBe(403);
    expect((await kit.get('/programmes/right-door/entries/new')).status).toBe(404);
    expect((await kit.get(`${from}?kind=claim&replaces=nothing`)).status).toBe(404);
  });

  it('says at each field what is missing', async () => {
    expect(errorsOf((await write('funding', {})).text)).toEqual(['Enter who gives the money']);
    expect(errorsOf((await write('stage', {})).text)).toEqual(['Enter the place', 'Select the stage']);
    expect(errorsOf((await write('claim', { outcome: 'Drugs', text: 'Less', figure: 'share' })).text)).toEqual([
      'Enter the number',
    ]);
    const odd = { outcome: 'Drugs', text: 'Less', figure: 'share', value: '120', numerator: '12', denominator: '10' };
    expect(errorsOf((await write('claim', odd)).text)).toEqual([
      'Number must be between 0 and 100',
      'How many of them must be no more than out of how many',
    ]);
    expect(errorsOf((await write('use', { episode: 'EP-9999' })).text)).toEqual([
      'Enter the reference of a case on the record, such as EP-0001',
    ]);
    const backwards = { funder: 'A trust', 'fundedFrom-year': '2024', 'fundedTo-year': '2022' };
    expect(errorsOf((await write('funding', backwards)).text)).toEqual([
      'Date the money ends must be the same as or after the date it begins',
    ]);
    expect(errorsOf((await write('funding', { funder: 'A trust', source: 'SO-99999' })).text)).toEqual([
      'Enter the reference of a source that is on the record, such as SO-0012',
    ]);
  });

  it('shows money only once another has published it, with the risk to staff', async () => {
    const fields = {
      funder: 'A charitable trust',
      amount: '250000',
      'fundedTo-year': '2027',
      follows: 'none_known',
      contracts: 'yes',
    };
    const written = await write('funding', fields);
    const ref = /RE-\d+/.exec(written.headers.location ?? '')?.[0] ?? '';
    expect(await read()).not.toContain('A charitable trust');
    const entry = await kit.get(`/entries/${ref}`).expect(200);
    expect(entry.text).toContain('A charitable trust');
    expect(pageFaults(readHtml(entry.text))).toEqual([]);
    const mine = await kit.post(
      `/entries/${ref}/publication`,
      { read: 'yes', version: '1' },
      { from: `/entries/${ref}` },
    );
    expect(mine.status).toBe(403);
    const published = await kim.post(`/entries/${ref}/publication`, { read: 'yes' }, { from: `/entries/${ref}` });
    expect(published.status).toBe(303);
    const words = await read();
    expect(words).toContain('A charitable trust');
    expect(words).toContain('Staffing risk: it ends within 12 months');
    expect((await kim.get(`/entries/${ref}`)).text).toContain(`href="${page}"`);
  });

  it('takes a place on by one stage, and refuses a step backwards in time', async () => {
    await keep('stage', { place: 'Leicester Council', stage: 'running', 'occurredOn-year': '2021' });
    const early = await write('stage', { place: 'Leicester', stage: 'embedded', 'occurredOn-year': '2020' });
    expect(errorsOf(early.text)).toEqual(['Date must be the same as or after the last stage of this place']);
    const odd = await write('stage', { place: 'Leicester', stage: 'considering', 'occurredOn-year': '2022' });
    expect(errorsOf(odd.text)).toEqual(['Select a stage that can follow the last one of this place']);
    const bare = await write('stage', { place: 'Leicester', stage: 'stopped', 'occurredOn-year': '2023' });
    expect(errorsOf(bare.text)).toEqual(['Enter why it stopped']);
    await keep('stage', {
      place: 'Leicester',
      stage: 'stopped',
      'occurredOn-year': '2023',
      reason: 'The money ended.',
    });
    const words = await read();
    expect(words).toContain('The money ended.');
    expect(words).toMatch(
      /Before: preparing, October 2019\. Chosen in October 2019 to take it up\. .*Before: running, 2021\./,
    );
    expect(words).toContain('1 stopped');
  });

  it('puts a claim right: the new one stands against what the old one did, and the old one stays in the history', async () => {
    const old = 'Drug use fell by 33%.';
    const id = await idOf('outcome_claim', old);
    const form = await kit.get(`${from}?kind=claim&replaces=${id}`).expect(200);
    expect(form.text).toContain('Drug use fell by 33%.');
    const fields = {
      outcome: 'Drug and alcohol use',
      text: 'Drug use fell by a third, says the press.',
      figure: 'change',
      value: '-33',
      valueUnit: '%',
    };
    const ref = await keep('claim', fields, id);
    const words = await read();
    expect(words).not.toContain(old);
    expect(words).toContain('Drug use fell by a third, says the press.');
    expect(words).toContain('3 claims that do not say the same, side by side.');
    const row = await test.database.row<{ withdrawnReason: string }>(
      sql`SELECT outcome_claim.withdrawn_reason AS "withdrawnReason" FROM outcome_claim WHERE outcome_claim.id = ${id}`,
    );
    expect(row?.withdrawnReason).toBe(`Put right by ${ref}`);
    const again = await write('claim', fields, '');
    expect(again.status).toBe(303);
  });

  it('says what was done about a weakness, and which turnaround used it', async () => {
    const words = 'Some young people found the move out “abrupt” and “too fast”.';
    const id = await idOf('programme_element', words);
    await keep(
      'weakness',
      { text: words, response: 'Moves are now planned a year ahead.', weaknessStatus: 'answered' },
      id,
    );
    await keep('use', { episode: 'ep-0001', text: 'Key workers.', 'occurredOn-year': '2024' });
    const told = await read();
    expect(told).toContain('Moves are now planned a year ahead.');
    expect(told).toContain('Key workers.');
    expect((await test.get('/episodes/EP-0001')).text).toContain('Programmes used');
  });

  it('adds a principle, a place, a role and an offer, and puts each right without losing what stood there', async () => {
    expect(errorsOf((await write('element', {})).text)).toEqual([
      'Select what it is',
      'Enter what the source says of it',
    ]);
    const odd = { element: 'site', text: 'A second hub', roleNumber: '3' };
    expect(errorsOf((await write('element', odd)).text)).toEqual([
      'Enter the name of the place',
      'Leave the number empty, or select a role or something that it offers',
    ]);
    const backwards = { 'occurredOn-year': '2024', 'elementEndedOn-year': '2022' };
    expect(
      errorsOf((await write('element', { element: 'principle', text: 'Always unicorn', ...backwards })).text),
    ).toEqual(['Date it ended must be the same as or after the date it began']);
    await keep('element', { element: 'principle', text: 'Nobody is turned away at the door.' });
    await keep('element', {
      element: 'site',
      text: 'Opened beside the first one.',
      sitePlace: 'Selby hub',
      siteKind: 'hub',
      'occurredOn-year': '2021',
    });
    await keep('element', { element: 'role', text: 'Life coaches who are trained psychologists.', roleNumber: '2' });
    await keep('element', { element: 'offer', text: 'Beds kept free for one night.', roleNumber: '3' });
    const told = await read();
    for (const words of [
      'Nobody is turned away at the door.',
      'Selby hub',
      'Life coaches who are trained psychologists.',
    ])
      expect(told).toContain(words);
    const { text: offers } = await kit.get('/programmes/no-wrong-door/offers.csv').expect(200);
    expect(offers).toMatch(/Beds kept free for one night\.,3,/);
    const id = await idOf('programme_element', 'Nobody is turned away at the door.');
    const form = await kit.get(`${from}?kind=element&replaces=${id}`).expect(200);
    expect(form.text).toContain('Nobody is turned away at the door.');
    await keep('element', { element: 'principle', text: 'No young person is turned away.' }, id);
    const after = await read();
    expect(after).toContain('No young person is turned away.');
    expect(after).not.toContain('Nobody is turned away at the door.');
    const row = await test.database.row<{ reason: string }>(
      sql`SELECT programme_element.withdrawn_reason AS reason FROM programme_element WHERE programme_element.id = ${id}`,
    );
    expect(row?.reason).toMatch(/^Put right by RE-\d+$/);
  });

  it('lets what is said of a place be said of the one that takes its place', async () => {
    const [adoption, principle, source] = [
      await test.database.row<{ id: string }>(
        sql`SELECT adoption.id FROM adoption WHERE adoption.withdrawn_at IS NULL LIMIT 1`,
      ),
      await test.database.row<{ id: string }>(
        sql`SELECT programme_element.id FROM programme_element
             WHERE programme_element.kind = 'principle' AND programme_element.withdrawn_at IS NULL LIMIT 1`,
      ),
      await test.database.row<{ id: string }>(sql`SELECT source.id FROM source LIMIT 1`),
    ];
    await test.app.get(ProgrammesService).addFidelity(theService, [
      {
        adoptionId: adoption?.id ?? '',
        principleId: principle?.id ?? '',
        fidelity: 'part',
        sources: [{ sourceId: source?.id ?? '' }],
      },
    ]);
    const site = await test.database.row<{ id: string; place: string; text: string }>(sql`
      SELECT programme_element.id, programme_element.place, programme_element.text
        FROM programme_element
       WHERE programme_element.kind = 'site' AND programme_element.withdrawn_at IS NULL AND programme_element.place IS NOT NULL
       LIMIT 1`);
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE outcome_claim SET site_id = ${site?.id ?? ''} WHERE outcome_claim.site_id IS NULL`),
    );
    await keep(
      'element',
      { element: 'site', text: 'As the source says it.', sitePlace: site?.place ?? '', siteKind: 'team' },
      site?.id ?? '',
    );
    const left = await test.database.row<{ count: number }>(
      sql`SELECT CAST(count(*) AS integer) AS count FROM outcome_claim WHERE outcome_claim.site_id = ${site?.id ?? ''}`,
    );
    expect(left?.count).toBe(0);
    await keep('element', { element: 'principle', text: 'The same principle, said better.' }, principle?.id ?? '');
    const now = await test.database.row<{ text: string }>(sql`
      SELECT programme_element.text
        FROM adoption_fidelity
        JOIN programme_element ON programme_element.id = adoption_fidelity.principle_id
       WHERE adoption_fidelity.adoption_id = ${adoption?.id ?? ''}`);
    expect(now?.text).toBe('The same principle, said better.');
    expect(await read()).toContain('The same principle, said better.');
  });

  it('is refused where what it puts right went meanwhile', async () => {
    const id = await idOf('programme_element', 'In Middlesbrough, suitable foster placements were hard to find.');
    const fields = { text: 'Placements were hard to find.', weaknessStatus: 'open' };
    const [one, other] = [await write('weakness', fields, id), await write('weakness', fields, id)];
    const refs = [one, other].map(({ headers }) => /RE-\d+/.exec(headers.location ?? '')?.[0] ?? '');
    const publish = (ref: string) =>
      kim.post(`/entries/${ref}/publication`, { read: 'yes' }, { from: `/entries/${ref}` });
    expect((await publish(refs[0] ?? '')).status).toBe(303);
    const late = await publish(refs[1] ?? '');
    expect(late.status).toBe(422);
    expect(late.text).toContain('What this would put right is not on the page any more');
  });

  it('lets whoever wrote an entry change it until it is published', async () => {
    const written = await write('funding', { funder: 'A fund', 'fundedFrom-year': '2025' });
    const ref = /RE-\d+/.exec(written.headers.location ?? '')?.[0] ?? '';
    const form = await kit.get(`/entries/${ref}/edit`).expect(200);
    expect(form.text).toContain('A fund');
    const changed = await kit.post(
      `/entries/${ref}/edit`,
      { funder: 'Another fund', source: 'SO-0001', 'fundedFrom-year': '2025' },
      { from: `/entries/${ref}/edit` },
    );
    expect([changed.status, errorsOf(changed.text)]).toEqual([303, []]);
    expect((await kit.get(`/entries/${ref}`)).text).toContain('Another fund');
    expect(await read()).not.toContain('Another fund');
  });
});
