/** An episode of failure that everybody may see, as far as time to recovery asks. Dates as exactly as they are known. */
export type RecoveryRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly origin: string;
  readonly area: string;
  /** The part of the body that failed, where it was judged by itself. */
  readonly unit: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly slug: string;
  readonly sector: string;
  readonly kind: string;
  readonly region: string | null;
  readonly frameworkId: string | null;
  readonly endFrameworkId: string | null;
  readonly triggerKind: string;
  readonly triggerOn: string;
  readonly notFailingOn: string | null;
  readonly goodOn: string | null;
  readonly recoveredOn: string | null;
  readonly interventionEndedOn: string | null;
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  readonly bodyClosedOn: string | null;
  /** How its body went on, where it did: merged into, transferred to … */
  readonly bodyWent: string | null;
  /** The last graded judgement after the trigger that did not end it, by the middle of its date. */
  readonly lastFailingDay: string | null;
  /** Whether somebody keeps it: then it is followed up to today. */
  readonly status: string | null;
  readonly relapseOfId: string | null;
  /** How it stands, as lists of episodes tell it. */
  readonly state: string;
};

/** Something else of an episode or its body: a level of intervention, help from peers, a change of structure. */
export type RecoveryFactRow = {
  readonly kind: 'intervention' | 'peer' | 'structure';
  readonly episodeId: string | null;
  readonly organisationSlug: string | null;
  readonly level: number | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
};

/** A framework with the series that it belongs to, and how far the record of it reaches. */
export type SeriesRow = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly inspectorate: string;
  readonly area: string;
  readonly sectors: string;
  readonly scale: string | null;
  readonly scaleLabel: string | null;
  /** When judging under it began. */
  readonly effectiveFrom: string | null;
  /** The day of the last judgement under it, and of the last that a publication brought. */
  readonly lastDay: string | null;
  readonly publishedDay: string | null;
};
