/**
 * The year of a board that is made up, told in days from its beginning (day 0) to today (day 364): sixty milestones, a
 * week apart, that close early, late or not at all by their place in the list; twelve meetings, four weeks apart.
 * Everything follows from a milestone's number, so that whoever tests it can work the figures out with a pencil.
 */
export const lastDay = 364;
export const daysBetweenMeetings = 28;
/** The chair and two others stay away from this one: it is held informally. */
export const inquorateMeeting = 5;
export const heldMeetings = 12;

export const meetingDay = (number: number): number => number * daysBetweenMeetings;

/** The day on which the plan that was agreed on day 3 is published. */
export const publishedDay = 10;

/** The day on which a milestone is first due. */
export const firstDue = (milestone: number): number => 24 + 7 * milestone;

/** How long a date is moved, each time. */
export const daysMoved = 28;

type Ending = { readonly late: number; readonly moves: number };

/** By the last digit: how many days after its first date it closes, and how often its date is moved before. */
const endings: readonly (Ending | null)[] = [
  { late: -7, moves: 0 },
  { late: 0, moves: 0 },
  { late: 14, moves: 0 },
  { late: 28, moves: 1 },
  { late: 0, moves: 0 },
  { late: 7, moves: 0 },
  { late: 35, moves: 1 },
  { late: 0, moves: 0 },
  null,
  { late: 21, moves: 0 },
];

/** The one that is moved twice and still not done, the one that is cancelled, and the one that is paused. */
export const movedTwice = 8;
export const cancelled = { milestone: 9, meeting: 7 };
export const paused = { milestone: 19, meeting: 8 };

/** The day on which it closes; null where it has not by today. */
export function closingDay(milestone: number): number | null {
  const ending = endings[milestone % 10];
  if (!ending || milestone === cancelled.milestone || milestone === paused.milestone) return null;
  const day = firstDue(milestone) + ending.late;
  return day <= lastDay ? day : null;
}

/** The meetings that move its date: each the last one with a quorum before the date that then stands. */
export function movingMeetings(milestone: number): readonly number[] {
  const moves = milestone === movedTwice ? 2 : (endings[milestone % 10]?.moves ?? 0);
  const due = firstDue(milestone);
  if (due > lastDay) return [];
  return Array.from({ length: moves }, (_nothing, move) => {
    const before = Math.min(heldMeetings, Math.ceil((due + move * daysMoved) / daysBetweenMeetings) - 1);
    return before === inquorateMeeting ? before - 1 : before;
  });
}

/** Those whose action did more than happen: impact is accepted a hundred days later. */
export const impactDay = (milestone: number): number | null => {
  const day = milestone % 10 === 7 ? firstDue(milestone) + 100 : lastDay + 1;
  return day <= lastDay ? day : null;
};

export const priorities = [
  {
    title: 'Front door',
    outcome: 'Children who need help are seen in time',
    lever: 'practice',
    titles: [
      'Publish one threshold document with health and police',
      'Staff the front door at weekends',
      'Hold a daily huddle with the police',
      'Audit 40 contacts a month',
      'Agree step-up and step-down with early help',
      'Train every manager in thresholds',
      'Share the outcome of referrals with schools',
      'Recruit two team managers for the front door',
      'Replace the out-of-hours contract',
      'Move the duty desk to the civic centre',
      'Ask families how first contact felt',
      'Report repeat referrals to the board each quarter',
    ],
  },
  {
    title: 'Practice and supervision',
    outcome: 'Plans change what happens to children',
    lever: 'practice',
    titles: [
      'Write practice standards with staff',
      'Supervise every case every four weeks',
      'Train all managers in reflective supervision',
      'Hold a practice week every quarter',
      'Have outside auditors read ten cases a month',
      'Review every child protection plan of 15 months and more',
      'Set up a panel for pre-proceedings',
      'Write a neglect strategy with schools',
      'Give every child in care a named health lead',
      'Put a lawyer in each team for a day a week',
      'Start life-story work within six months of entering care',
      'Publish what audits found, good and bad',
    ],
  },
  {
    title: 'Workforce',
    outcome: 'Children keep the same social worker',
    lever: 'capacity',
    titles: [
      'Recruit twenty permanent social workers',
      'Set the caseload limit at 18 and report breaches',
      'Start an academy for newly qualified staff',
      'Interview every leaver',
      'Bring the agency share under 15%',
      'Agree a retention payment with the unions',
      'Give every team a business support officer',
      'Run the staff health check twice a year',
      'Appoint a principal social worker',
      'Open a career path for senior practitioners',
      'Settle flexible working for night cover',
      'Plan successors for each team manager',
    ],
  },
  {
    title: 'Records and data',
    outcome: 'Whoever meets a child knows what is known',
    lever: 'systems',
    titles: [
      'Choose one case system',
      'Clean the records that will be moved',
      'Move the records of children in care',
      'Move all other records',
      'Train 240 people in the new system',
      'Switch the old system off',
      'Build the weekly performance report',
      'Check data quality in each team every month',
      'Share attendance data with schools',
      'Bring placement decisions into the case system',
      'Report late visits to team managers each morning',
      'Have internal audit test the figures',
    ],
  },
  {
    title: 'Leadership and partners',
    outcome: 'Leaders know what is going wrong and say so',
    lever: 'leadership',
    titles: [
      'Appoint a permanent director',
      'Hear from front-line staff at every board',
      'Set up a corporate parenting board',
      'Let a partner council read our audits',
      'Agree one plan with the health trust',
      'Bring young people into the appointment of managers',
      'Train councillors in scrutiny',
      'Publish what the board decided within ten days',
      'Review the terms of the safeguarding partnership',
      'Write a succession plan for statutory posts',
      'Agree the lighter cover after intervention',
      'Book checks at 6, 12 and 24 months',
    ],
  },
] as const;

/** Five priorities in turn, so that each has milestones all through the year. */
export const milestoneWords = (milestone: number) => {
  const priority = milestone % priorities.length;
  const title = priorities[priority]?.titles[Math.floor(milestone / priorities.length)];
  if (!title) throw new Error(`The story has no milestone ${milestone}`);
  return { priority, title };
};

/** The meeting that writes down a dip before it begins. */
export const dipMeeting = 1;

export const findings: readonly string[] = [
  'Thresholds are not understood by partners',
  'Too many children wait for a decision at first contact',
  'Managers do not challenge drift',
  'Supervision is irregular and does not reflect',
  'Plans do not say what must change, and by when',
  'Caseloads are too high for safe practice',
  'Records do not show the child’s view',
  'Performance data is not trusted',
  'Senior leaders did not know the quality of practice',
  'Scrutiny by councillors is weak',
  'Care leavers do not know what they are entitled to',
  'Return interviews after a child was missing are rare',
];
