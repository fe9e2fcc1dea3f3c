import type { Conflict } from '../../shell/form/conflict.js';
import { among } from '../../shell/form/among.js';
import {
  checkboxes,
  type Field,
  form,
  type FormError,
  radios,
  select,
  text,
  tick,
  type Choosable,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay, formatTime, plural } from '../../shell/format.js';
import type { Tag } from '../../shell/parts.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { type Answer, answers, answerCodes, type DueRow, slipOf } from '../domain/meeting.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { meetingPaths } from './meeting.paths.js';

/** The form of one row, its fields each in its place. */
export type RowForm = {
  readonly id: string;
  readonly ref: string;
  readonly action: string;
  /** Where several rows are saved at once: without a script, saving one row loses what was typed in others. */
  readonly tableHref: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly answer: Field;
  readonly started: Field | null;
  readonly reason: Field;
  readonly note: Field;
  readonly evidence: Field | null;
  readonly later: Field;
  readonly button: string;
  /** For readers who do not see which row the button stands in. */
  readonly about: string;
  readonly conflict: Conflict | null;
  /** What stands in it was sent and could not stand. */
  readonly isTried: boolean;
};

export type RowPart = {
  readonly id: string;
  readonly ref: string;
  readonly href: string;
  readonly title: string;
  readonly owner: string;
  readonly dates: readonly { readonly label: string; readonly text: string; readonly note: string | null }[];
  readonly last: { readonly words: string; readonly by: string } | null;
  readonly never: string | null;
  readonly ratings: string;
  readonly tags: readonly Tag[];
  readonly isSaved: boolean;
  readonly saved: { readonly answer: string; readonly words: string | null; readonly by: string } | null;
  /** In sight. */
  readonly form: RowForm | null;
  /** Behind "Say something else": what was saved stands until somebody says otherwise. */
  readonly again: RowForm | null;
};

export type RowsInput = {
  readonly reviewRef: string;
  readonly reasons: readonly Choosable[];
  /** Whether this reader may record what is said. */
  readonly mayRecord: boolean;
  readonly readerRef: string;
  /** The row that was posted, and what could not stand about it. */
  readonly tried: { readonly ref: string; readonly tried: NonNullable<Tried> } | null;
  /** The row in which the keyboard begins. */
  readonly focusOn: string | null;
};

export type RowsPart = { readonly rows: readonly RowPart[]; readonly errors: readonly FormError[] };

export function rowParts(rows: readonly DueRow[], input: RowsInput): RowsPart {
  const made = rows.map((row) => rowPart(row, input));
  return { rows: made.map(({ part }) => part), errors: made.flatMap(({ errors }) => errors) };
}

function rowPart(row: DueRow, input: RowsInput): { readonly part: RowPart; readonly errors: readonly FormError[] } {
  const tried = input.tried?.ref === row.ref ? input.tried.tried : null;
  const { form: rowForm, errors } = formOf(row, input, tried);
  const isOpen = input.mayRecord && (row.here === null || tried !== null);
  const slip = slipOf(row);
  return {
    errors,
    part: {
      id: `row-${row.ref}`,
      ref: row.ref,
      href: planPaths.milestone(row.planRef, row.ref),
      title: row.title,
      owner: row.ownerPost,
      dates: [
        { label: 'First date', text: firstDateWords(row.firstDue), note: null },
        {
          label: 'Current date',
          text: formatDay(row.currentDue),
          note: slip === 0 && row.moves === 0 ? null : slipWords(slip, row.moves),
        },
      ],
      last: row.last && { words: row.last.words ?? 'Nothing was said beside the rating.', by: saidBy(row.last) },
      never: row.last ? null : 'Nobody has said anything about this yet.',
      ratings: ratingWords(row),
      tags: tagsOf(row),
      isSaved: row.here !== null,
      saved: row.here && {
        answer: row.here.answer,
        words: row.here.words,
        by: `Saved by ${row.here.byRef === input.readerRef ? 'you' : row.here.byName} at ${formatTime(row.here.at)}`,
      },
      form: isOpen ? rowForm : null,
      again: input.mayRecord && !isOpen ? rowForm : null,
    },
  };
}

