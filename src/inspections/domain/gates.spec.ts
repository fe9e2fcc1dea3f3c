import { addDays, day } from '../../kernel/calendar-day.js';
import { accuracyDaysOf, accuracyProgress, assurerRefusal, decideRefusal, isClosed, raiseRefusal } from './accuracy.js';
import { clocksOf, type ClockFacts, type StatedDeadline } from './clocks.js';
import { type InspectionState, inspectionStates } from './inspection-state.js';
import { type InspectionWork, judgementsText, type Member, type WorkJudgement } from './inspection-work.js';
import { gradeRefusal, missingForAccuracy, missingForProvisional } from './provisional-gate.js';
import { askRefusal, confirmRefusal, publishRefusal, withdrawRefusal } from './publishing-gate.js';
import { mayRead, type Relation, relationTo, type Somebody } from './relation.js';
import { wordingRefusal } from './wording.js';

const states = Object.keys(inspectionStates) as InspectionState[];

const judgement = (given: Partial<WorkJudgement> = {}): WorkJudgement => ({
  id: 'j',
  area: 'overall',
  areaText: 'Overall',
  isOverall: true,
  gradeId: 'good',
  absence: null,
  narrative: 'Well run.',
  limiting: false,
  version: 1,
  ...given,
});

const member = (accountId: string, part: Member['part'], given: Partial<Member> = {}): Member => ({
  accountId,
  part,
  onVisit: part === 'lead' || part === 'inspector',
  confirmed: { at: '2026-11-23T09:00:00.000Z', digest: 'now' },
  doneAt: null,
  ...given,
});

const work = (given: Partial<InspectionWork> = {}): InspectionWork => ({
  id: 'i',
  ref: 'IN-0001',
  organisationId: 'body',
  inspectorateId: 'ofsted',
  state: 'accuracy_check',
  version: 1,
  type: 'full',
  graded: true,
  startedOn: day('2026-10-05'),
  endedOn: day('2026-10-16'),
  isFirstMonitoring: false,
  category: null,
  summary: 'A summary',
  reportText: 'A report',
  provisionalShared: false,
  accuracySentOn: day('2026-11-09'),
  accuracyDueOn: day('2026-11-23'),
  members: [
    member('lead', 'lead'),
    member('second', 'inspector'),
    member('assurer', 'quality_assurer'),
    member('contact', 'contact'),
  ],
  judgements: [judgement()],
  evidence: new Map([['overall', 1]]),
  findings: 0,
  hasNote: false,
  points: [],
  ...given,
});

const relation = (given: Partial<Relation> = {}): Relation => ({
  part: null,
  onVisit: false,
  isInspectorHere: false,
  isAdministrator: false,
  ...given,
});
const lead = relation({ part: 'lead', onVisit: true, isInspectorHere: true });
const second = relation({ part: 'inspector', onVisit: true, isInspectorHere: true });
const assurer = relation({ part: 'quality_assurer', isInspectorHere: true });
const contact = relation({ part: 'contact' });
const stranger = relation({ isInspectorHere: true });
const administrator = relation({ isAdministrator: true });

const morning = { day: day('2026-11-23'), hour: 9 };
const evening = { day: day('2026-11-23'), hour: 17 };

