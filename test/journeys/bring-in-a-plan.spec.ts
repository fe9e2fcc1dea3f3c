import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { PlansQueries } from '../../src/plans/data/plans.queries.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { type APlan, aPlan } from '../builders/a-plan.js';
import { aWorkbook, workbookParts, type WorkbookSheet, zipOf } from '../builders/a-workbook.js';
import { readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let plan: APlan;
let secretary: Person;
let colleague: Person;
let member: Person;
let stranger: Person;

beforeAll(async () => {
  test = await startTestApp({ today: day('2026-05-01') });
  const get = test.app.get.bind(test.app);
  plan = await aPlan(get, { today: day('2026-05-01') });
  const other = await aPlan(get, { today: day('2026-05-01') });
  const person = (role: 'board_secretary' | 'board_member', { organisationId }: APlan) =>
    aPerson(test, { grants: [aGrant({ role, organisationId })] });
  secretary = await person('board_secretary', plan);
  colleague = await person('board_secretary', plan);
  member = await person('board_member', plan);
  stranger = await person('board_secretary', other);
});
afterAll(() => test.close());

/** As a secretary keeps it: headings merged over two rows, a priority merged over its rows, blank rows, duplicates. */
const tracker: WorkbookSheet = {
  name: 'Action plan v17',
  rows: [
    ['Improvement plan, version 17', null, null, null, null, null, null, null, null],
    [],
    ['Priority', 'Ref', 'Action', 'Success measure', 'Who', null, 'Dates', null, 'RAG'],
    [null, null, null, null, 'Lead', 'Support', 'Revised', 'End', null],
    [
      '1. Front door',
      '1.1',
      'Every case audited each quarter',
      '40 cases read by the board',
      'Head of quality',
      null,
      null,
      { day: '2026-03-31' },
      'Amber',
    ],
    [
      null,
      '1.2',
      'Supervision every month',
      '90% of staff supervised',
      'Jane Smith',
      'Principal social worker',
      '30/09/26',
      46_203,
      'Green',
    ],
    [],
    [
      '2. Workforce',
      '2.1',
      'Recruit 20 social workers',
      'Agency share under 10%',
      'HR business partner',
      null,
      null,
      'Mar-27',
      'Complete',
    ],
    [null, '2.2', 'A workforce board', 'It meets monthly', 'Jane Smith', null, null, 'ongoing', null],
    [null, '2.3', 'Exit interviews', 'Every leaver is asked', null, null, null, '31/02/2027', null],
    [
      '1. Front door',
      '1.1',
      'Every case audited each quarter',
      '40 cases read by the board',
      'Head of quality',
      null,
      null,
      { day: '2026-03-31' },
      'Amber',
    ],
  ],
  merged: ['A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:H3', 'A5:A6', 'A8:A10'],
};
const file = { name: 'Tracker v17.xlsx', content: aWorkbook([tracker, { name: 'Lists', rows: [['DCS']] }]) };

const bring = (): string => `/plans/${plan.ref}/import`;
const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
const columns = { agreed: 'yes', lever: 'practice', horizon: 'improve', weight: 'medium' };
/** What the page proposes for each column, as a browser would send it back. */
const proposed = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<select[^>]*name="(column-[^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
      ([, name = '', options = '']) => [name, /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''],
    ),
  );
const milestones = () => test.app.get(MilestonesQueries).ofPlan(plan.id);

