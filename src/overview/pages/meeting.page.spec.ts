import { day } from '../../kernel/calendar-day.js';
import type { DueRow } from '../domain/meeting.js';
import type { DateRequestFacts, MeetingFacts } from '../domain/meeting-facts.js';
import { dependentWords } from './meeting-parts.page.js';
import { meetingPage, type MeetingInput } from './meeting.page.js';

const aRow = (ref: string, here: DueRow['here'] = null): DueRow => ({
  id: ref,
  ref,
  planRef: 'PL-0001',
  title: `Action ${ref}`,
  priority: '1. Front door',
  ownerPost: 'Head of assessment',
  firstDue: day('2027-03-01'),
  currentDue: day('2027-03-01'),
  moves: 0,
  isStarted: true,
  isComplete: false,
  safetyCritical: false,
  stateWords: 'In progress',
  ownerRating: null,
  recordRating: 'On track',
  recordRule: null,
  last: null,
  here,
  evidence: [],
  version: 1,
});

const aRequest = (more: Partial<DateRequestFacts> = {}): DateRequestFacts => ({
  ref: 'DR-0001',
  milestoneRef: 'MS-0001',
  planRef: 'PL-0001',
  title: 'Recruit six',
  firstDue: day('2026-12-01'),
  currentDue: day('2027-03-01'),
  askedTo: day('2027-06-30'),
  moves: 1,
  reasonWords: 'Not enough people, time or money',
  reason: 'Two candidates withdrew.',
  byName: 'Olu Owner',
  askedAt: '2027-03-03T09:00:00.000Z',
  dependents: [],
  answer: null,
  version: 2,
  ...more,
});

const facts = (more: Partial<MeetingFacts> = {}): MeetingFacts => ({
  review: {
    id: 'r1',
    ref: 'RV-0007',
    boardName: 'Improvement board',
    boardRef: 'BD-0001',
    heldOn: day('2027-03-12'),
    state: 'issued',
    stateWords: 'Issued',
    isQuorate: true,
    quorumRule: null,
  },
  organisation: { id: 'o1', name: 'Northwick Council', slug: 'northwick-council' },
  items: [
    {
      id: 'i1',
      position: 1,
      title: 'Welcome',
      purposeWords: 'To note',
      isConfidential: false,
      outcome: null,
      isPlan: false,
      version: 1,
    },
    {
      id: 'i4',
      position: 4,
      title: 'Plan',
      purposeWords: 'To discuss',
      isConfidential: true,
      outcome: null,
      isPlan: true,
      version: 1,
    },
  ],
  rows: [aRow('MS-0001'), aRow('MS-0002')],
  others: [],
  requests: [],
  recorded: [],
  members: [
    {
      id: 'm1',
      name: 'Carys Chair',
      role: 'Independent chair',
      isVoting: true,
      presence: 'present',
      substitutePost: null,
      interest: null,
      version: 2,
    },
    {
      id: 'm2',
      name: 'Pat Partner',
      role: 'Chief nurse',
      isVoting: true,
      presence: 'substitute',
      substitutePost: 'Designated nurse',
      interest: 'Trustee of a provider',
      version: 0,
    },
  ],
  ...more,
});

const page = (more: Partial<MeetingInput> = {}) =>
  meetingPage({
    facts: facts(),
    reasons: [],
    readerRef: 'AC-0004',
    may: { record: true, decide: true, challenge: true },
    closed: null,
    said: null,
    ...more,
  });

