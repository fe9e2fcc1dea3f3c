import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { parsePeriod, periodEnd } from '../../kernel/period.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

export type HeadcountRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  /** As exactly as it is known: `2026`, `2026-03`, `2026-03-31`. */
  readonly countedOn: string;
  readonly basis: string;
  readonly value: number;
  readonly note: string | null;
};

/** How many people work in a body, count by count. */
@Injectable()
export class HeadcountsQueries {
  constructor(private readonly db: Database) {}

  /** The latest first. */
  async of(organisationId: string): Promise<HeadcountRow[]> {
    return this.db.rows<HeadcountRow>(sql`
      SELECT headcount.id, headcount.ref, headcount.organisation_id AS "organisationId",
             headcount.counted_on AS "countedOn", headcount.basis, headcount.value, headcount.note
        FROM headcount
       WHERE headcount.organisation_id = ${organisationId} AND headcount.withdrawn_at IS NULL
       ORDER BY headcount.counted_on DESC, headcount.ref DESC`);
  }

  async byRef(ref: string): Promise<HeadcountRow | null> {
    return this.db.row<HeadcountRow>(sql`
      SELECT headcount.id, headcount.ref, headcount.organisation_id AS "organisationId",
             headcount.counted_on AS "countedOn", headcount.basis, headcount.value, headcount.note
        FROM headcount
       WHERE headcount.ref = ${ref} AND headcount.withdrawn_at IS NULL`);
  }

  /**
   * The staff that rates stand against, each from the last day of what was counted. Where a body counted both, people
   * stand before full-time equivalents: a concern is raised by a person.
   */
  async staffOf(organisationId: string): Promise<{ readonly countedOn: CalendarDay; readonly value: number }[]> {
    const rows = await this.of(organisationId);
    const people = rows.filter(({ basis }) => basis === 'people');
    return (people.length > 0 ? people : rows).flatMap(({ countedOn, value }) => {
      const counted = parsePeriod(countedOn);
      return counted ? [{ countedOn: periodEnd(counted), value }] : [];
    });
  }

  /** The id of a source by its reference, where it is on the record. */
  async sourceId(ref: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT source.id FROM source WHERE source.ref = ${ref} AND source.visibility = 'public' AND source.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }
}
