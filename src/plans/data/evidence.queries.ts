import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { withTheirServices } from '../../organisations/data/kin.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, sql } from '../../database/sql.js';
import { Clock } from '../../kernel/clock.js';
import { isGuestOf } from './guests.queries.js';
import type { EvidenceRow, LinkedEvidenceRow } from './plan.row.js';

const columns = fixed(`evidence.id, evidence.ref, evidence.organisation_id AS "organisationId",
       organisation.slug AS "organisationSlug", organisation.name AS "organisationName", evidence.title,
       evidence.kind, evidence.level, evidence.independence, evidence.on_day AS "onDay",
       evidence.period_from AS "periodFrom", evidence.period_to AS "periodTo", evidence.url,
       evidence.file_id AS "fileId", evidence.page, evidence.paragraph, evidence.summary,
       evidence.good_until AS "goodUntil", evidence.accepted_by AS "acceptedBy",
       evidence.accepted_on AS "acceptedOn", evidence.not_accepted_because AS "notAcceptedBecause",
       evidence.version, evidence.recorded_at AS "recordedAt", evidence.recorded_by AS "recordedBy"`);

/** What shows that work was done and what it changed. */
@Injectable()
export class EvidenceQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Within a reach: of its bodies, or tied to a milestone of a plan to whose board the person is invited. */
  byRef(ref: string, reach: Reach): Promise<EvidenceRow | null> {
    const { any, organisationIds, accountId } = reach;
    const own =
      organisationIds.length === 0
        ? sql`1 = 0`
        : sql`evidence.organisation_id IN (${withTheirServices(organisationIds)})`;
    const seen = any
      ? sql`1 = 1`
      : sql`(${own} OR EXISTS (SELECT 1 FROM evidence_link
               JOIN milestone ON milestone.id = evidence_link.entity_id
              WHERE evidence_link.evidence_id = evidence.id AND evidence_link.entity = 'milestone'
                AND ${isGuestOf('milestone.plan_id', accountId, this.clock.today())}))`;
    return this.db.row<EvidenceRow>(sql`
      SELECT ${columns}
        FROM evidence
        JOIN organisation ON organisation.id = evidence.organisation_id
       WHERE evidence.ref = ${ref} AND evidence.withdrawn_at IS NULL AND ${seen}`);
  }

  /** What is tied to these records of one kind; whoever asks has found them within a reach. */
  of(entity: string, ids: readonly string[]): Promise<LinkedEvidenceRow[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<LinkedEvidenceRow>(sql`
        SELECT ${columns}, evidence_link.entity_id AS "entityId"
          FROM evidence_link
          JOIN evidence ON evidence.id = evidence_link.evidence_id
          JOIN organisation ON organisation.id = evidence.organisation_id
         WHERE evidence_link.entity = ${entity} AND evidence_link.entity_id IN (${list(chunk)})
           AND evidence.withdrawn_at IS NULL
         ORDER BY evidence.on_day, evidence.ref`),
    );
  }

  /** The milestones that a piece of evidence is tied to. */
  async milestonesOf(evidenceId: string): Promise<{ id: string; ref: string; title: string; planRef: string }[]> {
    return this.db.rows(sql`
      SELECT milestone.id, milestone.ref, milestone.title, plan.ref AS "planRef"
        FROM evidence_link
        JOIN milestone ON milestone.id = evidence_link.entity_id
        JOIN plan ON plan.id = milestone.plan_id
       WHERE evidence_link.evidence_id = ${evidenceId} AND evidence_link.entity = 'milestone'
       ORDER BY milestone.ref`);
  }

  /** Evidence of a body that may still be tied to a milestone, newest first. */
  ofOrganisation(organisationId: string): Promise<EvidenceRow[]> {
    return this.db.rows<EvidenceRow>(sql`
      SELECT ${columns}
        FROM evidence
        JOIN organisation ON organisation.id = evidence.organisation_id
       WHERE evidence.organisation_id = ${organisationId} AND evidence.withdrawn_at IS NULL
       ORDER BY evidence.on_day DESC, evidence.ref DESC`);
  }
}
