import {
  checkboxes,
  dayBoxes,
  type FieldMaker,
  prose,
  radios,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import type { BoardRow, HatRow, MemberRow, ReviewRow, TermsRow } from '../data/board.row.js';
import { cadences, hats, independences, seats } from '../domain/board.js';
import { minutesDays, packDays, updateDays } from '../domain/review-dates.js';
import { type BoardFormPage, boardFormPage, underBoard, underReview } from './board-frame.page.js';
import type { RefusalWords } from './board-pages.js';
import { boardPaths } from './boards.paths.js';
import { reviewPaths } from './reviews.paths.js';

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, said]) => ({ value, text: said }));

export const termsRefusals: RefusalWords = {
  'share-out-of-range': { at: 'quorumAmount', text: 'Quorum must be between 1 and 100 per cent' },
  'number-out-of-range': { at: 'quorumAmount', text: 'Quorum must be between 1 and 100 voting members' },
  'terms-before-board': { at: 'fromOn', text: 'First day of the terms must not be before the first day of the board' },
  'terms-not-later': { at: 'fromOn', text: 'First day of the terms must be after that of the terms before them' },
};

export const boardRefusals: RefusalWords = {
  ...termsRefusals,
  'name-taken': { at: 'name', text: 'There is already a board of that name for this organisation' },
  'ends-before-it-starts': { at: 'endedOn', text: 'Last day of the board must be after its first day' },
};

export const memberRefusals: RefusalWords = {
  'seat-taken': { at: 'seat', text: 'Somebody else holds that seat in this term. End their term first' },
  'term-before-board': { at: 'fromOn', text: 'First day of the term must not be before the first day of the board' },
  'term-ends-before-it-starts': { at: 'toOn', text: 'Last day of the term must be after its first day' },
};

export const meetingRefusals: RefusalWords = {
  'before-board': { at: 'heldOn', text: 'Date of the meeting must not be before the first day of the board' },
  'after-board': { at: 'heldOn', text: 'Date of the meeting must not be after the last day of the board' },
  'same-day': { at: 'heldOn', text: 'The board has a meeting on that day already' },
  'no-reason': { at: 'reason', text: 'Enter why the meeting moves to another day' },
  'held-already': { text: 'This meeting was held already. It cannot be moved or cancelled' },
};

const visibilityField = (value: string): FieldMaker =>
  radios({
    name: 'visibility',
    label: 'Who may read of the board?',
    hint: 'Papers, drafts and minutes that are not published stay with the board in either case.',
    choices: [
      { value: 'public', text: 'Everyone: its terms, members, attendance and what it publishes' },
      { value: 'board', text: 'The organisation and its board only' },
    ],
    value,
  });

const termsFields = (terms: Partial<TermsRow>): readonly FieldMaker[] => [
  prose({ name: 'purpose', label: 'What the board is for', rows: 3, value: terms.purpose }),
  text({
    name: 'termsVersion',
    label: 'Version of the terms',
    hint: 'As the terms themselves say it, for example 1.1',
    width: 10,
    value: terms.termsVersion,
  }),
  text({ name: 'termsUrl', label: 'Where the terms can be read, if anywhere', type: 'url', value: terms.termsUrl }),
  select({ name: 'cadence', label: 'How often it meets', choices: choicesOf(cadences), value: terms.cadence }),
  radios({
    name: 'quorumKind',
    label: 'How is the quorum counted?',
    choices: [
      { value: 'number', text: 'As a number of voting members' },
      { value: 'share', text: 'As a share of the voting members, in per cent' },
    ],
    value: terms.quorumKind ?? 'number',
  }),
  text({
    name: 'quorumAmount',
    label: 'How many voting members make a quorum, or how many per cent',
    inputMode: 'numeric',
    width: 3,
    value: terms.quorumAmount ?? null,
  }),
  tick({
    name: 'quorumNeedsChair',
    label: 'Chair',
    words: 'The chair or vice-chair must be there',
    value: terms.quorumNeedsChair ?? true,
  }),
  tick({
    name: 'substitutesCount',
    label: 'Substitutes',
    words: 'Substitutes count towards the quorum',
    value: terms.substitutesCount ?? false,
  }),
];

