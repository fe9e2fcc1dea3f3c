/** How sure a fact is, and when it became known; dates as exactly as they are known. */
export type KnownRow = {
  readonly knownOn: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly note: string | null;
  readonly recordedAt: string;
};

export type ProgrammeRow = KnownRow & {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly ownerName: string | null;
  readonly ownerSlug: string | null;
  readonly startedOn: string | null;
  readonly forWhom: string | null;
  readonly summary: string;
  readonly status: string;
};

/** One of the list, with how much is told of it. */
export type ProgrammeListRow = ProgrammeRow & {
  readonly places: number;
  readonly claims: number;
};

export type ElementRow = KnownRow & {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly place: string | null;
  readonly code: string | null;
  readonly number: number | null;
  readonly occurredOn: string | null;
  readonly endedOn: string | null;
  readonly response: string | null;
};

export type FundingRow = KnownRow & {
  readonly id: string;
  readonly siteId: string | null;
  readonly funder: string;
  readonly amount: number | null;
  readonly amountWords: string | null;
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly purpose: string | null;
  readonly follows: string | null;
  readonly staffOnFixedTerm: number | null;
};

/** A stage of a place; a place without any stands once, with none. */
export type AdoptionRow = {
  readonly adoptionId: string;
  readonly bodyName: string;
  readonly organisationName: string | null;
  readonly organisationSlug: string | null;
  readonly calledThere: string | null;
  readonly basis: string | null;
  readonly fidelityWords: string | null;
  readonly stageId: string | null;
  readonly stage: string | null;
  readonly occurredOn: string | null;
  readonly reason: string | null;
} & { readonly [Key in keyof KnownRow]: KnownRow[Key] | null };

export type FidelityRow = KnownRow & {
  readonly id: string;
  readonly adoptionId: string;
  readonly principleId: string;
  readonly fidelity: string;
};

export type ClaimRow = KnownRow & {
  readonly id: string;
  readonly siteId: string | null;
  readonly outcome: string;
  readonly text: string;
  readonly population: string | null;
  readonly figure: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly baseline: number | null;
  readonly occurredOn: string | null;
  readonly periodWords: string | null;
  readonly comparison: string | null;
  readonly claimKind: string | null;
};

export type ClaimConflictRow = { readonly claimId: string; readonly otherId: string; readonly why: string };

/** A use by a case, or by an action of a published plan. */
export type UseRow = KnownRow & {
  readonly id: string;
  readonly occurredOn: string | null;
  readonly text: string | null;
  readonly episodeRef: string | null;
  readonly episodeTitle: string | null;
  readonly milestoneRef: string | null;
  readonly milestoneTitle: string | null;
  readonly planRef: string | null;
  readonly organisationName: string;
  readonly organisationSlug: string;
};

/** That a body has to do with a programme. */
export type BodyProgrammeRow = {
  readonly slug: string;
  readonly name: string;
  readonly role: 'owner' | 'adopter';
  readonly knownOn: string | null;
};
