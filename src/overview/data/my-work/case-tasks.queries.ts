import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { list, sql } from '../../../database/sql.js';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** What lies further off is on the page of the case. */
const aheadInDays = 60;

type Row = { readonly what: string; readonly dueOn: CalendarDay | null; readonly name: string; readonly slug: string };

/** Requests to decide, directions to answer and checks that fall due, for those who run a case. */
@Injectable()
export class CaseTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf(asking: AskingForWork): Promise<Task[]> {
    const tasks = async (
      group: Task['group'],
      permission: string,
      read: (ids: readonly string[]) => Promise<Row[]>,
    ) => {
      const ids = asking.reach(permission);
      const rows = ids.length > 0 ? await read(ids) : [];
      return rows.map(({ what, dueOn, name, slug }): Task => ({
        group,
        what,
        about: name,
        place: { page: 'organisation', of: slug },
        dueOn,
      }));
    };
    const until = addDays(asking.today, aheadInDays);
    return [
      ...(await tasks('decide', 'interventions.decide', (ids) => this.#requests(ids))),
      ...(await tasks('cases', 'interventions.record', (ids) => this.#directions(ids, until))),
      ...(await tasks('cases', 'interventions.record', (ids) => this.#checks(ids, until))),
    ];
  }

  #requests(organisationIds: readonly string[]): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      SELECT CASE WHEN step_request.to_level > step_request.from_level THEN 'Decide a request to step up: '
                  WHEN step_request.to_level = 0 THEN 'Decide a request to end an intervention: '
                  ELSE 'Decide a request to step down: ' END || step_request.ref AS what,
             NULL AS "dueOn", organisation.name, organisation.slug
        FROM step_request
        JOIN intervention ON intervention.id = step_request.intervention_id
        JOIN organisation ON organisation.id = intervention.organisation_id
       WHERE step_request.state = 'asked' AND organisation.id IN (${list(organisationIds)})
       ORDER BY step_request.asked_on, step_request.ref`);
  }

  #directions(organisationIds: readonly string[], until: CalendarDay): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      SELECT 'Answer direction ' || coalesce(direction.number, '') AS what, direction.due_on AS "dueOn",
             organisation.name, organisation.slug
        FROM direction
        JOIN intervention ON intervention.id = direction.intervention_id
        JOIN organisation ON organisation.id = intervention.organisation_id
       WHERE direction.status = 'open' AND direction.due_on <= ${until} AND direction.withdrawn_at IS NULL
         AND organisation.id IN (${list(organisationIds)})
       ORDER BY direction.due_on, direction.id`);
  }

  #checks(organisationIds: readonly string[], until: CalendarDay): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      SELECT 'Check that improvement has held' AS what, sustainment_check.due_on AS "dueOn", organisation.name,
             organisation.slug
        FROM sustainment_check
        JOIN organisation ON organisation.id = sustainment_check.organisation_id
       WHERE sustainment_check.done_on IS NULL AND sustainment_check.due_on <= ${until}
         AND length(sustainment_check.due_on) = 10 AND sustainment_check.withdrawn_at IS NULL
         AND organisation.id IN (${list(organisationIds)})
       ORDER BY sustainment_check.due_on, sustainment_check.id`);
  }
}