describe('what somebody is to an inspection', () => {
  const somebody = (
    id: string,
    role: string,
    place: { organisationId?: string; inspectorateId?: string } = {},
  ): Somebody => ({
    id,
    grants: [{ role, organisationId: place.organisationId ?? null, inspectorateId: place.inspectorateId ?? null }],
  });
  it.each([
    ['leads it with the role for it', somebody('lead', 'lead_inspector', { inspectorateId: 'ofsted' }), 'lead'],
    ['no longer leads without the role', somebody('lead', 'inspector', { inspectorateId: 'ofsted' }), null],
    ['leads nothing for another inspectorate', somebody('lead', 'lead_inspector', { inspectorateId: 'cqc' }), null],
    ['assures it as an inspector', somebody('assurer', 'inspector', { inspectorateId: 'ofsted' }), 'quality_assurer'],
    [
      'speaks for the organisation as its editor',
      somebody('contact', 'organisation_editor', { organisationId: 'body' }),
      'contact',
    ],
    ['speaks for no other organisation', somebody('contact', 'organisation_editor', { organisationId: 'other' }), null],
    ['has no part without being named', somebody('stranger', 'inspector', { inspectorateId: 'ofsted' }), null],
  ])('%s', (_what, who, part) => {
    expect(relationTo(work(), who).part).toBe(part);
  });

  it.each(states.flatMap((state) => [true, false].map((shared) => [state, shared] as const)))(
    'in %s, shared %p, decides whether it may be read',
    (state, provisionalShared) => {
      const shown = { state, provisionalShared };
      for (const each of [lead, second, assurer]) expect(mayRead(shown, each)).toBe(true);
      for (const each of [stranger, administrator, relation()]) expect(mayRead(shown, each)).toBe(false);
      const isForContacts =
        ['accuracy_check', 'published', 'superseded'].includes(state) || (state === 'provisional' && provisionalShared);
      expect(mayRead(shown, contact)).toBe(isForContacts);
    },
  );
});

describe('a grade', () => {
  it.each([
    ['rests on evidence', { gradeId: 'good', absence: null }, 1, null],
    ['is refused without', { gradeId: 'good', absence: null }, 0, 'no-evidence'],
    ['is refused beside a reason for none', { gradeId: 'good', absence: 'suspended' }, 1, 'grade-and-reason'],
    ['or its absence must be said', { gradeId: null, absence: null }, 1, 'neither'],
    ['that is not given needs evidence too', { gradeId: null, absence: 'insufficient_evidence' }, 0, 'no-evidence'],
    ['of what does not apply needs none', { gradeId: null, absence: 'not_applicable' }, 0, null],
    ['of what is exempt needs none', { gradeId: null, absence: 'exempt' }, 0, null],
  ] as const)('%s', (_what, given, evidence, refusal) => {
    expect(gradeRefusal(given, evidence)).toBe(refusal);
  });
});

describe('before provisional', () => {
  it.each<[string, Partial<InspectionWork>, readonly string[]]>([
    ['nothing is missing', {}, []],
    ['a judgement', { judgements: [judgement({ gradeId: null })] }, ['judgement']],
    ['evidence', { evidence: new Map() }, ['evidence']],
    [
      'nothing of what does not apply',
      { judgements: [judgement({ gradeId: null, absence: 'not_applicable' })], evidence: new Map() },
      [],
    ],
    ['any evidence where nothing is graded', { judgements: [], evidence: new Map() }, ['any-evidence']],
    ['the note of a monitoring visit', { type: 'monitoring', judgements: [], evidence: new Map([['', 1]]) }, ['note']],
    ['the last day', { endedOn: null }, ['end']],
    ['the lead', { members: [member('second', 'inspector')] }, ['lead']],
    ['the second inspector', { members: [member('lead', 'lead')] }, ['second-inspector']],
    [
      'who confirmed something else',
      { members: [member('lead', 'lead'), member('second', 'inspector', { confirmed: { at: '', digest: 'before' } })] },
      ['second-inspector'],
    ],
    [
      'who has not confirmed',
      { members: [member('lead', 'lead', { confirmed: null }), member('second', 'inspector')] },
      ['lead'],
    ],
    [
      'nobody else’s confirmation will do',
      { members: [member('lead', 'lead'), member('assurer', 'quality_assurer')] },
      ['second-inspector'],
    ],
  ])('%s', (_what, given, kinds) => {
    expect(missingForProvisional(work({ state: 'draft', ...given }), 'now').map(({ kind }) => kind)).toEqual(kinds);
  });

  it('asks for a new confirmation whenever what was judged changes', () => {
    const said = judgementsText(work());
    for (const change of [
      { gradeId: 'inadequate' },
      { narrative: 'Other words' },
      { limiting: true },
      { gradeId: null, absence: 'suspended' } as const,
    ])
      expect(judgementsText(work({ judgements: [judgement(change)] }))).not.toBe(said);
    expect(judgementsText(work({ category: 'special_measures' }))).not.toBe(said);
    expect(judgementsText(work({ summary: 'Another summary', findings: 3 }))).toBe(said);
  });

  it('and before it is sent: the words that are checked', () => {
    expect(missingForAccuracy(work(), 'now')).toEqual([]);
    expect(missingForAccuracy(work({ summary: null, reportText: null }), 'then').map(({ kind }) => kind)).toEqual([
      'summary',
      'report-text',
      'lead',
      'second-inspector',
    ]);
  });
});

