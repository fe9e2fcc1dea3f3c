import type { AdoptionBasis, AdoptionStage, Fidelity } from '../../programmes/domain/adoption.js';
import type { ClaimFigure, ClaimKind, Comparison } from '../../programmes/domain/claim.js';
import type { WhatFollows } from '../../programmes/domain/funding.js';
import type { ElementKind, ProgrammeStatus, SiteKind, WeaknessStatus } from '../../programmes/domain/programme.js';
import type { Fact, PeriodText } from './library-fact.js';

/** Practice that travels. `owner` is the body that made it. */
export type LibraryProgramme = Fact & {
  readonly slug: string;
  readonly name: string;
  readonly owner: string | null;
  readonly started: PeriodText | null;
  readonly forWhom: string | null;
  readonly summary: string;
  readonly status: ProgrammeStatus;
};

/** One statement about a programme. `place` and a `SiteKind` go with a site, a `WeaknessStatus` with a weakness. */
export type LibraryElement = Fact & {
  readonly programme: string;
  readonly kind: ElementKind;
  readonly text: string;
  readonly place: string | null;
  readonly code: SiteKind | WeaknessStatus | null;
  readonly number: number | null;
  readonly on: PeriodText | null;
  readonly ended: PeriodText | null;
  readonly response: string | null;
};

/** `amount`: pounds in all. `site`: the key of an element. */
export type LibraryFunding = Fact & {
  readonly programme: string;
  readonly site: string | null;
  readonly funder: string;
  readonly amount: number | null;
  readonly amountWords: string | null;
  readonly start: PeriodText | null;
  readonly end: PeriodText | null;
  readonly purpose: string | null;
  readonly follows: WhatFollows | null;
  readonly staffOnFixedTerm: boolean | null;
};

/** A place that took a programme up: `organisation` where the library holds it, and by `body` in any case. */
export type LibraryAdoption = {
  readonly key: string;
  readonly programme: string;
  readonly organisation: string | null;
  readonly body: string;
  readonly calledThere: string | null;
  readonly basis: AdoptionBasis | null;
  readonly fidelity: string | null;
};

export type LibraryAdoptionStage = Fact & {
  readonly adoption: string;
  readonly stage: AdoptionStage;
  readonly on: PeriodText | null;
  readonly reason: string | null;
};

export type LibraryFidelity = Fact & {
  readonly adoption: string;
  readonly principle: string;
  readonly fidelity: Fidelity;
};

/** What one source says came of it. Claims about one `outcome` say so in the same words. */
export type LibraryClaim = Fact & {
  readonly programme: string;
  readonly site: string | null;
  readonly outcome: string;
  readonly text: string;
  readonly population: string | null;
  readonly figure: ClaimFigure;
  readonly value: number | null;
  readonly unit: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly baseline: number | null;
  readonly on: PeriodText | null;
  readonly period: string | null;
  readonly comparison: Comparison | null;
  readonly kind: ClaimKind | null;
};

/** Two claims that say different things, and our sentence on why. */
export type LibraryClaimConflict = {
  readonly key: string;
  readonly claim: string;
  readonly against: string;
  readonly why: string;
};

/** That an episode of the library used it. */
export type LibraryProgrammeUse = Fact & {
  readonly programme: string;
  readonly episode: string;
  readonly on: PeriodText | null;
  readonly text: string | null;
};

export type ProgrammesFile = {
  readonly programmes: readonly LibraryProgramme[];
  readonly programmeElements: readonly LibraryElement[];
  readonly funding: readonly LibraryFunding[];
  readonly adoptions: readonly LibraryAdoption[];
  readonly adoptionStages: readonly LibraryAdoptionStage[];
  readonly adoptionFidelity: readonly LibraryFidelity[];
  readonly outcomeClaims: readonly LibraryClaim[];
  readonly claimConflicts: readonly LibraryClaimConflict[];
  readonly programmeUses: readonly LibraryProgrammeUse[];
};
