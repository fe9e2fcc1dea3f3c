import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type WorkingCalendar, workingDaysBetween } from '../../office/domain/working-days.js';
import { among } from '../../shell/form/among.js';
import { conflict } from '../../shell/form/conflict.js';
import { dayBoxes, form, type FormModel, prose, radios, select, tick, type Tried } from '../../shell/form/form.js';
import { textOf } from '../../shell/form/posted.js';
import { formatDay, plural } from '../../shell/format.js';
import { filterForm, type FilterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import type { Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ConcernRow, ConcernStepRow, HearingRow } from '../data/concern.row.js';
import { acknowledgeBy, concernRoutes, type ConcernState, concernThemes, stepsFrom } from '../domain/concern.js';
import { routeWords, stateWords, themeWords } from './concern-words.page.js';
import { concernPaths } from './voice.paths.js';

export const deskFilters = {
  show: {
    kind: 'one',
    label: 'Which',
    any: 'All',
    choices: [
      { value: 'open', text: 'Open' },
      { value: 'closed', text: 'Closed' },
    ],
  },
} as const satisfies Filters;

export type DeskPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly concerns: Table;
  readonly pagination: Pagination | null;
  readonly hearHref: string;
};

/** What the clock says of a concern that nobody has acknowledged yet. */
function clockTag(row: ConcernRow, today: CalendarDay, calendar: WorkingCalendar): Tag | null {
  if (row.state !== 'raised') return null;
  const due = acknowledgeBy(row.raisedOn, calendar);
  if (today > due) return { text: `Overdue since ${formatDay(due)}`, colour: 'orange' };
  const left = workingDaysBetween(today, due, calendar);
  return { text: left <= 0 ? 'Acknowledge today' : `Acknowledge by ${formatDay(due)}`, colour: 'yellow' };
}

export function deskPage({
  rows,
  total,
  page,
  values,
  notes,
  today,
  calendar,
}: {
  readonly rows: readonly ConcernRow[];
  readonly total: number;
  readonly page: number;
  readonly values: FilterValues<typeof deskFilters>;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
  readonly calendar: WorkingCalendar;
}): DeskPage {
  const path = concernPaths.desk();
  return {
    title: 'Concerns of staff',
    heading: `${plural(total, 'concern')} of staff`,
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    hearHref: concernPaths.hear(),
    filter: filterForm(deskFilters, values, { path }),
    concerns: stacked({
      id: 'concerns',
      caption: 'Concerns, those that wait longest first',
      captionHidden: true,
      head: tableHead(['Concern', 'Raised', 'Where', 'About', 'How it came', 'State'].map((text) => ({ text }))),
      rows: rows.map((row) => ({
        cells: [
          { text: row.ref, href: concernPaths.show(row.ref), header: true },
          { text: formatDay(row.raisedOn) },
          { text: row.serviceName ?? row.organisationName },
          { text: themeWords[row.theme] },
          { text: routeWords[row.route] },
          { text: stateWords[row.state], tag: clockTag(row, today, calendar) },
        ],
      })),
      empty: { text: 'No concerns here. None at all is unusual: ask whether staff know of this route.' },
    }),
    pagination: paginate({ page, shown: rows.length, total: { count: total, capped: false } }, { path, query: values }),
  };
}

export type ConcernPage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  readonly summary: SummaryList;
  /** The words, once opened. */
  readonly opened: { readonly words: string | null } | null;
  readonly openForm: FormModel | null;
  readonly steps: Table;
  readonly stepForm: FormModel | null;
  readonly marksForm: FormModel;
};

export const concernSaid: Readonly<Record<string, string>> = {
  stepped: 'The step was saved. Whoever holds the receipt can read it.',
  marked: 'What you said of the concern was saved.',
  heard: 'The concern was written down.',
};

export const stepMessages = {
  'no-such-step': { to: 'Select a step that can follow the last one' },
  'needs-outcome': { words: 'Enter what came of it, as whoever raised it will read it' },
  'needs-reason': { words: 'Enter why it is reopened' },
} as const;

export const hearMessages = {
  'not-found': { service: 'Select whom it is about' },
  'in-the-future': { raisedOn: 'Day on which it was raised must be today or in the past' },
  'before-this-quarter': {
    raisedOn:
      'Day on which it was raised must be in this quarter: those before it are counted. Enter its first day and say so in your words',
  },
} as const;

const stepHints: Readonly<Partial<Record<ConcernState, string>>> = {
  acknowledged: 'You have read it and will look into it.',
  outcome_shared: 'Write below what came of it. Whoever holds the receipt reads it at once.',
  closed: 'Nothing more is to come.',
  reopened: 'It was answered, and is to be looked into again. Write below why.',
};

type ConcernAsked = {
  readonly steps: readonly ConcernStepRow[];
  readonly calendar: WorkingCalendar;
  readonly today: CalendarDay;
  readonly names: ReadonlyMap<string, string>;
  readonly opened?: { readonly words: string | null } | null;
  readonly said?: Notification | null;
  /** What was tried, and in which of the two forms. */
  readonly tried?: Tried;
  readonly triedIn?: 'steps' | 'marks';
  /** When somebody else saved it meanwhile, ready to read. */
  readonly stale?: string | null;
};

const yesNo = (value: number | null): string | null => (value === null ? null : value === 1 ? 'yes' : 'no');

