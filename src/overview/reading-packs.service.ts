import { Injectable } from '@nestjs/common';
import { type Account, reachOf } from '../access/domain/account.js';
import type { HeldPackRow, PackRow, ReviewRow, SupplementRow } from '../boards/data/board.row.js';
import { PacksQueries } from '../boards/data/packs.queries.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { Clock } from '../kernel/clock.js';

export type ReadPack = {
  readonly pack: HeldPackRow;
  readonly review: ReviewRow;
  /** Whether the reader may read what is for the board. */
  readonly isOfBoard: boolean;
};

/** Finds issued packs for whoever may read them: what lies outside is not there. */
@Injectable()
export class ReadingPacksService {
  constructor(
    private readonly packs: PacksQueries,
    private readonly reviews: ReviewsQueries,
    private readonly clock: Clock,
  ) {}

  /** The public form of a public board is for everybody; anything else for those who may read its papers. */
  async byRef(account: Account | null, ref: string): Promise<ReadPack | null> {
    const pack = await this.packs.byRef(ref);
    const review = pack ? await this.reviews.byId(pack.reviewId) : null;
    if (!pack || !review) return null;
    const isOfBoard = await this.#isOfBoard(account, review);
    return isOfBoard || isForAll(pack, review) ? { pack, review, isOfBoard } : null;
  }

  /** Every pack of the same board that the reader may read, the latest meeting first. */
  async ofBoard({
    review,
    isOfBoard,
  }: Pick<ReadPack, 'review' | 'isOfBoard'>): Promise<readonly (PackRow & { readonly heldOn: string })[]> {
    const reviews = await this.reviews.ofBoards([review.boardId]);
    const days = new Map(reviews.map(({ id, heldOn }) => [id, heldOn]));
    const packs = await this.packs.ofReviews([...days.keys()]);
    return packs
      .filter((pack) => isOfBoard || isForAll(pack, review))
      .map((pack) => ({ ...pack, heldOn: days.get(pack.reviewId) ?? '' }))
      .toSorted((a, b) => b.frozenAt.localeCompare(a.frozenAt) || a.ref.localeCompare(b.ref));
  }

  async supplements({ review, isOfBoard }: Pick<ReadPack, 'review' | 'isOfBoard'>): Promise<readonly SupplementRow[]> {
    const all = await this.packs.supplementsOf(review.id);
    return isOfBoard ? all : all.filter(({ confidential }) => !confidential && review.boardVisibility === 'public');
  }

  async #isOfBoard(account: Account | null, { ref }: ReviewRow): Promise<boolean> {
    if (!account) return false;
    return (await this.reviews.seenByRef(ref, reachOf(account, 'papers.read'), this.clock.today())) !== null;
  }
}

const isForAll = ({ form }: Pick<PackRow, 'form'>, { boardVisibility, withdrawnAt }: ReviewRow): boolean =>
  form === 'public' && boardVisibility === 'public' && withdrawnAt === null;
