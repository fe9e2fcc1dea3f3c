import { groupBy } from '../../kernel/group-by.js';
import type { Period } from '../../kernel/period.js';
import {
  type Figure,
  isWithheld,
  letter,
  publish,
  type Scope,
  type Shown,
  usualPolicy,
} from '../../measures/domain/disclosure.js';
import type { NewFact } from '../../sources/domain/new-fact.js';

/**
 * What the number of a claim is. `people`: a count of people. `share`: per cent of so many people. `change`: by how many
 * per cent a number of people or of what happened to them moved. `other`: money, days, incidents and the like.
 * `none`: the claim gives no number.
 */
export const claimFigures = {
  people: 'A number of people',
  share: 'A share of people',
  change: 'A change in per cent',
  other: 'Another number',
  none: 'No number',
} as const;
export type ClaimFigure = keyof typeof claimFigures;

/** What the outcome was compared with. Only the last two say anything about what would have happened otherwise. */
export const comparisons = {
  none: 'Nothing',
  before_after: 'Before and after, the same group',
  matched: 'A matched group',
  trial: 'A trial',
} as const;
export type Comparison = keyof typeof comparisons;

export const claimKinds = {
  measured: 'Measured',
  self_reported: 'Told by those asked',
  forecast: 'Forecast',
} as const;
export type ClaimKind = keyof typeof claimKinds;

/** That something came of a programme, as one source says it. Several for one outcome stay several. */
export type NewClaim = NewFact & {
  readonly programmeId: string;
  readonly siteId?: string | null;
  /** What it is about, in the same words for every claim about it. */
  readonly outcome: string;
  readonly text: string;
  /** Of whom, or of what: the base of a share. */
  readonly population: string | null;
  readonly figure: ClaimFigure;
  readonly value: number | null;
  readonly unit: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The number before, in the unit of the value. */
  readonly baseline: number | null;
  readonly occurredOn: Period | null;
  /** Over what time, in the source's words. */
  readonly periodWords: string | null;
  /** Null: the source does not say. */
  readonly comparison: Comparison | null;
  readonly claimKind: ClaimKind | null;
};

/** Two claims that cannot both be read as the same thing. Neither is taken for the right one. */
export type NewClaimConflict = { readonly claimId: string; readonly otherId: string; readonly why: string };

export type ClaimNumbers = {
  readonly figure: ClaimFigure;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly baseline: number | null;
};

/** The numbers of a claim as they may be shown; `isWithheld`: so few people that not even its words may stand. */
export type ShownClaim = {
  readonly value: Shown | null;
  readonly numerator: Shown | null;
  readonly denominator: Shown | null;
  readonly baseline: Shown | null;
  readonly isWithheld: boolean;
};

/**
 * What may be shown of a claim, by the one function that decides on numbers about people (record B6). A share goes
 * with its numerator and denominator, a change with the counts it was made of: where one of them is withheld, all are,
 * since each could be worked out from the others, and from the words of the claim.
 */
export function showClaim({ figure, value, numerator, denominator, baseline }: ClaimNumbers, scope: Scope): ShownClaim {
  const people = { ...usualPolicy, kind: 'people' as const };
  const share = { ...usualPolicy, kind: 'share' as const };
  const isOfPeople = figure === 'people' || figure === 'share' || figure === 'change';
  const other = { ...usualPolicy, kind: 'other' as const };
  const shown = (
    number: number | null,
    policy: typeof people | typeof share | typeof other,
    parts: Partial<Figure> = {},
  ) => (number === null ? null : publish({ value: number, ...parts }, policy, scope));
  const counts = isOfPeople ? people : other;
  const told = {
    value: shown(
      value,
      figure === 'people' ? people : figure === 'share' ? share : other,
      figure === 'share' ? { numerator, denominator } : {},
    ),
    numerator: shown(numerator, counts),
    denominator: shown(denominator, counts),
    baseline: shown(baseline, figure === 'share' ? other : counts),
  };
  const parts = Object.values(told).filter((part) => part !== null);
  if (!parts.some(isWithheld)) return { ...told, isWithheld: false };
  const hide = (part: Shown | null): Shown | null => part && letter('c');
  return {
    value: hide(told.value),
    numerator: hide(told.numerator),
    denominator: hide(told.denominator),
    baseline: hide(told.baseline),
    isWithheld: true,
  };
}

/**
 * By how many per cent a number moved from its baseline; null where there is none to move from. 503 to 253 is −49.7.
 * Worked out by us, and told so: it stands beside what another source claims, never instead of it.
 */
export const changeFrom = (baseline: number | null, value: number | null): number | null =>
  baseline === null || value === null || baseline === 0 ? null : ((value - baseline) / baseline) * 100;

/** Claims under the outcome that they are about, in the order in which each outcome first comes. */
export const byOutcome = <Claim extends { readonly outcome: string }>(
  claims: readonly Claim[],
): readonly { readonly outcome: string; readonly claims: readonly Claim[] }[] =>
  [...groupBy(claims, ({ outcome }) => outcome)].map(([outcome, own]) => ({ outcome, claims: own }));
