import { Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
  Id,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  Whole,
  Words,
} from '../../database/columns.js';

/** A board that watches over the recovery of a body. `visibility` says whether everybody may read of it. */
@RecordTable()
@Index('IX_board_ref', ['ref'], { unique: true })
@Index('IX_board_organisation', ['organisationId'])
@Index('IX_board_visibility', ['kept.visibility'])
export class Board {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Words(200)
  name: string;

  @Day({ nullable: false })
  startedOn: string;

  @Day()
  endedOn: string | null;

  @KeptColumns()
  kept: Kept;
}

/** Terms of a board from a day on: the earlier ones stay, since each meeting is counted by those of its day. */
@RecordTable()
@Index('IX_board_terms_board', ['boardId', 'edition'], { unique: true })
export class BoardTerms {
  @Id()
  id: string;

  @Refers('Board')
  boardId: string;

  @Whole()
  edition: number;

  /** What the board itself calls them: "1.1". */
  @Words(40)
  termsVersion: string;

  @Words(500, { nullable: true })
  termsUrl: string | null;

  @Prose()
  purpose: string;

  @Code()
  cadence: string;

  /** `number`: so many voting members; `share`: so many in a hundred of them. */
  @Code()
  quorumKind: string;

  @Whole()
  quorumAmount: number;

  @Flag()
  quorumNeedsChair: number;

  @Flag()
  substitutesCount: number;

  @Day({ nullable: false })
  fromOn: string;

  @KeptColumns()
  kept: Kept;
}

/** Somebody who sits on a board for a term. */
@RecordTable()
@Index('IX_board_member_board', ['boardId'])
@Index('IX_board_member_account', ['accountId'])
export class BoardMember {
  @Id()
  id: string;

  @Refers('Board')
  boardId: string;

  @Refers('Account', { nullable: true })
  accountId: string | null;

  @Words(120)
  displayName: string;

  @Words(200)
  roleTitle: string;

  @Words(200)
  body: string;

  @Code()
  independence: string;

  /** `chair`, `vice` or `member`. */
  @Code()
  seat: string;

  @Flag()
  voting: number;

  /** 1 for a director or above, or somebody elected or publicly appointed: others are named by role only. */
  @Flag()
  nameIsPublic: number;

  @Day({ nullable: false })
  fromOn: string;

  @Day()
  toOn: string | null;

  @KeptColumns()
  kept: Kept;
}

/** One of the hats that a member wears for a time: a commissioner who also chairs. Ended, never taken away. */
@Table()
@Index('IX_board_hat_member', ['memberId'])
export class BoardHat {
  @Id()
  id: string;

  @Refers('BoardMember')
  memberId: string;

  @Code()
  hat: string;

  @Day({ nullable: false })
  fromOn: string;

  @Day()
  toOn: string | null;
}
