import type { LessonNumber } from '../../vocabulary/domain/lessons.js';

/**
 * One thing that the record can show about a lesson. Each sentence completes the heading of its column: what is
 * measured, when that supports the lesson, when it is worth a discussion, when it speaks against, and the least data
 * without which nothing is said.
 */
export type SignalGuide = {
  readonly key: string;
  readonly name: string;
  readonly measure: string;
  readonly supports: string;
  readonly discuss: string;
  readonly challenge: string;
  readonly needs: string;
};

export type LessonGuide = {
  readonly number: LessonNumber;
  /** What a board would put on the table. */
  readonly evidence: readonly string[];
  readonly signals: readonly SignalGuide[];
  /** How each signal can mislead. */
  readonly cautions: readonly string[];
};

/** What a level asks for beyond its description, the same for every lesson. */
export const levelGates: Readonly<Record<'0' | '1' | '2' | '3' | '4', string>> = {
  0: 'Nothing: nobody has judged it yet.',
  1: 'Nothing.',
  2: 'At least 1 piece of evidence.',
  3: 'At least 2 pieces of evidence, 1 of them showing impact.',
  4: 'At least 3 pieces of evidence, 1 of them from outside, and 365 days since the first.',
};

/**
 * How each lesson is read from a record: the method, in words. Months are days divided by 30.4375. “Last 12 months” is
 * the 365 days up to the day of reading. Thresholds were chosen by the makers of this record; none is a finding.
 */
