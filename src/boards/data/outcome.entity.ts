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

/** What a board decided within its terms, recommended to another body, or advised. */
@RecordTable()
@Index('IX_decision_ref', ['ref'], { unique: true })
@Index('IX_decision_review', ['reviewId'])
@Index('IX_decision_item', ['agendaItemId'])
export class Decision {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Review')
  reviewId: string;

  @Refers('AgendaItem', { nullable: true })
  agendaItemId: string | null;

  @Prose()
  text: string;

  /** `decision`, `recommendation` or `advice`. */
  @Code()
  type: string;

  /** 1 where it was taken as a decision and the meeting had no quorum: it then is a recommendation. */
  @Flag()
  forLackOfQuorum: number;

  /** The earlier recommendation that this decision confirms. */
  @Refers('Decision', { nullable: true })
  confirmsId: string | null;

  @Prose({ nullable: true })
  options: string | null;

  @Words(200, { nullable: true })
  whoFor: string | null;

  @Words(200)
  takenBy: string;

  @Prose({ nullable: true })
  dissent: string | null;

  @Flag()
  confidential: number;

  @Day({ nullable: false })
  decidedOn: string;

  @Day()
  reviewOn: string | null;

  @Day()
  reviewedOn: string | null;

  @Prose({ nullable: true })
  reviewWords: string | null;

  @KeptColumns()
  kept: Kept;
}

/** A question put to somebody who must answer it. Its answers lie beside it, each with the word on it. */
@RecordTable()
@Index('IX_challenge_ref', ['ref'], { unique: true })
@Index('IX_challenge_review', ['reviewId'])
export class Challenge {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Review')
  reviewId: string;

  @Refers('AgendaItem', { nullable: true })
  agendaItemId: string | null;

  @Refers('BoardMember', { nullable: true })
  byMemberId: string | null;

  @Prose()
  text: string;

  @Words(200)
  toPost: string;

  @Flag()
  confidential: number;

  @Day({ nullable: false })
  raisedOn: string;

  @Day({ nullable: false })
  dueOn: string;

  /** `open`, `answered` or `satisfied`. */
  @Code()
  state: string;

  @KeptColumns()
  kept: Kept;
}

@Table()
@Index('IX_challenge_answer_challenge', ['challengeId', 'position'], { unique: true })
export class ChallengeAnswer {
  @Id()
  id: string;

  @Refers('Challenge')
  challengeId: string;

  @Whole()
  position: number;

  @Prose()
  text: string;

  @Day({ nullable: false })
  answeredOn: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;

  /** Whether whoever asked is satisfied; empty until they have said. */
  @Flag({ nullable: true })
  satisfied: number | null;

  @Prose({ nullable: true })
  judgedWhy: string | null;

  @Day()
  judgedOn: string | null;

  @Words(120, { nullable: true })
  judgedBy: string | null;
}

@RecordTable()
@Index('IX_board_action_ref', ['ref'], { unique: true })
@Index('IX_board_action_review', ['reviewId'])
export class BoardAction {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Review')
  reviewId: string;

  @Refers('AgendaItem', { nullable: true })
  agendaItemId: string | null;

  @Prose()
  text: string;

  @Words(200)
  ownerPost: string;

  @Flag()
  confidential: number;

  /** The day first given: never changed. */
  @Day({ nullable: false })
  firstDueOn: string;

  @Day({ nullable: false })
  dueOn: string;

  /** How often the day moved. */
  @Whole({ default: 0 })
  moves: number;

  /** `open`, `done` or `cancelled`. */
  @Code()
  state: string;

  @Day()
  closedOn: string | null;

  @Prose({ nullable: true })
  closingWords: string | null;

  /** The milestone of a plan that it serves: `MS-0001`. */
  @Words(20, { nullable: true })
  milestoneRef: string | null;

  @KeptColumns()
  kept: Kept;
}
