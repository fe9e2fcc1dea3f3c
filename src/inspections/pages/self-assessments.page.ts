import { parsePeriod } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import {
  type FieldMaker,
  form,
  type FormModel,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import { formatDay, formatPeriod } from '../../shell/format.js';
import { day } from '../../kernel/calendar-day.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { AreaChoiceRow, AreaViewRow, FrameworkChoiceRow, GradeChoiceRow } from '../data/area-views.queries.js';
import { type AreaViewKind, areaViewKinds, type AreaViewRefusal, selfAssessmentStates } from '../domain/area-view.js';
import { selfAssessmentPaths } from './self-assessments.paths.js';

export const viewSaid = {
  begun: 'The draft is kept. Submit it when it is finished.',
  saved: 'The draft was saved.',
  submitted: 'The self-assessment was submitted.',
  recorded: 'The view of the board is on the record.',
};

export const viewMessages: Readonly<Record<AreaViewRefusal, Readonly<Record<string, string>>>> = {
  'no-such-area': { area: 'Select an area of the framework' },
  'grade-of-another-scale': { grade: 'Select a grade of the scale of this area' },
  'ends-before-it-begins': { to: 'End must not come before the beginning' },
  'not-begun': { from: 'Beginning must be today or in the past' },
};
export const notAPeriod = 'Write it as 2026-04 for a month, 2026-Q2 for a quarter or 2026 for a year';

const seenBy = [
  { value: 'board', text: 'The organisation and its board only' },
  { value: 'public', text: 'Everyone' },
];

const periodOf = ({ periodFrom, periodTo }: AreaViewRow): string => {
  const [from, to] = [parsePeriod(periodFrom), parsePeriod(periodTo)];
  const words = [from, to].map((one, index) => (one ? formatPeriod(one) : index === 0 ? periodFrom : periodTo));
  return words[0] === words[1] ? (words[0] ?? '') : `${words[0]} to ${words[1]}`;
};
const areaOf = ({ areaLabel, areaKey }: AreaViewRow): string => areaLabel ?? areaKey;
const crumbs: readonly Link[] = [{ text: 'Self-assessments', href: selfAssessmentPaths.index() }];

export type ViewListPage = PageFacts & {
  readonly heading: string;
  readonly lead: string;
  readonly begin: Link | null;
  readonly table: Table;
};

/** Everything that the reader's bodies and their boards have said of themselves. */
export function viewListPage(rows: readonly AreaViewRow[], mayWrite: boolean): ViewListPage {
  return {
    title: 'Self-assessments and views of boards',
    heading: 'Self-assessments and views of boards',
    lead: 'How organisations judge themselves, and their boards judge them, on the scale of their inspectors. The page of an organisation lays them beside what inspectors judged.',
    begin: mayWrite ? { text: 'Judge an area', href: selfAssessmentPaths.choose() } : null,
    table: stacked({
      id: 'views',
      caption: 'Self-assessments and views of boards',
      captionHidden: true,
      head: tableHead(['Area', 'Period', 'By', 'Grade', 'State'].map((head) => ({ text: head }))),
      rows: rows.map((row) => ({
        cells: [
          { text: areaOf(row), href: selfAssessmentPaths.show(row.ref), note: row.frameworkTitle, header: true },
          { text: periodOf(row) },
          { text: areaViewKinds[row.kind], note: row.organisationName },
          { text: row.gradeLabel },
          {
            text: row.state === 'draft' ? selfAssessmentStates.draft : row.on ? formatDay(day(row.on)) : '',
            note: row.visibility === 'public' ? null : 'For the organisation and its board',
          },
        ],
      })),
      empty: { text: 'Nobody has judged an area yet.' },
    }),
  };
}

export type ViewFormPage = PageFacts & {
  readonly caption: string | null;
  readonly heading: string;
  readonly intro: readonly string[];
  readonly blocked: string | null;
  readonly form: FormModel | null;
};

type Body = { readonly name: string; readonly slug: string };

export function chooseViewPage(
  bodies: readonly (Body & { readonly kind: AreaViewKind })[],
  frameworks: readonly FrameworkChoiceRow[],
  tried: Tried = null,
): ViewFormPage {
  const model = form({
    action: selfAssessmentPaths.choose(),
    button: 'Continue',
    fields: [
      radios({
        name: 'who',
        label: 'Who judges?',
        choices: bodies.map(({ kind, name, slug }) => ({
          value: `${kind} ${slug}`,
          text: `${areaViewKinds[kind]}: ${name}`,
        })),
      }),
      select({
        name: 'framework',
        label: 'On the scale of which framework?',
        hint: 'The one by which inspectors judge it, so that the two can be laid side by side',
        choices: frameworks.map(({ key, title, effectiveTo }) => ({
          value: key,
          text: effectiveTo === null ? title : `${title} (until ${effectiveTo.slice(0, 4)})`,
        })),
      }),
    ],
    tried,
    cancel: { text: 'Cancel', href: selfAssessmentPaths.index() },
  });
  return {
    title: 'Judge an area',
    caption: null,
    heading: 'Judge an area',
    breadcrumbs: crumbs,
    intro: [],
    blocked: bodies.length === 0 ? 'There is no organisation for which you judge.' : null,
    form: bodies.length === 0 ? null : model,
    errors: model.errors,
    hasForm: true,
  };
}

export type ViewChoices = { readonly areas: readonly AreaChoiceRow[]; readonly grades: readonly GradeChoiceRow[] };

/** The fields of a view, filled with what is held. */
export function viewFields({ areas, grades }: ViewChoices, held: AreaViewRow | null): readonly FieldMaker[] {
  const scales = new Set(areas.map(({ scaleId }) => scaleId));
  const areasOn = (scaleId: string): string =>
    scales.size < 2
      ? ''
      : ` (for ${areas
          .filter((area) => area.scaleId === scaleId)
          .map(({ label }) => label)
          .join('; ')})`;
  return [
    select({
      name: 'area',
      label: 'Area',
      choices: areas.map(({ key, label }) => ({ value: key, text: label })),
      value: held?.areaKey,
    }),
    radios({
      name: 'grade',
      label: 'Grade',
      choices: grades.map(({ id, label, scaleId }) => ({ value: id, text: `${label}${areasOn(scaleId)}` })),
      value: held?.gradeId,
    }),
    text({
      name: 'from',
      label: 'Beginning of the period',
      hint: 'For example, 2026-04',
      value: held?.periodFrom,
      width: 10,
    }),
    text({ name: 'to', label: 'End of the period', hint: 'For example, 2026-09', value: held?.periodTo, width: 10 }),
    prose({
      name: 'narrative',
      label: 'What shows it',
      hint: 'What you saw and what you know it from. No names, no dates of birth, no case numbers',
      value: held?.narrative,
    }),
  ];
}

export function viewFormPage(
  {
    kind,
    body,
    frameworkTitle,
    action,
    choices,
    held,
  }: {
    readonly kind: AreaViewKind;
    readonly body: Body;
    readonly frameworkTitle: string;
    readonly action: string;
    readonly choices: ViewChoices;
    readonly held: AreaViewRow | null;
  },
  tried: Tried = null,
): ViewFormPage {
  const isBoard = kind === 'board';
  const heading = held ? 'Change the draft' : isBoard ? 'The board’s view' : 'Self-assessment';
  const model = form({
    action,
    button: isBoard ? 'Record the view' : 'Save the draft',
    fields: [
      ...viewFields(choices, held),
      ...(isBoard
        ? [
            text({
              name: 'reviewRef',
              label: 'Meeting (optional)',
              hint: 'Its reference, for example RV-0012',
              width: 10,
            }),
            radios({ name: 'visibility', label: 'Who may read it?', choices: seenBy }),
          ]
        : []),
    ],
    tried,
    version: held?.version ?? null,
    merges: held !== null,
    cancel: { text: 'Cancel', href: held ? selfAssessmentPaths.show(held.ref) : selfAssessmentPaths.index() },
  });
  return {
    title: `${heading}: ${body.name}`,
    caption: `${body.name}: ${frameworkTitle}`,
    heading,
    breadcrumbs: crumbs,
    intro: isBoard
      ? ['What the board holds, not what it was told. It stands once recorded; a later view follows it.']
      : ['It stays a draft, for the people of the organisation, until it is submitted.'],
    blocked: null,
    form: model,
    errors: model.errors,
    hasForm: true,
  };
}

export type ViewPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly said: Notification | null;
  readonly facts: SummaryList;
  readonly edit: Link | null;
  readonly submit: FormModel | null;
  readonly organisation: Link;
};

