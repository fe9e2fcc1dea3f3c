import { createHash } from 'node:crypto';
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

type Make<Answer> = (asked: AskedCases, today: CalendarDay) => Answer;

/** A record with what it was made from, in short. */
type Held = { readonly mark: string; readonly record: RecoveryRecord };

/**
 * Hands out the episodes of a day, read once until anything is committed: every question is asked of the same ones.
 * What was made of a question is kept until the episodes, or what else it was worked out from, are others: most of what
 * is committed has nothing to do with them.
 */
@Injectable()
export class RecoveryDesk {
  readonly #records: Remembered<Held>;
  readonly #answers: Remembered<unknown>;
  #last: Held | null = null;

  constructor(
    private readonly queries: RecoveryQueries,
    private readonly clock: Clock,
    private readonly turns: Turns,
  ) {
    this.#records = new Remembered(() => queries.dataVersion(), 1);
    this.#answers = new Remembered(async () => (await this.#held()).mark, mostAnswers);
  }

  async open(): Promise<{ readonly record: RecoveryRecord; readonly today: CalendarDay }> {
    const today = this.clock.today();
    const { record } = await this.#held(today);
    return { record, today };
  }

  #held(today = this.clock.today()): Promise<Held> {
    return this.#records.of(today, () => this.#read(today));
  }

  /**
   * Gives what `make` makes of a question of this day: a page, or a text for machines. What was made before is given at
   * once; otherwise it is long work, which waits for its turn and lasts until `give` has given it. Whoever has gone
   * meanwhile is passed over. `make` may look at nothing but the question, its episodes and the day, or what it gives would
   * be out of date. A question of which something was left out is answered and not kept, since anybody could
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

  async #read(today: CalendarDay): Promise<Held> {
    const rows = await this.queries.episodes();
    const beside = await this.queries.beside(today);
    const mark = markOf([today, rows, beside]);
    // Another record each time, though it may say the same: others hold what they have read beside it by the record itself.
    const record =
      this.#last?.mark === mark
        ? { ...this.#last.record }
        : recordOf(recoveryCases(rows, beside.facts, beside.frameworks, today), today);
    this.#last = { mark, record };
    return this.#last;
  }
}

const markOf = (parts: readonly unknown[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(JSON.stringify(part)).update('\n');
  return hash.digest('base64url');
};
