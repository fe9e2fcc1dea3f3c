import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

/** On which inspections somebody works. */
@Injectable()
export class OnInspectionsQueries {
  constructor(private readonly db: Database) {}

  /** Those that the account leads, visits or assures. A contact of the body reads the draft where it is sent to them. */
  async ofTeamMember(accountId: string): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT inspection_member.inspection_id AS id
        FROM inspection_member
       WHERE inspection_member.account_id = ${accountId}
         AND inspection_member.ended_at IS NULL AND inspection_member.part <> 'contact'`);
    return rows.map(({ id }) => id);
  }
}
