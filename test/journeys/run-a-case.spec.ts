import { sql } from '../../src/database/sql.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { pageFaults } from '../builders/page-checks.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };

let test: TestApp;
let council: string;
let slug: string;
let ofsted: string;
let secretary: Person;
let colleague: Person;
let chair: Person;
let member: Person;
let editor: Person;
let lead: Person;
let stranger: Person;
let researcher: Person;

beforeAll(async () => {
  test = await startTestApp({ today: day('2026-11-23') });
  const [made, other] = await test.app.get(OrganisationsService).registerMany(keeper, [
    { name: 'Northfold Council', kind: 'council', sector: 'councils' },
    { name: 'Elsewhere Council', kind: 'council', sector: 'councils' },
  ]);
  council = made?.id ?? '';
  slug =
    (
      await test.database.row<{ slug: string }>(sql`
    SELECT organisation.slug FROM organisation WHERE organisation.id = ${council}`)
    )?.slug ?? '';
  ofsted =
    (
      await test.database.row<{ id: string }>(sql`
    SELECT inspectorate.id FROM inspectorate WHERE inspectorate.key = 'ofsted'`)
    )?.id ?? '';
  await judge('2024-01-10', 'inadequate');
  const ours = { organisationId: council };
  const person = (role: Parameters<typeof aGrant>[0]['role'], grant: object = ours) =>
    aPerson(test, { grants: [aGrant({ role, ...grant })] });
  secretary = await person('board_secretary');
  colleague = await person('board_secretary');
  chair = await person('board_member', { ...ours, chair: true });
  member = await person('board_member');
  editor = await person('organisation_editor');
  lead = await person('lead_inspector', { inspectorateId: ofsted });
  stranger = await person('board_secretary', { organisationId: other?.id ?? '' });
  researcher = await person('researcher', {});
});
afterAll(() => test.close());

const judge = (publishedOn: string, grade: string) =>
  test.app.get(InspectionsService).recordMany(keeper, [
    {
      organisationId: council,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period(publishedOn),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
    },
  ]);

