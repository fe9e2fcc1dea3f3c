import { day } from '../../kernel/calendar-day.js';
import { findHeadings, proposeMapping } from './sheet-columns.js';
import { type InPlan, nameOfPriority, priorityNamed, type SheetChoices, type SheetFacts } from './sheet-row.js';
import { checkSheet, namesAmongOwners, unknownPriorities } from './sheet-rows.js';
import { columnLetter, type Sheet, tidySheet, tooMuchIn } from './sheet.js';

const sheetOf = (text: string): Sheet =>
  tidySheet({ name: 'Plan', rows: text.split('\n').map((line) => line.split('|').map((cell) => cell.trim())) });

/** As a secretary keeps it: a title above, headings merged over two rows, a priority merged over its rows, blank rows. */
const tracker = sheetOf(`
  Improvement plan v17 | | | | | | | | |
  | | | | | | | | |
  Priority | Ref | Action | Success measure | Who | | Dates | | | RAG
  | | | | Lead | Support | Start | Revised | End |
  1. Practice | 1.1 | Every case audited each quarter | Audits of 40 cases done and read by the board | Head of quality | | 01/04/2026 | | 30/06/2026 | Green
  | 1.2 | Supervision every month | 90% of staff supervised monthly | Jane Smith | Principal social worker | 1.4.26 | 30/09/26 | 46203 | Amber
  | | | | | | | | |
  2. Workforce | 2.1 | Recruit 20 social workers | Agency share under 10% | HR business partner | | | | Mar-27 | Complete
  | 2.2 | A workforce board | It meets monthly | Director of children’s services | | | | ongoing |
  | 2.1 | Recruit more foster carers | 30 more | Head of fostering | | | | 31/02/2026 |
  | 2.3 | | It is written | Head of fostering | | | | 31/03/2027 |
  1. Practice | 1.1 | Every case audited each quarter | Audits of 40 cases done and read by the board | Head of quality | | 01/04/2026 | | 30/06/2026 | Green
`);

const choices: SheetChoices = {
  mapping: proposeMapping(findHeadings(tracker)),
  usual: { priority: null, lever: 'practice', horizon: 'improve', weight: 'medium' },
  datesAgreed: true,
  priorities: {},
  outcomes: {},
  owners: {},
};

const facts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  sheet: tracker,
  headings: findHeadings(more.sheet ?? tracker),
  choices,
  lists: {
    lever: { practice: 'Practice', systems: 'Systems and data' },
    horizon: { improve: 'Improve', embed: 'Embed' },
    weight: { medium: 'Medium', large: 'Large' },
  },
  priorities: [
    { id: 'p1', number: 1, title: 'Practice' },
    { id: 'p2', number: 2, title: 'Workforce' },
  ],
  inPlan: [],
  mayMoveDates: true,
  today: day('2026-05-01'),
  ...more,
});

