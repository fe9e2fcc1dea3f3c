import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { form, type FieldMaker, type FormModel, type Tried } from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { BoardRow, ReviewRow } from '../data/board.row.js';
import { boardPaths } from './boards.paths.js';
import { reviewPaths } from './reviews.paths.js';

type OfBoard = Pick<BoardRow, 'ref' | 'name' | 'organisationName' | 'organisationSlug'>;
type OfReview = Pick<ReviewRow, 'ref' | 'boardRef' | 'boardName' | 'organisationName' | 'organisationSlug' | 'heldOn'>;

export const aboveBoard = ({ organisationName, organisationSlug }: Omit<OfBoard, 'ref' | 'name'>): readonly Link[] => [
  { text: organisationName, href: organisationPaths.show(organisationSlug) },
  { text: 'Board', href: organisationPaths.board(organisationSlug) },
];

export const underBoard = (board: OfBoard): readonly Link[] => [
  ...aboveBoard(board),
  { text: board.name, href: boardPaths.show(board.ref) },
];

export const aboveReview = (review: OfReview): readonly Link[] =>
  underBoard({ ...review, ref: review.boardRef, name: review.boardName });

export const underReview = (review: OfReview): readonly Link[] => [
  ...aboveReview(review),
  { text: formatDay(review.heldOn), href: reviewPaths.show(review.ref) },
];

/** One thing to do about a board or a meeting. */
export type BoardFormPage = PageFacts & {
  readonly caption: string | null;
  readonly heading: string;
  readonly intro: readonly string[];
  /** What cannot be undone, or who will see it. */
  readonly warning: string | null;
  readonly form: FormModel;
};

type Asked = {
  readonly heading: string;
  readonly caption?: string | null;
  readonly breadcrumbs: readonly Link[];
  readonly action: string;
  readonly button: string;
  readonly fields: readonly FieldMaker[];
  readonly cancel: string;
  readonly version?: number | null;
  readonly intro?: readonly string[];
  readonly warning?: string | null;
  readonly isWarning?: boolean;
};

export function boardFormPage(asked: Asked, tried: Tried = null): BoardFormPage {
  const model = form({
    action: asked.action,
    button: asked.button,
    fields: asked.fields,
    tried,
    version: asked.version ?? null,
    isWarning: asked.isWarning ?? false,
    cancel: { text: 'Cancel', href: asked.cancel },
  });
  return {
    title: asked.heading,
    heading: asked.heading,
    caption: asked.caption ?? null,
    breadcrumbs: asked.breadcrumbs,
    intro: asked.intro ?? [],
    warning: asked.warning ?? null,
    errors: model.errors,
    form: model,
  };
}