export function viewPage(
  row: AreaViewRow,
  {
    mayWrite,
    said,
    by,
    tried = null,
  }: { readonly mayWrite: boolean; readonly said: Notification | null; readonly by: string; readonly tried?: Tried },
): ViewPage {
  const isDraft = row.state === 'draft';
  const submit =
    isDraft && mayWrite
      ? form({
          action: selfAssessmentPaths.submission(row.ref),
          button: 'Submit it',
          fields: [
            radios({
              name: 'visibility',
              label: 'Who may read it?',
              hint: 'Once it is submitted it stands, and another one follows it',
              choices: seenBy,
            }),
          ],
          tried,
          version: row.version,
        })
      : null;
  const name = row.kind === 'board' ? 'View of the board' : isDraft ? 'Draft self-assessment' : 'Self-assessment';
  return {
    title: `${name} ${row.ref}: ${areaOf(row)}`,
    caption: `${row.organisationName}: ${name.toLowerCase()} ${row.ref}`,
    heading: areaOf(row),
    breadcrumbs: crumbs,
    said,
    facts: {
      rows: [
        { label: 'Grade', text: row.gradeLabel },
        { label: 'Period', text: periodOf(row) },
        { label: 'Framework', text: row.frameworkTitle },
        { label: 'What shows it', text: row.narrative },
        ...(row.reviewRef ? [{ label: 'Meeting', text: row.reviewRef }] : []),
        { label: isDraft ? 'Begun by' : 'By', text: by, note: row.on ? formatDay(day(row.on)) : null },
        {
          label: 'Who may read it',
          text: isDraft || row.visibility !== 'public' ? 'The organisation and its board only' : 'Everyone',
        },
      ],
    },
    edit: isDraft && mayWrite ? { text: 'Change the draft', href: selfAssessmentPaths.edit(row.ref) } : null,
    submit,
    organisation: {
      text: `What inspectors judged of ${row.organisationName}`,
      href: `${organisationPaths.show(row.organisationSlug)}#triangle`,
    },
    errors: submit?.errors ?? [],
    hasForm: true,
  };
}
