/** The one main lever of a milestone: what kind of change it is. The same words name the cause of a finding. */
export const levers = {
  structure: 'Structure',
  leadership: 'Leadership',
  practice: 'Practice',
  culture: 'Culture',
  capacity: 'Capacity',
  systems: 'Systems and data',
  partnership: 'Partnership',
} as const;
export type Lever = keyof typeof levers;

/** What belongs to a lever, so that two people choose the same one. */
export const leverHints: Readonly<Record<Lever, string>> = {
  structure: 'Redrawing teams, a new body, a transfer or a merger',
  leadership: 'Recruiting a director, a new chair',
  practice: 'Training, supervision, how the work is done',
  culture: 'How people treat each other and speak up',
  capacity: 'People, money, caseloads: adding a post',
  systems: 'Records, systems and data',
  partnership: 'How this place works with others',
};

/** How far the change reaches. */
export const horizons = {
  stabilise: 'Stabilise',
  improve: 'Improve',
  embed: 'Embed',
} as const;
export type Horizon = keyof typeof horizons;

export const horizonHints: Readonly<Record<Horizon, string>> = {
  stabilise: 'Make it safe, in the first 6 months',
  improve: 'Change the results',
  embed: 'Make it ordinary: standards, supervision, audit, succession, data, money',
};

export const weights = { small: 'Small', medium: 'Medium', large: 'Large' } as const;
export type Weight = keyof typeof weights;

/** Why a date moves, or why a milestone is not on track. */
export const reasonCodes = {
  dependency_late: 'Waiting for something else that is late',
  capacity: 'Not enough people, time or money',
  scope_changed: 'The board changed what is to be done',
  external_event: 'Something outside happened',
  data_late: 'Data came late',
  inspection: 'An inspection',
  decision_awaited: 'Waiting for a decision',
  technical: 'A technical problem',
  partner: 'A partner',
  estimate_wrong: 'The estimate was wrong',
  correcting_mistake: 'Correcting a mistake',
  other: 'Something else',
} as const;
export type ReasonCode = keyof typeof reasonCodes;

/** What whoever owns a milestone says of it. */
export const ownerRatings = { on_track: 'On track', at_risk: 'At risk', off_track: 'Off track' } as const;
export type OwnerRating = keyof typeof ownerRatings;

/** What a milestone may be tied to. */
export const linkKinds = {
  finding: 'Finding',
  peer_finding: 'Finding of peers',
  direction: 'Direction',
  exit_criterion: 'Exit criterion',
  risk: 'Risk',
  measure: 'Measure',
} as const;
export type LinkKind = keyof typeof linkKinds;

/** How one milestone waits for another. */
export const dependencyKinds = {
  start: 'Cannot start before the other is complete',
  finish: 'Cannot be complete before the other is',
} as const;
export type DependencyKind = keyof typeof dependencyKinds;

/** What a piece of evidence shows. */
export const evidenceLevels = {
  activity: 'Activity: that something was done',
  output: 'Output: that something exists',
  impact: 'Impact: that it is better for people',
} as const;
export type EvidenceLevel = keyof typeof evidenceLevels;

export const evidenceIndependences = {
  internal: 'Internal: from the organisation itself',
  partner: 'Partner: from a body that works with it',
  external: 'External: from outside',
} as const;
export type EvidenceIndependence = keyof typeof evidenceIndependences;

export const checkResults = { held: 'Held', partly_held: 'Partly held', slipped: 'Slipped' } as const;
export type CheckResult = keyof typeof checkResults;

/** A decision of the board, as whoever knows boards hands it over: plans know only what was decided and who approved. */
export type BoardDecision = {
  /** The id of a decision on the record; null where only its reference in the board’s own papers is known. */
  readonly id: string | null;
  readonly ref: string;
  /** Who approved it, as the record is to say it: "The board", "The chair, under delegation". */
  readonly approvedBy: string;
};
