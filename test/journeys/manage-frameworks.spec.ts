import { gradeHint } from '../../src/inspections/pages/area.page.js';
import { WorkshopFrameworkQueries } from '../../src/inspections/data/workspace.queries.js';
import { sql } from '../../src/database/sql.js';
import { FrameworkLibraryService } from '../../src/inspections/framework-library.service.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../../src/config/paths.js';
import request from 'supertest';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { anOffice, type Office } from '../builders/an-inspecting-office.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let office: Office;
let ada: Person;
let ben: Person;
let cleo: Person;

const words = (html: string): string =>
  html.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replaceAll('&#x27;', "'");
const page = async (path: string, person: Person = ada): Promise<string> => {
  const { status, text } = await person.get(path);
  if (status !== 200) throw new Error(`${path} answers ${status}`);
  return words(text);
};
const publicly = async (path: string): Promise<string> => words((await request(test.url).get(path)).text);

const copyPlace = '/admin/frameworks/new?copy=ofsted_ilacs_2023';
const name = 'Inspecting council services anew';
const publicPlace = '/frameworks/inspecting-council-services-anew-2026';
const typed = {
  title: name,
  'effectiveFrom-day': '1',
  'effectiveFrom-month': '11',
  'effectiveFrom-year': '2026',
  unit: 'organisation',
  episodeArea: 'children',
  sectors: ['councils'],
  nations: ['england'],
  headline: 'Overall experience of children',
  others: 'Leaders\nHelp and protection',
  failing: 'formal',
  recoveredRule: 'no_failing_area',
  planDays: '55',
  note: 'Added in a test',
  sourceUrl: 'https://www.gov.uk/anew',
};
let scale = '';
let draftPlace = '';
const statementsOf = () =>
  test.database.rows<{ kind: string; text: string }>(sql`
    SELECT framework_fact.kind, framework_fact.text FROM framework_fact
      JOIN framework ON framework.id = framework_fact.framework_id
     WHERE framework.key = 'inspecting-council-services-anew-2026'
     ORDER BY framework_fact.kind, framework_fact.position`);

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test);
  ada = office.administrator;
  ben = await aPerson(test, { name: 'Ben Second', grants: [aGrant({ role: 'administrator' })] });
  cleo = await aPerson(test, { name: 'Cleo Reader', grants: [aGrant({ role: 'researcher' })] });
  const row = await test.database.row<{ id: string }>(sql`
    SELECT framework.scale_id AS id FROM framework WHERE framework.key = 'ofsted_ilacs_2023'`);
  scale = row?.id ?? '';
}, 120_000);
afterAll(() => test.close());

const startPlace = (): string => `/inspections/new/framework?organisation=${office.body.slug}`;
const offered = async (): Promise<boolean> => {
  const { text } = await office.lead.get(startPlace());
  if (!text.includes('ofsted_ilacs_2023')) throw new Error('The inspector is offered nothing');
  return text.includes('inspecting-council-services-anew-2026');
};
const isPublic = async (): Promise<readonly boolean[]> => [
  (await publicly('/frameworks')).includes(name),
  (await publicly('/frameworks.csv')).includes(name),
  (await request(test.url).get(publicPlace)).status === 200,
  (await publicly(`/search?q=${encodeURIComponent(name)}`)).includes(publicPlace),
];