describe('words', () => {
  it.each<[InspectionState, Relation, string | null]>([
    ['draft', lead, null],
    ['draft', second, null],
    ['draft', assurer, 'not-yours'],
    ['draft', contact, 'not-yours'],
    ['provisional', lead, null],
    ['provisional', second, 'only-the-lead'],
    ['accuracy_check', lead, null],
    ['accuracy_check', second, 'only-the-lead'],
    ['published', lead, 'locked'],
    ['superseded', lead, 'locked'],
    ['withdrawn', lead, 'locked'],
  ])('in %s', (state, who, refusal) => {
    expect(wordingRefusal(state, who)).toBe(refusal);
  });
});

describe('the organisation’s time', () => {
  it.each([
    ['2026-11-22', 23, false],
    ['2026-11-23', 16, false],
    ['2026-11-23', 17, true],
    ['2026-11-24', 0, true],
  ])('on %s at %i', (on, hour, closed) => {
    expect(isClosed(day('2026-11-23'), { day: day(on), hour })).toBe(closed);
    const refusal = raiseRefusal(work(), contact, { day: day(on), hour });
    expect(refusal).toBe(closed ? 'after-the-deadline' : null);
  });

  it('is for its named contacts, while it is asked', () => {
    for (const who of [lead, second, assurer, stranger, administrator])
      expect(raiseRefusal(work(), who, morning)).toBe('not-a-contact');
    for (const state of states.filter((each) => each !== 'accuracy_check'))
      expect(raiseRefusal(work({ state }), contact, morning)).toBe('not-in-accuracy-check');
  });

  it('is ten working days unless the framework says otherwise', () => {
    expect(accuracyDaysOf([{ value: 70, unit: 'working days', from: 'letter' }])).toBe(10);
    expect(accuracyDaysOf([{ value: 5, unit: 'working days', from: 'draft report' }])).toBe(5);
  });

  const point = (isDecided: boolean, on = '2026-11-10') => ({ number: 1, raisedOn: day(on), isDecided });
  it.each<[string, Partial<InspectionWork>, typeof morning, string]>([
    ['is left to it', {}, morning, 'time-left'],
    ['is over', {}, evening, 'settled'],
    ['is not needed any more', { members: [member('contact', 'contact', { doneAt: 'now' })] }, morning, 'settled'],
    [
      'is needed by one of two',
      { members: [member('contact', 'contact', { doneAt: 'now' }), member('other', 'contact')] },
      morning,
      'time-left',
    ],
    ['is left where nobody is named', { members: [] }, morning, 'time-left'],
    ['is not needed once its points are decided', { points: [point(true)] }, morning, 'settled'],
    ['does not settle a point that is open', { points: [point(false)] }, evening, 'points-open'],
    [
      'is left where its points are from before it was asked again',
      { points: [point(true, '2026-11-01')] },
      morning,
      'time-left',
    ],
  ])('%s', (_what, given, now, progress) => {
    expect(accuracyProgress(work(given), now)).toBe(progress);
  });
});

