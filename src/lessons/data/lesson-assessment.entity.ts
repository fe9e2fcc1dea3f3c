import { Index } from 'typeorm';
import { Code, Day, Id, Instant, Prose, Real, Refers, Table, Whole, Words } from '../../database/columns.js';

/**
 * What was said of one lesson at a meeting. Rows are added, never changed: what is said anew is the next edition, until
 * the minutes are agreed. Everybody may read the last edition once they may read the minutes.
 */
@Table()
@Index('IX_lesson_assessment_review', ['reviewId', 'kind', 'lesson', 'edition'], { unique: true })
@Index('IX_lesson_assessment_episode', ['episodeId', 'lesson'])
export class LessonAssessment {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  /** Whose record stands beside it; null where no episode was on the record. */
  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Whole()
  lesson: number;

  /** `board`, or `proposal` of the organisation. */
  @Code()
  kind: string;

  @Whole()
  edition: number;

  /** 1 to 4. */
  @Whole()
  level: number;

  @Code()
  strength: string;

  @Prose()
  reason: string;

  @Prose()
  whatWouldChange: string;

  @Code()
  direction: string;

  /** Why the board sees it otherwise than the record shows. */
  @Prose({ nullable: true })
  whyDifferent: string | null;

  @Prose({ nullable: true })
  dissent: string | null;

  @Refers('BoardMember', { nullable: true })
  dissentMemberId: string | null;

  /** The day as of which the record was read: that of the meeting. */
  @Day({ nullable: false })
  readAsOf: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** The evidence that it rests on, in the order of the list. Evidence that is withdrawn later stays named here. */
@Table()
@Index('IX_lesson_assessment_evidence_assessment', ['assessmentId', 'evidenceId'], { unique: true })
@Index('IX_lesson_assessment_evidence_evidence', ['evidenceId'])
export class LessonAssessmentEvidence {
  @Id()
  id: string;

  @Refers('LessonAssessment')
  assessmentId: string;

  @Refers('Evidence')
  evidenceId: string;
}

/** A signal as it stood that day: what was read then is never read again. */
@Table()
@Index('IX_lesson_assessment_signal_assessment', ['assessmentId', 'signal'], { unique: true })
export class LessonAssessmentSignal {
  @Id()
  id: string;

  @Refers('LessonAssessment')
  assessmentId: string;

  /** `L1.1`, and what it was called. */
  @Words(10)
  signal: string;

  @Words(120)
  name: string;

  /** Of the formula. */
  @Whole()
  formulaVersion: number;

  /** Of its limits. */
  @Whole()
  limitsEdition: number;

  @Code()
  result: string;

  @Real({ nullable: true })
  value: number | null;

  @Real({ nullable: true })
  uncertainty: number | null;

  @Whole()
  n: number;

  @Prose()
  sentence: string;

  /** What to add, and what is shown beside it and never scored: lists of sentences. */
  @Prose()
  missingJson: string;

  @Prose()
  notesJson: string;
}
