import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { daysLeft, deadlineState, type DeadlineState, mayMove } from '../../office/domain/deadline.js';
import type { WorkingCalendar } from '../../office/domain/working-days.js';
import { formatDay, noBreak, plural } from '../../shell/format.js';
import type { Tag } from '../../shell/parts.js';
import { type Nation, nations } from '../../vocabulary/domain/nations.js';
import type { ListedDeadline } from '../data/deadline-list.row.js';

export type Calendars = Readonly<Record<Nation, WorkingCalendar>>;

const tags: Readonly<Record<DeadlineState, Tag>> = {
  overdue: { text: 'Overdue', colour: 'orange' },
  'due-today': { text: 'Due today', colour: 'yellow' },
  'due-soon': { text: 'Due soon', colour: 'yellow' },
  running: { text: 'Running', colour: 'turquoise' },
  met: { text: 'Met', colour: 'grey' },
  'met-late': { text: 'Met late', colour: 'grey' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
};

export const deadlineTag = (deadline: ListedDeadline, today: CalendarDay): Tag =>
  tags[deadlineState({ ...deadline, withdrawnAt: null }, today)];

const unitOf = { working: 'working day', calendar: 'day', months: 'month' } as const;

/** "70 working days from 20 November 2026". */
export const termOf = ({ days, unit, startsOn, nation }: ListedDeadline): string =>
  `${plural(days, unitOf[unit])} from ${formatDay(startsOn)}${unit === 'working' && nation !== 'england' ? `, by the calendar of ${nations[nation]}` : ''}`;

/** "12 working days left", "3 days late", "Met on 3 March 2027". */
export function leftOf(deadline: ListedDeadline, today: CalendarDay, calendars: Calendars): string {
  const { dueOn, metOn, unit, nation } = deadline;
  if (metOn) return `Met on ${formatDay(metOn)}${metOn > dueOn ? `, ${formatDay(dueOn)} was the last day` : ''}`;
  const left = daysLeft(dueOn, unit, today, calendars[nation]);
  const word = unit === 'working' ? 'working day' : 'day';
  if (dueOn === today) return 'Today is the last day';
  return noBreak(left >= 0 && dueOn > today ? `${plural(left, word)} left` : `${plural(Math.abs(left), word)} late`);
}

/** Said where bank holidays on the way to the day are not known yet. */
export const doubtOf = ({ startsOn, dueOn, days, unit, nation }: ListedDeadline, calendars: Calendars): string | null =>
  mayMove(startsOn, dueOn, { days, unit }, calendars[nation])
    ? `Bank holidays after ${calendars[nation].lastYear} are not known yet, so the day may be later`
    : null;

/** The page of the record that it belongs to, where everybody may read that. */
export function recordOf({ recordKind, recordRef, recordVisibility }: ListedDeadline): string | null {
  if (!recordRef || recordVisibility !== 'public') return null;
  return recordKind === 'inspection' ? inspectionPaths.show(recordRef) : episodePaths.show(recordRef);
}