describe('points', () => {
  const decision = { decision: 'accepted', reason: 'So it is' } as const;
  it.each<[Relation, string | null]>([
    [assurer, null],
    [lead, 'led-it'],
    [second, 'was-on-the-visit'],
    [{ ...assurer, onVisit: true }, 'was-on-the-visit'],
    [stranger, 'not-an-inspector-here'],
    [{ ...assurer, isInspectorHere: false }, 'not-an-inspector-here'],
    [contact, 'not-an-inspector-here'],
    [administrator, 'not-an-inspector-here'],
  ])('are decided by somebody from outside: %j', (who, refusal) => {
    expect(assurerRefusal(who)).toBe(refusal);
    expect(decideRefusal('accuracy_check', who, decision)).toBe(refusal);
  });

  it('are decided with a decision and a reason, in the accuracy check', () => {
    expect(decideRefusal('accuracy_check', assurer, { ...decision, decision: null })).toBe('nothing-chosen');
    expect(decideRefusal('accuracy_check', assurer, { ...decision, reason: ' ' })).toBe('no-reason');
    expect(decideRefusal('provisional', assurer, decision)).toBe('not-in-accuracy-check');
  });
});

describe('publishing', () => {
  const today = { publishedOn: day('2026-11-23'), now: evening };
  it.each<
    [
      string,
      InspectionWork,
      Relation,
      Partial<Omit<typeof today, 'publishedOn'>> & { publishedOn?: string },
      string | null,
    ]
  >([
    ['by the quality assurer, in time', work(), assurer, {}, null],
    ['in the past', work(), assurer, { publishedOn: '2026-10-16' }, null],
    ['by the lead', work(), lead, {}, 'led-it'],
    ['by a visitor', work(), second, {}, 'was-on-the-visit'],
    ['by nobody in particular', work(), stranger, {}, 'not-an-inspector-here'],
    ['tomorrow', work(), assurer, { publishedOn: '2026-11-24' }, 'ahead'],
    ['before the visit ended', work(), assurer, { publishedOn: '2026-10-15' }, 'before-it-ended'],
    ['before the time is up', work(), assurer, { now: morning }, 'time-left'],
    [
      'with an open point',
      work({ points: [{ number: 1, raisedOn: day('2026-11-10'), isDecided: false }] }),
      assurer,
      {},
      'points-open',
    ],
    ['a draft', work({ state: 'draft' }), assurer, {}, 'not-in-accuracy-check'],
    ['a provisional', work({ state: 'provisional' }), assurer, {}, 'not-in-accuracy-check'],
    ['what is withdrawn', work({ state: 'withdrawn' }), assurer, {}, 'not-in-accuracy-check'],
    ['twice', work({ state: 'published' }), assurer, {}, 'already-published'],
    ['what is superseded', work({ state: 'superseded' }), assurer, {}, 'already-published'],
  ])('%s', (_what, made, who, { publishedOn, now }, refusal) => {
    expect(publishRefusal(made, who, { publishedOn: day(publishedOn ?? '2026-11-23'), now: now ?? evening })).toBe(
      refusal,
    );
  });
});

describe('withdrawing', () => {
  it.each<[InspectionState, Relation, string | null]>([
    ['draft', lead, null],
    ['provisional', lead, null],
    ['accuracy_check', lead, null],
    ['draft', second, 'not-the-lead'],
    ['accuracy_check', assurer, 'not-the-lead'],
    ['published', lead, 'two-people'],
    ['superseded', lead, 'two-people'],
    ['withdrawn', lead, 'withdrawn-already'],
  ])('in %s', (state, who, refusal) => {
    expect(withdrawRefusal(state, who)).toBe(refusal);
  });
});

