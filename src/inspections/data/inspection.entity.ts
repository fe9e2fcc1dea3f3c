import { Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
  Id,
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

/** A look at an organisation from outside, graded or not. */
@RecordTable()
@Index('IX_inspection_ref', ['ref'], { unique: true })
@Index('IX_inspection_organisation', ['organisationId', 'judgedDay'])
@Index('IX_inspection_framework', ['frameworkId', 'judgedDay'])
@Index('IX_inspection_batch', ['importBatchId', 'ref'])
export class Inspection {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('Framework', { nullable: true })
  frameworkId: string | null;

  @Flag({ default: 0 })
  frameworkInferred: number;

  /** What its source calls the framework. */
  @Words(300, { nullable: true })
  publishedFramework: string | null;

  /** What its source calls the inspectorate. */
  @Words(300)
  inspectorateName: string;

  @Words(300)
  subject: string;

  /** The part of the body's work that it speaks of; empty where nothing on the record says. */
  @Code({ nullable: true })
  area: string | null;

  /** The part that was looked at, where it was not the whole. */
  @Words(300, { nullable: true })
  unit: string | null;

  @Code()
  type: string;

  @Words(200, { nullable: true })
  typeText: string | null;

  @Flag()
  graded: number;

  @When()
  startedOn: string | null;

  @When()
  endedOn: string | null;

  @When()
  publishedOn: string | null;

  @When()
  receivedOn: string | null;

  /** The date of the judgement: publication when known to the month, otherwise the last day on site. */
  @When()
  judgedOn: string | null;

  /** 1 when that date was worked out rather than read: then it opens no episode. */
  @Flag({ default: 0 })
  dateInferred: number;

  /** The middle of `judgedOn`, for ordering. */
  @Day()
  judgedDay: string | null;

  @Words(300, { nullable: true })
  overallLabel: string | null;

  /** A category put on top of the grade, such as special measures. */
  @Words(80, { nullable: true })
  categoryKey: string | null;

  @Prose({ nullable: true })
  headline: string | null;

  @Words(400, { nullable: true })
  quote: string | null;

  @Words(1000, { nullable: true })
  reportUrl: string | null;

  /** The report as the inspectorate wrote it here; empty where it stands elsewhere. */
  @Prose({ nullable: true })
  reportText: string | null;

  /** Before or after a takeover. */
  @Code({ nullable: true })
  setting: string | null;

  @Code()
  status: string;

  @Whole({ default: 1 })
  edition: number;

  @Refers('Inspection', { nullable: true })
  supersededById: string | null;

  @Words(36, { nullable: true })
  importBatchId: string | null;

  /** 1 within the one transaction that puts it right: otherwise what is public of it cannot be changed. */
  @Flag({ default: 0 })
  amending: number;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What was said of one area, in the inspectorate's own words; or why nothing was. */
@Table()
@Index('IX_judgement_inspection', ['inspectionId', 'position'], { unique: true })
export class Judgement {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Whole()
  position: number;

  /** The area of the framework; empty where it is not one of them. */
  @Words(80, { nullable: true })
  areaKey: string | null;

  @Words(300)
  areaText: string;

  /** The part of the body that it speaks for, where that is not all that the inspection looked at. */
  @Words(300, { nullable: true })
  unit: string | null;

  @Flag()
  isOverall: number;

  @Refers('RatingGrade', { nullable: true })
  gradeId: string | null;

  /** The grade as published. */
  @Words(200, { nullable: true })
  label: string | null;

  /** The inspectorate's reason for giving none, or ours for not knowing it. */
  @Code({ nullable: true })
  absence: string | null;

  @Flag({ default: 0 })
  limiting: number;

  @Words(2000, { nullable: true })
  narrative: string | null;

  /** Counts its own saves: a team works on several areas at once. */
  @Whole({ default: 1 })
  version: number;
}

/** What inspectors found, and what became of it. */
@Table()
@Index('IX_finding_inspection', ['inspectionId', 'position'], { unique: true })
export class Finding {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Whole()
  position: number;

  @Words(80, { nullable: true })
  areaKey: string | null;

  @Prose()
  text: string;

  @Code()
  kind: string;

  @Code({ nullable: true })
  cause: string | null;

  @Code()
  status: string;

  @Day()
  dueOn: string | null;

  @Whole({ default: 1 })
  version: number;
}

/** A published inspection put right: what changed, why, and when. The earlier words stay readable. */
@Table()
@Index('IX_correction_inspection', ['inspectionId', 'edition'], { unique: true })
export class Correction {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Whole()
  edition: number;

  @Prose()
  what: string;

  @Prose()
  why: string;

  @Day({ nullable: false })
  onDay: string;

  @Words(120)
  byRole: string;
}

/** What a monitoring visit said: it gives no grade. */
@Table()
@Index('IX_monitoring_note_inspection', ['inspectionId'], { unique: true })
export class MonitoringNote {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Prose({ nullable: true })
  improved: string | null;

  @Prose({ nullable: true })
  notImproved: string | null;

  @Code({ nullable: true })
  pace: string | null;

  @Prose({ nullable: true })
  next: string | null;

  @Whole({ default: 1 })
  version: number;
}
