import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { InspectionIndexService } from '../../src/inspections/inspection-index.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { DeadlinesService } from '../../src/office/deadlines.service.js';
import { SearchService } from '../../src/office/search.service.js';
import { withoutRefSpans } from '../builders/html.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aTeam, anOutline } from '../builders/an-inspection-team.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let body: { id: string; slug: string; name: string };
let other: { id: string; slug: string };

const words = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=');
const page = async (path: string, person?: Person): Promise<string> => {
  const { status, text } = await (person ? person.get(path) : test.get(path));
  if (status !== 200) throw new Error(`${path} answers ${status}`);
  return words(text);
};

beforeAll(async () => {
  test = await startTestApp({ library: true });
  const rows = await test.database.rows<{ id: string; slug: string; name: string }>(sql`
    SELECT organisation.id, organisation.slug, organisation.name
      FROM organisation WHERE organisation.kind = 'council' ORDER BY organisation.ref LIMIT 2`);
  [body, other] = rows as [typeof body, typeof body];
}, 120_000);
afterAll(() => test.close());

describe('searching everything', () => {
  it('groups what is found by what it is, and leads to each', async () => {
    const html = await page('/search?q=doncaster');
    expect(html).toMatch(/<h1[^>]*>\d+ results for ‘doncaster’<\/h1>/);
    for (const heading of ['Organisations', 'Failure episodes', 'Inspections', 'Sources'])
      expect(html).toMatch(new RegExp(`<h2[^>]*>${heading} \\(\\d+\\)</h2>`));
    const [, first = ''] = /found__link" href="([^"]+)"/.exec(html) ?? [];
    expect((await test.get(first)).status).toBe(200);
    expect(html).toContain('/search?q=doncaster&amp;kind=inspection');
  });

  it('gives one kind a page at a time', async () => {
    const html = await page('/search?q=children&kind=source&page=2');
    expect(html).toMatch(/Showing 26 to \d+ of \d+/);
    expect([...html.matchAll(/found__item/g)].length).toBeGreaterThan(1);
  });

  it('says what to do when nothing is found, or nothing was asked', async () => {
    expect(await page('/search?q=zzzz')).toContain('Nothing found for ‘zzzz’.');
    expect(await page('/search')).toContain('are searched together');
    const odd = '/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&kind=nothing&page=x';
    expect(await page(odd)).not.toContain('<script>alert');
    expect(await page('/search?q=a&q=b')).toContain('given more than once');
  });

  it('shows a draft to its team, a paper to its board, and neither to anybody else', async () => {
    const team = await aTeam(test.app.get.bind(test.app), test.database, { name: 'Zorbington Council' });
    const { StartingInspectionsService } = await import('../../src/inspections/starting-inspections.service.js');
    const started = await test.app.get(StartingInspectionsService).start(team.lead, anOutline(team));
    expect(started.ok).toBe(true);
    await test.database.transaction(() =>
      test.app.get(SearchService).put([
        {
          kind: 'episode',
          recordId: 'paper',
          title: 'Zorbington: a case that its board alone knows',
          words: [],
          address: 'EP-9999',
          scope: `board:${team.organisationId}`,
        },
      ]),
    );
    const cookieOf = async (id: string): Promise<string> => {
      const { SessionsService } = await import('../../src/access/sessions.service.js');
      return `turnaround=${await test.app.get(SessionsService).start(id, 'Firefox')}`;
    };
    const found = async (accountId: string | null): Promise<string> => {
      const request = test.get('/search?q=zorbington');
      const { status, text } = await (accountId ? request.set('Cookie', await cookieOf(accountId)) : request);
      expect(status).toBe(200);
      return text;
    };
    const draft = 'not published';
    const paper = 'a case that its board alone knows';
    for (const member of [team.lead, team.second]) expect(await found(member.account.id)).toContain(draft);
    for (const outsider of [team.stranger, team.contact, team.administrator])
      expect(await found(outsider.account.id)).not.toContain(draft);
    expect(await found(null)).not.toContain(draft);
    expect(await found(team.contact.account.id)).toContain(paper);
    for (const stranger of [team.lead, team.administrator])
      expect(await found(stranger.account.id)).not.toContain(paper);
    expect(await found(null)).not.toContain(paper);
    await test.app.get(InspectionIndexService).onApplicationBootstrap();
  });
});

describe('deadlines', () => {
  let secretary: Person;
  let stranger: Person;

  beforeAll(async () => {
    secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: body.id })] });
    stranger = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: other.id })] });
    const deadlines = test.app.get(DeadlinesService);
    const common = {
      organisationId: body.id,
      rule: 'action-plan',
      unit: 'working' as const,
      recordKind: 'organisation',
      recordId: body.id,
    };
    const start = (text: string, more: object) =>
      deadlines.startDeadline(theService, {
        ...common,
        text,
        startsOn: day('2026-11-02'),
        days: 30,
        visibility: 'public',
        ...more,
      });
    await start('Publish the report', {});
    await start('Send the plan', { days: 5 });
    const met = await start('Name a lead', { days: 3 });
    await deadlines.meet(theService, met.id, day('2026-11-10'));
    await start('Brief the board', { visibility: 'board', days: 70 });
    await start('Check the draft', { visibility: 'inspection', inspectionId: 'one', days: 12 });
    await start('Look once more', { startsOn: day('2030-12-02'), days: 40 });
  });

  it('stand in their order, what is overdue first, with the rule and the days left', async () => {
    const html = await page('/deadlines');
    expect(html).toMatch(/<h1[^>]*>3 deadlines not met yet<\/h1>/);
    const texts = ['Send the plan', 'Publish the report', 'Look once more'];
    expect(texts.map((text) => html.indexOf(text))).toEqual(
      texts.map((text) => html.indexOf(text)).toSorted((a, b) => a - b),
    );
    expect(html).toContain('5 working days from 2 November 2026');
    expect(html).toContain('Overdue');
    expect(html).toContain('10 working days late');
    expect(html).toContain('15 working days left');
    expect(html).toContain('Bank holidays after 2030 are not known yet');
    expect(html).not.toContain('Brief the board');
    expect(html).not.toContain('Check the draft');
  });

  it('are filtered, and come as a file with the same lines', async () => {
    expect(await page('/deadlines?state=overdue')).toMatch(/<h1[^>]*>1 deadline overdue<\/h1>/);
    expect(await page('/deadlines?state=met')).toContain('Met on 10 November 2026, 5 November 2026 was the last day');
    expect(await page('/deadlines?q=nowhere')).toContain('No deadlines.');
    const { text, headers } = await test.get('/deadlines.csv?state=all').buffer(true);
    expect(headers['content-type']).toContain('text/csv');
    expect(text.trim().split('\r\n')).toHaveLength(5);
    expect(text).toContain('2026-11-09,overdue,,Send the plan');
  });

  it('of a board are for its people alone', async () => {
    expect(await page('/deadlines', secretary)).toContain('Brief the board');
    for (const text of [await page('/deadlines', stranger), await page('/deadlines?whose=mine', stranger)])
      expect(text).not.toContain('Brief the board');
    const file = await stranger.get('/deadlines.csv?state=all').buffer(true);
    expect(file.text).not.toContain('Brief the board');
    expect((await secretary.get('/deadlines.csv?state=all').buffer(true)).text).toContain('Brief the board');
    expect(await page('/deadlines?whose=mine', stranger)).toContain('No deadlines.');
  });

  it('can be read by a calendar program, until the address is ended', async () => {
    const made = await secretary.post('/deadlines/feed', {}, { from: '/deadlines' });
    expect(made.status).toBe(200);
    const [, path = ''] = /(\/deadlines\.ics\?key=[\w-]{43})/.exec(words(made.text)) ?? [];
    const calendar = await test.get(path).buffer(true);
    expect([calendar.status, calendar.headers['content-type'], calendar.headers['cache-control']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-store',
    ]);
    const lines = calendar.text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
      'DTSTART;VALUE=DATE:20261109',
      'DTSTART;VALUE=DATE:20261214',
      'DTSTART;VALUE=DATE:20270211',
      expect.stringMatching(/^DTSTART;VALUE=DATE:2031/),
    ]);
    expect(lines).toContain(`SUMMARY:Brief the board: ${body.name.replaceAll(',', '\\,')}`);
    expect(calendar.text).not.toContain('Name a lead');
    expect(calendar.text).not.toContain('Check the draft');
    const again = await secretary.post('/deadlines/feed', {}, { from: '/deadlines' });
    const [, second = ''] = /(\/deadlines\.ics\?key=[\w-]{43})/.exec(words(again.text)) ?? [];
    expect((await test.get(path)).status).toBe(404);
    expect((await test.get(second)).status).toBe(200);
    expect((await secretary.post('/deadlines/feed/ending', {}, { from: '/deadlines' })).status).toBe(303);
    for (const wrong of [second, '/deadlines.ics', '/deadlines.ics?key=x', `/deadlines.ics?key=${'a'.repeat(43)}`])
      expect((await test.get(wrong)).status).toBe(404);
    expect((await test.get('/deadlines')).text).not.toContain('deadlines/feed');
  });

  it('that an account may no longer see leave its calendar', async () => {
    const made = await secretary.post('/deadlines/feed', {}, { from: '/deadlines' });
    const [, path = ''] = /(\/deadlines\.ics\?key=[\w-]{43})/.exec(words(made.text)) ?? [];
    expect((await test.get(path)).text).toContain('Brief the board');
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE role_grant SET to_on = '2026-11-22' WHERE account_id = ${secretary.account.id}`),
    );
    expect((await test.get(path)).text).not.toContain('Brief the board');
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE account SET status = 'disabled' WHERE id = ${secretary.account.id}`),
    );
    expect((await test.get(path)).status).toBe(404);
  });
});

