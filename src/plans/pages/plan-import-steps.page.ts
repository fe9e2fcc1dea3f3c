import { formatCount, formatDay, plural } from '../../shell/format.js';
import { type FieldMaker, form, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { PriorityRow } from '../data/plan.row.js';
import { horizons, levers, weights } from '../domain/milestone-words.js';
import { columnLetter } from '../domain/sheet.js';
import { type SheetField, sheetFields } from '../domain/sheet-columns.js';
import { sample } from '../domain/sheet-import.js';
import { nameOfPriority, type SheetFacts, wording } from '../domain/sheet-row.js';
import type { LookedAt } from '../sheet-imports.service.js';
import { planFrame } from './plan-frame.page.js';
import { columnField } from './plan-imports.form.js';
import { emptyImportPage, type ImportPage } from './plan-imports.page.js';
import { planImportPaths } from './plan-imports.paths.js';

export type OpenLook = Omit<LookedAt, 'facts'> & { readonly facts: SheetFacts };

const hints: Readonly<Partial<Record<SheetField, string>>> = {
  reference: 'Kept as it is, so that people find their actions again.',
  priority: 'A cell that is merged over several rows counts for all of them.',
  title: 'Needed.',
  doneMeans: 'Needed. The measure of success, if the sheet says nothing else.',
  owner: 'A post, not a person.',
  due: 'Needed. The date that was agreed first: it is never overwritten.',
  revised: 'Comes in as a forecast, unless the sheet says by which decision the board moved the date.',
  movedBy: 'The decision or minute. With it the revised date is the one that stands, and the move is on the record.',
  status: 'Green, amber, complete and the like: kept in the first update, in the sheet’s own words.',
};

const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));

/** What whoever looks should know first: where it was read from, and that it was added before. */
function readWords({ brought, facts, addedBefore }: OpenLook): string[] {
  const { sheet, headings } = facts;
  const others = brought.sheets.filter(({ name }) => name !== sheet.name).map(({ name }) => `“${name}”`);
  const where = others.length > 0 ? ` The file also has ${others.join(', ')}.` : '';
  const found =
    headings.rows === 0
      ? 'No headings were recognised, so columns go by their letters.'
      : headings.rows === 2
        ? `The headings stand in rows ${headings.at + 1} and ${headings.at + 2}.`
        : `The headings stand in row ${headings.at + 1}.`;
  return [
    `Read from “${brought.name}”, sheet “${sheet.name}”: ${plural(sheet.rows.length, 'row')}. ${found}${where}`,
    ...(addedBefore ? [addedBeforeWords(addedBefore.number, addedBefore.endedAt)] : []),
  ];
}

export const addedBeforeWords = (number: number, endedAt: string | null): string =>
  `This is the same sheet as number ${number}, which was added ${endedAt ? formatDay(endedAt.slice(0, 10) as never) : 'before'}. Rows that are in the plan are left out, so nothing is added twice.`;

export const setAsideForm = ({ plan, brought }: OpenLook) =>
  form({
    action: planImportPaths.settingAside(plan.ref, brought.number),
    button: 'Put this spreadsheet aside',
    fields: [],
    version: brought.version,
  });

