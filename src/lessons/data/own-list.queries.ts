import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import type { TiedAction } from '../domain/findings-in-time.js';

type Row = Omit<TiedAction, 'writtenOn'> & { readonly recordedAt: string; readonly tiedAt: string };

/** What an organisation had on its own list: the actions of its plans, as people tied them to findings. */
@Injectable()
export class OwnListQueries {
  constructor(private readonly db: Database) {}

  /** Ties to these findings that stood at the end of a day. Whoever asks may read the plans of the body. */
  async tiedTo(
    findingIds: readonly string[],
    { organisationId, upTo }: { readonly organisationId: string; readonly upTo: CalendarDay },
  ): Promise<readonly TiedAction[]> {
    if (findingIds.length === 0) return [];
    const rows = await this.db.rows<Row>(sql`
      SELECT milestone_link.target_id AS "findingId", plan.ref AS "planRef", milestone.ref, milestone.title,
             milestone.recorded_at AS "recordedAt", milestone_link.recorded_at AS "tiedAt"
        FROM milestone_link
        JOIN milestone ON milestone.id = milestone_link.milestone_id
        JOIN plan ON plan.id = milestone.plan_id
       WHERE milestone_link.kind = 'finding' AND milestone_link.target_id IN (${list(findingIds)})
         AND plan.organisation_id = ${organisationId} AND plan.withdrawn_at IS NULL AND milestone.withdrawn_at IS NULL
       ORDER BY milestone.recorded_at, milestone.ref`);
    return rows
      .filter(({ tiedAt }) => ukDayAt(tiedAt) <= upTo)
      .map(({ findingId, planRef, ref, title, recordedAt }) => ({
        findingId,
        planRef,
        ref,
        title,
        writtenOn: ukDayAt(recordedAt),
      }));
  }
}
