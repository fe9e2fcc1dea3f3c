import type { AgendaItemRow } from '../../boards/data/board.row.js';
import { purposes } from '../../boards/domain/board.js';
import { isAgendaOpen } from '../../boards/domain/review-state.js';
import {
  checkboxes,
  type FieldMaker,
  form,
  type FormError,
  type FormModel,
  prose,
  radios,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatCount, formatDay, formatList, noBreak, plural } from '../../shell/format.js';
import type { EmptyState, Notification } from '../../shell/parts.js';
import { type Proposal, proposalKey } from '../domain/pack/agenda-proposals.js';
import { packPaths } from './packs.paths.js';
import { type Framed, reviewFrame, type ReviewFrame } from './review-frame.page.js';

const purposeChoices = Object.entries(purposes).map(([value, words]) => ({ value, text: noBreak(words) }));

/** A proposal as it would stand on the agenda, and why it is proposed. */
export function proposalWords({ kind, refs, about }: Proposal): { readonly title: string; readonly why: string } {
  const day = about.day ? formatDay(about.day) : '';
  const named = about.text ?? '';
  const all = formatList(refs);
  const count = (one: string, many = `${one}s`): string => plural(refs.length, one, many);
  switch (kind) {
    case 'minutes':
      return { title: `Agree the minutes of ${day}`, why: 'They are drafted, and the board has not agreed them.' };
    case 'plan_version':
      return {
        title: `Agree version ${about.number ?? ''} of ${named}`,
        why: 'It is proposed, and waits for a decision.',
      };
    case 'date_request':
      return {
        title: `Move ${all} ${named} to ${day}`.slice(0, 300),
        why: 'A new date was asked for, and only the board moves one.',
      };
    case 'decision':
      return {
        title: `Look again at ${all}: ${named}`.slice(0, 300),
        why: `The board wanted to look at it again by ${day}.`,
      };
    case 'breach':
      return { title: `A trigger was pulled: ${named}`.slice(0, 300), why: `${all}: nobody has answered it.` };
    case 'off_track':
      return { title: `The plan: ${count('milestone')} off track`, why: all };
    case 'due_milestones':
      return { title: `The plan: ${count('milestone')} due by ${day}`, why: all };
    case 'dip':
      return { title: `Measures: ${count('dip')} beyond what was written down`, why: all };
    case 'challenges':
      return { title: `${count('challenge')} without an answer`, why: all };
    case 'conditions':
      return { title: `${count('direction or exit criterion', 'directions and exit criteria')} not met`, why: all };
    case 'lessons':
      return {
        title: `Assess ${refs.length === 8 ? 'the eight lessons' : count('lesson')}`,
        why: `${all}: not assessed yet, or not for half a year.`,
      };
    case 'evidence':
      return { title: `Evidence: ${count('piece')} out of date by ${day}`, why: all };
  }
}

export const agendaSaid: Readonly<Record<string, string>> = {
  added: 'It is on the agenda.',
  moved: 'The order is changed.',
  saved: 'The item is saved.',
  removed: 'The item is off the agenda.',
};

export const agendaMessages: Readonly<Record<string, { readonly at?: string; readonly text: string }>> = {
  'agenda-closed': { text: 'The pack is issued, so the agenda stands as it is. Add a late item at the meeting' },
  'no-reason': { at: 'reason', text: 'Enter why the item is taken in private. The public pack says it' },
  'no-record': { at: 'about', text: 'Enter a reference such as MS-0004, CH-0002 or DE-0007, or leave it empty' },
  'nothing-proposed': { at: 'proposals', text: 'The record no longer proposes that. Tick what it proposes now' },
};

