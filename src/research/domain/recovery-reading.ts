import { aalenJohansen, type IncidencePoint } from './aalen-johansen.js';
import { quantile, type Quantile, restrictedMean, type RestrictedMean } from './curve-summary.js';
import { censored, type Followed, followUp, happened } from './follow-up.js';
import { type Curve, type IntervalKind, kaplanMeier } from './kaplan-meier.js';
import { type LogRank, logRank } from './log-rank.js';
import {
  type CompetingEnd,
  competingEnds,
  type Definition,
  followCase,
  type FollowedCase,
  followRecovery,
  type LeftOut,
  type RecoveryCase,
} from './recovery-case.js';
import { groupCases, type Stratum } from './strata.js';

/** No curve of fewer episodes, and no line where fewer are left: a step of one would be a fifth of all. */
export const fewestEpisodes = 10;
export const fewestAtRisk = 5;

/** What is asked. `by` sets groups beside each other; `within` compares them only among episodes that are alike in it. */
export type Question = {
  readonly definition: Definition;
  readonly interval: IntervalKind;
  readonly by: Stratum | null;
  readonly within: Stratum | null;
};

export type GroupReading = {
  readonly key: string;
  readonly name: string;
  readonly n: number;
  readonly events: number;
  readonly competing: number;
  readonly censored: number;
  readonly ends: Readonly<Record<CompetingEnd, number>>;
  /** As far as five episodes are left; null of fewer than ten. */
  readonly curve: Curve | null;
  /** Shares ended in each way, as far as the curve goes; empty where nothing competes. */
  readonly incidence: readonly IncidencePoint[];
  readonly median: Quantile;
  readonly lowerQuartile: Quantile;
  readonly upperQuartile: Quantile;
  readonly mean: RestrictedMean | null;
  /** The median with each recovery dated right after the last failing judgement. */
  readonly earliestMedian: number | null;
  /** The middle of those that recovered, as if the others were not there. */
  readonly naive: { readonly n: number; readonly medianDays: number | null };
  /** Days on which a recovery was judged on another scale than the failure, as often as there were. */
  readonly scaleChanges: readonly number[];
  /** The scales on which the failures were judged. */
  readonly scales: readonly string[];
  readonly rough: number;
  readonly cases: readonly FollowedCase[];
};

export type RecoveryReading = {
  readonly question: Question;
  readonly all: GroupReading;
  /** Empty where no stratum was asked for. */
  readonly groups: readonly GroupReading[];
  readonly logRank: LogRank | null;
  /** How many groups it compares. */
  readonly compared: number;
  /** The groups are judged on different scales, or one of them on several. */
  readonly mixesScales: boolean;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** What a file of the latest judgements alone would show of these episodes: those that still fail. */
  readonly latestShows: number;
  readonly relapse: GroupOfRecoveries;
};

export type GroupOfRecoveries = {
  readonly n: number;
  readonly relapses: number;
  readonly curve: Curve | null;
};

const nothing: Quantile = { days: null, lower: null, upper: null };

/** The part of a curve on which at least five are left. */
const asFarAsMany = (curve: Curve): Curve => ({
  ...curve,
  points: curve.points.filter(({ atRisk }) => atRisk >= fewestAtRisk),
});

/** The middle of the values: between the two middle ones of an even number. Null of none. */
export function middleOf(values: readonly number[]): number | null {
  const inOrder = Float64Array.from(values).toSorted();
  const half = Math.floor(inOrder.length / 2);
  const upper = inOrder[half];
  if (upper === undefined) return null;
  return inOrder.length % 2 === 1 ? upper : (upper + (inOrder[half - 1] ?? upper)) / 2;
}

const count = (cases: readonly Followed[], end: number): number => cases.filter((one) => one.end === end).length;

/** What is told of a group beside its curve, in one pass over the episodes of a whole country. */
function tell(cases: readonly FollowedCase[]): {
  /** How many ended in each way, by its code. */
  readonly byEnd: readonly number[];
  readonly recoveredAfter: readonly number[];
  readonly scaleChanges: readonly number[];
  readonly scales: ReadonlySet<string>;
  readonly rough: number;
} {
  const byEnd = [0, 0, 0, 0, 0];
  const recoveredAfter: number[] = [];
  const scaleChanges: number[] = [];
  const scales = new Set<string>();
  let rough = 0;
  for (const { days, end, changedScale, isRough, of } of cases) {
    byEnd[end] += 1;
    if (end === happened) recoveredAfter.push(days);
    if (changedScale) scaleChanges.push(days);
    if (isRough) rough += 1;
    scales.add(scaleName(of));
  }
  return { byEnd, recoveredAfter, scaleChanges, scales, rough };
}

const scaleName = ({ framework }: RecoveryCase): string => framework?.scaleLabel ?? 'no scale on the record';

