import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Details, Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { BoardFacts } from '../board-reader.service.js';
import type { MemberRow, PackRow, ReviewRow } from '../data/board.row.js';
import { type AttendanceRecord, attendanceRecord } from '../domain/attendance-record.js';
import {
  cadences,
  hats as hatWords,
  independences,
  isFromOutside,
  isServing,
  seats,
  termsOn,
} from '../domain/board.js';
import { quorumWords } from '../domain/quorum.js';
import { nextMeetingBy } from '../domain/review-dates.js';
import { hasReached } from '../domain/review-state.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { lessonReadingPaths } from '../../overview/pages/lesson-readings.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { aboveBoard } from './board-frame.page.js';
import { areOut, boardSentences, memberName, quorumTag, type Reading, stateTag } from './board-words.page.js';
import { boardPaths } from './boards.paths.js';
import { registerPaths } from './registers.paths.js';
import { reviewPaths } from './reviews.paths.js';

export type BoardPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly lead: string;
  readonly facts: SummaryList;
  readonly tools: readonly Link[];
  readonly membersLead: string;
  readonly members: Table;
  readonly former: Table | null;
  readonly meetingsLead: string;
  readonly meetings: Table;
  /** What the board watches over. */
  readonly watches: readonly Link[];
  readonly registers: readonly Link[];
  readonly schedule: Link | null;
  readonly earlierTerms: Details | null;
};

type Around = {
  readonly today: CalendarDay;
  readonly reading: Reading;
  /** Whether the reader runs the board. */
  readonly runs: boolean;
  readonly query: Readonly<Record<string, unknown>>;
};

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function boardPage(facts: BoardFacts, { today, reading, runs, query }: Around): BoardPage {
  const { board, counts } = facts;
  const held = facts.reviews.filter(({ state }) => hasReached(state, 'held'));
  const serving = facts.members.filter((member) => isServing(member, today));
  const others = facts.members.filter((member) => !isServing(member, today));
  const isOver = board.endedOn !== null && board.endedOn < today;
  const of = (register: string): string => address(register, { board: board.ref });
  return {
    title: `${board.name}, ${board.organisationName}`,
    heading: board.name,
    caption: `${board.organisationName} (${board.ref})`,
    breadcrumbs: aboveBoard(board),
    said: saidAfter(query, boardSentences),
    lead: termsOn(facts.terms, today)?.purpose ?? '',
    facts: { rows: factRows(facts, { today, reading, isOver }) },
    tools: runs
      ? [
          { text: 'Add a member', href: boardPaths.addMember(board.ref) },
          { text: 'Record new terms', href: boardPaths.terms(board.ref) },
          { text: 'Change what is said of it', href: boardPaths.edit(board.ref) },
        ]
      : [],
    membersLead: membersLead(serving),
    members: membersTable(serving, { facts, held, reading, runs, id: 'members', caption: 'Who sits on the board' }),
    former:
      others.length === 0
        ? null
        : membersTable(others, {
            facts,
            held,
            reading,
            runs,
            id: 'former',
            caption: 'Terms that are over or lie ahead',
          }),
    meetingsLead: meetingsLead(held),
    meetings: meetingsTable(facts, { today, reading, runs }),
    watches: [
      { text: 'The plan', href: planPaths.ofOrganisation(board.organisationSlug) },
      { text: 'The measures', href: organisationPaths.measures(board.organisationSlug) },
      {
        text: 'The eight lessons, as the board and the record read them',
        href: lessonReadingPaths.organisation(board.organisationSlug),
      },
    ],
    registers: [
      {
        text: reading === 'board' ? `Decisions (${counts.decisions})` : 'Decisions',
        href: of(registerPaths.decisions()),
      },
      {
        text: reading === 'board' ? `Challenges (${counts.openChallenges} not settled)` : 'Challenges',
        href: of(registerPaths.challenges()),
      },
      {
        text: reading === 'board' ? `Actions (${counts.openActions} open)` : 'Actions',
        href: of(registerPaths.actions()),
      },
    ],
    schedule: runs && !isOver ? { text: 'Schedule a meeting', href: boardPaths.schedule(board.ref) } : null,
    earlierTerms:
      facts.terms.length < 2
        ? null
        : {
            summary: 'Earlier terms',
            paragraphs: facts.terms
              .slice(0, -1)
              .map(
                (terms) =>
                  `Version ${terms.termsVersion}, from ${formatDay(terms.fromOn)}: ${cadences[terms.cadence].toLowerCase()}; quorum ${quorumWords(terms)}.`,
              ),
          },
  };
}

