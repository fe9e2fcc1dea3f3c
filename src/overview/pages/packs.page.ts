import type { HeldPackRow, PackRow, ReviewRow, SupplementRow } from '../../boards/data/board.row.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList, Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { PackData } from '../domain/pack/pack-data.js';
import { type PackChange, packKinds } from '../domain/pack/pack-difference.js';
import { changeCells, differenceCount, kindWords } from './pack-difference.page.js';
import { markings, packPartId } from './pack-html.page.js';
import { packPaths } from './packs.paths.js';

const formWords = { confidential: 'The confidential form', public: 'The public form' } as const;

const crumbs = (review: ReviewRow): readonly Link[] => [
  { text: review.organisationName, href: organisationPaths.show(review.organisationSlug) },
  { text: review.boardName, href: packPaths.board(review.boardRef) },
];

type Supplement = {
  readonly id: string;
  readonly heading: string;
  readonly note: string;
  readonly paragraphs: readonly string[];
  readonly file: Link | null;
};

export const supplementOf = (review: Pick<ReviewRow, 'ref'>, supplement: SupplementRow): Supplement => ({
  id: `supplement-${supplement.position}`,
  heading: `Supplement ${supplement.position}: ${supplement.title}`,
  note: `Added at ${formatMoment(supplement.addedAt)}, after the pack was issued${supplement.confidential ? '. For the board only' : ''}. SHA-256 ${supplement.hash}`,
  paragraphs: supplement.text.split(/\n+/).filter((line) => line.trim() !== ''),
  file: supplement.fileName
    ? { text: supplement.fileName, href: packPaths.supplement(review.ref, supplement.position) }
    : null,
});

/** The earlier first; two of one moment by their references. */
export const inTime = (a: Pick<PackRow, 'frozenAt' | 'ref'>, b: Pick<PackRow, 'frozenAt' | 'ref'>): number =>
  a.frozenAt.localeCompare(b.frozenAt) || a.ref.localeCompare(b.ref);

export type PackPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly marking: Tag;
  readonly superseded: Link | null;
  readonly summary: SummaryList;
  readonly read: readonly Link[];
  readonly parts: readonly Link[];
  readonly supplements: readonly Supplement[];
  readonly compare: Table;
  readonly prepare: Link | null;
};

type Shown = {
  readonly pack: HeldPackRow;
  readonly data: PackData | null;
  readonly review: ReviewRow;
  readonly others: readonly (PackRow & { readonly heldOn: string })[];
  readonly supplements: readonly SupplementRow[];
  /** Who froze it, for those of the board. */
  readonly frozenBy: string | null;
  readonly prepare: Link | null;
};

