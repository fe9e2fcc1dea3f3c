import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';

/** Each person counts one, or by the hours of a full week. */
export const headcountBases = { people: 'People', full_time_equivalent: 'Full-time equivalents' } as const;
export type HeadcountBasis = keyof typeof headcountBases;

export type NewHeadcount = NewFact & {
  readonly organisationId: string;
  readonly countedOn: Period;
  readonly basis: HeadcountBasis;
  /** At least one. */
  readonly value: number;
};

/** A count of tomorrow is a plan. */
export const isAhead = ({ start }: Period, today: CalendarDay): boolean => start > today;
