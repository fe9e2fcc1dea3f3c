import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { list, sql } from '../../../database/sql.js';
import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { addDays } from '../../../kernel/calendar-day.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** What lies further off is on the page of deadlines. */
const aheadInDays = 60;
const mostTasks = 25;

/** Deadlines of the person's own bodies and inspections that are overdue or near. Those of meetings stand with boards. */
@Injectable()
export class DeadlineTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf({ organisationIds, inspectionIds, today }: AskingForWork): Promise<Task[]> {
    if (organisationIds.length + inspectionIds.length === 0) return [];
    const rows = await this.db.rows<{ text: string; dueOn: CalendarDay; name: string }>(sql`
      SELECT deadline.text, deadline.due_on AS "dueOn", organisation.name
        FROM deadline
        JOIN organisation ON organisation.id = deadline.organisation_id
       WHERE deadline.met_on IS NULL AND deadline.withdrawn_at IS NULL AND deadline.record_kind <> 'review'
         AND deadline.due_on <= ${addDays(today, aheadInDays)}
         AND ((deadline.organisation_id IN (${list(organisationIds.length > 0 ? organisationIds : [''])})
               AND deadline.visibility IN ('public', 'board'))
              OR deadline.inspection_id IN (${list(inspectionIds.length > 0 ? inspectionIds : [''])}))
       ORDER BY deadline.due_on, deadline.ref
       LIMIT ${mostTasks}`);
    return rows.map(({ text, dueOn, name }) => ({
      group: 'deadlines',
      what: text,
      about: name,
      place: { page: 'deadlines', of: 'mine' },
      dueOn,
    }));
  }
}