describe('my work', () => {
  it('is for whoever signs in', async () => {
    const { status, headers } = await test.get('/my-work');
    expect([status, headers.location]).toEqual([303, '/sign-in?returnTo=%2Fmy-work']);
  });

  it('says what is due, for whose bodies it is due', async () => {
    const editor = await aPerson(test, { grants: [aGrant({ role: 'organisation_editor', organisationId: body.id })] });
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    const html = await page('/my-work', editor);
    expect(html).toContain('You are here as organisation editor.');
    expect(html).toContain('Send the plan');
    expect(html).toContain('Overdue since 9 November 2026');
    expect(html).not.toContain('Working-day calendar');
    expect(await page('/my-work', researcher)).toContain('You have nothing to do.');
  });

  it('says what a role may begin, and to nobody else', async () => {
    const secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: body.id })] });
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    const html = await page('/my-work', secretary);
    expect(html).toContain('href="/episodes/new"');
    expect(html).not.toContain('href="/inspections/new"');
    expect(await page('/my-work', researcher)).not.toContain('href="/episodes/new"');
  });

  it('keeps what a person watches, which changes nothing for others', async () => {
    const [reader, neighbour] = [
      await aPerson(test, { grants: [aGrant({ role: 'researcher' })] }),
      await aPerson(test, { grants: [aGrant({ role: 'researcher' })] }),
    ];
    const place = `/organisations/${body.slug}`;
    expect((await test.get(place)).text).not.toContain('Watch this organisation');
    expect(await page(place, reader)).toContain('Watch this organisation');
    const watched = await reader.post(`${place}/watch`, {}, { from: place });
    expect([watched.status, watched.headers.location]).toEqual([303, place]);
    expect(await page(place, reader)).toContain('Stop watching');
    expect(await page('/my-work', reader)).toContain(`Stop watching<span class="govuk-visually-hidden"> ${body.name}`);
    expect(await page('/my-work', neighbour)).toContain('You watch no organisation.');
    expect(await page('/deadlines?whose=mine', reader)).toContain('Publish the report');
    const ended = await reader.post(`${place}/watch/ending`, {}, { from: '/my-work' });
    expect([ended.status, ended.headers.location]).toEqual([303, '/my-work?done=unwatched']);
    expect(await page('/my-work?done=unwatched', reader)).toContain('You no longer watch that organisation.');
    expect((await reader.post('/organisations/nowhere/watch', {}, { from: place })).status).toBe(404);
  });
});

