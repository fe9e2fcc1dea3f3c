export type Keeping = {
  knownOn: string | null;
  verified: number;
  inferred: number;
  note: string | null;
  recordedAt: string;
};

export type BodyRow = Keeping & {
  id: string;
  ref: string;
  slug: string;
  name: string;
  kind: string;
  kindText: string | null;
  sector: string;
  region: string | null;
  country: string | null;
  parentId: string | null;
  openedOn: string | null;
  closedOn: string | null;
  statusNote: string | null;
  website: string | null;
  asked: number;
};

/** One row of several tables laid over one another: `record` says which, the columns mean what the reader below says. */
export type MixedRow = Keeping & {
  record: string;
  id: string;
  ref: string | null;
  ownerId: string;
  position: number;
  level: number | null;
  code: string | null;
  title: string | null;
  text: string | null;
  second: string | null;
  third: string | null;
  fourth: string | null;
  otherId: string | null;
  startsOn: string | null;
  endsOn: string | null;
  /** Only interventions have one. */
  fifth?: string | null;
};

export type InspectionRow = Keeping & {
  id: string;
  ref: string;
  organisationId: string;
  frameworkId: string | null;
  frameworkKey: string | null;
  frameworkTitle: string | null;
  episodeArea: string | null;
  overallCount: number | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  formalFailure: string | null;
  recoveredRule: string | null;
  seriousFindings: string | null;
  frameworkInferred: number;
  publishedFramework: string | null;
  inspectorate: string;
  subject: string;
  area: string | null;
  unit: string | null;
  type: string;
  typeText: string | null;
  graded: number;
  startedOn: string | null;
  endedOn: string | null;
  publishedOn: string | null;
  judgedOn: string | null;
  dateInferred: number;
  overallLabel: string | null;
  categoryKey: string | null;
  headline: string | null;
  quote: string | null;
  reportUrl: string | null;
  setting: string | null;
  status: string;
  edition: number;
  supersededById: string | null;
};

/** `record` is `judgement`, of the inspection `ownerId`; or `area`, of the framework `ownerId`. */
export type JudgementRow = {
  record: string;
  id: string;
  ownerId: string;
  position: number;
  areaKey: string | null;
  areaText: string;
  unit: string | null;
  isOverall: number;
  label: string | null;
  absence: string | null;
  /** A limiting judgement; an area that is judged only where it applies. */
  flag: number;
  narrative: string | null;
  scale: string | null;
  gradeKey: string | null;
  gradeLabel: string | null;
  ordinal: number | null;
  band: string | null;
  altBand: string | null;
  isFailing: number | null;
};

export type EpisodeRow = Keeping & {
  id: string;
  ref: string;
  organisationId: string;
  area: string;
  unit: string | null;
  title: string;
  origin: string;
  state: string;
  status: string | null;
  statusReason: string | null;
  summary: string | null;
  onsetOn: string | null;
  onsetBasis: string | null;
  triggerKind: string;
  triggerInspectionId: string | null;
  triggerInterventionId: string | null;
  triggerOn: string;
  notFailingInspectionId: string | null;
  notFailingOn: string | null;
  goodInspectionId: string | null;
  goodOn: string | null;
  recoveredOn: string | null;
  recoveryBasis: string | null;
  interventionEndedOn: string | null;
  endedInterventionId: string | null;
  endedNote: string | null;
  closedOn: string | null;
  closeReason: string | null;
  relapseOfId: string | null;
  successorId: string | null;
  watchUntil: string | null;
  derivedTriggerInspectionId: string | null;
  derivedTriggerOn: string | null;
  derivedByArea: number;
  derivedNotFailingInspectionId: string | null;
  derivedNotFailingOn: string | null;
  derivedGoodInspectionId: string | null;
  derivedGoodOn: string | null;
  derivedRelapseOfId: string | null;
  version: number;
};

export type ConflictRow = {
  record: string;
  conflictId: string;
  ref: string | null;
  topic: string | null;
  shownFirst: number | null;
  why: string | null;
  id: string;
  position: number | null;
  text: string | null;
};
