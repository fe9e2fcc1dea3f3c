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
        supports: '6 months or less',
        discuss: 'More than 6 and up to 12 months',
        challenge: 'More than 12 months',
        needs: '1 warning sign',
      },
      {
        key: 'L1.2',
        name: 'Peers before powers',
        measure:
          'Months from the first help from peers to the first formal power (level 3 or more). Less than nothing when powers came first.',
        supports: '3 months or more; or peers came and no power was used',
        discuss: 'Less than 3 months either way',
        challenge: 'Powers came 3 months or more before peers; or powers and no peers',
        needs: 'The start of either',
      },
      {
        key: 'L1.3',
        name: 'Triggers that work',
        measure:
          'Agreed triggers with a named peer that were tested or used in the last 12 months, and breaches that nobody answered within 30 days.',
        supports: '2 or more triggers, no breach unanswered',
        discuss: '1 trigger, or 1 breach unanswered',
        challenge: 'No trigger, or 2 or more breaches unanswered',
        needs: 'Nothing',
      },
      {
        key: 'L1.4',
        name: 'Findings of peers were acted on',
        measure:
          'Of findings older than 60 days: the share turned down with a reason, or accepted with an action or decision within 60 days.',
        supports: '80% or more',
        discuss: '50% to 79%',
        challenge: 'Under 50%',
        needs: '3 findings',
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
          'Of interventions at level 3 or more: the share with at least 3 tests for leaving agreed within 183 days of the start.',
        supports: 'All',
        discuss: 'Some, or agreed later',
        challenge: 'None after 183 days',
        needs: '1 intervention',
      },
      {
        key: 'L2.2',
        name: 'Progress against time',
        measure:
          'Share of tests met, less share of the planned time that has passed. Of several interventions the lowest.',
        supports: 'Not more than 10 points behind',
        discuss: '10 to 30 points behind',
        challenge: 'More than 30 points behind',
        needs: 'A planned end and 3 tests',
      },
      {
        key: 'L2.3',
        name: 'Time to step down',
        measure: 'Months since 70% of the tests were met, while the level has not fallen.',
        supports: '6 months or less, or it has stepped down',
        discuss: 'More than 6 and up to 12 months',
        challenge: 'More than 12 months',
        needs: 'A day on which 70% were met',
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
          'In the reviews of the last 12 months: people from outside as a share of all who came, and whether an independent chair was at 80% of them.',
        supports: '40% or more, with the chair',
        discuss: '25% to 39%, or the chair at fewer',
        challenge: 'Under 25%, or no independent chair',
        needs: '3 reviews',
      },
      {
        key: 'L3.2',
        name: 'Challenge from outside',
        measure:
          'Peer reviews, outside audits, inspections and advisers’ reports in the last 12 months, and how many bodies they came from.',
        supports: '4 or more, from 2 or more bodies',
        discuss: '1 or more',
        challenge: 'None',
        needs: '12 months of record',
      },
      {
        key: 'L3.3',
        name: 'Our view and theirs',
        measure:
          'Average number of grades by which the organisation rated itself above inspectors: same area, same scale, within 183 days.',
        supports: 'Within half a grade',
        discuss: 'Half to one grade above, or more than half below',
        challenge: 'More than one grade above',
        needs: '3 pairs',
      },
      {
        key: 'L3.4',
        name: 'Challenges were answered',
        measure: 'Of challenges from outside members older than 45 days: the share answered within 45 days.',
        supports: '80% or more',
        discuss: '50% to 79%',
        challenge: 'Under 50%',
        needs: '5 challenges',
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
        supports: '30% or less structure, and 25% or more culture and practice',
        discuss: '31% to 50% structure, or less culture and practice',
        challenge: 'More than 50% structure',
        needs: '10 actions, 90% of them marked with a lever',
      },
      {
        key: 'L4.2',
        name: 'Each cause has an answer',
        measure:
          'Of findings caused by culture, practice, leadership or capacity: the share with an action of the same kind that is tied to them.',
        supports: '80% or more',
        discuss: '50% to 79%',
        challenge: 'Under 50%',
        needs: '3 findings',
      },
      {
        key: 'L4.3',
        name: 'Structure runs ahead',
        measure:
          'Share of structural actions that have shown impact, less the same share for practice, culture and leadership.',
        supports: '10 points ahead or less',
        discuss: '11 to 30 points ahead',
        challenge: 'More than 30 points ahead',
        needs: '4 actions on each side',
      },
      {
        key: 'L4.4',
        name: 'Reorganised again',
        measure: 'Structural changes of the organisation in 24 months.',
        supports: '0 or 1',
        discuss: '2',
        challenge: '3 or more',
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
        supports: 'No quarter without any, and no unusual fall',
        discuss: '1 quarter without any, or an unusual fall',
        challenge: '2 or more quarters without any',
        needs: 'The number of staff, and 4 quarters',
      },
      {
        key: 'L5.2',
        name: 'People hear what came of it',
        measure: 'Of concerns raised between 456 and 60 days ago: the share whose outcome was told within 60 days.',
        supports: '80% or more',
        discuss: '50% to 79%',
        challenge: 'Under 50%',
        needs: '5 concerns',
      },
      {
        key: 'L5.3',
        name: 'Bad news comes early',
        measure: 'Of dates missed in the last 12 months: the share reported as at risk 14 days or more before.',
        supports: '70% or more',
        discuss: '40% to 69%',
        challenge: 'Under 40%',
        needs: '5 missed dates',
      },
      {
        key: 'L5.4',
        name: 'Learn first',
        measure:
          'Of significant events in the last 12 months: the share with a review begun within 30 days that names a cause in the system and an action.',
        supports: '75% or more',
        discuss: '40% to 74%',
        challenge: 'Under 40%',
        needs: '3 events',
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
        supports: '2 or more, 1 of them about what did not work',
        discuss: '1 or more',
        challenge: 'None',
        needs: 'An episode 12 months old',
      },
      {
        key: 'L6.2',
        name: 'Learning comes in',
        measure: 'Actions that were taken from a named case or source.',
        supports: '3 or more, or 10% of all',
        discuss: '1 or 2',
        challenge: 'None',
        needs: '10 actions',
      },
      {
        key: 'L6.3',
        name: 'Is it still true?',
        measure: 'Of shared pieces past their review date: the share that was confirmed, corrected or withdrawn.',
        supports: '80% or more',
        discuss: '50% to 79%',
        challenge: 'Under 50%',
        needs: '2 pieces past their date',
      },
      {
        key: 'L6.4',
        name: 'Others can use the record',
        measure:
          'Of the 30 facts that researchers need, as far as they can be known yet: the share that is recorded with a source.',
        supports: '85% or more',
        discuss: '60% to 84%',
        challenge: 'Under 60%',
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
        discuss: 'A dip of up to 18 months',
        challenge: 'More than 18 months without turning, past its written limit, or critical for safety',
        needs: '6 values before the trigger and 3 after',
      },
      {
        key: 'L7.2',
        name: 'More found, or more harm?',
        measure:
          'In the 18 months after the trigger: whether measures that rise when people look harder went up, and whether outcomes for people got worse, both beyond chance.',
        supports: 'More found, and no outcome worse',
        discuss: 'Neither',
        challenge: 'An outcome got worse',
        needs: '1 series of each kind',
      },
      {
        key: 'L7.3',
        name: 'A steady hand',
        measure:
          'Changes of direction during a dip: a plan that drops more than 30% of its actions, a new chair, chief executive or director, a new structural change.',
        supports: '0 or 1',
        discuss: '2',
        challenge: '3 or more',
        needs: 'A dip',
      },
      {
        key: 'L7.4',
        name: 'Expected beforehand',
        measure: 'Dips that began after a note said to expect them, and stayed within its depth and length.',
        supports: 'All',
        discuss: 'Some; or no note, and up to 12 months',
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
        supports: '25% or more',
        discuss: '10% to 24%',
        challenge: 'Under 10%',
        needs: '10 actions, after the first 6 months',
      },
      {
        key: 'L8.2',
        name: 'Impact was shown',
        measure: 'Of actions complete for 90 days or more: the share that has shown impact.',
        supports: '70% or more',
        discuss: '40% to 69%',
        challenge: 'Under 40%',
        needs: '5 actions',
      },
      {
        key: 'L8.3',
        name: 'Checks after the end',
        measure:
          'Of checks due 6, 12, 24, 36, 60 and 84 months after the last intervention ended: the share done within 60 days, and whether any found that the improvement had slipped.',
        supports: 'All done, none slipped',
        discuss: 'Half or more done',
        challenge: 'Fewer than half, or any slipped',
        needs: 'An end',
      },
      {
        key: 'L8.4',
        name: 'The watch for relapse',
        measure:
          'For 84 months after recovery, how many of six signs are on the record: a lower judgement on the same scale; two outcomes worse within 6 months; two unplanned changes in critical posts in 12 months; a check that found slipping; a year without challenge from outside; two quarters without a concern.',
        supports: 'None',
        discuss: '1',
        challenge: '2 or more',
        needs: 'A recovery',
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
