import { formatCount, formatMoment, plural } from '../../shell/format.js';
import { type FieldMaker, file, form, type FormModel, prose, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { PlanRow } from '../data/plan.row.js';
import type { PlanImportRow } from '../data/plan-imports.queries.js';
import { planFrame } from './plan-frame.page.js';
import { planImportPaths } from './plan-imports.paths.js';

export type ImportPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  /** "Step 2 of 4". */
  readonly step: string | null;
  readonly said: Notification | null;
  readonly intro: readonly string[];
  readonly warning: string | null;
  readonly facts: SummaryList | null;
  readonly tables: readonly Table[];
  /** Where the cells of rows with errors are typed right. */
  readonly mending: FormModel | null;
  readonly form: FormModel | null;
  /** Short fields that may stand beside each other on a wide screen. */
  readonly isGrid: boolean;
  readonly after: readonly Table[];
  readonly setAside: FormModel | null;
  readonly links: readonly Link[];
};

const empty = {
  said: null,
  warning: null,
  facts: null,
  tables: [],
  mending: null,
  form: null,
  isGrid: false,
  after: [],
  setAside: null,
  links: [],
  step: null,
  intro: [],
};

const states: Readonly<Record<PlanImportRow['state'], string>> = {
  open: 'Not added yet',
  added: 'Added',
  set_aside: 'Put aside',
};

/** Step 1: choose the file, or paste. */
export function bringPage(
  plan: PlanRow,
  {
    earlier,
    names,
    tried = null,
  }: {
    readonly earlier: readonly PlanImportRow[];
    readonly names: ReadonlyMap<string, string>;
    readonly tried?: Tried;
  },
): ImportPage {
  const fields: readonly FieldMaker[] = [
    file({
      name: 'file',
      label: 'The spreadsheet',
      hint: 'An XLSX or a CSV, smaller than 5MB, with up to 1,000 rows and 60 columns.',
      accept: '.xlsx,.csv,.txt,.tsv',
    }),
    prose({
      name: 'pasted',
      label: 'Or paste the rows',
      hint: 'Select the rows in your spreadsheet with their headings, copy them, and paste them here.',
      rows: 8,
    }),
  ];
  const model = form({ action: planImportPaths.bring(plan.ref), button: 'Look at it', fields, tried });
  return {
    ...empty,
    ...planFrame(plan, 'Bring in from a spreadsheet'),
    step: 'Step 1 of 4',
    intro: [
      'Nothing is added until you have seen every row. Your references are kept, so that people find their actions again.',
      'Name posts as owners, never people. Take out names, dates of birth and case numbers first.',
    ],
    form: model,
    errors: model.errors,
    after: earlier.length > 0 ? [earlierTable(plan.ref, earlier, names)] : [],
  };
}

function earlierTable(ref: string, earlier: readonly PlanImportRow[], names: ReadonlyMap<string, string>): Table {
  return {
    id: 'earlier',
    caption: 'Brought before',
    head: tableHead([
      { text: 'Spreadsheet' },
      { text: 'Brought' },
      { text: 'By' },
      { text: 'What came of it' },
      { text: 'Actions added', numeric: true },
    ]),
    rows: earlier.map((one) => ({
      cells: [
        { text: one.name, href: planImportPaths.show(ref, one.number), header: true },
        { text: formatMoment(one.recordedAt) },
        { text: names.get(one.recordedBy) ?? one.recordedBy },
        { text: states[one.state] },
        { text: one.outcome ? formatCount(one.outcome.added.length) : '–', numeric: true },
      ],
    })),
  };
}

/** After it was added or set aside: what came of it. */
export function endedPage(
  plan: PlanRow,
  brought: PlanImportRow,
  {
    names,
    said,
    problemsTable,
  }: {
    readonly names: ReadonlyMap<string, string>;
    readonly said: Notification | null;
    readonly problemsTable: Table | null;
  },
): ImportPage {
  const { outcome } = brought;
  const by = names.get(brought.endedBy ?? '') ?? brought.endedBy ?? '';
  return {
    ...empty,
    ...planFrame(plan, brought.state === 'added' ? 'Brought in from a spreadsheet' : 'Spreadsheet put aside'),
    said,
    intro: [
      brought.state === 'added'
        ? `“${brought.name}” was added ${formatMoment(brought.endedAt ?? brought.recordedAt)} by ${by}. Its cells are no longer kept: what was taken over stands in the plan.`
        : `“${brought.name}” was put aside ${formatMoment(brought.endedAt ?? brought.recordedAt)} by ${by}. Nothing of it was added, and its cells are no longer kept.`,
    ],
    facts: outcome && {
      rows: [
        { label: 'Actions added', text: formatCount(outcome.added.length) },
        { label: 'Priorities added', text: formatCount(outcome.priorities) },
        { label: 'Already in the plan', text: formatCount(outcome.here) },
        { label: 'Said the same as an earlier row', text: formatCount(outcome.repeated) },
        {
          label: 'Left out because of errors',
          text: plural(new Set(outcome.leftOut.map(({ line }) => line)).size, 'row'),
        },
      ],
    },
    tables: [
      ...(outcome && outcome.added.length > 0
        ? [
            {
              id: 'added',
              caption: 'What each row became',
              head: tableHead([{ text: 'Row' }, { text: 'Action' }]),
              rows: outcome.added.map(({ line, ref }) => ({
                cells: [
                  { text: `Row ${line}`, header: true },
                  { text: ref, href: `/plans/${plan.ref}/milestones/${ref}` },
                ],
              })),
            },
          ]
        : []),
      ...(problemsTable ? [problemsTable] : []),
    ],
    links: [
      { text: 'Go to the plan', href: `/plans/${plan.ref}` },
      { text: 'Bring in another spreadsheet', href: planImportPaths.bring(plan.ref) },
    ],
  };
}

export const emptyImportPage = empty;
