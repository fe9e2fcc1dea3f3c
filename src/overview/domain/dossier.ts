import type { SignalResult } from '../../lessons/domain/signal.js';
import type { RecoveredRule } from '../../inspections/domain/recovered-rule.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';

/** How sure a fact is, when it became known, and when this record got it. */
export type Certainty = {
  /** Null: not known when it became known. */
  readonly knownOn: Period | null;
  readonly verified: boolean;
  readonly inferred: boolean;
  readonly note: string | null;
  /** The day in the United Kingdom on which this record got it; null for parts that carry no mark of their own. */
  readonly recordedOn: CalendarDay | null;
};

export type Body = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  /** What it is in the words of its sector. */
  readonly kindText: string | null;
  readonly sector: string;
  readonly region: string | null;
  readonly country: string | null;
  readonly parentId: string | null;
  readonly openedOn: Period | null;
  readonly closedOn: Period | null;
  readonly statusNote: string | null;
  readonly website: string | null;
  readonly certainty: Certainty;
};

export type BodyName = {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly kind: string;
  readonly from: Period | null;
  readonly to: Period | null;
};

export type BodyCode = {
  readonly id: string;
  readonly organisationId: string;
  readonly scheme: string;
  readonly value: string;
  readonly verified: boolean;
  readonly note: string | null;
};

/** Read "from {type} to": a school replaced_by another, a trust delivers_for a council. */
export type BodyLink = {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly type: string;
  readonly on: Period | null;
  readonly certainty: Certainty;
};

export type PostFact = {
  readonly id: string;
  readonly organisationId: string;
  readonly post: string;
  readonly holder: string | null;
  readonly from: Period | null;
  readonly to: Period | null;
  /** A date on which a source shows the post as held. */
  readonly seenOn: Period | null;
  /** Null: not known. */
  readonly interim: boolean | null;
  readonly leavingPlanned: boolean | null;
  readonly certainty: Certainty;
};

export type Gap = { readonly organisationId: string; readonly text: string };

export type FrameworkFact = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly episodeArea: string;
  readonly overallCount: number;
  readonly effectiveFrom: Period | null;
  readonly effectiveTo: Period | null;
  /** JSON, as the framework library keeps it. */
  readonly formalFailure: string;
  /** By which rule a case may count as recovered. */
  readonly recoveredRule: RecoveredRule;
  readonly seriousFindings: string;
  readonly areas: readonly {
    readonly key: string;
    readonly label: string;
    readonly isOverall: boolean;
    readonly conditional: boolean;
  }[];
};

export type GradeFact = {
  readonly scale: string;
  readonly key: string;
  readonly label: string;
  readonly ordinal: number;
  readonly band: string;
  readonly altBand: string | null;
  readonly isFailing: boolean;
};

export type JudgementFact = {
  readonly id: string;
  readonly position: number;
  readonly areaKey: string | null;
  readonly areaText: string;
  /** The part of the body that it speaks for, where that is not all that the inspection looked at. */
  readonly unit: string | null;
  readonly isOverall: boolean;
  readonly grade: GradeFact | null;
  /** The grade as published. */
  readonly label: string | null;
  readonly absence: string | null;
  readonly limiting: boolean;
  readonly narrative: string | null;
};

export type FindingFact = {
  readonly id: string;
  readonly areaKey: string | null;
  readonly text: string;
  readonly kind: string;
  readonly cause: string | null;
  readonly status: string;
  readonly dueOn: Period | null;
};

export type CorrectionFact = {
  readonly edition: number;
  readonly what: string;
  readonly why: string;
  readonly on: Period | null;
  readonly byRole: string;
};

export type MonitoringFact = {
  readonly improved: string | null;
  readonly notImproved: string | null;
  readonly pace: string | null;
  readonly next: string | null;
};

export type InspectionFact = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly framework: FrameworkFact | null;
  readonly frameworkInferred: boolean;
  readonly publishedFramework: string | null;
  readonly inspectorate: string;
  readonly subject: string;
  /** The part of the body's work that it speaks of; null: nothing on the record says. */
  readonly area: string | null;
  readonly unit: string | null;
  readonly type: string;
  readonly typeText: string | null;
  readonly graded: boolean;
  readonly startedOn: Period | null;
  readonly endedOn: Period | null;
  readonly publishedOn: Period | null;
  readonly judgedOn: Period | null;
  readonly dateInferred: boolean;
  readonly overallLabel: string | null;
  readonly categoryKey: string | null;
  readonly headline: string | null;
  readonly quote: string | null;
  readonly reportUrl: string | null;
  readonly setting: string | null;
  readonly status: string;
  readonly edition: number;
  readonly supersededById: string | null;
  readonly certainty: Certainty;
  readonly judgements: readonly JudgementFact[];
  readonly findings: readonly FindingFact[];
  readonly corrections: readonly CorrectionFact[];
  readonly monitoring: MonitoringFact | null;
};

