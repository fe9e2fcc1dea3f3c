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

/** A meeting of a board, from its date to its published minutes. */
@RecordTable()
@Index('IX_review_ref', ['ref'], { unique: true })
@Index('IX_review_board', ['boardId', 'heldOn'])
export class Review {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Board')
  boardId: string;

  @Day({ nullable: false })
  heldOn: string;

  /** "14:00", as the invitation says it. */
  @Words(20, { nullable: true })
  startsAt: string | null;

  @Words(200)
  place: string;

  @Code()
  state: string;

  @Day({ nullable: false })
  updatesDueOn: string;

  @Day({ nullable: false })
  packDueOn: string;

  @Day({ nullable: false })
  minutesDueOn: string;

  @Instant({ nullable: true })
  packFrozenAt: string | null;

  /** Empty until attendance is taken. 0: held as an informal meeting. */
  @Flag({ nullable: true })
  quorate: number | null;

  @Refers('Review', { nullable: true })
  previousId: string | null;

  @KeptColumns()
  kept: Kept;
}

/** One step of a meeting from state to state, or of its date. */
@Table()
@Index('IX_review_step_review', ['reviewId', 'position'], { unique: true })
export class ReviewStep {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  @Whole()
  position: number;

  @Code({ nullable: true })
  fromState: string | null;

  @Code()
  toState: string;

  @Day({ nullable: false })
  heldOn: string;

  @Prose({ nullable: true })
  reason: string | null;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** Whether a member was at a meeting. */
@Table()
@Index('IX_attendance_member', ['reviewId', 'memberId'], { unique: true })
@Index('IX_attendance_of_member', ['memberId'])
export class Attendance {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  @Refers('BoardMember')
  memberId: string;

  /** `present`, `apologies`, `absent` or `substitute`. */
  @Code()
  presence: string;

  /** The post of whoever came instead; never a name. */
  @Words(200, { nullable: true })
  substitutePost: string | null;

  @Prose({ nullable: true })
  declaredInterest: string | null;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;

  @Whole({ default: 1 })
  version: number;
}

@RecordTable()
@Index('IX_agenda_item_review', ['reviewId', 'position'])
export class AgendaItem {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  @Whole()
  position: number;

  @Words(300)
  title: string;

  /** `decide`, `discuss` or `note`. */
  @Code()
  purpose: string;

  @Whole({ nullable: true })
  minutesPlanned: number | null;

  @Words(200, { nullable: true })
  leadPost: string | null;

  @Flag()
  confidential: number;

  @Words(300, { nullable: true })
  confidentialReason: string | null;

  @Prose({ nullable: true })
  paper: string | null;

  @Prose({ nullable: true })
  outcome: string | null;

  /** What of the record it is about, where it was proposed from there: a kind and an id or a reference. */
  @Code({ nullable: true })
  sourceKind: string | null;

  @Words(60, { nullable: true })
  sourceId: string | null;

  /** 1 where it came after the pack was issued. */
  @Flag()
  late: number;

  @KeptColumns()
  kept: Kept;
}
