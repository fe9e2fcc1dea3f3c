import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

/** A milestone of another plan that has closed: its two dates and nothing else, so that no plan is told about another. */
export type ClosedElsewhereRow = { readonly baselineDue: CalendarDay; readonly completedOn: CalendarDay };

@Injectable()
export class ForecastQueries {
  constructor(private readonly db: Database) {}

  /** Every milestone of all other plans whose action is complete with its evidence. */
  closedElsewhere(planId: string): Promise<ClosedElsewhereRow[]> {
    return this.db.rows<ClosedElsewhereRow>(sql`
      SELECT milestone.baseline_due AS "baselineDue", milestone.completed_on AS "completedOn"
        FROM milestone
       WHERE milestone.plan_id <> ${planId} AND milestone.withdrawn_at IS NULL
         AND milestone.state IN ('action_complete', 'impact_shown', 'embedded')
         AND milestone.evidence_owed_until IS NULL AND milestone.baseline_due IS NOT NULL
         AND milestone.completed_on IS NOT NULL
       ORDER BY milestone.completed_on, milestone.ref`);
  }
}