describe('bringing a plan in from a spreadsheet', () => {
  it('reads the workbook and proposes what the columns hold', async () => {
    const answer = await secretary.upload(bring(), {}, { file });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${bring()}/1/columns`);
    const page = await secretary.get(`${bring()}/1/columns`).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(words(page.text)).toContain(
      'Read from “Tracker v17.xlsx”, sheet “Action plan v17”: 11 rows. The headings stand in rows 3 and 4. The file also has “Lists”.',
    );
    expect(proposed(page.text)).toMatchObject({
      'column-priority': '0',
      'column-reference': '1',
      'column-title': '2',
      'column-doneMeans': '3',
      'column-owner': '4',
      'column-deputy': '5',
      'column-revised': '6',
      'column-due': '7',
      'column-status': '8',
    });
  });

  it('keeps what was chosen where something is missing', async () => {
    const page = await secretary.get(`${bring()}/1/columns`);
    const { agreed: _agreed, ...unsaid } = columns;
    const answer = await secretary.post(`${bring()}/1/columns`, {
      ...proposed(page.text),
      ...unsaid,
      'column-due': '',
      'column-owner': '5',
    });
    expect(answer.status).toBe(422);
    const told = words(answer.text);
    expect(told).toContain('There is a problem');
    expect(told).toContain('Select the column that says: first date due');
    expect(told).toContain('Select another column: this one holds the owner');
    expect(told).toContain('Select whether the board has agreed these dates');
    expect(proposed(answer.text)).toMatchObject({ 'column-owner': '5', 'column-due': '', 'column-title': '2' });
    expect(answer.text).toMatch(/<option value="practice" selected>/);
  });

  it('asks what words mean that the plan does not know', async () => {
    const page = await secretary.get(`${bring()}/1/columns`);
    const answer = await secretary.post(`${bring()}/1/columns`, { ...proposed(page.text), ...columns });
    expect(answer.headers.location).toBe(`${bring()}/1/words`);
    const asked = await secretary.get(`${bring()}/1/words`).expect(200);
    expect(pageFaults(readHtml(asked.text))).toEqual([]);
    expect(words(asked.text)).toContain('Which priority is “2. Workforce”?');
    expect(words(asked.text)).toContain('Which post is “Jane Smith”?');
    expect(words(asked.text)).not.toContain('Which priority is “1. Front door”?');
  });

  it('keeps what was typed where a new priority has no outcome', async () => {
    const answer = await secretary.post(`${bring()}/1/words`, { 'priority-1': 'new', 'owner-1': 'Head of practice' });
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain('Enter what will be different for people');
    expect(answer.text).toContain('value="Head of practice"');
    expect(answer.text).toMatch(/<option value="new" selected>/);
  });

  it('tells every row before anything is added', async () => {
    const answer = await secretary.post(`${bring()}/1/words`, {
      'priority-1': 'new',
      'outcome-1': 'Children keep the same social worker',
      'owner-1': 'Head of practice',
    });
    expect(answer.headers.location).toBe(`${bring()}/1/check`);
    const page = await secretary.get(`${bring()}/1/check`).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const told = words(page.text);
    expect(told).toContain('Nothing has been added yet');
    expect(told).toContain('Will be added 3 actions');
    expect(told).toContain('Have errors 2 rows');
    expect(told).toContain('row 11 as row 5');
    expect(told).toContain('First date due must be a date, like 31/03/2027: it is “ongoing”');
    expect(told).toContain('First date due must be a real date: “31/02/2027” is none');
    expect(told).toContain('The date has passed (31 March 2026): the record will say off track');
    expect(told).toContain(
      'The first date stays 30 June 2026. The revised date 30 September 2026 comes in as a forecast',
    );
    expect(told).toContain('“Mar-27” is a month: its last day is taken, 31 March 2027');
    expect(told).toContain('The sheet says “Complete”. It comes in as in progress');
    expect(told).toContain('New: Workforce');
    expect(await milestones()).toEqual([]);
  });

  it('adds nothing while rows with errors are neither put right nor left out', async () => {
    const answer = await secretary.post(`${bring()}/1/check`, {});
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain(
      'Some rows have errors. Put them right here, or in your spreadsheet and bring it in again, or leave them out',
    );
    expect(await milestones()).toEqual([]);
  });

  it('is not added over what somebody else has said of it meanwhile', async () => {
    const mine = await secretary.get(`${bring()}/1/check`);
    const page = await colleague.get(`${bring()}/1/columns`);
    const theirs = await colleague.post(`${bring()}/1/columns`, {
      ...proposed(page.text),
      ...columns,
      weight: 'large',
    });
    expect(theirs.status).toBe(303);
    const version = /name="version" value="(\d+)"/.exec(mine.text)?.[1] ?? '';
    const answer = await secretary.post(`${bring()}/1/check`, { leaveOut: 'yes', version });
    expect(answer.status).toBe(409);
    expect(words(answer.text)).toMatch(/Someone changed this spreadsheet at .* Check it and save again/);
    expect(await milestones()).toEqual([]);
  });

  it('adds the rows with their references, posts, first dates and forecasts, and forgets the rest', async () => {
    const answer = await secretary.post(`${bring()}/1/check`, { leaveOut: 'yes' });
    expect(answer.headers.location).toBe(`${bring()}/1?done=added`);
    const rows = (await milestones()).toSorted((a, b) => a.ref.localeCompare(b.ref));
    expect(
      rows.map((row) => [
        row.theirRef,
        row.ownerPost,
        row.deputyPost,
        row.baselineDue,
        row.currentDue,
        row.forecastDue,
        row.state,
        row.weight,
      ]),
    ).toEqual([
      ['1.1', 'Head of quality', null, '2026-03-31', '2026-03-31', null, 'in_progress', 'large'],
      [
        '1.2',
        'Head of practice',
        'Principal social worker',
        '2026-06-30',
        '2026-06-30',
        '2026-09-30',
        'in_progress',
        'large',
      ],
      ['2.1', 'HR business partner', null, '2027-03-31', '2027-03-31', null, 'in_progress', 'large'],
    ]);
    expect(rows[0]?.lastNote).toBe('Brought in from row 5 of “Tracker v17.xlsx”, where its status was “Amber”.');
    const priorities = await test.app.get(PlansQueries).priorities(plan.id);
    expect(priorities.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['Front door', 'Children who need help are seen in time'],
      ['Workforce', 'Children keep the same social worker'],
    ]);
    const kept = await test.database.row(
      sql`SELECT plan_import.sheets FROM plan_import WHERE plan_import.plan_id = ${plan.id}`,
    );
    expect(kept).toEqual({ sheets: null });
    const page = await secretary.get(`${bring()}/1?done=added`).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(words(page.text)).toContain('The actions are in the plan.');
    expect(words(page.text)).toContain('Left out because of errors 2 rows');
    await secretary.get(`${bring()}/1/check`).expect(303);
  });

  it('adds nothing when the same sheet comes again, and says so', async () => {
    const before = await milestones();
    await secretary.upload(bring(), {}, { file: { ...file, name: 'Tracker v17 (2).xlsx' } });
    const page = await secretary.get(`${bring()}/2/columns`);
    expect(words(page.text)).toContain(
      'This is the same sheet as number 1, which was added 1 May 2026. Rows that are in the plan are left out, so nothing is added twice.',
    );
    await secretary.post(`${bring()}/2/columns`, { ...proposed(page.text), ...columns });
    const checked = await secretary.get(`${bring()}/2/check`);
    expect(words(checked.text)).toContain('Will be added 0 actions');
    expect(words(checked.text)).toContain('Are in the plan already 3 rows');
    expect(checked.text).not.toContain('name="leaveOut"');
    const set = await secretary.post(`${bring()}/2/setting-aside`, {}, { from: `${bring()}/2/check` });
    expect(set.headers.location).toBe(`${bring()}/2?done=set-aside`);
    expect(await milestones()).toEqual(before);
    expect(words((await secretary.get(bring())).text)).toContain('Put aside');
  });

  it('takes what was pasted, an empty first cell and all', async () => {
    const pasted = [
      '\tRef\tAction\tDone means\tOwner\tDue',
      '\t7.1\tA pasted action\tIt is there\tDCS\t30/06/2027',
    ].join('\n');
    const answer = await secretary.upload(bring(), { pasted }, {});
    const page = await secretary.get(answer.headers.location);
    expect(proposed(page.text)).toMatchObject({ 'column-reference': '1', 'column-title': '2', 'column-due': '5' });
    const [{ id: priority } = { id: '' }] = await test.app.get(PlansQueries).priorities(plan.id);
    const next = await secretary.post(answer.headers.location, {
      ...proposed(page.text),
      ...columns,
      agreed: 'no',
      priority,
    });
    expect(next.headers.location).toBe(`${bring()}/3/check`);
    const added = await secretary.post(`${bring()}/3/check`, {});
    expect(added.status).toBe(303);
    const made = (await milestones()).find(({ theirRef }) => theirRef === '7.1');
    expect(made).toMatchObject({
      title: 'A pasted action',
      baselineDue: null,
      currentDue: '2027-06-30',
      state: 'not_started',
    });
  });

  it('reads another sheet of the workbook where it is told to', async () => {
    const second: WorkbookSheet = {
      name: 'Second',
      rows: [
        ['Action', 'When', 'Outcome'],
        ['Something else', '30/06/2027', 'It is so'],
      ],
    };
    await secretary.upload(bring(), {}, { file: { name: 'two.xlsx', content: aWorkbook([tracker, second]) } });
    const changed = await secretary.post(`${bring()}/4/columns`, { sheet: '1' });
    expect(changed.headers.location).toBe(`${bring()}/4/columns`);
    const page = await secretary.get(`${bring()}/4/columns`);
    expect(words(page.text)).toContain('sheet “Second”: 2 rows');
    expect(proposed(page.text)).toMatchObject({ 'column-title': '0', 'column-due': '1', 'column-doneMeans': '2' });
  });
});

describe('what cannot be brought in', () => {
  const refusal = async (content: Buffer, name = 'x.xlsx'): Promise<string> => {
    const answer = await secretary.upload(bring(), {}, { file: { name, content } });
    expect(answer.status).toBe(422);
    return words(answer.text);
  };

  it('is told in words at its field', async () => {
    expect(await refusal(Buffer.from('%PDF-1.4\0\0\0'))).toContain('The file must be an XLSX or a CSV');
    expect(await refusal(Buffer.concat([Buffer.from('PK'), Buffer.alloc(6 * 1024 * 1024, 0x61)]))).toContain(
      'The file must be smaller than 5MB',
    );
    const rows = Array.from({ length: 1_001 }, (_nothing, place) => [place]);
    expect(await refusal(aWorkbook([{ name: 'Long', rows }]))).toContain(
      'The sheet “Long” has 1,001 rows. A plan can be brought in with up to 1,000',
    );
    const bomb = zipOf(
      workbookParts([tracker]).map((part) =>
        part.name === 'xl/worksheets/sheet1.xml'
          ? { ...part, content: Buffer.alloc(64 * 1024 * 1024, 0x20), declared: 100 }
          : part,
      ),
    );
    expect(await refusal(bomb)).toContain('The file does not hold what it says it holds, so it was not opened');
  });

  it('leaves what was pasted in its place', async () => {
    const answer = await secretary.upload(bring(), { pasted: 'a,b\n"never closed' }, {});
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain('A quotation mark is not closed in row 2');
    expect(answer.text).toContain('&quot;never closed');
    const nothing = await secretary.upload(bring(), {}, {});
    expect(words(nothing.text)).toContain('Choose the spreadsheet, or paste its rows');
    const both = await secretary.upload(bring(), { pasted: 'a,b' }, { file });
    expect(words(both.text)).toContain('Choose a file or paste the rows, not both');
  });

  it('is what our own page did not offer', async () => {
    const page = await secretary.get(`${bring()}/4/columns`);
    const strange: readonly Record<string, string>[] = [
      { 'column-due': '59' },
      { 'column-due': 'x' },
      { sheet: '9' },
      { priority: 'nowhere' },
      { more: 'x' },
    ];
    for (const field of strange) {
      const answer = await secretary.post(`${bring()}/4/columns`, { ...proposed(page.text), ...columns, ...field });
      expect([field, answer.status]).toEqual([field, 400]);
    }
    for (const path of ['x', '0', '99', '99999999999']) await secretary.get(`${bring()}/${path}`).expect(404);
  });

  it('comes from nobody who may not edit the plan', async () => {
    await stranger.get(bring()).expect(404);
    await stranger.get(`${bring()}/1`).expect(404);
    await member.get(bring()).expect(403);
    const answer = await stranger.post(`${bring()}/4/setting-aside`, { version: '1' }, { from: '/account' });
    expect(answer.status).toBe(404);
  });

  it('does no harm with words that mean something to the machine', async () => {
    const content = Buffer.from(
      'Ref,Priority,Action,Done means,Owner,Due\n1,constructor,Audit,It is so,__proto__,30/06/2027\n2,__proto__,Audit more,It is so,constructor,30/06/2027',
    );
    const answer = await secretary.upload(bring(), {}, { file: { name: 'odd.csv', content } });
    const path = answer.headers.location;
    const page = await secretary.get(path);
    const next = await secretary.post(path, { ...proposed(page.text), ...columns });
    expect(next.status).toBe(303);
    await secretary.get(path.replace('columns', 'words')).expect(200);
    await secretary.get(path.replace('columns', 'check')).expect(200);
  });

  it('lets cells with errors be typed right where they are told, and loses nothing of it', async () => {
    const pasted = [
      'Ref\tAction\tDone means\tOwner\tDue\tKind of change',
      '8.1\tVisit every family\tEvery family was seen\tDCS\t31/02/2027\tpeople',
      '8.2\t\tIt is there\tDCS\t30/06/2027\t',
      '8.3\tA third action\tIt is there\tDCS\t30/06/2027\t',
    ].join('\n');
    const brought = await secretary.upload(bring(), { pasted }, {});
    const at = brought.headers.location.replace('/columns', '');
    const page = await secretary.get(`${at}/columns`);
    const [{ id: priority } = { id: '' }] = await test.app.get(PlansQueries).priorities(plan.id);
    const chosen = { ...proposed(page.text), ...columns, agreed: 'no', priority, lever: '' };
    expect((await secretary.post(`${at}/columns`, chosen)).headers.location).toBe(`${at}/check`);
    const check = await secretary.get(`${at}/check`).expect(200);
    expect(pageFaults(readHtml(check.text))).toEqual([]);
    expect(words(check.text)).toContain('Have errors 3 rows');
    expect(words(check.text)).toContain('Row 2: first date due');
    expect(check.text).toContain('value="31/02/2027"');
    const from = { from: `${at}/check` };
    const first = { 'mend-2-due': '28/02/2027', 'mend-2-lever': 'Practice', 'mend-3-title': 'Recruit 4 managers' };
    // Still wrong at one cell: what is right is kept, what is wrong stands to be put right again.
    const saved = await secretary.post(
      `${at}/mends`,
      { ...first, 'mend-3-lever': '', 'mend-4-lever': 'Practice' },
      from,
    );
    expect([saved.status, saved.headers.location]).toEqual([303, `${at}/check`]);
    const left = await secretary.get(`${at}/check`).expect(200);
    expect(words(left.text)).toContain('Have errors 1 row');
    // A field that nobody touched is no cell that was put right.
    expect(words(left.text)).toContain('Were put right here 4 cells row 2, first date due');
    // Somebody else was faster: both versions, and every word that was typed.
    const stale = await secretary.post(
      `${at}/mends`,
      { 'mend-3-lever': 'Practice', 'mend-3-title': 'Recruit 5 managers', version: '1' },
      from,
    );
    expect(stale.status).toBe(409);
    expect(words(stale.text)).toContain('Someone changed this spreadsheet at');
    expect(words(stale.text)).toContain('Recruit 4 managers');
    expect(stale.text).toContain('value="Recruit 5 managers"');
    const long = await secretary.post(`${at}/mends`, { 'mend-3-title': 'x'.repeat(1_001) }, from);
    expect(long.status).toBe(422);
    expect(words(long.text)).toContain('What you type must be 1,000 characters or less');
    for (const strange of ['mend-3-colour', 'mend-03-title', 'mend-3-title-x', 'mend-999-title', 'else'])
      expect((await secretary.post(`${at}/mends`, { [strange]: 'x' }, from)).status).toBe(400);
    const untouched = await secretary.post(`${at}/mends`, { 'mend-3-title': 'Recruit 4 managers' }, from);
    expect(untouched.status).toBe(303);
    expect(words((await secretary.get(`${at}/check`)).text)).toContain('Were put right here 4 cells');
    const last = await secretary.post(`${at}/mends`, { 'mend-3-lever': 'Practice' }, from);
    expect(last.status).toBe(303);
    expect(words((await secretary.get(`${at}/check`)).text)).toContain('Will be added 3 actions');
    expect((await secretary.post(`${at}/check`, {})).status).toBe(303);
    const made = (await milestones()).filter(({ theirRef }) => theirRef?.startsWith('8.'));
    expect(made.map(({ theirRef, title, currentDue }) => [theirRef, title, currentDue]).toSorted()).toEqual([
      ['8.1', 'Visit every family', '2027-02-28'],
      ['8.2', 'Recruit 4 managers', '2027-06-30'],
      ['8.3', 'A third action', '2027-06-30'],
    ]);
  });

  it('records a date that moved before this record began with the decision that the sheet names', async () => {
    const pasted = [
      'Ref\tAction\tDone means\tOwner\tOriginal date\tRevised date\tDecision ref',
      '9.1\tOpen the hub\tIt is open\tDCS\t31/03/2026\t30/09/2026\tMinute 42/7',
      '9.2\tOpen another\tIt is open\tDCS\t31/03/2027\t30/06/2027\t',
    ].join('\n');
    const brought = await secretary.upload(bring(), { pasted }, {});
    const at = brought.headers.location.replace('/columns', '');
    const page = await secretary.get(`${at}/columns`);
    expect(proposed(page.text)).toMatchObject({ 'column-revised': '5', 'column-movedBy': '6' });
    const [{ id: priority } = { id: '' }] = await test.app.get(PlansQueries).priorities(plan.id);
    await secretary.post(`${at}/columns`, { ...proposed(page.text), ...columns, priority });
    expect(words((await secretary.get(`${at}/check`)).text)).toContain(
      'The first date stays 31 March 2026. By decision Minute 42/7 the board moved it to 30 September 2026 before this record began: that is the date that stands, and the move is listed',
    );
    expect((await secretary.post(`${at}/check`, {})).status).toBe(303);
    const made = (await milestones()).filter(({ theirRef }) => theirRef?.startsWith('9.'));
    expect(
      made.map((one) => [one.theirRef, one.baselineDue, one.currentDue, one.forecastDue, one.moves]).toSorted(),
    ).toEqual([
      ['9.1', '2026-03-31', '2026-09-30', null, 1],
      ['9.2', '2027-03-31', '2027-03-31', '2027-06-30', 0],
    ]);
    const [moved] = made.filter(({ theirRef }) => theirRef === '9.1');
    const shown = words((await secretary.get(`/plans/${plan.ref}/milestones/${moved?.ref}`)).text);
    expect(shown).toContain('Agreed by The board, decision Minute 42/7.');
    expect(shown).toContain('Moved before this record began. Brought in from row 2 of “Pasted”.');
  });
});
