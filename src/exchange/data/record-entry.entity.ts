import { Check, Index } from 'typeorm';
import { Code, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/**
 * What a record keeper wrote down of a place that has nobody here to do it: on the record only after another of them
 * has read it against its source. The database holds them to that.
 */
@Table()
@Index('IX_record_entry_ref', ['ref'], { unique: true })
@Index('IX_record_entry_state', ['state', 'ref'])
@Index('IX_record_entry_organisation', ['organisationId'])
@Index('IX_record_entry_source', ['sourceId'])
@Check(
  'CK_record_entry_two_people',
  `"state" <> 'published' OR ("decided_by" <> "recorded_by" AND ("edited_by" IS NULL OR "decided_by" <> "edited_by"))`,
)
export class RecordEntry {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Code()
  kind: string;

  @Refers('Organisation')
  organisationId: string;

  @Refers('Source')
  sourceId: string;

  @Words(60, { nullable: true })
  sourcePage: string | null;

  @Words(400, { nullable: true })
  sourceQuote: string | null;

  /** What it says, as JSON: a `JudgementEntry`, `WarningEntry` or `EventEntry`. */
  @Prose()
  body: string;

  @Code()
  state: string;

  /** Why it was given back or given up. */
  @Words(500, { nullable: true })
  stateWhy: string | null;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;

  @Words(120, { nullable: true })
  editedBy: string | null;

  @Instant({ nullable: true })
  decidedAt: string | null;

  @Words(120, { nullable: true })
  decidedBy: string | null;

  /** The reference of what it became. */
  @Words(20, { nullable: true })
  madeRef: string | null;

  @Whole({ default: 1 })
  version: number;
}
