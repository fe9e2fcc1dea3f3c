import { Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
  Id,
  Instant,
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

/** What was agreed to bring help when it happens: a measure with a rule, or an event. */
@RecordTable()
@Index('IX_support_trigger_ref', ['ref'], { unique: true })
@Index('IX_support_trigger_organisation', ['organisationId'])
export class SupportTrigger {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  /** A measure or an event. */
  @Code()
  condition: string;

  @Prose()
  text: string;

  /** Who comes. */
  @Words(300, { nullable: true })
  provider: string | null;

  @When()
  agreedOn: string | null;

  @When()
  lastTestedOn: string | null;

  @Words(120, { nullable: true })
  ownerPost: string | null;

  @KeptColumns()
  kept: Kept;
}

/** That a trigger was pulled, and what came of it. */
@RecordTable()
@Index('IX_trigger_breach_trigger', ['triggerId'])
export class TriggerBreach {
  @Id()
  id: string;

  @Refers('SupportTrigger')
  triggerId: string;

  @When({ nullable: false })
  detectedOn: string;

  @Prose()
  text: string;

  @When()
  respondedOn: string | null;

  @Prose({ nullable: true })
  response: string | null;

  @KeptColumns()
  kept: Kept;
}

/** A free-standing entry of the timeline: an election, an inquiry, a publication. */
@RecordTable()
@Index('IX_organisation_event_ref', ['ref'], { unique: true })
@Index('IX_organisation_event_organisation', ['organisationId'])
export class OrganisationEvent {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @When({ nullable: false })
  occurredOn: string;

  @Code()
  kind: string;

  @Prose()
  text: string;

  @Flag()
  significant: number;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** A request to step up or down the ladder, with its decision: who asked, who decided, when and why. */
@RecordTable()
@Index('IX_step_request_ref', ['ref'], { unique: true })
@Index('IX_step_request_intervention', ['interventionId'])
export class StepRequest {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Intervention')
  interventionId: string;

  @Whole()
  fromLevel: number;

  /** 0 asks that the step end. */
  @Whole()
  toLevel: number;

  @Code({ nullable: true })
  kind: string | null;

  @Words(200, { nullable: true })
  typeText: string | null;

  @Words(200, { nullable: true })
  authority: string | null;

  @Words(300, { nullable: true })
  legalBasis: string | null;

  @When({ nullable: false })
  askedOn: string;

  @Words(200)
  askedBy: string;

  @Prose()
  why: string;

  @Code()
  state: string;

  @When()
  decidedOn: string | null;

  @Words(200, { nullable: true })
  decidedBy: string | null;

  @Prose({ nullable: true })
  decisionWhy: string | null;

  /** The account that wrote the decision down. */
  @Words(120, { nullable: true })
  decisionRecordedBy: string | null;

  @When()
  effectiveOn: string | null;

  @Refers('Intervention', { nullable: true })
  madeInterventionId: string | null;

  @KeptColumns()
  kept: Kept;
}

/** One change of state of a direction, an exit criterion or an offer of help. Whoever may see the record may see it. */
@Table()
@Index('IX_status_change_record', ['recordId', 'position'], { unique: true })
export class StatusChange {
  @Id()
  id: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  @Whole()
  position: number;

  @Code({ nullable: true })
  fromState: string | null;

  @Code()
  toState: string;

  @When({ nullable: false })
  occurredOn: string;

  @Prose()
  text: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** What shows that an exit criterion is met. */
@RecordTable()
@Index('IX_exit_evidence_criterion', ['criterionId'])
export class ExitEvidence {
  @Id()
  id: string;

  @Refers('ExitCriterion')
  criterionId: string;

  @Code()
  kind: string;

  @Prose()
  text: string;

  @When()
  occurredOn: string | null;

  /** Where it can be read: an address, a paper, a page. */
  @Words(500, { nullable: true })
  reference: string | null;

  @KeptColumns()
  kept: Kept;
}

/** A soft landing: the lighter help that is planned for after a step ends. */
@RecordTable()
@Index('IX_step_down_intervention', ['interventionId', 'position'], { unique: true })
export class StepDown {
  @Id()
  id: string;

  @Refers('Intervention')
  interventionId: string;

  @Whole()
  position: number;

  @Whole()
  level: number;

  @Prose()
  text: string;

  @When({ nullable: false })
  fromOn: string;

  @When()
  untilOn: string | null;

  @When()
  agreedOn: string | null;

  @Words(200, { nullable: true })
  agreedBy: string | null;

  @KeptColumns()
  kept: Kept;
}

/** How an organisation means to keep what it has regained. */
@RecordTable()
@Index('IX_sustainability_plan_organisation', ['organisationId'])
export class SustainabilityPlan {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @When({ nullable: false })
  agreedOn: string;

  @Words(200)
  agreedBy: string;

  @Prose()
  text: string;

  @Day()
  reviewOn: string | null;

  @KeptColumns()
  kept: Kept;
}