describe('the headings of a spreadsheet', () => {
  it('are found under a title and over two merged rows', () => {
    expect(findHeadings(tracker)).toMatchObject({ at: 3, rows: 2 });
    expect(findHeadings(tracker).words).toEqual([
      'Priority',
      'Ref',
      'Action',
      'Success measure',
      'Who: Lead',
      'Who: Support',
      'Dates: Start',
      'Dates: Revised',
      'Dates: End',
      'RAG',
    ]);
  });

  it('are each taken for one field', () => {
    expect(choices.mapping).toEqual({
      priority: 0,
      reference: 1,
      title: 2,
      doneMeans: 3,
      owner: 4,
      deputy: 5,
      start: 6,
      revised: 7,
      due: 8,
      status: 9,
    });
  });

  // The columns of trackers that boards have published (Torbay, a SEND plan, Bromsgrove).
  it.each([
    [
      'No | What | Who | How | When | Success measures | Current status',
      { reference: 0, title: 1, owner: 2, due: 4, doneMeans: 5, status: 6 },
    ],
    [
      'Ref | Objective | Action | Task group | Lead | Start | Revised | End | Success measure | Evaluation (impact)',
      { reference: 0, priority: 1, title: 2, owner: 4, start: 5, revised: 6, due: 7, doneMeans: 8 },
    ],
    [
      'Ref. | Measures of success | Actions | Timescale | Lead officer | Status',
      { reference: 0, doneMeans: 1, title: 2, due: 3, owner: 4, status: 5 },
    ],
    [
      'Action Ref | Milestone | Owner | Original date | Revised date | Status',
      { reference: 0, title: 1, owner: 2, due: 3, revised: 4, status: 5 },
    ],
  ])('of %s', (heading, expected) => {
    const headings = findHeadings(sheetOf(`${heading}\n1 | x | y`));
    expect(headings).toMatchObject({ at: 0, rows: 1 });
    expect(proposeMapping(headings)).toMatchObject(expected);
  });

  it('are not made up where there are none', () => {
    const bare = sheetOf('1.1 | Audit every case | 30/06/2026\n1.2 | Supervise | 30/07/2026');
    expect(findHeadings(bare)).toEqual({ at: 0, rows: 0, words: ['', '', ''] });
    expect(proposeMapping(findHeadings(bare))).toEqual({});
  });

  it('do not swallow the first row of the plan', () => {
    const plain = sheetOf(
      'Ref | Action | Owner | Due\nA | Audit every case | Head of quality | TBC\nB | Supervise | DCS | 46112',
    );
    expect(findHeadings(plain)).toMatchObject({ at: 0, rows: 1 });
  });
});

