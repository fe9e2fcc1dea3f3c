import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { publicTextSigns } from '../episodes/domain/case-summary.js';
import { addDays } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { MinutesRow, ReviewRow } from './data/board.row.js';
import { MinutesQueries } from './data/minutes.queries.js';
import { MinutesStore, type PublicItem } from './data/minutes.store.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { ReviewsStore } from './data/reviews.store.js';

type Stale = { readonly ref: string; readonly version: number };
type Step = { readonly review: ReviewRow; readonly minutes: MinutesRow };
export type PublishMinutesRefusal =
  | 'not-found'
  | 'changed'
  | 'not-agreed'
  | 'published-already'
  | 'board-not-public'
  | 'looks-personal'
  | 'item-empty';

/** The public version of agreed minutes: prepared, looked through for words that could identify a person, published. */
@Injectable()
export class PublishingMinutesService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: MinutesQueries,
    private readonly store: MinutesStore,
    private readonly reviews: ReviewsQueries,
    private readonly reviewsStore: ReviewsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * What everybody would read: as it was prepared, and before that the agreed words, with the reason in place of each
   * item that was taken in private.
   */
  async version(minutes: MinutesRow): Promise<readonly PublicItem[]> {
    const prepared = await this.queries.publicItems(minutes.id);
    if (prepared.length > 0) return prepared;
    const agenda = await this.reviews.agendaOf(minutes.reviewId);
    const reasonOf = new Map(agenda.map(({ id, confidentialReason }) => [id, confidentialReason]));
    return (await this.queries.items(minutes.id)).map((item) => {
      const reason = item.agendaItemId === null ? null : reasonOf.get(item.agendaItemId);
      return item.confidential
        ? { title: item.title, body: privately(reason ?? 'it was confidential'), withheld: true }
        : { title: item.title, body: item.body, withheld: false };
    });
  }

  prepare(
    actor: Actor,
    stale: Stale,
    items: readonly PublicItem[],
  ): Promise<Result<null, Exclude<PublishMinutesRefusal, 'looks-personal' | 'board-not-public'>>> {
    return this.#step(actor, stale, async ({ review, minutes }) => {
      if (items.length === 0 || items.some(({ body, title }) => !body.trim() || !title.trim()))
        return refused('item-empty');
      const before = await this.queries.publicItems(minutes.id);
      await this.store.writePublic(minutes.id, items);
      await this.#record(actor, review, minutes.id, {
        action: 'minutes.public_version_prepared',
        before: { items: before.map(({ title, body, withheld }) => ({ title, body, withheld })) },
        after: { items },
      });
      return ok(null);
    });
  }

  /**
   * Lets everybody read the public version, from now on or from tomorrow. Words that could identify a person stop it
   * until the publisher has read and confirmed them (record B6.8).
   */
  publish(
    actor: Actor,
    stale: Stale,
    { confirmed, from }: { readonly confirmed: boolean; readonly from: 'now' | 'tomorrow' },
  ): Promise<Result<null, PublishMinutesRefusal>> {
    return this.#step(actor, stale, async ({ review, minutes }) => {
      if (review.boardVisibility !== 'public') return refused('board-not-public');
      const items = await this.version(minutes);
      if (items.some(({ body }) => !body.trim())) return refused('item-empty');
      const signs = signsIn(items);
      if (signs.length > 0 && !confirmed) return refused('looks-personal');
      const today = this.clock.today();
      const publicOn = from === 'now' ? today : addDays(today, 1);
      await this.store.writePublic(minutes.id, items);
      await this.store.publish(minutes.id, this.clock.now(), publicOn);
      await this.reviewsStore.publish(review.id, this.clock.now());
      await this.reviewsStore.addStep(
        { at: this.clock.now(), by: actor.name },
        { reviewId: review.id, fromState: review.state, toState: 'published', heldOn: review.heldOn, reason: null },
      );
      const confirmedSigns = signs.length > 0 ? signs : undefined;
      await this.#record(actor, review, minutes.id, {
        action: 'minutes.published',
        before: { state: minutes.state },
        after: { state: 'published', publicOn, items, confirmedSigns },
      });
      return ok(null);
    });
  }

  /** What is said of agreed minutes later, with its day. The minutes themselves stay as they are. */
  async addAddendum(
    actor: Actor,
    ref: string,
    addendum: { readonly text: string; readonly isPublic: boolean; readonly confirmed: boolean },
  ): Promise<Result<number, 'not-found' | 'not-agreed' | 'looks-personal'>> {
    return this.db.transaction(async () => {
      const found = await this.#found(actor, ref);
      if (!found) return refused('not-found');
      const { review, minutes } = found;
      if (minutes.state === 'draft') return refused('not-agreed');
      const { text, isPublic, confirmed } = addendum;
      if (isPublic && !confirmed && publicTextSigns(text).length > 0) return refused('looks-personal');
      const on = this.clock.today();
      const stamp = { at: this.clock.now(), by: actor.name };
      const position = await this.store.addAddendum(stamp, minutes.id, { text, isPublic, on });
      await this.#record(actor, review, minutes.id, {
        action: 'minutes.addendum_added',
        after: { position, text, isPublic, on },
      });
      return ok(position);
    });
  }

  #step<Value, Refusal>(
    actor: Actor,
    { ref, version }: Stale,
    step: (found: Step) => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | 'not-found' | 'changed' | 'not-agreed' | 'published-already'>> {
    return this.db.transaction(async () => {
      const found = await this.#found(actor, ref);
      if (!found) return refused('not-found');
      if (found.minutes.state === 'published') return refused('published-already');
      if (found.minutes.state === 'draft') return refused('not-agreed');
      return found.minutes.version === version ? step(found) : refused('changed');
    });
  }

  async #found(actor: Actor, ref: string): Promise<Step | null> {
    const review = await this.desk.review(actor, 'minutes.publish', ref);
    const minutes = review ? await this.queries.of(review.id) : null;
    return review && minutes ? { review, minutes } : null;
  }

  async #record(
    actor: Actor,
    review: ReviewRow,
    id: string,
    act: { readonly action: string; readonly before?: object; readonly after: object },
  ): Promise<void> {
    const subjects = [{ entity: 'review', entityId: review.id }];
    await this.audit.record(actor, { ...act, entity: 'minutes', entityId: id, subjects });
  }
}

/** What stands in public in place of an item that was taken in private (D1). */
export const privately = (reason: string): string =>
  `This item was discussed in private because ${reason.replace(/\.$/, '')}.`;

/** What in the public version a person must look at, each sign once. */
export const signsIn = (items: readonly Pick<PublicItem, 'title' | 'body'>[]) => [
  ...new Set(items.flatMap(({ title, body }) => publicTextSigns(`${title}\n${body}`))),
];
