import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { boardPaths } from '../../boards/pages/boards.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import type { Choosable, Tried } from '../../shell/form/form.js';
import { formatDay, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';

import type { Link } from '../../shell/links.js';
import type { EmptyState, Notification, Tag } from '../../shell/parts.js';
import { isLeft } from '../domain/meeting.js';
import type { MeetingFacts, MemberFacts } from '../domain/meeting-facts.js';
import {
  actionForm,
  attendanceForm,
  challengeForm,
  decisionForm,
  interestForm,
  outcomeForm,
  type MeetingForm,
  type RecordedPart,
  recordedParts,
  type RequestPart,
  requestPart,
  type SmallForm,
  type TriedForm,
} from './meeting-parts.page.js';
import { type RowPart, rowParts } from './meeting-row.page.js';
import { meetingPaths } from './meeting.paths.js';

/** A part of the meeting where things are recorded one after another: what there is, and one small form. */
export type MeetingSection = {
  readonly id: string;
  readonly heading: string;
  readonly intro: string | null;
  readonly recorded: readonly RecordedPart[];
  readonly none: string | null;
  readonly form: SmallForm | null;
};

export type MeetingPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly who: string;
  readonly place: string;
  readonly state: Tag;
  readonly said: Notification | null;
  /** Why nothing can be recorded now, or by this reader. */
  readonly closed: string | null;
  readonly quorum: { readonly text: string; readonly isMissing: boolean };
  readonly items: readonly {
    readonly number: string;
    readonly title: string;
    readonly note: string;
    readonly id: string;
    readonly outcome: string | null;
    /** Where it is gone through; null: nowhere else. */
    readonly href: string | null;
    readonly form: ReturnType<typeof outcomeForm> | null;
    readonly isPlan: boolean;
    readonly recordHref: string | null;
  }[];
  readonly agendaIsOpen: boolean;
  readonly noItems: string | null;
  readonly jumps: readonly { readonly text: string; readonly note: string; readonly href: string }[];
  readonly plan: {
    readonly heading: string;
    readonly count: string;
    readonly rows: readonly RowPart[];
    readonly empty: EmptyState | null;
    /** To every row in one form, for whoever records. */
    readonly table: Link | null;
  };
  /** The open actions that are not due, for the board to hear of one of them. */
  readonly others: {
    readonly action: string;
    readonly choices: readonly { readonly value: string; readonly text: string }[];
  } | null;
  readonly requests: {
    readonly intro: string | null;
    readonly rows: readonly RequestPart[];
    readonly none: string | null;
  };
  readonly sections: readonly MeetingSection[];
  /** What follows when everything is written down, for whoever runs the meeting. */
  readonly ending: { readonly text: string; readonly link: Link } | null;
  readonly attendance: {
    readonly summary: string;
    readonly isOpen: boolean;
    /** "Here: Carys Chair, Vic Vice and Dana Director." */
    readonly lines: readonly string[];
    readonly forms: readonly SmallForm[];
    readonly none: string | null;
  };
};

export type MeetingInput = {
  readonly facts: MeetingFacts;
  readonly reasons: readonly Choosable[];
  readonly readerRef: string;
  readonly may: {
    /** Records what is said, decided and asked. */
    readonly record: boolean;
    /** Settles requests for another date. */
    readonly decide: boolean;
    /** Asks for an answer. */
    readonly challenge: boolean;
  };
  /** Why nothing can be recorded: the state of the meeting, or who the reader is; null: it can. */
  readonly closed: string | null;
  readonly said: Notification | null;
  readonly item?: string | null;
  /** What could not stand: of one row, or of one of the forms. */
  readonly triedRow?: { readonly ref: string; readonly tried: NonNullable<Tried> } | null;
  readonly triedForm?: TriedForm;
  /** An action that the reader brings up although it is not due. */
  readonly brought?: string | null;
};

