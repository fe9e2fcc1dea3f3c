import type { BodyRow } from '../../organisations/data/bodies.queries.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { conflict } from '../../shell/form/conflict.js';
import { dayBoxes, form, type FormModel, prose, radios, select, type Tried } from '../../shell/form/form.js';
import { textOf } from '../../shell/form/posted.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { EventRow, FactorRow, ReviewActionRow, ReviewListRow, ReviewRow } from '../data/learning.row.js';
import { factorKeys, reviewTypes, type SystemFactor, systemFactors } from '../domain/learning.js';
import type { WritingReviewRefusal } from '../learning-reviews.service.js';
import { learningPaths, reviewPathsOfLearning as paths } from './voice.paths.js';

export type ReviewsPage = PageFacts & {
  readonly heading: string;
  readonly reviews: Table;
  readonly unreviewed: Table | null;
  readonly pagination: Pagination | null;
  readonly addHref: string | null;
};

const shorten = (words: string): string => (words.length > 140 ? `${words.slice(0, 140)}…` : words);

export function learningReviewsPage({
  rows,
  total,
  page,
  notes,
  events,
  mayWrite,
}: {
  readonly rows: readonly ReviewListRow[];
  readonly total: number;
  readonly page: number;
  readonly notes: readonly string[];
  /** Significant events at which no review looks yet. */
  readonly events: readonly EventRow[];
  readonly mayWrite: boolean;
}): ReviewsPage {
  return {
    title: 'Learning reviews',
    heading: plural(total, 'learning review'),
    breadcrumbs: [{ text: 'Learning', href: learningPaths.index() }],
    notices: notes.map((text) => ({ text })),
    addHref: mayWrite ? paths.add() : null,
    reviews: stacked({
      id: 'reviews',
      caption: 'Reviews from which your organisations learned',
      captionHidden: true,
      head: tableHead(
        ['Review', 'What prompted it', 'Organisation', 'Kind', 'Began', 'Finished'].map((text) => ({ text })),
      ),
      rows: rows.map((row) => ({
        cells: [
          { text: row.ref, href: paths.show(row.ref), header: true },
          { text: shorten(row.promptedBy) },
          { text: row.organisationName },
          { text: reviewTypes[row.type] },
          { text: formatDay(row.begunOn) },
          { text: row.finishedOn ? formatDay(row.finishedOn) : 'Under way' },
        ],
      })),
      empty: {
        text: 'No reviews yet. A significant event asks for one within 30 days: what was expected, what happened, why it was different, what was learned.',
      },
    }),
    unreviewed:
      events.length === 0
        ? null
        : stacked({
            id: 'unreviewed',
            caption: 'Significant events at which no review looks yet',
            head: tableHead(['Event', 'When', 'Organisation'].map((text) => ({ text }))),
            rows: events.map((event) => ({
              cells: [
                { text: `${event.ref}: ${shorten(event.text)}`, header: true },
                { text: dateOrNotKnown(event.occurredOn) },
                { text: event.organisationName },
              ],
            })),
          }),
    pagination: paginate(
      { page, shown: rows.length, total: { count: total, capped: false } },
      { path: paths.index(), query: {} },
    ),
  };
}

type Answer = { readonly question: string; readonly answer: string | null };

export type ReviewPage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  readonly summary: SummaryList;
  readonly answers: readonly Answer[];
  readonly factors: Table;
  readonly actions: Table;
  readonly shareLink: Link | null;
};

export const reviewSaid: Readonly<Record<string, string>> = { saved: 'The review was saved.' };

