import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { RecordedRow, RoomRow } from './meeting.row.js';

/** What the page of a meeting reads across boards, each in one statement. Whoever asks has found the meeting within a reach. */
@Injectable()
export class MeetingQueries {
  constructor(private readonly db: Database) {}

  /** Those who sit on the board on the day, chair and vice-chair first. */
  room({ id, boardId, heldOn }: { readonly id: string; readonly boardId: string; readonly heldOn: CalendarDay }) {
    return this.db.rows<RoomRow>(sql`
      SELECT board_member.id, board_member.display_name AS name, board_member.role_title AS role,
             board_member.voting, attendance.presence, attendance.substitute_post AS "substitutePost",
             attendance.declared_interest AS interest, COALESCE(attendance.version, 0) AS version
        FROM board_member
        LEFT JOIN attendance ON attendance.member_id = board_member.id AND attendance.review_id = ${id}
       WHERE board_member.board_id = ${boardId} AND board_member.withdrawn_at IS NULL
         AND board_member.from_on <= ${heldOn} AND (board_member.to_on IS NULL OR board_member.to_on >= ${heldOn})
       ORDER BY CASE board_member.seat WHEN 'chair' THEN 0 WHEN 'vice' THEN 1 ELSE 2 END,
                board_member.display_name, board_member.id`);
  }

  recordedAt(reviewId: string): Promise<RecordedRow[]> {
    return this.db.rows<RecordedRow>(sql`
      SELECT 'decision' AS kind, decision.ref, decision.agenda_item_id AS "itemId", decision.text, decision.type,
             decision.for_lack_of_quorum AS "forLackOfQuorum", decision.who_for AS who, NULL AS "byName",
             decision.review_on AS "dueOn", decision.confidential, decision.recorded_at AS at
        FROM decision
       WHERE decision.review_id = ${reviewId} AND decision.withdrawn_at IS NULL
       UNION ALL
      SELECT 'challenge', challenge.ref, challenge.agenda_item_id, challenge.text, NULL, 0, challenge.to_post,
             board_member.display_name, challenge.due_on, challenge.confidential, challenge.recorded_at
        FROM challenge
        LEFT JOIN board_member ON board_member.id = challenge.by_member_id
       WHERE challenge.review_id = ${reviewId} AND challenge.withdrawn_at IS NULL
       UNION ALL
      SELECT 'action', board_action.ref, board_action.agenda_item_id, board_action.text, NULL, 0,
             board_action.owner_post, NULL, board_action.due_on, board_action.confidential, board_action.recorded_at
        FROM board_action
       WHERE board_action.review_id = ${reviewId} AND board_action.withdrawn_at IS NULL
       ORDER BY at, ref`);
  }
}
