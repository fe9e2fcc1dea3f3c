import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

/** Something on the record that waits for a board. What its parts mean depends on its kind. */
export type WaitingRow = {
  readonly kind: 'minutes' | 'plan_version' | 'date_request' | 'decision' | 'breach' | 'challenge' | 'evidence';
  readonly id: string;
  /** The reference under which it is found. */
  readonly ref: string;
  /** What it belongs to: the milestone of a request, the trigger of a breach. */
  readonly parent: string | null;
  readonly text: string;
  /** The day that it asks for, or by which it is wanted. */
  readonly day: CalendarDay | null;
  /** The number of a version of a plan. */
  readonly number: number | null;
};

type Asked = {
  readonly organisationId: string;
  readonly boardId: string;
  /** The meeting before, whose minutes may wait to be agreed. */
  readonly previousId: string | null;
  /** Evidence that says too little after that day is worth a word. */
  readonly until: CalendarDay;
};

/** What waits for a board. Whoever asks has found its meeting within their reach. */
@Injectable()
export class AgendaQueries {
  constructor(private readonly db: Database) {}

  /** Everything that nobody has to work out, in one statement. */
  waiting({ organisationId, boardId, previousId, until }: Asked): Promise<WaitingRow[]> {
    return this.db.rows<WaitingRow>(sql`
      SELECT 'minutes' AS kind, review.id AS id, review.ref AS ref, CAST(NULL AS varchar(20)) AS parent, '' AS text,
             review.held_on AS day, CAST(NULL AS integer) AS number, review.held_on AS place
        FROM minutes
        JOIN review ON review.id = minutes.review_id
       WHERE minutes.review_id = ${previousId} AND minutes.state = 'draft' AND minutes.withdrawn_at IS NULL
       UNION ALL
      SELECT 'plan_version', plan_version.id, plan.ref, NULL, plan.title, NULL, plan_version.number, plan.ref
        FROM plan_version
        JOIN plan ON plan.id = plan_version.plan_id AND plan.withdrawn_at IS NULL
       WHERE plan.organisation_id = ${organisationId} AND plan_version.state = 'proposed'
         AND plan_version.withdrawn_at IS NULL
       UNION ALL
      SELECT 'date_request', date_request.id, date_request.ref, milestone.ref, milestone.title,
             date_request.asked_to, NULL, date_request.asked_at
        FROM date_request
        JOIN milestone ON milestone.id = date_request.milestone_id AND milestone.withdrawn_at IS NULL
        JOIN plan ON plan.id = milestone.plan_id AND plan.withdrawn_at IS NULL
       WHERE plan.organisation_id = ${organisationId} AND date_request.status = 'asked'
       UNION ALL
      SELECT 'decision', decision.id, decision.ref, NULL, decision.text, decision.review_on, NULL, decision.review_on
        FROM decision
        JOIN review ON review.id = decision.review_id
       WHERE review.board_id = ${boardId} AND decision.withdrawn_at IS NULL
         AND decision.review_on IS NOT NULL AND decision.reviewed_on IS NULL
       UNION ALL
      SELECT 'breach', trigger_breach.id, support_trigger.ref, support_trigger.ref, trigger_breach.text,
             trigger_breach.detected_on, NULL, trigger_breach.detected_on
        FROM trigger_breach
        JOIN support_trigger ON support_trigger.id = trigger_breach.trigger_id
       WHERE support_trigger.organisation_id = ${organisationId} AND support_trigger.withdrawn_at IS NULL
         AND trigger_breach.withdrawn_at IS NULL AND trigger_breach.responded_on IS NULL
       UNION ALL
      SELECT 'challenge', challenge.id, challenge.ref, NULL, challenge.text, challenge.due_on, NULL, challenge.raised_on
        FROM challenge
        JOIN review ON review.id = challenge.review_id
       WHERE review.board_id = ${boardId} AND challenge.withdrawn_at IS NULL AND challenge.state = 'open'
       UNION ALL
      SELECT 'evidence', evidence.id, evidence.ref, NULL, evidence.title, evidence.good_until, NULL, evidence.good_until
        FROM evidence
       WHERE evidence.organisation_id = ${organisationId} AND evidence.withdrawn_at IS NULL
         AND evidence.good_until <= ${until}
       ORDER BY kind, place, ref`);
  }
}
