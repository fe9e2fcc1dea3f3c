import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

export class PlanForm {
  @Text({ label: 'Title', required: 'Enter what the plan is called', max: 200 })
  title: string;

  @Text({ label: 'Case', max: 36 })
  episodeId: string | null;
}

export class NewPlanForm extends PlanForm {
  @Text({ label: 'Organisation', required: 'Choose the organisation', max: 300 })
  organisation: string;
}

export class EditPlanForm extends PlanForm {
  @Version()
  version: number;
}

export class PriorityForm {
  @Text({ label: 'Title', required: 'Enter what the priority is called', max: 200 })
  title: string;

  @Prose({ label: 'What will be different', required: 'Enter what will be different for people', max: 1_000 })
  outcome: string;

  @Text({ label: 'Lead', max: 120 })
  leadPost: string | null;

  @Text({ label: 'Sponsor', max: 120 })
  sponsor: string | null;
}

export class EditPriorityForm extends PriorityForm {
  @Version()
  version: number;
}

/** The decision of a board: one that is recorded here, or its reference in the board’s own papers. */
export class DecidedForm {
  @Text({ label: 'Decision', max: 36 })
  decision: string | null;

  @Text({ label: 'Reference of the decision', max: 20 })
  decisionRef: string | null;

  @Text({ label: 'Who approved it', max: 200 })
  approvedBy: string | null;
}

export class ProposeForm {
  @Prose({ label: 'What changed', max: 2_000 })
  summary: string | null;

  @Version()
  version: number;
}

export class AgreeForm extends DecidedForm {
  @DayBoxes({ label: 'Date agreed', required: 'Enter the date it was agreed' })
  on: CalendarDay;

  @Version()
  version: number;
}

export class PublicationForm {
  @Tick()
  confirmed: boolean;

  @Version()
  version: number;
}

export class HidingForm {
  @Prose({ label: 'Reason', required: 'Enter why it is taken back', min: 20, max: 500 })
  reason: string;

  @Version()
  version: number;
}

export class GuestForm {
  @Text({ label: 'The inspector', required: 'Select the inspector', max: 36 })
  accountId: string;

  @DayBoxes({ label: 'First day', required: 'Enter the first day' })
  from: CalendarDay;

  @DayBoxes({ label: 'Last day', required: 'Enter the last day' })
  to: CalendarDay;
}

export class EndGuestForm {
  @Text({ required: 'Select the inspector', max: 36 })
  accountId: string;
}

export class VersionOnlyForm {
  @Version()
  version: number;
}
