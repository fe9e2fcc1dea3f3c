import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Nation } from '../../vocabulary/domain/nations.js';

export type HolidayRow = {
  readonly id: string;
  readonly onDay: CalendarDay;
  readonly name: string;
  readonly substitute: number;
  readonly england: number;
  readonly wales: number;
  readonly scotland: number;
  readonly northernIreland: number;
  readonly origin: string;
  readonly version: number;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
};

type NationColumn = 'england' | 'wales' | 'scotland' | 'northern_ireland';

const columnOf: Record<Nation, NationColumn> = {
  england: 'england',
  wales: 'wales',
  scotland: 'scotland',
  'northern-ireland': 'northern_ireland',
};

const columns = fixed(`holiday.id, holiday.on_day AS "onDay", holiday.name, holiday.substitute, holiday.england,
  holiday.wales, holiday.scotland, holiday.northern_ireland AS "northernIreland", holiday.origin, holiday.version,
  holiday.withdrawn_at AS "withdrawnAt", holiday.withdrawn_reason AS "withdrawnReason"`);

@Injectable()
export class CalendarQueries {
  constructor(private readonly db: Database) {}

  /** The days that stand for a nation. */
  async daysOf(nation: Nation): Promise<CalendarDay[]> {
    const rows = await this.db.rows<{ onDay: CalendarDay }>(sql`
      SELECT DISTINCT holiday.on_day AS "onDay"
        FROM holiday
       WHERE holiday.${fixed(columnOf[nation])} = 1 AND holiday.withdrawn_at IS NULL`);
    return rows.map(({ onDay }) => onDay);
  }

  /** Every day that stands anywhere. */
  standing(): Promise<HolidayRow[]> {
    return this.db.rows<HolidayRow>(sql`SELECT ${columns} FROM holiday WHERE holiday.withdrawn_at IS NULL`);
  }

  /** Every day of a year, in their order, with those withdrawn. */
  ofYear(year: number): Promise<HolidayRow[]> {
    return this.db.rows<HolidayRow>(sql`
      SELECT ${columns}
        FROM holiday
       WHERE holiday.on_day >= ${`${year}-01-01`} AND holiday.on_day <= ${`${year}-12-31`}
       ORDER BY holiday.on_day, holiday.name, holiday.id`);
  }

  byId(id: string): Promise<HolidayRow | null> {
    return this.db.row<HolidayRow>(sql`SELECT ${columns} FROM holiday WHERE holiday.id = ${id}`);
  }

  onDay(onDay: CalendarDay): Promise<HolidayRow[]> {
    return this.db.rows<HolidayRow>(sql`
      SELECT ${columns} FROM holiday WHERE holiday.on_day = ${onDay} ORDER BY holiday.name, holiday.id`);
  }
}