function readGroup(
  { key, name, cases }: { readonly key: string; readonly name: string; readonly cases: readonly FollowedCase[] },
  interval: IntervalKind,
  within: number | null,
): GroupReading {
  const told = tell(cases);
  const ends = {
    closed: told.byEnd[competingEnds.closed] ?? 0,
    merged: told.byEnd[competingEnds.merged] ?? 0,
    transferred: told.byEnd[competingEnds.transferred] ?? 0,
  };
  const competing = ends.closed + ends.merged + ends.transferred;
  const isEnough = cases.length >= fewestEpisodes;
  const followed = followUp(cases);
  const curve = isEnough ? asFarAsMany(kaplanMeier(followed, interval)) : null;
  const earliest = followUp(cases.map(({ earliestDays, end }) => ({ days: earliestDays, end })));
  return {
    key,
    name,
    n: cases.length,
    events: told.recoveredAfter.length,
    competing,
    censored: told.byEnd[censored] ?? 0,
    ends,
    curve,
    incidence: curve && competing > 0 ? aalenJohansen(followed, 4).filter(({ atRisk }) => atRisk >= fewestAtRisk) : [],
    median: curve ? quantile(curve, 0.5) : nothing,
    lowerQuartile: curve ? quantile(curve, 0.25) : nothing,
    upperQuartile: curve ? quantile(curve, 0.75) : nothing,
    mean: curve && within !== null && within > 0 ? restrictedMean(curve, within) : null,
    earliestMedian: isEnough ? quantile(asFarAsMany(kaplanMeier(earliest, interval)), 0.5).days : null,
    naive: { n: told.recoveredAfter.length, medianDays: middleOf(told.recoveredAfter) },
    scaleChanges: told.scaleChanges,
    scales: [...told.scales].toSorted(),
    rough: told.rough,
    cases,
  };
}

/** The longest time for which every one of these groups still has five episodes followed: 5 years at most. */
function commonDays(groups: readonly { readonly cases: readonly FollowedCase[] }[]): number | null {
  const reach = groups
    .filter(({ cases }) => cases.length >= fewestEpisodes)
    .map(
      ({ cases }) =>
        Int32Array.from(cases, ({ days }) => days)
          .toSorted()
          .at(-fewestAtRisk) ?? 0,
    );
  return reach.length === 0 ? null : Math.min(fiveYears, ...reach);
}

const fiveYears = 1826;

/** Answers a question about cases that have been filtered already. */
export function readRecovery(cases: readonly RecoveryCase[], question: Question): RecoveryReading {
  const followed = cases.map((one) => followCase(one, question.definition));
  const timed = followed.filter((one) => typeof one !== 'string');
  const left = (why: LeftOut): number => followed.filter((one) => one === why).length;
  const parts = question.by ? groupCases(timed, question.by) : [];
  const everything = { key: 'all', name: 'All episodes', cases: timed };
  const within = commonDays(parts.length > 0 ? parts : [everything]);
  const groups = parts.map((part) => readGroup(part, question.interval, within));
  const compared = parts.filter(({ cases: own }) => own.length >= fewestEpisodes);
  const all = readGroup(everything, question.interval, within);
  const mixed = groups.length > 0 ? groups.flatMap(({ scales }) => scales) : all.scales;
  return {
    question,
    all,
    groups,
    logRank: compared.length > 1 ? logRank(strataOf(compared, question.within)) : null,
    compared: compared.length,
    mixesScales: new Set(mixed).size > 1,
    leftOut: { 'no-intervention': left('no-intervention'), 'ends-before-it-begins': left('ends-before-it-begins') },
    latestShows: timed.filter(({ of }) => of.notFailing === null && of.stopped === null).length,
    relapse: readRelapse(
      timed.map(({ of }) => of),
      question.interval,
    ),
  };
}

/** The groups, once or in each stratum; a stratum in which a group has nobody holds it empty. */
function strataOf(
  groups: readonly { readonly cases: readonly FollowedCase[] }[],
  within: Stratum | null,
): ReturnType<typeof followUp>[][] {
  if (within === null) return [groups.map(({ cases }) => followUp(cases))];
  const keys = groupCases(
    groups.flatMap(({ cases }) => cases),
    within,
  ).map(({ key }) => key);
  const parted = groups.map(({ cases }) => new Map(groupCases(cases, within).map((part) => [part.key, part.cases])));
  return keys.map((key) => parted.map((part) => followUp(part.get(key) ?? [])));
}

function readRelapse(cases: readonly RecoveryCase[], interval: IntervalKind): GroupOfRecoveries {
  const held = cases.map(followRecovery).filter((one) => one !== null);
  const isEnough = held.length >= fewestEpisodes;
  return {
    n: held.length,
    relapses: count(held, happened),
    curve: isEnough ? asFarAsMany(kaplanMeier(followUp(held), interval)) : null,
  };
}
