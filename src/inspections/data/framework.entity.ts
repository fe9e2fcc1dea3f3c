import { Column, Index, PrimaryColumn } from 'typeorm';
import { Code, Flag, Id, Instant, Prose, Refers, Table, When, Whole, Words } from '../../database/columns.js';

/** Who judges. */
@Table()
@Index('IX_inspectorate_key', ['key'], { unique: true })
export class Inspectorate {
  @Id()
  id: string;

  @Words(80)
  key: string;

  @Words(200)
  name: string;
}

/** An ordered set of grades, worst first. */
@Table()
@Index('IX_rating_scale_key', ['key'], { unique: true })
export class RatingScale {
  @Id()
  id: string;

  @Code()
  key: string;

  @Words(200)
  label: string;

  /** What the scale measures against: decides what may be compared. */
  @Code()
  bandBasis: string;

  /** Whether words or numbers are published, and which way the numbers run. */
  @Words(200, { nullable: true })
  published: string | null;

  @Flag()
  verified: number;

  @Prose({ nullable: true })
  note: string | null;
}

@Table()
@Index('IX_rating_grade_key', ['scaleId', 'key'], { unique: true })
export class RatingGrade {
  @Id()
  id: string;

  @Refers('RatingScale')
  scaleId: string;

  @Code()
  key: string;

  @Words(200)
  label: string;

  /** 1 is the worst on every scale, whatever number is published. */
  @Whole()
  ordinal: number;

  /** Ours, not the inspectorate's: failing, below, meeting, exceeding or none. */
  @Code()
  band: string;

  @Code({ nullable: true })
  altBand: string | null;

  @Code({ nullable: true })
  bandConfidence: string | null;

  @Flag()
  isFailing: number;

  @Flag()
  needsImprovement: number;
}

/** One version of a way of judging, with the years in which it was used. */
@Table()
@Index('IX_framework_key', ['key'], { unique: true })
@Index('IX_framework_inspectorate', ['inspectorateId'])
export class Framework {
  @Id()
  id: string;

  @Words(80)
  key: string;

  @Refers('Inspectorate')
  inspectorateId: string;

  @Words(300)
  title: string;

  @Code()
  kind: string;

  @Words(200)
  unit: string;

  @Code()
  status: string;

  /** Which part of a body it speaks of: the area of an episode that it may open. */
  @Code()
  episodeArea: string;

  /** JSON list of sector codes. */
  @Prose()
  sectors: string;

  /** JSON list of countries. */
  @Prose()
  countries: string;

  @When()
  effectiveFrom: string | null;

  @When()
  effectiveTo: string | null;

  @Flag()
  datesVerified: number;

  @Prose({ nullable: true })
  dateNote: string | null;

  @Refers('RatingScale', { nullable: true })
  scaleId: string | null;

  @Code({ nullable: true })
  overallKind: string | null;

  /** What must be so before a case counts as recovered; null: as the record says (B4). */
  @Code({ nullable: true })
  recoveredRule: string | null;

  /** None, one or two headline judgements. */
  @Whole()
  overallCount: number;

  /** JSON: the tests that make a judgement a formal failure, and a note. */
  @Prose()
  formalFailure: string;

  /** JSON: the tests that make a judgement a serious finding, and a note. */
  @Prose()
  seriousFindings: string;

  @Words(80, { nullable: true })
  predecessorKey: string | null;

  @Words(80, { nullable: true })
  successorKey: string | null;

  @Code()
  verification: string;

  @Whole()
  factsVerified: number;

  @Whole()
  factsTotal: number;

  @Code({ nullable: true })
  strongestSourceTier: string | null;
}

@Table()
@Index('IX_framework_area_key', ['frameworkId', 'key'], { unique: true })
export class FrameworkArea {
  @Id()
  id: string;

  @Refers('Framework')
  frameworkId: string;

  @Whole()
  position: number;

  @Words(80)
  key: string;

  @Words(300)
  label: string;

  @Flag()
  isOverall: number;

  /** 1 when it is judged only where it applies, such as a sixth form. */
  @Flag({ default: 0 })
  conditional: number;

  /** Its own scale, where it is not graded on the framework's main one. */
  @Column('varchar', { length: 36, nullable: true })
  scaleId: string | null;

  @Flag()
  verified: number;

  @Prose({ nullable: true })
  note: string | null;
}

/** Scales that a framework uses beside its main one. */
@Table()
@Index('IX_framework_scale', ['frameworkId', 'scaleId'], { unique: true })
export class FrameworkScale {
  @Id()
  id: string;

  @Refers('Framework')
  frameworkId: string;

  @Refers('RatingScale')
  scaleId: string;
}

/** One statement about a framework: a category, a limiting rule, a deadline, a caveat … each verified or not. */
@Table()
@Index('IX_framework_fact_framework', ['frameworkId', 'kind', 'position'], { unique: true })
export class FrameworkFact {
  @Id()
  id: string;

  @Refers('Framework')
  frameworkId: string;

  @Code()
  kind: string;

  @Whole()
  position: number;

  @Prose()
  text: string;

  @Flag({ nullable: true })
  verified: number | null;

  /** JSON: what else the statement holds, such as the number of days of a deadline. */
  @Prose({ nullable: true })
  detail: string | null;
}

/** Why something was not graded, in the inspectorates' own terms. */
@Table()
export class NotRatedReason {
  @Id()
  id: string;

  @Words(200)
  label: string;

  @Prose({ nullable: true })
  note: string | null;
}

/** Which edition of a shipped reference file the tables hold, or were worked out by, by a hash. */
@Table()
export class ReferenceFile {
  @PrimaryColumn('varchar', { length: 120 })
  name: string;

  @Words(64)
  sha256: string;

  @Instant()
  loadedAt: string;
}
