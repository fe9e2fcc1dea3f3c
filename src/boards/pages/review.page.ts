import type { CalendarDay } from '../../kernel/calendar-day.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ReviewFacts } from '../board-reader.service.js';
import { presences, purposes, seats } from '../domain/board.js';
import { packForms, shortHash } from '../domain/pack.js';
import type { Quorum } from '../domain/quorum.js';
import { hasReached, isAgendaOpen, reviewStates } from '../domain/review-state.js';
import { aboveReview } from './board-frame.page.js';
import { areOut, boardSentences, memberName, quorumTag, type Reading, stateTag } from './board-words.page.js';
import { actionColumns, challengeColumns, decisionColumns, ofOneMeeting } from './outcome-tables.page.js';
import { reviewPaths } from './reviews.paths.js';
import { type ReviewTask, reviewTasks } from './review-tasks.page.js';

export type ReviewPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly state: Tag;
  readonly said: Notification | null;
  readonly lead: string | null;
  readonly facts: SummaryList;
  readonly tasks: readonly ReviewTask[];
  readonly hold: FormModel | null;
  readonly tools: readonly Link[];
  readonly agenda: Table | null;
  readonly attendance: Table;
  readonly outcomes: readonly { readonly id: string; readonly heading: string; readonly table: Table }[];
  readonly packs: Table | null;
  readonly steps: readonly { readonly text: string; readonly when: string; readonly note: string | null }[];
};

export type ReviewAround = {
  readonly today: CalendarDay;
  readonly reading: Reading;
  /** Who the reader is here: whether they run the board, or chair it. */
  readonly runs: boolean;
  readonly chairs: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly query: Readonly<Record<string, unknown>>;
};

/** "4 of 5 voting members were there; 3 were needed." */
export function quorumSentence({ present, voting, needed, lacks }: Quorum): string {
  const counted = `${present} of ${plural(voting, 'voting member')} there, ${needed} needed`;
  return lacks.includes('chair') ? `${counted}; neither chair nor vice-chair there` : counted;
}

export function reviewPage(facts: ReviewFacts, around: ReviewAround): ReviewPage {
  const { review } = facts;
  const { today, reading, runs, query } = around;
  const isPublic = reading === 'public';
  const open = <Row extends { readonly confidential: boolean }>(rows: readonly Row[]): readonly Row[] =>
    isPublic ? rows.filter(({ confidential }) => !confidential) : rows;
  const readingOf = (): Reading => reading;
  const isStanding = review.withdrawnAt === null;
  return {
    title: `Meeting of the ${review.boardName} on ${formatDay(review.heldOn)}`,
    heading: `Meeting of ${formatDay(review.heldOn)}`,
    caption: `${review.boardName}, ${review.organisationName} (${review.ref})`,
    breadcrumbs: aboveReview(review),
    state: stateTag(review),
    said: saidAfter(query, boardSentences),
    lead: isStanding ? leadOf(facts, around) : `This meeting was cancelled: ${review.withdrawnReason ?? ''}`,
    facts: { rows: factRows(facts, reading) },
    tasks: isPublic || !isStanding ? [] : reviewTasks(facts, around),
    hold:
      runs && isStanding && review.state === 'issued' && review.heldOn <= today && facts.taken === facts.members.length
        ? form({
            action: reviewPaths.hold(review.ref),
            button: 'Note the meeting as held',
            version: review.version,
            fields: [],
          })
        : null,
    tools:
      runs && isStanding && (isAgendaOpen(review.state) || review.state === 'issued')
        ? [
            { text: 'Move the meeting', href: reviewPaths.reschedule(review.ref) },
            { text: 'Cancel the meeting', href: reviewPaths.cancel(review.ref) },
          ]
        : [],
    agenda: isPublic ? null : agendaTable(facts),
    attendance: attendanceTable(facts, reading),
    outcomes: [
      {
        id: 'decisions',
        heading: 'Decisions',
        table: ofOneMeeting(decisionColumns, open(facts.decisions), {
          id: 'decisions-table',
          caption: 'Decisions of this meeting',
          empty: 'None recorded.',
        }),
      },
      {
        id: 'challenges',
        heading: 'Challenges',
        table: ofOneMeeting(challengeColumns(today, readingOf), open(facts.challenges), {
          id: 'challenges-table',
          caption: 'Challenges of this meeting',
          empty: 'None recorded.',
        }),
      },
      {
        id: 'actions',
        heading: 'Actions',
        table: ofOneMeeting(actionColumns(today), open(facts.actions), {
          id: 'actions-table',
          caption: 'Actions of this meeting',
          empty: 'None recorded.',
        }),
      },
    ],
    packs: packsTable(facts, reading),
    steps: isPublic ? [] : stepsOf(facts, around.names),
  };
}

function leadOf({ review, minutes, quorum, taken }: ReviewFacts, { today, reading }: ReviewAround): string | null {
  if (reading === 'public') return areOut(minutes, today) ? null : 'The minutes of this meeting are not published yet.';
  if (!hasReached(review.state, 'held')) return null;
  if (review.quorate === false)
    return `There was no quorum (${quorumSentence(quorum)}): this was an informal meeting, and its decisions are recommendations.`;
  return taken === 0 ? null : `There was a quorum: ${quorumSentence(quorum)}.`;
}