function factRows(
  facts: BoardFacts,
  { today, reading, isOver }: { today: CalendarDay; reading: Reading; isOver: boolean },
): readonly SummaryRow[] {
  const { board } = facts;
  const terms = termsOn(facts.terms, today);
  const ahead = facts.reviews.filter(({ heldOn, state }) => heldOn >= today && !hasReached(state, 'held')).at(-1);
  return [
    ...(terms
      ? [
          {
            label: 'Terms',
            text: `Version ${terms.termsVersion}`,
            href: terms.termsUrl,
            note: `In force since ${formatDay(terms.fromOn)}`,
          },
          { label: 'Meets', text: cadences[terms.cadence], tag: isOver ? null : cadenceTag(facts, today) },
          {
            label: 'Quorum',
            text: quorumWords(terms),
            note: terms.substitutesCount ? 'Substitutes count.' : 'Substitutes do not count.',
          },
        ]
      : []),
    ...(isOver
      ? []
      : [
          ahead
            ? {
                label: 'Next meeting',
                text: [formatDay(ahead.heldOn), ahead.startsAt].filter(Boolean).join(', '),
                href: reading === 'board' ? reviewPaths.show(ahead.ref) : null,
                note: reading === 'board' ? ahead.place : null,
              }
            : { label: 'Next meeting', text: 'Not scheduled' },
        ]),
    {
      label: 'Since',
      text: formatDay(board.startedOn),
      note: board.endedOn ? `Until ${formatDay(board.endedOn)}` : null,
    },
    ...(reading === 'board'
      ? [
          {
            label: 'Who may read of it',
            text: board.visibility === 'public' ? 'Everyone' : 'The organisation and its board only',
          },
        ]
      : []),
  ];
}

/** Whether the board keeps the cadence of its terms. */
function cadenceTag(facts: BoardFacts, today: CalendarDay): Tag | null {
  const terms = termsOn(facts.terms, today);
  if (!terms) return null;
  const last = facts.reviews.find(({ state }) => hasReached(state, 'held'));
  const by = nextMeetingBy(last?.heldOn ?? facts.board.startedOn, terms.cadence);
  return by < today ? { text: `Should have met by ${formatDay(by)}`, colour: 'orange' } : null;
}

function membersLead(serving: readonly MemberRow[]): string {
  if (serving.length === 0) return 'Nobody sits on this board today.';
  const outside = serving.filter(({ independence }) => isFromOutside(independence)).length;
  const voting = serving.filter((member) => member.voting).length;
  return `${plural(serving.length, 'member')}, ${voting} with a vote. ${outside} of ${serving.length} (${percent(outside / serving.length)}) come from outside the organisation.`;
}

/** "9 of 12", with what substitutes add. */
const attendanceWords = ({ meetings, present }: AttendanceRecord): string =>
  meetings === 0 ? 'No meeting yet' : `${present} of ${meetings}`;

function membersTable(
  members: readonly MemberRow[],
  {
    facts,
    held,
    reading,
    runs,
    id,
    caption,
  }: {
    readonly facts: BoardFacts;
    readonly held: readonly ReviewRow[];
    readonly reading: Reading;
    readonly runs: boolean;
    readonly id: string;
    readonly caption: string;
  },
): Table {
  return stacked({
    id,
    caption,
    head: tableHead([
      { text: 'Member' },
      { text: 'Independence' },
      { text: 'Seat' },
      { text: 'Term' },
      { text: 'Attended', numeric: true },
    ]),
    rows: members.map((member) => {
      const record = attendanceRecord(member, held, facts.attendance);
      const worn = facts.hats.filter(({ memberId, toOn }) => memberId === member.id && toOn === null);
      const name = memberName(member, reading);
      const post = name === member.roleTitle ? member.body : `${member.roleTitle}, ${member.body}`;
      return {
        cells: [
          {
            header: true,
            text: name,
            href: runs ? boardPaths.member(facts.board.ref, member.id) : null,
            note: post,
          },
          {
            text: independences[member.independence],
            note: worn.length === 0 ? null : `Also ${formatList(worn.map(({ hat }) => hatWords[hat].toLowerCase()))}`,
          },
          { text: seats[member.seat], note: member.voting ? null : 'No vote' },
          { text: termWords(member) },
          {
            numeric: true,
            text: attendanceWords(record),
            note: record.substitutes === 0 ? null : plural(record.substitutes, 'substitute'),
          },
        ],
      };
    }),
    empty: { text: 'Nobody sits on this board yet. Add its chair first.' },
  });
}