describe('framework versions', () => {
  it('are for administrators, who find them from their work', async () => {
    expect(await page('/my-work')).toContain('href="/admin/frameworks"');
    for (const path of ['/admin/frameworks', '/admin/frameworks/new', '/admin/lists'])
      expect((await cleo.get(path)).status).toBe(403);
    expect(await page('/admin/frameworks')).toContain('No draft waits.');
  });

  it('say at their fields what cannot stand, and keep what was typed', async () => {
    const post = (fields: Record<string, string | readonly string[]>) =>
      ada.post('/admin/frameworks/new', fields, { from: copyPlace });
    const empty = await post({});
    expect(empty.status).toBe(422);
    for (const message of [
      'Enter the name of the version',
      'Enter the first day of use',
      'Select the scale of its grades',
    ])
      expect(empty.text.split(message)).toHaveLength(3);
    const refusals: [Record<string, string>, string][] = [
      [{ others: 'Overall experience of children' }, 'Each area must be named only once'],
      [{ headline: '' }, 'Select another rule, or enter a headline judgement'],
      [{ failing: 'same' }, 'names an area that this version does not have'],
      [{ sourceUrl: 'ftp://example.org' }, 'Address must begin with https://'],
      [{ planDays: 'many' }, 'Working days must be a whole number'],
      [{ scale: 'nothing' }, 'Select the scale of its grades'],
      [
        { 'effectiveTo-day': '1', 'effectiveTo-month': '1', 'effectiveTo-year': '2020' },
        'Last day must be the same as or after the first day',
      ],
    ];
    for (const [change, message] of refusals) {
      const answer = await post({ ...typed, scale, ...change });
      expect([answer.status, words(answer.text).split(message).length]).toEqual([422, 3]);
      expect(answer.text).toContain('Added in a test');
    }
    const plain = await ada.post('/admin/frameworks/new', { ...typed, scale });
    expect([plain.status, plain.text.includes('Select the inspectorate')]).toEqual([422, true]);
    expect((await ada.get('/admin/frameworks/new?copy=nothing')).status).toBe(404);
  });

  it('begin as a draft that nobody else sees', async () => {
    expect(await page(copyPlace)).toContain('Outstanding');
    const made = await ada.post('/admin/frameworks/new', { ...typed, scale }, { from: copyPlace });
    expect(made.status).toBe(303);
    draftPlace = (made.headers.location ?? '').replace('?done=added', '');
    expect(draftPlace).toMatch(/^\/admin\/frameworks\/drafts\//);
    const html = await page(`${draftPlace}?done=added`);
    expect(html).toContain('Another administrator must agree it');
    expect(html).toContain('55 working days after the report is received');
    expect(html).toContain('Ben Second');
    expect(await isPublic()).toEqual([false, false, false, false]);
    expect(await offered()).toBe(false);
    expect((await cleo.get(draftPlace)).status).toBe(403);
    expect((await ben.get('/admin/frameworks/drafts/nothing')).status).toBe(404);
    const again = await ada.post('/admin/frameworks/new', { ...typed, scale }, { from: copyPlace });
    expect([again.status, again.text.includes('There is a version with this name and year already')]).toEqual([
      422,
      true,
    ]);
  });

  it('are not agreed by whoever saved them last', async () => {
    const { text } = await ada.get(draftPlace);
    expect(text).not.toContain('Agree this version');
    const version = hiddenFields(text, `${draftPlace}/dropping`).version ?? '';
    const answer = await ada.post(`${draftPlace}/agreement`, { version }, { from: draftPlace });
    expect([answer.status, answer.text.includes('another administrator must agree it: Ben Second')]).toEqual([
      422,
      true,
    ]);
    expect(await offered()).toBe(false);
  });

  it('are changed by one person at a time', async () => {
    const edit = `${draftPlace}/edit`;
    const { text } = await ada.get(edit);
    const before = hiddenFields(text, edit);
    const agreeing = hiddenFields((await ben.get(draftPlace)).text, `${draftPlace}/agreement`);
    expect((await ada.post(edit, { ...typed, scale, note: 'Words of the first' })).status).toBe(303);
    const { version = '', was = '' } = before;
    const late = await ben.post(edit, { ...typed, scale, note: 'Words of the second', version, was });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone changed this draft');
    expect(late.text).toContain('Words of the second');
    const stale = await ben.post(`${draftPlace}/agreement`, { version: agreeing.version ?? '' }, { from: draftPlace });
    expect([stale.status, stale.text.includes('Somebody changed this draft after you opened it')]).toEqual([409, true]);
    const bad = await ada.post(edit, { ...typed, scale, title: '' });
    expect([bad.status, bad.text.includes('Enter the name of the version')]).toEqual([422, true]);
  });

  it('are public and offered once another administrator agrees', async () => {
    const agreed = await ben.post(`${draftPlace}/agreement`, {}, { from: draftPlace });
    expect([agreed.status, agreed.headers.location]).toEqual([
      303,
      '/admin/frameworks/versions/inspecting-council-services-anew-2026?done=agreed',
    ]);
    expect(await isPublic()).toEqual([true, true, true, true]);
    expect(await offered()).toBe(true);
    const html = await publicly(publicPlace);
    for (const part of [
      'Leaders',
      'Help and protection',
      'Words of the first',
      'https://www.gov.uk/anew',
      'Action plan',
    ])
      expect(html).toContain(part);
    const history = await page('/history/framework/inspecting-council-services-anew-2026');
    expect(history).toContain('agreed this framework version, which somebody else wrote');
    const details = await office.lead.get(
      `/inspections/new/details?organisation=${office.body.slug}&framework=inspecting-council-services-anew-2026`,
    );
    expect([details.status, details.text.includes(name)]).toEqual([200, true]);
  });

  it('are never edited afterwards', async () => {
    expect((await ada.get(`${draftPlace}/edit`)).headers.location).toBe(draftPlace);
    const late = await ben.post(`${draftPlace}/agreement`, { version: '9' }, { from: '/admin/frameworks/new' });
    expect([late.status, late.text.includes('This draft was decided already')]).toEqual([409, true]);
  });

  it('stay as they are when the shipped file is loaded again', async () => {
    const before = await statementsOf();
    expect(before.map(({ kind }) => kind)).toContain('limiting_rule');
    const bytes = readFileSync(join(libraryFolder('inspections'), 'frameworks.json'));
    expect(await test.app.get(FrameworkLibraryService).keep(Buffer.concat([bytes, Buffer.from('\n')]))).toBe(true);
    expect(await statementsOf()).toEqual(before);
    expect(await isPublic()).toEqual([true, true, true, true]);
  });

  it('are closed, and stay readable', async () => {
    const place = '/admin/frameworks/versions/ofsted_ilacs_2026';
    const closing = `${place}/closing`;
    const on = (date: string, month: string, year: string) => ({
      'closesOn-day': date,
      'closesOn-month': month,
      'closesOn-year': year,
    });
    const { text } = await ben.get(place);
    const known = hiddenFields(text, closing).known ?? '';
    const empty = await ada.post(closing, {}, { from: place });
    expect([empty.status, empty.text.split('Enter the last day of use').length]).toEqual([422, 3]);
    const early = await ada.post(closing, { ...on('1', '1', '2001'), reason: 'x' }, { from: place });
    expect([early.status, early.text.includes('must be the same as or after its first day')]).toEqual([422, true]);
    const closed = await ada.post(closing, { ...on('31', '10', '2026'), reason: 'Replaced' }, { from: place });
    expect(closed.status).toBe(303);
    const late = await ben.post(closing, { ...on('30', '9', '2026'), reason: 'Replaced', known }, { from: place });
    expect([late.status, words(late.text).includes('it is now 31 October 2026')]).toEqual([409, true]);
    expect(await publicly('/frameworks/ofsted_ilacs_2026')).toContain('October 2026');
    const bytes = readFileSync(join(libraryFolder('inspections'), 'frameworks.json'));
    await test.app.get(FrameworkLibraryService).keep(Buffer.concat([bytes, Buffer.from('\n\n')]));
    expect(await page(place)).toContain('No longer in use');
    expect(await page('/admin/frameworks/versions/send_2016')).toContain('cannot be changed here');
  });

  it('may be given up before they are agreed', async () => {
    const made = await ada.post('/admin/frameworks/new', {
      ...typed,
      scale,
      title: 'Given up',
      inspectorate: 'ofsted',
    });
    const place = (made.headers.location ?? '').replace('?done=added', '');
    expect((await ben.post(`${place}/dropping`, {}, { from: place })).status).toBe(303);
    expect(await page(place)).toContain('Given up');
    expect((await request(test.url).get('/frameworks/given-up-2026')).status).toBe(404);
  });
});

describe('a scale of its own', () => {
  const five = 'Urgent improvement; failing; fails\nNeeds attention; below\nExpected; meeting\nStrong; exceeding';
  const own = {
    ...typed,
    title: 'Graded anew',
    inspectorate: 'ofsted',
    scale: 'own',
    scaleName: 'Scale of 2026',
    grades: five,
    recoveredRule: 'headline_meets',
  };
  const address = '/frameworks/graded-anew-2026';

  it('says at its fields what cannot stand', async () => {
    const refusals: [Record<string, string>, string][] = [
      [{ scaleName: '' }, 'Enter the name of the new scale'],
      [{ grades: '' }, 'Enter at least two grades, one on each line'],
      [{ grades: 'Bad; awful\nGood; meeting' }, 'Line 1: enter its band'],
      [{ grades: 'Bad; below\nGood; meeting' }, 'Select another rule: this scale has no failing grade'],
      [{ headline: '', failing: 'by-area' }, 'Select another rule, or enter a headline judgement'],
      [{ recoveredRule: '' }, 'Select when a case counts as recovered'],
    ];
    for (const [change, message] of refusals) {
      const answer = await ada.post('/admin/frameworks/new', { ...own, ...change });
      expect([answer.status, words(answer.text).includes(message)]).toEqual([422, true]);
      expect(answer.text).toContain('Added in a test');
    }
  });

  it('comes with a version that two administrators make, with when a case counts as recovered', async () => {
    const made = await ada.post('/admin/frameworks/new', own);
    expect(made.status).toBe(303);
    const place = (made.headers.location ?? '').replace('?done=added', '');
    const html = words(await page(place));
    expect(html).toContain(
      'Scale of 2026: Urgent improvement, Needs attention, Expected, Strong (failing: Urgent improvement)',
    );
    expect(html).toContain(
      'When every headline judgement of the latest full published inspection is in the band “meeting” or better',
    );
    const edit = await page(`${place}/edit`);
    expect(edit).toContain('Urgent improvement; failing; fails');
    const scales = await test.database.rows(sql`SELECT 1 FROM rating_scale WHERE rating_scale.label = 'Scale of 2026'`);
    expect(scales).toEqual([]);
    expect((await ben.post(`${place}/agreement`, {}, { from: place })).status).toBe(303);
    const grades = await test.database.rows(sql`
      SELECT rating_grade.label, rating_grade.ordinal, rating_grade.band, rating_grade.is_failing AS "isFailing",
             framework.recovered_rule AS rule
        FROM framework
        JOIN rating_grade ON rating_grade.scale_id = framework.scale_id
       WHERE framework.key = 'graded-anew-2026' ORDER BY rating_grade.ordinal`);
    const rule = 'headline_meets';
    expect(grades).toEqual([
      { label: 'Urgent improvement', ordinal: 1, band: 'failing', isFailing: 1, rule },
      { label: 'Needs attention', ordinal: 2, band: 'below', isFailing: 0, rule },
      { label: 'Expected', ordinal: 3, band: 'meeting', isFailing: 0, rule },
      { label: 'Strong', ordinal: 4, band: 'exceeding', isFailing: 0, rule },
    ]);
    expect(await publicly(address)).toContain('Urgent improvement');
    const copied = await page('/admin/frameworks/new?copy=graded-anew-2026');
    expect(copied).toContain('Scale of 2026');
    expect(copied).toMatch(/value="headline_meets" checked/);
  });

  it('has its grades explained in the framework’s own words, which inspectors read beside each', async () => {
    const meanings = '/admin/frameworks/versions/graded-anew-2026/meanings';
    expect((await cleo.get(meanings)).status).toBe(403);
    const hidden = hiddenFields((await ben.get(meanings)).text, meanings);
    const said = { meaning1: 'Children are not safe.', meaning2: '', meaning3: 'Needs are met.', meaning4: '' };
    const saved = await ada.post(meanings, said);
    expect(saved.headers.location).toBe('/admin/frameworks/versions/graded-anew-2026?done=meanings');
    const late = await ben.post(meanings, { ...hidden, ...said, meaning4: 'More than is expected.' });
    expect(late.status).toBe(409);
    expect(words(late.text)).toContain('Someone changed this list of meanings at');
    expect(late.text).toContain('More than is expected.');
    expect((await ben.post(meanings, { ...said, meaning4: 'More than is expected.' })).status).toBe(303);
    const row = await test.database.row<{ id: string }>(sql`
      SELECT framework.id FROM framework WHERE framework.key = 'graded-anew-2026'`);
    const grades = await test.app.get(WorkshopFrameworkQueries).grades(row?.id ?? '');
    expect(grades.map(({ meaning }) => meaning)).toEqual([
      'Children are not safe.',
      null,
      'Needs are met.',
      'More than is expected.',
    ]);
    const [worst] = grades;
    expect(worst && gradeHint(worst, grades)).toBe(
      'Children are not safe. Failing (our band). 1 of 4, counted from the worst. Counts as failing on this scale.',
    );
  });
});

describe('the lists of codes', () => {
  it('are read and not changed', async () => {
    const html = await page('/admin/lists');
    for (const part of [
      'Codes are part of the version of the service',
      'ombudsman_or_complaint',
      'Ombudsman or complaint',
    ])
      expect(html).toContain(part);
    expect(html).not.toContain('<textarea');
  });
});