const on = (name: string, text: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

/** Posts a form that must be taken, and gives the page to which it leads. */
async function done(person: Person, path: string, fields: Record<string, string | string[]> = {}, from = path) {
  const answer = await person.post(path, fields, { from });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${wordsOf(answer.text)}`);
  const page = await person.get(answer.headers.location);
  expect(page.status).toBe(200);
  return page.text;
}

const wordsOf = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll(/&#x27;|&#39;/g, '’')
    .replaceAll(/\s+/g, ' ');

/** An address on a page, by a part of it. */
function link(html: string, pattern: RegExp): string {
  const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href).find((href) => pattern.test(href));
  if (!found) throw new Error(`No link ${String(pattern)}`);
  return found;
}

const text = async (person: Person, path: string): Promise<string> => wordsOf((await person.get(path)).text);

describe('opening a case', () => {
  it('goes task by task, and nothing is public before the last', async () => {
    const begin = await secretary.get('/episodes/new');
    expect(wordsOf(begin.text)).toContain('Northfold Council');
    expect(wordsOf(begin.text)).not.toContain('Elsewhere Council');
    const tasks = await done(secretary, '/episodes/new', { organisation: council });
    const ref = /CO-\d+/.exec(tasks)?.[0] ?? '';
    expect((await secretary.get(`/episodes/new/${ref}/check`)).status).toBe(303);
    const at = (task: string) => `/episodes/new/${ref}/${task}`;

    const empty = await secretary.post(at('area'), { area: '', title: '', unit: '', summary: 'Typed.' });
    expect(empty.status).toBe(422);
    expect(wordsOf(empty.text)).toContain('Select which part of its work failed');
    expect(empty.text).toContain('Typed.');
    await done(secretary, at('area'), {
      area: 'children',
      unit: '',
      title: 'Children’s services, 2024',
      summary: 'Judged inadequate in January 2024.',
    });

    const judgement = /<option value="([0-9a-f-]{36})"/.exec((await secretary.get(at('trigger'))).text)?.[1] ?? '';
    const fields = { judgement: '', declaredBy: '', ...on('declaredOn', '') };
    const none = await secretary.post(at('trigger'), { kind: 'judgement', ...fields });
    expect(wordsOf(none.text)).toContain('Select the judgement that opens the case');
    await done(secretary, at('trigger'), { kind: 'judgement', ...fields, judgement });
    await done(secretary, at('dates'), { ...on('onset', '2022'), basis: 'The report says so.' });
    await done(secretary, at('warning'), {
      known: 'new',
      ...on('on', '2023-05'),
      kind: 'staff_voice',
      text: 'Staff said that caseloads were too high.',
    });
    const check = await done(secretary, at('people'), {
      people: 'Director of children’s services, The council, dcs@council.example',
    });
    expect(wordsOf(check)).toContain('Check answers and open the case');
    expect(wordsOf(check)).toContain('2022');

    expect((await lead.get(at('check'))).status).toBe(404);
    expect((await colleague.get(`/episodes/new/${ref}`)).status).toBe(404);
    expect(wordsOf((await test.get(`/organisations/${slug}/timeline`)).text)).not.toContain('caseloads');

    const managed = await done(secretary, at('check'));
    expect(wordsOf(managed)).toContain('The case is open, and public.');
    expect(wordsOf(managed)).toContain('1 person on the list, 0 told.');
    expect(wordsOf((await test.get(`/organisations/${slug}/timeline`)).text)).toContain('caseloads');
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).toContain('Judged inadequate in January 2024.');
  });

  it('is for those who may, and others are told who can', async () => {
    const refused = await member.get('/episodes/new');
    expect(refused.status).toBe(403);
    expect(wordsOf(refused.text)).toContain('board secretary');
    expect((await test.get('/episodes/new')).status).toBe(303);
    const before = wordsOf((await stranger.get('/episodes/new')).text);
    expect(before).toContain('Elsewhere Council');
    expect(before).not.toContain('Northfold Council');
  });
});

const the = (rest: string): string => `/episodes/EP-0001/${rest}`;

describe('running it', () => {
  it('is seen by those who take part, and by nobody else', async () => {
    for (const person of [secretary, chair, member, editor, lead])
      expect((await person.get(the('manage'))).status).toBe(200);
    expect((await stranger.get(the('manage'))).status).toBe(404);
    expect((await researcher.get(the('manage'))).status).toBe(403);
    expect(await text(member, the('manage'))).toContain('A board secretary or a lead inspector can do this.');
    for (const page of ['warnings', 'support', 'triggers', 'interventions', 'checks', 'events', 'people']) {
      expect((await editor.get(the(page))).status).toBe(200);
      expect((await stranger.get(the(page))).status).toBe(404);
    }
  });

  it('shows beside each button what the move needs, met or not', async () => {
    const words = await text(secretary, the('manage'));
    expect(words).toContain('You can mark this in intervention when an intervention of level 3 or more is active.');
    expect(words).toContain('Not met An intervention of level 3 or more is active No intervention is active.');
    const refused = await secretary.post(the('manage/moves/in_intervention'), { ...on('on', '2026-11-20'), why: 'x' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('No intervention of level 3 or more was active on that date');
  });

  it('records an intervention, public, and moves the case into it', async () => {
    const page = await done(secretary, the('interventions/new'), {
      kind: 'statutory_direction',
      name: 'Statutory direction',
      level: '4',
      authority: 'The Secretary of State',
      legalBasis: 'Education Act 1996, section 497A',
      powers: ['require', 'direct'],
      scope: 'Children’s social care',
      ...on('started', '2024-03-01'),
      ...on('planned', '2025-03-01'),
      text: 'The council was directed to work with an adviser.',
      visibility: 'public',
    });
    expect(wordsOf(page)).toContain('Statutory direction Active');
    const words = await text(secretary, the('manage/moves/in_intervention'));
    expect(words).toContain(
      'Met An intervention of level 3 or more is active Active: Statutory direction (level 4, IV-0001).',
    );
    const moved = await done(secretary, the('manage/moves/in_intervention'), {
      ...on('on', '2024-03-01'),
      why: 'The direction.',
    });
    expect(wordsOf(moved)).toContain('The case is in intervention.');
    expect(wordsOf(moved)).toContain('Recorded later, on 23 November 2026');
    const open = wordsOf((await test.get('/episodes/EP-0001')).text);
    expect(open).toContain('Statutory direction');
    expect(open).toContain('In intervention');
  });

  it('keeps what is for the board from everybody else, on every page', async () => {
    await done(editor, the('warnings/new'), {
      kind: 'money',
      ...on('on', '2025-02'),
      text: 'A secret overspend.',
      visibility: 'board',
    });
    await done(secretary, the('events/new'), {
      kind: 'court_or_inquiry',
      ...on('on', '2025-06-01'),
      text: 'A secret inquiry.',
      visibility: 'board',
    });
    await done(secretary, the('events/new'), {
      kind: 'election_or_political_change',
      ...on('on', '2025-05-01'),
      text: 'The council changed hands.',
      significant: 'yes',
      visibility: 'public',
    });
    await done(secretary, the('interventions/new'), {
      kind: 'improvement_partner',
      name: 'A secret adviser',
      level: '2',
      authority: 'The council',
      ...on('started', '2025-01-01'),
      text: 'A secret adviser came.',
      visibility: 'board',
    });
    expect(await text(member, the('warnings'))).toContain('A secret overspend.');
    expect(await text(member, the('warnings'))).toContain('Only the organisation and its board see this');
    expect(await text(lead, the('warnings'))).not.toMatch(/\bsecret\b/);
    expect(await text(lead, the('events'))).not.toMatch(/\bsecret\b/);
    expect(await text(lead, the('interventions'))).not.toMatch(/\bsecret\b/);
    expect((await lead.get('/interventions/IV-0002')).status).toBe(404);
    expect((await member.get('/interventions/IV-0002')).status).toBe(200);
    const hidden = await test.database.row<{ id: string }>(sql`
      SELECT warning_sign.id FROM warning_sign WHERE warning_sign.visibility = 'board'`);
    const guessed = await lead.post(
      the(`warnings/${hidden?.id ?? ''}/answer`),
      { ...on('on', '2026'), response: 'x', version: '1' },
      { from: the('warnings/new') },
    );
    expect(guessed.status).toBe(404);
    const open = [
      '/episodes/EP-0001',
      '/episodes/EP-0001.csv',
      '/episodes/EP-0001/steps.csv',
      `/organisations/${slug}`,
      `/organisations/${slug}/timeline`,
      '/episodes',
      '/organisations',
      '/',
      '/history/failure_episode/EP-0001',
      '/history/intervention/IV-0002',
    ];
    for (const path of open) expect(wordsOf((await test.get(path)).text)).not.toMatch(/\bsecret\b/i);
    expect(wordsOf((await test.get(`/organisations/${slug}/timeline`)).text)).toContain('The council changed hands.');
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).toContain('The council changed hands.');
  });

  it('offers the board’s visibility to nobody who may not read it', async () => {
    expect((await lead.get(the('warnings/new'))).text).not.toContain('name="visibility"');
    const forced = await lead.post(the('warnings/new'), {
      kind: 'money',
      ...on('on', '2025'),
      text: 'Hidden.',
      visibility: 'board',
    });
    expect(forced.status).toBe(403);
  });

  it('brings help about, and answers each finding', async () => {
    await done(member, the('triggers/new'), {
      condition: 'measure',
      text: 'Caseloads above 20 for two months',
      provider: 'A neighbour',
      owner: 'Director',
      ...on('on', '2026-01-10'),
      visibility: 'public',
    });
    const breaching = link((await member.get(the('triggers'))).text, /breaches\/new$/);
    await done(member, breaching, { ...on('on', '2026-05'), text: '22 in May.' });
    const answering = link((await member.get(the('triggers'))).text, /breaches\/[^/]+\/answer$/);
    expect(
      wordsOf(await done(member, answering, { ...on('on', '2026-06-01'), response: 'Peers were asked.' })),
    ).toContain('Answered 1 June 2026: Peers were asked.');
    await done(editor, the('support/new'), {
      type: 'peer_challenge',
      provider: 'A neighbouring council',
      ...on('on', '2026-06-02'),
      askedBy: 'The director',
      basis: 'voluntary',
      focus: 'The front door',
      trigger: '',
      visibility: 'public',
    });
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).not.toContain('A neighbouring council');
    for (const [to, date] of [
      ['accepted', '2026-06-10'],
      ['visited', '2026-07-01'],
      ['reported', '2026-08-01'],
    ] as const) {
      const moving = link((await editor.get(the('support'))).text, new RegExp(`moves/${to}$`));
      await done(editor, moving, { ...on('on', date), why: '' });
    }
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).toContain('A neighbouring council');
    await done(editor, link((await editor.get(the('support'))).text, /findings\/new$/), {
      text: 'Management is fragile.',
    });
    const finding = link((await editor.get(the('support'))).text, /findings\/[^/]+\/answer$/);
    const without = await editor.post(finding, { accepted: 'no', reason: '', ...on('on', '2026-09-01') });
    expect(wordsOf(without.text)).toContain('Enter the reason');
    await done(editor, finding, { accepted: 'part', reason: 'One team was.', ...on('on', '2026-09-01') });
    expect(await text(editor, the('support'))).toContain('Accepted in part, 1 September 2026. One team was.');
    const deciding = link((await editor.get(the('support'))).text, /findings\/[^/]+\/decision$/);
    expect(await text(editor, deciding)).toContain('No decision of a board of this organisation that you may read');
    const guessed = await editor.post(deciding, { decision: 'no-such-decision' });
    expect([guessed.status, wordsOf(guessed.text)]).toEqual([
      422,
      expect.stringContaining('Select one of the decisions of the board'),
    ]);
  });
});

const step = (rest = ''): string => `/interventions/IV-0001${rest}`;

describe('the way out', () => {
  it('has criteria that the chair or the lead inspector marks met, with evidence', async () => {
    expect(await text(secretary, step())).toContain(
      'No exit criteria yet. Lesson 2 asks for at least 3 within 6 months.',
    );
    await done(secretary, step('/criteria/new'), {
      text: 'Assessments are on time.',
      test: '95% within 45 days in each of six months.',
      ...on('on', '2024-06'),
      owner: 'Director',
      visibility: 'public',
    });
    const page = (await secretary.get(step())).text;
    const evidence = link(page, /evidence\/new$/);
    const partly = link(page, /moves\/partly_met$/);
    const early = await secretary.post(partly, { ...on('on', '2026-01-10'), why: 'Two audits.' });
    expect(early.status).toBe(422);
    expect(wordsOf(early.text)).toContain('Add at least one piece of evidence first');
    await done(editor, evidence, {
      kind: 'performance_data',
      text: '96% in each month.',
      ...on('on', '2026-01'),
      reference: '',
    });
    await done(secretary, partly, { ...on('on', '2026-01-10'), why: 'Two audits.' });
    const met = partly.replace('partly_met', 'met');
    expect(wordsOf((await secretary.get(met)).text)).toContain(
      'You cannot mark this. The chair of the board or a lead inspector can do this.',
    );
    expect((await secretary.post(met, { ...on('on', '2026-02-01'), why: 'x', version: '2' })).status).toBe(403);
    expect((await member.get(met)).status).toBe(403);
    expect(wordsOf(await done(chair, met, { ...on('on', '2026-02-01'), why: 'The board saw the audits.' }))).toContain(
      '1 of 1 met, 1 held for 6 months',
    );
    expect(await text(chair, step())).toContain('Held since 1 February 2026');
  });

  it('has directions that one answers and another judges', async () => {
    await done(secretary, step('/directions/new'), {
      number: '1',
      text: 'Publish a plan.',
      ...on('due', '2024-06-01'),
      visibility: 'public',
    });
    const submit = link((await editor.get(step())).text, /moves\/evidence_submitted$/);
    await done(editor, submit, { ...on('on', '2024-05-20'), why: 'The plan, on the council’s site.' });
    expect((await editor.get(step())).text).not.toContain('moves/board_satisfied');
    const satisfied = submit.replace('evidence_submitted', 'board_satisfied');
    expect((await secretary.post(satisfied, { ...on('on', '2024-06-10'), why: 'x' })).status).toBe(403);
    await done(lead, satisfied, { ...on('on', '2024-06-10'), why: 'The plan covers it.' });
    await done(secretary, submit.replace('evidence_submitted', 'closed'), {
      ...on('on', '2024-06-20'),
      why: 'The board closed it.',
    });
    expect(await text(secretary, step())).toContain('Direction 1 Closed');
  });

  it('goes down by a request that another decides, and then checks begin', async () => {
    await judge('2026-06-01', 'good');
    await done(secretary, step('/planned-ends/new'), {
      ...on('announced', '2025-02-01'),
      ...on('planned', '2026-09-30'),
      note: 'More time.',
    });
    await done(secretary, step('/step-downs/new'), {
      level: '2',
      text: 'The adviser stays for a year.',
      ...on('from', '2026-10'),
      ...on('until', '2027-10'),
      ...on('agreed', '2026-09'),
      agreedBy: 'The board',
    });
    await done(secretary, step('/requests/new'), {
      level: '1',
      kind: 'improvement_team',
      name: 'Peer team',
      authority: 'The sector',
      legalBasis: '',
      askedBy: 'The improvement board',
      ...on('on', '2026-10-01'),
      why: 'The criteria hold.',
    });
    const decision = link((await colleague.get(step())).text, /decision$/);
    const fields = {
      granted: 'yes',
      decidedBy: 'The Secretary of State',
      ...on('on', '2026-10-20'),
      why: 'Progress holds.',
      ...on('from', '2026-11-01'),
    };
    expect(wordsOf((await secretary.get(decision)).text)).toContain(
      'You asked for this step, so you cannot write its decision down.',
    );
    const own = await secretary.post(decision, { ...fields, version: '1' });
    expect(own.status).toBe(422);
    await done(colleague, decision, fields);
    expect(await text(secretary, step())).toContain('Ended 1 November 2026');
    const checks = await text(secretary, the('checks'));
    for (const months of [6, 12, 24, 36, 60, 84]) expect(checks).toContain(`After ${months} months`);
    expect(checks).toContain('Due 1 May 2027');
    const open = wordsOf((await test.get('/episodes/EP-0001')).text);
    expect(open).toContain('Peer team');
    expect(open).not.toContain('6 months after the end');
  });

  it('ends in monitoring and recovery, each by its rule and with its decision', async () => {
    await done(lead, the('manage/moves/monitoring'), { ...on('on', '2026-11-02'), why: 'The direction was lifted.' });
    const bare = await secretary.post(the('manage/moves/recovered'), { ...on('on', '2026-11-20'), why: '' });
    expect(bare.status).toBe(422);
    for (const message of ['Select on what basis', 'Enter the name of who decided it', 'Enter the date it was decided'])
      expect(wordsOf(bare.text)).toContain(message);
    const page = await done(secretary, the('manage/moves/recovered'), {
      ...on('on', '2026-11-20'),
      basis: 'both',
      decisionBody: 'board',
      decisionBy: 'Improvement board',
      ...on('decisionOn', '2026-11-18'),
      decisionRef: 'Minute 7',
      why: 'All criteria hold.',
    });
    expect(wordsOf(page)).toContain('The relapse watch has begun.');
    const open = wordsOf((await test.get('/episodes/EP-0001')).text);
    expect(open).toContain('Recovered');
    expect(open).toContain('Decided by Improvement board (Minute 7).');
    expect(await text(secretary, the('checks'))).toContain('The relapse watch runs to 1 June 2033');
  });
});

describe('a case that stands still', () => {
  it('is read-only while it is paused, and says why and who can lift it', async () => {
    await done(secretary, the('manage/pause'), { why: 'A police inquiry.' });
    const words = await text(member, the('warnings'));
    expect(words).toContain(
      'This case has been paused since 23 November 2026, so nothing can be recorded in it. Why: A police inquiry.',
    );
    expect((await member.get(the('warnings'))).text).not.toContain('warnings/new');
    const tried = await member.post(
      the('warnings/new'),
      { kind: 'money', ...on('on', '2026'), text: 'An overspend.', visibility: 'public' },
      { from: the('warnings') },
    );
    expect(tried.status).toBe(409);
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).not.toContain('police');
    await done(secretary, the('manage/resumption'), { why: 'The inquiry is over.' });
    expect(await text(member, the('warnings'))).not.toContain('paused since');
  });

  it('tells the second of two who save the same form what the first saved, and keeps their words', async () => {
    const fields = { title: 'Children’s services', summary: 'Mine.', ...on('onset', '2022'), basis: '' };
    const stale = /name="version" value="(\d+)"/.exec((await colleague.get(the('manage/details'))).text)?.[1] ?? '';
    await done(secretary, the('manage/details'), { ...fields, summary: 'Theirs.' });
    const second = await colleague.post(the('manage/details'), { ...fields, version: stale });
    expect(second.status).toBe(409);
    expect(wordsOf(second.text)).toContain('Someone changed this case');
    expect(second.text).toContain('Theirs.');
    expect(second.text).toContain('Mine.');
    const merged = await colleague.post(the('manage/details'), { ...fields, summary: 'Theirs and mine.' });
    expect(merged.status).toBe(303);
  });

  it('fails again by itself on a new failing judgement, ends there, and leads to the next', async () => {
    await judge('2026-11-22', 'inadequate');
    const words = await text(secretary, the('manage'));
    expect(words).toContain(
      'This case has failed again, so nothing can be recorded in it any more. Its story goes on in EP-0002',
    );
    expect(words).toContain('It followed from the record; nobody decided it.');
    expect((await secretary.get('/episodes/EP-0002/manage')).status).toBe(200);
    expect(
      wordsOf(await done(secretary, '/episodes/EP-0002/manage/taking-up', {}, '/episodes/EP-0002/manage')),
    ).toContain('You run this case now.');
    await done(secretary, '/episodes/EP-0002/manage/moves/closed', {
      ...on('on', '2026-11-23'),
      closeReason: 'transferred',
      why: 'The service moved to a trust.',
    });
    expect(await text(secretary, '/episodes/EP-0002/manage')).toContain('Why: The service moved to a trust.');
  });

  it('keeps whom to tell, and nobody outside sees the list', async () => {
    const page = (await secretary.get(the('people'))).text;
    expect(wordsOf(page)).toContain('Director of children’s services');
    expect((await stranger.get(the('people'))).status).toBe(404);
    expect(wordsOf((await test.get('/episodes/EP-0001')).text)).not.toContain('dcs@council.example');
  });
});

describe('every page of a case', () => {
  it('has been made without a fault', () => {
    expect(test.faults).toEqual([]);
  });

  it('is in order and asks the database no more than it may', async () => {
    const pages = ['manage', 'warnings', 'support', 'triggers', 'interventions', 'checks', 'events', 'people'].map(the);
    for (const path of [...pages, step(), '/episodes/new', '/episodes/EP-0002/manage']) {
      test.statements.take();
      const answer = await secretary.get(path);
      const asked = test.statements.take().length;
      expect([path, answer.status, pageFaults(readHtml(answer.text))]).toEqual([path, 200, []]);
      expect([path, asked <= 15 ? 'few enough' : asked]).toEqual([path, 'few enough']);
    }
  });
});
