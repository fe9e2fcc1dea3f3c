import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, nothing, sql } from '../../database/sql.js';
import type { SealedLine } from '../domain/audit-chain.js';
import type { AuditedObject } from '../domain/audit-subjects.js';

const columns = fixed(`audit_entry.seq, audit_entry.at, audit_entry.actor, audit_entry.role, audit_entry.action,
             audit_entry.entity, audit_entry.entity_id AS "entityId", audit_entry.before, audit_entry.after,
             audit_entry.reason, audit_entry.request_id AS "requestId", audit_entry.prev_hash AS "prevHash",
             audit_entry.hash`);

type Wanted = {
  readonly limit: number;
  /** Only lines before this one. */
  readonly before?: number | null;
  /** Only these acts, from a moment on. */
  readonly only?: { readonly actions: readonly string[]; readonly since: string | null } | null;
};

@Injectable()
export class AuditQueries {
  constructor(private readonly db: Database) {}

  /** Lines in their order, from the one after `seq`. */
  async after(seq: number, limit: number): Promise<SealedLine[]> {
    return this.db.rows<SealedLine>(sql`
      SELECT ${columns}
        FROM audit_entry
       WHERE audit_entry.seq > ${seq}
       ORDER BY audit_entry.seq
       LIMIT ${limit}`);
  }

  /** The last line of one kind of act. */
  async latestOf(action: string): Promise<SealedLine | null> {
    return this.db.row<SealedLine>(sql`
      SELECT ${columns}
        FROM audit_entry
       WHERE audit_entry.action = ${action}
       ORDER BY audit_entry.seq DESC
       LIMIT 1`);
  }

  /** The further subjects of the lines from one to another. */
  async subjectsBetween(first: number, last: number): Promise<(AuditedObject & { readonly seq: number })[]> {
    return this.db.rows(sql`
      SELECT audit_subject.seq, audit_subject.entity, audit_subject.entity_id AS "entityId"
        FROM audit_subject
       WHERE audit_subject.seq BETWEEN ${first} AND ${last}
       ORDER BY audit_subject.seq`);
  }

  /**
   * The lines about one object, the latest first: those that name it, and those of acts that covered it among others.
   * Both are read from an index, at most `limit` of each. `ids` are the names under which acts may have told it.
   */
  async ofObject(
    entity: string,
    ids: readonly string[],
    { limit, before = null, only = null }: Wanted,
  ): Promise<SealedLine[]> {
    const wanted = sql`${before === null ? nothing : sql` AND line.seq < ${before}`}${
      only === null ? nothing : sql` AND line.action IN (${list(only.actions)}) AND line.at >= ${only.since ?? ''}`
    }`;
    return this.db.rows<SealedLine>(sql`
      SELECT ${columns}
        FROM audit_entry
       WHERE audit_entry.seq IN (
               SELECT own.seq FROM (
                 SELECT line.seq FROM audit_entry AS line
                  WHERE line.entity = ${entity} AND line.entity_id IN (${list(ids)})${wanted}
                  ORDER BY line.seq DESC LIMIT ${limit}) AS own
               UNION
               SELECT covered.seq FROM (
                 SELECT audit_subject.seq FROM audit_subject
                   JOIN audit_entry AS line ON line.seq = audit_subject.seq
                  WHERE audit_subject.entity = ${entity} AND audit_subject.entity_id IN (${list(ids)})${wanted}
                  ORDER BY audit_subject.seq DESC LIMIT ${limit}) AS covered)
       ORDER BY audit_entry.seq DESC
       LIMIT ${limit}`);
  }
}
