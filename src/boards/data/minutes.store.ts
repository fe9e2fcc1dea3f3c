import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../../office/domain/kept.js';
import { Minutes, MinutesAddendum, MinutesItem, MinutesPublic } from './minutes.entity.js';

export type NewMinutesItem = {
  readonly agendaItemId: string | null;
  readonly title: string;
  readonly confidential: boolean;
  readonly body: string;
};

export type PublicItem = { readonly title: string; readonly body: string; readonly withheld: boolean };

/** Minutes while they are written, agreed and published. What is agreed the database holds by itself. */
@Injectable()
export class MinutesStore {
  constructor(private readonly db: Database) {}

  async begin(stamp: Stamp, reviewId: string, items: readonly NewMinutesItem[]): Promise<string> {
    const id = randomUUID();
    await this.db.insert(Minutes, [
      {
        id,
        reviewId,
        state: 'draft',
        draftedBy: stamp.by,
        agreedAtId: null,
        agreedHow: null,
        agreedOn: null,
        agreedBy: null,
        agreedNote: null,
        agreedHash: null,
        publicOn: null,
        kept: keptAs('board', stamp),
      },
    ]);
    await this.addItems(id, items, 1);
    return id;
  }

  async addItems(minutesId: string, items: readonly NewMinutesItem[], firstPosition: number): Promise<void> {
    await this.db.insert(
      MinutesItem,
      items.map((item, index) => ({
        id: randomUUID(),
        minutesId,
        agendaItemId: item.agendaItemId,
        position: firstPosition + index,
        title: item.title,
        confidential: Number(item.confidential),
        body: item.body,
        version: 1,
      })),
    );
  }

  async write(itemId: string, body: string): Promise<void> {
    await this.db.run(sql`
      UPDATE minutes_item SET body = ${body}, version = version + 1 WHERE minutes_item.id = ${itemId}`);
  }

  async touch(minutesId: string): Promise<void> {
    await this.db.run(sql`UPDATE minutes SET version = version + 1 WHERE minutes.id = ${minutesId}`);
  }

  async agree(
    minutesId: string,
    agreed: {
      readonly atId: string | null;
      readonly how: 'meeting' | 'writing';
      readonly on: CalendarDay;
      readonly by: string;
      readonly note: string | null;
      readonly hash: string;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE minutes
         SET state = 'agreed', agreed_at_id = ${agreed.atId}, agreed_how = ${agreed.how}, agreed_on = ${agreed.on},
             agreed_by = ${agreed.by}, agreed_note = ${agreed.note}, agreed_hash = ${agreed.hash},
             version = version + 1
       WHERE minutes.id = ${minutesId}`);
  }

  /** Puts the public version in place of the one before it, which nobody has read yet. */
  async writePublic(minutesId: string, items: readonly PublicItem[]): Promise<void> {
    await this.db.run(sql`DELETE FROM minutes_public WHERE minutes_public.minutes_id = ${minutesId}`);
    await this.db.insert(
      MinutesPublic,
      items.map((item, index) => ({
        id: randomUUID(),
        minutesId,
        position: index + 1,
        title: item.title,
        body: item.body,
        withheld: Number(item.withheld),
      })),
    );
  }

  async publish(minutesId: string, at: string, publicOn: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE minutes
         SET state = 'published', public_on = ${publicOn}, visibility = 'public', published_at = ${at},
             version = version + 1
       WHERE minutes.id = ${minutesId}`);
  }

  async addAddendum(
    { at, by }: Stamp,
    minutesId: string,
    { text, isPublic, on }: { readonly text: string; readonly isPublic: boolean; readonly on: CalendarDay },
  ): Promise<number> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(minutes_addendum.position) AS position
        FROM minutes_addendum
       WHERE minutes_addendum.minutes_id = ${minutesId}`);
    const position = (last?.position ?? 0) + 1;
    await this.db.insert(MinutesAddendum, [
      {
        id: randomUUID(),
        minutesId,
        position,
        text,
        isPublic: Number(isPublic),
        addedOn: on,
        recordedAt: at,
        recordedBy: by,
      },
    ]);
    return position;
  }
}
