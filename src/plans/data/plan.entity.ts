import { Index } from 'typeorm';
import {
  Code,
  Day,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  Whole,
  Words,
} from '../../database/columns.js';

/** What an organisation will do to recover, in one plan that a board follows. */
@RecordTable()
@Index('IX_plan_ref', ['ref'], { unique: true })
@Index('IX_plan_organisation', ['organisationId'])
export class Plan {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Words(200)
  title: string;

  @KeptColumns()
  kept: Kept;
}

/** An edition of a plan: drafted, proposed to the board, agreed by a decision, and superseded by the next. */
@RecordTable()
@Index('IX_plan_version_number', ['planId', 'number'], { unique: true })
export class PlanVersion {
  @Id()
  id: string;

  @Refers('Plan')
  planId: string;

  @Whole()
  number: number;

  /** The agreed version from which it was begun; null: there was none. */
  @Whole({ nullable: true })
  baseNumber: number | null;

  @Code()
  state: string;

  @Instant({ nullable: true })
  proposedAt: string | null;

  @Day()
  agreedOn: string | null;

  @Words(36, { nullable: true })
  decisionId: string | null;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Words(200, { nullable: true })
  approvedBy: string | null;

  @Prose({ nullable: true })
  summaryOfChange: string | null;

  /** The plan as it was proposed, as JSON: what the board agreed is what it read. */
  @Prose({ nullable: true })
  frozen: string | null;

  @KeptColumns()
  kept: Kept;
}

/** What will be different for people, and under it what will be done. */
@RecordTable()
@Index('IX_priority_number', ['planId', 'number'], { unique: true })
export class Priority {
  @Id()
  id: string;

  @Refers('Plan')
  planId: string;

  @Whole()
  number: number;

  @Words(200)
  title: string;

  /** What will be different for people. */
  @Prose()
  outcome: string;

  @Words(120, { nullable: true })
  leadPost: string | null;

  @Words(120, { nullable: true })
  sponsor: string | null;

  @KeptColumns()
  kept: Kept;
}

/** An inspector whom a board lets read its plan. */
@Table()
@Index('IX_plan_guest_account', ['planId', 'accountId'], { unique: true })
export class PlanGuest {
  @Id()
  id: string;

  @Refers('Plan')
  planId: string;

  @Refers('Account')
  accountId: string;

  @Instant()
  invitedAt: string;

  @Words(120)
  invitedBy: string;

  /** The first day on which it holds; null: from the day of the invitation. */
  @Day()
  fromOn: string | null;

  /** The last day on which it holds; null: invitations made before they had an end. */
  @Day()
  toOn: string | null;

  @Instant({ nullable: true })
  endedAt: string | null;

  @Words(120, { nullable: true })
  endedBy: string | null;
}

/** What could stop the plan, how likely it is and how bad it would be. */
@RecordTable()
@Index('IX_risk_ref', ['ref'], { unique: true })
@Index('IX_risk_organisation', ['organisationId'])
export class Risk {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('Plan', { nullable: true })
  planId: string | null;

  @Words(200)
  title: string;

  @Prose()
  cause: string;

  @Prose()
  effect: string;

  /** 1 (rare) to 5 (almost certain). */
  @Whole()
  likelihood: number;

  /** 1 (slight) to 5 (grave). */
  @Whole()
  consequence: number;

  @Prose({ nullable: true })
  controls: string | null;

  @Words(120, { nullable: true })
  ownerPost: string | null;

  @Whole({ nullable: true })
  targetLikelihood: number | null;

  @Whole({ nullable: true })
  targetConsequence: number | null;

  @Day()
  reviewOn: string | null;

  /** Open or closed. */
  @Code()
  status: string;

  @KeptColumns()
  kept: Kept;
}

/** One look at a risk: what it was rated then, and what was said. */
@Table()
@Index('IX_risk_review_risk', ['riskId', 'position'], { unique: true })
export class RiskReview {
  @Id()
  id: string;

  @Refers('Risk')
  riskId: string;

  @Whole()
  position: number;

  @Day({ nullable: false })
  onDay: string;

  @Whole()
  likelihood: number;

  @Whole()
  consequence: number;

  @Code()
  status: string;

  @Words(500)
  note: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}
