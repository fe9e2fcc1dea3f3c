import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';
import { keptAs, type Stamp } from '../domain/kept.js';
import { Holiday } from './holiday.entity.js';

export type NewHoliday = {
  readonly on: CalendarDay;
  readonly name: string;
  readonly substitute: boolean;
  readonly nations: readonly Nation[];
};

@Injectable()
export class CalendarStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, origin: 'library' | 'added', days: readonly NewHoliday[]): Promise<string[]> {
    const rows = days.map(({ on, name, substitute, nations }) => ({
      id: randomUUID(),
      onDay: on,
      name,
      substitute: Number(substitute),
      england: Number(nations.includes('england')),
      wales: Number(nations.includes('wales')),
      scotland: Number(nations.includes('scotland')),
      northernIreland: Number(nations.includes('northern-ireland')),
      origin,
      kept: keptAs('public', stamp),
    }));
    await this.db.insert(Holiday, rows);
    return rows.map(({ id }) => id);
  }

  /** Day and name of all that came with the product, those withdrawn with them. */
  shipped(): Promise<{ onDay: CalendarDay; name: string }[]> {
    return this.db.rows(sql`
      SELECT holiday.on_day AS "onDay", holiday.name FROM holiday WHERE holiday.origin = 'library'`);
  }

  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE holiday
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE holiday.id = ${id}`);
  }

  async reinstate(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE holiday
         SET withdrawn_at = NULL, withdrawn_reason = NULL, version = version + 1
       WHERE holiday.id = ${id}`);
  }
}
