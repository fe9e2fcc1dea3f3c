import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, plural } from '../../shell/format.js';
import type { Tag } from '../../shell/parts.js';
import { type Cell, type Column, stacked, type Table, tableHead } from '../../shell/table.js';
import type { ActionRow, ChallengeRow, DecisionRow } from '../data/board.row.js';
import { actionStates, challengeStates, decisionTypes } from '../domain/outcome.js';
import { staleChallengeDays } from '../domain/review-dates.js';
import { daysBetween } from '../../kernel/calendar-day.js';
import type { Reading } from './board-words.page.js';
import { registerPaths } from './registers.paths.js';
import { reviewPaths } from './reviews.paths.js';

export type OutcomeColumn<Row> = Column & {
  readonly cell: (row: Row) => Cell;
  /** On the page of a meeting, which everybody there knows. */
  readonly ofMeeting?: boolean;
};

const meeting = <Row extends { reviewRef: string; heldOn: CalendarDay; boardName: string; organisationName: string }>(
  sortKey = 'date',
): OutcomeColumn<Row> => ({
  text: 'Meeting',
  sortKey,
  firstDirection: 'descending',
  ofMeeting: true,
  cell: ({ reviewRef, heldOn, boardName, organisationName }) => ({
    text: formatDay(heldOn),
    href: reviewPaths.show(reviewRef),
    note: `${boardName}, ${organisationName}`,
    written: { Meeting: reviewRef, Date: heldOn, Board: boardName, Organisation: organisationName },
  }),
});

const inPrivate = ({ confidential }: { readonly confidential: boolean }): string | null =>
  confidential ? 'Taken in private' : null;

export const decisionTag = ({ type, forLackOfQuorum }: Pick<DecisionRow, 'type' | 'forLackOfQuorum'>): Tag => ({
  text: forLackOfQuorum ? 'Recommendation: no quorum' : decisionTypes[type],
  colour: forLackOfQuorum ? 'orange' : type === 'decision' ? 'teal' : 'grey',
});

export function challengeTag({ state, dueOn, raisedOn }: ChallengeRow, today: CalendarDay): Tag {
  if (state === 'satisfied') return { text: challengeStates.satisfied, colour: 'teal' };
  if (state === 'answered') return { text: challengeStates.answered, colour: 'turquoise' };
  if (dueOn < today) return { text: 'Open: answer overdue', colour: 'orange' };
  if (daysBetween(raisedOn, today) > staleChallengeDays)
    return { text: `Open for ${plural(daysBetween(raisedOn, today), 'day')}`, colour: 'orange' };
  return { text: challengeStates.open, colour: 'yellow' };
}

export function actionTag({ state, dueOn }: Pick<ActionRow, 'state' | 'dueOn'>, today: CalendarDay): Tag {
  if (state === 'done') return { text: actionStates.done, colour: 'teal' };
  if (state === 'cancelled') return { text: actionStates.cancelled, colour: 'grey' };
  return dueOn < today ? { text: 'Overdue', colour: 'orange' } : { text: actionStates.open, colour: 'yellow' };
}

export const decisionColumns: readonly OutcomeColumn<DecisionRow>[] = [
  {
    text: 'Decision',
    cell: (row) => ({
      header: true,
      text: row.ref,
      href: registerPaths.decision(row.ref),
      note: inPrivate(row),
      written: row.ref,
    }),
  },
  {
    text: 'What was decided',
    cell: ({ text, dissent, confirmsRef }) => ({
      text,
      note: [confirmsRef ? `Confirms ${confirmsRef}` : null, dissent ? `Dissent: ${dissent}` : null]
        .filter(Boolean)
        .join('. '),
    }),
  },
  {
    text: 'Kind',
    cell: (row) => ({ tag: decisionTag(row), note: row.confirmedBy ? `Confirmed by ${row.confirmedBy}` : null }),
  },
  {
    text: 'Look at again',
    sortKey: 'review',
    cell: ({ reviewOn, reviewedOn }) => ({
      text: reviewOn ? formatDay(reviewOn) : '–',
      note: reviewedOn ? `Last on ${formatDay(reviewedOn)}` : null,
      written: reviewOn,
    }),
  },
  meeting(),
];

/** Who asked, as the reader may know it: nobody’s name that is not for everybody. */
export const askedBy = (row: ChallengeRow, reading: Reading): string =>
  row.byName === null
    ? 'Not noted'
    : reading === 'board' || row.byNameIsPublic
      ? row.byName
      : (row.byRole ?? 'A member');

export const challengeColumns = (
  today: CalendarDay,
  readingOf: (row: ChallengeRow) => Reading,
): readonly OutcomeColumn<ChallengeRow>[] => [
  {
    text: 'Challenge',
    cell: (row) => ({
      header: true,
      text: row.ref,
      href: registerPaths.challenge(row.ref),
      note: inPrivate(row),
      written: row.ref,
    }),
  },
  { text: 'What was asked', cell: (row) => ({ text: row.text, note: `By ${askedBy(row, readingOf(row))}` }) },
  { text: 'Of whom', cell: ({ toPost }) => ({ text: toPost }) },
  {
    text: 'Answer due',
    sortKey: 'due',
    cell: (row) => ({
      text: formatDay(row.dueOn),
      tag: challengeTag(row, today),
      written: { 'Answer due': row.dueOn, State: row.state },
    }),
  },
  meeting(),
];

export const actionColumns = (today: CalendarDay): readonly OutcomeColumn<ActionRow>[] => [
  {
    text: 'Action',
    cell: (row) => ({
      header: true,
      text: row.ref,
      href: registerPaths.action(row.ref),
      note: inPrivate(row),
      written: row.ref,
    }),
  },
  {
    text: 'What is to be done',
    cell: ({ text, milestoneRef }) => ({ text, note: milestoneRef ? `For ${milestoneRef}` : null }),
  },
  { text: 'Owner', cell: ({ ownerPost }) => ({ text: ownerPost }) },
  {
    text: 'Due',
    sortKey: 'due',
    cell: (row) => ({
      text: formatDay(row.dueOn),
      tag: actionTag(row, today),
      note: row.moves === 0 ? null : `First ${formatDay(row.firstDueOn)}, moved ${plural(row.moves, 'time')}`,
      written: {
        'First due': row.firstDueOn,
        Due: row.dueOn,
        Moves: row.moves,
        State: row.state,
        Closed: row.closedOn,
      },
    }),
  },
  meeting(),
];

/** A table of what came of one meeting. */
export const ofOneMeeting = <Row>(
  columns: readonly OutcomeColumn<Row>[],
  rows: readonly Row[],
  { id, caption, empty }: { readonly id: string; readonly caption: string; readonly empty: string },
): Table => {
  const shown = columns.filter(({ ofMeeting }) => !ofMeeting);
  return stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead(shown.map(({ text, numeric }) => ({ text, numeric }))),
    rows: rows.map((row) => ({ cells: shown.map(({ cell }) => cell(row)) })),
    empty: { text: empty },
  });
};
