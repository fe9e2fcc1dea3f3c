import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { BoardDesk } from './board-desk.service.js';
import type { AttendanceRow } from './data/board.row.js';
import { ReviewsStore, type TakenAttendance } from './data/reviews.store.js';
import type { Quorum } from './domain/quorum.js';
import { isAgendaOpen, isRoomOpen } from './domain/review-state.js';
import { QuorumService } from './quorum.service.js';

export type AttendanceEntry = TakenAttendance & {
  /** That the person has read: 0 where none was taken yet. */
  readonly version: number;
};
export type AttendanceRefusal = 'not-found' | 'not-open' | 'not-yet' | 'not-a-member' | 'no-post' | 'changed';

/** Who is in the room, who sent apologies or somebody else, and who declared an interest. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly store: ReviewsStore,
    private readonly quorum: QuorumService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes attendance of some members or all. Apologies may come in before the day; who is present, on it. Gives the
   * quorum that it makes: members not taken yet count as not there.
   */
  async take(
    actor: Actor,
    reviewRef: string,
    entries: readonly AttendanceEntry[],
  ): Promise<Result<Quorum, AttendanceRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'decisions.record', reviewRef);
      if (!review) return refused('not-found');
      if (!isRoomOpen(review.state) && !isAgendaOpen(review.state)) return refused('not-open');
      const isAhead = isAgendaOpen(review.state) || review.heldOn > this.clock.today();
      const { members } = await this.desk.room(review);
      const changes: { entry: AttendanceEntry; before: AttendanceRow | null }[] = [];
      for (const entry of entries) {
        const member = members.find(({ id }) => id === entry.memberId);
        if (!member) return refused('not-a-member');
        if (entry.presence === 'substitute' && !entry.substitutePost) return refused('no-post');
        if (isAhead && (entry.presence === 'present' || entry.presence === 'absent')) return refused('not-yet');
        const before = member.attendance;
        if (isSame(entry, before)) continue;
        if ((before?.version ?? 0) !== entry.version) return refused('changed');
        changes.push({ entry, before });
      }
      for (const { entry, before } of changes) await this.#keep(actor, review.id, entry, before);
      const { quorum } = await this.desk.room(review);
      if (!isAhead) await this.quorum.settle(actor, review, quorum.quorate);
      return ok(quorum);
    });
  }

  async #keep(
    actor: Actor,
    reviewId: string,
    { version: _version, ...given }: AttendanceEntry,
    before: AttendanceRow | null,
  ): Promise<void> {
    const taken = { ...given, substitutePost: given.presence === 'substitute' ? given.substitutePost : null };
    const stamp = { at: this.clock.now(), by: actor.name };
    if (before) await this.store.changeAttendance(stamp, before.id, taken);
    else await this.store.addAttendance(stamp, reviewId, taken);
    await this.audit.record(actor, {
      action: 'attendance.taken',
      entity: 'review',
      entityId: reviewId,
      before: before ? { presence: before.presence, declaredInterest: before.declaredInterest } : undefined,
      after: taken,
    });
  }
}

const isSame = (entry: AttendanceEntry, before: AttendanceRow | null): boolean =>
  before !== null &&
  before.presence === entry.presence &&
  before.substitutePost === (entry.presence === 'substitute' ? entry.substitutePost : null) &&
  before.declaredInterest === entry.declaredInterest;
