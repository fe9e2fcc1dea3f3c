import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import type { MilestoneOwed } from '../domain/return-parts.js';
import { updateEveryDays } from '../domain/return-parts.js';

/** What a body owes its board of its plans. */
@Injectable()
export class ReturnQueries {
  constructor(private readonly db: Database) {}

  /**
   * Milestones of which nothing was said for a month while they are under way, and those that are said to be complete
   * and whose evidence is still to come.
   */
  milestones(organisationId: string, today: CalendarDay): Promise<MilestoneOwed[]> {
    const since = `${addDays(today, -updateEveryDays)}T00:00:00.000Z`;
    return this.db.rows<MilestoneOwed>(sql`
      WITH owing AS (
        SELECT milestone.ref, milestone.title, plan.ref AS plan_ref, milestone.current_due, milestone.start_on,
               milestone.evidence_owed_until, milestone.state, milestone.recorded_at,
               (SELECT max(milestone_update.at) FROM milestone_update
                 WHERE milestone_update.milestone_id = milestone.id) AS updated_at
          FROM milestone
          JOIN plan ON plan.id = milestone.plan_id
         WHERE plan.organisation_id = ${organisationId} AND milestone.withdrawn_at IS NULL AND plan.withdrawn_at IS NULL
           AND milestone.state IN ('not_started', 'in_progress', 'action_complete'))
      SELECT owing.ref, owing.title, owing.plan_ref AS "planRef", owing.current_due AS "currentDue",
             owing.evidence_owed_until AS "evidenceOwedUntil", owing.updated_at AS "updatedAt",
             CASE WHEN owing.state = 'action_complete' THEN 'evidence' ELSE 'update' END AS owes
        FROM owing
       WHERE (owing.state = 'action_complete' AND owing.evidence_owed_until IS NOT NULL)
          OR (owing.state <> 'action_complete' AND owing.recorded_at < ${since}
              AND (owing.start_on IS NULL OR owing.start_on <= ${today})
              AND (owing.updated_at IS NULL OR owing.updated_at < ${since}))
       ORDER BY owing.current_due, owing.ref`);
  }
}
