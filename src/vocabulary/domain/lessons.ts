/** The eight lessons of "Failing Well" as this record follows them: the words every feature shares. */
export const lessonNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type LessonNumber = (typeof lessonNumbers)[number];

/** A board's answer on one lesson: 0 is "not assessed"; an even number of others, so that nobody sits in the middle. */
export const assessmentLevels = {
  0: 'Not assessed',
  1: 'Not in place',
  2: 'Starting',
  3: 'In place',
  4: 'Embedded',
} as const;
export type AssessmentLevel = keyof typeof assessmentLevels;

/** What each of the four levels looks like for one lesson. */
export type LevelDescriptors = { readonly [level in Exclude<AssessmentLevel, 0>]: string };

export type Lesson = {
  readonly number: LessonNumber;
  readonly key: string;
  readonly name: string;
  /** The question that a board asks itself. */
  readonly question: string;
  readonly levels: LevelDescriptors;
};

/** The eight, in the order of the report. */
export const lessons: readonly Lesson[] = [
  {
    number: 1,
    key: 'peers-and-triggers',
    name: 'Peer-to-peer support provides opportunities for earlier intervention, but it needs a trigger',
    question: 'Did help from peers come early enough, what started it, and what would start it next time?',
    levels: {
      1: 'No peer has been in, or peers came only after a regulator or minister acted. No agreed trigger.',
      2: 'Peers have come in at least once. Their findings are recorded. Triggers are talked about, not written.',
      3: 'A named peer is working on named problems. What they found has led to actions. At least one trigger is agreed in writing with the peer who would respond.',
      4: 'Peer help is routine in both directions, triggers have been used or tested in the last year, and the organisation has asked for help before being told to.',
    },
  },
  {
    number: 2,
    key: 'stepping-back',
    name: 'Interventions may not need to remain in place until the turnaround is complete',
    question: 'What is the intervention still adding, and what must be true for it to step back?',
    levels: {
      1: 'No written test for leaving. The end date is a calendar date only.',
      2: 'A test exists but is general, or was written late. Nobody reports against it.',
      3: 'Each intervention has its own test with evidence, reported at every review. Who takes on each unfinished item is agreed.',
      4: 'Powers have been handed back in steps; lighter cover is in force; the organisation finds and reports its own problems.',
    },
  },
  {
    number: 3,
    key: 'insularity',
    name: 'Insularity is often a characteristic of failing organisations',
    question: 'Who from outside is in the room, have they changed anything, and do we see ourselves as others see us?',
    levels: {
      1: 'Membership and evidence are almost all internal. Outside criticism is disputed or unanswered.',
      2: 'Some outside members. Outside checks happen when required.',
      3: 'Independent chair. A regular share of evidence and challenge comes from outside. Self-assessment is close to outside judgement.',
      4: 'The organisation seeks outside challenge in good times, publishes the answers, and lends its own people to others.',
    },
  },
  {
    number: 4,
    key: 'structural-reform',
    name: 'Responses to failure can be over-reliant on structural reforms',
    question: 'Are we changing how people work, or only how they are arranged?',
    levels: {
      1: 'The plan is mostly restructuring, new posts, new bodies. Causes are not stated.',
      2: 'Causes are stated. Some practice and culture work, behind the structural work.',
      3: 'Each cause has a matching action. Practice, culture and leadership work moves at the same pace as structure.',
      4: 'Structural change is used last and explained by a cause; practice measures have moved.',
    },
  },
  {
    number: 5,
    key: 'open-culture',
    name: 'Creating an open, no-blame culture helps to protect against future risk of failure',
    question: 'Can people here say what is wrong, are they answered, and do we learn or punish?',
    levels: {
      1: 'Concerns are rare or anonymous; reviews look for who; the board learns of problems from outside.',
      2: 'A route exists and is used a little. Some answers.',
      3: 'Concerns come every quarter, are answered in time, and reviews name system causes. Missed dates were flagged before they were missed.',
      4: 'Staff survey confirms it; leaders report their own errors; outside people find no surprises.',
    },
  },
  {
    number: 6,
    key: 'sector-learning',
    name: 'There is scope for more sector-wide learning from failure',
    question: 'What have others learned from us, what have we used from them, and is it still true?',
    levels: {
      1: 'Nothing leaves, nothing comes in.',
      2: 'Talks and visits, nothing written that others could use.',
      3: 'Written learning, including what did not work, has been shared with named others; some actions are adapted from named cases.',
      4: 'Learning is public, dated, reviewed and corrected; others have used it.',
    },
  },
  {
    number: 7,
    key: 'worse-before-better',
    name: 'Failure can appear to get worse before it gets better',
    question: 'Is this the dip we expected, or is it getting worse?',
    levels: {
      1: 'Nobody wrote down what might get worse, for how long or how far. Reactions to single points.',
      2: 'The idea is used to explain results after the event.',
      3: 'Expected dips were written down beforehand with a limit; exposure and outcome measures are read together; safety-critical measures are never excused.',
      4: 'The board has held its nerve at least once, and at least once decided that a dip was not expected and acted.',
    },
  },
  {
    number: 8,
    key: 'long-term',
    name: 'Turnarounds should set the foundation for long-term improvement, as well as dealing with immediate problems',
    question: 'What will still be here in five years, how would we know it was slipping, and who would say so?',
    levels: {
      1: 'All actions are about getting through the next inspection.',
      2: 'Some longer-term work. Little of it has an owner beyond the programme.',
      3: 'A share of the plan is about embedding; impact is shown, not claimed; checks are booked after exit.',
      4: 'Checks have been done from outside at 12 and 24 months or later and held; the organisation reports its own slippage.',
    },
  },
];

/** The lesson of that number. Throws on any other: numbers are checked where they come in. */
export function lessonOf(number: LessonNumber): Lesson {
  const lesson = lessons.find((each) => each.number === number);
  if (lesson) return lesson;
  throw new Error(`There is no lesson ${number}`);
}
