import { Check, Index } from 'typeorm';
import {
  Code,
  Flag,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  Prose,
  Real,
  RecordTable,
  Refers,
  Table,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/** A way of working that one place made and others take up. */
@RecordTable()
@Index('IX_programme_ref', ['ref'], { unique: true })
@Index('IX_programme_slug', ['slug'], { unique: true })
@Index('IX_programme_owner', ['ownerId'])
@Index('IX_programme_name', ['name', 'id'])
export class Programme {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(100)
  slug: string;

  @Words(200)
  name: string;

  @Refers('Organisation', { nullable: true })
  ownerId: string | null;

  @When()
  startedOn: string | null;

  @Words(300, { nullable: true })
  forWhom: string | null;

  @Prose()
  summary: string;

  @Code()
  status: string;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** One statement about a programme: a principle, a site, a role, a weakness, an evaluation. */
@RecordTable()
@Index('IX_programme_element_programme', ['programmeId', 'kind', 'position'])
export class ProgrammeElement {
  @Id()
  id: string;

  @Refers('Programme')
  programmeId: string;

  @Code()
  kind: string;

  /** Its place among those of its kind. */
  @Whole()
  position: number;

  @Prose()
  text: string;

  @Words(200, { nullable: true })
  place: string | null;

  @Code({ nullable: true })
  code: string | null;

  @Real({ nullable: true })
  number: number | null;

  @When()
  occurredOn: string | null;

  @When()
  endedOn: string | null;

  @Prose({ nullable: true })
  response: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Money for a programme, with its end. */
@RecordTable()
@Index('IX_funding_stream_programme', ['programmeId'])
@Check('CK_funding_stream_amount', '"amount" >= 0')
export class FundingStream {
  @Id()
  id: string;

  @Refers('Programme')
  programmeId: string;

  @Refers('ProgrammeElement', { nullable: true })
  siteId: string | null;

  @Words(200)
  funder: string;

  /** Pounds in all. */
  @Real({ nullable: true })
  amount: number | null;

  @Words(200, { nullable: true })
  amountWords: string | null;

  @When()
  fromOn: string | null;

  @When()
  toOn: string | null;

  @Prose({ nullable: true })
  purpose: string | null;

  @Code({ nullable: true })
  follows: string | null;

  @Flag({ nullable: true })
  staffOnFixedTerm: number | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** A place that took a programme up. What it went through are its stages. */
@RecordTable()
@Index('IX_adoption_programme', ['programmeId'])
@Index('IX_adoption_organisation', ['organisationId'])
@Index('IX_adoption_folded', ['bodyFolded'])
export class Adoption {
  @Id()
  id: string;

  @Refers('Programme')
  programmeId: string;

  @Refers('Organisation', { nullable: true })
  organisationId: string | null;

  @Words(300)
  bodyName: string;

  /** The name reduced to what tells it from others, by which the body is found once it is on the record. */
  @Words(300)
  bodyFolded: string;

  @Words(200, { nullable: true })
  calledThere: string | null;

  @Code({ nullable: true })
  basis: string | null;

  @Prose({ nullable: true })
  fidelityWords: string | null;

  @KeptColumns()
  kept: Kept;
}

@RecordTable()
@Index('IX_adoption_stage_adoption', ['adoptionId'])
export class AdoptionStage {
  @Id()
  id: string;

  @Refers('Adoption')
  adoptionId: string;

  @Code()
  stage: string;

  @When()
  occurredOn: string | null;

  @Prose({ nullable: true })
  reason: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Whether a place holds to one principle. */
@RecordTable()
@Index('IX_adoption_fidelity_adoption', ['adoptionId', 'principleId'])
export class AdoptionFidelity {
  @Id()
  id: string;

  @Refers('Adoption')
  adoptionId: string;

  @Refers('ProgrammeElement')
  principleId: string;

  @Code()
  fidelity: string;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What one source says came of a programme. */
@RecordTable()
@Index('IX_outcome_claim_programme', ['programmeId', 'position'])
export class OutcomeClaim {
  @Id()
  id: string;

  @Refers('Programme')
  programmeId: string;

  @Refers('ProgrammeElement', { nullable: true })
  siteId: string | null;

  @Whole()
  position: number;

  @Words(200)
  outcome: string;

  @Prose()
  text: string;

  @Words(300, { nullable: true })
  population: string | null;

  @Code()
  figure: string;

  @Real({ nullable: true })
  value: number | null;

  @Words(60, { nullable: true })
  unit: string | null;

  @Real({ nullable: true })
  numerator: number | null;

  @Real({ nullable: true })
  denominator: number | null;

  @Real({ nullable: true })
  baseline: number | null;

  @When()
  occurredOn: string | null;

  @Words(200, { nullable: true })
  periodWords: string | null;

  @Code({ nullable: true })
  comparison: string | null;

  @Code({ nullable: true })
  claimKind: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Two claims that say different things of one outcome, and why. */
@Table()
@Index('IX_claim_conflict_claim', ['claimId', 'otherId'], { unique: true })
@Index('IX_claim_conflict_other', ['otherId'])
export class ClaimConflict {
  @Id()
  id: string;

  @Refers('OutcomeClaim')
  claimId: string;

  @Refers('OutcomeClaim')
  otherId: string;

  @Words(500)
  why: string;
}

/** That a case, or an action of a plan, used a programme. */
@RecordTable()
@Index('IX_programme_use_programme', ['programmeId'])
@Index('IX_programme_use_episode', ['episodeId'])
@Index('IX_programme_use_milestone', ['milestoneId'])
@Check('CK_programme_use_of_one', '("episode_id" IS NULL) <> ("milestone_id" IS NULL)')
export class ProgrammeUse {
  @Id()
  id: string;

  @Refers('Programme')
  programmeId: string;

  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Refers('Milestone', { nullable: true })
  milestoneId: string | null;

  @When()
  occurredOn: string | null;

  @Prose({ nullable: true })
  text: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}
