import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type {
  DateChangeRow,
  DateRequestRow,
  DependencyRow,
  MilestoneCheckRow,
  MilestoneLinkRow,
  MilestoneMoveRow,
  MilestoneRow,
  MilestoneUpdateRow,
} from './plan.row.js';

/**
 * Milestones with what is known of each. Whoever asks has found the plan within a reach first: these do not ask who
 * reads.
 */
@Injectable()
export class MilestonesQueries {
  constructor(private readonly db: Database) {}

  ofPlan(planId: string): Promise<MilestoneRow[]> {
    return this.db.rows<MilestoneRow>(this.#milestones(sql`milestone.plan_id = ${planId}`));
  }

  /** Every milestone of the plans of a body. */
  ofOrganisation(organisationId: string): Promise<MilestoneRow[]> {
    return this.db.rows<MilestoneRow>(
      this.#milestones(sql`plan.organisation_id = ${organisationId} AND plan.withdrawn_at IS NULL`),
    );
  }

  byRef(ref: string): Promise<MilestoneRow | null> {
    return this.db.row<MilestoneRow>(this.#milestones(sql`milestone.ref = ${ref}`));
  }

  byId(id: string): Promise<MilestoneRow | null> {
    return this.db.row<MilestoneRow>(this.#milestones(sql`milestone.id = ${id}`));
  }

  /** Milestones whose evidence was owed for longer than it may be. */
  owedBefore(today: CalendarDay): Promise<MilestoneRow[]> {
    return this.db.rows<MilestoneRow>(
      this.#milestones(sql`milestone.state = 'action_complete' AND milestone.evidence_owed_until < ${today}`),
    );
  }

  async idByTitle(planId: string, title: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT milestone.id FROM milestone
       WHERE milestone.plan_id = ${planId} AND LOWER(milestone.title) = LOWER(${title})
         AND milestone.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }

  updatesOf(milestoneIds: readonly string[]): Promise<MilestoneUpdateRow[]> {
    return this.#among(
      milestoneIds,
      (these) => sql`
        SELECT milestone_update.id, milestone_update.milestone_id AS "milestoneId", milestone_update.position,
               milestone_update.at, milestone_update.by_name AS "byName", milestone_update.review_ref AS "reviewRef",
               milestone_update.state, milestone_update.rating, milestone_update.reason_code AS "reasonCode",
               milestone_update.note, milestone_update.forecast_due AS "forecastDue",
               milestone_update.evidence_owed AS "evidenceOwed"
          FROM milestone_update
         WHERE milestone_update.milestone_id IN (${these})
         ORDER BY milestone_update.milestone_id, milestone_update.position`,
    );
  }

  movesOf(milestoneIds: readonly string[]): Promise<MilestoneMoveRow[]> {
    return this.#among(
      milestoneIds,
      (these) => sql`
        SELECT milestone_move.id, milestone_move.milestone_id AS "milestoneId", milestone_move.position,
               milestone_move.from_state AS "fromState", milestone_move.to_state AS "toState",
               milestone_move.on_day AS "onDay", milestone_move.reason, milestone_move.decision_id AS "decisionId",
               milestone_move.decision_ref AS "decisionRef", milestone_move.approved_by AS "approvedBy",
               milestone_move.at, milestone_move.by_name AS "byName"
          FROM milestone_move
         WHERE milestone_move.milestone_id IN (${these})
         ORDER BY milestone_move.milestone_id, milestone_move.position`,
    );
  }

  checksOf(milestoneIds: readonly string[]): Promise<MilestoneCheckRow[]> {
    return this.#among(
      milestoneIds,
      (these) => sql`
        SELECT milestone_check.id, milestone_check.milestone_id AS "milestoneId", milestone_check.on_day AS "onDay",
               milestone_check.by_text AS "byText", milestone_check.result, milestone_check.text,
               milestone_check.recorded_by AS "recordedBy"
          FROM milestone_check
         WHERE milestone_check.milestone_id IN (${these})
         ORDER BY milestone_check.on_day, milestone_check.recorded_at`,
    );
  }