describe('what an inspection waits for', () => {
  it('stands in the work of whoever is to do it, and of nobody else', async () => {
    const get = test.app.get.bind(test.app);
    const team = await aTeam(get, test.database, { name: 'Quorbington Council' });
    const { SessionsService } = await import('../../src/access/sessions.service.js');
    const workOf = async (accountId: string): Promise<string> => {
      const cookie = `turnaround=${await test.app.get(SessionsService).start(accountId, 'Firefox')}`;
      const { status, text } = await test.get('/my-work').set('Cookie', cookie);
      expect(status).toBe(200);
      return words(text);
    };
    const { StartingInspectionsService } = await import('../../src/inspections/starting-inspections.service.js');
    const started = await test.app.get(StartingInspectionsService).start(team.lead, anOutline(team));
    const ref = started.ok ? started.value.ref : '';
    for (const member of [team.lead, team.second]) {
      const html = await workOf(member.account.id);
      expect(html).toContain('Go on with the draft');
      expect(html).toContain(`Quorbington Council, ${ref}`);
      expect(html).toContain(`/inspections/${ref}/workspace`);
    }
    for (const other of [team.assurer, team.contact, team.stranger, team.administrator])
      expect(await workOf(other.account.id)).not.toContain('Quorbington');
    await test.database.transaction(() =>
      test.database.run(sql`UPDATE role_grant SET to_on = '2026-11-22' WHERE account_id = ${team.second.account.id}`),
    );
    expect(await workOf(team.second.account.id)).not.toContain('Quorbington');
  });
});

