import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dayBoxes, form, type FormModel, prose, radios, text, type Tried } from '../../shell/form/form.js';
import { wasField } from '../../shell/form/held.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import type { ActionRow, AnswerRow, ChallengeRow, DecisionRow } from '../data/board.row.js';
import { isRoomOpen, type ReviewState } from '../domain/review-state.js';
import { underBoard } from './board-frame.page.js';
import type { RefusalWords } from './board-pages.js';
import { paragraphsOf, type Reading } from './board-words.page.js';
import { actionTag, askedBy, challengeTag, decisionTag } from './outcome-tables.page.js';
import { registerPaths } from './registers.paths.js';
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
  readonly kept: readonly string[];
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

type Around = {
  readonly reading: Reading;
  readonly may: MayDo;
  readonly tried?: TriedForm;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
};

type OfMeeting = Pick<
  DecisionRow,
  'reviewRef' | 'heldOn' | 'boardRef' | 'boardName' | 'organisationName' | 'organisationSlug' | 'confidential'
>;

const meetingRows = (row: OfMeeting): readonly SummaryRow[] => [
  {
    label: 'Meeting',
    text: formatDay(row.heldOn),
    href: reviewPaths.show(row.reviewRef),
    note: `${row.boardName}, ${row.organisationName}`,
  },
  ...(row.confidential ? [{ label: 'Taken in private', text: 'Not published' }] : []),
];

const frameOf = (
  row: OfMeeting & { readonly ref: string },
  register: { readonly text: string; readonly href: string },
) => ({
  caption: `${row.boardName}, ${row.organisationName}`,
  breadcrumbs: [...underBoard({ ...row, ref: row.boardRef, name: row.boardName }), register],
});

const triedOf = (tried: TriedForm | undefined, which: string): Tried => (tried?.which === which ? tried.tried : null);

/** Several forms stand on one page: each field needs an id of its own. */
function made(which: string, heading: string, model: FormModel): OutcomeForm {
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

function pageOf(forms: readonly OutcomeForm[], posted: TriedForm | undefined) {
  const isGone = posted && !forms.some(({ id }) => id === posted.which);
  if (!isGone) return { forms, kept: [], errors: forms.flatMap((one) => one.form.errors) };
  const { tried } = posted;
  const told = [tried.conflict?.message, tried.problem, ...Object.values(tried.errors)];
  return {
    forms,
    kept: Object.entries(tried.posted).flatMap(([name, words]) =>
      ['version', wasField].includes(name) || typeof words !== 'string' || words.trim() === '' ? [] : [words],
    ),
    errors: told.flatMap((words) => (words ? [{ text: words, href: '#kept' }] : [])),
  };
}

export function decisionPage(row: DecisionRow, around: Around & { readonly state: ReviewState }): OutcomePage {
  const { may, tried, query = {}, state } = around;
  const { ref, version } = row;
  const forms: OutcomeForm[] = [];
  if (may.record)
    forms.push(
      made(
        'look-back',
        'What became of it',
        form({
          action: registerPaths.lookBack(ref),
          button: 'Record what became of it',
          tried: triedOf(tried, 'look-back'),
          version,
          fields: [
            prose({ name: 'words', label: 'In a few words', rows: 3, value: row.reviewWords }),
            dayBoxes({ name: 'nextOn', label: 'When to look at it again, if ever', hint: 'For example, 1 6 2027' }),
          ],
        }),
      ),
    );
  if (may.record && isRoomOpen(state))
    forms.push(
      made(
        'withdraw',
        'Recorded in error?',
        form({
          action: registerPaths.withdrawDecision(ref),
          button: 'Take it back',
          isWarning: true,
          tried: triedOf(tried, 'withdraw'),
          version,
          fields: [prose({ name: 'reason', label: 'Why it is taken back', rows: 2 })],
        }),
      ),
    );
  return {
    title: `Decision ${ref}`,
    heading: `Decision ${ref}`,
    ...frameOf(row, { text: 'Decisions', href: registerPaths.decisions() }),
    tag: decisionTag(row),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Taken by', text: row.takenBy },
        ...(row.whoFor ? [{ label: 'For', text: row.whoFor }] : []),
        ...(row.options ? [{ label: 'Options that were weighed', text: row.options }] : []),
        ...(row.dissent ? [{ label: 'Dissent', text: row.dissent }] : []),
        ...(row.forLackOfQuorum
          ? [
              {
                label: 'Quorum',
                text: 'There was none, so this is a recommendation.',
                note: row.confirmedBy ? null : 'A later meeting with a quorum may confirm it.',
              },
            ]
          : []),
        ...(row.confirmsRef
          ? [{ label: 'Confirms', text: row.confirmsRef, href: registerPaths.decision(row.confirmsRef) }]
          : []),
        ...(row.confirmedBy
          ? [{ label: 'Confirmed by', text: row.confirmedBy, href: registerPaths.decision(row.confirmedBy) }]
          : []),
        ...(row.reviewOn ? [{ label: 'To be looked at again', text: formatDay(row.reviewOn) }] : []),
        ...(row.reviewedOn
          ? [{ label: 'What became of it', text: row.reviewWords, note: formatDay(row.reviewedOn) }]
          : []),
      ],
    },
    answers: [],
    ...pageOf(forms, tried),
  };
}

