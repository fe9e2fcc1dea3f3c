import { Index } from 'typeorm';
import {
  Code,
  Day,
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

/** What an authority did about a failure, on a ladder from 0 to 5. */
@RecordTable()
@Index('IX_intervention_ref', ['ref'], { unique: true })
@Index('IX_intervention_organisation', ['organisationId'])
export class Intervention {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Code()
  kind: string;

  @Words(200)
  typeText: string;

  /** 0 none to 5 functions exercised by others; a reading of the facts, shown as ours. */
  @Whole()
  level: number;

  @Prose({ nullable: true })
  levelNote: string | null;

  @Words(200)
  authority: string;

  @Words(300, { nullable: true })
  legalBasis: string | null;

  @When()
  startedOn: string | null;

  @When()
  endedOn: string | null;

  @Prose({ nullable: true })
  endReason: string | null;

  @Words(300, { nullable: true })
  powers: string | null;

  @Words(300, { nullable: true })
  scope: string | null;

  @Prose()
  text: string;

  @Words(40, { nullable: true })
  stage: string | null;

  @Refers('Intervention', { nullable: true })
  replacesId: string | null;

  /** The part of the body's work that it is about; empty where nothing on the record says. */
  @Code({ nullable: true })
  area: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** When it was meant to end: each announcement is kept. */
@Table()
@Index('IX_planned_end_intervention', ['interventionId', 'position'], { unique: true })
export class PlannedEnd {
  @Id()
  id: string;

  @Refers('Intervention')
  interventionId: string;

  @Whole()
  position: number;

  @When()
  announcedOn: string | null;

  @When({ nullable: false })
  plannedEndOn: string;

  @Prose({ nullable: true })
  note: string | null;
}

/** Two interventions that ran beside each other, as a source says. */
@Table()
@Index('IX_intervention_overlap_pair', ['interventionId', 'otherId'], { unique: true })
export class InterventionOverlap {
  @Id()
  id: string;

  @Refers('Intervention')
  interventionId: string;

  @Refers('Intervention')
  otherId: string;
}

/** One thing that a direction requires. */
@RecordTable()
@Index('IX_direction_intervention', ['interventionId'])
export class Direction {
  @Id()
  id: string;

  @Refers('Intervention')
  interventionId: string;

  @Words(40, { nullable: true })
  number: string | null;

  @Prose()
  text: string;

  @Day()
  dueOn: string | null;

  @Code()
  status: string;

  @Prose({ nullable: true })
  boardComment: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What must be true before an intervention ends. */
@RecordTable()
@Index('IX_exit_criterion_intervention', ['interventionId'])
export class ExitCriterion {
  @Id()
  id: string;

  @Refers('Intervention')
  interventionId: string;

  @Prose()
  text: string;

  @Prose({ nullable: true })
  test: string | null;

  @When()
  agreedOn: string | null;

  @Words(120, { nullable: true })
  ownerPost: string | null;

  /** Empty: nothing on the record says whether it was met. */
  @Code({ nullable: true })
  status: string | null;

  @When()
  metOn: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Something that could have been seen before the failure was judged. */
@RecordTable()
@Index('IX_warning_sign_ref', ['ref'], { unique: true })
@Index('IX_warning_sign_organisation', ['organisationId'])
export class WarningSign {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @When()
  occurredOn: string | null;

  @Code()
  kind: string;

  @Prose()
  text: string;

  @When()
  respondedOn: string | null;

  @Prose({ nullable: true })
  response: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Help from people who do the same work elsewhere. */
@RecordTable()
@Index('IX_peer_support_ref', ['ref'], { unique: true })
@Index('IX_peer_support_organisation', ['organisationId'])
export class PeerSupport {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Code()
  type: string;

  @Words(300)
  provider: string;

  /** Voluntary, commissioned or required. */
  @Code({ nullable: true })
  basis: string | null;

  @When()
  agreedOn: string | null;

  @When()
  startedOn: string | null;

  @When()
  endedOn: string | null;

  @Prose({ nullable: true })
  focus: string | null;

  /** The intervention, inspection or warning that records the same thing, so that pages show it once. */
  @Code({ nullable: true })
  sameAsKind: string | null;

  @Words(36, { nullable: true })
  sameAsId: string | null;

  /** Offered, accepted, visited, reported …; empty for help of which only its dates are known. */
  @Code({ nullable: true })
  status: string | null;

  @Words(200, { nullable: true })
  askedBy: string | null;

  @When()
  offeredOn: string | null;

  @When()
  reportedOn: string | null;

  /** What brought it. No foreign key: SQLite takes one with a new column, and TypeORM does not see it there. */
  @Words(36, { nullable: true })
  triggerId: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What peers found, and how it was answered. */
@RecordTable()
@Index('IX_peer_finding_support', ['peerSupportId'])
export class PeerFinding {
  @Id()
  id: string;

  @Refers('PeerSupport')
  peerSupportId: string;

  @Prose()
  text: string;

  /** Yes, part or no; empty: not known. */
  @Code({ nullable: true })
  accepted: string | null;

  @Prose({ nullable: true })
  reason: string | null;

  @When()
  answeredOn: string | null;

  /** The decision of a board that answers it: boards stand above, so it is named and not referred to. */
  @Words(36, { nullable: true })
  decisionId: string | null;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Day()
  decisionOn: string | null;

  /** When somebody tied it to the finding. */
  @Instant({ nullable: true })
  decisionTiedAt: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** A body or a service moved, merged or made anew. */
@RecordTable()
@Index('IX_structural_change_organisation', ['organisationId'])
export class StructuralChange {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @When()
  occurredOn: string | null;

  @Code()
  kind: string;

  @Prose()
  text: string;

  @Prose({ nullable: true })
  reason: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** A look back after an intervention ended: has it held? */
@RecordTable()
@Index('IX_sustainment_check_organisation', ['organisationId'])
export class SustainmentCheck {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @When()
  dueOn: string | null;

  @When()
  doneOn: string | null;

  /** Internal or external. */
  @Code()
  byWhom: string;

  /** Held, partly held or slipped. */
  @Code({ nullable: true })
  result: string | null;

  @Prose()
  text: string;

  /** The step after whose end it looks back, and how many months after. */
  @Words(36, { nullable: true })
  interventionId: string | null;

  @Whole({ nullable: true })
  months: number | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}
