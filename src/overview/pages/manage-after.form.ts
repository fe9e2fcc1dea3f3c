import { type EventKind, eventKinds } from '../../interventions/domain/timeline-event.js';
import { type Checker, checkers, type CheckResult, checkResults } from '../../interventions/domain/sustainment.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { SeenForm } from './manage-help.form.js';

export const changeKinds = {
  reorganisation: 'Reorganisation',
  merger: 'Merger',
  transfer: 'Transfer of a service',
  new_body: 'New body',
} as const;

export class CheckForm {
  @DayBoxes({ label: 'Date of the check', required: 'Enter the date of the check', orLess: true })
  on: string;

  @Choice(Object.keys(checkers), { required: 'Select who looked' })
  byWhom: Checker;

  @Choice(Object.keys(checkResults), { required: 'Select whether it has held' })
  result: CheckResult;

  @Prose({ label: 'What was found', required: 'Enter what was found', max: 2_000 })
  text: string;

  @Version()
  version: number;
}

export class PlanForm extends SeenForm {
  @Prose({ label: 'The plan', required: 'Enter what keeps what was regained' })
  text: string;

  @DayBoxes({ label: 'Date it was agreed', required: 'Enter the date it was agreed', orLess: true })
  on: string;

  @Text({ label: 'Who agreed it', required: 'Enter who agreed it', max: 200 })
  agreedBy: string;

  @DayBoxes({ label: 'Date of the review' })
  review: string | null;
}

export class EventForm extends SeenForm {
  @Choice(Object.keys(eventKinds), { required: 'Select what kind of event it is' })
  kind: EventKind;

  @DayBoxes({ label: 'Date of the event', required: 'Enter the date of the event', orLess: true })
  on: string;

  @Prose({ label: 'What happened', required: 'Enter what happened', max: 2_000 })
  text: string;

  @Tick()
  significant: boolean;
}

export class ChangeForm extends SeenForm {
  @Choice(Object.keys(changeKinds), { required: 'Select what kind of change it is' })
  kind: keyof typeof changeKinds;

  @DayBoxes({ label: 'Date of the change', required: 'Enter the date of the change', orLess: true })
  on: string;

  @Prose({ label: 'What changed', required: 'Enter what changed', max: 2_000 })
  text: string;

  @Prose({ label: 'The reason given', max: 1_000 })
  reason: string | null;
}
