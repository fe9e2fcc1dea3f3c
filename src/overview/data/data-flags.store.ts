import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { inChunks } from '../../database/in-chunks.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { checkKey, type RecordCheck, severityOf } from '../domain/record-checks.js';
import { DataFlag } from './data-flag.entity.js';

/** Keeps since when a check was seen, and from when on no more. */
@Injectable()
export class DataFlagsStore {
  constructor(private readonly db: Database) {}

  async see(checks: readonly RecordCheck[], today: CalendarDay): Promise<void> {
    await this.db.insert(
      DataFlag,
      checks.map((check) => ({
        id: randomUUID(),
        organisationId: check.organisationId,
        checkKey: checkKey(check),
        rule: check.rule,
        severity: severityOf[check.rule],
        kind: check.kind,
        place: check.at.join(' ').slice(0, 300),
        about: check.about.slice(0, 200),
        message: check.message,
        firstSeen: today,
        clearedOn: null,
      })),
    );
  }

  async clear(ids: readonly string[], today: CalendarDay): Promise<void> {
    await inChunks(ids, async (chunk) => {
      await this.db.run(sql`UPDATE data_flag SET cleared_on = ${today} WHERE data_flag.id IN (${list(chunk)})`);
      return [];
    });
  }
}
