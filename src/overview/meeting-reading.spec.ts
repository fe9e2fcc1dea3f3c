import { day } from '../kernel/calendar-day.js';
import type { MilestoneRow, MilestoneUpdateRow } from '../plans/data/plan.row.js';
import { dependentsOf, isPlanItem, type PlanRecord, readPlans, recordedThing } from './meeting-reading.js';

const aMilestone = (ref: string, more: Partial<MilestoneRow> = {}): MilestoneRow => ({
  id: ref,
  ref,
  planId: 'p1',
  planRef: 'PL-0001',
  planTitle: 'Plan',
  organisationId: 'o1',
  priorityId: 'q1',
  priorityNumber: 1,
  priorityTitle: 'Front door',
  theirRef: null,
  title: `Action ${ref}`,
  doneMeans: 'It is there',
  ownerPost: 'Head of assessment',
  deputyPost: null,
  lever: 'practice',
  horizon: 'improve',
  weight: 'medium',
  baselineDue: day('2027-03-31'),
  currentDue: day('2027-03-31'),
  forecastDue: null,
  startOn: null,
  state: 'in_progress',
  ownerRating: 'on_track',
  completedOn: null,
  completedBy: null,
  impactDue: null,
  impactShownOn: null,
  evidenceOwedUntil: null,
  adaptedFrom: null,
  safetyCritical: 0,
  dateWrittenAt: '2027-01-01T00:00:00.000Z',
  dateWrittenBy: 'AC-0001',
  version: 1,
  recordedAt: '2027-03-01T00:00:00.000Z',
  recordedBy: 'AC-0001',
  moves: 0,
  corrections: 0,
  evidenceCount: 0,
  updatedAt: '2027-03-01T00:00:00.000Z',
  updatedBy: 'AC-0001',
  lastNote: null,
  ...more,
});

const anUpdate = (milestoneId: string, more: Partial<MilestoneUpdateRow> = {}): MilestoneUpdateRow => ({
  id: `${milestoneId}-${more.position ?? 1}`,
  milestoneId,
  position: 1,
  at: '2027-03-01T10:00:00.000Z',
  byName: 'AC-0001',
  reviewRef: null,
  state: 'in_progress',
  rating: 'on_track',
  reasonCode: null,
  note: null,
  forecastDue: null,
  evidenceOwed: 0,
  ...more,
});

const record = (milestones: readonly MilestoneRow[], more: Partial<PlanRecord> = {}): PlanRecord => ({
  milestones,
  updates: [],
  evidence: [],
  requests: [],
  dependencies: [],
  ...more,
});

const reading = {
  review: { ref: 'RV-0007', heldOn: day('2027-03-12') },
  decisionRefs: new Set<string>(),
  brought: null,
  names: new Map([['AC-0001', 'Olu Owner']]),
  today: day('2027-03-12'),
};

describe('what is due at a meeting', () => {
  it.each([
    ['is past its date', { currentDue: day('2027-03-11') }, true],
    ['is due within 30 days of the meeting', { currentDue: day('2027-04-11') }, true],
    ['is due after that', { currentDue: day('2027-04-12') }, false],
    ['is expected long after its date', { currentDue: day('2027-06-01'), forecastDue: day('2027-07-15') }, true],
    ['is complete', { state: 'action_complete' }, false],
    ['is complete with its evidence owed', { state: 'action_complete', evidenceOwedUntil: day('2027-03-20') }, true],
    ['is paused', { state: 'paused' }, false],
    ['was cancelled', { state: 'cancelled' }, false],
  ] as const)('an action that %s: %j', (_, more, isDue) => {
    const read = readPlans(record([aMilestone('MS-1', more)]), reading);
    expect(read.rows.length).toBe(isDue ? 1 : 0);
  });

  it('is also what was said here, and what somebody brings up', () => {
    const later = aMilestone('MS-1', { currentDue: day('2027-12-01') });
    const other = aMilestone('MS-2', { currentDue: day('2027-12-01') });
    const plans = record([later, other], { updates: [anUpdate('MS-1', { reviewRef: 'RV-0007', note: 'Heard' })] });
    const read = readPlans(plans, reading);
    expect(read.rows.map(({ ref }) => ref)).toEqual(['MS-1']);
    expect(read.others).toEqual([{ ref: 'MS-2', title: 'Action MS-2' }]);
    expect(readPlans(plans, { ...reading, brought: 'MS-2' }).rows.map(({ ref }) => ref)).toEqual(['MS-1', 'MS-2']);
  });
});

