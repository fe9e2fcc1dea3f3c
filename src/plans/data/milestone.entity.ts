import { Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
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

/** One thing that will be done, by when and by whose post, and what will then be true. */
@RecordTable()
@Index('IX_milestone_ref', ['ref'], { unique: true })
@Index('IX_milestone_plan', ['planId'])
@Index('IX_milestone_priority', ['priorityId'])
@Index('IX_milestone_adapted', ['adaptedRef'])
export class Milestone {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Plan')
  planId: string;

  @Refers('Priority')
  priorityId: string;

  /** What the organisation's own spreadsheet calls it. */
  @Words(60, { nullable: true })
  theirRef: string | null;

  @Words(120)
  title: string;

  /** What will exist or be true. */
  @Prose()
  doneMeans: string;

  @Words(120, { nullable: true })
  ownerPost: string | null;

  @Words(120, { nullable: true })
  deputyPost: string | null;

  @Code({ nullable: true })
  lever: string | null;

  @Code({ nullable: true })
  horizon: string | null;

  @Code()
  weight: string;

  /** The first date that was agreed. Written once: a trigger of the database refuses another. */
  @Day()
  baselineDue: string | null;

  @Day({ nullable: false })
  currentDue: string;

  /** When its owner expects it, which is theirs to say. */
  @Day()
  forecastDue: string | null;

  @Day()
  startOn: string | null;

  @Code()
  state: string;

  @Code({ nullable: true })
  ownerRating: string | null;

  @Day()
  completedOn: string | null;

  @Words(120, { nullable: true })
  completedBy: string | null;

  @Day()
  impactDue: string | null;

  @Day()
  impactShownOn: string | null;

  @Day()
  evidenceOwedUntil: string | null;

  /** Where the idea came from: another place, a programme. */
  @Words(300, { nullable: true })
  adaptedFrom: string | null;

  /** The first case, source or piece of shared learning that those words name, so that it finds what came of it. */
  @Words(20, { nullable: true })
  adaptedRef: string | null;

  @Flag({ default: 0 })
  safetyCritical: number;

  /** When and by whom the current date was written: a mistake is put right within a day by the same person. */
  @Instant()
  dateWrittenAt: string;

  @Words(120)
  dateWrittenBy: string;

  @KeptColumns()
  kept: Kept;
}

/** What a milestone answers or moves: a finding, a direction, an exit criterion, a risk or a measure. */
@Table()
@Index('IX_milestone_link_target', ['milestoneId', 'kind', 'targetId'], { unique: true })
@Index('IX_milestone_link_of', ['kind', 'targetId'])
export class MilestoneLink {
  @Id()
  id: string;

  @Refers('Milestone')
  milestoneId: string;

  @Code()
  kind: string;

  @Words(36)
  targetId: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** That one milestone waits for another: `from` waits for `to`. */
@Table()
@Index('IX_dependency_pair', ['fromId', 'toId'], { unique: true })
@Index('IX_dependency_to', ['toId'])
export class Dependency {
  @Id()
  id: string;

  @Refers('Milestone')
  fromId: string;

  @Refers('Milestone')
  toId: string;

  @Code()
  kind: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** What was said of a milestone at one moment. */
@Table()
@Index('IX_milestone_update_milestone', ['milestoneId', 'position'], { unique: true })
@Index('IX_milestone_update_review', ['reviewRef'])
export class MilestoneUpdate {
  @Id()
  id: string;

  @Refers('Milestone')
  milestoneId: string;

  @Whole()
  position: number;

  @Instant()
  at: string;

  @Words(120)
  byName: string;

  /** The meeting in which it was said, if it was. */
  @Words(20, { nullable: true })
  reviewRef: string | null;

  @Code()
  state: string;

  @Code({ nullable: true })
  rating: string | null;

  @Code({ nullable: true })
  reasonCode: string | null;

  @Words(500, { nullable: true })
  note: string | null;

  @Day()
  forecastDue: string | null;

  @Flag({ default: 0 })
  evidenceOwed: number;
}

/** A change of state: from where, to where, on which day, why and by which decision. */
@Table()
@Index('IX_milestone_move_milestone', ['milestoneId', 'position'], { unique: true })
export class MilestoneMove {
  @Id()
  id: string;

  @Refers('Milestone')
  milestoneId: string;

  @Whole()
  position: number;

  @Code()
  fromState: string;

  @Code()
  toState: string;

  @Day({ nullable: false })
  onDay: string;

  @Words(500, { nullable: true })
  reason: string | null;

  @Words(36, { nullable: true })
  decisionId: string | null;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Words(200, { nullable: true })
  approvedBy: string | null;

  @Instant()
  at: string;

  @Words(120)
  byName: string;
}

/** A look, after impact was shown, at whether it held. */
@Table()
@Index('IX_milestone_check_milestone', ['milestoneId'])
export class MilestoneCheck {
  @Id()
  id: string;

  @Refers('Milestone')
  milestoneId: string;

  @Day({ nullable: false })
  onDay: string;

  /** Who looked. */
  @Words(200)
  byText: string;

  @Code()
  result: string;

  @Words(500)
  text: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** That a new date was asked for, and what the board said. */
@Table()
@Index('IX_date_request_ref', ['ref'], { unique: true })
@Index('IX_date_request_milestone', ['milestoneId'])
export class DateRequest {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Milestone')
  milestoneId: string;

  @Day({ nullable: false })
  askedTo: string;

  @Code()
  reasonCode: string;

  @Words(500)
  reason: string;

  @Words(120)
  askedBy: string;

  @Instant()
  askedAt: string;

  /** Asked, agreed, refused, different or taken back. */
  @Code()
  status: string;

  @Day()
  decidedTo: string | null;

  @Words(36, { nullable: true })
  decidedDecisionId: string | null;

  @Words(20, { nullable: true })
  decidedDecisionRef: string | null;

  @Words(200, { nullable: true })
  approvedBy: string | null;

  @Words(120, { nullable: true })
  decidedBy: string | null;

  @Instant({ nullable: true })
  decidedAt: string | null;

  @Words(500, { nullable: true })
  answer: string | null;

  @Whole({ default: 1 })
  version: number;
}

/** One move of a date: added, never changed, numbered from 1 for each milestone. */
@Table()
@Index('IX_date_change_number', ['milestoneId', 'number'], { unique: true })
export class DateChange {
  @Id()
  id: string;

  @Refers('Milestone')
  milestoneId: string;

  @Whole()
  number: number;

  @Day({ nullable: false })
  fromDue: string;

  @Day({ nullable: false })
  toDue: string;

  @Code()
  reasonCode: string;

  @Words(500)
  reason: string;

  @Refers('DateRequest', { nullable: true })
  requestId: string | null;

  @Words(36, { nullable: true })
  decisionId: string | null;

  /** Null: a mistake put right within a day by whoever made it. */
  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Words(200, { nullable: true })
  approvedBy: string | null;

  @Words(120)
  askedBy: string;

  @Day({ nullable: false })
  onDay: string;

  @Instant()
  at: string;

  @Words(120)
  byName: string;
}
