/** Counting stops here: an exact number is the one thing that grows with the data. */
export const mostCounted = 1_000;

export type Direction = 'ascending' | 'descending';

/** Which part of a list is asked for. `countToo` also counts the whole list, up to one more than `mostCounted`. */
export type Window = { readonly page: number; readonly size: number; readonly countToo: boolean };

/** How a whole list is read: so many at a time, from the row after this one on. */
export type Onwards<Place> = { readonly size?: number; readonly from?: Place | undefined };

export type OrganisationFilter = {
  readonly kind: string | null;
  readonly region: string | null;
  readonly state: string | null;
  /** The key of the framework of the latest judgement. */
  readonly framework: string | null;
  /** Only these, as a search found them; null when nothing was searched for. */
  readonly among: readonly string[] | null;
};

export type OrganisationOrder = { readonly column: 'name' | 'latest'; readonly direction: Direction };

export type OrganisationListRow = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly sortName: string;
  readonly kind: string;
  /** What it is a part of, such as the council of a service. */
  readonly parentName: string | null;
  readonly region: string | null;
  readonly state: string;
  readonly episodes: number;
  readonly openEpisodes: number;
  readonly relapses: number;
  readonly latestRef: string | null;
  readonly latestOn: string | null;
  readonly latestLabel: string | null;
  readonly latestBand: string | null;
  readonly frameworkKey: string | null;
  readonly frameworkTitle: string | null;
  /** How many headline judgements its framework gives: with none there is no overall grade to know. */
  readonly frameworkHeadlines: number | null;
  /** Null unless counted. */
  readonly total: number | null;
};

export type EpisodeFilter = {
  readonly area: string | null;
  readonly state: string | null;
  readonly relapse: 'yes' | 'no' | null;
  /** Whether a person has decided its state, or judgements speak alone. */
  readonly basis: 'judgements' | 'decided' | null;
  readonly fromYear: number | null;
  readonly toYear: number | null;
};

export type EpisodeOrder = { readonly column: 'trigger' | 'months'; readonly direction: Direction };

export type EpisodeListRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly title: string;
  readonly area: string;
  readonly unit: string | null;
  readonly origin: string;
  readonly state: string;
  readonly status: string | null;
  readonly triggerKind: string;
  readonly triggerOn: string;
  readonly triggerDay: string;
  readonly triggerInspectionRef: string | null;
  readonly notFailingOn: string | null;
  readonly goodOn: string | null;
  readonly recoveredOn: string | null;
  readonly recoveryBasis: string | null;
  readonly interventionEndedOn: string | null;
  readonly closedOn: string | null;
  readonly closeReason: string | null;
  readonly watchUntil: string | null;
  readonly derivedTriggerOn: string | null;
  readonly derivedByArea: number;
  readonly derivedNotFailingOn: string | null;
  readonly derivedGoodOn: string | null;
  readonly relapseOfRef: string | null;
  readonly verified: number;
  readonly inferred: number;
  /** 1 where the date of the judgement that ended it was worked out, not read. */
  readonly notFailingInferred: number | null;
  readonly total: number | null;
};

export type FrameworkChoice = { readonly key: string; readonly title: string };