  /** Every move of these milestones’ dates, corrections among them, in the order of their numbers. */
  dateChangesOf(milestoneIds: readonly string[]): Promise<DateChangeRow[]> {
    return this.#among(
      milestoneIds,
      (these) => sql`
        SELECT date_change.id, date_change.milestone_id AS "milestoneId", date_change.number,
               date_change.from_due AS "fromDue", date_change.to_due AS "toDue",
               date_change.reason_code AS "reasonCode", date_change.reason, date_change.request_id AS "requestId",
               date_change.decision_id AS "decisionId", date_change.decision_ref AS "decisionRef",
               date_change.approved_by AS "approvedBy", date_change.asked_by AS "askedBy",
               date_change.on_day AS "onDay", date_change.at, date_change.by_name AS "byName"
          FROM date_change
         WHERE date_change.milestone_id IN (${these})
         ORDER BY date_change.milestone_id, date_change.number`,
    );
  }

  requestsOf(milestoneIds: readonly string[]): Promise<DateRequestRow[]> {
    return this.#among(milestoneIds, (these) => this.#requests(sql`date_request.milestone_id IN (${these})`));
  }

  /** Requests for dates of a body’s plans that nobody has decided. */
  openRequestsOf(organisationId: string): Promise<DateRequestRow[]> {
    return this.db.rows<DateRequestRow>(
      this.#requests(sql`milestone.plan_id IN (SELECT plan.id FROM plan WHERE plan.organisation_id = ${organisationId})
         AND date_request.status = 'asked'`),
    );
  }

  requestByRef(ref: string): Promise<DateRequestRow | null> {
    return this.db.row<DateRequestRow>(this.#requests(sql`date_request.ref = ${ref}`));
  }

  linksOf(milestoneIds: readonly string[]): Promise<MilestoneLinkRow[]> {
    return this.#among(
      milestoneIds,
      (these) => sql`
        SELECT milestone_link.id, milestone_link.milestone_id AS "milestoneId", milestone_link.kind,
               milestone_link.target_id AS "targetId", milestone_link.recorded_at AS "recordedAt"
          FROM milestone_link
         WHERE milestone_link.milestone_id IN (${these})
         ORDER BY milestone_link.kind, milestone_link.recorded_at, milestone_link.id`,
    );
  }

  /** What waits for what in a plan: `from` waits for `to`. */
  dependenciesOfPlan(planId: string): Promise<DependencyRow[]> {
    return this.#dependencies(sql`waiting.plan_id = ${planId}`);
  }

  /** What waits for what in the plans of a body. */
  dependenciesOfOrganisation(organisationId: string): Promise<DependencyRow[]> {
    return this.#dependencies(
      sql`waiting.plan_id IN (SELECT plan.id FROM plan WHERE plan.organisation_id = ${organisationId})`,
    );
  }

  #dependencies(which: Sql): Promise<DependencyRow[]> {
    return this.db.rows<DependencyRow>(sql`
      SELECT dependency.id, dependency.from_id AS "fromId", waiting.ref AS "fromRef", dependency.to_id AS "toId",
             awaited.ref AS "toRef", awaited.title AS "toTitle", dependency.kind
        FROM dependency
        JOIN milestone AS waiting ON waiting.id = dependency.from_id
        JOIN milestone AS awaited ON awaited.id = dependency.to_id
       WHERE ${which}
       ORDER BY waiting.ref, awaited.ref`);
  }

  #requests(which: Sql): Sql {
    return sql`
      SELECT date_request.id, date_request.ref, date_request.milestone_id AS "milestoneId",
             milestone.ref AS "milestoneRef", milestone.plan_id AS "planId", date_request.asked_to AS "askedTo",
             date_request.reason_code AS "reasonCode", date_request.reason, date_request.asked_by AS "askedBy",
             date_request.asked_at AS "askedAt", date_request.status, date_request.decided_to AS "decidedTo",
             date_request.decided_decision_id AS "decidedDecisionId",
             date_request.decided_decision_ref AS "decidedDecisionRef", date_request.approved_by AS "approvedBy",
             date_request.decided_at AS "decidedAt", date_request.answer, date_request.version
        FROM date_request
        JOIN milestone ON milestone.id = date_request.milestone_id
       WHERE ${which}
       ORDER BY date_request.asked_at, date_request.ref`;
  }

  #milestones(which: Sql): Sql {
    return sql`
      SELECT milestone.id, milestone.ref, milestone.plan_id AS "planId", plan.ref AS "planRef",
             plan.title AS "planTitle", plan.organisation_id AS "organisationId",
             milestone.priority_id AS "priorityId", priority.number AS "priorityNumber",
             priority.title AS "priorityTitle", milestone.their_ref AS "theirRef", milestone.title,
             milestone.done_means AS "doneMeans", milestone.owner_post AS "ownerPost",
             milestone.deputy_post AS "deputyPost", milestone.lever, milestone.horizon, milestone.weight,
             milestone.baseline_due AS "baselineDue", milestone.current_due AS "currentDue",
             milestone.forecast_due AS "forecastDue", milestone.start_on AS "startOn", milestone.state,
             milestone.owner_rating AS "ownerRating", milestone.completed_on AS "completedOn",
             milestone.completed_by AS "completedBy", milestone.impact_due AS "impactDue",
             milestone.impact_shown_on AS "impactShownOn", milestone.evidence_owed_until AS "evidenceOwedUntil",
             milestone.adapted_from AS "adaptedFrom", milestone.safety_critical AS "safetyCritical",
             milestone.date_written_at AS "dateWrittenAt", milestone.date_written_by AS "dateWrittenBy",
             milestone.version, milestone.recorded_at AS "recordedAt", milestone.recorded_by AS "recordedBy",
             COALESCE(moved.moves, 0) AS moves, COALESCE(moved.corrections, 0) AS corrections,
             COALESCE(shown.pieces, 0) AS "evidenceCount", latest.at AS "updatedAt", latest.by_name AS "updatedBy",
             latest.note AS "lastNote"
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id
        JOIN priority ON priority.id = milestone.priority_id
        LEFT JOIN (SELECT date_change.milestone_id,
                          CAST(SUM(CASE WHEN date_change.decision_ref IS NULL THEN 0 ELSE 1 END) AS INTEGER) AS moves,
                          CAST(SUM(CASE WHEN date_change.decision_ref IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS corrections
                     FROM date_change
                    GROUP BY date_change.milestone_id) AS moved ON moved.milestone_id = milestone.id
        LEFT JOIN (SELECT evidence_link.entity_id, CAST(COUNT(*) AS INTEGER) AS pieces
                     FROM evidence_link
                     JOIN evidence ON evidence.id = evidence_link.evidence_id AND evidence.withdrawn_at IS NULL
                    WHERE evidence_link.entity = 'milestone'
                    GROUP BY evidence_link.entity_id) AS shown ON shown.entity_id = milestone.id
        LEFT JOIN milestone_update AS latest
               ON latest.milestone_id = milestone.id
              AND latest.position = (SELECT MAX(said.position) FROM milestone_update AS said
                                      WHERE said.milestone_id = milestone.id)
       WHERE milestone.withdrawn_at IS NULL AND ${which}
       ORDER BY priority.number, milestone.current_due, milestone.ref`;
  }

  #among<Row>(ids: readonly string[], ask: (these: Sql) => Sql): Promise<Row[]> {
    return inChunks(ids, (chunk) => this.db.rows<Row>(ask(list(chunk))));
  }
}
