import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';
import type { DeadlineUnit } from './deadline.js';

export type NewDeadline = {
  readonly organisationId: string;
  /** What it follows from, as code knows it: `action-plan`, `accuracy-check`. */
  readonly rule: string;
  /** What must be done, as people read it: "Send the written action plan to Ofsted". */
  readonly text: string;
  /** The day that starts the clock; it does not count itself. */
  readonly startsOn: CalendarDay;
  readonly days: number;
  readonly unit: DeadlineUnit;
  /** By whose working days it runs; England's where nobody says. */
  readonly nation?: Nation;
  readonly recordKind: string;
  readonly recordId: string;
  /** `public`: all; `board`: those of the organisation; `inspection`: the team of the inspection. */
  readonly visibility: 'public' | 'board' | 'inspection';
  /** Needed with `inspection`, where the record is not the inspection itself. */
  readonly inspectionId?: string;
};

export type DatedDeadline = NewDeadline & { readonly nation: Nation; readonly dueOn: CalendarDay };
