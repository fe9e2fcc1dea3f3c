import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { aalenJohansen } from '../../src/research/domain/aalen-johansen.js';
import { quantile, restrictedMean } from '../../src/research/domain/curve-summary.js';
import type { FollowUp } from '../../src/research/domain/follow-up.js';
import { type IntervalKind, kaplanMeier } from '../../src/research/domain/kaplan-meier.js';
import type { LogRank } from '../../src/research/domain/log-rank.js';

type Bounds = { readonly lower: Numbers; readonly upper: Numbers };
type Numbers = readonly (number | null)[];

/** What R's `survfit` says of one group, at the places `at` of its curve. A number that it does not give is null. */
export type CurveVector = {
  readonly n: number;
  readonly events: number;
  readonly points: number;
  readonly at: readonly number[];
  readonly days: Numbers;
  readonly atRisk: Numbers;
  readonly happened: Numbers;
  readonly censored: Numbers;
  readonly survival: Numbers;
  readonly logError: Numbers;
  readonly log: Bounds & { readonly quantiles: Bounds & { readonly days: Numbers } };
  readonly loglog: Bounds & { readonly quantiles: Bounds & { readonly days: Numbers } };
  /** The median with its bounds as R prints it, of the log kind; null where its `quantile` says another. */
  readonly printed: Numbers | null;
  readonly mean: { readonly within: number; readonly days: number; readonly error: number };
};

export type IncidenceVector = {
  readonly at: readonly number[];
  readonly days: Numbers;
  readonly still: Numbers;
  readonly ended: readonly Numbers[];
  readonly errors: readonly Numbers[];
};

/** The answers of R that are kept beside the script that made them. */
export const readVector = (name: string): unknown =>
  JSON.parse(readFileSync(join(rootFolder, 'test/fixtures/survival', `${name}.json`), 'utf8'));

/** The largest difference that two programs may have in a share: the last bits of the sums. */
const sameNumber = 1e-12;

/** Numbers that are not the same in both, with their place. Large ones are compared by their share. */
export function differences(name: string, ours: Numbers, theirs: Numbers): string[] {
  if (ours.length !== theirs.length) return [`${name}: ${ours.length} and ${theirs.length} numbers`];
  return ours.flatMap((own, index) => {
    const other = theirs[index] ?? null;
    if (own === null || other === null) return own === other ? [] : [`${name}[${index}]: ${own} and ${other}`];
    return Math.abs(own - other) <= sameNumber * Math.max(1, Math.abs(other))
      ? []
      : [`${name}[${index}]: ${own} and ${other}`];
  });
}

const kinds: readonly (readonly [IntervalKind, 'log' | 'loglog'])[] = [
  ['log', 'log'],
  ['log-log', 'loglog'],
];

/** Everything in which our curve of a group is not R's. */
export function curveDifferences(followed: FollowUp, vector: CurveVector): string[] {
  const faults = kinds.flatMap(([kind, name]) => {
    const curve = kaplanMeier(followed, kind);
    const points = vector.at.map((place) => curve.points[place]);
    const own = vector[name];
    const quantiles = [0.25, 0.5, 0.75].map((share) => quantile(curve, share));
    return [
      ...differences('points', [curve.points.length], [vector.points]),
      ...differences('n', [curve.n], [vector.n]),
      ...differences(
        'days',
        points.map((point) => point?.days ?? null),
        vector.days,
      ),
      ...differences(
        'at risk',
        points.map((point) => point?.atRisk ?? null),
        vector.atRisk,
      ),
      ...differences(
        'events',
        points.map((point) => point?.events ?? null),
        vector.happened,
      ),
      ...differences(
        'survival',
        points.map((point) => point?.survival ?? null),
        vector.survival,
      ),
      ...differences(
        'error',
        points.map((point) => point?.logError ?? null),
        vector.logError,
      ),
      ...differences(
        `${kind} lower`,
        points.map((point) => point?.lower ?? null),
        own.lower,
      ),
      ...differences(
        `${kind} upper`,
        points.map((point) => point?.upper ?? null),
        own.upper,
      ),
      ...differences(
        `${kind} quantiles`,
        quantiles.map(({ days }) => days),
        own.quantiles.days,
      ),
      ...differences(
        `${kind} lower quantiles`,
        quantiles.map(({ lower }) => lower),
        own.quantiles.lower,
      ),
      ...differences(
        `${kind} upper quantiles`,
        quantiles.map(({ upper }) => upper),
        own.quantiles.upper,
      ),
    ];
  });
  const mean = restrictedMean(kaplanMeier(followed), vector.mean.within);
  const median = quantile(kaplanMeier(followed, 'log'), 0.5);
  return [
    ...faults,
    ...differences(
      'printed median',
      [median.days, median.lower, median.upper],
      vector.printed ?? [median.days, median.lower, median.upper],
    ),
    ...differences('mean', [mean.days, mean.error], [vector.mean.days, vector.mean.error]),
  ];
}

/** Everything in which our shares of several ways of ending are not R's. */
export function incidenceDifferences(followed: FollowUp, vector: IncidenceVector): string[] {
  const ways = vector.ended[0]?.length ?? 0;
  const points = aalenJohansen(followed, ways);
  return [
    ...differences(
      'still',
      vector.at.map((place) => points[place]?.still ?? null),
      vector.still,
    ),
    ...vector.at.flatMap((place, index) => [
      ...differences(`ended at ${place}`, points[place]?.ended ?? [], vector.ended[index] ?? []),
      ...differences(`errors at ${place}`, points[place]?.errors ?? [], vector.errors[index] ?? []),
    ]),
  ];
}

/** Everything in which our test of groups is not R's. Its order of groups is ours. */
export const logRankDifferences = (ours: LogRank | null, theirs: LogRank): string[] =>
  ours
    ? [
        ...differences('observed', ours.observed, theirs.observed),
        ...differences('expected', ours.expected, theirs.expected),
        ...differences(
          'chi-square',
          [ours.chiSquare, ours.degreesOfFreedom, ours.p],
          [theirs.chiSquare, theirs.degreesOfFreedom, theirs.p],
        ),
      ]
    : ['no test'];
