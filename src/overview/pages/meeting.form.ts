import { decisionTypes, type DecisionType } from '../../boards/domain/outcome.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dateAnswers, type DateAnswer } from '../../plans/domain/date-request.js';
import { reasonCodes, type ReasonCode } from '../../plans/domain/milestone-words.js';
import { Choice, DayBoxes, Many, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { type Answer, answerCodes } from '../domain/meeting.js';

export class UpdateForm {
  @Choice(answerCodes, { required: 'Select how it stands' })
  answer: Answer;

  @Choice(Object.keys(reasonCodes))
  reason: ReasonCode | null;

  @Text({ label: 'The line', max: 500 })
  note: string | null;

  @Many(null)
  evidence: readonly string[];

  @Tick()
  later: boolean;

  @Tick()
  started: boolean;

  @Version()
  version: number;
}

/** What a row says, as the plan records it. */
export function updateIn({ answer, reason, note, evidence, later, started }: UpdateForm) {
  const isComplete = answer === 'action_complete';
  return {
    state: isComplete ? ('action_complete' as const) : started ? ('in_progress' as const) : null,
    rating: isComplete ? null : answer,
    reasonCode: answer === 'on_track' || isComplete ? null : reason,
    note,
    evidenceIds: isComplete ? evidence : [],
    evidenceOwed: isComplete && later,
  };
}

/** Complete needs something to show it, or the word that it will come. */
export const evidenceFaults = ({ answer, evidence, later }: UpdateForm): Readonly<Record<string, string>> | null =>
  answer === 'action_complete' && evidence.length === 0 && !later
    ? { later: 'Tick what shows that it was done, or “Add evidence later”' }
    : null;

export class DateAnswerForm {
  @Choice(Object.keys(dateAnswers), { required: 'Select Agree, Refuse or Different date' })
  answer: DateAnswer;

  @Text({ label: 'The words for the record', max: 500 })
  words: string | null;

  @DayBoxes({ label: 'Date due' })
  date: CalendarDay | null;

  @Version()
  version: number;
}

class ItemForm {
  @Text({ max: 40 })
  item: string | null;

  @Tick()
  confidential: boolean;
}

export class DecisionForm extends ItemForm {
  @Choice(Object.keys(decisionTypes), { required: 'Select what it is' })
  type: DecisionType;

  @Prose({ label: 'What was decided', required: 'Enter what was decided' })
  text: string;

  @Text({ label: 'For whom', max: 200 })
  whoFor: string | null;

  @DayBoxes({ label: 'Date to look at it again' })
  reviewOn: CalendarDay | null;
}

export class ChallengeForm extends ItemForm {
  @Text({ max: 40 })
  member: string | null;

  @Prose({ label: 'What they ask', required: 'Enter what they ask' })
  text: string;

  @Text({ label: 'The post', required: 'Enter the post that is to answer', max: 200 })
  toPost: string;

  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  due: CalendarDay;
}

export class ActionForm extends ItemForm {
  @Prose({ label: 'What is to be done', required: 'Enter what is to be done' })
  text: string;

  @Text({ label: 'The post', required: 'Enter the post that is to do it', max: 200 })
  ownerPost: string;

  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  due: CalendarDay;
}

class SeenForm {
  /** How often each entry had been saved when the form was made. */
  @Text({ max: 20_000 })
  seen: string | null;
}

export class AttendanceForm extends SeenForm {
  @Many(null)
  present: readonly string[];

  @Many(null)
  apologies: readonly string[];
}

export class InterestForm extends SeenForm {
  @Text({ required: 'Select a member', max: 40 })
  member: string;

  @Text({ label: 'The interest', max: 1_000 })
  interest: string | null;

  @Text({ label: 'The post', max: 200 })
  substitutePost: string | null;
}

export class OutcomeForm {
  @Prose({ label: 'What came of it' })
  outcome: string | null;

  @Version()
  version: number;
}

export class AskDateForm {
  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  due: CalendarDay;

  @Choice(Object.keys(reasonCodes), { required: 'Select what kind of reason it is' })
  reason: ReasonCode;

  @Prose({ label: 'Reason', required: 'Enter why the date is moving', min: 20, max: 2_000 })
  why: string;

  @Version()
  version: number;
}

/** Reads `seen`: what cannot be read was never ours, and counts as never seen. */
export const versionsSeen = ({ seen }: SeenForm): ReadonlyMap<string, number> =>
  new Map(
    (seen ?? '').split(',').flatMap((pair) => {
      const [id = '', version = ''] = pair.split(':');
      return id && /^\d{1,9}$/.test(version) ? [[id, Number(version)] as const] : [];
    }),
  );