export function concernPage(
  row: ConcernRow,
  {
    steps,
    calendar,
    today,
    names,
    opened = null,
    said = null,
    tried = null,
    triedIn = 'steps',
    stale = null,
  }: ConcernAsked,
): ConcernPage {
  const shown = tried && stale !== null ? { ...tried, conflict: conflictOf(row, tried, stale) } : tried;
  const stepForm = stepFormOf(row, triedIn === 'steps' ? shown : null);
  const marksForm = marksFormOf(row, triedIn === 'marks' ? shown : null);
  return {
    title: `Concern ${row.ref}`,
    heading: `Concern ${row.ref}`,
    breadcrumbs: [{ text: 'Concerns of staff', href: concernPaths.desk() }],
    hasForm: true,
    errors: [...(stepForm?.errors ?? []), ...marksForm.errors],
    said,
    summary: { rows: summaryOf(row, clockTag(row, today, calendar)) },
    opened,
    openForm:
      row.hasWords === 1 && !opened
        ? form({ action: concernPaths.words(row.ref), button: 'Open the words', fields: [] })
        : null,
    steps: stacked({
      id: 'steps',
      caption: 'What was done',
      head: tableHead(['Day', 'Step', 'By', 'Words'].map((text) => ({ text }))),
      rows: steps.map((step) => ({
        cells: [
          { text: formatDay(step.takenOn), header: true },
          { text: stateWords[step.state] },
          { text: names.get(step.takenBy) ?? step.takenBy },
          { text: step.words ?? '' },
        ],
      })),
      empty: { text: 'Nothing has been done with it yet.' },
    }),
    stepForm,
    marksForm,
  };
}

const summaryOf = (row: ConcernRow, clock: Tag | null): SummaryRow[] => [
  { label: 'State', text: stateWords[row.state], tag: clock },
  { label: 'Raised', text: formatDay(row.raisedOn) },
  { label: 'Where', text: row.serviceName ?? row.organisationName },
  { label: 'About', text: themeWords[row.theme] },
  { label: 'How it came', text: routeWords[row.route] },
  { label: 'Name given', text: row.anonymous === 1 ? 'No' : 'Yes, to you' },
  {
    label: 'Reply wanted',
    text: row.route === 'online' ? (row.wantsReply === 1 ? 'Yes' : 'No') : 'You answer in person',
  },
  ...(row.outcome ? [{ label: 'Outcome as it is read', text: row.outcome }] : []),
];

function stepFormOf(row: ConcernRow, tried: Tried): FormModel | null {
  const next = stepsFrom(row.state);
  if (next.length === 0) return null;
  const takesWords = next.some((state) => state === 'outcome_shared' || state === 'reopened');
  return form({
    action: concernPaths.steps(row.ref),
    button: 'Save the step',
    tried,
    version: row.version,
    fields: [
      radios({
        name: 'to',
        label: 'What happens next?',
        value: next.length === 1 ? next[0] : null,
        choices: next.map((value) => ({ value, text: stateWords[value], hint: stepHints[value] ?? null })),
      }),
      ...(takesWords
        ? [
            prose({
              name: 'words',
              label: 'Words',
              hint: 'No names, and nothing by which whoever raised it could be recognised.',
              rows: 5,
            }),
          ]
        : []),
    ],
  });
}

const marksFormOf = (row: ConcernRow, tried: Tried): FormModel =>
  among(
    'mark',
    form({
      action: concernPaths.marks(row.ref),
      button: 'Save what you know',
      tried,
      version: row.version,
      fields: (
        [
          ['safetyElement', 'Is there an element of safety or quality in it?', row.safetyElement],
          ['workerElement', 'Is there an element of the safety or wellbeing of staff in it?', row.workerElement],
          ['behaviour', 'Is it about how people behave?', row.behaviour],
          ['detrimentReported', 'Does somebody say that they suffered because they spoke?', row.detrimentReported],
        ] as const
      ).map(([name, label, value]) =>
        select({
          name,
          label,
          any: 'Not known',
          value: yesNo(value),
          choices: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        }),
      ),
    }),
  );

const conflictOf = (row: ConcernRow, { posted }: NonNullable<Tried>, at: string) =>
  conflict({
    thing: 'concern',
    at,
    rows: [
      {
        label: 'State',
        saved: stateWords[row.state],
        typed: (stateWords as Readonly<Record<string, string>>)[textOf(posted, 'to')] ?? null,
      },
      { label: 'Words', saved: row.outcome, typed: textOf(posted, 'words') || null },
    ],
  });

export type HearPage = PageFacts & { readonly heading: string; readonly form: FormModel };

export function hearPage(hearing: readonly HearingRow[], tried: Tried = null): HearPage {
  const model = form({
    action: concernPaths.hear(),
    button: 'Write it down',
    tried,
    cancel: { text: 'All concerns', href: concernPaths.desk() },
    fields: [
      select({
        name: 'service',
        label: 'Whom is it about?',
        choices: hearing.map(({ slug, name }) => ({ value: slug, text: name })),
        value: hearing.length === 1 ? (hearing[0]?.slug ?? null) : null,
      }),
      dayBoxes({
        name: 'raisedOn',
        label: 'Day on which it was raised',
        hint: 'In this quarter: earlier ones are counted.',
      }),
      radios({
        name: 'route',
        label: 'How did it reach you?',
        choices: concernRoutes
          .filter((route) => route !== 'online')
          .map((value) => ({ value, text: routeWords[value] })),
      }),
      radios({
        name: 'theme',
        label: 'What is it about?',
        choices: concernThemes.map((value) => ({ value, text: themeWords[value] })),
      }),
      prose({
        name: 'words',
        label: 'What was said',
        hint: 'Sealed, and opened by a speak-up lead alone. Write no names.',
        rows: 5,
      }),
      tick({ name: 'anonymous', label: 'Name', words: 'I do not know who raised it' }),
    ],
  });
  return {
    title: 'Write down a concern',
    heading: 'Write down a concern that reached you in another way',
    breadcrumbs: [{ text: 'Concerns of staff', href: concernPaths.desk() }],
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}
