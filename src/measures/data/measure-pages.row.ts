/** A measure with the body that it is of and the measure that it must be read with. */
export type MeasureRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly origin: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly role: string;
  readonly polarity: string;
  readonly polarityNote: string | null;
  readonly frequency: string;
  readonly earlyMovement: string;
  readonly target: number | null;
  readonly tolerance: number | null;
  readonly targetSource: string | null;
  readonly comparator: string | null;
  readonly lagDays: number | null;
  readonly ownerPost: string | null;
  readonly safetyCritical: number;
  readonly smallNumbers: number;
  readonly threshold: number;
  readonly suppressZero: number;
  readonly roundTo: number | null;
  readonly disclosureReason: string | null;
  readonly status: string;
  readonly pairRef: string | null;
  readonly pairName: string | null;
  readonly knownOn: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly note: string | null;
  readonly visibility: string;
  readonly recordedAt: string;
};

export type MeasureValueRow = {
  readonly id: string;
  readonly measureId: string;
  readonly position: number;
  readonly edition: number;
  readonly occurredOn: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: string;
  readonly flag: string | null;
  readonly jumpReason: string | null;
  readonly visibility: string;
  readonly knownOn: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly note: string | null;
  readonly recordedAt: string;
};

/**
 * A definition, a baseline, or a dip that was expected: `endsOn` and `lockedOn` are of baselines only, `months` and
 * `limitValue` of dips, which start on the day on which they were written down.
 */
export type MeasurePartRow = {
  readonly part: 'definition' | 'baseline' | 'dip';
  readonly edition: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly lockedOn: string | null;
  readonly text: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly reason: string | null;
  readonly decisionRef: string | null;
  readonly months: number | null;
  readonly limitValue: number | null;
};

/** Something that happened to the body while the numbers were counted. */
export type MeasureEventRow = {
  readonly kind: 'judgement' | 'intervention' | 'episode' | 'event';
  readonly id: string;
  readonly ref: string;
  readonly on: string;
  readonly text: string;
  readonly knownOn: string | null;
};

export type MeasureConflictRow = {
  readonly conflictId: string;
  readonly topic: string;
  readonly why: string;
  readonly shownFirst: number;
  readonly claimId: string;
  readonly position: number;
  readonly text: string;
};
