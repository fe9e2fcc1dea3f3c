import { ICalCalendar } from 'ical-generator';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import type { ListedDeadline } from '../data/deadline-list.row.js';
import { recordOf, termOf } from './deadline-words.page.js';

/** Midday, so that the day is the same wherever this machine believes to be. */
const at = (day: CalendarDay): string => `${day}T12:00:00Z`;

/** Deadlines as all-day entries. The same deadline always has the same name, so that a moved one is no second one. */
export function deadlinesCalendar(deadlines: readonly ListedDeadline[], publicUrl: string): string {
  const calendar = new ICalCalendar({
    name: 'Turnaround deadlines',
    prodId: { company: 'Turnaround', product: 'Deadlines', language: 'EN' },
    ttl: 60 * 60 * 6,
  });
  const host = new URL(publicUrl).hostname;
  for (const deadline of deadlines) {
    const record = recordOf(deadline);
    const place = deadline.organisationName;
    calendar.createEvent({
      id: `${deadline.ref}@${host}`,
      start: at(deadline.dueOn),
      end: at(addDays(deadline.dueOn, 1)),
      stamp: deadline.recordedAt,
      allDay: true,
      summary: `${deadline.text}: ${place}`,
      description: `Last day. ${termOf(deadline).replaceAll('\u00a0', ' ')}. ${deadline.ref}`,
      ...(record ? { url: `${publicUrl}${record}` } : {}),
    });
  }
  return calendar.toString();
}
