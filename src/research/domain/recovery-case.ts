import { addMonths, type CalendarDay, daysBetween, later } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import { censored, type Followed, happened } from './follow-up.js';
import type { RecoveryFactRow, RecoveryRow, SeriesRow } from './recovery-record.js';

/** What is timed: each is a beginning and an end that the page prints. */
export const definitions = {
  'not-failing': {
    name: 'Not failing',
    words:
      'From the trigger to the first judgement that was not failing; where nothing was judged, to the recovery that a board or an inspectorate decided.',
  },
  good: {
    name: 'Good or better',
    words: 'From the trigger to the first judgement that met what is expected, or was better.',
  },
  'intervention-ended': {
    name: 'Intervention ended',
    words:
      'From the trigger to the end of the last formal intervention. Only episodes with one of level 3 or more on the record.',
  },
} as const;
export type Definition = keyof typeof definitions;

/** Ends that are no recovery, and after which there can be none: the codes of `Followed.end`. */
export const competingEnds = { closed: 2, merged: 3, transferred: 4 } as const;
export type CompetingEnd = keyof typeof competingEnds;

export const competingWords: Readonly<Record<CompetingEnd, string>> = {
  closed: 'Closed or abolished',
  merged: 'Merged',
  transferred: 'Transferred to another body',
};

/** An episode, ready to be timed and set beside others. */
export type RecoveryCase = Pick<
  RecoveryRow,
  'id' | 'ref' | 'title' | 'origin' | 'area' | 'organisation' | 'slug' | 'sector' | 'kind' | 'region' | 'triggerKind'
> & {
  readonly triggeredOn: Period;
  readonly notFailingOn: Period | null;
  readonly goodOn: Period | null;
  readonly interventionEndedOn: Period | null;
  readonly stopped: { readonly on: Period; readonly as: CompetingEnd } | null;
  readonly lastFailingDay: CalendarDay;
  /** The day up to which the record tells of it. */
  readonly followedTo: CalendarDay;
  readonly framework: SeriesRow | null;
  /** The framework under which it was judged not failing; null where none was, or none is on the record. */
  readonly endFramework: SeriesRow | null;
  /** The highest level of intervention on the record of this episode; 0: none. */
  readonly level: number;
  readonly hadEarlyPeers: boolean;
  readonly hadStructuralChange: boolean;
  /** The trigger of the episode that followed it within the watch. */
  readonly failedAgainOn: Period | null;
};

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Help that came within this many months of the trigger was early. */
export const earlyPeerMonths = 6;

/** Frameworks that follow one another in judging the same thing: their judgements are one series. */
const seriesKey = ({ inspectorate, area, sectors }: SeriesRow): string => JSON.stringify([inspectorate, area, sectors]);

/**
 * Rows → cases. An episode is followed up to the last judgement of its series (frameworks of one inspectorate for the
 * same part of the same sectors), since later than that nothing is known of it; one that somebody keeps, to today.
 * Rows whose trigger cannot be read are left out.
 */
export function recoveryCases(
  rows: readonly RecoveryRow[],
  facts: readonly RecoveryFactRow[],
  frameworks: readonly SeriesRow[],
  today: CalendarDay,
): readonly RecoveryCase[] {
  const byId = new Map(frameworks.map((framework) => [framework.id, framework]));
  const lastDays = new Map<string, string>();
  for (const framework of frameworks) {
    const key = seriesKey(framework);
    if (framework.lastDay !== null && framework.lastDay > (lastDays.get(key) ?? '')) lastDays.set(key, framework.lastDay);
  }
  const about = factsBy(facts);
  const failedAgain = new Map(rows.map(({ relapseOfId, triggerOn }) => [relapseOfId, read(triggerOn)]));
  return rows.flatMap((row): RecoveryCase[] => {
    const triggeredOn = read(row.triggerOn);
    if (!triggeredOn) return [];
    const framework = byId.get(row.frameworkId ?? '') ?? null;
    const lastDay = framework && (lastDays.get(seriesKey(framework)) as CalendarDay | undefined);
    const followedTo = later(periodMiddle(triggeredOn), row.status !== null || !lastDay ? today : lastDay);
    const of = about(row);
    return [
      {
        ...row,
        triggeredOn,
        notFailingOn: read(row.notFailingOn) ?? read(row.recoveredOn),
        goodOn: read(row.goodOn),
        interventionEndedOn: read(row.interventionEndedOn),
        stopped: stoppedOf(row),
        lastFailingDay: later(periodMiddle(triggeredOn), (row.lastFailingDay ?? '') as CalendarDay),
        followedTo,
        framework,
        endFramework: byId.get(row.endFrameworkId ?? '') ?? null,
        level: Math.max(0, ...of.map(({ kind, level }) => (kind === 'intervention' ? (level ?? 0) : 0))),
        hadEarlyPeers: of.some((fact) => fact.kind === 'peer' && isEarly(fact, triggeredOn)),
        hadStructuralChange: of.some(
          ({ kind, startedOn }) => kind === 'structure' && isBetween(read(startedOn), triggeredOn, row, followedTo),
        ),
        failedAgainOn: failedAgain.get(row.id) ?? null,
      },
    ];
  });
}

