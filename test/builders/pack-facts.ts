import { addDays, addMonths, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import {
  nothingLeftOut,
  type PackFacts,
  type PackLesson,
  type PackMeasure,
  type PackMilestone,
  type PackMove,
} from '../../src/overview/domain/pack/pack-facts.js';

export const heldOn = day('2026-03-04');

export const aPackMilestone = (number: number, given: Partial<PackMilestone> = {}): PackMilestone => ({
  ref: `MS-${String(number).padStart(4, '0')}`,
  plan: 'PL-0001',
  theirRef: null,
  priority: 1,
  priorityTitle: 'Children are seen in time',
  title: `Milestone ${number}`,
  ownerPost: 'Head of assessment',
  first: day('2026-02-01'),
  current: day('2026-05-01'),
  forecast: null,
  state: 'In progress',
  ownerSays: 'On track',
  recordSays: 'On track',
  because: 'no rule says otherwise',
  standing: 'fine',
  lastWords: 'Going as planned',
  lastSaidOn: day('2026-02-20'),
  impactDue: null,
  moves: 0,
  evidence: 0,
  safetyCritical: false,
  inPrivate: null,
  forBoard: false,
  ...given,
});

/** Not assessed; its first signal challenges, its second supports. */
export const aPackLesson = (number: number, given: Partial<PackLesson> = {}): PackLesson => ({
  number,
  name: `Lesson ${number}`,
  level: null,
  assessedOn: null,
  direction: null,
  reason: null,
  whyDifferent: null,
  mismatch: null,
  record: [
    { key: `L${number}.1`, name: 'One', result: 'challenge', sentence: 'It challenges.' },
    { key: `L${number}.2`, name: 'Two', result: 'supports', sentence: 'It supports.' },
  ],
  ...given,
});

export const aPackMove = (given: Partial<PackMove> = {}): PackMove => ({
  milestone: 'MS-0001',
  title: 'Milestone 1',
  ownerPost: 'Head of assessment',
  first: day('2026-02-01'),
  from: day('2026-03-31'),
  to: day('2026-05-29'),
  number: 2,
  why: 'Not enough people, time or money',
  reason: 'Two posts are still vacant',
  decision: 'DE-0007',
  agreedBy: 'The board',
  at: '2026-02-04T11:00:00.000Z',
  inPrivate: null,
  forBoard: false,
  ...given,
});

export const aPackMeasure = (number: number, given: Partial<PackMeasure> = {}): PackMeasure => ({
  ref: `ME-${String(number).padStart(4, '0')}`,
  name: `Measure ${number}`,
  definition: 'Counted each month',
  definitionEdition: 1,
  newest: '83%',
  newestOn: '2026-01',
  values: 14,
  says: 'No change',
  sentence: 'No change: the newest value is within what chance brings, and part of no run or trend.',
  assurance: 'As things are, the target will be met in some periods and missed in others, by chance.',
  target: '90%',
  readWith: null,
  notes: [],
  safetyCritical: false,
  unit: '%',
  series: { points: [], limits: [], target: 90 },
  ...given,
});

/** A board that has nothing on its record yet but a meeting. */
export const packFacts = (given: Partial<PackFacts> = {}): PackFacts => ({
  asOf: day('2026-02-25'),
  before: null,
  board: { ref: 'BD-0001', name: 'Eastmoor improvement board', quorum: '5 voting members', termsVersion: '1.1' },
  review: { ref: 'RV-0003', heldOn },
  lastMeeting: null,
  agenda: [],
  decisions: [],
  actions: [],
  challenges: [],
  plans: [],
  moves: [],
  timeliness: { first: { due: 0, met: 0 }, current: { due: 0, met: 0 }, moved: 0 },
  milestones: [],
  measures: [],
  leftOut: nothingLeftOut,
  posts: [],
  inspections: [],
  conditions: [],
  deadlines: [],
  risks: [],
  nextMeetings: [],
  dataNotes: [],
  checks: [],
  ...given,
});

const posts = ['Head of assessment', 'Director of children’s services', 'Principal social worker', 'Head of quality'];
const works = [
  'Every child on a plan is seen within ten working days',
  'Supervision happens monthly and is written down',
  'Agency social workers make up less than a fifth of the teams',
  'Threshold decisions are audited by two people from other authorities',
  'The front door has one record and one manager',
  'Care leavers have a named adviser and a place to live that is suitable',
];

const seriesOf = (number: number): PackMeasure['series'] => {
  const values = Array.from({ length: 18 }, (_, index) =>
    number === 3 && index === 9 ? null : 74 + ((index * 7 + number * 5) % 11) + (number === 2 && index > 10 ? 9 : 0),
  );
  return {
    points: values.map((value, index) => ({
      on: addMonths(day('2024-08-01'), index).slice(0, 7),
      value,
      letter: value === null ? 'c' : null,
      joined: index > 0 && value !== null && values[index - 1] !== null,
      special: number === 2 && index > 10,
    })),
    limits: [{ from: 0, to: 17, mean: 79, upper: 90, lower: 68, open: [] }],
    target: 90,
  };
};

const dueOf = (number: number): CalendarDay => addDays(addMonths(day('2025-10-31'), number % 14), 0);

/** A board in its second year: forty milestones, twelve measures, two dates that moved, an item in private. */
export function aFullPack(): PackFacts {
  const milestones = Array.from({ length: 40 }, (_, index) => {
    const number = index + 1;
    const isOff = [3, 9, 14, 21, 33].includes(number);
    return aPackMilestone(number, {
      priority: (index % 3) + 1,
      priorityTitle: ['Children are seen in time', 'People who stay', 'A council that knows itself'][index % 3] ?? '',
      title: works[index % works.length] ?? '',
      ownerPost: posts[index % posts.length] ?? null,
      first: dueOf(number),
      current: isOff ? day('2026-01-31') : addMonths(dueOf(number), number % 9 === 0 ? 2 : 0),
      moves: number % 9 === 0 ? 1 : 0,
      evidence: number % 4,
      ...(isOff
        ? {
            standing: 'exception' as const,
            recordSays: 'Off track',
            because: 'the date has passed',
            lastWords: 'Two of five team managers have still to be recruited; adverts go out again in March.',
          }
        : {}),
      ...(number === 5
        ? {
            standing: 'impact' as const,
            state: 'Action complete',
            recordSays: 'Complete, impact overdue',
            impactDue: day('2026-01-20'),
          }
        : {}),
    });
  });
  return packFacts({
    before: { ref: 'PK-0003', frozenAt: '2026-01-28T10:00:00.000Z' },
    lastMeeting: {
      ref: 'RV-0002',
      heldOn: day('2026-02-04'),
      quorate: true,
      minutes: 'drafted',
      agreedOn: null,
      items: [],
    },
    agenda: [
      {
        position: 1,
        title: 'Welcome, apologies and interests',
        purpose: 'note',
        minutes: 5,
        leadPost: 'Chair',
        inPrivate: null,
      },
      {
        position: 2,
        title: 'Agree the minutes of 4 February 2026',
        purpose: 'decide',
        minutes: 5,
        leadPost: 'Chair',
        inPrivate: null,
      },
      {
        position: 3,
        title: 'Move the date of MS-0009 to 29 May 2026',
        purpose: 'decide',
        minutes: 10,
        leadPost: 'Head of quality',
        inPrivate: null,
      },
      {
        position: 4,
        title: 'The post of the director',
        purpose: 'decide',
        minutes: 15,
        leadPost: 'Chief executive',
        inPrivate: 'It concerns a person who can be recognised',
      },
      {
        position: 5,
        title: 'The plan: what is off track',
        purpose: 'discuss',
        minutes: 30,
        leadPost: 'Director of children’s services',
        inPrivate: null,
      },
      {
        position: 6,
        title: 'Measures: caseloads and quality',
        purpose: 'discuss',
        minutes: 20,
        leadPost: 'Principal social worker',
        inPrivate: null,
      },
    ],
    decisions: [
      {
        ref: 'DE-0006',
        kind: 'decision',
        text: 'Bring two auditors from other authorities in to look at threshold decisions.',
        decidedOn: day('2026-02-04'),
        reviewOn: day('2026-05-06'),
        actions: 2,
        done: 1,
        inPrivate: null,
        forBoard: false,
      },
      {
        ref: 'DE-0007',
        kind: 'decision',
        text: 'Move MS-0009 to 31 March 2026.',
        decidedOn: day('2026-02-04'),
        reviewOn: null,
        actions: 0,
        done: 0,
        inPrivate: null,
        forBoard: false,
      },
      {
        ref: 'DE-0008',
        kind: 'recommendation',
        text: 'Recommend to cabinet that the retention payment goes on for a year.',
        decidedOn: day('2026-02-04'),
        reviewOn: null,
        actions: 1,
        done: 1,
        inPrivate: null,
        forBoard: false,
      },
    ],
    actions: [
      {
        ref: 'BA-0011',
        text: 'Send the board the audit of closed cases',
        ownerPost: 'Head of quality',
        dueOn: day('2026-02-13'),
        doneOn: null,
        inPrivate: null,
        forBoard: false,
      },
      {
        ref: 'BA-0012',
        text: 'Write to the police about their seat',
        ownerPost: 'Chair',
        dueOn: day('2026-03-31'),
        doneOn: null,
        inPrivate: null,
        forBoard: false,
      },
    ],
    challenges: [
      {
        ref: 'CH-0004',
        text: 'What do children say has changed for them?',
        toPost: 'Director of children’s services',
        raisedOn: day('2025-12-03'),
        dueOn: day('2026-01-07'),
        answeredOn: null,
        inPrivate: null,
        forBoard: false,
      },
    ],
    plans: [
      {
        ref: 'PL-0001',
        forBoard: false,
        title: 'Improvement plan 2025 to 2027',
        version: 3,
        agreedOn: day('2026-02-04'),
        summaryOfChange: 'Two milestones added after the peer challenge.',
      },
    ],
    moves: [
      aPackMove({ milestone: 'MS-0009', title: works[2] ?? '' }),
      aPackMove({
        milestone: 'MS-0018',
        title: works[5] ?? '',
        number: 1,
        from: day('2026-03-31'),
        to: day('2026-04-30'),
        why: 'A partner',
        reason: 'The housing provider signs only in April',
        decision: 'DE-0007',
      }),
    ],
    timeliness: { first: { due: 16, met: 9 }, current: { due: 16, met: 11 }, moved: 2 },
    milestones,
    measures: Array.from({ length: 12 }, (_, index) =>
      aPackMeasure(index + 1, {
        name:
          [
            'Visits in time',
            'Assessments audited good or better',
            'Second plans',
            'Caseload',
            'Agency share',
            'Vacancies',
          ][index % 6] ?? '',
        series: seriesOf(index + 1),
        readWith: index === 0 ? 'ME-0002 Assessments audited good or better' : null,
        ...(index === 1
          ? {
              says: 'Improvement',
              sentence: 'Improvement: the newest value is one of seven or more in a row above the mean.',
            }
          : {}),
        notes:
          index === 4
            ? ['A rise was expected in writing on 3 September 2025 until March 2026: people look harder first.']
            : [],
      }),
    ),
    posts: [{ on: '2026-02-09', text: 'The head of assessment left; the post is held on an interim basis' }],
    inspections: [{ ref: 'IN-0005', on: '2026-02-12', text: 'Monitoring visit, letter published' }],
    conditions: [
      {
        key: 'DI-0001',
        ref: 'DI-0001',
        kind: 'direction',
        text: 'Write a plan that the Secretary of State accepts',
        state: 'Closed',
        isMet: true,
        dueOn: day('2025-06-30'),
        evidence: 3,
        inPrivate: null,
        forBoard: false,
      },
      {
        key: 'XC-0001',
        ref: 'XC-0001',
        kind: 'exit_criterion',
        text: 'Nine in ten children on a plan are seen within ten working days for six months',
        state: 'Partly met',
        isMet: false,
        dueOn: null,
        evidence: 1,
        inPrivate: null,
        forBoard: false,
      },
    ],
    deadlines: [
      {
        ref: 'DL-0003',
        text: 'Report to the Secretary of State',
        dueOn: day('2026-03-20'),
        metOn: null,
        inPrivate: null,
        forBoard: false,
      },
    ],
    risks: [
      {
        ref: 'RK-0001',
        title: 'Experienced social workers leave before new ones come',
        ownerPost: 'Director of children’s services',
        likelihood: 4,
        consequence: 5,
        target: 8,
        controls: 'Retention payment; exit conversations',
        state: 'Open',
      },
      {
        ref: 'RK-0002',
        title: 'The new record system is late',
        ownerPost: 'Head of quality',
        likelihood: 3,
        consequence: 3,
        target: null,
        controls: null,
        state: 'Open',
      },
    ],
    nextMeetings: [
      { ref: 'RV-0004', heldOn: day('2026-04-01'), place: 'Town hall, room 2' },
      { ref: 'RV-0005', heldOn: day('2026-05-06'), place: null },
    ],
    dataNotes: ['ME-0003 Second plans: the definition changed with edition 2 in November 2025.'],
    checks: [{ rule: 'Milestones without an owner', of: ['MS-0031', 'MS-0038'] }],
  });
}
