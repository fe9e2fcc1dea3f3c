import { formatCount, formatDay, plural } from '../../shell/format.js';
import { form, tick, type Tried } from '../../shell/form/form.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { PriorityRow } from '../data/plan.row.js';
import { nameOfPriority, type RowNoteCode, type RowProblemCode, type Told } from '../domain/sheet-row.js';
import { sheetFields } from '../domain/sheet-columns.js';
import { cellOf } from '../domain/sheet-mends.js';
import type { CheckedSheet } from '../domain/sheet-rows.js';
import { planFrame } from './plan-frame.page.js';
import { addedBeforeWords, type OpenLook, setAsideForm } from './plan-import-steps.page.js';
import { mendingForm, moreToMend } from './plan-import-mends.page.js';
import { noteWords, problemWords } from './plan-import-words.page.js';
import { emptyImportPage, type ImportPage } from './plan-imports.page.js';
import { planImportPaths } from './plan-imports.paths.js';

type Look = { readonly looked: OpenLook; readonly checked: CheckedSheet };

/** The words of the action in a row, so that a reader need not go back to the sheet. */
const actionIn = ({ facts }: OpenLook, line: number): string => {
  const place = facts.choices.mapping.title;
  const cell = place === undefined ? '' : (facts.sheet.rows[line - 1]?.[place] ?? '');
  return cell === '' ? 'No words' : cell.slice(0, 120);
};

/** Without `looked` the words of the sheet are gone: they are not kept once it has ended. */
export function problemsTable(
  caption: string,
  problems: readonly Told<RowProblemCode>[],
  looked: OpenLook | null = null,
): Table {
  return stacked({
    id: 'problems',
    caption,
    head: tableHead([{ text: 'Row' }, { text: 'What will be done' }, { text: 'What is wrong' }]),
    rows: problems.map((told) => ({
      cells: [
        { text: `Row ${told.line}`, header: true },
        { text: looked ? actionIn(looked, told.line) : 'Not kept' },
        { text: problemWords(told) },
      ],
    })),
  });
}

const notesTable = (looked: OpenLook, notes: readonly Told<RowNoteCode>[]): Table =>
  stacked({
    id: 'notes',
    caption: 'Worth knowing',
    head: tableHead([{ text: 'Row' }, { text: 'What will be done' }, { text: 'What happens' }]),
    rows: notes.map((told) => ({
      cells: [
        { text: `Row ${told.line}`, header: true },
        { text: actionIn(looked, told.line) },
        { text: noteWords(told) },
      ],
    })),
  });

const hereTable = (planRef: string, { here }: CheckedSheet): Table =>
  stacked({
    id: 'here',
    caption: 'Already in this plan, and left out',
    head: tableHead([{ text: 'Row' }, { text: 'Action' }, { text: 'It is' }]),
    rows: here.map(({ line, title, ref }) => ({
      cells: [
        { text: `Row ${line}`, header: true },
        { text: title },
        { text: ref, href: `/plans/${planRef}/milestones/${ref}` },
      ],
    })),
  });

function readyTable({ checked }: Look, priorities: readonly PriorityRow[]): Table {
  const named = new Map(priorities.map(({ id, number, title }) => [id, `${number}. ${title}`]));
  return stacked({
    id: 'ready',
    caption: 'What will be added',
    head: tableHead([
      { text: 'Row' },
      { text: 'Reference' },
      { text: 'What will be done' },
      { text: 'Owner' },
      { text: 'First date due' },
      { text: 'Priority' },
    ]),
    rows: checked.ready.map((row) => ({
      cells: [
        { text: `Row ${row.line}`, header: true },
        { text: row.reference ?? '–' },
        { text: row.title, note: row.doneMeans === row.title ? null : row.doneMeans.slice(0, 160) },
        { text: row.owner ?? 'No owner' },
        { text: formatDay(row.due) },
        { text: named.get(row.priority) ?? `New: ${nameOfPriority(row.priorityWords ?? '')}` },
      ],
    })),
    empty: { text: 'No row of this sheet would be added.' },
  });
}

/** Step 4: every row, before anything is added. */
export function checkPage(
  look: Look,
  priorities: readonly PriorityRow[],
  tried: Tried = null,
  triedToMend: Tried = null,
): ImportPage {
  const { looked, checked } = look;
  const { plan, brought, addedBefore } = looked;
  const wrong = new Set(checked.problems.map(({ line }) => line)).size;
  const ready = checked.ready.length;
  const mended = Object.keys(brought.choices.mends ?? {})
    .flatMap((key) => cellOf(key) ?? [])
    .map(({ line, field }) => `row ${line}, ${sheetFields[field].toLowerCase()}`);
  const model =
    ready === 0
      ? null
      : form({
          action: planImportPaths.check(plan.ref, brought.number),
          button: `Add ${plural(ready, 'action')} to the plan`,
          fields:
            wrong > 0
              ? [
                  tick({
                    name: 'leaveOut',
                    label: 'Rows with errors',
                    words: `Leave out ${wrong === 1 ? 'the row' : `the ${formatCount(wrong)} rows`} with errors`,
                  }),
                ]
              : [],
          tried,
          version: brought.version,
        });
  const mending = mendingForm(looked, checked.problems, triedToMend);
  const more = moreToMend(checked.problems);
  return {
    ...emptyImportPage,
    ...planFrame(plan, 'Check before anything is added'),
    step: 'Step 4 of 4',
    intro: [
      ready === 0 && checked.here.length > 0 && wrong === 0
        ? 'Everything in this sheet is in the plan already. Nothing is added.'
        : 'Nothing has been added yet.',
      ...(addedBefore ? [addedBeforeWords(addedBefore.number, addedBefore.endedAt)] : []),
      ...(wrong > 0
        ? [
            'Put rows with errors right here or in your spreadsheet, which you then bring in again, or leave them out: rows that are in the plan by then are left out.',
            ...(more ? [more] : []),
          ]
        : []),
    ],
    facts: {
      rows: [
        { label: 'Will be added', text: plural(ready, 'action') },
        { label: 'Have errors', text: plural(wrong, 'row') },
        ...(mended.length > 0
          ? [{ label: 'Were put right here', text: plural(mended.length, 'cell'), note: mended.join(', ') }]
          : []),
        { label: 'Are in the plan already', text: plural(checked.here.length, 'row') },
        {
          label: 'Say the same as an earlier row',
          text: plural(checked.repeated.length, 'row'),
          note:
            checked.repeated.length === 0
              ? null
              : checked.repeated.map(({ line, of }) => `row ${line} as row ${of}`).join(', '),
        },
        { label: 'Are blank', text: plural(checked.blank, 'row') },
        { label: 'Are headings again, or name a priority', text: plural(checked.headings, 'row') },
      ],
    },
    tables: [
      ...(checked.problems.length > 0 ? [problemsTable('Rows with errors', checked.problems, looked)] : []),
      ...(checked.notes.length > 0 ? [notesTable(looked, checked.notes)] : []),
    ],
    mending,
    form: model,
    errors: [...(mending?.errors ?? []), ...(model?.errors ?? [])],
    after: [readyTable(look, priorities), ...(checked.here.length > 0 ? [hereTable(plan.ref, checked)] : [])],
    setAside: setAsideForm(looked),
    links: [
      { text: 'Back to the columns', href: planImportPaths.columns(plan.ref, brought.number) },
      { text: 'Back to the words', href: planImportPaths.words(plan.ref, brought.number) },
    ],
  };
}
