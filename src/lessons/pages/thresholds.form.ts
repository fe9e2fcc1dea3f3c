import type { CalendarDay } from '../../kernel/calendar-day.js';
import { DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';

/** Other limits: a box for each limit of the signal, in the order of its definition. */
export class LimitsForm {
  @Text({ max: 20 })
  limit1: string | null;

  @Text({ max: 20 })
  limit2: string | null;

  @Text({ max: 20 })
  limit3: string | null;

  @Text({ max: 20 })
  limit4: string | null;

  @Text({ max: 20 })
  limit5: string | null;

  @Text({ max: 20 })
  limit6: string | null;

  @DayBoxes({ label: 'First day', required: 'Enter the first day on which they are used' })
  validFrom: CalendarDay;

  @Text({ required: 'Enter who answers for these limits', max: 200, label: 'Who answers for them' })
  owner: string;

  @Prose({ required: 'Enter why the limits should change', min: 20, max: 500, label: 'Reason' })
  reason: string;
}

/** To agree, as it was read. */
export class AgreementForm {
  @Version()
  version: number;
}

/** To refuse, or to take back. */
export class ClosingForm {
  @Prose({ max: 500, label: 'Reason' })
  answer: string | null;

  @Version()
  version: number;
}
