import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { among } from '../../shell/form/among.js';
import {
  checkboxes,
  dayBoxes,
  type FieldMaker,
  form,
  type FormModel,
  prose,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay, plural } from '../../shell/format.js';
import type { DateRequestFacts, MeetingFacts, MeetingItem, RecordedThing } from '../domain/meeting-facts.js';
import { slipOf } from '../domain/meeting.js';
import { firstDateWords, slipWords } from './meeting-row.page.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { meetingPaths } from './meeting.paths.js';

/** The forms of the page beside its rows, each known by its name. */
export type MeetingForm = 'decision' | 'challenge' | 'action' | 'attendance' | 'interest';

export type TriedForm = { readonly form: string; readonly tried: NonNullable<Tried> } | null;

/** A form of the page, known by its id, so that what is typed in it can be kept. */
export type SmallForm = FormModel & { readonly id: string; readonly isTried: boolean };

/** What was posted to the form of this name. */
const triedOf = (tried: TriedForm, name: string): Tried => (tried?.form === name ? tried.tried : null);

export type RequestPart = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly href: string;
  readonly dates: readonly { readonly label: string; readonly text: string; readonly note: string | null }[];
  readonly move: string | null;
  readonly why: string;
  readonly by: string;
  readonly dependents: readonly string[];
  readonly noDependents: string | null;
  readonly answered: { readonly text: string; readonly note: string | null } | null;
  readonly form: (Omit<SmallForm, 'button'> & { readonly buttons: readonly RequestButton[] }) | null;
};
type RequestButton = {
  readonly value: string;
  readonly text: string;
  readonly about: string;
  readonly isFirst: boolean;
};

