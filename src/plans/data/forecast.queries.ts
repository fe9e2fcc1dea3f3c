import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

/** A milestone of another plan: its two dates and nothing else, so that no plan is told about another. */
export type ElsewhereRow = {
  readonly baselineDue: CalendarDay;
  /** Null: it is open. */
  readonly completedOn: CalendarDay | null;
};

@Injectable()
export class ForecastQueries {
  constructor(private readonly db: Database) {}

  /**
   * Every milestone of all other plans that has a first date: closed where its action is complete with its evidence,
   * open otherwise. Cancelled ones are neither.
   */
  elsewhere(planId: string): Promise<ElsewhereRow[]> {
    return this.db.rows<ElsewhereRow>(sql`
      SELECT milestone.baseline_due AS "baselineDue",
             CASE WHEN milestone.state IN ('action_complete', 'impact_shown', 'embedded')
                       AND milestone.evidence_owed_until IS NULL
                  THEN milestone.completed_on END AS "completedOn"
        FROM milestone
       WHERE milestone.plan_id <> ${planId} AND milestone.withdrawn_at IS NULL
         AND milestone.state <> 'cancelled' AND milestone.baseline_due IS NOT NULL
       ORDER BY milestone.completed_on, milestone.ref`);
  }
}
