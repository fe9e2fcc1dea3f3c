import type { Kept, Known } from '../../src/database/columns.js';
import type { FailureEpisode, OrganisationStanding } from '../../src/episodes/data/episode.entity.js';
import type { Framework, RatingGrade } from '../../src/inspections/data/framework.entity.js';
import type { Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import type {
  Intervention,
  PeerSupport,
  PlannedEnd,
  WarningSign,
} from '../../src/interventions/data/intervention.entity.js';
import type { Measure, MeasureValue } from '../../src/measures/data/measure.entity.js';
import type { Organisation, OrganisationLink, PostHolding } from '../../src/organisations/data/organisation.entity.js';

/** Rows of the record as they lie in its tables, with fixed values for whatever a test is not about. */
type Given<Row> = Partial<Row> & { readonly id: string };

export const kept: Kept = {
  recordedAt: '2026-01-01T00:00:00.000Z',
  recordedBy: 'the service',
  version: 1,
  visibility: 'public',
  publishedAt: null,
  withdrawnAt: null,
  withdrawnReason: null,
};

export const withdrawn: Kept = {
  ...kept,
  withdrawnAt: '2026-02-01T00:00:00.000Z',
  withdrawnReason: 'entered in error',
};

/** What nobody did with a source since it was recorded. */
export const untouched = { editedBy: null, verifiedBy: null, replacedById: null } as const;

export const known: Known = { knownOn: null, verified: 1, inferred: 0, note: null };

export const knownOn = (on: string): Known => ({ ...known, knownOn: on });

export const anOrganisation = (given: Given<Organisation>): Organisation => ({
  ref: `OR-${given.id}`,
  slug: given.id,
  name: given.id,
  sortName: (given.name ?? given.id).toLowerCase(),
  kind: 'council',
  kindText: null,
  sector: 'councils',
  region: null,
  country: 'England',
  parentId: null,
  openedOn: null,
  closedOn: null,
  statusNote: null,
  website: null,
  known,
  kept,
  ...given,
});

export const aLink = (
  given: Given<OrganisationLink> & Pick<OrganisationLink, 'fromId' | 'toId' | 'type'>,
): OrganisationLink => ({
  onDate: null,
  known,
  kept,
  ...given,
});

export const aPost = (given: Given<PostHolding> & Pick<PostHolding, 'organisationId'>): PostHolding => ({
  post: 'chief_executive',
  holderName: null,
  startedOn: null,
  endedOn: null,
  seenOn: null,
  interim: null,
  leavingPlanned: null,
  known,
  kept,
  ...given,
});

export const aFramework = (given: Given<Framework> & Pick<Framework, 'inspectorateId'>): Framework => ({
  key: given.id,
  title: `Framework ${given.id}`,
  kind: 'graded_inspection',
  unit: 'organisation',
  status: 'current',
  episodeArea: 'children',
  sectors: '[]',
  countries: '[]',
  effectiveFrom: null,
  effectiveTo: null,
  datesVerified: 1,
  dateNote: null,
  scaleId: null,
  overallKind: 'grade',
  recoveredRule: null,
  overallCount: 1,
  formalFailure: '{"anyOf":[],"note":null}',
  seriousFindings: '{"anyOf":[],"note":null}',
  predecessorKey: null,
  successorKey: null,
  verification: 'verified',
  factsVerified: 0,
  factsTotal: 0,
  strongestSourceTier: null,
  ...given,
});

export const aGrade = (given: Given<RatingGrade> & Pick<RatingGrade, 'scaleId' | 'band'>): RatingGrade => ({
  key: given.id,
  label: given.id,
  ordinal: 1,
  altBand: null,
  bandConfidence: 'high',
  isFailing: given.band === 'failing' ? 1 : 0,
  needsImprovement: 0,
  ...given,
});

export const anInspection = (given: Given<Inspection> & Pick<Inspection, 'organisationId'>): Inspection => ({
  ref: `IN-${given.id}`,
  frameworkId: null,
  frameworkInferred: 0,
  publishedFramework: null,
  inspectorateName: 'Ofsted',
  subject: 'services',
  area: null,
  unit: null,
  type: 'full',
  typeText: null,
  graded: 1,
  startedOn: null,
  endedOn: null,
  publishedOn: null,
  receivedOn: null,
  judgedOn: null,
  dateInferred: 0,
  judgedDay: null,
  overallLabel: null,
  categoryKey: null,
  headline: null,
  quote: null,
  reportUrl: null,
  reportText: null,
  setting: null,
  status: 'published',
  edition: 1,
  supersededById: null,
  importBatchId: null,
  amending: 0,
  known,
  kept,
  ...given,
});

export const aJudgement = (given: Given<Judgement> & Pick<Judgement, 'inspectionId'>): Judgement => ({
  position: 0,
  unit: null,
  areaKey: 'overall',
  areaText: 'Overall effectiveness',
  isOverall: 1,
  gradeId: null,
  label: null,
  absence: null,
  limiting: 0,
  narrative: null,
  version: 1,
  ...given,
});

export const anIntervention = (given: Given<Intervention> & Pick<Intervention, 'organisationId'>): Intervention => ({
  ref: `IV-${given.id}`,
  kind: 'statutory_direction',
  typeText: 'Statutory direction',
  level: 4,
  levelNote: null,
  authority: 'The department',
  legalBasis: null,
  startedOn: null,
  endedOn: null,
  endReason: null,
  powers: null,
  scope: null,
  text: 'A direction was made.',
  stage: null,
  replacesId: null,
  area: null,
  known,
  kept,
  ...given,
});

export const aPlannedEnd = (
  given: Given<PlannedEnd> & Pick<PlannedEnd, 'interventionId' | 'position' | 'plannedEndOn'>,
): PlannedEnd => ({ announcedOn: null, note: null, ...given });

export const aWarning = (given: Given<WarningSign> & Pick<WarningSign, 'organisationId'>): WarningSign => ({
  ref: `WS-${given.id}`,
  occurredOn: null,
  kind: 'outlier_data',
  text: 'Something that could have been seen.',
  respondedOn: null,
  response: null,
  known,
  kept,
  ...given,
});

export const aPeerSupport = (given: Given<PeerSupport> & Pick<PeerSupport, 'organisationId'>): PeerSupport => ({
  ref: `PS-${given.id}`,
  type: 'improvement_partner',
  provider: 'Another council',
  basis: null,
  agreedOn: null,
  startedOn: null,
  endedOn: null,
  focus: null,
  sameAsKind: null,
  sameAsId: null,
  status: null,
  askedBy: null,
  offeredOn: null,
  reportedOn: null,
  triggerId: null,
  known,
  kept,
  ...given,
});

export const anEpisode = (
  given: Given<FailureEpisode> & Pick<FailureEpisode, 'organisationId' | 'triggerOn' | 'triggerDay'>,
): FailureEpisode => ({
  ref: `EP-${given.id}`,
  area: 'children',
  unit: null,
  title: `Episode ${given.id}`,
  origin: 'judgements',
  state: 'open',
  status: null,
  statusReason: null,
  summary: null,
  onsetOn: null,
  onsetBasis: null,
  triggerKind: 'judgement',
  triggerInspectionId: null,
  triggerInterventionId: null,
  notFailingInspectionId: null,
  notFailingOn: null,
  goodInspectionId: null,
  goodOn: null,
  recoveredOn: null,
  recoveryBasis: null,
  interventionEndedOn: null,
  endedInterventionId: null,
  endedNote: null,
  closedOn: null,
  closeReason: null,
  relapseOfId: null,
  successorId: null,
  watchUntil: null,
  derivedTriggerInspectionId: null,
  derivedTriggerOn: null,
  derivedByArea: 0,
  derivedNotFailingInspectionId: null,
  derivedNotFailingOn: null,
  derivedGoodInspectionId: null,
  derivedGoodOn: null,
  derivedRelapseOfId: null,
  pausedOn: null,
  pauseReason: null,
  known,
  kept,
  ...given,
});

/** How an organisation stands, kept beside it for lists. */
export const aStanding = (
  organisation: Organisation,
  given: Partial<OrganisationStanding> = {},
): OrganisationStanding => ({
  organisationId: organisation.id,
  sortName: organisation.sortName,
  kind: organisation.kind,
  region: organisation.region,
  state: 'not_judged',
  watchUntil: null,
  episodes: 0,
  openEpisodes: 0,
  relapses: 0,
  latestInspectionId: null,
  latestFrameworkId: null,
  latestOn: null,
  latestDay: null,
  latestLabel: null,
  latestBand: null,
  ...given,
});

export const aMeasure = (given: Given<Measure> & Pick<Measure, 'organisationId'>): Measure => ({
  ref: `ME-${given.id}`,
  origin: 'library',
  name: `Measure ${given.id}`,
  unit: '%',
  kind: 'other',
  role: 'process',
  polarity: 'higher',
  polarityNote: null,
  frequency: 'irregular',
  earlyMovement: 'none',
  target: null,
  tolerance: null,
  targetSource: null,
  comparator: null,
  lagDays: null,
  ownerPost: null,
  safetyCritical: 0,
  smallNumbers: 0,
  threshold: 5,
  suppressZero: 0,
  roundTo: null,
  disclosureReason: null,
  pairedWithId: null,
  status: 'active',
  known,
  kept,
  ...given,
});

export const aMeasureValue = (given: Given<MeasureValue> & Pick<MeasureValue, 'measureId'>): MeasureValue => ({
  position: 0,
  edition: 1,
  occurredOn: null,
  value: null,
  low: null,
  high: null,
  numerator: null,
  denominator: null,
  status: 'final',
  flag: null,
  jumpReason: null,
  known,
  kept,
  ...given,
});