/** What another date does to what waits for it; `isDecided`: it is the date already. */
export function dependentWords(
  { title, ref, due }: DateRequestFacts['dependents'][number],
  date: CalendarDay,
  isDecided: boolean,
): string {
  const days = daysBetween(due, date);
  const that = isDecided ? 'the new date' : 'the date that is asked for';
  const effect =
    days > 0
      ? `${plural(days, 'day')} before ${that}, so its date ${isDecided ? 'cannot' : 'could not'} be kept`
      : days === 0
        ? `on the very day of ${that}`
        : `${plural(-days, 'day')} after ${that}`;
  return `${ref} ${title}: due ${formatDay(due)}, ${effect}`;
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const ordinal = (count: number): string => ordinals[count - 1] ?? `${count}th`;

export function requestPart(
  facts: DateRequestFacts,
  {
    reviewRef,
    mayDecide,
    tried,
  }: {
    readonly reviewRef: string;
    readonly mayDecide: boolean;
    readonly tried: TriedForm;
  },
): RequestPart {
  const own = triedOf(tried, facts.ref);
  const slip = slipOf(facts);
  const askedSlip = slipOf({ firstDue: facts.firstDue, currentDue: facts.askedTo });
  const model = among(
    `date-${facts.ref}`,
    form({
      action: meetingPaths.answers(reviewRef, facts.ref),
      button: 'Agree',
      tried: own,
      version: facts.version,
      fields: [
        text({ name: 'words', label: 'Words for the record', hint: 'Say why if you refuse it' }),
        dayBoxes({ name: 'date', label: 'Another date', value: null }),
      ],
    }),
    own ? (Object.keys(own.errors)[0] ?? null) : null,
  );
  const about = `for ${facts.milestoneRef}`;
  return {
    id: `request-${facts.ref}`,
    ref: facts.milestoneRef,
    title: facts.title,
    href: planPaths.milestone(facts.planRef, facts.milestoneRef),
    dates: [
      { label: 'First date', text: firstDateWords(facts.firstDue), note: null },
      {
        label: 'Current date',
        text: formatDay(facts.currentDue),
        note: facts.moves === 0 && slip === 0 ? null : slipWords(slip, facts.moves),
      },
      { label: 'Asked for', text: formatDay(facts.askedTo), note: facts.firstDue ? slipWords(askedSlip, 0) : null },
    ],
    move: facts.answer ? null : `This would be its ${ordinal(facts.moves + 1)} move.`,
    why: `${facts.reasonWords}. ${facts.reason}`,
    by: `Asked by ${facts.byName}, ${formatDay(ukDayAt(facts.askedAt))}`,
    dependents: facts.dependents.map((one) =>
      dependentWords(one, facts.answer ? facts.currentDue : facts.askedTo, facts.answer !== null),
    ),
    noDependents: facts.dependents.length === 0 ? 'Nothing else in the plan waits for it.' : null,
    answered: facts.answer && { text: facts.answer.words, note: facts.answer.decisionRef },
    form:
      mayDecide && facts.answer === null
        ? {
            ...model,
            id: `form-date-${facts.ref}`,
            isTried: own !== null,
            buttons: [
              { value: 'agreed', text: 'Agree', about, isFirst: true },
              { value: 'refused', text: 'Refuse', about, isFirst: false },
              { value: 'different', text: 'Different date', about, isFirst: false },
            ],
          }
        : null,
  };
}

const itemChoices = (items: readonly MeetingItem[]) =>
  items.map(({ id, position, title }) => ({ value: id, text: `${position}. ${title}` }));

type FormsInput = {
  readonly facts: MeetingFacts;
  /** The item that is being discussed: what is recorded belongs to it unless told. */
  readonly item: string | null;
  readonly tried: TriedForm;
};

const formNamed = (
  name: MeetingForm,
  tried: TriedForm,
  {
    action,
    button,
    fields,
    hidden = {},
  }: {
    readonly action: string;
    readonly button: string;
    readonly fields: readonly FieldMaker[];
    readonly hidden?: Readonly<Record<string, string>>;
  },
): SmallForm => {
  const own = triedOf(tried, name);
  const model = among(
    name,
    form({ action, button, fields, hidden, tried: own }),
    own ? (Object.keys(own.errors)[0] ?? null) : null,
  );
  return { ...model, id: `form-${name}`, isTried: own !== null };
};

const itemField = ({ facts, item }: FormsInput): FieldMaker =>
  select({ name: 'item', label: 'Item', any: 'No item', choices: itemChoices(facts.items), value: item });

const confidentialField = (): FieldMaker =>
  tick({ name: 'confidential', label: 'Who may read it', words: 'In confidence: leave it out of what is public' });

export function decisionForm(input: FormsInput): SmallForm {
  const { facts, tried } = input;
  const isInquorate = facts.review.isQuorate === false;
  return formNamed('decision', tried, {
    action: meetingPaths.decisions(facts.review.ref),
    button: 'Record it',
    fields: [
      itemField(input),
      select({
        name: 'type',
        label: 'What is it?',
        hint: isInquorate
          ? 'There is no quorum: what is decided stands as a recommendation until a meeting with a quorum confirms it.'
          : null,
        choices: [
          { value: 'decision', text: 'Decision' },
          { value: 'recommendation', text: 'Recommendation' },
          { value: 'advice', text: 'Advice' },
        ],
        value: 'decision',
      }),
      prose({ name: 'text', label: 'What was decided', rows: 2 }),
      text({ name: 'whoFor', label: 'For whom', hint: 'The body that a recommendation or advice is for' }),
      dayBoxes({ name: 'reviewOn', label: 'Look at it again on', value: null }),
      confidentialField(),
    ],
  });
}

export function challengeForm(input: FormsInput): SmallForm {
  const { facts, tried } = input;
  return formNamed('challenge', tried, {
    action: meetingPaths.challenges(facts.review.ref),
    button: 'Record the challenge',
    fields: [
      itemField(input),
      select({
        name: 'member',
        label: 'Who asks',
        any: 'The board as a whole',
        choices: facts.members.map(({ id, name, role }) => ({ value: id, text: `${name}, ${role}` })),
      }),
      prose({ name: 'text', label: 'What they ask', rows: 2 }),
      text({ name: 'toPost', label: 'To which post' }),
      dayBoxes({ name: 'due', label: 'Answer due', value: null }),
      confidentialField(),
    ],
  });
}

export function actionForm(input: FormsInput): SmallForm {
  const { facts, tried } = input;
  return formNamed('action', tried, {
    action: meetingPaths.actions(facts.review.ref),
    button: 'Record the action',
    fields: [
      itemField(input),
      prose({ name: 'text', label: 'What is to be done', rows: 2 }),
      text({ name: 'ownerPost', label: 'By which post' }),
      dayBoxes({ name: 'due', label: 'Action due', value: null }),
      confidentialField(),
    ],
  });
}

/** What came of an item, in the words that begin its minutes. */
export function outcomeForm(
  { id, position, title, outcome, version }: MeetingItem,
  reviewRef: string,
  tried: TriedForm,
): SmallForm & { readonly about: string } {
  const own = triedOf(tried, id);
  const model = form({
    action: meetingPaths.outcomes(reviewRef, id),
    button: 'Save',
    version,
    tried: own,
    fields: [
      prose({ name: 'outcome', label: 'What came of it', hint: 'It begins the minutes of this item', value: outcome }),
    ],
  });
  const focusOn = own ? 'outcome' : null;
  return {
    ...among(`item-${position}`, model, focusOn),
    id: `form-item-${position}`,
    isTried: own !== null,
    about: title,
  };
}

const ofPresence = (facts: MeetingFacts, presence: string): readonly string[] =>
  facts.members.filter((member) => member.presence === presence).map(({ id }) => id);

const memberChoices = ({ members }: MeetingFacts) =>
  members.map(({ id, name, role, isVoting }) => ({
    value: id,
    text: name,
    hint: isVoting ? role : `${role}, without a vote`,
  }));

export function attendanceForm({ facts, tried }: FormsInput): SmallForm {
  return formNamed('attendance', tried, {
    action: meetingPaths.attendance(facts.review.ref),
    button: 'Save who is here',
    hidden: { seen: versionsOf(facts) },
    fields: [
      checkboxes({
        name: 'present',
        label: 'Here',
        choices: memberChoices(facts),
        values: ofPresence(facts, 'present'),
      }),
      checkboxes({
        name: 'apologies',
        label: 'Sent apologies',
        choices: memberChoices(facts).map(({ value, text: name }) => ({ value, text: name })),
        values: ofPresence(facts, 'apologies'),
      }),
    ],
  });
}

export function interestForm({ facts, tried }: FormsInput): SmallForm {
  return formNamed('interest', tried, {
    action: meetingPaths.interests(facts.review.ref),
    button: 'Save this',
    hidden: { seen: versionsOf(facts) },
    fields: [
      select({ name: 'member', label: 'Member', choices: memberChoices(facts) }),
      text({ name: 'interest', label: 'Interest that they declare' }),
      text({ name: 'substitutePost', label: 'Post of whoever came in their place' }),
    ],
  });
}

export type RecordedPart = {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly about: string;
  readonly mark: string | null;
};

/** How often the attendance of each had been saved when the form was made: "id:2,id:0". */
export const versionsOf = ({ members }: MeetingFacts): string =>
  members.map(({ id, version }) => `${id}:${version}`).join(',');

export const recordedParts = (
  recorded: readonly RecordedThing[],
  kind: RecordedThing['kind'],
  items: readonly MeetingItem[],
): readonly RecordedPart[] =>
  recorded
    .filter((one) => one.kind === kind)
    .map(({ ref, text: words, about, itemId, isConfidential }) => {
      const item = items.find(({ id }) => id === itemId);
      return {
        id: ref,
        ref,
        text: words,
        about: item ? `${about}, at item ${item.position}` : about,
        mark: isConfidential ? 'In confidence' : null,
      };
    });