const itemFields = (item: AgendaItemRow | null): readonly FieldMaker[] => [
  text({ name: 'title', label: 'What the item is about', value: item?.title ?? null }),
  radios({
    name: 'purpose',
    label: 'What is the board to do with it?',
    choices: purposeChoices,
    value: item?.purpose ?? null,
    inline: true,
  }),
  text({
    name: 'minutes',
    label: 'Minutes, if they are planned',
    width: 3,
    inputMode: 'numeric',
    value: item?.minutesPlanned ?? null,
  }),
  text({
    name: 'leadPost',
    label: 'Who leads it, by post',
    hint: 'For example, director of children’s services',
    value: item?.leadPost ?? null,
  }),
  tick({
    name: 'isPrivate',
    label: 'In private',
    words: 'The board takes it in private',
    value: item?.confidential ?? false,
  }),
  text({
    name: 'reason',
    label: 'Because…',
    hint: 'Everybody reads this in the place of the item: “This item was discussed in private because it concerns a person who can be recognised.”',
    value: item?.confidentialReason ?? null,
  }),
];

/** What stands of an item now beside what was typed. */
export const itemConflict = (
  item: AgendaItemRow | undefined,
  typed: {
    readonly title: string;
    readonly purpose: keyof typeof purposes;
    readonly minutes: number | null;
    readonly leadPost: string | null;
    readonly reason: string | null;
    readonly paper: string | null;
  },
) => [
  { label: 'What the item is about', saved: item?.title ?? null, typed: typed.title },
  {
    label: 'What the board is to do with it',
    saved: item ? purposes[item.purpose] : null,
    typed: purposes[typed.purpose],
  },
  { label: 'Minutes', saved: numberWords(item?.minutesPlanned ?? null), typed: numberWords(typed.minutes) },
  { label: 'Who leads it', saved: item?.leadPost ?? null, typed: typed.leadPost },
  { label: 'Why it is taken in private', saved: item?.confidentialReason ?? null, typed: typed.reason },
  { label: 'What the meeting reads for it', saved: item?.paper ?? null, typed: typed.paper },
];

const numberWords = (number: number | null): string | null => (number === null ? null : formatCount(number));

type ItemLine = {
  readonly id: string;
  readonly title: string;
  readonly href: string | null;
  readonly details: string;
  readonly inPrivate: string | null;
  readonly moves: readonly {
    readonly action: string;
    readonly way: 'up' | 'down';
    readonly button: string;
    readonly of: string;
  }[];
};

export type ReviewAgendaPage = ReviewFrame & {
  readonly lead: string;
  readonly items: readonly ItemLine[];
  readonly empty: EmptyState | null;
  readonly proposals: FormModel | null;
  readonly nothingProposed: string | null;
  readonly own: FormModel | null;
};

type Facts = {
  readonly review: Framed;
  readonly items: readonly AgendaItemRow[];
  readonly proposals: readonly Proposal[];
  /** Which of the two forms was posted, and what. */
  readonly tried?: { readonly form: 'proposals' | 'own'; readonly tried: NonNullable<Tried> } | null;
  readonly said: Notification | null;
};

const lineOf = (
  review: Framed,
  item: AgendaItemRow,
  place: { readonly index: number; readonly last: number; readonly open: boolean },
): ItemLine => {
  const { id, title, purpose, minutesPlanned, leadPost } = item;
  const details = [
    purposes[purpose],
    minutesPlanned === null ? '' : plural(minutesPlanned, 'minute'),
    leadPost ?? '',
    item.late ? 'added after the pack was issued' : '',
  ];
  const way = (to: 'up' | 'down', button: string) => ({
    action: packPaths.place(review.ref, id),
    way: to,
    button,
    of: title,
  });
  return {
    id,
    title,
    href: place.open ? packPaths.item(review.ref, id) : null,
    details: details.filter(Boolean).join(', '),
    inPrivate: item.confidential ? `In private, because ${item.confidentialReason ?? 'the board said so'}` : null,
    moves: place.open
      ? [...(place.index > 0 ? [way('up', 'Up')] : []), ...(place.index < place.last ? [way('down', 'Down')] : [])]
      : [],
  };
};

function leadOf(items: readonly AgendaItemRow[], open: boolean): string {
  const planned = items.reduce((sum, { minutesPlanned }) => sum + (minutesPlanned ?? 0), 0);
  const unplanned = items.filter(({ minutesPlanned }) => minutesPlanned === null).length;
  const time =
    planned === 0
      ? ''
      : ` ${plural(planned, 'minute')} planned${unplanned > 0 ? `, and ${plural(unplanned, 'item')} without a time` : ''}.`;
  const state = open ? '' : ' The pack is issued, so the agenda stands as it is.';
  return `${plural(items.length, 'item')}.${time}${state}`;
}

