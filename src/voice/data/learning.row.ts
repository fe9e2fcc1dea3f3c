import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { LearningState, ReviewType, Shared, SystemFactor } from '../domain/learning.js';

export type ReviewListRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly type: ReviewType;
  readonly promptedBy: string;
  readonly begunOn: CalendarDay;
  readonly finishedOn: CalendarDay | null;
  readonly eventText: string | null;
  readonly eventOn: string | null;
};

export type ReviewRow = ReviewListRow & {
  readonly eventId: string | null;
  readonly expected: string | null;
  readonly happened: string | null;
  readonly whyDifferent: string | null;
  readonly learned: string | null;
  readonly sharedOn: CalendarDay | null;
  readonly recordedAt: string;
  readonly version: number;
};

export type FactorRow = { readonly factor: SystemFactor; readonly words: string };
export type ReviewActionRow = { readonly number: number; readonly text: string };

/** A significant event that a review may look at. */
export type EventRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly occurredOn: string;
  readonly text: string;
  /** 1 where a review looks at it already. */
  readonly isReviewed: number;
};

export type LearningRow = Shared & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly reviewId: string | null;
  readonly reviewRef: string | null;
  readonly episodeId: string | null;
  readonly episodeRef: string | null;
  readonly episodeTitle: string | null;
  readonly title: string;
  readonly body: string;
  readonly didNotWork: number;
  readonly url: string | null;
  readonly version: number;
};

export type AudienceRow = { readonly learningId: string; readonly name: string };

export type ChangeRow = {
  readonly number: number;
  readonly change: LearningState;
  readonly changedOn: CalendarDay;
  readonly changedBy: string;
  readonly title: string;
  readonly body: string;
  readonly reason: string | null;
};

/** An action of a plan that says it was adapted from something. */
export type AdaptedRow = {
  readonly ref: string;
  readonly planRef: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisationName: string;
};
