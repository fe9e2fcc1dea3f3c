import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Cause } from '../../vocabulary/domain/causes.js';
import type { NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import type { FindingKind } from './new-inspection.js';

/** What a correction changes in a published inspection. What is left out stays. */
export type CorrectionChanges = {
  readonly summary?: string;
  readonly reportText?: string;
  readonly publishedOn?: CalendarDay;
  readonly receivedOn?: CalendarDay | null;
  readonly judgements?: readonly {
    readonly id: string;
    readonly gradeId: string | null;
    readonly absence: NotRatedReason | null;
    readonly narrative: string | null;
  }[];
  readonly findings?: readonly {
    readonly id: string;
    readonly text: string;
    readonly kind: FindingKind;
    readonly cause: Cause | null;
  }[];
};

export const changesNothing = (changes: CorrectionChanges): boolean =>
  Object.values(changes).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));
