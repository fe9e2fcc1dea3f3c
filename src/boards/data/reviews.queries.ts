import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { AgendaItemRow, AttendanceRow, ReviewRow, ReviewStepRow } from './board.row.js';
import { boardWithin } from './boards.queries.js';
import { withFlags } from './flags.js';

/** Meetings of boards with their agenda and attendance. Cancelled ones are found by their reference only. */
@Injectable()
export class ReviewsQueries {
  constructor(private readonly db: Database) {}

  async byRef(ref: string): Promise<ReviewRow | null> {
    const [row] = await this.#reviews(sql`review.ref = ${ref}`);
    return row ?? null;
  }

  async byId(id: string): Promise<ReviewRow | null> {
    const [row] = await this.#reviews(sql`review.id = ${id}`);
    return row ?? null;
  }

  /** The meeting, where its board lies within the reach. */
  async seenByRef(ref: string, reach: Reach, today: CalendarDay): Promise<ReviewRow | null> {
    const [row] = await this.#reviews(sql`review.ref = ${ref} AND ${boardWithin(reach, today)}`);
    return row ?? null;
  }

  /** The meetings of these boards that were not cancelled, the latest first. */
  ofBoards(boardIds: readonly string[]): Promise<ReviewRow[]> {
    if (boardIds.length === 0) return Promise.resolve([]);
    return this.#reviews(sql`review.board_id IN (${list(boardIds)}) AND review.withdrawn_at IS NULL`);
  }

  /** The meeting of a board before a day, and not cancelled: what the next one follows. */
  async latestBefore(boardId: string, heldOn: CalendarDay): Promise<ReviewRow | null> {
    const [row] = await this.#reviews(
      sql`review.board_id = ${boardId} AND review.withdrawn_at IS NULL AND review.held_on < ${heldOn}`,
    );
    return row ?? null;
  }

  async stepsOf(reviewId: string): Promise<ReviewStepRow[]> {
    return this.db.rows<ReviewStepRow>(sql`
      SELECT review_step.review_id AS "reviewId", review_step.position, review_step.from_state AS "fromState",
             review_step.to_state AS "toState", review_step.held_on AS "heldOn", review_step.reason,
             review_step.recorded_at AS "recordedAt", review_step.recorded_by AS "recordedBy"
        FROM review_step
       WHERE review_step.review_id = ${reviewId}
       ORDER BY review_step.position`);
  }

  async attendanceOf(reviewIds: readonly string[]): Promise<AttendanceRow[]> {
    if (reviewIds.length === 0) return [];
    return this.db.rows<AttendanceRow>(sql`
      SELECT attendance.id, attendance.review_id AS "reviewId", attendance.member_id AS "memberId",
             attendance.presence, attendance.substitute_post AS "substitutePost",
             attendance.declared_interest AS "declaredInterest", attendance.recorded_at AS "recordedAt",
             attendance.recorded_by AS "recordedBy", attendance.version
        FROM attendance
       WHERE attendance.review_id IN (${list(reviewIds)})
       ORDER BY attendance.review_id, attendance.id`);
  }

  /** The agenda in its order. */
  async agendaOf(reviewId: string): Promise<AgendaItemRow[]> {
    return this.#items(sql`agenda_item.review_id = ${reviewId}`);
  }

  async item(id: string): Promise<AgendaItemRow | null> {
    const [row] = await this.#items(sql`agenda_item.id = ${id}`);
    return row ?? null;
  }

  async #items(which: Sql): Promise<AgendaItemRow[]> {
    return withFlags<AgendaItemRow, 'confidential' | 'late'>(
      await this.db.rows(sql`
        SELECT agenda_item.id, agenda_item.review_id AS "reviewId", agenda_item.position, agenda_item.title,
               agenda_item.purpose, agenda_item.minutes_planned AS "minutesPlanned",
               agenda_item.lead_post AS "leadPost", agenda_item.confidential,
               agenda_item.confidential_reason AS "confidentialReason", agenda_item.paper, agenda_item.outcome,
               agenda_item.source_kind AS "sourceKind", agenda_item.source_id AS "sourceId", agenda_item.late,
               agenda_item.version
          FROM agenda_item
         WHERE agenda_item.withdrawn_at IS NULL AND ${which}
         ORDER BY agenda_item.position, agenda_item.recorded_at, agenda_item.id`),
      'confidential',
      'late',
    );
  }

  async #reviews(which: Sql): Promise<ReviewRow[]> {
    return withFlags<ReviewRow, 'quorate'>(
      await this.db.rows(sql`
        SELECT review.id, review.ref, review.board_id AS "boardId", board.ref AS "boardRef", board.name AS "boardName",
               board.visibility AS "boardVisibility", board.organisation_id AS "organisationId",
               organisation.name AS "organisationName", organisation.slug AS "organisationSlug", organisation.country,
               review.held_on AS "heldOn", review.starts_at AS "startsAt", review.place, review.state,
               review.updates_due_on AS "updatesDueOn", review.pack_due_on AS "packDueOn",
               review.minutes_due_on AS "minutesDueOn", review.pack_frozen_at AS "packFrozenAt", review.quorate,
               review.previous_id AS "previousId", earlier.ref AS "previousRef", review.visibility, review.version,
               review.withdrawn_at AS "withdrawnAt", review.withdrawn_reason AS "withdrawnReason"
          FROM review
          JOIN board ON board.id = review.board_id
          JOIN organisation ON organisation.id = board.organisation_id
          LEFT JOIN review AS earlier ON earlier.id = review.previous_id
         WHERE board.withdrawn_at IS NULL AND ${which}
         ORDER BY review.held_on DESC, review.ref DESC`),
      'quorate',
    );
  }
}
