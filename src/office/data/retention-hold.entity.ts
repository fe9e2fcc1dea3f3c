import { Index } from 'typeorm';
import { Code, Day, Id, type Kept, KeptColumns, RecordTable, Words } from '../../database/columns.js';

/** A record that may not be withdrawn or removed: an inquiry, a court or a law asks for it. */
@RecordTable()
@Index('IX_retention_hold_ref', ['ref'], { unique: true })
@Index('IX_retention_hold_record', ['recordId', 'recordKind'])
export class RetentionHold {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  /** As the record was called and numbered when it was held. */
  @Words(20)
  recordRef: string;

  @Words(300)
  title: string;

  @Words(500)
  reason: string;

  /** The last day of the hold; empty: until somebody ends it. */
  @Day()
  until: string | null;

  @KeptColumns()
  kept: Kept;
}
