import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { kinOf } from '../../organisations/data/kin.js';
import { type Sql, sql } from '../../database/sql.js';
import type { LinkKind } from '../domain/milestone-words.js';

export type LinkTargetRow = {
  readonly kind: Exclude<LinkKind, 'measure'>;
  readonly id: string;
  readonly text: string;
  /** Where it is from: an inspection, a step, or its own reference. */
  readonly parentRef: string;
};

/** What a milestone of a body may answer, of what lies below plans: findings of inspectors and of peers, directions, exit criteria, risks. */
@Injectable()
export class LinkTargetsQueries {
  constructor(private readonly db: Database) {}

  async isThere(kind: LinkTargetRow['kind'], id: string, organisationId: string): Promise<boolean> {
    return (await this.of(organisationId)).some((target) => target.kind === kind && target.id === id);
  }

  /** Of the body and of those that it is part of or that are part of it. Findings only once they are published. */
  of(organisationId: string): Promise<LinkTargetRow[]> {
    const ours = (column: Sql): Sql => sql`${column} IN (${kinOf(organisationId)})`;
    return this.db.rows<LinkTargetRow>(sql`
      SELECT 'finding' AS kind, finding.id, finding.text, inspection.ref AS "parentRef"
        FROM finding
        JOIN inspection ON inspection.id = finding.inspection_id
       WHERE inspection.visibility = 'public' AND inspection.withdrawn_at IS NULL
         AND ${ours(sql`inspection.organisation_id`)}
       UNION ALL
      SELECT 'peer_finding' AS kind, peer_finding.id, peer_finding.text, peer_support.ref AS "parentRef"
        FROM peer_finding
        JOIN peer_support ON peer_support.id = peer_finding.peer_support_id
       WHERE peer_finding.withdrawn_at IS NULL AND peer_finding.visibility IN ('public', 'board')
         AND ${ours(sql`peer_support.organisation_id`)}
       UNION ALL
      SELECT 'direction' AS kind, direction.id, direction.text, intervention.ref AS "parentRef"
        FROM direction
        JOIN intervention ON intervention.id = direction.intervention_id
       WHERE direction.withdrawn_at IS NULL AND ${ours(sql`intervention.organisation_id`)}
       UNION ALL
      SELECT 'exit_criterion' AS kind, exit_criterion.id, exit_criterion.text, intervention.ref AS "parentRef"
        FROM exit_criterion
        JOIN intervention ON intervention.id = exit_criterion.intervention_id
       WHERE exit_criterion.withdrawn_at IS NULL AND ${ours(sql`intervention.organisation_id`)}
       UNION ALL
      SELECT 'risk' AS kind, risk.id, risk.title AS text, risk.ref AS "parentRef"
        FROM risk
       WHERE risk.withdrawn_at IS NULL AND risk.organisation_id = ${organisationId}
       ORDER BY kind, "parentRef"`);
  }
}
