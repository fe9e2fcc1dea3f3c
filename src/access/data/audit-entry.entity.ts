import { Check, Index, PrimaryColumn } from 'typeorm';
import { Instant, Prose, Table, Words } from '../../database/columns.js';

/** Who did what: added only, each line sealed with the one before it. */
@Table()
@Index('IX_audit_entry_object', ['entity', 'entityId', 'seq'])
@Index('IX_audit_entry_actor', ['actor', 'seq'])
@Index('IX_audit_entry_action', ['action', 'seq'])
@Index('IX_audit_entry_at', ['at', 'seq'])
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

/** What else a line is about: each record of an act that covers many, and what a part belongs to. Added only. */
@Table()
@Check('CK_audit_subject_entity', 'length("entity") <= 60')
@Check('CK_audit_subject_entity_id', 'length("entity_id") <= 60')
@Index('IX_audit_subject_seq', ['seq'])
export class AuditSubject {
  @PrimaryColumn('varchar', { length: 60 })
  entity: string;

  @PrimaryColumn('varchar', { length: 60 })
  entityId: string;

  @PrimaryColumn('integer')
  seq: number;
}