export function meetingPage(input: MeetingInput): MeetingPage {
  const { facts, may, triedRow = null, triedForm = null } = input;
  const { review, organisation, items, rows } = facts;
  const item = input.item ?? items.find(({ isPlan }) => isPlan)?.id ?? null;
  const firstLeft = may.record ? (rows.find(isLeft)?.ref ?? null) : null;
  const made = rowParts(rows, {
    reviewRef: review.ref,
    reasons: input.reasons,
    mayRecord: may.record,
    readerRef: input.readerRef,
    tried: triedRow,
    focusOn: triedForm ? null : (triedRow?.ref ?? input.brought ?? firstLeft),
  });
  const requests = facts.requests.map((one) =>
    requestPart(one, {
      reviewRef: review.ref,
      mayDecide: may.decide && review.isQuorate !== false,
      tried: triedForm,
    }),
  );
  const formsInput = { facts, item, tried: triedForm };
  const sections = sectionsOf(input, formsInput);
  const attendance = attendancePart(input, formsInput);
  const agenda = items.map((one): MeetingPage['items'][number] => ({
    id: `item-${one.position}-part`,
    number: String(one.position),
    title: one.title,
    note: one.isConfidential ? `${one.purposeWords}, in confidence` : one.purposeWords,
    outcome: one.outcome,
    href: one.isPlan ? '#plan' : null,
    isPlan: one.isPlan,
    recordHref: may.record ? meetingPaths.withItem(review.ref, one.id) : null,
    form: may.record ? outcomeForm(one, review.ref, triedForm) : null,
  }));
  const plan = items.find(({ isPlan }) => isPlan);
  const left = rows.filter(isLeft).length;
  const waiting = facts.requests.filter(({ answer }) => answer === null).length;
  const heading = `${review.boardName}, ${formatDay(review.heldOn)}`;
  return {
    title: `Meeting: ${heading} (${review.ref})`,
    heading,
    caption: `${organisation.name}, meeting ${review.ref}`,
    breadcrumbs: [
      { text: organisation.name, href: organisationPaths.show(organisation.slug) },
      { text: review.boardName, href: boardPaths.show(review.boardRef) },
      { text: review.ref, href: reviewPaths.show(review.ref) },
    ],
    script: 'meeting.js',
    hasForm: true,
    errors: [
      ...agenda.flatMap(({ form }) => form?.errors ?? []),
      ...made.errors,
      ...requests.flatMap(({ form }) => form?.errors ?? []),
      ...sections.flatMap(({ form }) => form?.errors ?? []),
      ...attendance.forms.flatMap(({ errors }) => errors),
    ],
    who: input.readerRef,
    place: meetingPaths.show(review.ref),
    state: { text: review.stateWords, colour: 'teal' },
    said: input.said,
    closed: input.closed,
    quorum: quorumWords(facts),
    items: agenda,
    agendaIsOpen: agenda.some(({ form }) => form?.isTried === true),
    noItems: items.length === 0 ? 'This meeting has no agenda yet.' : null,
    jumps: [
      { text: 'Plan', note: countWords(rows.length, left), href: '#plan' },
      {
        text: 'Dates asked for',
        note: waiting === 0 ? 'none waits' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`,
        href: '#dates',
      },
      ...sections.map(({ heading: text, id, recorded }) => ({
        text,
        note: recorded.length === 0 ? 'none yet' : String(recorded.length),
        href: `#${id}`,
      })),
      { text: 'Who is here', note: attendance.summary, href: '#attendance' },
    ],
    plan: {
      heading: plan ? `Item ${plan.position}: ${plan.title}` : 'The plan',
      count: countWords(rows.length, left),
      rows: made.rows,
      empty:
        rows.length === 0
          ? { text: 'Nothing is due. Move to decisions.', link: { text: 'Decisions', href: '#record' } }
          : null,
      table:
        may.record && rows.length > 1
          ? { text: 'Fill in several and save them together', href: meetingPaths.table(review.ref) }
          : null,
    },
    others:
      may.record && facts.others.length > 0
        ? {
            action: meetingPaths.show(review.ref),
            choices: facts.others.map(({ ref, title }) => ({ value: ref, text: `${ref} ${title}` })),
          }
        : null,
    requests: {
      intro:
        review.isQuorate === false && waiting > 0
          ? 'There is no quorum, so no date can be moved in this meeting. The requests wait for the next one.'
          : null,
      rows: requests,
      none: facts.requests.length === 0 ? 'Nobody has asked for another date.' : null,
    },
    sections,
    ending: may.record ? endingOf(facts) : null,
    attendance,
  };
}

function endingOf({ review }: MeetingFacts): MeetingPage['ending'] {
  if (review.state === 'issued')
    return {
      text: 'When the meeting is over and everybody is accounted for, note it as held.',
      link: { text: 'Note the meeting as held', href: reviewPaths.show(review.ref) },
    };
  return {
    text: 'The minutes begin with what came of each item.',
    link: { text: 'Minutes of this meeting', href: reviewPaths.minutes(review.ref) },
  };
}

