import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../domain/kept.js';
import type { DatedDeadline } from '../domain/new-deadline.js';
import { Deadline } from './deadline.entity.js';

@Injectable()
export class DeadlinesStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    { visibility, inspectionId, ...deadline }: DatedDeadline,
  ): Promise<{ id: string; ref: string }> {
    const [ref = ''] = await this.db.nextReferences('DL', 1);
    const id = randomUUID();
    await this.db.insert(Deadline, [
      { id, ref, ...deadline, inspectionId: inspectionId ?? null, metOn: null, kept: keptAs(visibility, stamp) },
    ]);
    return { id, ref };
  }

  async meet(id: string, metOn: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE deadline SET met_on = ${metOn}, version = version + 1 WHERE deadline.id = ${id}`);
  }

  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE deadline
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE deadline.id = ${id}`);
  }

  /** What was for a few becomes public with its record. */
  async publish(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE deadline
         SET visibility = 'public', published_at = ${at}, version = version + 1
       WHERE deadline.id = ${id}`);
  }
}
