import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { DeadlineUnit } from '../../office/domain/deadline.js';
import type { Nation } from '../../vocabulary/domain/nations.js';

export type ListedDeadline = {
  readonly id: string;
  readonly ref: string;
  readonly rule: string;
  readonly text: string;
  readonly startsOn: CalendarDay;
  readonly days: number;
  readonly unit: DeadlineUnit;
  readonly nation: Nation;
  readonly dueOn: CalendarDay;
  readonly metOn: CalendarDay | null;
  readonly visibility: string;
  readonly recordKind: string;
  /** The reference of the inspection or the episode that it belongs to. */
  readonly recordRef: string | null;
  readonly recordVisibility: string | null;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly recordedAt: string;
};

export const deadlineFilterStates = ['open', 'overdue', 'met', 'all'] as const;
export type DeadlineFilterState = (typeof deadlineFilterStates)[number];

/** Whose deadlines a person wants to see: of these bodies and these inspections. */
export type Mine = { readonly organisationIds: readonly string[]; readonly inspectionIds: readonly string[] };

export type DeadlineFilter = {
  readonly state: DeadlineFilterState;
  /** Only of these bodies; null: of any. */
  readonly among: readonly string[] | null;
  readonly mine: Mine | null;
};
