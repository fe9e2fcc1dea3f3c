import { Check, Index } from 'typeorm';
import { Code, Day, Id, Instant, Prose, Table, Whole, Words } from '../../database/columns.js';

/** One edition of the limits of a signal. The first comes with the product; two people make each later one. */
@Table()
@Index('IX_signal_threshold_edition', ['signalKey', 'edition'], { unique: true })
@Check('CK_signal_threshold_two_people', `"edition" = 1 OR ("agreed_by" IS NOT NULL AND "agreed_by" <> "asked_by")`)
export class SignalThreshold {
  @Id()
  id: string;

  /** `L1.1`. */
  @Code()
  signalKey: string;

  @Whole()
  edition: number;

  /** JSON: each limit by its name. */
  @Prose()
  limits: string;

  @Day({ nullable: false })
  validFrom: string;

  @Words(500)
  reason: string;

  /** Who answers for them. */
  @Words(200)
  owner: string;

  @Words(120)
  askedBy: string;

  @Words(120, { nullable: true })
  agreedBy: string | null;

  @Instant()
  recordedAt: string;
}

/** Other limits that one administrator asks for, until another agrees or refuses. */
@Table()
@Index('IX_signal_threshold_request_signal', ['signalKey', 'state'])
@Check(
  'CK_signal_threshold_request_two_people',
  `"state" <> 'agreed' OR ("decided_by" IS NOT NULL AND "decided_by" <> "asked_by")`,
)
export class SignalThresholdRequest {
  @Id()
  id: string;

  @Code()
  signalKey: string;

  /** The edition that was in force when it was asked. */
  @Whole()
  baseEdition: number;

  @Prose()
  limits: string;

  @Day({ nullable: false })
  validFrom: string;

  @Words(500)
  reason: string;

  @Words(200)
  owner: string;

  @Words(120)
  askedBy: string;

  @Instant()
  askedAt: string;

  /** Asked, agreed, refused or taken back. */
  @Code()
  state: string;

  @Words(120, { nullable: true })
  decidedBy: string | null;

  @Instant({ nullable: true })
  decidedAt: string | null;

  /** Why it was refused. */
  @Words(500, { nullable: true })
  answer: string | null;

  /** The edition that it became. */
  @Whole({ nullable: true })
  edition: number | null;

  @Whole({ default: 1 })
  version: number;
}
