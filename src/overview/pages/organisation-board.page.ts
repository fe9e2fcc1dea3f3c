import type { BoardRow, MemberRow, PackRow, ReviewRow, TermsRow } from '../../boards/data/board.row.js';
import { cadences, isFromOutside, isServing, termsOn } from '../../boards/domain/board.js';
import { quorumWords } from '../../boards/domain/quorum.js';
import { hasReached } from '../../boards/domain/review-state.js';
import { boardPaths } from '../../boards/pages/boards.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { EmptyState, SummaryList, Tag } from '../../shell/parts.js';
import {
  type DossierPageInput,
  knownDay,
  organisationFrame,
  type OrganisationFrame,
} from './organisation-frame.page.js';

export type OrganisationBoardInput = DossierPageInput & {
  readonly boards: readonly BoardRow[];
  /** The boards whose papers the reader may read. */
  readonly own: ReadonlySet<string>;
  readonly terms: readonly TermsRow[];
  readonly members: readonly MemberRow[];
  /** The latest first. */
  readonly reviews: readonly ReviewRow[];
  /** Issued packs of those meetings. */
  readonly packs: readonly PackRow[];
  /** Whether the reader runs the boards of this body. */
  readonly runs: boolean;
};

export type OrganisationBoardPage = PageFacts &
  OrganisationFrame & {
    readonly boards: readonly {
      readonly id: string;
      readonly name: string;
      readonly href: string;
      readonly tag: Tag | null;
      readonly purpose: string;
      readonly facts: SummaryList;
    }[];
    readonly empty: EmptyState | null;
    readonly add: Link | null;
  };

/** The boards of a body: what each is for, who sits on it in numbers, and when it met. */
export function organisationBoardPage(input: OrganisationBoardInput): OrganisationBoardPage {
  const { self } = input.dossier;
  const { boards, runs } = input;
  const add = runs ? { text: 'Set up a board', href: boardPaths.add() } : null;
  const day = knownDay(input);
  return {
    ...organisationFrame(input, { path: organisationPaths.board(self.slug) }),
    title: `Board of ${self.name}`,
    description: `The boards that watch over ${self.name}, who sits on them and what they published.`,
    notices: day ? [{ text: 'Boards are shown as they are today.' }] : [],
    boards: boards.map((board) => boardOf(board, input)),
    empty: boards.length === 0 ? { text: 'No board has been recorded for this organisation.' } : null,
    add,
  };
}

function boardOf(board: BoardRow, { terms, members, reviews, packs, today, own }: OrganisationBoardInput) {
  const isOwn = own.has(board.id);
  const now = termsOn(
    terms.filter(({ boardId }) => boardId === board.id),
    today,
  );
  const serving = members.filter((member) => member.boardId === board.id && isServing(member, today));
  const outside = serving.filter(({ independence }) => isFromOutside(independence)).length;
  const meetings = reviews.filter(({ boardId }) => boardId === board.id);
  const last = meetings.find(({ state }) => hasReached(state, 'held'));
  const next = meetings.findLast(({ state, heldOn }) => heldOn >= today && !hasReached(state, 'held'));
  const pack = latestPack(meetings, packs, board.visibility === 'public' ? 'public' : isOwn ? 'confidential' : null);
  const ended: Tag | null =
    board.endedOn !== null && board.endedOn < today
      ? { text: `Ended on ${formatDay(board.endedOn)}`, colour: 'grey' }
      : null;
  return {
    id: `board-${board.ref}`,
    name: board.name,
    href: boardPaths.show(board.ref),
    tag: ended ?? (board.visibility === 'public' ? null : { text: 'Not public', colour: 'grey' as const }),
    purpose: now?.purpose ?? '',
    facts: {
      rows: [
        ...(now
          ? [
              { label: 'Terms', text: `Version ${now.termsVersion}`, href: now.termsUrl },
              { label: 'Meets', text: cadences[now.cadence] },
              { label: 'Quorum', text: quorumWords(now) },
            ]
          : []),
        {
          label: 'Members',
          text:
            serving.length === 0
              ? 'Nobody today'
              : `${plural(serving.length, 'member')}, ${outside} from outside the organisation`,
        },
        {
          label: 'Last meeting',
          text: last ? formatDay(last.heldOn) : 'None held yet',
          href: last && (isOwn || last.state === 'published') ? boardPaths.show(board.ref) : null,
        },
        ...(next
          ? [
              {
                label: 'Next meeting',
                text: formatDay(next.heldOn),
                href: isOwn ? reviewPaths.show(next.ref) : null,
              },
            ]
          : []),
        ...(pack
          ? [
              {
                label: 'Latest pack',
                text: `${pack.ref}, for ${formatDay(pack.heldOn)}`,
                href: reviewPaths.issuedPack(pack.ref),
              },
            ]
          : []),
      ],
    },
  };
}

/** What was last issued in a form, of the meetings given, the latest first. */
function latestPack(meetings: readonly ReviewRow[], packs: readonly PackRow[], form: PackRow['form'] | null) {
  for (const { id, heldOn } of meetings) {
    const pack = packs.find((one) => one.reviewId === id && one.form === form);
    if (pack) return { ref: pack.ref, heldOn };
  }
  return null;
}