/** Step 2: which column holds what. */
export function columnsPage(looked: OpenLook, priorities: readonly PriorityRow[], tried: Tried = null): ImportPage {
  const { plan, brought, facts } = looked;
  const { choices } = brought;
  const columns = facts.headings.words.map((heading, place) => ({
    value: String(place),
    text: heading === '' ? `Column ${columnLetter(place)}` : `${columnLetter(place)}: ${heading.slice(0, 70)}`,
  }));
  const fields: readonly FieldMaker[] = [
    ...(brought.sheets.length > 1
      ? [
          select({
            name: 'sheet',
            label: 'The sheet that holds the plan',
            hint: 'Choose another and save: its columns are then proposed anew.',
            choices: brought.sheets.map(({ name }, place) => ({ value: String(place), text: name })),
            value: String(choices.sheet),
            any: 'The same',
          }),
        ]
      : []),
    ...(Object.keys(sheetFields) as SheetField[]).map((field) =>
      select({
        name: columnField(field),
        label: sheetFields[field],
        hint: hints[field] ?? null,
        choices: columns,
        value: choices.mapping[field] === undefined ? null : String(choices.mapping[field]),
        any: 'Not in this sheet',
      }),
    ),
    radios({
      name: 'agreed',
      label: 'Has the board agreed these dates already?',
      choices: [
        { value: 'yes', text: 'Yes', hint: 'They become the first dates at once, and may have passed.' },
        {
          value: 'no',
          text: 'No',
          hint: 'They become the first dates when a version of the plan is agreed. They must lie in the future.',
        },
      ],
      value: choices.isMapped ? (choices.datesAgreed ? 'yes' : 'no') : null,
    }),
    select({
      name: 'priority',
      label: 'Priority, where a row names none',
      choices: priorities.map(({ id, number, title }) => ({ value: id, text: `${number}. ${title}` })),
      value: choices.usual.priority,
      any: 'None',
    }),
    select({
      name: 'lever',
      label: 'Kind of change, where a row does not say',
      choices: choicesOf(levers),
      value: choices.usual.lever,
      any: 'None',
    }),
    select({
      name: 'horizon',
      label: 'Horizon, where a row does not say',
      choices: choicesOf(horizons),
      value: choices.usual.horizon,
      any: 'None',
    }),
    select({
      name: 'weight',
      label: 'Weight, where a row does not say',
      choices: choicesOf(weights),
      value: choices.usual.weight,
      any: 'None',
    }),
  ];
  const model = form({
    action: planImportPaths.columns(plan.ref, brought.number),
    button: 'Save and go on',
    fields,
    tried,
    version: brought.version,
  });
  return {
    ...emptyImportPage,
    ...planFrame(plan, 'Say what the columns hold'),
    step: 'Step 2 of 4',
    intro: readWords(looked),
    tables: [sampleTable(facts)],
    isGrid: true,
    form: model,
    errors: model.errors,
    setAside: setAsideForm(looked),
  };
}

function sampleTable(facts: SheetFacts): Table {
  const { sheet, headings } = facts;
  return {
    id: 'sample',
    caption: 'How it was read: the first rows',
    head: tableHead([
      { text: 'Row' },
      ...headings.words.map((heading, place) => ({
        text: heading === '' ? columnLetter(place) : `${columnLetter(place)}: ${heading}`,
      })),
    ]),
    rows: sample(sheet, 5).map(({ line, cells }) => ({
      cells: [
        { text: String(line), header: true },
        ...cells.map((cell) => ({ text: cell.length > 90 ? `${cell.slice(0, 89)}…` : cell })),
      ],
    })),
  };
}

/** What is asked on the third page: wordings that the plan does not know. */
export type Asked = {
  readonly owners: readonly string[];
  readonly priorities: readonly string[];
  /** How many more are asked for once these are answered. */
  readonly more: number;
};

/** Step 3: what the words mean. */
export function wordsPage(
  looked: OpenLook,
  asked: Asked,
  priorities: readonly PriorityRow[],
  tried: Tried = null,
): ImportPage {
  const { plan, brought } = looked;
  const { choices } = brought;
  const hidden = Object.fromEntries([
    ...asked.owners.map((words, place) => [`owner-was-${place + 1}`, words] as const),
    ...asked.priorities.map((words, place) => [`priority-was-${place + 1}`, words] as const),
  ]);
  const fields: readonly FieldMaker[] = [
    ...asked.priorities.flatMap((words, place) => [
      select({
        name: `priority-${place + 1}`,
        label: `Which priority is “${words}”?`,
        choices: [
          ...priorities.map(({ id, number, title }) => ({ value: id, text: `${number}. ${title}` })),
          { value: 'new', text: `A new one: ${nameOfPriority(words)}` },
        ],
        value: choices.priorities[wording(words)] ?? null,
      }),
      prose({
        name: `outcome-${place + 1}`,
        label: `If it is new: what will be different for people through “${nameOfPriority(words)}”?`,
        value: choices.outcomes[wording(words)] ?? null,
        rows: 2,
      }),
    ]),
    ...asked.owners.map((words, place) =>
      text({
        name: `owner-${place + 1}`,
        label: `Which post is “${words}”?`,
        hint: 'It looks like the name of a person. Leave it as it is if it is a post.',
        value: choices.owners[wording(words)] ?? words,
        width: 30,
      }),
    ),
  ];
  const model = form({
    action: planImportPaths.words(plan.ref, brought.number),
    button: 'Save and check',
    fields,
    tried,
    version: brought.version,
    hidden,
  });
  return {
    ...emptyImportPage,
    ...planFrame(plan, 'Say what the words mean'),
    step: 'Step 3 of 4',
    intro: [
      'The sheet uses words that the plan does not know yet.',
      ...(asked.more > 0 ? [`${formatCount(asked.more)} more are asked for once these are saved.`] : []),
    ],
    form: model,
    errors: model.errors,
    links: [{ text: 'Back to the columns', href: planImportPaths.columns(plan.ref, brought.number) }],
  };
}
