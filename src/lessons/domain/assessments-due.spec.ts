import { addDays, day } from '../../kernel/calendar-day.js';
import { daysToNextAssessment, lessonsDue } from './assessments-due.js';

const meeting = day('2026-11-23');
const last = (lesson: 1 | 2, daysAgo: number) => ({ lesson, heldOn: addDays(meeting, -daysAgo) });

describe('the lessons that are due', () => {
  it('are all eight where none was assessed', () => {
    expect(lessonsDue([], meeting)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('are those whose last assessment is half a year old', () => {
    expect(lessonsDue([last(1, daysToNextAssessment - 1), last(2, daysToNextAssessment)], meeting)).toEqual([
      2, 3, 4, 5, 6, 7, 8,
    ]);
  });
});
