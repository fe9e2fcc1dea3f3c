import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { HoldRow } from '../domain/retention-hold.js';

const columns = fixed(`retention_hold.id, retention_hold.ref, retention_hold.record_kind AS "recordKind",
  retention_hold.record_id AS "recordId", retention_hold.record_ref AS "recordRef", retention_hold.title,
  retention_hold.reason, retention_hold.until, retention_hold.recorded_at AS "placedAt",
  retention_hold.recorded_by AS "placedBy", retention_hold.withdrawn_at AS "endedAt",
  retention_hold.withdrawn_reason AS "endReason"`);

@Injectable()
export class HoldsQueries {
  constructor(private readonly db: Database) {}

  byRef(ref: string): Promise<HoldRow | null> {
    return this.db.row<HoldRow>(sql`SELECT ${columns} FROM retention_hold WHERE retention_hold.ref = ${ref}`);
  }

  /** Those that stand first, the latest before all. */
  all(): Promise<HoldRow[]> {
    return this.db.rows<HoldRow>(sql`
      SELECT ${columns}
        FROM retention_hold
       ORDER BY CASE WHEN retention_hold.withdrawn_at IS NULL THEN 0 ELSE 1 END, retention_hold.recorded_at DESC,
                retention_hold.ref DESC`);
  }

  /** The hold that keeps a record today. */
  inForce(recordKind: string, recordId: string, today: CalendarDay): Promise<HoldRow | null> {
    return this.db.row<HoldRow>(sql`
      SELECT ${columns}
        FROM retention_hold
       WHERE retention_hold.record_kind = ${recordKind} AND retention_hold.record_id = ${recordId}
         AND retention_hold.withdrawn_at IS NULL
         AND (retention_hold.until IS NULL OR retention_hold.until >= ${today})
       ORDER BY retention_hold.recorded_at
       LIMIT 1`);
  }
}
