import { Index, PrimaryColumn } from 'typeorm';
import { Code, Day, Flag, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** What is known of an inspection that is made here, beside what becomes public of it. */
@Table()
@Index('IX_inspection_workspace_inspection', ['inspectionId'], { unique: true })
@Index('IX_inspection_workspace_inspectorate', ['inspectorateId'])
export class InspectionWorkspace {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  /** Whose inspection it is: its team and its quality assurer inspect for it. */
  @Refers('Inspectorate')
  inspectorateId: string;

  /** The inspection that it follows up. */
  @Refers('Inspection', { nullable: true })
  previousId: string | null;

  /** The first monitoring visit after a failing judgement: it is never public. */
  @Flag({ default: 0 })
  isFirstMonitoring: number;

  @Day()
  provisionalOn: string | null;

  /** The organisation's contacts may read it as soon as it is provisional. */
  @Flag({ default: 0 })
  provisionalShared: number;

  @Day()
  accuracySentOn: string | null;

  /** Working days that the organisation has to send points. */
  @Whole({ nullable: true })
  accuracyDays: number | null;

  @Day()
  accuracyDueOn: string | null;

  /** Counts the saves of the summary, the report and the details. */
  @Whole({ default: 1 })
  version: number;
}

/** What an account is to an inspection. */
@Table()
@Index('IX_inspection_member_account', ['inspectionId', 'accountId'], { unique: true })
@Index('IX_inspection_member_of', ['accountId'])
export class InspectionMember {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Refers('Account')
  accountId: string;

  @Code()
  part: string;

  @Flag()
  onVisit: number;

  @Instant()
  addedAt: string;

  @Words(120)
  addedBy: string;

  /** When the person stood by the judgements, and by which: a digest of them. */
  @Instant({ nullable: true })
  confirmedAt: string | null;

  @Words(64, { nullable: true })
  confirmedDigest: string | null;

  /** When a contact said that there are no more points to send. */
  @Instant({ nullable: true })
  doneAt: string | null;

  /** No longer: the row stays, since the person may have seen what it was about. */
  @Instant({ nullable: true })
  endedAt: string | null;
}

/** What inspectors saw, heard or read. Never public. */
@Table()
@Index('IX_inspection_evidence_inspection', ['inspectionId', 'areaKey'])
@Index('IX_inspection_evidence_ref', ['ref'], { unique: true })
export class InspectionEvidence {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Inspection')
  inspectionId: string;

  /** The area of the framework that it speaks to; empty where the inspection judges none. */
  @Words(80, { nullable: true })
  areaKey: string | null;

  @Code()
  kind: string;

  @Code()
  method: string;

  @Words(2000)
  summary: string;

  @Code()
  strength: string;

  /** Speaks against what else was found. */
  @Flag({ default: 0 })
  contradicts: number;

  @Words(80, { nullable: true })
  page: string | null;

  @Words(80, { nullable: true })
  paragraph: string | null;

  /** A file that the office keeps. */
  @Words(36, { nullable: true })
  fileId: string | null;

  @Words(300, { nullable: true })
  fileName: string | null;

  /** Somebody read the words again and found that nobody can be known by them. */
  @Flag({ default: 0 })
  personalChecked: number;

  @Refers('Account')
  addedById: string;

  @Instant()
  addedAt: string;

  @Whole({ default: 1 })
  version: number;

  @Instant({ nullable: true })
  withdrawnAt: string | null;

  @Words(500, { nullable: true })
  withdrawnReason: string | null;
}

/** A judgement that changed after it was provisional: what it was, what it became, and why. Added only. */
@Table()
@Index('IX_judgement_change_inspection', ['inspectionId', 'at'])
export class JudgementChange {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Words(300)
  areaText: string;

  /** As people read it: the grade, or the reason for none. */
  @Words(300)
  before: string;

  @Words(300)
  after: string;

  /** 1 when the grade stayed and only words changed. */
  @Flag()
  wordsOnly: number;

  @Words(1000)
  reason: string;

  @Instant()
  at: string;

  @Refers('Account')
  byId: string;
}

/** What the organisation says is wrong in the report, and what was decided about it. */
@Table()
@Index('IX_accuracy_point_inspection', ['inspectionId', 'number'], { unique: true })
export class AccuracyPoint {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Whole()
  number: number;

  @Code()
  section: string;

  @Words(80)
  paragraph: string;

  @Words(2000)
  text: string;

  @Words(2000, { nullable: true })
  evidence: string | null;

  @Refers('Account')
  raisedById: string;

  @Instant()
  raisedAt: string;

  @Code({ nullable: true })
  decision: string | null;

  @Words(2000, { nullable: true })
  reason: string | null;

  @Refers('Account', { nullable: true })
  decidedById: string | null;

  @Instant({ nullable: true })
  decidedAt: string | null;

  @Whole({ default: 1 })
  version: number;
}

/** One of two people asks that a published inspection be put right or withdrawn; the other answers. */
@Table()
@Index('IX_inspection_request_inspection', ['inspectionId', 'askedAt'])
export class InspectionRequest {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Code()
  kind: string;

  /** The edition that it was asked of. */
  @Whole()
  edition: number;

  @Words(2000)
  what: string;

  @Words(2000)
  why: string;

  /** What the page will say of a withdrawal. */
  @Words(500, { nullable: true })
  statement: string | null;

  /** JSON: what a correction changes. */
  @Prose({ nullable: true })
  changes: string | null;

  @Refers('Account')
  askedById: string;

  @Code()
  askedAs: string;

  @Instant()
  askedAt: string;

  @Code({ nullable: true })
  answer: string | null;

  @Words(1000, { nullable: true })
  answerReason: string | null;

  @Refers('Account', { nullable: true })
  answeredById: string | null;

  @Instant({ nullable: true })
  answeredAt: string | null;
}

/** What an inspection said in one edition, word for word. Added only. */
@Table()
@Index('IX_inspection_edition_inspection', ['inspectionId', 'edition'], { unique: true })
export class InspectionEdition {
  @Id()
  id: string;

  @Refers('Inspection')
  inspectionId: string;

  @Whole()
  edition: number;

  /** Canonical JSON. */
  @Prose()
  content: string;

  @Instant()
  publishedAt: string;
}

/**
 * A fingerprint of what an inspection says in public, taken whenever that is recorded or put right. The fingerprints of
 * one act are a batch, and the batch is sealed into the audit trail. Added only; the last one counts.
 */
@Table()
@Index('IX_inspection_seal_inspection', ['inspectionId', 'number'], { unique: true })
export class InspectionSeal {
  @PrimaryColumn('varchar', { length: 36 })
  batch: string;

  @PrimaryColumn('integer')
  place: number;

  /** No foreign key: a seal outlasts what it seals, and tells that it is gone. */
  @Words(36)
  inspectionId: string;

  @Words(20)
  ref: string;

  /** 1 for the first seal of the inspection, 2 for the next … */
  @Whole()
  number: number;

  @Words(64)
  hash: string;
}
