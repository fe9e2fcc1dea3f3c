import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type {
  PackConditionRow,
  PackDeadlineRow,
  PackInspectionRow,
  PackLearningRow,
  PackMeasurePartRow,
  PackPostRow,
  PackSharedRow,
} from './pack-record.row.js';
import { overallAsPublished } from '../../inspections/data/overall-as-published.js';

/**
 * What a pack tells of a body beside its plan, its measures and its board: what only the board may read is among it,
 * and its visibility says so. What inspectors have not published is not.
 */
@Injectable()
export class PackRecordQueries {
  constructor(private readonly db: Database) {}

  /** Posts that somebody took up or left from a day on. */
  posts(organisationId: string, from: CalendarDay): Promise<PackPostRow[]> {
    return this.db.rows<PackPostRow>(sql`
      SELECT post_holding.post, post_holding.started_on AS "startedOn", post_holding.ended_on AS "endedOn",
             post_holding.interim, post_holding.visibility, post_holding.recorded_at AS "recordedAt"
        FROM post_holding
       WHERE post_holding.organisation_id = ${organisationId} AND post_holding.withdrawn_at IS NULL
         AND (post_holding.started_on >= ${from} OR post_holding.ended_on >= ${from})
       ORDER BY coalesce(post_holding.ended_on, post_holding.started_on), post_holding.post, post_holding.id`);
  }

  /** Reports and letters that were published from a day on. */
  inspections(organisationId: string, from: CalendarDay): Promise<PackInspectionRow[]> {
    return this.db.rows<PackInspectionRow>(sql`
      SELECT inspection.ref, inspection.published_on AS "publishedOn", inspection.type,
             inspection.type_text AS "typeText", inspection.subject, ${overallAsPublished} AS "overallLabel"
        FROM inspection
       WHERE inspection.organisation_id = ${organisationId} AND inspection.visibility = 'public'
         AND inspection.withdrawn_at IS NULL AND inspection.published_on >= ${from}
       ORDER BY inspection.published_on, inspection.ref`);
  }

  /** Directions and exit criteria of the interventions that have not ended. */
  conditions(organisationId: string): Promise<PackConditionRow[]> {
    return this.db.rows<PackConditionRow>(sql`
      SELECT direction.id AS id, 'direction' AS kind, intervention.ref AS "interventionRef", direction.number,
             direction.text, direction.status, direction.due_on AS "dueOn", direction.visibility,
             (SELECT CAST(count(*) AS integer) FROM evidence_link
               WHERE evidence_link.entity = 'direction' AND evidence_link.entity_id = direction.id) AS evidence,
             0 AS place, direction.recorded_at AS "recordedAt"
        FROM direction
        JOIN intervention ON intervention.id = direction.intervention_id
       WHERE intervention.organisation_id = ${organisationId} AND intervention.withdrawn_at IS NULL
         AND intervention.ended_on IS NULL AND direction.withdrawn_at IS NULL
       UNION ALL
      SELECT exit_criterion.id, 'exit_criterion', intervention.ref, NULL, exit_criterion.text, exit_criterion.status,
             NULL, exit_criterion.visibility,
             (SELECT CAST(count(*) AS integer) FROM exit_evidence
               WHERE exit_evidence.criterion_id = exit_criterion.id AND exit_evidence.withdrawn_at IS NULL),
             1, exit_criterion.recorded_at
        FROM exit_criterion
        JOIN intervention ON intervention.id = exit_criterion.intervention_id
       WHERE intervention.organisation_id = ${organisationId} AND intervention.withdrawn_at IS NULL
         AND intervention.ended_on IS NULL AND exit_criterion.withdrawn_at IS NULL
         AND coalesce(exit_criterion.status, 'not_met') <> 'withdrawn'
       ORDER BY "interventionRef", place, "recordedAt", id`);
  }