export function newBoardPage(
  organisations: readonly { readonly id: string; readonly name: string }[],
  tried: Tried = null,
): BoardFormPage {
  const [only] = organisations;
  return boardFormPage(
    {
      heading: 'Set up a board',
      breadcrumbs: [{ text: 'Boards', href: boardPaths.index() }],
      action: boardPaths.add(),
      button: 'Set up the board',
      cancel: boardPaths.index(),
      intro: ['The terms can be renewed later. Each meeting is counted by the terms of its day.'],
      fields: [
        select({
          name: 'organisation',
          label: 'Organisation that it watches over',
          choices: organisations.map(({ id, name }) => ({ value: id, text: name })),
          value: organisations.length === 1 ? only?.id : null,
        }),
        text({ name: 'name', label: 'Name of the board', hint: 'For example, Improvement Board' }),
        dayBoxes({ name: 'startedOn', label: 'First day of the board', hint: 'For example, 5 1 2026' }),
        visibilityField('public'),
        ...termsFields({}),
      ],
    },
    tried,
  );
}

export const editBoardPage = (board: BoardRow, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Change what is said of the board',
      caption: board.name,
      breadcrumbs: underBoard(board),
      action: boardPaths.edit(board.ref),
      button: 'Save',
      cancel: boardPaths.show(board.ref),
      version: board.version,
      fields: [
        text({ name: 'name', label: 'Name of the board', value: board.name }),
        visibilityField(board.visibility),
        dayBoxes({ name: 'endedOn', label: 'Last day of the board, if it has ended', value: board.endedOn }),
      ],
    },
    tried,
  );

export const newTermsPage = (board: BoardRow, terms: TermsRow | null, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Record new terms',
      caption: board.name,
      breadcrumbs: underBoard(board),
      action: boardPaths.terms(board.ref),
      button: 'Record the terms',
      cancel: boardPaths.show(board.ref),
      version: board.version,
      intro: [
        terms
          ? `Version ${terms.termsVersion} has applied since ${formatDay(terms.fromOn)}. It stays on the record, and meetings before the new first day stay counted by it.`
          : 'Each meeting is counted by the terms of its day.',
      ],
      fields: [
        ...termsFields(terms ?? {}),
        dayBoxes({ name: 'fromOn', label: 'First day of the terms', hint: 'For example, 1 4 2026' }),
      ],
    },
    tried,
  );

const memberFields = (member: Partial<MemberRow>, worn: readonly HatRow[], accountRef: string | null) => [
  text({ name: 'displayName', label: 'Name', value: member.displayName }),
  text({
    name: 'roleTitle',
    label: 'Post',
    hint: 'For example, Director of children’s services',
    value: member.roleTitle,
  }),
  text({ name: 'body', label: 'Organisation', value: member.body }),
  radios({
    name: 'independence',
    label: 'How independent is the member?',
    choices: choicesOf(independences),
    value: member.independence,
  }),
  radios({ name: 'seat', label: 'Seat', choices: choicesOf(seats), value: member.seat ?? 'member' }),
  tick({ name: 'voting', label: 'Vote', words: 'The member has a vote', value: member.voting ?? true }),
  checkboxes({
    name: 'hats',
    label: 'Other hats that the member wears',
    hint: 'The same person may chair a board and advise the government: whoever reads must know.',
    choices: choicesOf(hats),
    values: worn.filter(({ toOn }) => toOn === null).map(({ hat }) => hat),
  }),
  tick({
    name: 'nameIsPublic',
    label: 'Name in public',
    hint: 'Only of directors and above, and of people elected or publicly appointed. Everybody else is named by their post.',
    words: 'Everyone may read the name',
    value: member.nameIsPublic ?? false,
  }),
  dayBoxes({ name: 'fromOn', label: 'First day of the term', hint: 'For example, 5 1 2026', value: member.fromOn }),
  dayBoxes({ name: 'toOn', label: 'Last day of the term, if it is known', value: member.toOn }),
  text({
    name: 'account',
    label: 'Account, if the member has one',
    hint: 'For example, AC-0004. An inspector who sits on the board reads its papers through this account.',
    width: 10,
    value: accountRef,
  }),
];

