import { Check, Index } from 'typeorm';
import { Code, Day, Flag, Id, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/**
 * A concern that a member of staff raised: a count with a theme and its days. No moment, no address, no session and no
 * person is in it; the words are sealed, and only the speak-up lead opens them.
 */
@Table()
@Index('IX_concern_ref', ['ref'], { unique: true })
@Index('IX_concern_receipt', ['receiptHash'], { unique: true })
@Index('IX_concern_organisation', ['organisationId', 'raisedOn'])
@Check('CK_concern_version', '"version" >= 1')
export class Concern {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  /** The body whose speak-up lead hears it. */
  @Refers('Organisation')
  organisationId: string;

  /** The part of the body that it is about, where that is another record. */
  @Refers('Organisation', { nullable: true })
  serviceId: string | null;

  /** The day, and nothing more exact. */
  @Day({ nullable: false })
  raisedOn: string;

  @Code()
  route: string;

  @Code()
  theme: string;

  @Flag()
  anonymous: number;

  /** These four are told by the speak-up lead; empty: not known. */
  @Flag({ nullable: true })
  safetyElement: number | null;

  @Flag({ nullable: true })
  workerElement: number | null;

  @Flag({ nullable: true })
  behaviour: number | null;

  @Flag({ nullable: true })
  detrimentReported: number | null;

  @Flag()
  wantsReply: number;

  /** The receipt word under the service's own key: the word itself is nowhere. */
  @Words(64, { nullable: true })
  receiptHash: string | null;

  @Prose({ nullable: true })
  sealedText: string | null;

  @Code()
  state: string;

  @Day()
  acknowledgedOn: string | null;

  @Day()
  outcomeSharedOn: string | null;

  @Day()
  closedOn: string | null;

  /** What whoever raised it reads. */
  @Prose({ nullable: true })
  outcome: string | null;

  @Whole({ default: 1 })
  version: number;
}

/** A step that the speak-up lead took with a concern. */
@Table()
@Index('IX_concern_step_concern', ['concernId', 'number'], { unique: true })
export class ConcernStep {
  @Id()
  id: string;

  @Refers('Concern')
  concernId: string;

  @Whole()
  number: number;

  @Code()
  state: string;

  @Day({ nullable: false })
  takenOn: string;

  @Words(120)
  takenBy: string;

  @Prose({ nullable: true })
  words: string | null;
}
