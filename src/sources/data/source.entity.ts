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
  When,
  Whole,
  Words,
} from '../../database/columns.js';

@RecordTable()
@Index('IX_source_ref', ['ref'], { unique: true })
export class Source {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(400)
  title: string;

  @Words(200, { nullable: true })
  publisher: string | null;

  @Words(200, { nullable: true })
  author: string | null;

  @When()
  publishedOn: string | null;

  @Day()
  accessedOn: string | null;

  @Words(1000, { nullable: true })
  url: string | null;

  @Words(1000, { nullable: true })
  archiveUrl: string | null;

  @Words(200, { nullable: true })
  licence: string | null;

  @Code()
  kind: string;

  /** Primary, official, press, academic or other. */
  @Code({ nullable: true })
  tier: string | null;

  @Prose({ nullable: true })
  supports: string | null;

  @Flag({ default: 0 })
  verified: number;

  /** Whoever last changed what is said of it; empty: nobody since it was recorded. */
  @Words(120, { nullable: true })
  editedBy: string | null;

  /** Whoever read it for this record: never the one who wrote it down. Empty for what came with its check. */
  @Words(120, { nullable: true })
  verifiedBy: string | null;

  /** What took its place when it was withdrawn. */
  @Words(36, { nullable: true })
  replacedById: string | null;

  @KeptColumns()
  kept: Kept;
}

/** That a record, or one field of it, rests on a source. */
@Table()
@Index('IX_source_link_record', ['recordId', 'recordKind'])
@Index('IX_source_link_source', ['sourceId', 'recordKind', 'recordId', 'id'])
export class SourceLink {
  @Id()
  id: string;

  @Refers('Source')
  sourceId: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  @Code({ nullable: true })
  field: string | null;

  @Whole({ default: 0 })
  position: number;

  @Words(60, { nullable: true })
  page: string | null;

  @Words(60, { nullable: true })
  paragraph: string | null;

  @Words(400, { nullable: true })
  quote: string | null;
}

/** Sources that disagree: every claim is kept, and the record says which it shows first and why. */
@RecordTable()
@Index('IX_source_conflict_ref', ['ref'], { unique: true })
export class SourceConflict {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(300)
  topic: string;

  @Whole()
  shownFirst: number;

  @Prose()
  why: string;

  @Flag({ default: 0 })
  verified: number;

  @KeptColumns()
  kept: Kept;
}

@Table()
@Index('IX_source_claim_conflict', ['conflictId', 'position'], { unique: true })
export class SourceClaim {
  @Id()
  id: string;

  @Refers('SourceConflict')
  conflictId: string;

  @Whole()
  position: number;

  @Prose()
  text: string;
}

/** Which records a conflict is about. */
@Table()
@Index('IX_source_conflict_subject_record', ['recordId', 'recordKind'])
@Index('IX_source_conflict_subject_conflict', ['conflictId'])
export class SourceConflictSubject {
  @Id()
  id: string;

  @Refers('SourceConflict')
  conflictId: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;
}
