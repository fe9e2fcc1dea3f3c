import type { Visibility } from '../../interventions/domain/visibility.js';

/** A measure as whoever keeps it sees it, with how often it was saved. */
export type KeptMeasureRow = {
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
  readonly pairedWithId: string | null;
  readonly status: string;
  readonly visibility: Visibility;
  readonly version: number;
  /** How many numbers it has, in all editions. */
  readonly values: number;
};

/** The newest edition of a period. */
export type HeldValueRow = {
  readonly occurredOn: string;
  readonly edition: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: string;
  readonly flag: string | null;
  readonly visibility: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

export type ProposalRow = {
  readonly id: string;
  readonly measureId: string;
  readonly kind: string;
  readonly content: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedOn: string;
  readonly state: string;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly decisionRef: string | null;
  readonly answer: string | null;
  readonly version: number;
};

/** A measure with one period that has a number; of one without any, `occurredOn` is null. */
export type DueRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly body: string;
  readonly slug: string;
  readonly name: string;
  readonly frequency: string;
  readonly lagDays: number | null;
  readonly occurredOn: string | null;
  readonly status: string | null;
};

/** What was asked and waits for a decision, with the measure and the body that it is about. */
export type WaitingRow = ProposalRow & {
  readonly ref: string;
  readonly name: string;
  readonly organisationId: string;
  readonly body: string;
  /** The account of whoever asked. */
  readonly proposerId: string | null;
};
