import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';

export class LookBackForm {
  @Prose({ required: 'Enter what became of the decision', max: 2_000, label: 'What became of it' })
  words: string;

  @DayBoxes({ label: 'Date to look at it again' })
  nextOn: CalendarDay | null;

  @Version()
  version: number;
}

export class ReasonForm {
  @Prose({ required: 'Enter why', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class AnswerForm {
  @Prose({ required: 'Enter the answer', max: 4_000, label: 'Answer' })
  answer: string;

  @Version()
  version: number;
}

export class JudgeForm {
  @Choice(['yes', 'no'], { required: 'Select whether the answer will do' })
  satisfied: 'yes' | 'no';

  @Prose({ max: 2_000, label: 'What is missing' })
  why: string | null;

  @Version()
  version: number;
}

export class ActionDateForm {
  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  dueOn: CalendarDay;

  @Text({ required: 'Enter why the date is moving', max: 500, label: 'Reason' })
  reason: string;

  @Version()
  version: number;
}

export class ActionDoneForm {
  @DayBoxes({ label: 'Date done', required: 'Enter the date this was done' })
  on: CalendarDay;

  @Prose({ max: 2_000, label: 'What was done' })
  words: string | null;

  @Version()
  version: number;
}
