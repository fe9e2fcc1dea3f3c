import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { type LessonNumber, lessonNumbers } from '../../vocabulary/domain/lessons.js';

/** Days after which a board looks at a lesson again: twice a year. */
export const daysToNextAssessment = 182;

/** The lessons that a board has not assessed yet, or not in the half year before a meeting, in their order. */
export function lessonsDue(
  last: readonly { readonly lesson: LessonNumber; readonly heldOn: CalendarDay }[],
  meeting: CalendarDay,
): readonly LessonNumber[] {
  const fresh = addDays(meeting, -daysToNextAssessment);
  return lessonNumbers.filter((number) => !last.some(({ lesson, heldOn }) => lesson === number && heldOn > fresh));
}