describe('the words about an action', () => {
  it('are the last before this meeting, with whose they were', () => {
    const updates = [
      anUpdate('MS-1', { position: 1, note: 'First words' }),
      anUpdate('MS-1', { position: 2 }),
      anUpdate('MS-1', { position: 3, reviewRef: 'RV-0007', rating: 'at_risk', reasonCode: 'partner', note: 'Here' }),
    ];
    const [row] = readPlans(record([aMilestone('MS-1')], { updates }), reading).rows;
    expect(row?.last).toMatchObject({ words: 'First words', byName: 'Olu Owner' });
    expect(row?.here).toMatchObject({ words: 'Here', answer: 'At risk: a partner' });
  });

  it('say what is owed', () => {
    const milestone = aMilestone('MS-1', { state: 'action_complete', evidenceOwedUntil: day('2027-03-26') });
    const update = anUpdate('MS-1', { reviewRef: 'RV-0007', state: 'action_complete', rating: null, evidenceOwed: 1 });
    const [row] = readPlans(record([milestone], { updates: [update] }), reading).rows;
    expect(row?.here?.answer).toBe('Action complete, evidence owed');
    expect(row?.stateWords).toBe('Action complete, evidence owed');
  });

  it('name the rule where the record says something else than on track', () => {
    const [row] = readPlans(record([aMilestone('MS-1', { currentDue: day('2027-03-01') })]), reading).rows;
    expect([row?.recordRating, row?.recordRule]).toEqual(['Off track', 'the date has passed']);
    const [well] = readPlans(record([aMilestone('MS-1')]), reading).rows;
    expect([well?.recordRating, well?.recordRule]).toEqual(['On track', null]);
  });
});

it('what waits for an action is named while it is open', () => {
  const milestones = [
    aMilestone('MS-1'),
    aMilestone('MS-2'),
    aMilestone('MS-3', { state: 'embedded' }),
    aMilestone('MS-4', { state: 'cancelled' }),
  ];
  const dependencies = ['MS-2', 'MS-3', 'MS-4'].map((fromId) => ({
    id: fromId,
    fromId,
    fromRef: fromId,
    toId: 'MS-1',
    toRef: 'MS-1',
    toTitle: 'Action MS-1',
    kind: 'finish' as const,
  }));
  expect(dependentsOf('MS-1', { milestones, dependencies }).map(({ ref }) => ref)).toEqual(['MS-2']);
});

describe('the item of the plan', () => {
  const item = (id: string, title: string, sourceKind: string | null = null) => ({
    id,
    reviewId: 'r1',
    position: 1,
    title,
    purpose: 'discuss' as const,
    minutesPlanned: null,
    leadPost: null,
    confidential: false,
    confidentialReason: null,
    paper: null,
    outcome: null,
    sourceKind,
    sourceId: null,
    late: false,
    version: 1,
  });

  it.each([
    [
      'was proposed for what is due',
      [
        item('a', 'Agree the plan', 'plan_version'),
        item('c', 'Off track', 'off_track'),
        item('b', 'Due', 'due_milestones'),
      ],
      'b',
    ],
    ['was proposed for what is off track', [item('a', 'The plan'), item('b', 'Off track', 'off_track')], 'b'],
    ['is called so, and is no version to agree', [item('a', 'Agree the plan', 'plan_version'), item('b', 'Plan')], 'b'],
    ['comes from an action', [item('a', 'Planning law'), item('b', 'Recruitment', 'milestone')], 'b'],
    ['is called so', [item('a', 'Explanations'), item('b', 'Improvement plan')], 'b'],
    ['is none of these', [item('a', 'Welcome')], undefined],
  ])('is the one that %s', (_, items, id) => {
    expect(items.find((one) => isPlanItem(one, items))?.id).toBe(id);
  });
});

it.each([
  [{ kind: 'decision', type: 'recommendation', who: 'The cabinet' }, 'Recommendation, for: The cabinet'],
  [{ kind: 'decision', type: 'recommendation', forLackOfQuorum: 1 }, 'Recommendation, for lack of a quorum'],
  [
    { kind: 'challenge', who: 'Director', byName: 'Vic', dueOn: '2027-03-26' },
    'Asked by Vic, to: Director, answer due 26 March 2027',
  ],
  [{ kind: 'action', who: 'Director', dueOn: '2027-03-26' }, 'Director, due 26 March 2027'],
] as const)('what was recorded says what it is: %j', (more, about) => {
  const thing = recordedThing({
    ref: 'X',
    itemId: null,
    text: 'T',
    type: null,
    forLackOfQuorum: 0,
    who: null,
    byName: null,
    dueOn: null,
    confidential: 0,
    at: '',
    ...more,
  });
  expect(thing.about.replaceAll('\u00a0', ' ')).toBe(about);
});
