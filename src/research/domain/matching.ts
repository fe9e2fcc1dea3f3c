import { type Band, bands } from '../../inspections/domain/grade-scale.js';
import { dayNumber } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { parsePeriod, periodMiddle } from '../../kernel/period.js';
import type { RecoveryCase } from './recovery-case.js';

/**
 * What a case is matched on: only what was so when it failed, never how it went. Each input gives a distance from 0
 * (the same) to 1 (as different as it counts), or nothing where either case has no such fact on the record.
 */
export const matchInputs = {
  kind: 'Kind of organisation: 0 if the same, otherwise 1',
  region: 'Region: 0 if the same, otherwise 1',
  framework:
    'Framework at the trigger: 0 if the same; 0.5 if another of the same inspectorate on the same scale; otherwise 1',
  period: 'Date of the trigger: years between, divided by 10, at most 1',
  band: 'Band of the judgement that opened it: steps between the bands, divided by 3',
  size: 'Size: the natural logarithm of one count of staff over the other, divided by that of 4, at most 1',
} as const;
export type MatchInput = keyof typeof matchInputs;

/** A trigger this many years away, or more, belongs to another time. */
export const mostYearsApart = 10;
/** So many times as large, or more, is as different as size counts. */
const largestRatio = 4;
/** A distance of fewer inputs than this says nothing. */
export const fewestInputs = 3;

/** A case as it was when it failed. */
export type Matchable = {
  readonly of: RecoveryCase;
  /** Null: nothing was graded, such as a notice or a declaration. */
  readonly band: Band | null;
  /** The count of staff nearest to the trigger, within three years of it. */
  readonly size: number | null;
};

export type BandRow = { readonly episodeId: string; readonly band: string | null };
export type SizeRow = { readonly organisationId: string; readonly value: number; readonly countedOn: string };

const yearsOfSize = 3;
const daysPerYear = 365.25;

/** Lays bands and counts of staff beside the cases. */
export function matchables(
  cases: readonly RecoveryCase[],
  bandRows: readonly BandRow[],
  sizeRows: readonly SizeRow[],
): readonly Matchable[] {
  const bandOf = new Map(bandRows.map(({ episodeId, band }) => [episodeId, band]));
  const sizes = groupBy(sizeRows, ({ organisationId }) => organisationId);
  return cases.map((of) => {
    const band = bandOf.get(of.id) ?? null;
    const near = (sizes.get(of.organisationId) ?? [])
      .flatMap(({ value, countedOn }) => {
        const on = parsePeriod(countedOn);
        const gap = on ? Math.abs(dayNumber(periodMiddle(on)) - of.triggered.day) : Number.POSITIVE_INFINITY;
        return value > 0 && gap <= yearsOfSize * daysPerYear ? [{ value, gap }] : [];
      })
      .toSorted((a, b) => a.gap - b.gap);
    return {
      of,
      band: band !== null && band in bands && band !== 'none' ? (band as Band) : null,
      size: near[0]?.value ?? null,
    };
  });
}

const ordered: readonly Band[] = ['failing', 'below', 'meeting', 'exceeding'];

const same = (a: string | null, b: string | null): number | null => (a === null || b === null ? null : Number(a !== b));

export const yearsApart = (a: RecoveryCase, b: RecoveryCase): number =>
  Math.abs(a.triggered.day - b.triggered.day) / daysPerYear;

const partOf: Readonly<Record<MatchInput, (a: Matchable, b: Matchable) => number | null>> = {
  kind: (a, b) => same(a.of.kind, b.of.kind),
  region: (a, b) => same(a.of.region, b.of.region),
  framework: ({ of: { framework: a } }, { of: { framework: b } }) => {
    if (!a || !b) return null;
    if (a.id === b.id) return 0;
    return a.inspectorate === b.inspectorate && a.scale !== null && a.scale === b.scale ? 0.5 : 1;
  },
  period: (a, b) => Math.min(1, yearsApart(a.of, b.of) / mostYearsApart),
  band: ({ band: a }, { band: b }) =>
    a === null || b === null ? null : Math.abs(ordered.indexOf(a) - ordered.indexOf(b)) / (ordered.length - 1),
  size: ({ size: a }, { size: b }) =>
    a === null || b === null ? null : Math.min(1, Math.abs(Math.log(a / b)) / Math.log(largestRatio)),
};

export type MatchDistance = {
  /** The mean of the parts that could be compared, from 0 to 1. */
  readonly distance: number;
  readonly compared: number;
  readonly parts: Readonly<Record<MatchInput, number | null>>;
};

/**
 * Gower’s distance (Gower, 1971: a general coefficient of similarity): the mean over the inputs that both cases have,
 * each weighing the same. Null where fewer than three can be compared.
 */
export function matchDistance(a: Matchable, b: Matchable): MatchDistance | null {
  const parts = Object.fromEntries(
    (Object.keys(matchInputs) as MatchInput[]).map((input) => [input, partOf[input](a, b)]),
  ) as Record<MatchInput, number | null>;
  const known = Object.values(parts).filter((part) => part !== null);
  if (known.length < fewestInputs) return null;
  return { distance: known.reduce((sum, part) => sum + part, 0) / known.length, compared: known.length, parts };
}

/** Why an episode is no candidate. The first that holds is given. */
export const exclusions = {
  'same-body': 'Another episode of the same organisation: not independent of it',
  'other-area': 'Another part of the work failed',
  'other-time': `Triggered ${mostYearsApart} years or more before or after`,
  'too-little-known': `Fewer than ${fewestInputs} inputs are on the record of both`,
} as const;
export type Exclusion = keyof typeof exclusions;

export type Candidate = { readonly of: RecoveryCase } & (
  | { readonly match: MatchDistance; readonly excluded: null }
  | { readonly match: null; readonly excluded: Exclusion }
);

function exclusionOf(of: RecoveryCase, other: RecoveryCase): Exclusion | null {
  if (other.organisationId === of.organisationId || other.relapseOfId === of.id || of.relapseOfId === other.id)
    return 'same-body';
  if (other.area !== of.area) return 'other-area';
  return yearsApart(of, other) >= mostYearsApart ? 'other-time' : null;
}

/**
 * Every other episode with its distance from this one, nearest first (of two that are equally near, the earlier
 * reference), and after them those that were excluded, each with why. How an episode went is not looked at.
 */
export function candidatesFor(self: Matchable, all: readonly Matchable[]): readonly Candidate[] {
  const found = all
    .filter(({ of }) => of.id !== self.of.id)
    .map((other): Candidate => {
      const excluded = exclusionOf(self.of, other.of);
      if (excluded !== null) return { of: other.of, match: null, excluded };
      const match = matchDistance(self, other);
      return match === null
        ? { of: other.of, match: null, excluded: 'too-little-known' }
        : { of: other.of, match, excluded: null };
    });
  const byRef = (a: Candidate, b: Candidate): number => (a.of.ref < b.of.ref ? -1 : 1);
  return found.toSorted((a, b) => {
    if (a.match && b.match) return a.match.distance - b.match.distance || byRef(a, b);
    return a.match ? -1 : b.match ? 1 : byRef(a, b);
  });
}
