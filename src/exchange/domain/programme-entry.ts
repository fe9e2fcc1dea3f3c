import type { AdoptionBasis, AdoptionStage, StageRefusal } from '../../programmes/domain/adoption.js';
import type { ClaimFigure, ClaimKind, Comparison } from '../../programmes/domain/claim.js';
import type { WhatFollows } from '../../programmes/domain/funding.js';
import type { SiteKind, WeaknessStatus } from '../../programmes/domain/programme.js';

/** What record keepers write down of a programme; the programme stands beside the body that made it. */
export const programmeKinds = {
  funding: 'Money for a programme',
  stage: 'Stage of a place that took a programme up',
  claim: 'Claim for a programme',
  element: 'Principle, place, role or offer of a programme',
  weakness: 'Known weakness of a programme',
  use: 'Use of a programme by a turnaround',
} as const;
export type ProgrammeKind = keyof typeof programmeKinds;

export const isProgrammeKind = (kind: string): kind is ProgrammeKind => Object.hasOwn(programmeKinds, kind);

type OfProgramme = {
  /** The part of its address after `/programmes/`. */
  readonly programme: string;
  /** The fact that this one puts right: published, it takes its place, and the old one stays in the history. */
  readonly replaces: string | null;
  readonly knownOn: string | null;
};

/** `amount`: pounds in all. */
export type FundingSays = OfProgramme & {
  readonly funder: string;
  readonly amount: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly purpose: string | null;
  readonly follows: WhatFollows | null;
  readonly staffOnFixedTerm: boolean | null;
};

export type StageSays = OfProgramme & {
  readonly body: string;
  readonly calledThere: string | null;
  readonly basis: AdoptionBasis | null;
  readonly stage: AdoptionStage;
  readonly occurredOn: string | null;
  readonly reason: string | null;
};

export type ClaimSays = OfProgramme & {
  readonly outcome: string;
  readonly text: string;
  readonly population: string | null;
  readonly figure: ClaimFigure;
  readonly value: number | null;
  readonly unit: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly baseline: number | null;
  readonly occurredOn: string | null;
  readonly periodWords: string | null;
  readonly comparison: Comparison | null;
  readonly claimKind: ClaimKind | null;
  /** The claim that does not say the same, and why; both or neither. */
  readonly against: string | null;
  readonly why: string | null;
};

/**
 * What a programme holds to, where it works from, who works in it and what it offers: the elements that keepers write
 * one by one.
 */
export const writtenElements = {
  principle: 'A principle',
  site: 'A place it works from',
  role: 'A role',
  offer: 'Something that it offers',
} as const;
export type WrittenElement = keyof typeof writtenElements;

/** Of a role, and of what a programme offers, a source may say how many there are. */
export const isCounted = (element: WrittenElement): boolean => element === 'role' || element === 'offer';

/** `place` and `siteKind`: of a place it works from; `number`: how many there are of a role or an offer. */
export type ElementSays = OfProgramme & {
  readonly element: WrittenElement;
  readonly text: string;
  readonly place: string | null;
  readonly siteKind: SiteKind | null;
  readonly number: number | null;
  readonly occurredOn: string | null;
  readonly endedOn: string | null;
};

export type WeaknessSays = OfProgramme & {
  readonly text: string;
  readonly response: string | null;
  readonly status: WeaknessStatus;
};

/** `episode`: its reference. */
export type UseSays = OfProgramme & {
  readonly episode: string;
  readonly occurredOn: string | null;
  readonly text: string | null;
};

export type ProgrammeEntryBody =
  | { readonly kind: 'funding'; readonly says: FundingSays }
  | { readonly kind: 'stage'; readonly says: StageSays }
  | { readonly kind: 'claim'; readonly says: ClaimSays }
  | { readonly kind: 'element'; readonly says: ElementSays }
  | { readonly kind: 'weakness'; readonly says: WeaknessSays }
  | { readonly kind: 'use'; readonly says: UseSays };

/** A fact on the page of a programme, in a few words, for whoever looks for the one to put right. */
export type ProgrammeFactToPutRight = { readonly kind: ProgrammeKind; readonly id: string; readonly text: string };

/** Why an entry about a programme cannot stand. `gone`: what it would put right is not on the record any more. */
export type ProgrammeFault =
  | {
      readonly because:
        | 'no-such-programme'
        | 'no-such-case'
        | 'no-such-claim'
        | 'gone'
        | 'ends-before'
        | 'closed-before';
    }
  | { readonly because: 'stage'; readonly refusal: StageRefusal };

/** The dates of an entry in their order: money may end in the future, everything else has happened. */
export const programmeDates = ({ kind, says }: ProgrammeEntryBody): readonly (readonly [string, string | null])[] =>
  kind === 'funding'
    ? [['knownOn', says.knownOn]]
    : [...(kind === 'weakness' ? [] : ([['occurredOn', says.occurredOn]] as const)), ['knownOn', says.knownOn]];
