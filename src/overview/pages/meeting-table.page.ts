import {
  checkboxes,
  type Field,
  type FieldMaker,
  form,
  type FormModel,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay, formatTime } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { answers, answerCodes, type DueRow, slipOf } from '../domain/meeting.js';
import type { MeetingFacts } from '../domain/meeting-facts.js';
import { nameIn } from '../domain/meeting-table.js';
import { firstDateWords, slipWords } from './meeting-row.page.js';
import { meetingPaths } from './meeting.paths.js';
import { reasonChoices } from './meeting-words.page.js';

export type MeetingTablePage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly back: Link;
  /** What became of the rows that could stand, where others could not. */
  readonly outcome: string | null;
  readonly form: Pick<FormModel, 'action' | 'hidden' | 'button'>;
  readonly rows: readonly {
    readonly id: string;
    readonly ref: string;
    readonly title: string;
    readonly facts: string;
    readonly last: string | null;
    readonly saved: string | null;
    readonly fields: readonly Field[];
  }[];
};

const fieldsOf = ({ ref, isStarted, isComplete, evidence }: DueRow): readonly FieldMaker[] => [
  select({
    name: nameIn(ref, 'answer'),
    label: 'How does it stand?',
    any: 'Nothing is said of it',
    choices: (isComplete ? answerCodes.slice(0, 3) : answerCodes).map((value) => ({ value, text: answers[value] })),
  }),
  select({
    name: nameIn(ref, 'reason'),
    label: 'Why, if it is not on track',
    any: 'Select a reason',
    choices: reasonChoices,
  }),
  text({ name: nameIn(ref, 'note'), label: 'In a line, as it was said' }),
  ...(evidence.length > 0
    ? [
        checkboxes({
          name: nameIn(ref, 'evidence'),
          label: 'Which evidence shows that it is done?',
          choices: evidence.map(({ id, title, level }) => ({ value: id, text: title, hint: level })),
        }),
      ]
    : []),
  ...(isComplete ? [] : [tick({ name: nameIn(ref, 'later'), label: 'Evidence', words: 'Add evidence later' })]),
  ...(isStarted ? [] : [tick({ name: nameIn(ref, 'started'), label: 'Start', words: 'Work on it has begun' })]),
];

function factsOf(row: DueRow): string {
  const slip = slipOf(row);
  const moved = slip === 0 && row.moves === 0 ? '' : ` (${slipWords(slip, row.moves)})`;
  return `${row.ownerPost}. First date ${firstDateWords(row.firstDue)}, current date ${formatDay(row.currentDue)}${moved}. The record says ${row.recordRating.toLowerCase()}.`;
}

/** Every action that is due, in one form: what cannot stand is said at its row, and nothing that was typed is lost. */
export function meetingTablePage(
  { review, rows }: Pick<MeetingFacts, 'review' | 'rows'>,
  {
    versions,
    tried = null,
    outcome = null,
  }: {
    /** How often each action had been saved when it was read. */
    readonly versions: ReadonlyMap<string, number>;
    readonly tried?: Tried;
    readonly outcome?: string | null;
  },
): MeetingTablePage {
  const makers = rows.map((row) => fieldsOf(row));
  const hidden = Object.fromEntries(
    rows.map(({ ref, version }) => [nameIn(ref, 'version'), String(versions.get(ref) ?? version)]),
  );
  const model = form({
    action: meetingPaths.table(review.ref),
    button: 'Save all that is filled in',
    fields: makers.flat(),
    hidden,
    tried,
  });
  let next = 0;
  return {
    title: `Several actions at once: ${review.boardName}, ${formatDay(review.heldOn)}`,
    heading: 'Several actions at once',
    caption: `${review.boardName}, ${formatDay(review.heldOn)}`,
    breadcrumbs: [{ text: 'The meeting', href: meetingPaths.show(review.ref) }],
    hasForm: true,
    errors: model.errors,
    back: { text: 'Go back to the meeting', href: meetingPaths.show(review.ref) },
    outcome,
    form: model,
    rows: rows.map((row, index) => {
      const fields = model.fields.slice(next, next + makers[index].length);
      next += makers[index].length;
      return {
        id: `row-${row.ref}`,
        ref: row.ref,
        title: row.title,
        facts: factsOf(row),
        last: row.last ? `Last said: ${row.last.words ?? 'nothing beside the rating'} (${row.last.byName})` : null,
        saved: row.here ? `Saved: ${row.here.answer}, by ${row.here.byName} at ${formatTime(row.here.at)}` : null,
        fields,
      };
    }),
  };
}
