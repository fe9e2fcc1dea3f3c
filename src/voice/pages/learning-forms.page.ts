import type { CalendarDay } from '../../kernel/calendar-day.js';
import { addMonths } from '../../kernel/calendar-day.js';
import type { BodyRow } from '../../organisations/data/bodies.queries.js';
import { conflict } from '../../shell/form/conflict.js';
import {
  dayBoxes,
  form,
  type FormModel,
  prose,
  radios,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { textOf } from '../../shell/form/posted.js';
import type { PageFacts } from '../../shell/layout.js';
import type { LearningRow } from '../data/learning.row.js';
import { learningStepsFrom, type LearningStep, type SharingRefusal } from '../domain/learning.js';
import { learningStateWords } from './learning.page.js';
import { learningPaths } from './voice.paths.js';

export type LearningFormPage = PageFacts & { readonly heading: string; readonly form: FormModel };

/** Months after which something shared is usually looked at again. */
const usualMonths = 12;

export function learningFormPage({
  bodies,
  row = null,
  audience = [],
  review = null,
  tried = null,
  stale = null,
}: {
  readonly bodies: readonly BodyRow[];
  readonly row?: LearningRow | null;
  readonly audience?: readonly string[];
  /** The review from whose page the reader came. */
  readonly review?: string | null;
  readonly tried?: Tried;
  readonly stale?: string | null;
}): LearningFormPage {
  const shown = tried && stale !== null && row ? { ...tried, conflict: conflictOf(row, tried, stale) } : tried;
  const model = form({
    action: row ? learningPaths.edit(row.ref) : learningPaths.add(),
    button: 'Save the draft',
    tried: shown,
    version: row?.version ?? null,
    cancel: row
      ? { text: 'Back to the draft', href: learningPaths.show(row.ref) }
      : { text: 'All learning', href: learningPaths.index() },
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
      text({ name: 'title', label: 'What was learned, in one line', value: row?.title }),
      prose({
        name: 'body',
        label: 'What others can learn',
        hint: 'What was tried, where, with what, and what came of it. Write no names of staff or of people who use services.',
        value: row?.body,
        rows: 10,
      }),
      tick({
        name: 'didNotWork',
        label: 'Something that did not work',
        words: 'This is about something that did not work',
        value: row?.didNotWork === 1,
      }),
      prose({
        name: 'audience',
        label: 'Whom is it for?',
        hint: 'Organisations or networks by name, one to a line. “Everybody” is nobody.',
        value: audience.join('\n'),
        rows: 3,
      }),
      text({
        name: 'url',
        label: 'Address of a longer text, if there is one',
        hint: 'It begins with https://',
        value: row?.url,
        type: 'url',
      }),
      text({
        name: 'review',
        label: 'Learning review that it comes from, if any',
        hint: 'Its reference, such as LR-0001',
        value: row?.reviewRef ?? review,
        width: 10,
      }),
      text({
        name: 'episode',
        label: 'Case that it belongs to, if any',
        hint: 'Its reference, such as EP-0001',
        value: row?.episodeRef,
        width: 10,
      }),
    ],
  });
  const title = row ? `Change ${row.ref}` : 'Write down what others can learn';
  return {
    title,
    heading: title,
    breadcrumbs: [{ text: 'Learning', href: learningPaths.index() }],
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}

const conflictOf = (row: LearningRow, { posted }: NonNullable<Tried>, at: string) =>
  conflict({
    thing: 'draft',
    at,
    rows: [
      { label: 'In one line', saved: row.title, typed: textOf(posted, 'title') },
      { label: 'What others can learn', saved: row.body, typed: textOf(posted, 'body') },
    ],
  });

export const draftMessages = {
  organisation: 'Select the organisation',
  url: 'Enter an address that begins with https://, or leave it empty',
  review: 'Enter the reference of a review of this organisation, such as LR-0001, or leave it empty',
  episode: 'Enter the reference of a case on the record, such as EP-0001, or leave it empty',
  'shared-already': 'It is shared already. Correct it on its page, so that readers see what changed and why',
} as const;

export const moveMessages: Readonly<Record<SharingRefusal, Readonly<Record<string, string>>>> = {
  'no-such-step': { to: 'Select a step that can follow the last one' },
  'needs-audience': { to: 'Name at least one audience in the draft before it is shared' },
  'needs-review-day': { reviewBy: 'Day by which it is looked at again must be in the next three years' },
  'needs-reason': { reason: 'Enter what was wrong, or why it no longer holds' },
};

const stepWords: Readonly<Record<LearningStep, string>> = {
  shared: 'Share it with everybody',
  reviewed: 'Looked at again: it still holds',
  corrected: 'Correct it',
  withdrawn: 'Withdraw it',
};

const stepHints: Readonly<Partial<Record<LearningStep, string>>> = {
  shared:
    'It becomes public. What is shared is never taken away silently: it can be corrected or withdrawn in the open.',
  corrected: 'Write the line and the text below as they should read. What they said before stays readable.',
  withdrawn: 'Its page stays, and says that it was withdrawn and why.',
};

/** The form by which somebody takes the next step with something shared; null where none follows. */
export function moveLearningForm(
  row: LearningRow,
  today: CalendarDay,
  given: Tried,
  stale: string | null = null,
): FormModel | null {
  const next = learningStepsFrom(row.state);
  if (next.length === 0) return null;
  const isShared = row.state !== 'draft';
  const tried = given && stale !== null ? { ...given, conflict: movedMeanwhile(row, given, stale) } : given;
  return form({
    action: learningPaths.step(row.ref),
    button: isShared ? 'Save the step' : 'Share it',
    tried,
    version: row.version,
    fields: [
      radios({
        name: 'to',
        label: 'What happens next?',
        value: next.length === 1 ? next[0] : null,
        choices: next.map((value) => ({ value, text: stepWords[value], hint: stepHints[value] ?? null })),
      }),
      dayBoxes({
        name: 'reviewBy',
        label: 'By when is it looked at again?',
        hint: 'Not needed where it is withdrawn.',
        value: addMonths(today, usualMonths),
      }),
      ...(isShared
        ? [
            prose({ name: 'reason', label: 'Why?', hint: 'Needed for a correction or a withdrawal.', rows: 3 }),
            text({ name: 'title', label: 'In one line, as it should read', value: row.title }),
            prose({ name: 'body', label: 'What others can learn, as it should read', value: row.body, rows: 8 }),
          ]
        : []),
    ],
  });
}

const movedMeanwhile = (row: LearningRow, { posted }: NonNullable<Tried>, at: string) =>
  conflict({
    thing: 'page',
    at,
    rows: [
      {
        label: 'What happens next',
        saved: learningStateWords[row.state],
        typed: (stepWords as Readonly<Record<string, string>>)[textOf(posted, 'to')] ?? null,
      },
      { label: 'Why', saved: null, typed: textOf(posted, 'reason') },
      { label: 'In one line', saved: row.title, typed: textOf(posted, 'title') },
      { label: 'What others can learn', saved: row.body, typed: textOf(posted, 'body') },
    ],
  });
