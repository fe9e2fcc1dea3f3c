import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Many, Prose, Text } from '../../shell/form/fields.js';
import { type Nation, nationKeys } from '../../vocabulary/domain/nations.js';

/** A day on which offices are closed. */
export class HolidayForm {
  @DayBoxes({ label: 'Date', required: 'Enter the date of the holiday' })
  on: CalendarDay;

  @Text({ required: 'Enter what the holiday is called', max: 120, label: 'Name' })
  name: string;

  @Many(nationKeys, { required: 'Select where offices are closed' })
  nations: Nation[];
}

/** Why a day is taken out. */
export class HolidayWithdrawalForm {
  @Prose({ required: 'Enter why the day is taken out', max: 500, label: 'Reason' })
  reason: string;
}

export class NothingForm {}
