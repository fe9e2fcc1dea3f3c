import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';

/** What comes after the money ends. Only `secured` is a promise that somebody made. */
export const whatFollows = {
  secured: 'Secured',
  applied_for: 'Applied for, not decided',
  none_known: 'Nothing known to follow',
} as const;
export type WhatFollows = keyof typeof whatFollows;

/** Money for a programme. `amount`: pounds in all, over the whole time. */
export type NewFunding = NewFact & {
  readonly programmeId: string;
  /** The site it is for; null: the programme as a whole. */
  readonly siteId?: string | null;
  readonly funder: string;
  readonly amount: number | null;
  /** "More than", where the source says no more exactly. */
  readonly amountWords?: string | null;
  readonly from: Period | null;
  readonly to: Period | null;
  readonly purpose: string | null;
  readonly follows: WhatFollows | null;
  /** Whether staff paid from it have contracts that end with it; null: not known. */
  readonly staffOnFixedTerm: boolean | null;
};

export type FundingEnd = {
  readonly to: Period | null;
  readonly follows: WhatFollows | null;
  readonly staffOnFixedTerm: boolean | null;
};

/** Months ahead within which an end without successor puts staff at risk (record B2). */
export const riskMonths = 12;

export type RiskGap = 'end' | 'what-follows' | 'contracts';

/**
 * `risk`: it ends within 12 months, nothing that follows is secured, and its staff are on fixed terms. `ended`: the end
 * has passed and nothing that followed is on the record as secured. `none`: one of the three does not hold, named.
 * `unknown`: what would decide it is not on the record, named.
 */
export type StaffingRisk =
  | { readonly result: 'risk' }
  | { readonly result: 'ended' }
  | { readonly result: 'none'; readonly because: 'secured' | 'permanent-staff' | 'ends-later' }
  | { readonly result: 'unknown'; readonly missing: readonly RiskGap[] };

/**
 * Whether the end of a stream of money puts staff at risk on `today`. The end counts as the whole span in which it may
 * fall: an end known to a year is within 12 months as soon as its first day is, and has passed once its last day has.
 *
 * What is known to rule the risk out does so, whatever else is missing; nothing unknown ever counts as safe.
 */
export function staffingRisk({ to, follows, staffOnFixedTerm }: FundingEnd, today: CalendarDay): StaffingRisk {
  if (follows === 'secured') return { result: 'none', because: 'secured' };
  if (to && periodEnd(to) < today) return { result: 'ended' };
  if (staffOnFixedTerm === false) return { result: 'none', because: 'permanent-staff' };
  if (to && to.start > addMonths(today, riskMonths)) return { result: 'none', because: 'ends-later' };
  const missing: RiskGap[] = [
    ...(to ? [] : (['end'] as const)),
    ...(follows === null ? (['what-follows'] as const) : []),
    ...(staffOnFixedTerm === null ? (['contracts'] as const) : []),
  ];
  return missing.length > 0 ? { result: 'unknown', missing } : { result: 'risk' };
}
