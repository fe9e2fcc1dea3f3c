import { Injectable } from '@nestjs/common';
import { type Reach, reachOf } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import type { Actor } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import type { BoardRow, ReviewRow, TermsRow } from './data/board.row.js';
import { BoardsQueries } from './data/boards.queries.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { isServing, termsOn } from './domain/board.js';
import { type Quorum, quorumOf, type Seated } from './domain/quorum.js';

/** Permissions that whoever sits on a board has there, also where no grant names its body: an invited inspector. */
const forWhoeverSits: readonly Permission[] = ['papers.read', 'challenges.raise'];
const everything: Reach = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

/** Opens a board or a meeting to somebody who may do something there. What lies outside their reach is not there. */
@Injectable()
export class BoardDesk {
  constructor(
    private readonly boards: BoardsQueries,
    private readonly reviews: ReviewsQueries,
    private readonly clock: Clock,
  ) {}

  /** How far the actor reaches. The service itself and commands reach everything. */
  reach(actor: Actor, permission: Permission): Reach {
    if (!actor.account) return everything;
    const reach = reachOf(actor.account, permission);
    return forWhoeverSits.includes(permission) ? reach : { ...reach, accountId: null };
  }

  board(actor: Actor, permission: Permission, ref: string): Promise<BoardRow | null> {
    return this.boards.seenByRef(ref, this.reach(actor, permission), this.clock.today());
  }

  /** A meeting that was not cancelled. */
  async review(actor: Actor, permission: Permission, ref: string): Promise<ReviewRow | null> {
    const review = await this.reviews.seenByRef(ref, this.reach(actor, permission), this.clock.today());
    return review && review.withdrawnAt === null ? review : null;
  }

  /** The terms by which a meeting of that board is counted. */
  async termsOf({ boardId, heldOn }: Pick<ReviewRow, 'boardId' | 'heldOn'>): Promise<TermsRow> {
    const terms = termsOn(await this.boards.termsOf([boardId]), heldOn);
    if (!terms) throw new Error(`The board ${boardId} has no terms`);
    return terms;
  }

  /** Who sits on the board on the day of a meeting, with their attendance, and whether that makes a quorum. */
  async room(review: Pick<ReviewRow, 'id' | 'boardId' | 'heldOn'>) {
    const terms = await this.termsOf(review);
    const all = await this.boards.membersOf([review.boardId]);
    const attendance = new Map(
      (await this.reviews.attendanceOf([review.id])).map((taken) => [taken.memberId, taken] as const),
    );
    const members = all
      .filter((member) => isServing(member, review.heldOn))
      .map((member) => ({ ...member, attendance: attendance.get(member.id) ?? null }));
    const seated: Seated[] = members.map(({ seat, voting, attendance: taken }) => ({
      seat,
      voting,
      presence: taken?.presence ?? null,
    }));
    const quorum: Quorum = quorumOf(terms, seated);
    return { terms, members, quorum, taken: members.filter((member) => member.attendance !== null).length };
  }
}
