import { type CalendarDay, addDays } from '../../kernel/calendar-day.js';
import { parsePeriod, periodEnd } from '../../kernel/period.js';

/** What is looked for in the record of a body. Each is a fault of the record, never of the body. */
export const checkRules = {
  dates_out_of_order: 'Dates out of order',
  episode_without_trigger: 'Episode with no trigger',
  member_without_independence: 'Member with no independence kind',
  evidence_withdrawn: 'Evidence withdrawn after an assessment',
  event_without_review: 'Significant event with no learning review',
  learning_past_its_day: 'Shared learning past the day to look again',
  no_headcount: 'Concerns with no number of staff',
} as const;
export type CheckRule = keyof typeof checkRules;

/** How grave it is for whoever reads the record: what cannot be true, what is missing, and what waits for a second look. */
export const severities = {
  wrong: 'Cannot be right',
  missing: 'Something is missing',
  late: 'Waits for a look',
} as const;
export type Severity = keyof typeof severities;

export const severityOf: Readonly<Record<CheckRule, Severity>> = {
  dates_out_of_order: 'wrong',
  episode_without_trigger: 'missing',
  member_without_independence: 'missing',
  evidence_withdrawn: 'late',
  event_without_review: 'late',
  learning_past_its_day: 'late',
  no_headcount: 'missing',
};
export const checkRuleKeys = Object.keys(checkRules) as readonly CheckRule[];

/** What a rule says of one record. `place` and `placeOf` say where it can be put right. */
export type RecordCheck = {
  readonly rule: CheckRule;
  readonly organisationId: string;
  readonly organisation: string;
  /** What it is about, such as an inspection by its reference. */
  readonly about: string;
  readonly message: string;
  readonly kind: CheckedKind;
  /** What an address is made of: a reference, or two where the record lies within another. */
  readonly at: readonly string[];
  /** Which part of the record, where a rule may stop at several of one; empty: the whole of it. */
  readonly part: string;
};

/** By which a check is known again from one look to the next, whatever its words say. */
export const checkKey = ({ rule, kind, at, about, part }: Omit<RecordCheck, 'organisation' | 'message'>): string =>
  [rule, kind, ...at, about, part].join(' ').slice(0, 300);

/** What changed since the last look: what is seen for the first time, and what is seen no more. */
export function sinceLastLook<Kept extends { readonly organisationId: string; readonly checkKey: string }>(
  found: readonly RecordCheck[],
  kept: readonly Kept[],
): { readonly seen: readonly RecordCheck[]; readonly cleared: readonly Kept[] } {
  const keyOf = (organisationId: string, key: string): string => `${organisationId} ${key}`;
  const now = new Map(found.map((check) => [keyOf(check.organisationId, checkKey(check)), check]));
  const then = new Set(kept.map((flag) => keyOf(flag.organisationId, flag.checkKey)));
  return {
    seen: [...now].flatMap(([key, check]) => (then.has(key) ? [] : [check])),
    cleared: kept.filter((flag) => !now.has(keyOf(flag.organisationId, flag.checkKey))),
  };
}

export const checkedKinds = [
  'inspection',
  'intervention',
  'peer_support',
  'post_holding',
  'episode',
  'milestone',
  'board_member',
  'assessment',
  'event',
  'learning',
  'organisation',
] as const;
export type CheckedKind = (typeof checkedKinds)[number];

/** Two dates of one record, of which the first should not lie after the second. */
export type DatedPair = {
  readonly kind: CheckedKind;
  readonly organisationId: string;
  readonly organisation: string;
  readonly about: string;
  readonly at: string;
  readonly within: string | null;
  readonly firstIs: string;
  readonly first: string;
  readonly secondIs: string;
  readonly second: string;
};

/**
 * Whether a date lies after another for certain. Dates that are known to the month or the year alone are out of order
 * only where no days within them could be in order; one that cannot be read is never in order with anything.
 */
export function isOutOfOrder(first: string, second: string): boolean {
  const [from, to] = [parsePeriod(first), parsePeriod(second)];
  if (!from || !to) return true;
  return from.start > periodEnd(to);
}

export const pairChecks = (pairs: readonly DatedPair[]): RecordCheck[] =>
  pairs
    .filter(({ first, second }) => isOutOfOrder(first, second))
    .map(({ kind, organisationId, organisation, about, at, within, firstIs, first, secondIs, second }) => ({
      rule: 'dates_out_of_order',
      organisationId,
      organisation,
      about,
      message: `${firstIs} (${first}) lies after ${secondIs} (${second}).`,
      kind,
      at: within === null ? [at] : [within, at],
      part: `${firstIs}, ${secondIs}`,
    }));

/** An event asks for a review within so many days (lesson 5, signal 4). */
export const daysToReview = 30;

/** Whether the time for a review of an event is over: counted from the last day on which it may have happened. */
export function isReviewLate(occurredOn: string, today: CalendarDay): boolean {
  const occurred = parsePeriod(occurredOn);
  return occurred !== null && addDays(periodEnd(occurred), daysToReview) < today;
}