describe('two people', () => {
  it.each<['correction' | 'withdrawal', InspectionState, Relation, string | null]>([
    ['correction', 'published', lead, null],
    ['correction', 'superseded', lead, null],
    ['correction', 'published', assurer, 'not-one-of-the-two'],
    ['correction', 'published', administrator, 'not-one-of-the-two'],
    ['correction', 'accuracy_check', lead, 'not-published'],
    ['withdrawal', 'published', lead, null],
    ['withdrawal', 'published', administrator, null],
    ['withdrawal', 'published', assurer, 'not-one-of-the-two'],
    ['withdrawal', 'withdrawn', lead, 'not-published'],
  ])('ask for a %s in %s', (kind, state, who, refusal) => {
    expect(askRefusal(kind, state, who)).toBe(refusal);
  });

  const asked = (kind: 'correction' | 'withdrawal', askedAs: string) => ({ kind, askedById: 'asker', askedAs });
  it.each<[string, ReturnType<typeof asked>, Relation, string, string | null]>([
    ['a correction by the quality assurer', asked('correction', 'lead'), assurer, 'assurer', null],
    ['a correction by whoever asked', asked('correction', 'lead'), assurer, 'asker', 'same-person'],
    ['a correction by another lead', asked('correction', 'lead'), lead, 'lead', 'not-one-of-the-two'],
    ['a correction by an administrator', asked('correction', 'lead'), administrator, 'ada', 'not-one-of-the-two'],
    ['a withdrawal by an administrator', asked('withdrawal', 'lead'), administrator, 'ada', null],
    ['a withdrawal by the lead', asked('withdrawal', 'administrator'), lead, 'lead', null],
    [
      'a withdrawal by another administrator',
      asked('withdrawal', 'administrator'),
      administrator,
      'ada',
      'not-one-of-the-two',
    ],
    ['a withdrawal by the quality assurer', asked('withdrawal', 'lead'), assurer, 'assurer', 'not-one-of-the-two'],
  ])('confirm %s', (_what, request, who, accountId, refusal) => {
    expect(confirmRefusal(request, 'published', { accountId, relation: who })).toBe(refusal);
  });
});

describe('the clocks that publishing starts', () => {
  const stated = (given: Partial<StatedDeadline>): StatedDeadline => ({
    id: given.text ?? 'x',
    text: 'x',
    verified: true,
    value: 70,
    unit: 'working days',
    from: 'receipt of inspection report (inadequate) or focused-visit letter with priority action',
    ...given,
  });
  const plan = stated({ text: 'Final action plan to Ofsted/DfE' });
  const visit = stated({
    text: 'First monitoring visit',
    value: 4,
    unit: 'weeks',
    from: 'deadline for the action plan',
  });
  const facts: ClockFacts = {
    hasFailingGrade: true,
    hasCategory: false,
    hasPriorityAction: false,
    isFocused: false,
    publishedOn: day('2026-11-23'),
    receivedOn: day('2026-11-20'),
  };

  // Every day is a working day here: the calendar is the office's.
  it('count from receipt, and one from another', () => {
    const clocks = clocksOf([plan, visit], facts, addDays);
    expect(clocks.map(({ startsOn, dueOn, applies }) => [startsOn, dueOn, applies])).toEqual([
      ['2026-11-20', '2027-01-29', true],
      ['2027-01-29', '2027-02-26', true],
    ]);
  });

  it.each<[string, Partial<ClockFacts>, boolean]>([
    ['a failing grade', {}, true],
    ['no failing grade', { hasFailingGrade: false }, false],
    [
      'a priority action at a focused visit',
      { hasFailingGrade: false, hasPriorityAction: true, isFocused: true },
      true,
    ],
    ['a priority action at a full inspection', { hasFailingGrade: false, hasPriorityAction: true }, false],
  ])('with %s', (_what, given, applies) => {
    expect(clocksOf([plan], { ...facts, ...given }, addDays)[0]?.applies).toBe(applies);
  });

  it('leave out what hangs on something else or cannot be counted, and offer what nobody has worded', () => {
    const others = [
      stated({ text: 'a', from: 'issue' }),
      stated({ text: 'b', unit: 'moons' }),
      stated({ text: 'c', from: 'deadline for the action plan' }),
      stated({ text: 'd', from: 'something new', value: 3, unit: 'months' }),
    ];
    expect(
      clocksOf(others, facts, addDays).map(({ deadline, dueOn, applies }) => [deadline.text, dueOn, applies]),
    ).toEqual([['d', '2027-02-23', false]]);
  });
});
