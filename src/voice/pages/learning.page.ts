import type { CalendarDay } from '../../kernel/calendar-day.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatDay, formatList, plural } from '../../shell/format.js';
import { filterForm, type FilterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, outsideHref } from '../../shell/links.js';
import { type Count, formatCapped, paginate, type Pagination } from '../../shell/pagination.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import type { FormModel } from '../../shell/form/form.js';
import type { AdaptedRow, AudienceRow, ChangeRow, LearningRow } from '../data/learning.row.js';
import { isReviewDue, type LearningState } from '../domain/learning.js';
import { learningPaths, reviewPathsOfLearning } from './voice.paths.js';

export const learningStateWords: Readonly<Record<LearningState, string>> = {
  draft: 'Draft',
  shared: 'Shared',
  reviewed: 'Looked at again: still true',
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
};

export const learningFilters = {
  q: { kind: 'text', label: 'Words', hint: 'In the title, the text or the name of the organisation' },
  kind: { kind: 'many', label: 'Kind', choices: [{ value: 'did-not-work', text: 'Did not work' }] },
  state: {
    kind: 'one',
    label: 'State',
    any: 'Any',
    choices: (['shared', 'reviewed', 'corrected', 'withdrawn'] as const).map((value) => ({
      value,
      text: learningStateWords[value],
    })),
  },
} as const satisfies Filters;

type Values = FilterValues<typeof learningFilters>;

const didNotWorkTag: Tag = { text: 'Did not work', colour: 'grey' };

/** Whether it is still true, in words, and since when. */
function stillTrue(row: LearningRow, today: CalendarDay): { readonly text: string; readonly tag: Tag | null } {
  const text = row.reviewedOn
    ? `${learningStateWords[row.state]}, ${formatDay(row.reviewedOn)}`
    : learningStateWords[row.state];
  return { text, tag: isReviewDue(row, today) ? { text: 'To be looked at again', colour: 'yellow' } : null };
}

const audienceOf = (row: LearningRow, audiences: readonly AudienceRow[]): string =>
  formatList(audiences.filter(({ learningId }) => learningId === row.id).map(({ name }) => name));

type Listed = { readonly audiences: readonly AudienceRow[]; readonly today: CalendarDay };

export const learningTable = (rows: readonly LearningRow[], values: Values, { audiences, today }: Listed): Table =>
  withFile(
    stacked({
      id: 'learning',
      caption: 'What places learned',
      captionHidden: true,
      head: tableHead(
        ['What was learned', 'Shared by', 'Shared', 'For whom', 'Still true?', 'Look again by'].map((text) => ({
          text,
        })),
      ),
      rows: rows.map((row) => ({
        cells: [
          {
            text: row.title,
            href: learningPaths.show(row.ref),
            header: true,
            tag: row.didNotWork === 1 ? didNotWorkTag : null,
            written: {
              Reference: row.ref,
              'What was learned': row.title,
              'Did not work': row.didNotWork === 1 ? 'yes' : 'no',
            },
          },
          { text: row.organisationName, href: organisationPaths.show(row.organisationSlug) },
          { text: row.sharedOn ? formatDay(row.sharedOn) : '', written: row.sharedOn },
          { text: audienceOf(row, audiences) },
          stillTrue(row, today),
          { text: row.reviewBy ? formatDay(row.reviewBy) : '', written: row.reviewBy },
        ],
      })),
      empty: { text: 'Nobody has shared learning yet.' },
    }),
    address(learningPaths.csv(), values),
  );

export type LearningPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly learning: Table;
  readonly pagination: Pagination | null;
  readonly drafts: Table | null;
  readonly addHref: string | null;
  readonly reviewsHref: string | null;
};

export function learningPage({
  rows,
  total,
  page,
  values,
  notes,
  drafts,
  mayWrite,
  mayRead,
  ...listed
}: Listed & {
  readonly rows: readonly LearningRow[];
  readonly total: Count;
  readonly page: number;
  readonly values: Values;
  readonly notes: readonly string[];
  readonly drafts: readonly LearningRow[];
  readonly mayWrite: boolean;
  readonly mayRead: boolean;
}): LearningPage {
  const filter = filterForm(learningFilters, values, { path: learningPaths.index() });
  return {
    title: 'What places learned',
    heading:
      total.count === 0 && !filter.isFiltered ? 'What places learned' : `What places learned (${formatCapped(total)})`,
    description: 'What organisations learned and wrote down for others, what did not work among it.',
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    filter,
    learning:
      filter.isFiltered && total.count === 0
        ? { ...learningTable(rows, values, listed), empty: { text: 'Nothing shared matches. Remove a filter.' } }
        : learningTable(rows, values, listed),
    pagination: paginate({ page, shown: rows.length, total }, { path: learningPaths.index(), query: values }),
    drafts:
      drafts.length === 0
        ? null
        : stacked({
            id: 'drafts',
            caption: 'Drafts of your organisations',
            head: tableHead([{ text: 'What was learned' }, { text: 'Organisation' }]),
            rows: drafts.map((row) => ({
              cells: [
                { text: row.title, href: learningPaths.show(row.ref), header: true },
                { text: row.organisationName },
              ],
            })),
          }),
    addHref: mayWrite ? learningPaths.add() : null,
    reviewsHref: mayRead ? reviewPathsOfLearning.index() : null,
  };
}

