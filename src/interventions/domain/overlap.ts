import { type CalendarDay, earlier, later } from '../../kernel/calendar-day.js';
import { type Months, monthsBetween, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import type { Span } from './intervention.js';

/** `possible`: the dates are missing an end or are not exact enough to be sure. */
export type OverlapKind = 'overlaps' | 'possible' | 'apart' | 'not_known';

/** Days from one to another, both counted. */
type Window = { readonly first: CalendarDay; readonly last: CalendarDay };

const meet = (a: Window | null, b: Window | null): boolean =>
  a !== null && b !== null && later(a.first, b.first) <= earlier(a.last, b.last);

const lastDay = '9999-12-31' as CalendarDay;

/** The days on which it ran for certain. Without a known end that is the day on which it surely had begun. */
function certainDays({ from, to }: Span): Window | null {
  if (!from) return null;
  const first = periodEnd(from);
  const last = to ? to.start : first;
  return first <= last ? { first, last } : null;
}

const possibleDays = ({ from, to }: Span): Window | null =>
  from && { first: from.start, last: to ? periodEnd(to) : lastDay };

/**
 * Whether two interventions ran beside each other. One that began on the day the other ended overlaps by that day only
 * when neither replaced the other: say so with `replaces`.
 */
export function overlapOf(a: Span, b: Span): OverlapKind {
  if (!a.from || !b.from) return 'not_known';
  if (meet(certainDays(a), certainDays(b))) return 'overlaps';
  return meet(possibleDays(a), possibleDays(b)) ? 'possible' : 'apart';
}

export type RunningSpan = Span & { readonly id: string; readonly replacesId: string | null };

export type Overlap = {
  readonly ids: readonly [string, string];
  readonly kind: 'overlaps' | 'possible';
  /** When the later of the two began. */
  readonly from: Period;
  /** When the first of the two to end did; null when an end is not on the record. */
  readonly to: Period | null;
  readonly length: Months | null;
};

/**
 * Every pair of interventions that ran beside each other, or may have, in order of their beginning. A step and the one
 * that it replaced are one line of intervention, not two.
 */
export function overlapsAmong(spans: readonly RunningSpan[]): readonly Overlap[] {
  const dated = spans.flatMap((span) => (span.from ? [{ ...span, from: span.from }] : []));
  const inOrder = dated.toSorted((a, b) => compare(a.from.start, b.from.start) || compare(a.id, b.id));
  return inOrder.flatMap((first, index) =>
    inOrder.slice(index + 1).flatMap((second) => {
      if (first.replacesId === second.id || second.replacesId === first.id) return [];
      const kind = overlapOf(first, second);
      return kind === 'overlaps' || kind === 'possible' ? [overlapBetween(first, second, kind)] : [];
    }),
  );
}

type Dated = RunningSpan & { readonly from: Period };

function overlapBetween(a: Dated, b: Dated, kind: Overlap['kind']): Overlap {
  const from = periodMiddle(a.from) > periodMiddle(b.from) ? a.from : b.from;
  const to = a.to && b.to && (periodMiddle(a.to) < periodMiddle(b.to) ? a.to : b.to);
  return { ids: [a.id, b.id], kind, from, to, length: to && monthsBetween(from, to) };
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