describe('the rows of a spreadsheet', () => {
  const checked = checkSheet(facts());

  it('come in whole', () => {
    expect(checked.ready.map(({ line, reference, priority, due }) => [line, reference, priority, due])).toEqual([
      [6, '1.1', 'p1', '2026-06-30'],
      [7, '1.2', 'p1', '2026-06-30'],
      [9, '2.1', 'p2', '2027-03-31'],
    ]);
    expect(checked.ready[0]).toEqual({
      line: 6,
      reference: '1.1',
      priority: 'p1',
      priorityWords: '1. Practice',
      title: 'Every case audited each quarter',
      doneMeans: 'Audits of 40 cases done and read by the board',
      owner: 'Head of quality',
      deputy: null,
      start: '2026-04-01',
      due: '2026-06-30',
      moved: null,
      forecast: null,
      lever: 'practice',
      horizon: 'improve',
      weight: 'medium',
      isBegun: true,
      status: 'Green',
    });
  });

  it('keep a date that was moved before as a forecast, and say so', () => {
    expect(checked.ready[1]).toMatchObject({ due: '2026-06-30', forecast: '2026-09-30' });
    expect(checked.notes.map(({ line, code }) => [line, code])).toEqual([
      [7, 'owner-name'],
      [7, 'revised'],
      [9, 'month-only'],
      [9, 'complete'],
    ]);
  });

  it('are told what is wrong with them', () => {
    expect(checked.problems).toEqual([
      { line: 10, field: 'due', code: 'not-a-date', about: 'ongoing' },
      { line: 11, field: 'due', code: 'no-such-day', about: '31/02/2026' },
      { line: 11, field: 'reference', code: 'same-reference', about: '9' },
      { line: 12, field: 'title', code: 'no-title', about: '' },
    ]);
  });

  it('are counted: blank ones, those that say the same again, all', () => {
    expect(checked.repeated).toEqual([{ line: 13, of: 6 }]);
    expect([checked.blank, checked.rows]).toEqual([1, 7]);
  });

  it('are left out where the plan has them', () => {
    const inPlan: InPlan[] = [
      { ref: 'MS-0001', theirRef: '1.1', title: 'Every case audited each quarter.' },
      { ref: 'MS-0002', theirRef: null, title: 'supervision  every month' },
    ];
    const again = checkSheet(facts({ inPlan }));
    expect(again.here).toEqual([
      { line: 6, title: 'Every case audited each quarter.', ref: 'MS-0001' },
      { line: 7, title: 'supervision  every month', ref: 'MS-0002' },
    ]);
    expect(again.ready.map(({ line }) => line)).toEqual([9]);
  });

  it('are refused where the plan says something else under the same reference or title', () => {
    const inPlan: InPlan[] = [
      { ref: 'MS-0001', theirRef: '1.1', title: 'Write a policy' },
      { ref: 'MS-0002', theirRef: '9.9', title: 'Supervision every month' },
    ];
    expect(checkSheet(facts({ inPlan })).problems.slice(0, 2)).toEqual([
      { line: 6, field: 'reference', code: 'reference-taken', about: 'MS-0001\nWrite a policy' },
      { line: 7, field: 'title', code: 'title-taken', about: 'Supervision every month' },
    ]);
  });

  it('take posts in place of names', () => {
    expect(namesAmongOwners(facts())).toEqual(['Jane Smith']);
    const named = checkSheet(facts({ choices: { ...choices, owners: { 'jane smith': 'Head of practice' } } }));
    expect(named.ready[1]?.owner).toBe('Head of practice');
    expect(named.notes.some(({ code }) => code === 'owner-name')).toBe(false);
  });

  it('name a priority that the plan does not have', () => {
    const other = facts({ priorities: [{ id: 'p1', number: 1, title: 'Practice' }] });
    expect(unknownPriorities(other)).toEqual(['2. Workforce']);
    expect(checkSheet(other).problems[0]).toEqual({
      line: 9,
      field: 'priority',
      code: 'unknown-priority',
      about: '2. Workforce',
    });
    const told = checkSheet({ ...other, choices: { ...choices, priorities: { '2. workforce': 'p7' } } });
    expect(told.ready.at(-1)?.priority).toBe('p7');
    const added = checkSheet({ ...other, choices: { ...choices, priorities: { '2. workforce': 'new' } } });
    expect(added.ready.at(-1)?.priority).toBe('new:2. workforce');
  });

  it('must be due in the future, unless the board has agreed their dates already', () => {
    const late = { today: day('2026-07-01') };
    expect(checkSheet(facts(late)).notes.filter(({ code }) => code === 'date-passed')).toHaveLength(2);
    const notAgreed = checkSheet(facts({ ...late, choices: { ...choices, datesAgreed: false } }));
    expect(notAgreed.problems.slice(0, 2)).toEqual([
      { line: 6, field: 'due', code: 'not-ahead', about: '2026-06-30' },
      { line: 7, field: 'due', code: 'not-ahead', about: '2026-06-30' },
    ]);
  });

  it('may come in without an owner, and it is said', () => {
    const sheet = sheetOf('Ref | Action | Done means | Owner | Due\n1 | Audit | Audits are read | | 30/06/2026');
    const mapping = proposeMapping(findHeadings(sheet));
    const usual = { ...choices.usual, priority: 'p1' };
    const told = checkSheet(facts({ sheet, choices: { ...choices, mapping, usual } }));
    expect(told.ready[0]?.owner).toBeNull();
    expect(told.notes).toEqual([{ line: 2, field: 'owner', code: 'no-owner', about: '' }]);
  });

  it('stand under a heading that names their priority', () => {
    const sheet = sheetOf(`Ref | Action | Done means | Owner | Due
      Priority 2: Workforce | | | |
      1 | Recruit | Posts are filled | HR | 30/06/2026
      Ref | Action | Done means | Owner | Due
      Priority 1 | | | |
      2 | Audit | Audits are read | DCS | 30/06/2026`);
    const mapping = proposeMapping(findHeadings(sheet));
    const sections = checkSheet(facts({ sheet, choices: { ...choices, mapping } }));
    expect(sections.ready.map(({ priority, title }) => [priority, title])).toEqual([
      ['p2', 'Recruit'],
      ['p1', 'Audit'],
    ]);
    expect(sections.headings).toBe(3);
  });

  it('are not read for what could identify a person', () => {
    const sheet = sheetOf(
      'Ref | Action | Done means | Owner | Due\n1 | Review Child A | It is done | DCS | 30/06/2026',
    );
    const mapping = proposeMapping(findHeadings(sheet));
    const usual = { ...choices.usual, priority: 'p1' };
    expect(checkSheet(facts({ sheet, choices: { ...choices, mapping, usual } })).problems).toEqual([
      { line: 2, field: 'title', code: 'identifies', about: 'Review Child A' },
    ]);
  });

  it('may say nothing of the kind of change, and are asked', () => {
    const bare = { ...choices, usual: { priority: null, lever: null, horizon: null, weight: null } };
    expect(
      checkSheet(facts({ choices: bare }))
        .problems.slice(0, 3)
        .map(({ code }) => code),
    ).toEqual(['no-lever', 'no-horizon', 'no-weight']);
  });
});

