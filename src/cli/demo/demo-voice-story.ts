import type { ReviewType, SystemFactor } from '../../voice/domain/learning.js';
import type { ConcernTheme } from '../../voice/domain/concern.js';
import type { EventKind } from '../../interventions/domain/timeline-event.js';

/**
 * What staff said in the year and what was learned from it. Everything follows from the number of a concern, so that
 * quarters can be counted with a pencil: through the form one comes on day 4 and every week after it.
 */
export const firstOnline = 4;
export const daysBetweenConcerns = 7;

/** What reached the speak-up lead by telephone before the service was there, so many days before the beginning. */
export const toldBefore = [33, 24, 15, 6] as const;
export const writtenDownOn = 2;
/** Those have their answer on this day. */
export const answeredOn = 22;

/** How many people work there, counted on the eve of the quarter in which the year begins, and again half way. */
export const staff = [
  { day: 0, value: 1_200 },
  { day: 180, value: 1_250 },
] as const;

const themes: readonly ConcernTheme[] = ['workload', 'safety', 'quality_of_practice', 'workload', 'data_or_records'];
export const themeOf = (number: number): ConcernTheme => themes[number % themes.length] ?? 'other';

const words: readonly string[] = [
  'Three of us hold the cases of five. Nobody has said for how long.',
  'Visits are booked for days on which the car pool is closed.',
  'Plans are signed before the family has seen them.',
  'New cases are given out on Friday afternoons.',
  'The alert for a new address comes a week late.',
];
/** Every third concern says nothing but what it is about. */
export const wordsOf = (number: number): string | null =>
  number % 3 === 2 ? null : (words[number % words.length] ?? null);

/** Those that came while the speak-up lead was away. */
const waited = { from: 20, to: 25 };
/** Days after it came on which the outcome is shared: for those that waited too late, for every fifth a little later. */
export const outcomeAfter = (number: number): number =>
  number >= waited.from && number <= waited.to ? 80 : number % 5 === 3 ? 45 : 30;
export const closedAfterOutcome = 7;
/** These say that they were made to pay for speaking. */
export const paidForIt = (number: number): boolean => number % 8 === 3;

export const outcomes: Readonly<Partial<Record<ConcernTheme, string>>> = {
  workload: 'Caseloads of the team were read by the director. Two agency workers start on Monday.',
  safety: 'Visits are no longer booked on those days; the duty manager checks each morning.',
  quality_of_practice: 'A plan is signed only when the family’s copy is on file. Audits look for it.',
  data_or_records: 'The supplier mended the alert; missed ones were gone through by hand.',
};

type ReviewStory = {
  readonly type: ReviewType;
  readonly begins: number;
  readonly ends: number;
  readonly expected: string;
  readonly happened: string;
  readonly whyDifferent: string;
  readonly learned: string;
  readonly factors: Readonly<Partial<Record<SystemFactor, string>>>;
  readonly actions: readonly string[];
};

type EventStory = {
  readonly day: number;
  readonly kind: EventKind;
  readonly text: string;
  readonly review: ReviewStory;
};

/** Four events, each with the review that looked at it; the third began too late. */
export const events: readonly EventStory[] = [
  {
    day: 45,
    kind: 'incident',
    text: 'Records of a family were sent to the wrong address',
    review: {
      type: 'after_action',
      begins: 52,
      ends: 75,
      expected: 'Letters go to the address in the case system.',
      happened: 'One went to the address of the year before.',
      whyDifferent: 'The letter was made from an older one, and the address came with it.',
      learned: 'Copying a letter is quicker than making one, so people copy.',
      factors: {
        tools: 'Making a letter from the system takes eleven clicks.',
        tasks: 'Letters are written at the end of the day.',
      },
      actions: ['Letters take the address from the case system', 'Business support makes letters for the duty team'],
    },
  },
  {
    day: 130,
    kind: 'incident',
    text: 'The telephones of the front door failed for a day',
    review: {
      type: 'huddle',
      begins: 131,
      ends: 140,
      expected: 'Calls ring through to the emergency team.',
      happened: 'They rang out for four hours.',
      whyDifferent: 'The number to ring through to had changed in the spring.',
      learned: 'Nobody owned the list of numbers.',
      factors: { organisation: 'The list of numbers belonged to a post that was left empty.' },
      actions: ['Test the ring-through on the first Monday of each month'],
    },
  },
  {
    day: 205,
    kind: 'incident',
    text: 'A child was hurt after a referral was closed',
    review: {
      type: 'learning_review',
      begins: 260,
      ends: 300,
      expected: 'A second referral within a month is read with the first.',
      happened: 'It was read alone, and closed.',
      whyDifferent: 'The system shows the open referral and not the closed one.',
      learned: 'What screens leave out, people do not ask for.',
      factors: { tools: 'Closed referrals are two screens away.', people: 'The duty manager was new, and alone.' },
      actions: ['Closed referrals of the last year show on the first screen', 'Two managers at the duty desk'],
    },
  },
  {
    day: 270,
    kind: 'incident',
    text: 'The case system was down for two days',
    review: {
      type: 'round_table',
      begins: 280,
      ends: 301,
      expected: 'Each team prints its visits for the next day.',
      happened: 'Two of seven had.',
      whyDifferent: 'It was agreed at a meeting that half the teams were not at.',
      learned: 'What is agreed in a meeting is not yet known.',
      factors: { organisation: 'No list says who was told.' },
      actions: ['The list of visits is sent to each team at four'],
    },
  },
];

/** What was shared with others, when it was to be looked at again, and what that look came to. */
export const shared = [
  {
    day: 180,
    reviewBy: 300,
    review: null,
    title: 'Staff ask for the sum of cases, not for the mean',
    body: 'We told teams their mean caseload. They asked how many hold more than 20. Since we tell that, managers move cases before they are asked.',
    didNotWork: false,
    audience: ['Eastmere Council', 'Westbrook Council'],
    look: { day: 296, to: 'reviewed', reviewBy: 476 },
  },
  {
    day: 210,
    reviewBy: 320,
    review: 1,
    title: 'A list of numbers that nobody owns is out of date',
    body: 'Our front door could not be reached for four hours. Writing the list anew did not help: in two months it was wrong again. What helped was a test each month.',
    didNotWork: true,
    audience: ['The regional improvement alliance'],
    look: { day: 322, to: 'corrected', reviewBy: 502 },
  },
] as const;
export const correction = {
  body: 'Our front door could not be reached for four hours. Writing the list anew did not help: in two months it was wrong again. A test each month helped, until the tester left; now the rota names a second.',
  reason: 'The monthly test stopped for two months when the tester left.',
} as const;

/** How the council judged itself twelve days in, on the scale of its inspectors, beside what they had found. */
export const areas = [
  { key: 'overall', text: 'Overall effectiveness', theirs: 'inadequate', ours: 'Requires improvement' },
  {
    key: 'leaders_impact',
    text: 'The impact of leaders on social work practice',
    theirs: 'inadequate',
    ours: 'Requires improvement',
  },
  {
    key: 'help_protection',
    text: 'Children who need help and protection',
    theirs: 'inadequate',
    ours: 'Requires improvement',
  },
  {
    key: 'children_in_care_and_care_leavers',
    text: 'Children in care and care leavers',
    theirs: 'requires_improvement',
    ours: 'Requires improvement',
  },
] as const;
export const gradeLabels = { inadequate: 'Inadequate', requires_improvement: 'Requires improvement' } as const;
export const selfAssessedOn = 12;

/** The permanent director takes up the post. */
export const directorDay = 20;