  /** Clocks that run, and those that were stopped from a day on. Those of inspections are for their teams. */
  deadlines(organisationId: string, from: CalendarDay): Promise<PackDeadlineRow[]> {
    return this.db.rows<PackDeadlineRow>(sql`
      SELECT deadline.ref, deadline.text, deadline.due_on AS "dueOn", deadline.met_on AS "metOn", deadline.visibility
        FROM deadline
       WHERE deadline.organisation_id = ${organisationId} AND deadline.withdrawn_at IS NULL
         AND deadline.visibility IN ('public', 'board')
         AND (deadline.met_on IS NULL OR deadline.met_on >= ${from})
       ORDER BY deadline.due_on, deadline.ref`);
  }

  /** Learning reviews that began, ended or were told to staff from a day on, with what is done because of them. */
  learningReviews(organisationId: string, from: CalendarDay): Promise<PackLearningRow[]> {
    return this.db.rows<PackLearningRow>(sql`
      SELECT learning_review.ref, learning_review.type, learning_review.prompted_by AS "promptedBy",
             learning_review.begun_on AS "begunOn", learning_review.finished_on AS "finishedOn",
             learning_review.learned, learning_action.text AS action
        FROM learning_review
        LEFT JOIN learning_action ON learning_action.review_id = learning_review.id
       WHERE learning_review.organisation_id = ${organisationId} AND learning_review.withdrawn_at IS NULL
         AND learning_review.visibility IN ('public', 'board')
         AND (learning_review.begun_on >= ${from} OR learning_review.finished_on >= ${from}
              OR learning_review.shared_on >= ${from})
       ORDER BY learning_review.begun_on, learning_review.ref, learning_action.number`);
  }

  /** What was shared with others, confirmed, corrected or withdrawn from a day on: everybody may read it. */
  sharedLearning(organisationId: string, from: CalendarDay): Promise<PackSharedRow[]> {
    return this.db.rows<PackSharedRow>(sql`
      SELECT learning_shared.ref, learning_change.title, learning_shared.did_not_work AS "didNotWork",
             learning_change.change, learning_change.changed_on AS "on", learning_change.reason
        FROM learning_shared
        JOIN learning_change ON learning_change.learning_id = learning_shared.id
       WHERE learning_shared.organisation_id = ${organisationId} AND learning_shared.visibility = 'public'
         AND learning_shared.withdrawn_at IS NULL AND learning_change.changed_on >= ${from}
       ORDER BY learning_change.changed_on, learning_shared.ref, learning_change.number`);
  }

  /** Definitions that replaced another, baselines that a decision locked, and dips that were written down. */
  measureParts(organisationId: string): Promise<PackMeasurePartRow[]> {
    return this.db.rows<PackMeasurePartRow>(sql`
      SELECT measure.ref AS ref, 'definition' AS part, measure_definition.from_on AS "fromOn",
             CAST(NULL AS varchar(10)) AS "toOn", measure_definition.edition,
             coalesce(measure_definition.reason, measure_definition.text) AS text,
             CAST(NULL AS varchar(20)) AS "decisionRef", CAST(NULL AS integer) AS months,
             CAST(NULL AS double precision) AS "limitValue", 'public' AS visibility
        FROM measure_definition
        JOIN measure ON measure.id = measure_definition.measure_id
       WHERE measure.organisation_id = ${organisationId} AND measure.withdrawn_at IS NULL
         AND measure_definition.edition > 1
       UNION ALL
      SELECT measure.ref, 'baseline', baseline.from_on, baseline.to_on, 0, baseline.reason, baseline.decision_ref,
             NULL, NULL, baseline.visibility
        FROM baseline
        JOIN measure ON measure.id = baseline.measure_id
       WHERE measure.organisation_id = ${organisationId} AND measure.withdrawn_at IS NULL
         AND baseline.withdrawn_at IS NULL AND baseline.visibility IN ('public', 'board')
       UNION ALL
      SELECT measure.ref, 'dip', expected_dip.written_on, NULL, 0, expected_dip.reason, expected_dip.decision_ref,
             expected_dip.months, expected_dip.limit_value, expected_dip.visibility
        FROM expected_dip
        JOIN measure ON measure.id = expected_dip.measure_id
       WHERE measure.organisation_id = ${organisationId} AND measure.withdrawn_at IS NULL
         AND expected_dip.withdrawn_at IS NULL AND expected_dip.visibility IN ('public', 'board')
       ORDER BY ref, part, "fromOn"`);
  }
}
