import { Index } from 'typeorm';
import {
  Code,
  Day,
  Id,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  When,
  Words,
} from '../../database/columns.js';

/** How a body judges one area of itself, for a period, on the scale of an inspection framework. */
@RecordTable()
@Index('IX_self_assessment_ref', ['ref'], { unique: true })
@Index('IX_self_assessment_organisation', ['organisationId'])
export class SelfAssessment {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('Framework')
  frameworkId: string;

  @Words(80)
  areaKey: string;

  @Refers('RatingGrade')
  gradeId: string;

  @When({ nullable: false })
  periodFrom: string;

  @When({ nullable: false })
  periodTo: string;

  @Prose()
  narrative: string;

  @Code()
  state: string;

  @Day()
  submittedOn: string | null;

  @KeptColumns()
  kept: Kept;
}

/** How the board of a body judges the same: recorded once, and followed by another where the board thinks again. */
@RecordTable()
@Index('IX_board_view_ref', ['ref'], { unique: true })
@Index('IX_board_view_organisation', ['organisationId'])
export class BoardView {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('Framework')
  frameworkId: string;

  @Words(80)
  areaKey: string;

  @Refers('RatingGrade')
  gradeId: string;

  @When({ nullable: false })
  periodFrom: string;

  @When({ nullable: false })
  periodTo: string;

  @Prose()
  narrative: string;

  @Day({ nullable: false })
  viewedOn: string;

  /** The meeting in which the board came to its view. */
  @Words(20, { nullable: true })
  reviewRef: string | null;

  @KeptColumns()
  kept: Kept;
}