function factsBy(facts: readonly RecoveryFactRow[]): (row: RecoveryRow) => readonly RecoveryFactRow[] {
  const groups = new Map<string, RecoveryFactRow[]>();
  for (const fact of facts) {
    const key = fact.episodeId ?? `of ${fact.organisationSlug}`;
    const group = groups.get(key) ?? [];
    group.push(fact);
    groups.set(key, group);
  }
  return ({ id, slug }) => [...(groups.get(id) ?? []), ...(groups.get(`of ${slug}`) ?? [])];
}

/** Began no later than six months after the trigger, and was not over before it. */
function isEarly({ startedOn, endedOn }: RecoveryFactRow, triggeredOn: Period): boolean {
  const [start, end] = [read(startedOn), read(endedOn)];
  if (!start) return false;
  const latest = addMonths(periodMiddle(triggeredOn), earlyPeerMonths);
  return periodMiddle(start) <= latest && (end === null || periodEnd(end) >= triggeredOn.start);
}

const isBetween = (on: Period | null, from: Period, row: RecoveryRow, followedTo: CalendarDay): boolean => {
  if (!on) return false;
  const end = read(row.notFailingOn) ?? read(row.recoveredOn);
  const day = periodMiddle(on);
  return day >= periodMiddle(from) && day <= (end ? periodMiddle(end) : followedTo);
};

const closings: Readonly<Record<string, CompetingEnd>> = {
  merged: 'merged',
  abolished: 'closed',
  transferred: 'transferred',
  merged_into: 'merged',
  acquired_by: 'merged',
  absorbed_by: 'merged',
  transferred_to: 'transferred',
  replaced_by: 'transferred',
};

/** How it ended without recovering: as its closing says, otherwise as its body did. */
function stoppedOf({ closedOn, closeReason, bodyClosedOn, bodyWent }: RecoveryRow): RecoveryCase['stopped'] {
  const own = read(closedOn);
  const reason = closings[closeReason ?? ''];
  if (own && reason) return { on: own, as: reason };
  const body = read(bodyClosedOn);
  return body && { on: body, as: closings[bodyWent ?? ''] ?? 'closed' };
}

/** A case as it is followed under a definition, with what the page says of the ends. */
export type FollowedCase = Followed & {
  readonly of: RecoveryCase;
  /** With recovery dated right after the last failing judgement; of another definition the same as `days`. */
  readonly earliestDays: number;
  /** Judged not failing on another scale than the one on which it failed. */
  readonly changedScale: boolean;
  /** A date of it is not known to the day. */
  readonly isRough: boolean;
};

/** Why an episode is not timed. */
export type LeftOut = 'no-intervention' | 'ends-before-it-begins';

const endOf = (one: RecoveryCase, definition: Definition): Period | null =>
  ({ 'not-failing': one.notFailingOn, good: one.goodOn, 'intervention-ended': one.interventionEndedOn })[definition];

/**
 * Follows a case under a definition, in whole days between the middles of what is known of its dates: to what is timed;
 * to a closing that came earlier; otherwise to the end of the record, and then it is censored.
 */
export function followCase(one: RecoveryCase, definition: Definition): FollowedCase | LeftOut {
  if (definition === 'intervention-ended' && one.level < 3) return 'no-intervention';
  const start = periodMiddle(one.triggeredOn);
  const end = endOf(one, definition);
  const ended = end && periodMiddle(end);
  const stopped = one.stopped && periodMiddle(one.stopped.on);
  const stopsFirst = one.stopped && stopped && stopped >= start && (!ended || stopped < ended);
  if (ended && ended < start && !stopsFirst) return 'ends-before-it-begins';
  const until = stopsFirst ? stopped : (ended ?? one.followedTo);
  const how = stopsFirst ? competingEnds[one.stopped.as] : ended ? happened : censored;
  const days = daysBetween(start, until);
  const isCounted = definition === 'not-failing' && (how === happened || how === censored);
  const [from, to] = [one.framework?.scale ?? null, one.endFramework?.scale ?? null];
  return {
    of: one,
    days,
    end: how,
    earliestDays: isCounted ? Math.max(0, Math.min(days, daysBetween(start, one.lastFailingDay))) : days,
    changedScale: definition !== 'intervention-ended' && how === happened && from !== null && to !== null && from !== to,
    isRough: [one.triggeredOn, stopsFirst ? one.stopped.on : end].some((date) => date && date.precision !== 'day'),
  };
}

/**
 * How long a recovery held: from the first judgement that was not failing to the trigger of the episode that followed
 * it within the watch; to a closing, or to the end of the record. Null where there was no recovery.
 */
export function followRecovery(one: RecoveryCase): Followed | null {
  if (!one.notFailingOn) return null;
  const start = periodMiddle(one.notFailingOn);
  const again = one.failedAgainOn && periodMiddle(one.failedAgainOn);
  const stopped = one.stopped && periodMiddle(one.stopped.on);
  if (again && again >= start) return { days: daysBetween(start, again), end: happened };
  if (one.stopped && stopped && stopped >= start)
    return { days: daysBetween(start, stopped), end: competingEnds[one.stopped.as] };
  return { days: Math.max(0, daysBetween(start, one.followedTo)), end: censored };
}
