import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Clock } from '../../kernel/clock.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Remembered } from '../../shell/remembered.js';
import { Turns } from '../../shell/turns.js';
import { RecoveryQueries } from '../data/recovery.queries.js';
import { recoveryCases } from '../domain/recovery-case.js';
import {
  type Asked,
  type AskedCases,
  casesAsked,
  readQuestion,
  type RecoveryRecord,
  recordOf,
} from './recovery-question.js';

/** So many answers are kept: a question of a country has some hundred kilobytes of curves. */
const mostAnswers = 24;

type Make<Answer> = (asked: AskedCases, today: CalendarDay) => Answer | Promise<Answer>;

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
    private readonly turns: Turns,
  ) {
    this.#records = new Remembered(() => queries.dataVersion(), 1);
    this.#answers = new Remembered(() => queries.dataVersion(), mostAnswers);
  }

  async open(): Promise<{ readonly record: RecoveryRecord; readonly today: CalendarDay }> {
    const today = this.clock.today();
    return { record: await this.#records.of(today, () => this.#read(today)), today };
  }

  /**
   * Gives what `make` makes of a question of this day: a page, or a text for machines. What was made before is given at
   * once; otherwise it is long work, which waits for its turn and lasts until `give` has given it. Whoever has gone
   * meanwhile is passed over. A question of which something was left out is answered and not kept, since anybody could
   * ask no end of them.
   */
  async answer<Answer>(
    { as, query, response }: { readonly as: string; readonly query: Asked; readonly response: Response },
    make: Make<Answer>,
    give: (answer: Answer) => void,
  ): Promise<void> {
    const { record, today } = await this.open();
    const asked = readQuestion(record, query);
    const isGone = (): boolean => response.closed;
    const workOut = (): Promise<Answer> => this.#workOut(query, make);
    if (asked.notes.length > 0) {
      await this.turns.take(isGone, async () => give(await workOut()));
      return;
    }
    const key = JSON.stringify([as, today, asked.values, asked.question]);
    const { value } = await this.#answers.recall(key);
    if (value !== null) return give(value as Answer);
    // Somebody before may have asked the same: then it is there by the time of the turn.
    await this.turns.take(isGone, async () => give((await this.#answers.of(key, workOut)) as Answer));
  }

  /** Of the record as it is by now: something may have been committed since the question was asked. */
  async #workOut<Answer>(query: Asked, make: Make<Answer>): Promise<Answer> {
    const { record, today } = await this.open();
    const asked = readQuestion(record, query);
    return make({ ...asked, cases: casesAsked(record, asked) }, today);
  }

  async #read(today: CalendarDay): Promise<RecoveryRecord> {
    const rows = await this.queries.episodes();
    const { facts, frameworks } = await this.queries.beside(today);
    return recordOf(recoveryCases(rows, facts, frameworks, today), today);
  }
}