export type PlannedEndFact = {
  readonly id: string;
  readonly announcedOn: Period | null;
  readonly plannedEndOn: Period;
  readonly note: string | null;
};

export type DirectionFact = {
  readonly id: string;
  readonly number: string | null;
  readonly text: string;
  readonly dueOn: Period | null;
  readonly status: string;
  readonly comment: string | null;
  readonly certainty: Certainty;
};

export type ExitCriterionFact = {
  readonly id: string;
  readonly text: string;
  readonly test: string | null;
  readonly agreedOn: Period | null;
  readonly status: string | null;
  readonly metOn: Period | null;
  readonly certainty: Certainty;
};

export type InterventionFact = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly kind: string;
  readonly title: string;
  readonly level: number;
  readonly levelNote: string | null;
  readonly authority: string;
  readonly legalBasis: string | null;
  readonly startedOn: Period | null;
  readonly endedOn: Period | null;
  readonly endReason: string | null;
  readonly text: string;
  readonly replacesId: string | null;
  readonly overlapIds: readonly string[];
  readonly plannedEnds: readonly PlannedEndFact[];
  readonly directions: readonly DirectionFact[];
  readonly exitCriteria: readonly ExitCriterionFact[];
  readonly certainty: Certainty;
};

export type WarningFact = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly on: Period | null;
  readonly kind: string;
  readonly text: string;
  readonly respondedOn: Period | null;
  readonly response: string | null;
  readonly certainty: Certainty;
};

export type PeerFindingFact = {
  readonly id: string;
  readonly text: string;
  readonly accepted: string | null;
  readonly reason: string | null;
  readonly certainty: Certainty;
};

export type PeerSupportFact = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly type: string;
  readonly provider: string;
  readonly basis: string | null;
  readonly startedOn: Period | null;
  readonly endedOn: Period | null;
  readonly text: string | null;
  /** The intervention, inspection or warning that records the same thing. */
  readonly sameAsId: string | null;
  readonly findings: readonly PeerFindingFact[];
  readonly certainty: Certainty;
};

export type StructuralChangeFact = {
  readonly id: string;
  readonly organisationId: string;
  readonly on: Period | null;
  readonly kind: string;
  readonly text: string;
  readonly reason: string | null;
  readonly certainty: Certainty;
};

/** A free-standing entry of the timeline. */
export type EventFact = {
  readonly id: string;
  readonly organisationId: string;
  readonly on: Period | null;
  readonly kind: string;
  readonly text: string;
  readonly significant: boolean;
  readonly certainty: Certainty;
};

export type CheckFact = {
  readonly id: string;
  readonly organisationId: string;
  readonly dueOn: Period | null;
  readonly doneOn: Period | null;
  readonly byWhom: string;
  readonly result: string | null;
  readonly text: string;
  readonly certainty: Certainty;
};

export type EpisodePart = { readonly id: string; readonly code: string; readonly text: string };

/** That a record belongs to an episode, and as what; `note` stands alone where no record tells it. */
export type EpisodeLinkFact = {
  readonly id: string;
  readonly role: string;
  readonly position: number;
  readonly recordKind: string;
  readonly recordId: string;
  readonly level: number | null;
  readonly note: string | null;
};

/** A date with the record that gives it. */
export type DatedBy = { readonly inspectionId: string | null; readonly on: Period };

export type DerivedEpisode = {
  readonly trigger: DatedBy | null;
  readonly byArea: boolean;
  readonly notFailing: DatedBy | null;
  readonly good: DatedBy | null;
  readonly relapseOfId: string | null;
};

export type EpisodeFactSheet = {
  readonly id: string;
  /** Null: an episode that exists only as the record was known on an earlier day. */
  readonly ref: string | null;
  readonly organisationId: string;
  readonly area: string;
  readonly unit: string | null;
  readonly title: string;
  readonly origin: string;
  readonly state: string;
  readonly status: string | null;
  readonly statusReason: string | null;
  readonly summary: string | null;
  readonly onsetOn: Period | null;
  readonly onsetBasis: string | null;
  readonly triggerKind: string;
  readonly triggerInspectionId: string | null;
  readonly triggerInterventionId: string | null;
  readonly triggerOn: Period;
  readonly notFailing: DatedBy | null;
  readonly good: DatedBy | null;
  readonly recoveredOn: Period | null;
  readonly recoveryBasis: string | null;
  readonly interventionEndedOn: Period | null;
  readonly endedInterventionId: string | null;
  readonly endedNote: string | null;
  readonly closedOn: Period | null;
  readonly closeReason: string | null;
  readonly relapseOfId: string | null;
  readonly successorId: string | null;
  readonly watchUntil: CalendarDay | null;
  readonly derived: DerivedEpisode;
  readonly facts: readonly EpisodeLinkFact[];
  readonly impacts: readonly EpisodePart[];
  readonly causes: readonly EpisodePart[];
  readonly certainty: Certainty;
  readonly version: number;
};

