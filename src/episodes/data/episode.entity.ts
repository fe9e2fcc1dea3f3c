import { ForeignKey, Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/**
 * A failing spell of one area of one body. What judgements alone say stands in the `derived…` columns and is worked
 * out anew whenever a judgement changes; what a person decided or read stands in the others. Neither overwrites the
 * other.
 */
@RecordTable()
@Index('IX_failure_episode_ref', ['ref'], { unique: true })
@Index('IX_failure_episode_organisation', ['organisationId', 'triggerDay'])
@Index('IX_failure_episode_trigger', ['triggerDay', 'id'])
@Index('IX_failure_episode_state', ['state', 'triggerDay'])
@Index('IX_failure_episode_area', ['area', 'triggerDay'])
@Index('IX_failure_episode_inspection', ['derivedTriggerInspectionId'])
@Index('IX_failure_episode_intervention', ['triggerInterventionId'])
@Index('IX_failure_episode_relapse', ['relapseOfId'])
@Index('IX_failure_episode_derived_relapse', ['derivedRelapseOfId'])
export class FailureEpisode {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Code()
  area: string;

  @Words(300, { nullable: true })
  unit: string | null;

  @Words(300)
  title: string;

  /** Whether a person or the library opened it, or judgements alone. */
  @Code()
  origin: string;

  /** The state shown in lists: the managed one, otherwise what judgements say. */
  @Code()
  state: string;

  /** The managed state; empty while nobody has decided one. */
  @Code({ nullable: true })
  status: string | null;

  @Prose({ nullable: true })
  statusReason: string | null;

  @Prose({ nullable: true })
  summary: string | null;

  @When()
  onsetOn: string | null;

  @Prose({ nullable: true })
  onsetBasis: string | null;

  /** A judgement, a formal notice or a self-declaration. */
  @Code()
  triggerKind: string;

  @Refers('Inspection', { nullable: true })
  triggerInspectionId: string | null;

  @Refers('Intervention', { nullable: true })
  triggerInterventionId: string | null;

  @When({ nullable: false })
  triggerOn: string;

  /** The middle of `triggerOn`, for ordering. */
  @Day({ nullable: false })
  triggerDay: string;

  @Refers('Inspection', { nullable: true })
  notFailingInspectionId: string | null;

  @When()
  notFailingOn: string | null;

  @Refers('Inspection', { nullable: true })
  goodInspectionId: string | null;

  @When()
  goodOn: string | null;

  @When()
  recoveredOn: string | null;

  @Words(60, { nullable: true })
  recoveryBasis: string | null;

  @When()
  interventionEndedOn: string | null;

  @Refers('Intervention', { nullable: true })
  endedInterventionId: string | null;

  @Prose({ nullable: true })
  endedNote: string | null;

  @When()
  closedOn: string | null;

  @Code({ nullable: true })
  closeReason: string | null;

  @Refers('FailureEpisode', { nullable: true })
  relapseOfId: string | null;

  @Refers('Organisation', { nullable: true })
  successorId: string | null;

  @Day()
  watchUntil: string | null;

  @Refers('Inspection', { nullable: true })
  derivedTriggerInspectionId: string | null;

  @When()
  derivedTriggerOn: string | null;

  /** 1 when the framework has no formal test and an area decided. */
  @Flag({ default: 0 })
  derivedByArea: number;

  @Refers('Inspection', { nullable: true })
  derivedNotFailingInspectionId: string | null;

  @When()
  derivedNotFailingOn: string | null;

  @Refers('Inspection', { nullable: true })
  derivedGoodInspectionId: string | null;

  @When()
  derivedGoodOn: string | null;

  @Refers('FailureEpisode', { nullable: true })
  derivedRelapseOfId: string | null;

  /** Since when nothing may be written in it, and why. */
  @Day()
  pausedOn: string | null;

  @Prose({ nullable: true })
  pauseReason: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Which facts belong to an episode, and as what. */
@Table()
@Index('IX_episode_fact_record', ['episodeId', 'role', 'recordKind', 'recordId'], { unique: true })
@Index('IX_episode_fact_reverse', ['recordId'])
export class EpisodeFact {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Code()
  role: string;

  @Whole()
  position: number;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  @Whole({ nullable: true })
  level: number | null;

  @Prose({ nullable: true })
  note: string | null;
}

/** What the failure did: one of the four impacts, with its source. */
@Table()
@Index('IX_episode_impact', ['episodeId', 'position'], { unique: true })
export class EpisodeImpact {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Whole()
  position: number;

  @Code()
  impact: string;

  @Prose()
  text: string;
}

/** What a source says lay behind it. */
@Table()
@Index('IX_episode_cause', ['episodeId', 'position'], { unique: true })
export class EpisodeCause {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Whole()
  position: number;

  @Code()
  cause: string;

  @Prose()
  text: string;
}

/** Where a source says that the organisation stood: failing, out of failure, sustained … */
@RecordTable()
@Index('IX_outcome_organisation', ['organisationId'])
export class Outcome {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Code()
  state: string;

  @When()
  occurredOn: string | null;

  @Prose()
  text: string;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/**
 * How each organisation stands today, worked out from its judgements and episodes in the same transaction that
 * changes them: what lists filter and sort by, so that no list has to read a country's history.
 */
@Table()
@Index('IX_organisation_standing_name', ['sortName', 'organisationId'])
@Index('IX_organisation_standing_state', ['state', 'sortName', 'organisationId'])
@Index('IX_organisation_standing_kind', ['kind', 'sortName', 'organisationId'])
@Index('IX_organisation_standing_region', ['region', 'sortName', 'organisationId'])
@Index('IX_organisation_standing_kind_region', ['kind', 'region', 'sortName', 'organisationId'])
@Index('IX_organisation_standing_framework', ['latestFrameworkId', 'sortName', 'organisationId'])
@Index('IX_organisation_standing_day', ['latestDay', 'organisationId'])
@Index('IX_organisation_standing_kind_day', ['kind', 'latestDay', 'organisationId'])
@Index('IX_organisation_standing_region_day', ['region', 'latestDay', 'organisationId'])
@Index('IX_organisation_standing_state_day', ['state', 'latestDay', 'organisationId'])
@Index('IX_organisation_standing_framework_day', ['latestFrameworkId', 'latestDay', 'organisationId'])
@Index('IX_organisation_standing_day_back', { synchronize: false })
@Index('IX_organisation_standing_kind_day_back', { synchronize: false })
@Index('IX_organisation_standing_region_day_back', { synchronize: false })
@Index('IX_organisation_standing_state_day_back', { synchronize: false })
@Index('IX_organisation_standing_framework_day_back', { synchronize: false })
export class OrganisationStanding {
  @Id()
  @ForeignKey('Organisation', { name: 'FK_organisation_standing_organisation_id' })
  organisationId: string;

  @Words(300)
  sortName: string;

  @Code()
  kind: string;

  @Code({ nullable: true })
  region: string | null;

  @Code()
  state: string;

  /** The last day of the watch that runs; then time alone changes how it stands. */
  @Day()
  watchUntil: string | null;

  @Whole()
  episodes: number;

  @Whole()
  openEpisodes: number;

  @Whole()
  relapses: number;

  @Refers('Inspection', { nullable: true })
  latestInspectionId: string | null;

  @Words(36, { nullable: true })
  latestFrameworkId: string | null;

  @When()
  latestOn: string | null;

  @Day()
  latestDay: string | null;

  @Words(300, { nullable: true })
  latestLabel: string | null;

  @Code({ nullable: true })
  latestBand: string | null;
}