describe('the working-day calendar', () => {
  let administrator: Person;
  beforeAll(async () => {
    administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
  });

  it('is for administrators', async () => {
    const secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: body.id })] });
    const refused = await secretary.get('/admin/calendar');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('administrator');
    expect((await test.get('/admin/calendar')).status).toBe(303);
    expect(await page('/my-work', administrator)).toContain('Working-day calendar');
  });

  it('shows a year, and what it rests on', async () => {
    const html = await page('/admin/calendar?year=2023', administrator);
    expect(html).toContain('Coronation of King Charles III');
    expect(html).toContain('8 May 2023');
    expect(html).toContain('All of the United Kingdom');
    expect(html).toContain('https://www.gov.uk/bank-holidays');
    expect(await page('/admin/calendar?year=2031', administrator)).toContain(
      'No bank holidays are known for 2031 yet.',
    );
    expect(await page('/admin/calendar?year=nonsense', administrator)).toContain('in 2026 on which offices');
  });

  it('refuses a day that cannot be, keeps what was typed, and says why at the field', async () => {
    const add = (fields: Record<string, string | readonly string[]>) =>
      administrator.post('/admin/calendar/days', fields, { from: '/admin/calendar' });
    const empty = await add({});
    expect(empty.status).toBe(422);
    for (const message of [
      'Enter the date of the holiday',
      'Enter what the holiday is called',
      'Select where offices are closed',
    ])
      expect(empty.text.split(message)).toHaveLength(3);
    const saturday = { 'on-day': '3', 'on-month': '7', 'on-year': '2027', name: 'A day of thanks', nations: ['wales'] };
    const weekend = await add(saturday);
    expect(weekend.status).toBe(422);
    expect(weekend.text).toContain('Date must be a weekday');
    expect(weekend.text).toContain('value="A day of thanks"');
    expect(weekend.text).toMatch(/value="wales" checked|value="wales"[^>]*checked/);
    const taken = await add({ ...saturday, 'on-day': '27', 'on-month': '12' });
    expect(taken.text).toContain('That day is a holiday there already');
    const added = await add({ ...saturday, 'on-day': '1' });
    expect([added.status, added.headers.location]).toEqual([303, '/admin/calendar?year=2027&done=added']);
    expect(await page('/admin/calendar?year=2027', administrator)).toContain('Added here');
  });

  it('lets a day be taken out with a reason, and put back', async () => {
    const html = await page('/admin/calendar?year=2029', administrator);
    const [, place = ''] = /href="(\/admin\/calendar\/days\/[^"]+)"/.exec(html) ?? [];
    const without = await administrator.post(`${place}/withdrawal`, {}, { from: place });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Enter why the day is taken out');
    expect((await administrator.post(`${place}/withdrawal`, { reason: 'Moved' }, { from: place })).status).toBe(303);
    expect(await page('/admin/calendar?year=2029', administrator)).toContain('Taken out');
    expect((await administrator.post(`${place}/reinstatement`, {}, { from: place })).status).toBe(303);
    expect(await page('/admin/calendar?year=2029', administrator)).not.toContain('Taken out');
    expect((await administrator.get('/admin/calendar/days/nothing')).status).toBe(404);
  });
});

describe('all of this', () => {
  it('left no fault behind', () => expect(test.faults).toEqual([]));
});
