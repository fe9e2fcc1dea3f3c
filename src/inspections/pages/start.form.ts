import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Many, Text, Tick, Version } from '../../shell/form/fields.js';

/** What every inspection says of itself before anything is found. */
export class DetailsForm {
  @Text({ required: 'Enter what the inspection looks at', max: 300, label: 'What it looks at' })
  subject: string;

  @Text({ max: 300, label: 'Part' })
  unit: string | null;

  @DayBoxes({ label: 'First day of the visit', required: 'Enter the first day of the visit' })
  startedOn: CalendarDay;

  @DayBoxes({ label: 'Last day of the visit' })
  endedOn: CalendarDay | null;

  @Tick()
  isFirstMonitoring: boolean;

  /** The inspection that it follows, by its reference. */
  @Text({ max: 20 })
  previous: string | null;
}

export class StartForm extends DetailsForm {
  @Text({ required: 'Choose an organisation', max: 300 })
  organisation: string;

  @Text({ required: 'Choose a framework', max: 80 })
  framework: string;

  /** A kind of the framework by its key. */
  @Text({ required: 'Select the type of inspection', max: 80 })
  type: string;

  @Text({ required: 'Select the lead inspector', max: 40 })
  lead: string;

  @Many(null, { required: 'Select at least one other inspector' })
  inspectors: readonly string[];
}

export class ChangedDetailsForm extends DetailsForm {
  @Version()
  version: number;
}

export class MemberForm {
  @Text({ required: 'Select a person', max: 40 })
  person: string;

  @Text({ required: 'Select what they will be', max: 20 })
  part: string;
}

export class NothingForm {}
