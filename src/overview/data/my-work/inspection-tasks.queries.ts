import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import { mayHold } from '../../../inspections/domain/relation.js';
import { type PartInInspection, taskOf } from '../../domain/inspection-tasks.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

type Row = Omit<PartInInspection, 'confirmed' | 'leadConfirmed' | 'pointsFinished' | 'undecided'> & {
  readonly organisationId: string;
  readonly inspectorateId: string;
  readonly confirmedAt: string | null;
  readonly leadConfirmedAt: string | null;
  readonly finishedAt: string | null;
  readonly undecided: number | string;
};

/** Inspections that are under way and wait for the person. */
@Injectable()
export class InspectionTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf({ accountId, grants, today }: AskingForWork): Promise<Task[]> {
    const rows = await this.db.rows<Row>(sql`
      SELECT inspection.ref, organisation.name AS organisation, inspection.organisation_id AS "organisationId",
             inspection_workspace.inspectorate_id AS "inspectorateId", inspection_member.part,
             inspection.status AS state, inspection_member.confirmed_at AS "confirmedAt",
             inspection_workspace.accuracy_due_on AS "accuracyDueOn",
             (SELECT max(of_lead.confirmed_at) FROM inspection_member AS of_lead
               WHERE of_lead.inspection_id = inspection.id AND of_lead.part = 'lead'
                 AND of_lead.ended_at IS NULL) AS "leadConfirmedAt",
             (SELECT max(contact.done_at) FROM inspection_member AS contact
               WHERE contact.inspection_id = inspection.id AND contact.part = 'contact'
                 AND contact.ended_at IS NULL) AS "finishedAt",
             (SELECT count(*) FROM accuracy_point
               WHERE accuracy_point.inspection_id = inspection.id AND accuracy_point.decision IS NULL) AS undecided
        FROM inspection_member
        JOIN inspection ON inspection.id = inspection_member.inspection_id
        JOIN inspection_workspace ON inspection_workspace.inspection_id = inspection.id
        JOIN organisation ON organisation.id = inspection.organisation_id
       WHERE inspection_member.account_id = ${accountId} AND inspection_member.ended_at IS NULL
         AND inspection.status IN ('draft', 'provisional', 'accuracy_check') AND inspection.withdrawn_at IS NULL
       ORDER BY inspection.ref`);
    return rows.filter((row) => mayHold(row.part, { grants }, row)).flatMap((row) => taskOf(workOf(row), today) ?? []);
  }
}

const workOf = ({ confirmedAt, leadConfirmedAt, finishedAt, undecided, ...row }: Row): PartInInspection => ({
  ...row,
  confirmed: confirmedAt !== null,
  leadConfirmed: leadConfirmedAt !== null,
  pointsFinished: finishedAt !== null,
  undecided: Number(undecided),
});
