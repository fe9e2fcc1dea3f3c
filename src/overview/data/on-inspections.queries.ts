import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { MemberPart } from '../../inspections/domain/inspection-work.js';

export type PartHeld = {
  readonly inspectionId: string;
  readonly part: MemberPart;
  readonly organisationId: string;
  readonly inspectorateId: string;
};

/** On which inspections somebody works. */
@Injectable()
export class OnInspectionsQueries {
  constructor(private readonly db: Database) {}

  /** Those that the account leads, visits or assures. A contact of the body reads the draft where it is sent to them. */
  ofTeamMember(accountId: string): Promise<PartHeld[]> {
    return this.db.rows<PartHeld>(sql`
      SELECT inspection_member.inspection_id AS "inspectionId", inspection_member.part,
             inspection.organisation_id AS "organisationId", inspection_workspace.inspectorate_id AS "inspectorateId"
        FROM inspection_member
        JOIN inspection ON inspection.id = inspection_member.inspection_id
        JOIN inspection_workspace ON inspection_workspace.inspection_id = inspection.id
       WHERE inspection_member.account_id = ${accountId}
         AND inspection_member.ended_at IS NULL AND inspection_member.part <> 'contact'`);
  }
}
