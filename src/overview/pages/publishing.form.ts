import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Many, Tick, Version } from '../../shell/form/fields.js';

export class PublishForm {
  @DayBoxes({ label: 'Date published', required: 'Enter the date published' })
  publishedOn: CalendarDay;

  @DayBoxes({ label: 'Date received' })
  receivedOn: CalendarDay | null;

  /** The clocks to start, by the ids of the framework's statements. */
  @Many(null)
  clocks: readonly string[];

  @Version()
  version: number;
}

export class PublicationForm extends PublishForm {
  @Tick()
  read: boolean;
}