describe('the page of a meeting', () => {
  it('opens at the item of the plan, and records at it unless told', () => {
    const made = page();
    expect(made.plan.heading).toBe('Item 4: Plan');
    expect(made.plan.count).toBe('2 of 2 left');
    expect(made.plan.rows.map(({ form }) => form?.answer.focused)).toEqual([true, false]);
    const [decision] = made.sections;
    const chosen = (form: (typeof made.sections)[number]['form'] | undefined) =>
      form?.fields[0]?.select?.options.find((option) => option.chosen)?.value;
    expect(chosen(decision?.form)).toBe('i4');
    expect(chosen(page({ item: 'i1' }).sections[0]?.form)).toBe('i1');
    expect(made.script).toBe('meeting.js');
  });

  it('has the keyboard in one place only, wherever the reader comes from', () => {
    const focused = (made: ReturnType<typeof page>): string[] => [
      ...made.plan.rows.flatMap(({ form }) =>
        form ? [form.answer, form.reason, form.note].filter((field) => field.focused).map(({ id }) => id) : [],
      ),
      ...[...made.sections, ...made.attendance.forms.map((form) => ({ form }))].flatMap(({ form }) =>
        (form?.fields ?? []).filter((field) => field.focused).map(({ id }) => id),
      ),
    ];
    expect(focused(page())).toEqual(['MS-0001-answer']);
    expect(focused(page({ brought: 'MS-0002' }))).toEqual(['MS-0002-answer']);
    const tried = { posted: {}, errors: { text: 'Enter what was decided' } };
    expect(focused(page({ triedForm: { form: 'decision', tried } }))).toEqual(['decision-text']);
    const triedRow = { ref: 'MS-0002', tried: { posted: { answer: 'at_risk' }, errors: { reason: 'Why' } } };
    expect(focused(page({ triedRow }))).toEqual(['MS-0002-reason']);
    expect(focused(page({ may: { record: false, decide: false, challenge: false } }))).toEqual([]);
  });

  it('says that nothing is due, and where to go', () => {
    const made = page({ facts: facts({ rows: [] }) });
    expect(made.plan.empty?.text).toBe('Nothing is due. Move to decisions.');
    expect(made.plan.count).toBe('nothing is due');
  });

  it('counts what is left, and offers what is not due', () => {
    const said = { words: null, byRef: 'AC-0004', byName: 'Sam', at: '2027-03-12T10:00:00.000Z', answer: 'On track' };
    const made = page({
      facts: facts({
        rows: [aRow('MS-0001', said), aRow('MS-0002', said)],
        others: [{ ref: 'MS-0009', title: 'Later' }],
      }),
    });
    expect(made.plan.count).toBe('all 2 heard');
    expect(made.others?.choices).toEqual([{ value: 'MS-0009', text: 'MS-0009 Later' }]);
  });

  it('says who is here, who came in whose place, and what was declared', () => {
    const { attendance, quorum } = page();
    expect(attendance.summary).toBe('2 of 2');
    expect(attendance.lines).toEqual([
      'Here: Carys Chair. Sent a substitute: Pat Partner (Designated nurse).',
      'Pat Partner declared: Trustee of a provider',
    ]);
    expect(attendance.isOpen).toBe(false);
    expect(attendance.forms[0]?.hidden).toEqual([{ name: 'seen', value: 'm1:2,m2:0' }]);
    expect(quorum.isMissing).toBe(false);
  });

  it('without a quorum moves no date, and says what decisions are', () => {
    const review = { ...facts().review, isQuorate: false, quorumRule: '5 voting members' };
    const made = page({ facts: facts({ review, requests: [aRequest()] }) });
    expect(made.quorum.text).toContain('The terms ask for 5 voting members. The meeting is informal');
    expect(made.requests.intro).toContain('no date can be moved');
    expect(made.requests.rows[0]?.form).toBeNull();
    expect(made.sections[0]?.form?.fields[1]?.hint).toContain('stands as a recommendation');
  });

  it('puts before the board what a request asks, and three buttons', () => {
    const [request] = page({ facts: facts({ requests: [aRequest()] }) }).requests.rows;
    expect(request?.dates.map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      '1 December 2026',
      '1 March 2027',
      '30 June 2027',
    ]);
    expect(request?.move).toBe('This would be its second move.');
    expect(request?.form?.buttons.map(({ value }) => value)).toEqual(['agreed', 'refused', 'different']);
    const answered = aRequest({ answer: { words: 'Refused', decisionRef: 'DE-0001' } });
    const [after] = page({ facts: facts({ requests: [answered] }) }).requests.rows;
    expect([after?.form, after?.move]).toEqual([null, null]);
    expect(after?.answered).toEqual({ text: 'Refused', note: 'DE-0001' });
  });

  it('leads on to what follows the meeting', () => {
    expect(page().ending?.link.href).toBe('/reviews/RV-0007');
    const held = facts({ review: { ...facts().review, state: 'held' } });
    expect(page({ facts: held }).ending?.link.href).toBe('/reviews/RV-0007/minutes');
    expect(page({ may: { record: false, decide: true, challenge: true } }).ending).toBeNull();
  });

  it('lets members ask and read, and nothing else', () => {
    const made = page({
      may: { record: false, decide: false, challenge: true },
      facts: facts({ requests: [aRequest()] }),
    });
    expect(made.sections.map(({ id, form }) => [id, form !== null])).toEqual([
      ['record', false],
      ['challenges', true],
      ['actions', false],
    ]);
    expect(made.plan.rows.every(({ form, again }) => form === null && again === null)).toBe(true);
    expect([made.attendance.forms, made.requests.rows[0]?.form, made.others]).toEqual([[], null, null]);
  });
});

it.each([
  ['2027-05-31', false, '30 days before the date that is asked for, so its date could not be kept'],
  ['2027-05-31', true, '30 days before the new date, so its date cannot be kept'],
  ['2027-06-30', false, 'on the very day of the date that is asked for'],
  ['2027-07-01', false, '1 day after the date that is asked for'],
])('what is due on %s stands to the date of 30 June 2027 (decided: %s): %s', (due, isDecided, words) => {
  const one = { ref: 'MS-0002', title: 'Train', due: day(due) };
  expect(dependentWords(one, day('2027-06-30'), isDecided).replaceAll('\u00a0', ' ')).toContain(words);
});