export type OneLearningPage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  readonly tags: readonly Tag[];
  readonly summary: SummaryList;
  readonly text: string;
  readonly withdrawn: string | null;
  readonly changes: Table;
  readonly adapted: Table | null;
  readonly adaptedWords: string;
  readonly editHref: string | null;
  readonly moveForm: FormModel | null;
};

export const learningSaid: Readonly<Record<string, string>> = {
  drafted: 'The draft was saved. Nobody but the people of the organisation sees it until it is shared.',
  shared: 'It is shared. Everybody can read it.',
  reviewed: 'It was looked at again, and stands.',
  corrected: 'It was corrected. What it said before stands below.',
  withdrawn: 'It was withdrawn. Its page says so, and why.',
};

type OneAsked = {
  readonly audiences: readonly AudienceRow[];
  readonly changes: readonly ChangeRow[];
  readonly adapted: readonly AdaptedRow[];
  /** Bodies whose plans the reader may read. */
  readonly planReach: readonly string[];
  /** Whether the reader may read the papers of the body. */
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  readonly today: CalendarDay;
  readonly said: Notification | null;
  readonly moveForm: FormModel | null;
};

export function oneLearningPage(row: LearningRow, asked: OneAsked): OneLearningPage {
  const { changes, adapted, planReach, today, moveForm } = asked;
  const { tag } = stillTrue(row, today);
  const last = changes.at(-1);
  const known = adapted.filter(({ organisationId }) => planReach.includes(organisationId));
  return {
    title: row.title,
    heading: row.title,
    description: `What ${row.organisationName} learned and shared.`,
    breadcrumbs: [{ text: 'Learning', href: learningPaths.index() }],
    hasForm: moveForm !== null,
    errors: moveForm?.errors ?? [],
    said: asked.said,
    tags: [...(row.didNotWork === 1 ? [didNotWorkTag] : []), ...(tag ? [tag] : [])],
    summary: { rows: summaryOf(row, asked) },
    text: row.state === 'withdrawn' ? '' : row.body,
    withdrawn:
      row.state === 'withdrawn'
        ? `Withdrawn on ${last ? formatDay(last.changedOn) : 'a day not known'}. ${last?.reason ?? ''}`
        : null,
    changes: changesTable(changes),
    adaptedWords:
      adapted.length === 0
        ? 'No plan here says that an action was adapted from it yet.'
        : `${plural(adapted.length, 'action')} in plans here ${adapted.length === 1 ? 'says that it was' : 'say that they were'} adapted from it.`,
    adapted:
      known.length === 0
        ? null
        : stacked({
            id: 'adapted',
            caption: 'Actions adapted from it, in plans that you may read',
            head: tableHead([{ text: 'Action' }, { text: 'Organisation' }]),
            rows: known.map(({ ref, planRef, title, organisationName }) => ({
              cells: [
                { text: `${ref}: ${title}`, href: planPaths.milestone(planRef, ref), header: true },
                { text: organisationName },
              ],
            })),
          }),
    editHref: asked.mayWrite && row.state === 'draft' ? learningPaths.edit(row.ref) : null,
    moveForm,
  };
}

function summaryOf(row: LearningRow, { audiences, mayRead, today }: OneAsked): SummaryRow[] {
  const outside = outsideHref(row.url);
  return [
    { label: 'Reference', text: row.ref },
    { label: 'Shared by', text: row.organisationName, href: organisationPaths.show(row.organisationSlug) },
    { label: 'Shared', text: row.sharedOn ? formatDay(row.sharedOn) : 'Not yet: a draft' },
    { label: 'For whom', text: audienceOf(row, audiences) || 'Nobody is named yet' },
    { label: 'Still true?', text: stillTrue(row, today).text },
    ...(row.reviewBy ? [{ label: 'Look again by', text: formatDay(row.reviewBy) }] : []),
    ...(row.episodeRef
      ? [
          {
            label: 'Case',
            text: `${row.episodeRef}: ${row.episodeTitle ?? ''}`,
            href: episodePaths.show(row.episodeRef),
          },
        ]
      : []),
    ...(row.reviewRef && mayRead
      ? [{ label: 'Learning review', text: row.reviewRef, href: reviewPathsOfLearning.show(row.reviewRef) }]
      : []),
    ...(outside ? [{ label: 'Read more', text: outside, href: outside }] : []),
  ];
}

const changesTable = (changes: readonly ChangeRow[]): Table =>
  stacked({
    id: 'changes',
    caption: 'What became of it',
    head: tableHead(['Day', 'What happened', 'Why', 'As it read from that day'].map((text) => ({ text }))),
    rows: changes.map(({ changedOn, change, reason, title, body }, index) => {
      const before = changes[index - 1];
      const isSame = before?.title === title && before.body === body;
      return {
        cells: [
          { text: formatDay(changedOn), header: true },
          { text: learningStateWords[change] },
          { text: reason ?? '' },
          { text: change === 'withdrawn' ? '' : isSame ? 'As before' : `${title}. ${body}` },
        ],
      };
    }),
    empty: { text: 'It has not been shared yet.' },
  });
