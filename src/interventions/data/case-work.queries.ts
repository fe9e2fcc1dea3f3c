import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type {
  BreachRow,
  ChangeRow,
  CheckRow,
  CriterionRow,
  DirectionRow,
  EventRow,
  EvidenceRow,
  FindingRow,
  PlannedEndRow,
  RequestRow,
  StepDownRow,
  StepRow,
  StructuralChangeRow,
  SupportRow,
  SustainabilityPlanRow,
  TriggerRow,
  WarningRow,
} from './case-work.row.js';

/** What every record shows beside its words: who wrote it down, when, and who may see it. */
const kept = (table: string): Sql =>
  fixed(
    `${table}.recorded_at AS "recordedAt", ${table}.recorded_by AS "recordedBy", ${table}.version, ${table}.visibility`,
  );

const live = (table: string): Sql => fixed(`${table}.withdrawn_at IS NULL`);

/**
 * What is recorded while a case is run, as the people who run it see it: what only the board may read is among it.
 * Whoever shows it to others leaves that out by `visibility`. Ids are never empty.
 */
@Injectable()
export class CaseWorkQueries {
  constructor(private readonly db: Database) {}

  warnings(ids: readonly string[]): Promise<WarningRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT warning_sign.id, warning_sign.ref, warning_sign.organisation_id AS "organisationId",
               warning_sign.occurred_on AS "occurredOn", warning_sign.kind, warning_sign.text,
               warning_sign.responded_on AS "respondedOn", warning_sign.response, ${kept('warning_sign')}
          FROM warning_sign
         WHERE warning_sign.id IN (${these}) AND ${live('warning_sign')}
         ORDER BY warning_sign.occurred_on, warning_sign.ref`,
    );
  }

  /** Signs of these bodies, for whoever chooses the first one of a case. */
  warningsOf(organisationIds: readonly string[]): Promise<WarningRow[]> {
    return this.#among(
      organisationIds,
      (these) => sql`
        SELECT warning_sign.id, warning_sign.ref, warning_sign.organisation_id AS "organisationId",
               warning_sign.occurred_on AS "occurredOn", warning_sign.kind, warning_sign.text,
               warning_sign.responded_on AS "respondedOn", warning_sign.response, ${kept('warning_sign')}
          FROM warning_sign
         WHERE warning_sign.organisation_id IN (${these}) AND ${live('warning_sign')}
         ORDER BY warning_sign.occurred_on, warning_sign.ref`,
    );
  }

  support(ids: readonly string[]): Promise<SupportRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT peer_support.id, peer_support.ref, peer_support.organisation_id AS "organisationId",
               peer_support.type, peer_support.provider, peer_support.basis, peer_support.focus,
               peer_support.status, peer_support.asked_by AS "askedBy", peer_support.offered_on AS "offeredOn",
               peer_support.agreed_on AS "agreedOn", peer_support.started_on AS "startedOn",
               peer_support.ended_on AS "endedOn", peer_support.reported_on AS "reportedOn",
               support_trigger.ref AS "triggerRef", ${kept('peer_support')}
          FROM peer_support
          LEFT JOIN support_trigger ON support_trigger.id = peer_support.trigger_id
         WHERE peer_support.id IN (${these}) AND ${live('peer_support')}
         ORDER BY peer_support.offered_on, peer_support.started_on, peer_support.ref`,
    );
  }

  findingsOf(supportIds: readonly string[]): Promise<FindingRow[]> {
    return this.#among(
      supportIds,
      (these) => sql`
        SELECT peer_finding.id, peer_finding.peer_support_id AS "supportId", peer_finding.text,
               peer_finding.accepted, peer_finding.reason, peer_finding.answered_on AS "answeredOn",
               peer_finding.decision_id AS "decisionId", peer_finding.decision_ref AS "decisionRef",
               peer_finding.decision_on AS "decisionOn", ${kept('peer_finding')}
          FROM peer_finding
         WHERE peer_finding.peer_support_id IN (${these}) AND ${live('peer_finding')}
         ORDER BY peer_finding.recorded_at, peer_finding.id`,
    );
  }

  triggers(ids: readonly string[]): Promise<TriggerRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT support_trigger.id, support_trigger.ref, support_trigger.organisation_id AS "organisationId",
               support_trigger.condition, support_trigger.text, support_trigger.provider,
               support_trigger.agreed_on AS "agreedOn", support_trigger.last_tested_on AS "lastTestedOn",
               support_trigger.owner_post AS "ownerPost", ${kept('support_trigger')}
          FROM support_trigger
         WHERE support_trigger.id IN (${these}) AND ${live('support_trigger')}
         ORDER BY support_trigger.ref`,
    );
  }

  breachesOf(triggerIds: readonly string[]): Promise<BreachRow[]> {
    return this.#among(
      triggerIds,
      (these) => sql`
        SELECT trigger_breach.id, trigger_breach.trigger_id AS "triggerId",
               trigger_breach.detected_on AS "detectedOn", trigger_breach.text,
               trigger_breach.responded_on AS "respondedOn", trigger_breach.response, ${kept('trigger_breach')}
          FROM trigger_breach
         WHERE trigger_breach.trigger_id IN (${these}) AND ${live('trigger_breach')}
         ORDER BY trigger_breach.detected_on, trigger_breach.recorded_at, trigger_breach.id`,
    );
  }

  steps(ids: readonly string[]): Promise<StepRow[]> {
    return this.#among(ids, (these) => this.#steps(sql`intervention.id IN (${these})`));
  }

  async stepByRef(ref: string): Promise<StepRow | null> {
    const [row] = await this.db.rows<StepRow>(this.#steps(sql`intervention.ref = ${ref}`));
    return row ?? null;
  }

  /** Formal steps of these bodies that everybody may see: what may open a case. */
  formalNotices(organisationIds: readonly string[]): Promise<StepRow[]> {
    return this.#among(organisationIds, (these) =>
      this.#steps(
        sql`intervention.organisation_id IN (${these}) AND intervention.level >= 3
            AND intervention.visibility = 'public'`,
      ),
    );
  }

  #steps(which: Sql): Sql {
    return sql`
      SELECT intervention.id, intervention.ref, intervention.organisation_id AS "organisationId",
             intervention.area, intervention.kind, intervention.type_text AS "typeText", intervention.level,
             intervention.authority, intervention.legal_basis AS "legalBasis", intervention.powers,
             intervention.scope, intervention.text, intervention.started_on AS "startedOn",
             intervention.ended_on AS "endedOn", intervention.end_reason AS "endReason",
             earlier.ref AS "replacesRef", earlier.type_text AS "replacesText", ${kept('intervention')}
        FROM intervention
        LEFT JOIN intervention AS earlier ON earlier.id = intervention.replaces_id
       WHERE ${which} AND ${live('intervention')}
       ORDER BY intervention.started_on, intervention.ref`;
  }

  plannedEndsOf(interventionIds: readonly string[]): Promise<PlannedEndRow[]> {
    return this.#among(
      interventionIds,
      (these) => sql`
        SELECT planned_end.id, planned_end.intervention_id AS "interventionId", planned_end.position,
               planned_end.announced_on AS "announcedOn", planned_end.planned_end_on AS "plannedEndOn",
               planned_end.note
          FROM planned_end
         WHERE planned_end.intervention_id IN (${these})
         ORDER BY planned_end.intervention_id, planned_end.position`,
    );
  }

  directionsOf(interventionIds: readonly string[]): Promise<DirectionRow[]> {
    return this.#among(
      interventionIds,
      (these) => sql`
        SELECT direction.id, direction.intervention_id AS "interventionId", direction.number, direction.text,
               direction.due_on AS "dueOn", direction.status, direction.board_comment AS "boardComment",
               ${kept('direction')}
          FROM direction
         WHERE direction.intervention_id IN (${these}) AND ${live('direction')}
         ORDER BY direction.due_on, direction.recorded_at, direction.id`,
    );
  }

  criteriaOf(interventionIds: readonly string[]): Promise<CriterionRow[]> {
    return this.#among(
      interventionIds,
      (these) => sql`
        SELECT exit_criterion.id, exit_criterion.intervention_id AS "interventionId", exit_criterion.text,
               exit_criterion.test, exit_criterion.agreed_on AS "agreedOn",
               exit_criterion.owner_post AS "ownerPost", exit_criterion.status, exit_criterion.met_on AS "metOn",
               ${kept('exit_criterion')}
          FROM exit_criterion
         WHERE exit_criterion.intervention_id IN (${these}) AND ${live('exit_criterion')}
         ORDER BY exit_criterion.recorded_at, exit_criterion.id`,
    );
  }

  evidenceOf(criterionIds: readonly string[]): Promise<EvidenceRow[]> {
    return this.#among(
      criterionIds,
      (these) => sql`
        SELECT exit_evidence.id, exit_evidence.criterion_id AS "criterionId", exit_evidence.kind,
               exit_evidence.text, exit_evidence.occurred_on AS "occurredOn", exit_evidence.reference,
               ${kept('exit_evidence')}
          FROM exit_evidence
         WHERE exit_evidence.criterion_id IN (${these}) AND ${live('exit_evidence')}
         ORDER BY exit_evidence.recorded_at, exit_evidence.id`,
    );
  }

  changesOf(recordIds: readonly string[]): Promise<ChangeRow[]> {
    return this.#among(
      recordIds,
      (these) => sql`
        SELECT status_change.record_id AS "recordId", status_change.position, status_change.from_state AS "fromState",
               status_change.to_state AS "toState", status_change.occurred_on AS "occurredOn", status_change.text,
               status_change.recorded_at AS "recordedAt", status_change.recorded_by AS "recordedBy"
          FROM status_change
         WHERE status_change.record_id IN (${these})
         ORDER BY status_change.record_id, status_change.position`,
    );
  }

  requestsOf(interventionIds: readonly string[]): Promise<RequestRow[]> {
    return this.#among(
      interventionIds,
      (these) => sql`
        SELECT step_request.id, step_request.ref, step_request.intervention_id AS "interventionId",
               step_request.from_level AS "fromLevel", step_request.to_level AS "toLevel", step_request.kind,
               step_request.type_text AS "typeText", step_request.authority,
               step_request.legal_basis AS "legalBasis", step_request.asked_on AS "askedOn",
               step_request.asked_by AS "askedBy", step_request.why, step_request.state,
               step_request.decided_on AS "decidedOn", step_request.decided_by AS "decidedBy",
               step_request.decision_why AS "decisionWhy", step_request.effective_on AS "effectiveOn",
               step_request.decision_recorded_by AS "decisionRecordedBy", made.ref AS "madeRef",
               ${kept('step_request')}
          FROM step_request
          LEFT JOIN intervention AS made ON made.id = step_request.made_intervention_id
         WHERE step_request.intervention_id IN (${these}) AND ${live('step_request')}
         ORDER BY step_request.asked_on, step_request.ref`,
    );
  }

  stepDownsOf(interventionIds: readonly string[]): Promise<StepDownRow[]> {
    return this.#among(
      interventionIds,
      (these) => sql`
        SELECT step_down.id, step_down.intervention_id AS "interventionId", step_down.level, step_down.text,
               step_down.from_on AS "fromOn", step_down.until_on AS "untilOn", step_down.agreed_on AS "agreedOn",
               step_down.agreed_by AS "agreedBy", ${kept('step_down')}
          FROM step_down
         WHERE step_down.intervention_id IN (${these}) AND ${live('step_down')}
         ORDER BY step_down.intervention_id, step_down.position`,
    );
  }

  checks(ids: readonly string[]): Promise<CheckRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT sustainment_check.id, sustainment_check.organisation_id AS "organisationId",
               sustainment_check.intervention_id AS "interventionId", sustainment_check.months,
               sustainment_check.due_on AS "dueOn", sustainment_check.done_on AS "doneOn",
               sustainment_check.by_whom AS "byWhom", sustainment_check.result, sustainment_check.text,
               ${kept('sustainment_check')}
          FROM sustainment_check
         WHERE sustainment_check.id IN (${these}) AND ${live('sustainment_check')}
         ORDER BY sustainment_check.due_on, sustainment_check.done_on, sustainment_check.id`,
    );
  }

  sustainabilityPlans(ids: readonly string[]): Promise<SustainabilityPlanRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT sustainability_plan.id, sustainability_plan.agreed_on AS "agreedOn",
               sustainability_plan.agreed_by AS "agreedBy", sustainability_plan.text,
               sustainability_plan.review_on AS "reviewOn", ${kept('sustainability_plan')}
          FROM sustainability_plan
         WHERE sustainability_plan.id IN (${these}) AND ${live('sustainability_plan')}
         ORDER BY sustainability_plan.agreed_on, sustainability_plan.recorded_at`,
    );
  }

  events(ids: readonly string[]): Promise<EventRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT organisation_event.id, organisation_event.ref, organisation_event.occurred_on AS "occurredOn",
               organisation_event.kind, organisation_event.text, organisation_event.significant,
               ${kept('organisation_event')}
          FROM organisation_event
         WHERE organisation_event.id IN (${these}) AND ${live('organisation_event')}
         ORDER BY organisation_event.occurred_on, organisation_event.ref`,
    );
  }

  structuralChanges(ids: readonly string[]): Promise<StructuralChangeRow[]> {
    return this.#among(
      ids,
      (these) => sql`
        SELECT structural_change.id, structural_change.occurred_on AS "occurredOn", structural_change.kind,
               structural_change.text, structural_change.reason, ${kept('structural_change')}
          FROM structural_change
         WHERE structural_change.id IN (${these}) AND ${live('structural_change')}
         ORDER BY structural_change.occurred_on, structural_change.id`,
    );
  }

  /** The record that a part belongs to: the step of a direction or a criterion, the help of a finding, the trigger of a breach. */
  async parentOf(kind: PartKind, id: string): Promise<string | null> {
    const row = await this.db.row<{ parentId: string }>(parents[kind](id));
    return row?.parentId ?? null;
  }

  async #among<Row>(ids: readonly string[], query: (these: Sql) => Sql): Promise<Row[]> {
    return ids.length === 0 ? [] : this.db.rows<Row>(query(list(ids)));
  }
}

export type PartKind =
  | 'exit_evidence'
  | 'direction'
  | 'exit_criterion'
  | 'peer_finding'
  | 'trigger_breach'
  | 'step_request';

const parents: Readonly<Record<PartKind, (id: string) => Sql>> = {
  exit_evidence: (id) =>
    sql`SELECT exit_evidence.criterion_id AS "parentId" FROM exit_evidence WHERE exit_evidence.id = ${id}`,
  direction: (id) => sql`SELECT direction.intervention_id AS "parentId" FROM direction WHERE direction.id = ${id}`,
  exit_criterion: (id) =>
    sql`SELECT exit_criterion.intervention_id AS "parentId" FROM exit_criterion WHERE exit_criterion.id = ${id}`,
  peer_finding: (id) =>
    sql`SELECT peer_finding.peer_support_id AS "parentId" FROM peer_finding WHERE peer_finding.id = ${id}`,
  trigger_breach: (id) =>
    sql`SELECT trigger_breach.trigger_id AS "parentId" FROM trigger_breach WHERE trigger_breach.id = ${id}`,
  step_request: (id) =>
    sql`SELECT step_request.intervention_id AS "parentId" FROM step_request WHERE step_request.id = ${id}`,
};
