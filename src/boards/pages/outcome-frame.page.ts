import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { FormModel, Tried } from '../../shell/form/form.js';
import { goneMeanwhile, type Kept, keptOf } from '../../shell/form/kept.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import type { DecisionRow } from '../data/board.row.js';
import { underBoard } from './board-frame.page.js';
import type { RefusalWords } from './board-pages.js';
import type { Reading } from './board-words.page.js';
import { reviewPaths } from './reviews.paths.js';

export type OutcomeForm = { readonly id: string; readonly heading: string; readonly form: FormModel };

export type OutcomePage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly tag: Tag;
  readonly said: Notification | null;
  readonly paragraphs: readonly string[];
  readonly facts: SummaryList;
  readonly answers: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly verdict: string | null;
    readonly tag: Tag;
  }[];
  readonly forms: readonly OutcomeForm[];
  /** What was typed into a form that is gone, since somebody else was faster: kept to be copied. */
  readonly kept: Kept | null;
};

export const outcomeSentences = {
  'looked-back': 'What became of the decision is recorded.',
  withdrawn: 'The decision is taken back.',
  answered: 'The answer is recorded. Whoever asked now says whether it will do.',
  satisfied: 'The challenge is closed: the answer will do.',
  'not-satisfied': 'The challenge is open again.',
  'date-moved': 'The date is moved. The first date stays in sight.',
  done: 'The action is done.',
  'action-cancelled': 'The action is cancelled.',
  reopened: 'The action is open again.',
};

export const outcomeRefusals: RefusalWords = {
  'review-before-decision': { at: 'nextOn', text: 'Date to look at it again must be in the future' },
  'minutes-agreed': { text: 'The minutes of that meeting are agreed. What they say stands; add an addendum instead' },
  'not-issued': { text: 'Nothing can be recorded at this meeting yet' },
  'not-yet': { text: 'This meeting is not held before its day' },
  'confirmed-already': { text: 'A later decision confirms this one, so it cannot be taken back' },
  'satisfied-already': { text: 'Whoever asked is satisfied already' },
  'not-answered': { text: 'There is no answer to judge yet' },
  'no-reason': { at: 'why', text: 'Enter what is missing' },
  'own-answer': { text: 'You answered this yourself. Somebody else of the board says whether the answer will do' },
  'closed-already': { text: 'This action is not open' },
  'still-open': { text: 'This action is open' },
  'same-day': { at: 'dueOn', text: 'Enter another date than the one that stands' },
  'due-before-raised': { at: 'dueOn', text: 'Date due must be after the meeting' },
  ahead: { at: 'on', text: 'Date done must be today or in the past' },
};

/** What the reader may do here. */
export type MayDo = { readonly record: boolean; readonly answer: boolean; readonly judge: boolean };

/** Which of the forms of a page was posted, with what. */
export type TriedForm = { readonly which: string; readonly tried: NonNullable<Tried> } | null;

export type Around = {
  readonly reading: Reading;
  readonly may: MayDo;
  readonly tried?: TriedForm;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
};

export type OfMeeting = Pick<
  DecisionRow,
  'reviewRef' | 'heldOn' | 'boardRef' | 'boardName' | 'organisationName' | 'organisationSlug' | 'confidential'
>;

export const meetingRows = (row: OfMeeting): readonly SummaryRow[] => [
  {
    label: 'Meeting',
    text: formatDay(row.heldOn),
    href: reviewPaths.show(row.reviewRef),
    note: `${row.boardName}, ${row.organisationName}`,
  },
  ...(row.confidential ? [{ label: 'Taken in private', text: 'Not published' }] : []),
];

export const frameOf = (
  row: OfMeeting & { readonly ref: string },
  register: { readonly text: string; readonly href: string },
) => ({
  caption: `${row.boardName}, ${row.organisationName}`,
  breadcrumbs: [...underBoard({ ...row, ref: row.boardRef, name: row.boardName }), register],
});

export const triedOf = (tried: TriedForm | undefined, which: string): Tried =>
  tried?.which === which ? tried.tried : null;

/** Several forms stand on one page: each field needs an id of its own. */
export function made(which: string, heading: string, model: FormModel): OutcomeForm {
  const renamed = (id: string): string => id.replace(/^field-/, `${which}-`);
  const fields = model.fields.map((field) => ({
    ...field,
    id: renamed(field.id),
    describedBy: field.describedBy?.split(' ').map(renamed).join(' ') ?? null,
    boxes: field.boxes?.map((box) => ({ ...box, id: renamed(box.id) })) ?? null,
    radios: field.radios && {
      ...field.radios,
      options: field.radios.options.map((option) => ({ ...option, id: renamed(option.id) })),
    },
  }));
  const errors = model.errors.map(({ text: words, href }) => ({
    text: words,
    href: href.replace(/^#field-/, `#${which}-`),
  }));
  return { id: which, heading, form: { ...model, fields, errors } };
}

/** A form of a page, and whether it can be sent from where the record stands. */
export type Offered = OutcomeForm & { readonly isOpen: boolean };

/** The forms that can be sent; of one that was sent and is gone, what was typed, beside what is saved now. */
export function pageOf(all: readonly Offered[], posted: TriedForm | undefined) {
  const forms = all.filter(({ isOpen }) => isOpen);
  const gone = all.find(({ id, isOpen }) => id === posted?.which && !isOpen);
  if (!gone || !posted) return { forms, kept: null, errors: forms.flatMap((one) => one.form.errors) };
  const { tried } = posted;
  const told = [tried.conflict && goneMeanwhile(tried.conflict.message), tried.problem, ...Object.values(tried.errors)];
  return {
    forms,
    kept: keptOf(gone.form),
    errors: told.flatMap((words) => (words ? [{ text: words, href: '#kept' }] : [])),
  };
}
