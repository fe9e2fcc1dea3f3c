import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { daysBetween } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { DeadlinesQueries } from '../office/data/deadlines.queries.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import type { ReviewRow } from './data/board.row.js';
import { minutesDays } from './domain/review-dates.js';

type Dated = Pick<ReviewRow, 'id' | 'organisationId' | 'country' | 'boardName' | 'heldOn' | 'packDueOn'>;

/** The clocks of a meeting, as everybody of the board sees them among its deadlines. */
@Injectable()
export class ReviewClocksService {
  constructor(
    private readonly deadlines: DeadlinesService,
    private readonly queries: DeadlinesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Until five working days before the meeting. The clock runs from today to that day; a meeting that is called later
   * than that has none.
   */
  async startForPack(actor: Actor, review: Dated): Promise<void> {
    const today = this.clock.today();
    const days = daysBetween(today, review.packDueOn);
    if (days < 1) return;
    await this.deadlines.startDeadline(actor, {
      ...this.#of(review),
      rule: 'board-pack',
      text: `Issue the pack of the ${review.boardName}`.slice(0, 300),
      startsOn: today,
      days,
      unit: 'calendar',
    });
  }

  async restartForPack(actor: Actor, review: Dated): Promise<void> {
    await this.stop(actor, review.id, 'The meeting moved to another day');
    await this.startForPack(actor, review);
  }

  async packIssued(actor: Actor, reviewId: string): Promise<void> {
    await this.#meet(actor, reviewId, 'board-pack');
  }

  async startForMinutes(actor: Actor, review: Dated): Promise<void> {
    await this.deadlines.startDeadline(actor, {
      ...this.#of(review),
      rule: 'board-minutes',
      text: `Draft the minutes of the ${review.boardName}`.slice(0, 300),
      startsOn: review.heldOn,
      days: minutesDays,
      unit: 'working',
    });
  }

  async minutesDrafted(actor: Actor, reviewId: string): Promise<void> {
    await this.#meet(actor, reviewId, 'board-minutes');
  }

  /** Stops what still runs: held ones stay. */
  async stop(actor: Actor, reviewId: string, reason: string): Promise<void> {
    for (const { id, metOn } of await this.queries.ofRecord('review', reviewId))
      if (metOn === null) await this.deadlines.withdraw(actor, id, reason);
  }

  async #meet(actor: Actor, recordId: string, rule: string): Promise<void> {
    await this.deadlines.meetAll(actor, { recordKind: 'review', recordId, rule }, this.clock.today());
  }

  #of({ id, organisationId, country }: Dated) {
    return {
      organisationId,
      nation: nationOf(country),
      recordKind: 'review',
      recordId: id,
      visibility: 'board' as const,
    };
  }
}