export function learningReviewPage(
  row: ReviewRow,
  {
    factors,
    actions,
    mayWrite,
    said,
  }: {
    readonly factors: readonly FactorRow[];
    readonly actions: readonly ReviewActionRow[];
    readonly mayWrite: boolean;
    readonly said: Notification | null;
  },
): ReviewPage {
  return {
    title: `Learning review ${row.ref}`,
    heading: `Learning review ${row.ref}`,
    breadcrumbs: [
      { text: 'Learning', href: learningPaths.index() },
      { text: 'Learning reviews', href: paths.index() },
    ],
    editHref: mayWrite ? paths.edit(row.ref) : null,
    said,
    summary: {
      rows: [
        { label: 'Organisation', text: row.organisationName, href: organisationPaths.show(row.organisationSlug) },
        { label: 'Kind', text: reviewTypes[row.type] },
        { label: 'What prompted it', text: row.promptedBy },
        ...(row.eventText ? [{ label: 'Event', text: row.eventText, note: dateOrNotKnown(row.eventOn) }] : []),
        { label: 'Began', text: formatDay(row.begunOn) },
        { label: 'Finished', text: row.finishedOn ? formatDay(row.finishedOn) : 'Under way' },
        { label: 'People were told', text: row.sharedOn ? formatDay(row.sharedOn) : 'Not yet' },
      ],
    },
    answers: [
      { question: 'What was expected?', answer: row.expected },
      { question: 'What happened?', answer: row.happened },
      { question: 'Why was it different?', answer: row.whyDifferent },
      { question: 'What was learned?', answer: row.learned },
    ],
    factors: stacked({
      id: 'factors',
      caption: 'What in the system of work made it likely',
      head: tableHead([{ text: 'Part of the system' }, { text: 'What was found' }]),
      rows: factorKeys.flatMap((key) => {
        const found = factors.find(({ factor }) => factor === key);
        return found ? [{ cells: [{ text: systemFactors[key], header: true }, { text: found.words }] }] : [];
      }),
      empty: { text: 'Nothing is written down about the system yet. A review that asks only who learns little.' },
    }),
    actions: stacked({
      id: 'actions',
      caption: 'What is done because of it',
      head: tableHead([{ text: 'Number' }, { text: 'Action' }]),
      rows: actions.map(({ number, text }) => ({ cells: [{ text: String(number), header: true }, { text }] })),
      empty: { text: 'No actions yet.' },
    }),
    shareLink:
      mayWrite && row.finishedOn
        ? { text: 'Write down what others can learn from it', href: `${learningPaths.add()}?review=${row.ref}` }
        : null,
  };
}

export const reviewMessages: Readonly<
  Record<Exclude<WritingReviewRefusal, 'not-found' | 'stale'>, Readonly<Record<string, string>>>
> = {
  'begins-in-the-future': { begunOn: 'Days of a review must be today or in the past' },
  'ends-before-it-begins': { finishedOn: 'Day on which it was finished must not be before it began' },
  'shared-before-it-ends': { sharedOn: 'People are told when the review is finished. Enter that day first' },
  'needs-four-answers': { expected: 'Answer the four questions before you say that it is finished' },
  'needs-a-factor': {
    factorPeople: 'Enter at least one thing in the system of work before you say that it is finished',
  },
  'needs-an-action': { actions: 'Enter at least one action before you say that it is finished' },
  'event-of-another': { event: 'Select a significant event of this organisation' },
};

const factorField: Readonly<Record<SystemFactor, string>> = {
  people: 'factorPeople',
  tasks: 'factorTasks',
  tools: 'factorTools',
  organisation: 'factorOrganisation',
  place: 'factorPlace',
  outside: 'factorOutside',
};

const factorHints: Readonly<Record<SystemFactor, string>> = {
  people: 'Skills, numbers, tiredness, how a team works together.',
  tasks: 'How hard, how often, how clear.',
  tools: 'What is used, what is missing, what works against people.',
  organisation: 'Rotas, targets, priorities, who decides.',
  place: 'Rooms, noise, distance.',
  outside: 'Law, money, other organisations.',
};

export type ReviewFormPage = PageFacts & { readonly heading: string; readonly form: FormModel };

type HeldReview = {
  readonly row: ReviewRow;
  readonly factors: readonly FactorRow[];
  readonly actions: readonly ReviewActionRow[];
};

