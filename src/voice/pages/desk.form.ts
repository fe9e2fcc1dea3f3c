import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import {
  type ConcernRoute,
  concernRoutes,
  type ConcernState,
  concernStates,
  type ConcernTheme,
  concernThemes,
} from '../domain/concern.js';

export class StepForm {
  @Choice(concernStates, { required: 'Select what happens next' })
  to: ConcernState;

  @Prose({ max: 4_000, label: 'Your words' })
  words: string | null;

  @Version()
  version: number;
}

const answers = ['yes', 'no'] as const;
type Answer = (typeof answers)[number] | null;

export class MarksForm {
  @Choice(answers)
  safetyElement: Answer;

  @Choice(answers)
  workerElement: Answer;

  @Choice(answers)
  behaviour: Answer;

  @Choice(answers)
  detrimentReported: Answer;

  @Version()
  version: number;
}

export class HearForm {
  @Text({ max: 120, required: 'Select whom it is about', label: 'Whom it is about' })
  service: string;

  @DayBoxes({ label: 'Day on which it was raised', required: 'Enter the day on which it was raised' })
  raisedOn: CalendarDay;

  @Choice(concernRoutes.filter((route) => route !== 'online'), { required: 'Select how it reached you' })
  route: Exclude<ConcernRoute, 'online'>;

  @Choice(concernThemes, { required: 'Select what it is about' })
  theme: ConcernTheme;

  @Prose({ max: 4_000, label: 'What was said' })
  words: string | null;

  @Tick()
  anonymous: boolean;
}
