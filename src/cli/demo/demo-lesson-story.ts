import type { NewAssessment } from '../../lessons/domain/assessment.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';

/** The meetings at which the board assesses all eight lessons: half way, and at the last that was held. */
export const assessingMeetings = [6, 12] as const;

type Said = Pick<NewAssessment, 'level' | 'reason' | 'whatWouldChange'> &
  Partial<Pick<NewAssessment, 'direction' | 'dissent'>>;

/** What the board answers where it is asked why it sees a lesson otherwise than the record does. */
export const whyOtherwise: Readonly<Record<LessonNumber, string>> = {
  1: 'Eastmere came as soon as we asked. That we asked late is what the second trigger is for.',
  2: 'The record counts tests that are met. It cannot see that nobody has agreed to carry on the rest.',
  3: 'The record counts visits and answers. We go by what outsiders have changed.',
  4: 'The record goes by the words of the plan. We have seen the work.',
  5: 'Concerns come and are answered. Bad news about dates still comes late, and we are no further on than that.',
  6: 'What researchers would like to know of us lies years back, and we have not written it down.',
  7: 'We said beforehand what would get worse, and it has stayed within that.',
  8: 'Most actions are younger than the measures that would show their impact.',
};

/** What the board says of each lesson, half way and at the end. Evidence follows from the level: see `piecesFor`. */
export const saidOfLessons: Readonly<Record<LessonNumber, readonly [Said, Said]>> = {
  1: [
    {
      level: 2,
      reason: 'Eastmere came within a month of the notice, and what they found is in the plan.',
      whatWouldChange: 'A trigger that was tested, with Eastmere in the room.',
    },
    {
      level: 3,
      direction: 'better',
      reason: 'Two triggers are written down with Eastmere, and both were tested in the summer.',
      whatWouldChange: 'A trigger that was pulled and that nobody answered within a month.',
    },
  ],
  2: [
    {
      level: 2,
      reason: 'The tests for leaving are written; none is met yet.',
      whatWouldChange: 'Two of the four tests met, and somebody named for what is left.',
    },
    {
      level: 2,
      direction: 'same',
      reason: 'Two of four tests are met. Who carries on what is left is not agreed.',
      whatWouldChange: 'A list of who takes over what, agreed with the adviser.',
    },
  ],
  3: [
    {
      level: 2,
      reason: 'Half of those in the room come from outside, and they ask; the answers are slow.',
      whatWouldChange: 'Answers before the next meeting, and an outside look at the audits.',
    },
    {
      level: 3,
      direction: 'better',
      reason: 'The chair is independent, partners come, and challenges are answered.',
      whatWouldChange: 'A quarter without anybody from outside looking at our work.',
    },
  ],
  4: [
    {
      level: 2,
      reason: 'We know the causes. Practice work has begun in two of five priorities.',
      whatWouldChange: 'Practice measures that move.',
    },
    {
      level: 3,
      direction: 'better',
      reason: 'No team was redrawn. Practice and leadership work closes at the pace of the rest.',
      whatWouldChange: 'A reorganisation that no cause explains.',
    },
  ],
  5: [
    {
      level: 1,
      reason: 'We hear of problems from partners first.',
      whatWouldChange: 'Concerns that come every quarter and are answered.',
    },
    {
      level: 2,
      direction: 'better',
      reason: 'There is a route, and staff have begun to use it.',
      whatWouldChange: 'A staff survey that says it is safe to speak up.',
    },
  ],
  6: [
    {
      level: 1,
      reason: 'Nothing has left this council yet.',
      whatWouldChange: 'A note on what did not work, sent to named councils.',
    },
    {
      level: 3,
      direction: 'better',
      reason:
        'Three actions were adapted from elsewhere. Two things we learned are written and sent, one of them a failure.',
      whatWouldChange: 'Nobody who used what we sent, or a date to look again that we let pass.',
    },
  ],
  7: [
    {
      level: 2,
      reason: 'We wrote down that leavers would rise. We have not yet read the charts together.',
      whatWouldChange: 'A decision, taken from a chart, to hold or to act.',
    },
    {
      level: 2,
      direction: 'same',
      reason: 'The rise in leavers was expected and stays within what was written down.',
      whatWouldChange: 'Leavers beyond the limit, or still rising a year after the note.',
    },
  ],
  8: [
    {
      level: 2,
      reason: 'A quarter of the plan is for the long term. Little has been shown to last.',
      whatWouldChange: 'Impact accepted by somebody outside the team.',
    },
    {
      level: 3,
      direction: 'better',
      reason: 'Impact is shown in three places, and checks at 6, 12 and 24 months are booked.',
      whatWouldChange: 'A check that finds that something slipped.',
      dissent: 'Three of twenty-six is not “in place”. I would have said Starting.',
    },
  ],
};
