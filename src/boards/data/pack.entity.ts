import { Index } from 'typeorm';
import { Code, Flag, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** A pack as it was issued: its data and its page, for ever. A correction is another pack that supersedes it. */
@Table()
@Index('IX_pack_ref', ['ref'], { unique: true })
@Index('IX_pack_review', ['reviewId', 'form', 'edition'], { unique: true })
export class Pack {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Review')
  reviewId: string;

  /** `confidential` or `public`. */
  @Code()
  form: string;

  @Whole()
  edition: number;

  @Instant()
  frozenAt: string;

  @Words(120)
  frozenBy: string;

  /** SHA-256 of `dataJson`, as it is printed in the foot of each page. */
  @Words(64)
  hash: string;

  /** SHA-256 of `html`. */
  @Words(64)
  htmlHash: string;

  @Prose()
  html: string;

  @Prose()
  dataJson: string;

  @Refers('Pack', { nullable: true })
  supersedesId: string | null;

  /** Why there is another edition. */
  @Prose({ nullable: true })
  reason: string | null;
}

/** A paper that came after the pack was issued: apart, with its own time, never merged. */
@Table()
@Index('IX_pack_supplement_review', ['reviewId', 'position'], { unique: true })
export class PackSupplement {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  @Whole()
  position: number;

  @Words(300)
  title: string;

  @Prose()
  text: string;

  @Refers('StoredFile', { nullable: true })
  fileId: string | null;

  @Flag()
  confidential: number;

  /** SHA-256 of title, text and file. */
  @Words(64)
  hash: string;

  @Instant()
  addedAt: string;

  @Words(120)
  addedBy: string;
}

/** A request to correct an issued pack, with the answer of a second person. */
@Table()
@Index('IX_pack_unlock_review', ['reviewId'])
export class PackUnlock {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  @Prose()
  why: string;

  @Words(120)
  askedBy: string;

  @Instant()
  askedAt: string;

  /** `asked`, `agreed`, `refused`, or `used` once the next edition is frozen. */
  @Code()
  state: string;

  @Words(120, { nullable: true })
  answeredBy: string | null;

  @Instant({ nullable: true })
  answeredAt: string | null;

  @Prose({ nullable: true })
  answerWhy: string | null;

  @Whole({ default: 1 })
  version: number;
}
