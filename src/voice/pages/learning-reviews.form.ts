import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Choice, DayBoxes, Prose, Text, Version } from '../../shell/form/fields.js';
import { reviewTypes, type ReviewType } from '../domain/learning.js';

export class ReviewForm {
  /** The address of the body, as the page offers it. */
  @Text({ max: 120, label: 'Organisation' })
  organisation: string | null;

  @Text({ max: 36, label: 'Event' })
  event: string | null;

  @Choice(Object.keys(reviewTypes), { required: 'Select what kind of review it is' })
  type: ReviewType;

  @Prose({ required: 'Enter what prompted the review', max: 2_000, label: 'What prompted the review' })
  promptedBy: string;

  @DayBoxes({ label: 'Day on which it began', required: 'Enter the day on which the review began' })
  begunOn: CalendarDay;

  @Prose({ label: 'What was expected' })
  expected: string | null;

  @Prose({ label: 'What happened' })
  happened: string | null;

  @Prose({ label: 'Why it was different' })
  whyDifferent: string | null;

  @Prose({ label: 'What was learned' })
  learned: string | null;

  @Prose({ max: 2_000, label: 'People and teams' })
  factorPeople: string | null;

  @Prose({ max: 2_000, label: 'Tasks' })
  factorTasks: string | null;

  @Prose({ max: 2_000, label: 'Tools and technology' })
  factorTools: string | null;

  @Prose({ max: 2_000, label: 'How work is organised' })
  factorOrganisation: string | null;

  @Prose({ max: 2_000, label: 'The place' })
  factorPlace: string | null;

  @Prose({ max: 2_000, label: 'What is outside' })
  factorOutside: string | null;

  @Prose({ max: 4_000, label: 'Actions' })
  actions: string | null;

  @DayBoxes({ label: 'Day on which it was finished' })
  finishedOn: CalendarDay | null;

  @DayBoxes({ label: 'Day on which people were told' })
  sharedOn: CalendarDay | null;
}

export class EditReviewForm extends ReviewForm {
  @Version()
  version: number;
}
