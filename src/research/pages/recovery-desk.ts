import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Remembered } from '../../shell/remembered.js';
import { RecoveryQueries } from '../data/recovery.queries.js';
import { recoveryCases } from '../domain/recovery-case.js';
import { type Asked, readQuestion, type RecoveryQuestion, type RecoveryRecord, recordOf } from './recovery-question.js';

/** So many answers are kept: a question of a country has some hundred kilobytes of curves. */
const mostAnswers = 12;

/**
 * Hands out the episodes of a day, read once until anything is committed: every question is asked of the same ones.
 * What was made of a question is kept as long, by those who ask it.
 */
@Injectable()
export class RecoveryDesk {
  readonly #records: Remembered<RecoveryRecord>;
  readonly #answers: Remembered<unknown>;

  constructor(
    private readonly queries: RecoveryQueries,
    private readonly clock: Clock,
  ) {
    this.#records = new Remembered(() => queries.dataVersion(), 1);
    this.#answers = new Remembered(() => queries.dataVersion(), mostAnswers);
  }

  async open(): Promise<{ readonly record: RecoveryRecord; readonly today: CalendarDay }> {
    const today = this.clock.today();
    return { record: await this.#records.of(today, () => this.#read(today)), today };
  }

  /**
   * What `make` gives for a question of this day: a page, or a text for machines. A question of which something was left
   * out is answered and not kept, since anybody could ask no end of them.
   */
  async answer<Answer>(
    as: string,
    query: Asked,
    make: (asked: RecoveryQuestion, today: CalendarDay) => Answer,
  ): Promise<Answer> {
    const { record, today } = await this.open();
    const asked = readQuestion(record, query);
    if (asked.notes.length > 0) return make(asked, today);
    const key = JSON.stringify([as, today, asked.values, asked.question]);
    return (await this.#answers.of(key, () => Promise.resolve(make(asked, today)))) as Answer;
  }

  async #read(today: CalendarDay): Promise<RecoveryRecord> {
    const rows = await this.queries.episodes();
    const { facts, frameworks } = await this.queries.beside(today);
    return recordOf(recoveryCases(rows, facts, frameworks, today), today);
  }
}