export function reviewFormPage({
  bodies,
  events,
  held = null,
  tried = null,
  stale = null,
}: {
  readonly bodies: readonly BodyRow[];
  readonly events: readonly EventRow[];
  readonly held?: HeldReview | null;
  readonly tried?: Tried;
  readonly stale?: string | null;
}): ReviewFormPage {
  const row = held?.row ?? null;
  const shown = tried && stale !== null && row ? { ...tried, conflict: conflictOf(row, tried, stale) } : tried;
  const words = (name: string, label: string, value: string | null | undefined, hint: string | null = null) =>
    prose({ name, label, value, hint, rows: 4 });
  const model = form({
    action: row ? paths.edit(row.ref) : paths.add(),
    button: row ? 'Save the review' : 'Begin the review',
    tried: shown,
    version: row?.version ?? null,
    cancel: row
      ? { text: 'Back to the review', href: paths.show(row.ref) }
      : { text: 'All reviews', href: paths.index() },
    fields: [
      ...(row
        ? []
        : [
            select({
              name: 'organisation',
              label: 'Organisation',
              choices: bodies.map(({ slug, name }) => ({ value: slug, text: name })),
              value: bodies.length === 1 ? (bodies[0]?.slug ?? null) : null,
            }),
          ]),
      select({
        name: 'event',
        label: 'Significant event that it looks at, if any',
        hint: 'Events of the timeline that were marked as significant.',
        any: 'None',
        value: row?.eventId,
        choices: events.map((event) => ({
          value: event.id,
          text: `${dateOrNotKnown(event.occurredOn)}: ${shorten(event.text)}${bodies.length > 1 ? ` (${event.organisationName})` : ''}`,
        })),
      }),
      radios({
        name: 'type',
        label: 'What kind of review is it?',
        value: row?.type,
        choices: Object.entries(reviewTypes).map(([value, text]) => ({ value, text })),
      }),
      words(
        'promptedBy',
        'What prompted it?',
        row?.promptedBy,
        'Write no names of staff or of people who use services.',
      ),
      dayBoxes({ name: 'begunOn', label: 'When did it begin?', hint: 'For example, 4 3 2026', value: row?.begunOn }),
      words('expected', 'What was expected?', row?.expected),
      words('happened', 'What happened?', row?.happened),
      words('whyDifferent', 'Why was it different?', row?.whyDifferent),
      words('learned', 'What was learned?', row?.learned),
      ...factorKeys.map((key) =>
        words(
          factorField[key],
          systemFactors[key],
          held?.factors.find(({ factor }) => factor === key)?.words,
          `What in this made it likely? ${factorHints[key]}`,
        ),
      ),
      words(
        'actions',
        'What is done because of it?',
        held?.actions.map(({ text }) => text).join('\n'),
        'One action to a line.',
      ),
      dayBoxes({
        name: 'finishedOn',
        label: 'When was it finished?',
        hint: 'Leave it empty while it is under way.',
        value: row?.finishedOn,
      }),
      dayBoxes({ name: 'sharedOn', label: 'When were people here told what was learned?', value: row?.sharedOn }),
    ],
  });
  const title = row ? `Change learning review ${row.ref}` : 'Begin a learning review';
  return {
    title,
    heading: title,
    breadcrumbs: [
      { text: 'Learning', href: learningPaths.index() },
      { text: 'Learning reviews', href: paths.index() },
    ],
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}

const conflictOf = (row: ReviewRow, { posted }: NonNullable<Tried>, at: string) =>
  conflict({
    thing: 'review',
    at,
    rows: [
      { label: 'What prompted it', saved: row.promptedBy, typed: textOf(posted, 'promptedBy') },
      { label: 'What was expected', saved: row.expected, typed: textOf(posted, 'expected') },
      { label: 'What happened', saved: row.happened, typed: textOf(posted, 'happened') },
      { label: 'Why it was different', saved: row.whyDifferent, typed: textOf(posted, 'whyDifferent') },
      { label: 'What was learned', saved: row.learned, typed: textOf(posted, 'learned') },
    ],
  });

/** The factors in what was typed, by their part of the system. */
export const factorsIn = (typed: Readonly<Record<string, unknown>>): Readonly<Partial<Record<SystemFactor, string>>> =>
  Object.fromEntries(
    factorKeys.flatMap((key) => {
      const words = typed[factorField[key]];
      return typeof words === 'string' ? [[key, words] as const] : [];
    }),
  );