/** What is wrong with a form that the page no longer has. */
const homeless = (tried: Facts['tried'], name: 'proposals' | 'own'): readonly FormError[] =>
  tried?.form === name
    ? [tried.tried.problem ?? Object.values(tried.tried.errors)[0] ?? 'Look at the agenda as it is now'].map(
        (problem) => ({ text: problem, href: '#main' }),
      )
    : [];

export function reviewAgendaPage({ review, items, proposals, tried = null, said }: Facts): ReviewAgendaPage {
  const open = isAgendaOpen(review.state);
  const last = items.length - 1;
  const proposed =
    open && proposals.length > 0
      ? form({
          action: packPaths.proposals(review.ref),
          button: 'Put what is ticked on the agenda',
          tried: tried?.form === 'proposals' ? tried.tried : null,
          fields: [
            checkboxes({
              name: 'proposals',
              label: 'What should come before the board?',
              choices: proposals.map((proposal) => {
                const { title, why } = proposalWords(proposal);
                return { value: proposalKey(proposal), text: `${purposes[proposal.purpose]}: ${title}`, hint: why };
              }),
            }),
          ],
        })
      : null;
  const own = open
    ? form({
        action: packPaths.agenda(review.ref),
        button: 'Add this item',
        tried: tried?.form === 'own' ? tried.tried : null,
        fields: [
          ...itemFields(null),
          text({
            name: 'about',
            label: 'The record that it is about, if there is one',
            hint: 'For example, MS-0004. Taken in private, the public pack then says nothing of that record anywhere.',
            width: 10,
          }),
        ],
      })
    : null;
  return {
    ...reviewFrame(review, { heading: 'Agenda', here: packPaths.agenda(review.ref), said }),
    hasForm: true,
    errors: [...(proposed?.errors ?? homeless(tried, 'proposals')), ...(own?.errors ?? homeless(tried, 'own'))],
    lead: leadOf(items, open),
    items: items.map((item, index) => lineOf(review, item, { index, last, open })),
    empty:
      items.length === 0
        ? { text: 'Nothing is on the agenda yet. Tick what the record proposes, or add an item of your own.' }
        : null,
    proposals: proposed,
    nothingProposed:
      open && proposals.length === 0
        ? 'The record proposes nothing more: everything that is due, late, unanswered or out of date is on the agenda.'
        : null,
    own,
  };
}

export type AgendaItemPage = ReviewFrame & { readonly form: FormModel; readonly removal: FormModel };

export function agendaItemPage({
  review,
  item,
  tried = null,
}: {
  readonly review: Framed;
  readonly item: AgendaItemRow;
  readonly tried?: { readonly form: 'item' | 'removal'; readonly tried: NonNullable<Tried> } | null;
}): AgendaItemPage {
  const model = form({
    action: packPaths.item(review.ref, item.id),
    button: 'Save the item',
    tried: tried?.form === 'item' ? tried.tried : null,
    version: item.version,
    cancel: { text: 'Back to the agenda', href: packPaths.agenda(review.ref) },
    fields: [
      ...itemFields(item),
      prose({
        name: 'paper',
        label: 'What the meeting reads for it',
        hint: 'Only the board reads it.',
        rows: 8,
        value: item.paper,
      }),
    ],
  });
  const removal = form({
    action: packPaths.removal(review.ref, item.id),
    button: 'Take it off the agenda',
    isWarning: true,
    tried: tried?.form === 'removal' ? tried.tried : null,
    version: item.version,
    fields: [text({ name: 'why', label: 'Why it is taken off' })],
  });
  return {
    ...reviewFrame(review, {
      heading: `Item ${formatCount(item.position)} of the agenda`,
      here: packPaths.agenda(review.ref),
      said: null,
    }),
    hasForm: true,
    errors: [...model.errors, ...removal.errors],
    form: model,
    removal,
  };
}
