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

/** A review from which a body learned: the four questions of an after-action review, factors and actions. */
@RecordTable()
@Index('IX_learning_review_ref', ['ref'], { unique: true })
@Index('IX_learning_review_organisation', ['organisationId', 'begunOn'])
@Index('IX_learning_review_event', ['eventId'])
export class LearningReview {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  /** The event of the timeline that it looks at. */
  @Refers('OrganisationEvent', { nullable: true })
  eventId: string | null;

  @Code()
  type: string;

  @Prose()
  promptedBy: string;

  @Day({ nullable: false })
  begunOn: string;

  @Day()
  finishedOn: string | null;

  @Prose({ nullable: true })
  expected: string | null;

  @Prose({ nullable: true })
  happened: string | null;

  @Prose({ nullable: true })
  whyDifferent: string | null;

  @Prose({ nullable: true })
  learned: string | null;

  /** When people of the body were told what was learned. */
  @Day()
  sharedOn: string | null;

  @KeptColumns()
  kept: Kept;
}

/** What in the system of work made it likely, by the six parts of SEIPS. */
@Table()
@Index('IX_learning_factor_review', ['reviewId', 'factor'], { unique: true })
export class LearningFactor {
  @Id()
  id: string;

  @Refers('LearningReview')
  reviewId: string;

  @Code()
  factor: string;

  @Prose()
  words: string;
}

/** What is done because of a review. */
@Table()
@Index('IX_learning_action_review', ['reviewId', 'number'], { unique: true })
export class LearningAction {
  @Id()
  id: string;

  @Refers('LearningReview')
  reviewId: string;

  @Whole()
  number: number;

  @Words(500)
  text: string;

  @Words(200, { nullable: true })
  ownerPost: string | null;

  @Day()
  dueOn: string | null;

  @Day()
  doneOn: string | null;
}

/** What a body learned, written for others to use, with a day by which it is looked at again. */
@RecordTable()
@Index('IX_learning_shared_ref', ['ref'], { unique: true })
@Index('IX_learning_shared_organisation', ['organisationId', 'sharedOn'])
@Index('IX_learning_shared_shared', ['sharedOn', 'ref'])
export class LearningShared {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('LearningReview', { nullable: true })
  reviewId: string | null;

  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Words(200)
  title: string;

  @Prose()
  body: string;

  @Flag()
  didNotWork: number;

  @Words(500, { nullable: true })
  url: string | null;

  @Code()
  state: string;

  @Day()
  sharedOn: string | null;

  @Day()
  reviewBy: string | null;

  @Day()
  reviewedOn: string | null;

  @Code({ nullable: true })
  outcome: string | null;

  @KeptColumns()
  kept: Kept;
}

/** Whom it was shared with, by name: bodies, networks, conferences. */
@Table()
@Index('IX_learning_audience_learning', ['learningId', 'number'], { unique: true })
export class LearningAudience {
  @Id()
  id: string;

  @Refers('LearningShared')
  learningId: string;

  @Whole()
  number: number;

  @Words(200)
  name: string;
}

/** What became of something shared, and its words as they stood from that day. */
@Table()
@Index('IX_learning_change_learning', ['learningId', 'number'], { unique: true })
export class LearningChange {
  @Id()
  id: string;

  @Refers('LearningShared')
  learningId: string;

  @Whole()
  number: number;

  @Code()
  change: string;

  @Day({ nullable: false })
  changedOn: string;

  /** By when it is to be looked at again from then on; null: withdrawn, or the day was not kept. */
  @Day()
  reviewBy: string | null;

  @Words(120)
  changedBy: string;

  @Words(200)
  title: string;

  @Prose()
  body: string;

  @Prose({ nullable: true })
  reason: string | null;
}