/** An issued pack: what it is, where to read it, what came after it, and what changed from another. */
export function packPage({ pack, data, review, others, supplements, frozenBy, prepare }: Shown): PackPage {
  const { ref, form, edition, hash } = pack;
  return {
    title: `Pack ${ref}: ${review.boardName}, ${formatDay(review.heldOn)}`,
    description: `What the ${review.boardName} read for its meeting on ${formatDay(review.heldOn)}, as it was frozen.`,
    breadcrumbs: crumbs(review),
    heading: `Pack ${ref}`,
    caption: `${review.boardName}, ${formatDay(review.heldOn)}`,
    marking: { text: markings[form], colour: form === 'confidential' ? 'orange' : 'grey' },
    superseded: pack.supersededByRef
      ? { text: `Pack ${pack.supersededByRef}`, href: packPaths.show(pack.supersededByRef) }
      : null,
    summary: {
      rows: [
        { label: 'For', text: `The meeting on ${formatDay(review.heldOn)} (${review.ref})` },
        { label: 'Form', text: formWords[form] },
        { label: 'Frozen', text: formatMoment(pack.frozenAt), note: frozenBy },
        ...(edition > 1
          ? [
              {
                label: 'Edition',
                text: `${edition}, in the place of ${pack.supersedesRef ?? 'an earlier one'}`,
                note: pack.reason,
              },
            ]
          : []),
        { label: 'SHA-256 of its data', text: hash },
      ],
    },
    read: [
      { text: 'Read or print the pack', href: packPaths.print(ref) },
      ...(data ? [{ text: 'Download it as a PDF', href: packPaths.pdf(ref) }] : []),
      { text: 'Download its data (JSON)', href: packPaths.data(ref) },
    ],
    parts: (data?.sections ?? []).map(({ number, heading }) => ({
      text: `${number}. ${heading}`,
      href: `${packPaths.print(ref)}#${packPartId(number)}`,
    })),
    supplements: supplements.map((supplement) => supplementOf(review, supplement)),
    compare: stacked({
      id: 'others',
      caption: 'What changed between this pack and another',
      head: tableHead([{ text: 'Pack' }, { text: 'Meeting' }, { text: 'What changed' }]),
      rows: others
        .filter((other) => other.ref !== ref && other.form === form)
        .map((other) => ({
          cells: [
            {
              text: other.ref,
              href: packPaths.show(other.ref),
              header: true,
              note: other.edition > 1 ? `Edition ${other.edition}` : null,
            },
            { text: formatDay(other.heldOn as ReviewRow['heldOn']) },
            {
              links: [
                {
                  text: inTime(other, pack) < 0 ? `From ${other.ref} to ${ref}` : `From ${ref} to ${other.ref}`,
                  href: inTime(other, pack) < 0 ? packPaths.between(other.ref, ref) : packPaths.between(ref, other.ref),
                },
              ],
            },
          ],
        })),
      empty: { text: 'This is the only pack of this board that you may read in this form.' },
    }),
    prepare,
  };
}

export type PackDifferencePage = PageFacts & {
  readonly heading: string;
  readonly lead: string;
  readonly between: readonly Link[];
  readonly tables: readonly Table[];
  readonly nothing: string | null;
};

const nothingSaid = (changes: readonly PackChange[] | null): string | null => {
  if (changes === null)
    return 'One of these packs was frozen by another version of this service, which laid it out otherwise, so they cannot be set side by side. Both can be read.';
  return changes.length === 0 ? 'Nothing changed between these two packs.' : null;
};

type Between = {
  readonly review: ReviewRow;
  readonly before: HeldPackRow;
  readonly after: HeldPackRow;
  /** Null where one of them is of a shape that this version of the service does not know. */
  readonly changes: readonly PackChange[] | null;
};

/** What changed between two packs of a board, and what was removed. */
export function packDifferencePage({ review, before: from, after: to, changes }: Between): PackDifferencePage {
  const span = `From ${from.ref}, frozen at ${formatMoment(from.frozenAt)}, to ${to.ref}, frozen at ${formatMoment(to.frozenAt)}`;
  return {
    title: `From pack ${from.ref} to ${to.ref}: ${review.boardName}`,
    breadcrumbs: crumbs(review),
    notices:
      from.form === to.form
        ? []
        : [
            {
              text: 'One of these packs is the confidential form and the other the public one: what only the board may read then looks as if it was added or removed.',
            },
          ],
    heading: 'What changed between two packs',
    lead: changes ? `${span}: ${differenceCount(changes)}.` : `${span}.`,
    between: [
      { text: `Pack ${from.ref}`, href: packPaths.show(from.ref) },
      { text: `Pack ${to.ref}`, href: packPaths.show(to.ref) },
    ],
    nothing: nothingSaid(changes),
    tables: packKinds.flatMap((kind) => {
      const some = (changes ?? []).filter((change) => change.kind === kind);
      if (some.length === 0) return [];
      return [
        stacked({
          id: `changed-${kind}`,
          caption: `${kindWords[kind].many}: ${plural(some.length, 'difference')}`,
          head: tableHead([
            { text: 'What' },
            { text: 'What became of it' },
            { text: 'How it reads now, and how it read before' },
          ]),
          rows: some.map((change) => {
            const [what, how, reads] = changeCells(change);
            return { cells: [{ text: what.text, header: true }, { text: how.text }, { text: reads.text }] };
          }),
        }),
      ];
    }),
  };
}