export type OutcomeFact = {
  readonly id: string;
  readonly organisationId: string;
  readonly episodeId: string | null;
  readonly state: string;
  readonly on: Period | null;
  readonly text: string;
  readonly certainty: Certainty;
};

export type LessonFact = {
  readonly id: string;
  readonly lesson: number;
  readonly organisationId: string | null;
  readonly episodeId: string | null;
  readonly stance: string;
  readonly on: Period | null;
  readonly text: string;
  readonly page: string | null;
  readonly certainty: Certainty;
};

/** What a signal says in public of a failure today. */
export type PublicResultFact = {
  readonly episodeId: string;
  readonly lesson: number;
  /** `L1.1`. */
  readonly key: string;
  readonly result: SignalResult;
  readonly sentence: string;
};

/** That a case used a programme. */
export type ProgrammeUsedFact = {
  readonly id: string;
  readonly episodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly text: string | null;
  readonly certainty: Certainty;
};

export type ConflictFact = {
  readonly id: string;
  readonly ref: string;
  readonly topic: string;
  readonly shownFirst: number;
  readonly why: string;
  readonly claims: readonly { readonly id: string; readonly position: number; readonly text: string }[];
  readonly subjectIds: readonly string[];
};

/** Everything on the record about one body and those that continue, serve or belong to it. */
export type Dossier = {
  /** The body that was asked for. */
  readonly self: Body;
  /** Every body that is named: the family, and those that it is linked with. */
  readonly bodies: readonly Body[];
  /** Ids of the bodies whose facts follow, the body itself first. */
  readonly family: readonly string[];
  readonly names: readonly BodyName[];
  readonly codes: readonly BodyCode[];
  readonly links: readonly BodyLink[];
  readonly posts: readonly PostFact[];
  readonly gaps: readonly Gap[];
  readonly inspections: readonly InspectionFact[];
  readonly interventions: readonly InterventionFact[];
  readonly warnings: readonly WarningFact[];
  readonly support: readonly PeerSupportFact[];
  readonly changes: readonly StructuralChangeFact[];
  readonly events: readonly EventFact[];
  readonly checks: readonly CheckFact[];
  readonly episodes: readonly EpisodeFactSheet[];
  readonly outcomes: readonly OutcomeFact[];
  readonly lessons: readonly LessonFact[];
  /** Left out where the page tells of no programme. */
  readonly programmesUsed?: readonly ProgrammeUsedFact[];
  /** Of one failure, where it is what everybody is told today. */
  readonly results?: readonly PublicResultFact[];
  readonly conflicts: readonly ConflictFact[];
};

/** Ids of every record of the dossier that may have sources of its own. */
export function recordIdsOf(dossier: Dossier): readonly string[] {
  const inspections = dossier.inspections.flatMap((one) => [
    one.id,
    ...one.judgements.map(({ id }) => id),
    ...one.findings.map(({ id }) => id),
  ]);
  const interventions = dossier.interventions.flatMap((one) => [
    one.id,
    ...one.plannedEnds.map(({ id }) => id),
    ...one.directions.map(({ id }) => id),
    ...one.exitCriteria.map(({ id }) => id),
  ]);
  const episodes = dossier.episodes.flatMap((one) => [
    one.id,
    ...one.impacts.map(({ id }) => id),
    ...one.causes.map(({ id }) => id),
    ...one.facts.filter(({ note }) => note !== null).map(({ id }) => id),
  ]);
  const rest = [
    dossier.self,
    ...dossier.links,
    ...dossier.posts,
    ...dossier.warnings,
    ...dossier.support,
    ...dossier.support.flatMap(({ findings }) => findings),
    ...dossier.changes,
    ...dossier.events,
    ...dossier.checks,
    ...dossier.outcomes,
    ...dossier.lessons,
    ...(dossier.programmesUsed ?? []),
    ...dossier.conflicts.flatMap(({ claims }) => claims),
    ...dossier.codes.filter(({ organisationId }) => organisationId === dossier.self.id),
  ].map(({ id }) => id);
  return [...new Set([...inspections, ...interventions, ...episodes, ...rest])];
}