function factRows({ review, quorum, taken, minutes }: ReviewFacts, reading: Reading) {
  const isPublic = reading === 'public';
  const minutesLink =
    minutes === null
      ? []
      : [
          {
            label: 'Minutes',
            text: isPublic ? 'Read the minutes' : minutesWords[minutes.state],
            href: reviewPaths.minutes(review.ref),
          },
        ];
  return [
    { label: 'When', text: [formatDay(review.heldOn), review.startsAt].filter(Boolean).join(', ') },
    { label: 'Where', text: review.place },
    {
      label: 'Quorum',
      text:
        taken === 0 ? `${quorum.needed} of ${plural(quorum.voting, 'voting member')} needed` : quorumSentence(quorum),
      tag: quorumTag(review),
    },
    ...(review.previousRef && !isPublic
      ? [{ label: 'Meeting before', text: review.previousRef, href: reviewPaths.show(review.previousRef) }]
      : []),
    ...minutesLink,
  ];
}

const minutesWords = { draft: 'Draft', agreed: 'Agreed', published: 'Published' } as const;

function agendaTable({ agenda, review }: ReviewFacts): Table {
  const planned = agenda.reduce((sum, { minutesPlanned }) => sum + (minutesPlanned ?? 0), 0);
  return stacked({
    id: 'agenda-table',
    caption: planned === 0 ? 'Items in their order' : `${plural(planned, 'minute')} planned`,
    captionHidden: planned === 0,
    head: tableHead([{ text: 'Item' }, { text: 'Purpose' }, { text: 'Led by' }, { text: 'Minutes', numeric: true }]),
    rows: agenda.map((item, index) => ({
      cells: [
        {
          header: true,
          text: `${index + 1}. ${item.title}`,
          tag: item.late ? { text: 'Late', colour: 'orange' as const } : null,
          note: item.confidentialReason ? `In private because ${item.confidentialReason}` : item.outcome,
        },
        { text: purposes[item.purpose] },
        { text: item.leadPost ?? '–' },
        { numeric: true, text: item.minutesPlanned === null ? '–' : String(item.minutesPlanned) },
      ],
    })),
    empty: {
      text: 'Nothing is on the agenda yet.',
      link: isAgendaOpen(review.state)
        ? { text: 'Put the agenda together', href: reviewPaths.agenda(review.ref) }
        : null,
    },
  });
}

function attendanceTable({ members }: ReviewFacts, reading: Reading): Table {
  const isPublic = reading === 'public';
  return stacked({
    id: 'attendance-table',
    caption: 'Attendance of each member',
    captionHidden: true,
    head: tableHead([{ text: 'Member' }, { text: 'Seat' }, { text: 'Attendance' }, { text: 'Declared interest' }]),
    rows: members.map((member) => {
      const name = memberName(member, reading);
      const taken = member.attendance;
      return {
        cells: [
          {
            header: true,
            text: name,
            note: name === member.roleTitle ? member.body : `${member.roleTitle}, ${member.body}`,
          },
          { text: seats[member.seat], note: member.voting ? null : 'No vote' },
          {
            text: taken ? presences[taken.presence] : 'Not taken yet',
            note: taken?.substitutePost ?? null,
          },
          { text: isPublic ? (taken?.declaredInterest ? 'Declared' : '–') : (taken?.declaredInterest ?? '–') },
        ],
      };
    }),
    empty: { text: 'Nobody sits on the board on that day.' },
  });
}

function packsTable({ packs }: ReviewFacts, reading: Reading): Table | null {
  const shown = packs.filter(({ form: kind }) => reading === 'board' || kind === 'public');
  if (shown.length === 0) return null;
  return stacked({
    id: 'packs-table',
    caption: 'Packs that were issued',
    captionHidden: true,
    head: tableHead([{ text: 'Pack' }, { text: 'Form' }, { text: 'Edition' }, { text: 'Frozen' }, { text: 'Seal' }]),
    rows: shown.map((pack) => ({
      cells: [
        {
          header: true,
          text: pack.ref,
          href: reviewPaths.issuedPack(pack.ref),
          tag: pack.supersededByRef ? { text: `Superseded by ${pack.supersededByRef}`, colour: 'grey' as const } : null,
        },
        { text: packForms[pack.form] },
        { text: String(pack.edition), note: pack.reason },
        { text: formatMoment(pack.frozenAt) },
        { text: shortHash(pack.hash) },
      ],
    })),
  });
}

const stepsOf = ({ steps }: ReviewFacts, names: ReadonlyMap<string, string>): ReviewPage['steps'] =>
  steps.map((step, index) => {
    const before = steps[index - 1];
    const isMoved = before !== undefined && before.heldOn !== step.heldOn;
    return {
      text: isMoved ? `Moved to ${formatDay(step.heldOn)}` : reviewStates[step.toState],
      when: `${formatMoment(step.recordedAt)}, ${names.get(step.recordedBy) ?? step.recordedBy}`,
      note: step.reason,
    };
  });
