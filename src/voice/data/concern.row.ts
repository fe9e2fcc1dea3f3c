import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ConcernRoute, ConcernState, ConcernTheme } from '../domain/concern.js';

/** A body whose staff may raise a concern here, since somebody hears them: itself, or a part of it. */
export type HearingRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** The body whose speak-up lead hears it. */
  readonly heardById: string;
  readonly heardByName: string;
};

/** What whoever holds a receipt may read. */
export type AnswerRow = {
  readonly state: ConcernState;
  readonly acknowledgedOn: CalendarDay | null;
  readonly outcomeSharedOn: CalendarDay | null;
  readonly closedOn: CalendarDay | null;
  readonly outcome: string | null;
};

/** One concern as the speak-up lead sees it; the words are opened apart. */
export type ConcernRow = AnswerRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly serviceName: string | null;
  readonly raisedOn: CalendarDay;
  readonly route: ConcernRoute;
  readonly theme: ConcernTheme;
  readonly anonymous: number;
  readonly wantsReply: number;
  readonly safetyElement: number | null;
  readonly workerElement: number | null;
  readonly behaviour: number | null;
  readonly detrimentReported: number | null;
  readonly hasWords: number;
  readonly version: number;
};

export type ConcernStepRow = {
  readonly number: number;
  readonly state: ConcernState;
  readonly takenOn: CalendarDay;
  readonly takenBy: string;
  readonly words: string | null;
};