export const lessonGuides: readonly LessonGuide[] = [
  {
    number: 1,
    evidence: [
      'A report or letter from the peers',
      'An agreement that names the peer and the trigger',
      'A note of what was accepted, what was turned down, and what was done',
    ],
    signals: [
      {
        key: 'L1.1',
        name: 'Time to first help from peers',
        measure:
          'Months from the first warning sign of the episode to the day on which help from peers began. With no help yet, months up to today.',
        supports: '{supports} or less',
        discuss: 'More than {supports} and up to {challenge}',
        challenge: 'More than {challenge}',
        needs: '1 warning sign',
      },
      {
        key: 'L1.2',
        name: 'Peers before powers',
        measure:
          'Months from the first help from peers to the first formal power (level 3 or more). Less than nothing when powers came first.',
        supports: '{supports} or more; or peers came and no power was used',
        discuss: 'Peers less than {supports} before powers, or less than {challenge} after',
        challenge: 'Powers came {challenge} or more before peers; or powers and no peers',
        needs: 'The start of either',
      },
      {
        key: 'L1.3',
        name: 'Triggers that work',
        measure:
          'Agreed triggers with a named peer that were tested or used in the last 12 months, and breaches that nobody answered within 30 days.',
        supports: '{supports} or more, no breach unanswered',
        discuss: 'Whatever lies between the two',
        challenge: 'Fewer than {challenge}, or {unanswered} or more unanswered',
        needs: 'Nothing',
      },
      {
        key: 'L1.4',
        name: 'Findings of peers were acted on',
        measure:
          'Of findings older than 60 days: the share turned down with a reason, or accepted with an action or decision within 60 days.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
    ],
    cautions: [
      'Warning signs are found by looking back, so a case with many papers looks slower than a case with few.',
      'A visit is not the same as help. West Sussex had peers 11 months before powers and failed again.',
      'Sectors differ too much in this to be compared.',
    ],
  },
  {
    number: 2,
    evidence: [
      'The direction or notice',
      'Tests for leaving, each with an owner',
      'What the board or the commissioner says of each test',
      'A list of what is handed over, and to whom',
    ],
    signals: [
      {
        key: 'L2.1',
        name: 'A test for leaving, written early',
        measure:
          'Of interventions at level 3 or more: the share with at least {criteria} agreed within {days} of the start.',
        supports: 'All',
        discuss: 'Some, or agreed later',
        challenge: 'None after {days}',
        needs: '1 intervention',
      },
      {
        key: 'L2.2',
        name: 'Progress against time',
        measure:
          'Share of tests met, less share of the planned time that has passed. Of several interventions the lowest.',
        supports: '{supports} or more',
        discuss: 'Below {supports}, down to {challenge}',
        challenge: 'Below {challenge}',
        needs: 'A planned end and {least}',
      },
      {
        key: 'L2.3',
        name: 'Time to step down',
        measure: 'Months since {share} of the exit criteria were met, while the level has not fallen.',
        supports: '{supports} or less, or it has stepped down',
        discuss: 'More than {supports} and up to {challenge}',
        challenge: 'More than {challenge}',
        needs: 'A day on which {share} were met',
      },
      {
        key: 'L2.4',
        name: 'A soft landing',
        measure:
          'Two things: lighter support in force a month after the intervention ended and lasting half a year; and an owner within the organisation for everything still open.',
        supports: 'Both',
        discuss: 'One',
        challenge: 'Neither',
        needs: '1 intervention that has ended',
      },
    ],
    cautions: [
      'Ending early is neither good nor bad by itself. One intervention in Doncaster ended 8.6 months early and the improvement held; in West Sussex a notice was lifted and the service failed again.',
      'Tests for leaving can be written to be easy.',
      'Planned ends are often set for reasons outside the organisation.',
    ],
  },
  {
    number: 3,
    evidence: [
      'Who belongs to the board, and who came',
      'A log of challenges with the answers',
      'The organisation’s view of itself beside the nearest judgement from outside',
      'Audits by others',
    ],
    signals: [
      {
        key: 'L3.1',
        name: 'Who was in the room',
        measure:
          'In the reviews of the last 12 months: people from outside as a share of all who came, and whether an independent chair was at {chair} of them.',
        supports: '{supports} or more, with the chair',
        discuss: '{challenge} or more, or the chair at fewer',
        challenge: 'Under {challenge}, or no independent chair',
        needs: '{least}',
      },
      {
        key: 'L3.2',
        name: 'Challenge from outside',
        measure:
          'Peer reviews, outside audits, inspections and advisers’ reports in the last 12 months, and how many bodies they came from.',
        supports: '{supports} or more, from {bodies} or more',
        discuss: '{challenge} or more',
        challenge: 'Fewer than {challenge}',
        needs: '12 months of record',
      },
      {
        key: 'L3.3',
        name: 'Our view and theirs',
        measure:
          'Average number of grades by which the organisation rated itself above inspectors: same area, same scale, within 183 days.',
        supports: 'Within {supports}, either way',
        discuss: 'More than that, up to {challenge} above; or more than {supports} below',
        challenge: 'More than {challenge} above',
        needs: '{least}',
      },
      {
        key: 'L3.4',
        name: 'Challenges were answered',
        measure: 'Of challenges from outside members older than 45 days: the share answered within 45 days.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
    ],
    cautions: [
      'Outsiders can be tame, and being in the room is not the same as being heard.',
      'Partners may have the same blind spot, so kinds of independence are kept apart.',
      'Two views months apart may differ because things changed. On a small board one person moves the share.',
    ],
  },
  {
    number: 4,
    evidence: [
      'Findings, each with its cause',
      'Actions, each with the one lever that it pulls',
      'The reason for each structural change',
      'Audits of practice',
    ],
    signals: [
      {
        key: 'L4.1',
        name: 'The mix of levers',
        measure:
          'Actions that change structure as a share of all actions in the agreed plan, beside those that change culture or practice.',
        supports: '{supports} or less structure, and {culture} or more culture and practice',
        discuss: 'Up to {challenge} structure, or less culture and practice',
        challenge: 'More than {challenge} structure',
        needs: '{least}, {tagged} of them marked with a lever',
      },
      {
        key: 'L4.2',
        name: 'Each cause has an answer',
        measure:
          'Of findings caused by culture, practice, leadership or capacity: the share with an action of the same kind that is tied to them.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
      {
        key: 'L4.3',
        name: 'Structure runs ahead',
        measure:
          'Share of structural actions that have shown impact, less the same share for practice, culture and leadership.',
        supports: '{supports} ahead or less',
        discuss: 'More, up to {challenge} ahead',
        challenge: 'More than {challenge} ahead',
        needs: '{least}',
      },
      {
        key: 'L4.4',
        name: 'Reorganised again',
        measure: 'Structural changes of the organisation in 24 months.',
        supports: '{supports} or fewer',
        discuss: 'More, and fewer than {challenge}',
        challenge: '{challenge} or more',
        needs: 'Nothing',
      },
    ],
    cautions: [
      'Marking an action with a lever is a choice, and splitting actions changes the share.',
      'Some failures are failures of structure: in Doncaster, safeguarding had been merged away.',
      'At Eltham the change of structure came after the recovery.',
    ],
  },
  {
    number: 5,
    evidence: [
      'Counts of concerns by quarter',
      'Results of staff surveys',
      'Learning reviews',
      'Two examples of something that changed because somebody spoke',
    ],
    signals: [
      {
        key: 'L5.1',
        name: 'Concerns are flowing',
        measure:
          'Concerns for every 100 staff in each of the last 4 full quarters, and quarters without any. A rise is never held against anybody.',
        supports: '{supports} or fewer, and no unusual fall',
        discuss: 'More, or an unusual fall',
        challenge: '{challenge} or more',
        needs: 'The number of staff, and 4 quarters',
      },
      {
        key: 'L5.2',
        name: 'People hear what came of it',
        measure:
          'Of concerns raised in the 13 months up to the last quarter that ended more than 60 days ago: the share whose outcome was told within 60 days. It changes with the quarter, so that no day tells of a single concern.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
      {
        key: 'L5.3',
        name: 'Bad news comes early',
        measure:
          'Of dates missed in the last 12 months: the share reported as at risk 14 days or more before. False alarms are told beside it where they are more than {alarms}.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
      {
        key: 'L5.4',
        name: 'Learn first',
        measure:
          'Of significant events in the last 12 months: the share with a review begun within 30 days that names a cause in the system and an action.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
    ],
    cautions: [
      'A count of concerns shows how good the route is as much as how open the culture is.',
      'Not giving a name may be right for the person.',
      'Culture is local: reporting rose at Basildon and one unit failed later.',
      'Marking everything as at risk would look well here, so false alarms are shown beside it.',
    ],
  },
  {
    number: 6,
    evidence: [
      'The written lesson',
      'Who received it',
      'The case from which an action was taken',
      'What was changed to make it fit',
    ],
    signals: [
      {
        key: 'L6.1',
        name: 'Learning goes out',
        measure:
          'Pieces of learning shared with named others in the last 12 months, and how many are about what did not work.',
        supports: '{supports} or more, with {failures}',
        discuss: '{challenge} or more',
        challenge: 'Fewer than {challenge}',
        needs: 'An episode 12 months old',
      },
      {
        key: 'L6.2',
        name: 'Learning comes in',
        measure: 'Actions that were taken from a named case or source.',
        supports: '{supports} or more, or {share} of all',
        discuss: '{challenge} or more',
        challenge: 'Fewer than {challenge}',
        needs: '{least}',
      },
      {
        key: 'L6.3',
        name: 'Is it still true?',
        measure: 'Of shared pieces past their review date: the share that was confirmed, corrected or withdrawn.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
      {
        key: 'L6.4',
        name: 'Others can use the record',
        measure:
          'Of the 30 facts that researchers need, as far as they can be known yet: the share that is recorded with a source.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: 'Nothing',
      },
    ],
    cautions: [
      'Sharing success is not the same as learning.',
      'In 2013 West Sussex was to tell others how it had improved; six years later it failed again. So what is shared has a date on which it is looked at again.',
      'There can be good reasons to wait before sharing.',
    ],
  },
  {
    number: 7,
    evidence: [
      'Notes, written before a dip, of what may get worse, for how long and how far',
      'Charts that tell chance from change',
      'The decision that was taken',
    ],
    signals: [
      {
        key: 'L7.1',
        name: 'Where each measure is',
        measure:
          'A measure dips when the sum of its falls below its earlier level, each beyond half a standard deviation, passes 5 deviations. Its earlier level is the average of the 12 values before the trigger. It has turned when the same sum of rises from its lowest point passes 5.',
        supports: 'Turned, back at its level, better, or no dip',
        discuss: 'A dip of up to {dip}, or a long one of up to {decline}',
        challenge: 'More than {decline} without turning, past its written limit, or critical for safety',
        needs: '6 values before the trigger and 3 after',
      },
      {
        key: 'L7.2',
        name: 'More found, or more harm?',
        measure:
          'In the {window} after the trigger: whether measures that rise when people look harder went up, and whether outcomes for people got worse, both beyond chance.',
        supports: 'More found, and no outcome worse',
        discuss: 'Neither',
        challenge: 'An outcome got worse',
        needs: '1 series of each kind',
      },
      {
        key: 'L7.3',
        name: 'A steady hand',
        measure:
          'Changes of direction during a dip of up to {dip}: a plan that drops more than {dropped} of its actions, a new chair, chief executive or director, a new structural change.',
        supports: '{supports} or fewer',
        discuss: 'More, and fewer than {challenge}',
        challenge: '{challenge} or more',
        needs: 'A dip',
      },
      {
        key: 'L7.4',
        name: 'Expected beforehand',
        measure: 'Dips that began after a note said to expect them, and stayed within its depth and length.',
        supports: 'All',
        discuss: 'Some; or no note, and up to {recent}',
        challenge: 'Any beyond its limit',
        needs: '1 dip',
      },
    ],
    cautions: [
      'A fall in a measure that is critical for safety is never explained as an early dip.',
      'With 12 values before and 12 after and no real change, the test still finds a dip in 8% of series, so a single one is no news.',
      'It misses a real fall of one standard deviation in a third of cases. Quarterly values show half of what monthly values do.',
      'A trigger at a bad moment is followed by better values by chance alone.',
    ],
  },
  {
    number: 8,
    evidence: [
      'Actions marked by how far ahead they look',
      'Proof of impact',
      'A plan for keeping it up, agreed by the organisation’s own governing body',
      'Checks with dates',
    ],
    signals: [
      {
        key: 'L8.1',
        name: 'A share for the long term',
        measure: 'Actions meant to make change ordinary, as a share of all that were not cancelled.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}, after the first 6 months',
      },
      {
        key: 'L8.2',
        name: 'Impact was shown',
        measure: 'Of actions complete for 90 days or more: the share that has shown impact.',
        supports: '{supports} or more',
        discuss: '{challenge} or more, and under {supports}',
        challenge: 'Under {challenge}',
        needs: '{least}',
      },
      {
        key: 'L8.3',
        name: 'Checks after the end',
        measure:
          'Of checks due 6, 12, 24, 36, 60 and 84 months after the last intervention ended: the share done within 60 days, and whether any found that the improvement had slipped.',
        supports: '{supports} done, none slipped',
        discuss: '{challenge} or more done',
        challenge: 'Under {challenge}, or {slipped} or more slipped',
        needs: 'An end',
      },
      {
        key: 'L8.4',
        name: 'The watch for relapse',
        measure:
          'For 84 months after recovery, how many of six signs are on the record: a lower judgement on the same scale; two outcomes worse within 6 months; two unplanned changes in critical posts in 12 months; a check that found slipping; a year without challenge from outside; two quarters without a concern.',
        supports: '{supports} or fewer',
        discuss: 'More, and fewer than {challenge}',
        challenge: '{challenge} or more',
        needs: 'A recovery; that there is none is said where the record tells of {least}',
      },
    ],
    cautions: [
      'Seven years are long enough for a false sign. It means ask, not alarm.',
      'A lower grade under a harder framework is not counted: only grades of one scale are compared.',
      'A planned succession is not a sign.',
    ],
  },
];

/** The guide to that lesson. Throws on any other number: numbers are checked where they come in. */
export function lessonGuideOf(number: LessonNumber): LessonGuide {
  const guide = lessonGuides.find((each) => each.number === number);
  if (guide) return guide;
  throw new Error(`There is no guide to lesson ${number}`);
}

/** What a signal is called and how it is read, in words. Throws on one that no lesson has. */
export function signalGuideOf(key: string): SignalGuide {
  const guide = lessonGuides.flatMap(({ signals }) => signals).find((each) => each.key === key);
  if (guide) return guide;
  throw new Error(`There is no guide to signal ${key}`);
}
