import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { firstHash, type SealedLine } from '../domain/audit-chain.js';
import { AuditEntry, AuditSubject } from './audit-entry.entity.js';
import type { AuditedObject } from '../domain/audit-subjects.js';

@Injectable()
export class AuditStore {
  constructor(private readonly db: Database) {}

  /** The last line. Transactions come one after another, so that nobody else seals the same place. */
  async head(): Promise<{ seq: number; hash: string; at: string | null }> {
    const last = await this.db.row<{ seq: number; hash: string; at: string }>(sql`
      SELECT audit_entry.seq, audit_entry.hash, audit_entry.at
        FROM audit_entry
       ORDER BY audit_entry.seq DESC
       LIMIT 1`);
    return last ?? { seq: 0, hash: firstHash, at: null };
  }

  async add(line: SealedLine): Promise<void> {
    await this.db.insert(AuditEntry, [line]);
  }

  /** What else a line is about. */
  async addSubjects(seq: number, subjects: readonly AuditedObject[]): Promise<void> {
    await this.db.insert(
      AuditSubject,
      subjects.map(({ entity, entityId }) => ({ entity, entityId, seq })),
    );
  }
}
