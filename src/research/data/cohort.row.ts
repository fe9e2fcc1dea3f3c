import type { CalendarDay } from '../../kernel/calendar-day.js';

export type CohortRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly words: string;
  readonly definition: string;
  readonly isRecord: number;
  readonly madeBy: string;
  readonly madeAt: string;
};

export type EditionRow = {
  readonly id: string;
  readonly cohortId: string;
  readonly number: number;
  readonly asOf: CalendarDay;
  readonly frozenAt: string;
  readonly reason: string | null;
  readonly episodes: number;
  readonly organisations: number;
  readonly answers: string;
  readonly hash: string;
  readonly tablesHash: string;
};

/** A cohort with its newest edition, for a list. */
export type ListedCohortRow = Pick<CohortRow, 'ref' | 'title' | 'definition' | 'isRecord'> &
  Pick<EditionRow, 'number' | 'asOf' | 'episodes' | 'hash'>;

/** A file without its content. */
export type FileRow = {
  readonly name: string;
  readonly title: string;
  readonly lines: number | null;
  readonly bytes: number;
  readonly hash: string;
};
export type WholeFileRow = FileRow & { readonly content: string };
