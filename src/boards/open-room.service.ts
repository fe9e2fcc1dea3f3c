import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { AgendaItemRow, ReviewRow } from './data/board.row.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { isAgendaOpen, isRoomOpen } from './domain/review-state.js';

export type RoomRefusal =
  | 'not-found'
  | 'not-issued'
  | 'not-yet'
  | 'minutes-agreed'
  | 'not-on-agenda'
  | 'attendance-not-taken';

/** A meeting at which something may be written down: its pack is issued, its day has come, its minutes are not agreed. */
@Injectable()
export class OpenRoom {
  constructor(
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly clock: Clock,
  ) {}

  async open(
    actor: Actor,
    permission: 'decisions.record' | 'challenges.raise',
    reviewRef: string,
    agendaItemId: string | null,
    { ahead = false } = {},
  ): Promise<Result<{ review: ReviewRow; item: AgendaItemRow | null }, RoomRefusal>> {
    const review = await this.desk.review(actor, permission, reviewRef);
    if (!review) return refused('not-found');
    if (isAgendaOpen(review.state)) return refused('not-issued');
    if (!isRoomOpen(review.state)) return refused('minutes-agreed');
    if (!ahead && review.heldOn > this.clock.today()) return refused('not-yet');
    const item = agendaItemId === null ? null : await this.reviews.item(agendaItemId);
    if (agendaItemId !== null && item?.reviewId !== review.id) return refused('not-on-agenda');
    return ok({ review, item });
  }

  async mayRecord(actor: Actor, boardRef: string): Promise<boolean> {
    return (await this.desk.board(actor, 'decisions.record', boardRef)) !== null;
  }
}
