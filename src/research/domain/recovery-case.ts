import { addMonths, type CalendarDay, dayNumber, later } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { parsePeriod, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import { censored, type Followed, happened } from './follow-up.js';
import type { RecoveryFactRow, RecoveryRow, SeriesRow } from './recovery-record.js';
import { endOfSeries } from './series-end.js';
import { closed } from './spells.js';

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
export const competingEnds = { closed, merged: 3, transferred: 4 } as const;
export type CompetingEnd = keyof typeof competingEnds;

export const competingWords: Readonly<Record<CompetingEnd, string>> = {
  closed: 'Closed or abolished',
  merged: 'Merged',
  transferred: 'Transferred to another body',
};

/** A date as exactly as it is known, with the number of the day that stands for it in sums: its middle. */
export type Dated = { readonly on: Period; readonly day: number };

/** An episode, ready to be timed and set beside others. */
export type RecoveryCase = Pick<
  RecoveryRow,
  | 'id'
  | 'ref'
  | 'title'
  | 'origin'
  | 'area'
  | 'unit'
  | 'organisationId'
  | 'organisation'
  | 'slug'
  | 'sector'
  | 'kind'
  | 'region'
  | 'triggerKind'
  | 'relapseOfId'
> & {
  readonly triggered: Dated;
  readonly notFailing: Dated | null;
  readonly good: Dated | null;
  readonly interventionEnded: Dated | null;
  readonly stopped: (Dated & { readonly as: CompetingEnd }) | null;
  /** The number of the day of the last judgement by which it still failed. */
  readonly lastFailing: number;
  /** The day up to which the record tells of it. */
  readonly followedTo: CalendarDay;
  readonly lastDay: number;
  readonly framework: SeriesRow | null;
  /** The framework under which it was judged not failing; null where none was, or none is on the record. */
  readonly endFramework: SeriesRow | null;
  /** The highest level of intervention on the record of this episode; 0: none. */
  readonly level: number;
  readonly hadEarlyPeers: boolean;
  readonly hadStructuralChange: boolean;
  /** The trigger of the episode that followed it within the watch. */
  readonly failedAgain: Dated | null;
};

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

type Dating = (text: string | null) => Dated | null;

/** Reads each date once, however many episodes have it: those of a country share a few thousand. */
function datesReadOnce(): Dating {
  const known = new Map<string, Dated | null>();
  return (text) => {
    if (text === null) return null;
    const held = known.get(text);
    if (held !== undefined) return held;
    const on = parsePeriod(text);
    const date = on && { on, day: dayNumber(periodMiddle(on)) };
    known.set(text, date);
    return date;
  };
}

/** One text for all that say the same: those of a country fill little memory and are soon compared. */
function textsKeptOnce(): <Text extends string | null>(text: Text) => Text {
  const known = new Map<string | null, string | null>();
  return <Text extends string | null>(text: Text): Text => {
    const held = known.get(text);
    if (held !== undefined) return held as Text;
    known.set(text, text);
    return text;
  };
}

/** Help that came within this many months of the trigger was early. */
export const earlyPeerMonths = 6;

/** Frameworks that follow one another in judging the same thing: their judgements are one series. */
const seriesKey = ({ inspectorate, area, sectors }: SeriesRow): string => JSON.stringify([inspectorate, area, sectors]);

/**
 * Rows → cases. An episode is followed up to the end of its series (frameworks of one inspectorate for the same part of
 * the same sectors), or to its own last failing judgement where that is later, since later than that nothing is known of
 * it; one that somebody keeps, to today.
 * Rows whose trigger cannot be read are left out.
 */
export function recoveryCases(
  rows: readonly RecoveryRow[],
  facts: readonly RecoveryFactRow[],
  frameworks: readonly SeriesRow[],
  today: CalendarDay,
): readonly RecoveryCase[] {
  const byId = new Map(frameworks.map((framework) => [framework.id, framework]));
  const endOf = new Map(
    [...groupBy(frameworks, seriesKey).values()].flatMap((series) => {
      const end = endOfSeries(series);
      return series.map(({ id }) => [id, end] as const);
    }),
  );
  const about = factsBy(facts);
  const dated = datesReadOnce();
  const same = textsKeptOnce();
  const failedAgain = new Map(rows.map(({ relapseOfId, triggerOn }) => [relapseOfId, dated(triggerOn)]));
  return rows.flatMap((row): RecoveryCase[] => {
    const triggered = dated(row.triggerOn);
    if (!triggered) return [];
    const triggeredOn = triggered.on;
    const framework = byId.get(row.frameworkId ?? '') ?? null;
    const seriesEnd = framework && (endOf.get(framework.id) ?? null);
    const lastFailing = dated(row.lastFailingDay);
    const begun = periodMiddle(triggeredOn);
    const knownTo = lastFailing ? later(begun, periodMiddle(lastFailing.on)) : begun;
    const followedTo = later(knownTo, row.status !== null || !seriesEnd ? today : seriesEnd);
    const of = about(row);
    return [
      {
        // Written out: an object of so many fields that is spread from another costs ten times as much to read.
        id: row.id,
        ref: row.ref,
        title: row.title,
        origin: same(row.origin),
        area: same(row.area),
        unit: row.unit,
        organisationId: row.organisationId,
        organisation: row.organisation,
        slug: row.slug,
        sector: same(row.sector),
        kind: same(row.kind),
        region: same(row.region),
        triggerKind: same(row.triggerKind),
        relapseOfId: row.relapseOfId,
        triggered,
        notFailing: dated(row.notFailingOn) ?? dated(row.recoveredOn),
        good: dated(row.goodOn),
        interventionEnded: dated(row.interventionEndedOn),
        stopped: stoppedOf(row, dated),
        lastFailing: Math.max(triggered.day, lastFailing?.day ?? 0),
        followedTo,
        lastDay: dayNumber(followedTo),
        framework,
        endFramework: byId.get(row.endFrameworkId ?? '') ?? null,
        level: Math.max(0, ...of.map(({ kind, level }) => (kind === 'intervention' ? (level ?? 0) : 0))),
        hadEarlyPeers: of.some((fact) => fact.kind === 'peer' && isEarly(fact, triggeredOn)),
        hadStructuralChange: of.some(
          ({ kind, startedOn }) => kind === 'structure' && isBetween(read(startedOn), triggeredOn, row, followedTo),
        ),
        failedAgain: failedAgain.get(row.id) ?? null,
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
  return ({ id, slug }) => {
    const own = groups.get(id);
    const ofBody = groups.get(`of ${slug}`);
    return own && ofBody ? [...own, ...ofBody] : (own ?? ofBody ?? []);
  };
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
function stoppedOf(
  { closedOn, closeReason, bodyClosedOn, bodyWent }: RecoveryRow,
  dated: Dating,
): RecoveryCase['stopped'] {
  const own = dated(closedOn);
  const reason = closings[closeReason ?? ''];
  if (own && reason) return { ...own, as: reason };
  const body = dated(bodyClosedOn);
  return body && { ...body, as: closings[bodyWent ?? ''] ?? 'closed' };
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

const endOf = (one: RecoveryCase, definition: Definition): Dated | null =>
  definition === 'not-failing' ? one.notFailing : definition === 'good' ? one.good : one.interventionEnded;

const isRough = (date: Dated | null): boolean => date !== null && date.on.precision !== 'day';

/**
 * Follows a case under a definition, in whole days between the middles of what is known of its dates: to what is timed;
 * to a closing that came earlier; otherwise to the end of the record, and then it is censored.
 */
export function followCase(one: RecoveryCase, definition: Definition): FollowedCase | LeftOut {
  if (definition === 'intervention-ended' && one.level < 3) return 'no-intervention';
  const { triggered, stopped } = one;
  const end = endOf(one, definition);
  const ending = stopped && stopped.day >= triggered.day && (!end || stopped.day < end.day) ? stopped : end;
  if (ending && ending.day < triggered.day) return 'ends-before-it-begins';
  const how = ending === null ? censored : ending === stopped ? competingEnds[stopped.as] : happened;
  const days = (ending?.day ?? one.lastDay) - triggered.day;
  const isCounted = definition === 'not-failing' && (how === happened || how === censored);
  const [from, to] = [one.framework?.scale ?? null, one.endFramework?.scale ?? null];
  return {
    of: one,
    days,
    end: how,
    earliestDays: isCounted ? Math.min(days, one.lastFailing - triggered.day) : days,
    changedScale:
      definition !== 'intervention-ended' && how === happened && from !== null && to !== null && from !== to,
    isRough: isRough(triggered) || isRough(ending),
  };
}

/**
 * How long a recovery held: from the first judgement that was not failing to the trigger of the episode that followed
 * it within the watch; to a closing, or to the end of the record. Null where there was no recovery.
 */
export function followRecovery({ notFailing, failedAgain, stopped, lastDay }: RecoveryCase): Followed | null {
  if (!notFailing) return null;
  const start = notFailing.day;
  if (failedAgain && failedAgain.day >= start) return { days: failedAgain.day - start, end: happened };
  if (stopped && stopped.day >= start) return { days: stopped.day - start, end: competingEnds[stopped.as] };
  return { days: Math.max(0, lastDay - start), end: censored };
}
