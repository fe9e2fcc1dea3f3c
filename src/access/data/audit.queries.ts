import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { SealedLine } from '../domain/audit-chain.js';

@Injectable()
export class AuditQueries {
  constructor(private readonly db: Database) {}

  /** Lines in their order, from the one after `seq`. */
  async after(seq: number, limit: number): Promise<SealedLine[]> {
    return this.db.rows<SealedLine>(sql`
      SELECT audit_entry.seq, audit_entry.at, audit_entry.actor, audit_entry.role, audit_entry.action,
             audit_entry.entity, audit_entry.entity_id AS "entityId", audit_entry.before, audit_entry.after,
             audit_entry.reason, audit_entry.request_id AS "requestId", audit_entry.prev_hash AS "prevHash",
             audit_entry.hash
        FROM audit_entry
       WHERE audit_entry.seq > ${seq}
       ORDER BY audit_entry.seq
       LIMIT ${limit}`);
  }
}
