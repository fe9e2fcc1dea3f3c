import { errorsOf, file, form, type FormModel, type Tried } from '../../shell/form/form.js';
import { formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { type FileProblem, largestValuesFile, mostLines } from '../data/values-file.js';
import type { KeptMeasureRow } from '../data/keeping.row.js';
import type { TypedValue } from '../domain/value-entry.js';
import type { LookedAt } from '../entering-values.service.js';
import { checkTable, seenByChoice, statusChoice } from './enter-values.page.js';
import { problemWords, unexplained, unusualWords } from './entry-words.page.js';
import { crumbsOf, measureFormPage, type MeasureFormPage } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

export const noFile = 'Select a file with numbers';
export const wrongFile = 'The file must be a CSV';
export const tooLarge = `The file must be smaller than ${largestValuesFile / 1_000}KB`;

export const fileMessages: Readonly<Record<FileProblem, string>> = {
  empty: 'The file has no numbers in it',
  'not-text': wrongFile,
  'no-period-column': 'The file must have a column called period',
  'no-value-column': 'The file must have a column called value, or numerator and denominator',
  'column-twice': 'The file has two columns for the same thing. Take one of them out',
  'too-many-lines': `The file must have ${mostLines} lines or fewer`,
  'unbalanced-quotes': 'The file has a quotation mark that is never closed',
};

export const uploadPage = (measure: KeptMeasureRow, tried: Tried = null): MeasureFormPage =>
  measureFormPage(
    measure,
    {
      title: 'Upload numbers',
      intro: [
        'One line a period, below a line of headings: period, value. There may also be numerator, denominator, letter, note and reason.',
        'Nothing is saved yet: you see first what would be, and what cannot.',
      ],
      help: {
        summary: 'What the file looks like',
        paragraphs: [
          'period,value,numerator,denominator,letter,note,reason',
          '2026-04,83.2,208,250,,,',
          '2026-05,,,,x,The system was down,',
          'A letter stands beside a number or instead of it: b a break, c withheld, e estimated, k rounds to zero, p provisional, x not known, z does not apply. A reason is needed where a number is unusual.',
        ],
      },
      action: measurePaths.upload(measure.ref),
      button: 'Look at the file',
      fields: [
        file({ name: 'numbers', label: 'CSV file', accept: '.csv,text/csv' }),
        statusChoice,
        ...seenByChoice(measure),
      ],
    },
    tried,
  );

export type PreviewPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly lead: string;
  readonly notes: readonly string[];
  readonly faults: Table | null;
  readonly table: Table;
  readonly form: FormModel | null;
  readonly again: Link;
};

type Previewed = {
  readonly looked: LookedAt;
  readonly rows: readonly TypedValue[];
  readonly ignored: readonly string[];
  readonly hidden: Readonly<Record<string, string>>;
  readonly seenBy: string;
  /** A file that was to be saved and cannot be any more. */
  readonly problem: string | null;
};

/** What of a file cannot stand, line by line in words. */
function faultsOf({
  looked,
  rows,
}: Previewed): readonly { readonly row: number; readonly said: string; readonly text: string }[] {
  const said = (row: number): string => {
    const typed = rows.find((one) => one.row === row);
    return typed ? [typed.period, typed.value].filter(Boolean).join(': ') : '';
  };
  const { problems, unusual, measure } = looked;
  return [
    ...problems.map((problem) => ({ row: problem.row, text: problemWords(problem, measure.frequency) })),
    ...unusual
      .filter(({ reason }) => reason === null)
      .map((one) => ({
        row: one.row,
        text: `${unusualWords(one, measure.unit)} ${unexplained(one)}, in the column reason`,
      })),
  ]
    .map((fault) => ({ ...fault, said: said(fault.row) }))
    .toSorted((a, b) => a.row - b.row);
}

export function previewPage(previewed: Previewed): PreviewPage {
  const { looked, rows, ignored, hidden, seenBy, problem } = previewed;
  const { measure, writes } = looked;
  const faults = faultsOf(previewed);
  const same = rows.length - writes.length - new Set(looked.problems.map(({ row }) => row)).size;
  const maySave = faults.length === 0 && writes.length > 0;
  const model = maySave
    ? form({
        action: measurePaths.upload(measure.ref),
        button: `Save ${plural(writes.length, 'number')}`,
        hidden: { ...hidden, step: 'save' },
        fields: [],
        cancel: { text: 'Cancel', href: measurePaths.show(measure.ref) },
      })
    : null;
  return {
    title: `Check the file: ${measure.name}`,
    caption: `${measure.organisationName}: ${measure.name}`,
    heading: 'Check the file',
    breadcrumbs: crumbsOf(measure),
    lead:
      faults.length > 0
        ? `Nothing was saved. ${plural(faults.length, 'line')} cannot stand. Put ${faults.length === 1 ? 'it' : 'them'} right in the file and choose it again.`
        : writes.length === 0
          ? 'Nothing was saved: everything in the file is on the record already.'
          : `Nothing is saved yet. ${plural(writes.length, 'number')} can be. ${seenBy}`,
    notes: [
      ...(same > 0
        ? [`${plural(same, 'line')} ${same === 1 ? 'says' : 'say'} what is on the record already, or nothing.`]
        : []),
      ...(ignored.length > 0
        ? [`Not read: the ${ignored.length === 1 ? 'column' : 'columns'} ${formatList(ignored)}.`]
        : []),
    ],
    faults:
      faults.length === 0
        ? null
        : stacked({
            id: 'faults',
            caption: 'Lines that cannot stand',
            head: tableHead(['Line', 'What it says', 'What is wrong'].map((text) => ({ text }))),
            rows: faults.map(({ row, said, text }) => ({
              cells: [{ text: String(row), header: true }, { text: said || 'Nothing' }, { text }],
            })),
          }),
    table: { ...checkTable(measure, writes), empty: { text: 'No number of the file would be saved.' } },
    form: model,
    again: { text: 'Choose another file', href: measurePaths.upload(measure.ref) },
    errors: problem ? errorsOf({ posted: {}, errors: {}, problem }, []) : [],
    hasForm: true,
  };
}
