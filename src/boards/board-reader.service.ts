import { Injectable } from '@nestjs/common';
import { BoardDesk } from './board-desk.service.js';
import type {
  ActionRow,
  AgendaItemRow,
  AttendanceRow,
  BoardRow,
  ChallengeRow,
  DecisionRow,
  HatRow,
  MemberRow,
  MinutesRow,
  PackRow,
  ReviewRow,
  ReviewStepRow,
  TermsRow,
} from './data/board.row.js';
import { BoardsQueries } from './data/boards.queries.js';
import { MinutesQueries } from './data/minutes.queries.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { PacksQueries } from './data/packs.queries.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import type { Quorum } from './domain/quorum.js';

export type BoardFacts = {
  readonly board: BoardRow;
  readonly terms: readonly TermsRow[];
  readonly members: readonly MemberRow[];
  readonly hats: readonly HatRow[];
  readonly reviews: readonly ReviewRow[];
  readonly attendance: readonly AttendanceRow[];
  readonly minutes: readonly MinutesRow[];
  readonly packs: readonly PackRow[];
  readonly counts: { readonly decisions: number; readonly openChallenges: number; readonly openActions: number };
};

export type PresentMember = MemberRow & { readonly attendance: AttendanceRow | null };

export type ReviewFacts = {
  readonly review: ReviewRow;
  readonly terms: TermsRow;
  readonly members: readonly PresentMember[];
  readonly quorum: Quorum;
  readonly taken: number;
  readonly agenda: readonly AgendaItemRow[];
  readonly decisions: readonly DecisionRow[];
  readonly challenges: readonly ChallengeRow[];
  readonly actions: readonly ActionRow[];
  readonly packs: readonly PackRow[];
  readonly minutes: MinutesRow | null;
  readonly steps: readonly ReviewStepRow[];
};

/** Everything that a page says of a board or of a meeting. Who may read what is the page's to keep. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly desk: BoardDesk,
    private readonly boards: BoardsQueries,
    private readonly reviews: ReviewsQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly packs: PacksQueries,
    private readonly minutes: MinutesQueries,
  ) {}

  async board(board: BoardRow): Promise<BoardFacts> {
    const reviews = await this.reviews.ofBoards([board.id]);
    const ids = reviews.map(({ id }) => id);
    return {
      board,
      reviews,
      terms: await this.boards.termsOf([board.id]),
      members: await this.boards.membersOf([board.id]),
      hats: await this.boards.hatsOf([board.id]),
      attendance: await this.reviews.attendanceOf(ids),
      minutes: await this.minutes.ofMany(ids),
      packs: await this.packs.ofReviews(ids),
      counts: await this.outcomes.countsOf(board.id),
    };
  }

  async review(review: ReviewRow): Promise<ReviewFacts> {
    return {
      review,
      ...(await this.desk.room(review)),
      agenda: await this.reviews.agendaOf(review.id),
      decisions: await this.outcomes.decisionsOf(review.id),
      challenges: await this.outcomes.challengesOf(review.id),
      actions: await this.outcomes.actionsOf(review.id),
      packs: await this.packs.ofReview(review.id),
      minutes: await this.minutes.of(review.id),
      steps: await this.reviews.stepsOf(review.id),
    };
  }
}
