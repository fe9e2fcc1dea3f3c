import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, sql } from '../../database/sql.js';
import type { DueRow, HeldValueRow, KeptMeasureRow, ProposalRow, WaitingRow } from './keeping.row.js';

const proposalColumns = fixed(`measure_proposal.id, measure_proposal.measure_id AS "measureId", measure_proposal.kind,
             measure_proposal.content, measure_proposal.reason, measure_proposal.proposed_by AS "proposedBy",
             measure_proposal.proposed_on AS "proposedOn", measure_proposal.state,
             measure_proposal.decided_by AS "decidedBy", measure_proposal.decided_on AS "decidedOn",
             measure_proposal.decision_ref AS "decisionRef", measure_proposal.answer, measure_proposal.version`);

type Body = { readonly id: string; readonly name: string; readonly slug: string };

/** What whoever keeps the measures of some bodies reads. Ids of bodies are the reach of the person. */
@Injectable()
export class MeasureKeepingQueries {
  constructor(private readonly db: Database) {}

  /** A measure that a board keeps, of one of these bodies; what the library tells is kept by nobody here. */
  byRef(ref: string, organisationIds: readonly string[]): Promise<KeptMeasureRow | null> {
    if (organisationIds.length === 0) return Promise.resolve(null);
    return this.db.row<KeptMeasureRow>(sql`
      SELECT measure.id, measure.ref, measure.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug", measure.origin,
             measure.name, measure.unit, measure.kind, measure.role, measure.polarity,
             measure.polarity_note AS "polarityNote", measure.frequency, measure.early_movement AS "earlyMovement",
             measure.target, measure.tolerance, measure.target_source AS "targetSource", measure.comparator,
             measure.lag_days AS "lagDays", measure.owner_post AS "ownerPost",
             measure.safety_critical AS "safetyCritical", measure.small_numbers AS "smallNumbers", measure.threshold,
             measure.suppress_zero AS "suppressZero", measure.round_to AS "roundTo",
             measure.disclosure_reason AS "disclosureReason", measure.paired_with_id AS "pairedWithId", measure.status,
             measure.visibility, measure.version,
             (SELECT CAST(count(*) AS integer) FROM measure_value
               WHERE measure_value.measure_id = measure.id AND measure_value.withdrawn_at IS NULL) AS "values"
        FROM measure
        JOIN organisation ON organisation.id = measure.organisation_id
       WHERE measure.ref = ${ref} AND measure.origin = 'board' AND measure.withdrawn_at IS NULL
         AND measure.visibility IN ('public', 'board') AND organisation.withdrawn_at IS NULL
         AND measure.organisation_id IN (${list(organisationIds)})`);
  }

  body(slug: string, organisationIds: readonly string[]): Promise<Body | null> {
    if (organisationIds.length === 0) return Promise.resolve(null);
    return this.db.row<Body>(sql`
      SELECT organisation.id, organisation.name, organisation.slug
        FROM organisation
       WHERE organisation.slug = ${slug} AND organisation.id IN (${list(organisationIds)})
         AND organisation.withdrawn_at IS NULL`);
  }

  /** The measures of a body that another one of it may be read with. */
  others(organisationId: string): Promise<{ readonly id: string; readonly ref: string; readonly name: string }[]> {
    return this.db.rows(sql`
      SELECT measure.id, measure.ref, measure.name
        FROM measure
       WHERE measure.organisation_id = ${organisationId} AND measure.withdrawn_at IS NULL
         AND measure.visibility IN ('public', 'board')
       ORDER BY measure.name, measure.ref`);
  }

  /** The newest edition of every period of a measure that has one, the oldest period first. */
  held(measureId: string): Promise<HeldValueRow[]> {
    return this.db.rows<HeldValueRow>(sql`
      SELECT measure_value.occurred_on AS "occurredOn", measure_value.edition, measure_value.value,
             measure_value.numerator, measure_value.denominator, measure_value.status, measure_value.flag,
             measure_value.visibility, measure_value.recorded_by AS "recordedBy", measure_value.recorded_at AS "recordedAt"
        FROM measure_value
        JOIN (SELECT newest.position, max(newest.edition) AS edition FROM measure_value AS newest
               WHERE newest.measure_id = ${measureId} GROUP BY newest.position) AS top
          ON top.position = measure_value.position AND top.edition = measure_value.edition
       WHERE measure_value.measure_id = ${measureId} AND measure_value.occurred_on IS NOT NULL
       ORDER BY measure_value.occurred_on`);
  }

  proposals(measureId: string): Promise<ProposalRow[]> {
    return this.db.rows<ProposalRow>(sql`
      SELECT ${proposalColumns} FROM measure_proposal
       WHERE measure_proposal.measure_id = ${measureId} AND measure_proposal.state = 'asked'
       ORDER BY measure_proposal.proposed_on, measure_proposal.id`);
  }

  proposal(id: string, measureId: string): Promise<ProposalRow | null> {
    return this.db.row<ProposalRow>(sql`
      SELECT ${proposalColumns} FROM measure_proposal
       WHERE measure_proposal.id = ${id} AND measure_proposal.measure_id = ${measureId}`);
  }

  /** Every measure in use that these bodies keep, with each period that has a number: what is due follows from them. */
  dueRows(organisationIds: readonly string[]): Promise<DueRow[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows<DueRow>(sql`
      SELECT measure.id, measure.ref, measure.organisation_id AS "organisationId", organisation.name AS body,
             organisation.slug, measure.name, measure.frequency,
             measure.lag_days AS "lagDays", measure_value.occurred_on AS "occurredOn", measure_value.status
        FROM measure
        JOIN organisation ON organisation.id = measure.organisation_id
        LEFT JOIN measure_value
          ON measure_value.measure_id = measure.id AND measure_value.withdrawn_at IS NULL
         AND measure_value.edition = (SELECT max(newest.edition) FROM measure_value AS newest
                                       WHERE newest.measure_id = measure.id
                                         AND newest.position = measure_value.position)
       WHERE measure.organisation_id IN (${list(organisationIds)}) AND measure.origin = 'board'
         AND measure.status = 'active' AND measure.withdrawn_at IS NULL AND measure.visibility IN ('public', 'board')
       ORDER BY measure.ref, measure_value.occurred_on`);
  }

  /** What was asked of measures of these bodies and waits for a decision. */
  waiting(organisationIds: readonly string[]): Promise<WaitingRow[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows(sql`
      SELECT ${proposalColumns}, measure.ref, measure.name, measure.organisation_id AS "organisationId",
             organisation.name AS body, proposer.id AS "proposerId"
        FROM measure_proposal
        JOIN measure ON measure.id = measure_proposal.measure_id
        JOIN organisation ON organisation.id = measure.organisation_id
        LEFT JOIN account AS proposer ON proposer.ref = measure_proposal.proposed_by
       WHERE measure_proposal.state = 'asked' AND measure.withdrawn_at IS NULL
         AND measure.organisation_id IN (${list(organisationIds)})
       ORDER BY measure_proposal.proposed_on, measure_proposal.id`);
  }
}
