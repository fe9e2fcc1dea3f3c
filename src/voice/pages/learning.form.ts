import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { type LearningStep, learningStates } from '../domain/learning.js';

export class LearningForm {
  /** The address of the body, as the page offers it. */
  @Text({ max: 120, label: 'Organisation' })
  organisation: string | null;

  @Text({ max: 200, required: 'Enter what was learned, in one line', label: 'Title' })
  title: string;

  @Prose({ required: 'Enter what others can learn', max: 10_000, label: 'What others can learn' })
  body: string;

  @Tick()
  didNotWork: boolean;

  @Prose({ max: 2_000, label: 'Whom it is for' })
  audience: string | null;

  @Text({ max: 500, label: 'Address' })
  url: string | null;

  @Text({ max: 20, label: 'Learning review' })
  review: string | null;

  @Text({ max: 20, label: 'Case' })
  episode: string | null;
}

export class EditLearningForm extends LearningForm {
  @Version()
  version: number;
}

export class MoveLearningForm {
  @Choice(learningStates.filter((state) => state !== 'draft'), { required: 'Select what happens next' })
  to: LearningStep;

  @DayBoxes({ label: 'Day by which it is looked at again' })
  reviewBy: CalendarDay | null;

  @Prose({ max: 2_000, label: 'Reason' })
  reason: string | null;

  @Text({ max: 200, label: 'Title' })
  title: string | null;

  @Prose({ max: 10_000, label: 'What others can learn' })
  body: string | null;

  @Version()
  version: number;
}
