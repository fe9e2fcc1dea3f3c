import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { kinOf } from '../../organisations/data/kin.js';
import { list, sql } from '../../database/sql.js';

/** What was found or demanded, and is not settled: a finding that asks for something, a direction, an exit criterion. */
export type AskedRow = {
  readonly kind: 'finding' | 'direction' | 'exit_criterion';
  readonly id: string;
  readonly text: string;
  /** The inspection or the step of intervention that it is from. */
  readonly parentRef: string;
  readonly parentTitle: string;
};

/** What a plan has to answer. Whoever asks has found the plan within a reach first. */
@Injectable()
export class ThreadQueries {
  constructor(private readonly db: Database) {}

  /** The body of a plan, those that are part of it, and the one that it is part of. */
  async bodiesOf(organisationId: string): Promise<readonly string[]> {
    const rows = await this.db.rows<{ id: string }>(kinOf(organisationId));
    return rows.map(({ id }) => id);
  }

  asked(organisationIds: readonly string[]): Promise<AskedRow[]> {
    const these = list(organisationIds);
    return this.db.rows<AskedRow>(sql`
      SELECT 'finding' AS kind, finding.id, finding.text, inspection.ref AS "parentRef",
             inspection.subject AS "parentTitle"
        FROM finding
        JOIN inspection ON inspection.id = finding.inspection_id
       WHERE inspection.organisation_id IN (${these}) AND inspection.visibility = 'public'
         AND inspection.withdrawn_at IS NULL AND inspection.superseded_by_id IS NULL
         AND finding.kind <> 'strength' AND finding.status <> 'confirmed'
       UNION ALL
      SELECT 'direction' AS kind, direction.id, direction.text, intervention.ref AS "parentRef",
             intervention.type_text AS "parentTitle"
        FROM direction
        JOIN intervention ON intervention.id = direction.intervention_id
       WHERE intervention.organisation_id IN (${these}) AND intervention.visibility IN ('public', 'board')
         AND intervention.withdrawn_at IS NULL AND direction.withdrawn_at IS NULL AND direction.status <> 'closed'
       UNION ALL
      SELECT 'exit_criterion' AS kind, exit_criterion.id, exit_criterion.text, intervention.ref AS "parentRef",
             intervention.type_text AS "parentTitle"
        FROM exit_criterion
        JOIN intervention ON intervention.id = exit_criterion.intervention_id
       WHERE intervention.organisation_id IN (${these}) AND intervention.visibility IN ('public', 'board')
         AND intervention.withdrawn_at IS NULL AND exit_criterion.withdrawn_at IS NULL
         AND COALESCE(exit_criterion.status, 'not_met') NOT IN ('met', 'withdrawn')
       ORDER BY kind DESC, "parentRef", text`);
  }
}
