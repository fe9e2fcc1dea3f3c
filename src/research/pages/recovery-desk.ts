import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Remembered } from '../../shell/remembered.js';
import { RecoveryQueries } from '../data/recovery.queries.js';
import { type RecoveryCase, recoveryCases } from '../domain/recovery-case.js';

/** Hands out the episodes of a day, read once until anything is committed: every question is asked of the same ones. */
@Injectable()
export class RecoveryDesk {
  readonly #cases: Remembered<readonly RecoveryCase[]>;

  constructor(
    private readonly queries: RecoveryQueries,
    private readonly clock: Clock,
  ) {
    this.#cases = new Remembered(() => queries.dataVersion(), 1);
  }

  async open(): Promise<{ readonly cases: readonly RecoveryCase[]; readonly today: CalendarDay }> {
    const today = this.clock.today();
    return { cases: await this.#cases.of(today, () => this.#read(today)), today };
  }

  async #read(today: CalendarDay): Promise<readonly RecoveryCase[]> {
    const rows = await this.queries.episodes();
    const facts = await this.queries.facts();
    return recoveryCases(rows, facts, await this.queries.series(today), today);
  }
}
