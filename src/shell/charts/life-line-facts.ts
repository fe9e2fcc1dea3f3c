import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodMiddle } from '../../kernel/period.js';
import type { Band } from './marks.js';

export type EpisodeEnd = 'not-failing' | 'recovered' | 'closed' | 'open';
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

export type EpisodeOnLine = {
  readonly start: Period;
  readonly end: Period | null;
  readonly endKind: EpisodeEnd;
  readonly label: string;
  readonly relapse: boolean;
  /** Of a relapse: from when the failure before it counted as over. Null: no relapse, or that is not on the line. */
  readonly heldFrom: Period | null;
  /** To when it is watched for a relapse. Null: it is still open, or the relapse has come. */
  readonly watchUntil: Period | null;
};

export type JudgementOnLine = {
  readonly on: Period;
  readonly band: Band;
  readonly label: string;
  /** The published word. */
  readonly short: string;
  /** An area was found failing, where that opens no episode. */
  readonly serious: boolean;
};

export type SpanOnLine = {
  readonly start: Period;
  /** Null: still going on, or, with `endUnknown`, over at a time that nobody has written down. */
  readonly end: Period | null;
  readonly endUnknown?: boolean;
  readonly label: string;
};

export type InterventionOnLine = SpanOnLine & { readonly plannedEnd: Period | null; readonly level: Level };

export type PointOnLine = { readonly on: Period; readonly label: string };

/** Everything one life line tells. `from` and `to` are its scale; `to` is today, or the day as known. */
export type LifeLineFacts = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly episodes: readonly EpisodeOnLine[];
  readonly judgements: readonly JudgementOnLine[];
  readonly interventions: readonly InterventionOnLine[];
  readonly support: readonly SpanOnLine[];
  readonly warnings: readonly PointOnLine[];
  readonly posts: readonly PointOnLine[];
  readonly reviews: readonly PointOnLine[];
  readonly frameworkChanges: readonly PointOnLine[];
};

const earlierFirst = (a: Period, b: Period): number => (periodMiddle(a) < periodMiddle(b) ? -1 : 1);

export const latestJudgement = (judgements: readonly JudgementOnLine[]): JudgementOnLine | null =>
  judgements.toSorted((a, b) => earlierFirst(a.on, b.on)).at(-1) ?? null;

/** The first day on which anything is drawn: where the scale of several life lines may begin. Null for none. */
export function earliestOf(facts: LifeLineFacts): CalendarDay | null {
  const spans = [...facts.episodes, ...facts.interventions, ...facts.support].map(({ start }) => start.start);
  const points = [...facts.judgements, ...facts.warnings, ...facts.posts, ...facts.reviews].map(({ on }) => on.start);
  return [...spans, ...points].toSorted()[0] ?? null;
}