const countWords = (all: number, left: number): string =>
  all === 0 ? 'nothing is due' : left === 0 ? `all ${all} heard` : `${left} of ${all} left`;

function quorumWords({ review, members }: MeetingFacts): MeetingPage['quorum'] {
  const here = members.filter(({ presence }) => presence === 'present' || presence === 'substitute').length;
  if (review.isQuorate === null) return { text: 'Nobody has said yet who is here.', isMissing: false };
  const count = `${here} of ${plural(members.length, 'member')} here`;
  return review.isQuorate
    ? { text: `Quorum: ${count}.`, isMissing: false }
    : {
        text: `No quorum: ${count}. The terms ask for ${review.quorumRule}. The meeting is informal, and decisions stand as recommendations.`,
        isMissing: true,
      };
}

function sectionsOf(
  { facts, may }: MeetingInput,
  input: Parameters<typeof decisionForm>[0],
): readonly MeetingSection[] {
  const kinds = [
    {
      kind: 'decision',
      id: 'record',
      heading: 'Decisions',
      intro: 'What the board decides within its terms, what it recommends to another body, and its advice.',
      none: 'Nothing has been decided yet.',
      make: decisionForm,
    },
    {
      kind: 'challenge',
      id: 'challenges',
      heading: 'Challenges',
      intro: 'A question that needs an answer, to a post, by a day.',
      none: 'Nobody has been challenged yet.',
      make: challengeForm,
    },
    {
      kind: 'action',
      id: 'actions',
      heading: 'Actions',
      intro: null,
      none: 'No action has been agreed yet.',
      make: actionForm,
    },
  ] as const;
  return kinds.map(({ kind, id, heading, intro, none, make }) => {
    const recorded = recordedParts(facts.recorded, kind, facts.items);
    return {
      id,
      heading,
      intro,
      recorded,
      none: recorded.length === 0 ? none : null,
      form: (kind === 'challenge' ? may.challenge : may.record) ? make(input) : null,
    };
  });
}

const presences: readonly (readonly [NonNullable<MemberFacts['presence']> | null, string])[] = [
  ['present', 'Here'],
  ['substitute', 'Sent a substitute'],
  ['apologies', 'Sent apologies'],
  ['absent', 'Not here'],
  [null, 'Nobody has said'],
];

/** Who is in the room in a few lines, and what they declared. */
function roomLines(members: readonly MemberFacts[]): readonly string[] {
  const named = (member: MemberFacts): string =>
    member.substitutePost && member.presence === 'substitute'
      ? `${member.name} (${member.substitutePost})`
      : member.name;
  const lines = presences.flatMap(([presence, words]) => {
    const those = members.filter((member) => member.presence === presence);
    return those.length > 0 ? [`${words}: ${formatList(those.map(named))}.`] : [];
  });
  const declared = members.flatMap(({ name, interest }) => (interest ? [`${name} declared: ${interest}`] : []));
  return [lines.join(' '), ...declared];
}

function attendancePart(
  { facts, may, triedForm = null }: MeetingInput,
  input: Parameters<typeof decisionForm>[0],
): MeetingPage['attendance'] {
  const { members } = facts;
  const isTaken = members.some(({ presence }) => presence !== null);
  const here = members.filter(({ presence }) => presence === 'present' || presence === 'substitute').length;
  const names: readonly (string | undefined)[] = ['attendance', 'interest'] satisfies MeetingForm[];
  return {
    summary: isTaken ? `${here} of ${members.length}` : 'not taken yet',
    isOpen: !isTaken || names.includes(triedForm?.form),
    lines: isTaken ? roomLines(members) : [],
    forms: may.record && members.length > 0 ? [attendanceForm(input), interestForm(input)] : [],
    none: members.length === 0 ? 'This board has no members on the day of the meeting.' : null,
  };
}

/** Said after something was recorded, at the section to which the reader was sent. */
export const meetingSentences: Readonly<Record<string, string>> = {
  decision: 'Recorded.',
  challenge: 'The challenge is recorded.',
  action: 'The action is recorded.',
  attendance: 'Who is here is saved.',
  interest: 'Saved.',
  outcome: 'What came of the item is saved.',
  rows: 'All that was filled in is saved.',
  date: 'The request is answered, and the decision is recorded.',
  'date-early':
    'The request is answered, and the decision is recorded. Something that waits for it is due before its new date: it is named below.',
};