export const newMemberPage = (board: BoardRow, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Add a member',
      caption: board.name,
      breadcrumbs: underBoard(board),
      action: boardPaths.addMember(board.ref),
      button: 'Add the member',
      cancel: boardPaths.show(board.ref),
      fields: memberFields({}, [], null),
    },
    tried,
  );

export const memberPage = (
  board: BoardRow,
  { member, worn, accountRef }: { member: MemberRow; worn: readonly HatRow[]; accountRef: string | null },
  tried: Tried = null,
): BoardFormPage =>
  boardFormPage(
    {
      heading: member.displayName,
      caption: board.name,
      breadcrumbs: underBoard(board),
      action: boardPaths.member(board.ref, member.id),
      button: 'Save',
      cancel: boardPaths.show(board.ref),
      version: member.version,
      intro: ['A seat ends with the last day of its term. Attendance before it stays on the record.'],
      fields: memberFields(member, worn, accountRef),
    },
    tried,
  );

const meetingFields = (meeting: Partial<ReviewRow>): readonly FieldMaker[] => [
  dayBoxes({ name: 'heldOn', label: 'Date of the meeting', hint: 'For example, 14 12 2026', value: meeting.heldOn }),
  text({
    name: 'startsAt',
    label: 'Time, if it is known',
    hint: 'For example, 14:00',
    width: 5,
    value: meeting.startsAt,
  }),
  text({ name: 'place', label: 'Place', hint: 'A room, or “Online”', value: meeting.place }),
];

const clocksIntro = `Updates are due ${updateDays} working days before it and the pack ${packDays}; the minutes ${minutesDays} working days after it.`;

export const schedulePage = (board: BoardRow, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Schedule a meeting',
      caption: board.name,
      breadcrumbs: underBoard(board),
      action: boardPaths.schedule(board.ref),
      button: 'Schedule the meeting',
      cancel: boardPaths.show(board.ref),
      intro: [clocksIntro],
      fields: meetingFields({}),
    },
    tried,
  );

export const reschedulePage = (review: ReviewRow, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Move the meeting',
      caption: `${review.boardName}, ${formatDay(review.heldOn)}`,
      breadcrumbs: underReview(review),
      action: reviewPaths.reschedule(review.ref),
      button: 'Move the meeting',
      cancel: reviewPaths.show(review.ref),
      version: review.version,
      intro: [`${clocksIntro} They move with it.`],
      fields: [
        ...meetingFields(review),
        text({ name: 'reason', label: 'Why it moves to another day', hint: 'Needed where the day changes' }),
      ],
    },
    tried,
  );

export const cancelPage = (review: ReviewRow, tried: Tried = null): BoardFormPage =>
  boardFormPage(
    {
      heading: 'Cancel the meeting',
      caption: `${review.boardName}, ${formatDay(review.heldOn)}`,
      breadcrumbs: underReview(review),
      action: reviewPaths.cancel(review.ref),
      button: 'Cancel the meeting',
      cancel: reviewPaths.show(review.ref),
      version: review.version,
      warning: 'A cancelled meeting cannot be taken up again. Its reference and the reason stay on the record.',
      isWarning: true,
      fields: [prose({ name: 'reason', label: 'Why it is cancelled', rows: 3 })],
    },
    tried,
  );