describe('the name of a priority', () => {
  const priorities = [
    { id: 'p1', number: 1, title: 'Practice' },
    { id: 'p2', number: 2, title: 'Leadership and governance' },
  ];
  it.each([
    ['Practice', 'p1'],
    ['1', 'p1'],
    ['Priority 1', 'p1'],
    ['Priority 2: leadership and  governance', 'p2'],
    ['2 – Leadership and governance', 'p2'],
    ['3', null],
    ['Priority 2: Something else', null],
  ])('%s is %s', (text, id) => {
    expect(priorityNamed(text, priorities)?.id ?? null).toBe(id);
  });
});

describe('the name of a new priority', () => {
  it.each([
    ['2. Workforce', 'Workforce'],
    ['Priority 2: Workforce', 'Workforce'],
    ['workforce', 'Workforce'],
    ['Children in care', 'Children in care'],
    ['Priority 4', 'Priority 4'],
    ['Priority setting', 'Priority setting'],
    ['24 hour cover', '24 hour cover'],
  ])('%s is called %s', (text, name) => {
    expect(nameOfPriority(text)).toBe(name);
  });
});

describe('the size of a sheet', () => {
  it.each([
    [Array.from({ length: 1_001 }, () => ['x']), { limit: 'rows', found: 1_001, most: 1_000 }],
    [[Array.from({ length: 61 }, () => 'x')], { limit: 'columns', found: 61, most: 60 }],
    [[['x'.repeat(4_001)]], { limit: 'cell', found: 4_001, most: 4_000 }],
  ])('has limits', (rows, expected) => {
    expect(tooMuchIn({ name: 'a', rows })).toEqual(expected);
  });

  it('does not count what is empty at its end', () => {
    const rows = [['a', '', ''], ...Array.from({ length: 2_000 }, () => ['', ' ', ''])];
    expect(tidySheet({ name: 'a', rows }).rows).toEqual([['a']]);
    expect(tooMuchIn(tidySheet({ name: 'a', rows }))).toBeNull();
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [59, 'BH'],
  ])('column %i is %s', (place, letter) => {
    expect(columnLetter(place)).toBe(letter);
  });

  it('take a date that the board moved before as the one that stands, where the decision is named and may be recorded', () => {
    const sheet = {
      name: 'Moves',
      rows: [
        ['Ref', 'Action', 'Done means', 'Owner', 'Original date', 'Revised date', 'Decision ref'],
        ['1', 'Open the hub', 'It is open', 'DCS', '31/03/2027', '30/09/2027', 'Minute 42/7'],
        ['2', 'Open another', 'It is open', 'DCS', '31/03/2027', '30/09/2027', 'A decision of the whole council'],
      ],
    };
    const own = {
      ...choices,
      mapping: proposeMapping(findHeadings(sheet)),
      usual: { ...choices.usual, priority: 'p1' },
    };
    const checked = checkSheet(facts({ sheet, choices: own }));
    expect(checked.ready.map(({ moved, forecast }) => [moved, forecast])).toEqual([
      [{ to: '2027-09-30', decisionRef: 'Minute 42/7' }, null],
    ]);
    expect(checked.notes.map(({ code, about }) => [code, about])).toEqual([
      ['moved', '2027-03-31\n2027-09-30\nMinute 42/7'],
    ]);
    expect(checked.problems.map(({ line, field, code }) => [line, field, code])).toEqual([[3, 'movedBy', 'too-long']]);
    const others = checkSheet(facts({ sheet, choices: own, mayMoveDates: false }));
    expect(others.ready.map(({ moved, forecast }) => [moved, forecast])).toEqual([[null, '2027-09-30']]);
    expect(others.notes.map(({ code }) => code)).toContain('moved-by-others');
  });
});
