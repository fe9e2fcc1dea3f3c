import { Check, Index } from 'typeorm';
import { Code, Id, Instant, Prose, Table, Whole, Words } from '../../database/columns.js';

/** What a reader says is wrong, and what the record keeper answered. */
@Table()
@Index('IX_correction_request_ref', ['ref'], { unique: true })
@Index('IX_correction_request_subject', ['subjectKind', 'subjectRef', 'receivedAt'])
@Index('IX_correction_request_status', ['status', 'receivedAt'])
@Check('CK_correction_request_no_contact', `"status" = 'received' OR "contact" IS NULL`)
export class CorrectionRequest {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  /** The page on which it was reported. */
  @Words(300)
  pagePath: string;

  /** What that page is about, where it is about one thing: told by a reference that never changes. */
  @Code({ nullable: true })
  subjectKind: string | null;

  @Words(120, { nullable: true })
  subjectRef: string | null;

  @Prose()
  what: string;

  @Prose({ nullable: true })
  shouldSay: string | null;

  @Prose({ nullable: true })
  sourceText: string | null;

  /** Only until it is answered. */
  @Words(254, { nullable: true })
  contact: string | null;

  @Instant()
  receivedAt: string;

  @Code()
  status: string;

  /** The report as everybody reads it, once it is answered. */
  @Prose({ nullable: true })
  shownText: string | null;

  @Prose({ nullable: true })
  answer: string | null;

  @Instant({ nullable: true })
  answeredAt: string | null;

  @Words(120, { nullable: true })
  answeredBy: string | null;

  @Whole({ default: 1 })
  version: number;
}
