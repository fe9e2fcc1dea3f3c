import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { AgendaItemRow, ReviewRow } from './data/board.row.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { ReviewsStore } from './data/reviews.store.js';
import { moved, type NewAgendaItem } from './domain/agenda.js';
import { isAgendaOpen, isRoomOpen } from './domain/review-state.js';

type OfItem = { readonly reviewRef: string; readonly itemId: string };
type Reading = OfItem & { readonly version: number };
type Refusal = 'not-found' | 'changed' | 'agenda-closed';

/** The agenda of a meeting. Once the pack is issued it stands; what comes later is added as late. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: ReviewsQueries,
    private readonly store: ReviewsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds items at the end, in their order. */
  async add(
    actor: Actor,
    reviewRef: string,
    items: readonly NewAgendaItem[],
  ): Promise<Result<readonly string[], 'not-found' | 'agenda-closed'>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'reviews.run', reviewRef);
      if (!review) return refused('not-found');
      const late = !isAgendaOpen(review.state);
      if (late && !isRoomOpen(review.state)) return refused('agenda-closed');
      const last = (await this.queries.agendaOf(review.id)).at(-1)?.position ?? 0;
      const ids: string[] = [];
      for (const [index, item] of items.entries()) {
        const position = last + index + 1;
        const id = await this.store.addItem(this.#stamp(actor), review.id, { ...item, position, late });
        await this.#record(actor, review, id, { action: 'agenda_item.added', after: { ...item, position, late } });
        ids.push(id);
      }
      return ok(ids);
    });
  }

  describe(actor: Actor, reading: Reading, item: NewAgendaItem): Promise<Result<null, Refusal>> {
    return this.#changing(actor, reading, 'reviews.run', async (review, before) => {
      if (!isAgendaOpen(review.state)) return refused('agenda-closed');
      await this.store.describeItem(before.id, item);
      const { title, purpose, leadPost, minutesPlanned, confidentialReason, paper } = before;
      await this.#record(actor, review, before.id, {
        action: 'agenda_item.described',
        before: { title, purpose, leadPost, minutesPlanned, confidentialReason, paper },
        after: item,
      });
      return ok(null);
    });
  }

  /** One place up or down. */
  async move(
    actor: Actor,
    { reviewRef, itemId }: OfItem,
    way: 'up' | 'down',
  ): Promise<Result<null, 'not-found' | 'agenda-closed'>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'reviews.run', reviewRef);
      const agenda = review ? await this.queries.agendaOf(review.id) : [];
      if (!review || !agenda.some(({ id }) => id === itemId)) return refused('not-found');
      if (!isAgendaOpen(review.state)) return refused('agenda-closed');
      const order = agenda.map(({ id }) => id);
      const after = moved(order, itemId, way);
      for (const [index, id] of after.entries()) await this.store.placeItem(id, index + 1);
      if (after !== order)
        await this.#record(actor, review, itemId, {
          action: 'agenda_item.moved',
          before: { position: order.indexOf(itemId) + 1 },
          after: { position: after.indexOf(itemId) + 1 },
        });
      return ok(null);
    });
  }

  remove(actor: Actor, reading: Reading, reason: string): Promise<Result<null, Refusal>> {
    return this.#changing(actor, reading, 'reviews.run', async (review, item) => {
      if (!isAgendaOpen(review.state)) return refused('agenda-closed');
      await this.store.withdrawItem(item.id, this.clock.now(), reason);
      await this.#record(actor, review, item.id, {
        action: 'agenda_item.removed',
        before: { title: item.title, position: item.position },
        after: { removed: true },
        reason,
      });
      return ok(null);
    });
  }

  /** What came of an item, in the words that go into its minutes. */
  setOutcome(actor: Actor, reading: Reading, outcome: string | null): Promise<Result<null, Refusal>> {
    return this.#changing(actor, reading, 'decisions.record', async (review, item) => {
      if (!isRoomOpen(review.state)) return refused('agenda-closed');
      await this.store.setOutcome(item.id, outcome);
      await this.#record(actor, review, item.id, {
        action: 'agenda_item.outcome_set',
        before: { outcome: item.outcome },
        after: { outcome },
      });
      return ok(null);
    });
  }

  async #changing<Value>(
    actor: Actor,
    { reviewRef, itemId, version }: Reading,
    permission: 'reviews.run' | 'decisions.record',
    change: (review: ReviewRow, item: AgendaItemRow) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, permission, reviewRef);
      const item = review ? await this.queries.item(itemId) : null;
      if (!review || !item || item.reviewId !== review.id) return refused('not-found');
      return item.version === version ? change(review, item) : refused('changed');
    });
  }

  async #record(
    actor: Actor,
    review: ReviewRow,
    id: string,
    act: { readonly action: string; readonly before?: object; readonly after: object; readonly reason?: string },
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: review.id }];
    await this.audit.record(actor, { ...act, entity: 'agenda_item', entityId: id, subjects });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
