import type { CalendarDay } from '../../kernel/calendar-day.js';

export type HoldRow = {
  readonly id: string;
  readonly ref: string;
  readonly recordKind: string;
  readonly recordId: string;
  readonly recordRef: string;
  readonly title: string;
  readonly reason: string;
  readonly until: CalendarDay | null;
  readonly placedAt: string;
  readonly placedBy: string;
  readonly endedAt: string | null;
  readonly endReason: string | null;
};

/** Whether a hold keeps its record today. Its last day still does. */
export const isInForce = ({ until, endedAt }: Pick<HoldRow, 'until' | 'endedAt'>, today: CalendarDay): boolean =>
  endedAt === null && (until === null || until >= today);

export type HoldRefusal = 'held-already' | 'until-past';

export type NewHold = Pick<HoldRow, 'recordKind' | 'recordId' | 'recordRef' | 'title' | 'reason' | 'until'>;
