import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Prose, Text } from '../../shell/form/fields.js';

/** Which record is held, why, and until when. */
export class HoldForm {
  @Text({ required: 'Enter the reference of the record', max: 20, label: 'Reference' })
  record: string;

  @Prose({ required: 'Enter why the record is held', max: 500, label: 'Reason' })
  reason: string;

  @DayBoxes({ label: 'Last day of the hold' })
  until: CalendarDay | null;
}

/** Why a hold ends. */
export class HoldEndingForm {
  @Prose({ required: 'Enter why the hold ends', max: 500, label: 'Reason' })
  reason: string;
}