export function challengePage(
  row: ChallengeRow,
  { answers, ...around }: Around & { readonly answers: readonly AnswerRow[] },
): OutcomePage {
  const { may, tried, query = {}, reading, names, today } = around;
  const { ref, version, state } = row;
  const forms: OutcomeForm[] = [];
  if (may.answer && state !== 'satisfied')
    forms.push(
      made(
        'answer',
        state === 'answered' ? 'Add to the answer' : 'Answer',
        form({
          action: registerPaths.answer(ref),
          button: 'Record the answer',
          tried: triedOf(tried, 'answer'),
          version,
          fields: [
            prose({
              name: 'answer',
              label: 'What is the answer?',
              hint: 'Say what shows it and where that can be read.',
              rows: 4,
            }),
          ],
        }),
      ),
    );
  if (may.judge && state === 'answered')
    forms.push(
      made(
        'judge',
        'Will the answer do?',
        form({
          action: registerPaths.judge(ref),
          button: 'Record the board’s word',
          tried: triedOf(tried, 'judge'),
          version,
          fields: [
            radios({
              name: 'satisfied',
              label: 'Is whoever asked satisfied?',
              choices: [
                { value: 'yes', text: 'Yes: the challenge is closed' },
                { value: 'no', text: 'No: it is open again' },
              ],
            }),
            prose({ name: 'why', label: 'If not, what is missing', rows: 2 }),
          ],
        }),
      ),
    );
  return {
    title: `Challenge ${ref}`,
    heading: `Challenge ${ref}`,
    ...frameOf(row, { text: 'Challenges', href: registerPaths.challenges() }),
    tag: challengeTag(row, today),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Asked by', text: askedBy(row, reading) },
        { label: 'Asked of', text: row.toPost },
        { label: 'Asked on', text: formatDay(row.raisedOn) },
        { label: 'Answer due', text: formatDay(row.dueOn) },
      ],
    },
    answers: answers.map((answer) => ({
      heading: `Answer of ${formatDay(answer.answeredOn)}`,
      paragraphs: paragraphsOf(answer.text),
      verdict: verdictOf(answer, reading, names),
      tag:
        answer.satisfied === null
          ? { text: 'Not judged yet', colour: 'yellow' as const }
          : answer.satisfied
            ? { text: 'Will do', colour: 'teal' as const }
            : { text: 'Will not do', colour: 'orange' as const },
    })),
    ...pageOf(forms, tried),
  };
}

function verdictOf(answer: AnswerRow, reading: Reading, names: ReadonlyMap<string, string>): string | null {
  const by = reading === 'board' ? `Recorded by ${names.get(answer.recordedBy) ?? answer.recordedBy}.` : '';
  const word =
    answer.satisfied === false && answer.judgedOn
      ? `Not satisfied on ${formatDay(answer.judgedOn)}: ${answer.judgedWhy ?? ''}`
      : '';
  return [by, word].filter(Boolean).join(' ') || null;
}

export function actionPage(row: ActionRow, around: Around): OutcomePage {
  const { may, tried, query = {}, today } = around;
  const { ref, version, state } = row;
  const forms: OutcomeForm[] = [];
  const add = (which: string, heading: string, model: Parameters<typeof form>[0]): void =>
    void forms.push(made(which, heading, form({ ...model, version, tried: triedOf(tried, which) })));
  if (may.answer && state === 'open')
    add('done', 'It is done', {
      action: registerPaths.actionDone(ref),
      button: 'Note it as done',
      fields: [
        dayBoxes({ name: 'on', label: 'Date done', value: today }),
        prose({ name: 'words', label: 'What was done, if it needs saying', rows: 2 }),
      ],
    });
  if (may.record && state === 'open') {
    add('date', 'Another date', {
      action: registerPaths.actionDate(ref),
      button: 'Move the date',
      fields: [
        dayBoxes({ name: 'dueOn', label: 'New date', hint: `First ${formatDay(row.firstDueOn)}: that stays in sight` }),
        text({ name: 'reason', label: 'Why the date is moving' }),
      ],
    });
    add('cancel', 'No longer wanted', {
      action: registerPaths.actionCancel(ref),
      button: 'Cancel the action',
      isWarning: true,
      fields: [prose({ name: 'reason', label: 'Why it is cancelled', rows: 2 })],
    });
  }
  if (may.record && state !== 'open')
    add('reopen', 'Open it again', {
      action: registerPaths.actionReopen(ref),
      button: 'Open the action again',
      fields: [prose({ name: 'reason', label: 'Why it is open again', rows: 2 })],
    });
  return {
    title: `Action ${ref}`,
    heading: `Action ${ref}`,
    ...frameOf(row, { text: 'Actions', href: registerPaths.actions() }),
    tag: actionTag(row, today),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Owner', text: row.ownerPost },
        { label: 'First due', text: formatDay(row.firstDueOn) },
        {
          label: 'Due',
          text: formatDay(row.dueOn),
          note: row.moves === 0 ? 'Not moved' : `Moved ${plural(row.moves, 'time')}`,
        },
        ...(row.milestoneRef ? [{ label: 'For milestone', text: row.milestoneRef }] : []),
        ...(row.closedOn
          ? [
              {
                label: state === 'done' ? 'Done on' : 'Cancelled on',
                text: formatDay(row.closedOn),
                note: row.closingWords,
              },
            ]
          : []),
      ],
    },
    answers: [],
    ...pageOf(forms, tried),
  };
}
