import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';
import type { DeadlineUnit } from '../domain/deadline.js';

export type DeadlineRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly rule: string;
  readonly text: string;
  readonly startsOn: CalendarDay;
  readonly days: number;
  readonly unit: DeadlineUnit;
  readonly nation: Nation;
  readonly dueOn: CalendarDay;
  readonly metOn: CalendarDay | null;
  readonly recordKind: string;
  readonly recordId: string;
  readonly visibility: string;
  readonly version: number;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
};

const columns = fixed(`deadline.id, deadline.ref, deadline.organisation_id AS "organisationId", deadline.rule,
  deadline.text, deadline.starts_on AS "startsOn", deadline.days, deadline.unit, deadline.nation,
  deadline.due_on AS "dueOn", deadline.met_on AS "metOn", deadline.record_kind AS "recordKind",
  deadline.record_id AS "recordId", deadline.visibility, deadline.version, deadline.withdrawn_at AS "withdrawnAt",
  deadline.withdrawn_reason AS "withdrawnReason"`);

/** Deadlines as whoever owns their record reads them: what may be shown to whom is for the caller to say. */
@Injectable()
export class DeadlinesQueries {
  constructor(private readonly db: Database) {}

  byId(id: string): Promise<DeadlineRow | null> {
    return this.db.row<DeadlineRow>(sql`SELECT ${columns} FROM deadline WHERE deadline.id = ${id}`);
  }

  byRef(ref: string): Promise<DeadlineRow | null> {
    return this.db.row<DeadlineRow>(sql`SELECT ${columns} FROM deadline WHERE deadline.ref = ${ref}`);
  }

  /** All of one record, the first due first, without those withdrawn. */
  ofRecord(recordKind: string, recordId: string): Promise<DeadlineRow[]> {
    return this.db.rows<DeadlineRow>(sql`
      SELECT ${columns}
        FROM deadline
       WHERE deadline.record_kind = ${recordKind} AND deadline.record_id = ${recordId}
         AND deadline.withdrawn_at IS NULL
       ORDER BY deadline.due_on, deadline.ref`);
  }
}
