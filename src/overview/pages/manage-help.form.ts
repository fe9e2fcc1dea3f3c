import { type FindingAnswer, findingAnswers } from '../../interventions/domain/peer-support-state.js';
import { type TriggerCondition, triggerConditions } from '../../interventions/domain/support-trigger.js';
import { type Visibility, visibilities } from '../../interventions/domain/visibility.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { type WarningKind, warningKinds } from '../../vocabulary/domain/warning-kinds.js';

export const supportTypes = {
  peer_challenge: 'Peer challenge',
  buddy: 'Buddy organisation',
  improvement_partner: 'Improvement partner',
  mentor: 'Mentor',
  secondment: 'Secondment',
  school_to_school: 'School-to-school support',
  network: 'Network',
} as const;

export const supportBases = { voluntary: 'Voluntary', commissioned: 'Commissioned', required: 'Required' } as const;

export class SeenForm {
  @Choice(Object.keys(visibilities))
  visibility: Visibility | null;
}

export class WarningForm extends SeenForm {
  @Choice(Object.keys(warningKinds), { required: 'Select what it was seen in' })
  kind: WarningKind;

  @DayBoxes({ label: 'Date of the sign', required: 'Enter the date of the sign', orLess: true })
  on: string;

  @Prose({ label: 'What could be seen', required: 'Enter what could be seen', max: 2_000 })
  text: string;

  @Tick()
  first: boolean;
}

export class AnswerForm {
  @DayBoxes({ label: 'Date of the answer', required: 'Enter the date of the answer', orLess: true })
  on: string;

  @Prose({ label: 'What was done', required: 'Enter what was done', max: 2_000 })
  response: string;

  @Version()
  version: number;
}

export class SupportForm extends SeenForm {
  @Choice(Object.keys(supportTypes), { required: 'Select what kind of help it is' })
  type: keyof typeof supportTypes;

  @Text({ label: 'Who helps', required: 'Enter who helps' })
  provider: string;

  @DayBoxes({ label: 'Date of the offer', required: 'Enter the date of the offer', orLess: true })
  on: string;

  @Text({ label: 'Who asked', max: 200 })
  askedBy: string | null;

  @Choice(Object.keys(supportBases))
  basis: keyof typeof supportBases | null;

  @Prose({ label: 'What it is about', max: 2_000 })
  focus: string | null;

  @Text({ label: 'Trigger', max: 36 })
  trigger: string | null;
}

/** A move of something that has states: the day, and why or with what. */
export class DatedMoveForm {
  @DayBoxes({ label: 'Date', required: 'Enter the date', orLess: true })
  on: string;

  @Prose({ label: 'This', max: 2_000 })
  why: string | null;

  @Version()
  version: number;
}

export class FindingForm {
  @Prose({ label: 'What they found', required: 'Enter what they found', max: 2_000 })
  text: string;
}

export class FindingAnswerForm {
  @Choice(Object.keys(findingAnswers), { required: 'Select whether it was accepted' })
  accepted: FindingAnswer;

  @Prose({ label: 'The reason', max: 2_000 })
  reason: string | null;

  @DayBoxes({ label: 'Date of the answer', required: 'Enter the date of the answer', orLess: true })
  on: string;

  @Version()
  version: number;
}

/** The decision of a board that answers a finding; none takes it away. */
export class FindingDecisionForm {
  @Text({ label: 'The decision', max: 36 })
  decision: string | null;

  @Version()
  version: number;
}

export class TriggerForm extends SeenForm {
  @Choice(Object.keys(triggerConditions), { required: 'Select what the trigger watches' })
  condition: TriggerCondition;

  @Prose({ label: 'The condition', required: 'Enter the measure and its rule, or the event', max: 1_000 })
  text: string;

  @Text({ label: 'Who comes' })
  provider: string | null;

  @DayBoxes({ label: 'Date of the agreement', required: 'Enter the date of the agreement', orLess: true })
  on: string;

  @Text({ label: 'The owner', max: 120 })
  owner: string | null;
}

export class TriggerTestForm {
  @DayBoxes({ label: 'Date of the test', required: 'Enter the date of the test', orLess: true })
  on: string;

  @Version()
  version: number;
}

export class BreachForm {
  @DayBoxes({ label: 'Date it was detected', required: 'Enter the date it was detected', orLess: true })
  on: string;

  @Prose({ label: 'What happened', required: 'Enter what happened', max: 2_000 })
  text: string;
}
