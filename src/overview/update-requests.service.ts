import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { AuditQueries } from '../access/data/audit.queries.js';
import type { ReviewRow } from '../boards/data/board.row.js';
import { BoardDesk } from '../boards/board-desk.service.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock, ukDayOf } from '../kernel/clock.js';
import { groupBy } from '../kernel/group-by.js';
import { parsePeriod, periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MeasureKeepingQueries } from '../measures/data/keeping.queries.js';
import { frequencies, type Frequency } from '../measures/domain/measure.js';
import { dueState } from '../measures/domain/measure-period.js';
import { OutboxService } from '../office/outbox.service.js';
import { BoardPlansService } from './board-plans.service.js';
import { type ReminderFacts, reminderLetter, requestState, type UpdateRequest } from './domain/pack/update-requests.js';
import { isOpen } from './pack-plan-facts.js';

export type Asked = UpdateRequest & { readonly state: ReturnType<typeof requestState> };

export type Updates = {
  readonly requests: readonly Asked[];
  /** Whoever may send them, by name. */
  readonly senders: readonly { readonly name: string; readonly email: string }[];
  readonly canSend: boolean;
  /** When they were last reminded, and by whom. */
  readonly reminded: { readonly at: string; readonly by: string } | null;
};

export type ReminderRefusal = 'not-found' | 'not-collecting' | 'nothing-owed' | 'nobody-to-ask' | 'no-server';

const remindedAction = 'review.reminded';

const isFrequency = (text: string): text is Frequency => Object.hasOwn(frequencies, text);

/** Asks those who own milestones and measures how they stand, before a meeting. */
@Injectable()
export class UpdateRequestsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly plans: BoardPlansService,
    private readonly measures: MeasureKeepingQueries,
    private readonly accounts: AccountsQueries,
    private readonly outbox: OutboxService,
    private readonly settings: Settings,
    private readonly trail: AuditQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The reader has found the meeting within their reach. */
  async of(review: ReviewRow): Promise<Updates> {
    const today = this.clock.today();
    const last = review.previousId ? await this.reviews.byId(review.previousId) : null;
    const when = { since: last?.heldOn ?? null, dueOn: review.updatesDueOn, today };
    const requests = [...(await this.#milestones(review)), ...(await this.#numbers(review, today))];
    const senders = await this.accounts.holders(
      ['organisation_editor'],
      { organisationId: review.organisationId },
      today,
    );
    const entries = await this.trail.ofObject('review', [review.id], { limit: 50 });
    const reminder = entries.find(({ action }) => action === remindedAction) ?? null;
    return {
      requests: requests.map((request) => ({ ...request, state: requestState(request, when) })),
      senders: senders.map(({ name, email }) => ({ name, email })),
      canSend: this.outbox.canSend,
      reminded: reminder && { at: reminder.at, by: reminder.actor },
    };
  }

  /** Writes to whoever may send what is still to come; gives how many letters went in. */
  async remind(
    actor: Actor,
    ref: string,
    letter: Pick<ReminderFacts, 'held' | 'due' | 'paths'>,
  ): Promise<Result<number, ReminderRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'reviews.run', ref);
      if (!review) return refused('not-found');
      if (review.state !== 'collecting') return refused('not-collecting');
      const { requests, senders, canSend } = await this.of(review);
      const owed = requests.filter(({ state }) => state !== 'given');
      if (owed.length === 0) return refused('nothing-owed');
      if (senders.length === 0) return refused('nobody-to-ask');
      if (!canSend) return refused('no-server');
      const { publicUrl } = this.settings.values;
      const facts = { ...letter, board: review.boardName, requests: owed, publicUrl };
      await this.outbox.send(
        ...senders.map(({ name, email }) => ({ kind: 'reminder', to: email, ...reminderLetter(facts, name) })),
      );
      await this.audit.record(actor, {
        action: remindedAction,
        entity: 'review',
        entityId: review.id,
        after: { updates: owed.map((request) => request.ref), letters: senders.length },
      });
      return ok(senders.length);
    });
  }

  async #milestones(review: ReviewRow): Promise<readonly UpdateRequest[]> {
    return (await this.plans.of(review.organisationId)).flatMap(({ plan, milestones }) =>
      milestones.filter(isOpen).map(({ ref, title, ownerPost, updatedAt }): UpdateRequest => ({
        kind: 'milestone',
        ref,
        title,
        of: plan.ref,
        ownerPost,
        saidOn: updatedAt === null ? null : ukDayOf(new Date(updatedAt)),
      })),
    );
  }

  /** Numbers whose day has come and that are not there. */
  async #numbers(review: ReviewRow, today: CalendarDay): Promise<readonly UpdateRequest[]> {
    const rows = groupBy(await this.measures.dueRows([review.organisationId]), ({ id }) => id);
    return [...rows.values()].flatMap((own): UpdateRequest[] => {
      const [first] = own;
      if (!first || !isFrequency(first.frequency)) return [];
      const known = own.flatMap(({ occurredOn }) => (occurredOn ? (parsePeriod(occurredOn) ?? []) : []));
      const { owed } = dueState({ frequency: first.frequency, lagDays: first.lagDays, isKept: true }, known, today);
      const [oldest] = owed;
      if (!oldest) return [];
      const of = owed.length === 1 ? periodText(oldest.on) : `${owed.length} periods from ${periodText(oldest.on)}`;
      return [{ kind: 'measure', ref: first.ref, title: first.name, of, ownerPost: null, saidOn: null }];
    });
  }
}
