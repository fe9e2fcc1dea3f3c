import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { AskedDate } from '../domain/date-move.js';
import type { DateRequestState } from '../domain/date-request.js';
import type { BoardDecision } from '../domain/milestone-words.js';
import { DateChange, DateRequest } from './milestone.entity.js';

type Answer = {
  readonly status: DateRequestState;
  readonly to: CalendarDay | null;
  readonly decision: BoardDecision | null;
  readonly answer: string | null;
};

type NewDateChange = AskedDate & {
  readonly from: CalendarDay;
  readonly requestId: string | null;
  readonly decision: BoardDecision | null;
  readonly askedBy: string;
  readonly on: CalendarDay;
};

@Injectable()
export class DatesStore {
  constructor(private readonly db: Database) {}

  async ask({ at, by }: Stamp, milestoneId: string, { to, reasonCode, reason }: AskedDate): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('DR', 1);
    const id = randomUUID();
    await this.db.insert(DateRequest, [
      {
        id,
        ref,
        milestoneId,
        askedTo: to,
        reasonCode,
        reason,
        askedBy: by,
        askedAt: at,
        status: 'asked',
        decidedTo: null,
        decidedDecisionId: null,
        decidedDecisionRef: null,
        approvedBy: null,
        decidedBy: null,
        decidedAt: null,
        answer: null,
        version: 1,
      },
    ]);
    return { id, ref };
  }

  async answer({ at, by }: Stamp, id: string, { status, to, decision, answer }: Answer): Promise<void> {
    await this.db.run(sql`
      UPDATE date_request
         SET status = ${status}, decided_to = ${to}, decided_decision_id = ${decision?.id ?? null},
             decided_decision_ref = ${decision?.ref ?? null}, approved_by = ${decision?.approvedBy ?? null},
             decided_by = ${by}, decided_at = ${at}, answer = ${answer}, version = version + 1
       WHERE date_request.id = ${id}`);
  }

  /** Adds the next numbered move of a milestone’s date. */
  async add({ at, by }: Stamp, milestoneId: string, change: NewDateChange): Promise<number> {
    const last = await this.db.row<{ number: number | null }>(sql`
      SELECT MAX(date_change.number) AS number FROM date_change WHERE date_change.milestone_id = ${milestoneId}`);
    const number = (last?.number ?? 0) + 1;
    await this.db.insert(DateChange, [
      {
        id: randomUUID(),
        milestoneId,
        number,
        fromDue: change.from,
        toDue: change.to,
        reasonCode: change.reasonCode,
        reason: change.reason,
        requestId: change.requestId,
        decisionId: change.decision?.id ?? null,
        decisionRef: change.decision?.ref ?? null,
        approvedBy: change.decision?.approvedBy ?? null,
        askedBy: change.askedBy,
        onDay: change.on,
        at,
        byName: by,
      },
    ]);
    return number;
  }
}
