import { PrimaryColumn } from 'typeorm';
import { Instant, Prose, Table, Words } from '../../database/columns.js';

/** Who did what: added only, each line sealed with the one before it. */
@Table()
export class AuditEntry {
  @PrimaryColumn('integer')
  seq: number;

  @Instant()
  at: string;

  @Words(120)
  actor: string;

  @Words(60)
  role: string;

  @Words(80)
  action: string;

  @Words(60)
  entity: string;

  @Words(60)
  entityId: string;

  /** Canonical JSON of what changed, as it was. */
  @Prose({ nullable: true })
  before: string | null;

  /** Canonical JSON of what changed, as it became. */
  @Prose({ nullable: true })
  after: string | null;

  @Words(500, { nullable: true })
  reason: string | null;

  @Words(60, { nullable: true })
  requestId: string | null;

  @Words(64)
  prevHash: string;

  @Words(64)
  hash: string;
}
