import type { ReviewRow } from '../../boards/data/board.row.js';
import { reviewStates } from '../../boards/domain/review-state.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { type SubNavigation, subNavigation } from '../../shell/navigation.js';
import type { Notification } from '../../shell/parts.js';
import { packPaths } from './packs.paths.js';

/** What stands at the head of each page on which a meeting is got ready. */
export type ReviewFrame = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly steps: SubNavigation;
  readonly said: Notification | null;
};

export type Framed = Pick<
  ReviewRow,
  'ref' | 'boardRef' | 'boardName' | 'organisationName' | 'organisationSlug' | 'heldOn' | 'state'
>;

export function reviewFrame(
  review: Framed,
  { heading, here, said }: { readonly heading: string; readonly here: string; readonly said: Notification | null },
): ReviewFrame {
  const { ref, boardRef, boardName, heldOn } = review;
  return {
    title: `${heading}: ${boardName}, ${formatDay(heldOn)}`,
    heading,
    caption: `${boardName}, ${formatDay(heldOn)} (${ref}): ${reviewStates[review.state].toLowerCase()}`,
    breadcrumbs: [
      { text: review.organisationName, href: organisationPaths.show(review.organisationSlug) },
      { text: boardName, href: packPaths.board(boardRef) },
      { text: formatDay(heldOn), href: packPaths.review(ref) },
    ],
    steps: subNavigation(
      'Getting the meeting ready',
      [
        { text: 'Updates', href: packPaths.collect(ref) },
        { text: 'Agenda', href: packPaths.agenda(ref) },
        { text: 'Pack', href: packPaths.prepare(ref) },
      ],
      here,
    ),
    said,
  };
}