const termWords = ({ fromOn, toOn }: MemberRow): string =>
  toOn === null ? `Since ${formatDay(fromOn)}` : `${formatDay(fromOn)} to ${formatDay(toOn)}`;

function meetingsLead(held: readonly ReviewRow[]): string {
  const [last] = held;
  if (!last) return '';
  const informal = held.filter(({ quorate }) => quorate === false).length;
  return `${plural(held.length, 'meeting')} held, the last on ${formatDay(last.heldOn)}. ${
    informal === 0 ? 'Each had a quorum.' : `${informal} had no quorum and ${informal === 1 ? 'was' : 'were'} informal.`
  }`;
}

function meetingsTable(
  facts: BoardFacts,
  { today, reading, runs }: { today: CalendarDay; reading: Reading; runs: boolean },
): Table {
  const minutesOf = new Map(facts.minutes.map((minutes) => [minutes.reviewId, minutes]));
  const isOut = ({ id, state }: ReviewRow): boolean =>
    state === 'published' && areOut(minutesOf.get(id) ?? null, today);
  const packOf = ({ id }: ReviewRow): PackRow | null =>
    facts.packs.find(
      ({ reviewId, form, supersededByRef }) =>
        reviewId === id && supersededByRef === null && form === (reading === 'board' ? 'confidential' : 'public'),
    ) ?? null;
  const isShown = (review: ReviewRow): boolean => reading === 'board' || isOut(review) || packOf(review) !== null;
  const voting = (review: ReviewRow): string => {
    const members = facts.members.filter((member) => isServing(member, review.heldOn));
    const taken = facts.attendance.filter(({ reviewId }) => reviewId === review.id);
    if (taken.length === 0 || (reading === 'public' && !hasReached(review.state, 'held'))) return '–';
    const there = taken.filter(({ presence }) => presence === 'present').length;
    return `${there} of ${members.length}`;
  };
  return stacked({
    id: 'meetings',
    caption: reading === 'board' ? 'Meetings, the latest first' : 'Meetings with a published pack or minutes',
    captionHidden: true,
    head: tableHead([
      { text: 'Date' },
      { text: 'State' },
      { text: 'Quorum' },
      { text: 'Present', numeric: true },
      { text: 'Pack' },
      { text: 'Minutes' },
    ]),
    rows: facts.reviews.filter(isShown).map((review) => {
      const minutes = minutesOf.get(review.id) ?? null;
      const isReadable = minutes !== null && (reading === 'board' || areOut(minutes, today));
      const pack = packOf(review);
      return {
        cells: [
          {
            header: true,
            text: formatDay(review.heldOn),
            href: reading === 'board' || isOut(review) ? reviewPaths.show(review.ref) : null,
            note: review.ref,
          },
          { tag: stateTag(review) },
          { tag: quorumTag(review), text: quorumTag(review) ? null : '–' },
          { numeric: true, text: voting(review) },
          pack ? { text: pack.ref, href: reviewPaths.issuedPack(pack.ref) } : { text: 'Not yet' },
          isReadable
            ? { text: minutesWords(minutes.state), href: reviewPaths.minutes(review.ref) }
            : { text: 'Not yet' },
        ],
      };
    }),
    empty:
      reading === 'board'
        ? {
            text: 'No reviews yet. Schedule the first.',
            link: runs ? { text: 'Schedule a meeting', href: boardPaths.schedule(facts.board.ref) } : null,
          }
        : { text: 'This board has not published a pack or any minutes yet.' },
  });
}

const minutesWords = (state: 'draft' | 'agreed' | 'published'): string =>
  ({ draft: 'Draft', agreed: 'Agreed', published: 'Published' })[state];