export const firstDateWords = (first: CalendarDay | null): string => (first ? formatDay(first) : 'Not agreed yet');

/** "92 days later, moved twice". */
export function slipWords(days: number, moves: number): string {
  const slip = days === 0 ? 'as first agreed' : `${plural(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
  return moves === 0 ? slip : `${slip}, moved ${timesWords(moves)}`;
}

const timesWords = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : plural(count, 'time'));

const saidBy = ({ byName, at }: NonNullable<DueRow['last']>): string => `${byName}, ${formatDay(ukDayAt(at))}`;

function ratingWords({ ownerRating, recordRating, recordRule }: DueRow): string {
  const because = recordRule === null ? '' : `: ${recordRule}`;
  if (ownerRating === null) return `Nobody has rated it. The record says ${recordRating.toLowerCase()}${because}.`;
  return ownerRating === recordRating
    ? `Owner and record say ${ownerRating.toLowerCase()}${because}.`
    : `Owner says ${ownerRating.toLowerCase()}. The record says ${recordRating.toLowerCase()}${because}.`;
}

const tagsOf = ({ safetyCritical, isStarted, isComplete, stateWords }: DueRow): readonly Tag[] => [
  ...(safetyCritical ? [{ text: 'Safety-critical', colour: 'orange' as const }] : []),
  ...(!isStarted || isComplete ? [{ text: stateWords, colour: 'grey' as const }] : []),
];

function formOf(
  row: DueRow,
  { reviewRef, reasons, focusOn }: RowsInput,
  tried: Tried,
): { readonly form: RowForm; readonly errors: readonly FormError[] } {
  const offered: readonly Answer[] = row.isComplete ? answerCodes.slice(0, 3) : answerCodes;
  const makers = {
    answer: radios({
      name: 'answer',
      label: `How does ${row.ref} stand?`,
      choices: offered.map((value) => ({ value, text: answers[value] })),
      inline: true,
    }),
    reason: select({ name: 'reason', label: 'Why', any: 'Select a reason', choices: reasons }),
    note: text({ name: 'note', label: 'In a line, as it was said' }),
    later: tick({ name: 'later', label: 'Evidence', words: 'Add evidence later' }),
    started: tick({ name: 'started', label: 'Start', words: 'Work on it has begun' }),
    evidence: checkboxes({
      name: 'evidence',
      label: 'Which evidence shows that it is done?',
      choices: row.evidence.map(({ id, title, level }) => ({ value: id, text: title, hint: level })),
    }),
  };
  const order = [
    makers.answer,
    makers.reason,
    makers.note,
    makers.evidence,
    makers.later,
    ...(row.isStarted ? [] : [makers.started]),
  ];
  const whole = among(
    row.ref,
    form({
      action: meetingPaths.updates(reviewRef, row.ref),
      button: 'Save and next',
      fields: order,
      tried,
      version: row.version,
    }),
    focusOn === row.ref ? (Object.keys(tried?.errors ?? {})[0] ?? 'answer') : null,
  );
  const [answer, reason, note, evidence, later, started] = whole.fields as [Field, Field, Field, Field, Field, Field?];
  return {
    errors: whole.errors,
    form: {
      id: `form-${row.ref}`,
      ref: row.ref,
      action: whole.action,
      tableHref: meetingPaths.table(reviewRef),
      hidden: whole.hidden,
      answer,
      started: started ?? null,
      reason,
      note,
      evidence: row.evidence.length > 0 ? evidence : null,
      later,
      button: whole.button,
      about: `for ${row.ref}`,
      conflict: whole.conflict,
      isTried: tried !== null,
    },
  };
}
