import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Remembered } from '../../shell/remembered.js';
import { RecoveryQueries } from '../data/recovery.queries.js';
import { recoveryCases } from '../domain/recovery-case.js';
import { type RecoveryRecord, recordOf } from './recovery-question.js';

/** Hands out the episodes of a day, read once until anything is committed: every question is asked of the same ones. */
@Injectable()
export class RecoveryDesk {
  readonly #records: Remembered<RecoveryRecord>;

  constructor(
    private readonly queries: RecoveryQueries,
    private readonly clock: Clock,
  ) {
    this.#records = new Remembered(() => queries.dataVersion(), 1);
  }

  async open(): Promise<{ readonly record: RecoveryRecord; readonly today: CalendarDay }> {
    const today = this.clock.today();
    return { record: await this.#records.of(today, () => this.#read(today)), today };
  }

  async #read(today: CalendarDay): Promise<RecoveryRecord> {
    const rows = await this.queries.episodes();
    const facts = await this.queries.facts();
    return recordOf(recoveryCases(rows, facts, await this.queries.series(today), today), today);
  }
}
