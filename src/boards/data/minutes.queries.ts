import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { AddendumRow, MinutesItemRow, MinutesRow, PublicItemRow } from './board.row.js';
import { withFlags } from './flags.js';

@Injectable()
export class MinutesQueries {
  constructor(private readonly db: Database) {}

  async of(reviewId: string): Promise<MinutesRow | null> {
    const [row] = await this.ofMany([reviewId]);
    return row ?? null;
  }

  async ofMany(reviewIds: readonly string[]): Promise<MinutesRow[]> {
    if (reviewIds.length === 0) return [];
    return this.db.rows<MinutesRow>(sql`
      SELECT minutes.id, minutes.review_id AS "reviewId", minutes.state, minutes.drafted_by AS "draftedBy",
             minutes.agreed_at_id AS "agreedAtId", agreeing.ref AS "agreedAtRef", agreeing.held_on AS "agreedAtOn",
             minutes.agreed_how AS "agreedHow", minutes.agreed_on AS "agreedOn", minutes.agreed_by AS "agreedBy",
             minutes.agreed_note AS "agreedNote", minutes.agreed_hash AS "agreedHash",
             minutes.public_on AS "publicOn", minutes.recorded_at AS "recordedAt", minutes.version
        FROM minutes
        LEFT JOIN review AS agreeing ON agreeing.id = minutes.agreed_at_id
       WHERE minutes.review_id IN (${list(reviewIds)}) AND minutes.withdrawn_at IS NULL
       ORDER BY minutes.recorded_at, minutes.id`);
  }

  async items(minutesId: string): Promise<MinutesItemRow[]> {
    return withFlags<MinutesItemRow, 'confidential'>(
      await this.db.rows(sql`
        SELECT minutes_item.id, minutes_item.minutes_id AS "minutesId",
               minutes_item.agenda_item_id AS "agendaItemId", minutes_item.position, minutes_item.title,
               minutes_item.confidential, minutes_item.body, minutes_item.version
          FROM minutes_item
         WHERE minutes_item.minutes_id = ${minutesId}
         ORDER BY minutes_item.position`),
      'confidential',
    );
  }

  async publicItems(minutesId: string): Promise<PublicItemRow[]> {
    return withFlags<PublicItemRow, 'withheld'>(
      await this.db.rows(sql`
        SELECT minutes_public.id, minutes_public.minutes_id AS "minutesId", minutes_public.position,
               minutes_public.title, minutes_public.body, minutes_public.withheld
          FROM minutes_public
         WHERE minutes_public.minutes_id = ${minutesId}
         ORDER BY minutes_public.position`),
      'withheld',
    );
  }

  async addenda(minutesId: string): Promise<AddendumRow[]> {
    return withFlags<AddendumRow, 'isPublic'>(
      await this.db.rows(sql`
        SELECT minutes_addendum.id, minutes_addendum.minutes_id AS "minutesId", minutes_addendum.position,
               minutes_addendum.text, minutes_addendum.is_public AS "isPublic", minutes_addendum.added_on AS "addedOn",
               minutes_addendum.recorded_by AS "recordedBy"
          FROM minutes_addendum
         WHERE minutes_addendum.minutes_id = ${minutesId}
         ORDER BY minutes_addendum.position`),
      'isPublic',
    );
  }
}
