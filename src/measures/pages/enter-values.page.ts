import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period, periodEnd, periodText } from '../../kernel/period.js';
import { visibilities } from '../../interventions/domain/visibility.js';
import type { Conflict } from '../../shell/form/conflict.js';
import {
  errorsOf,
  type Field,
  type FieldMaker,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import { type Posted, textOf, textsOf } from '../../shell/form/posted.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { HeldValueRow, KeptMeasureRow } from '../data/keeping.row.js';
import { valueFlags, valueStatuses } from '../domain/measure.js';
import { isRegular, periodsOver } from '../domain/measure-period.js';
import { sayValue } from '../domain/measure-words.js';
import type { EntryWrite } from '../domain/value-entry.js';
import type { LookedAt } from '../entering-values.service.js';
import { boxes, rowNumbers, rowParts } from './enter-values.form.js';
import { heldWords, periodWords, unusualWords } from './entry-words.page.js';
import { choicesOf, periodField } from './keep-measure.page.js';
import { crumbsOf } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

type Hidden = { readonly name: string; readonly value: string };

type EntryRow = {
  readonly period: string;
  readonly periodField: Field | null;
  readonly hidden: readonly Hidden[];
  readonly held: string;
  readonly stands: {
    readonly id: string;
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  } | null;
  readonly numbers: readonly Field[];
  readonly flag: Field;
  readonly note: Field;
  /** Why a number is so far from the others, where the words of it cannot stand. */
  readonly jump: Field | null;
};

export type EntryPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly intro: string;
  readonly action: string;
  readonly conflict: Conflict | null;
  readonly heads: readonly string[];
  readonly rows: readonly EntryRow[];
  readonly choices: readonly Field[];
  readonly letters: readonly { readonly letter: string; readonly text: string }[];
  readonly links: readonly Link[];
  readonly cancel: Link;
};

const hasCounts = ({ unit }: KeptMeasureRow): boolean => unit === '%';

/** Whether the numbers of this measure are all for everyone, all for the board, or may be either. */
export const seenByChoice = ({ visibility }: KeptMeasureRow): readonly FieldMaker[] =>
  visibility === 'board'
    ? []
    : [
        radios({
          name: 'visibility',
          label: 'Who may read these numbers?',
          choices: choicesOf(visibilities),
          value: 'public',
        }),
      ];

export const statusChoice: FieldMaker = radios({
  name: 'status',
  label: 'Are these numbers final?',
  hint: 'A final number that changes later is kept as revised, with the old one and why. A single number is provisional with the letter p',
  choices: [
    { value: 'final', text: 'Final' },
    { value: 'provisional', text: 'Provisional' },
  ],
});

const flagChoices = Object.entries(valueFlags).map(([letter, words]) => ({
  value: letter,
  text: `${letter}: ${words}`,
}));

type EntryInput = {
  readonly measure: KeptMeasureRow;
  readonly held: readonly HeldValueRow[];
  /** The last day that the boxes are for: today, or that of an earlier page. */
  readonly until: CalendarDay;
  readonly today: CalendarDay;
  readonly tried: Tried;
};

/** The periods of the twelve boxes, the oldest first; null where each box asks for its own. */
function periodsOf({ measure, until }: EntryInput): readonly Period[] | null {
  const frequency = measure.frequency as 'month';
  return isRegular(frequency) ? periodsOver(frequency, until, boxes) : null;
}

export function entryPage(input: EntryInput): EntryPage {
  const { measure, held, tried } = input;
  const periods = periodsOf(input);
  const made: Field[] = [];
  const make = (maker: FieldMaker): Field => {
    const field = maker(tried);
    made.push(field);
    return field;
  };
  const rows = rowNumbers.map((row, index): EntryRow => {
    const typedPeriod = tried ? textOf(tried.posted, `period-${row}`) : '';
    const jump = tried ? textOf(tried.posted, `jump-${row}`) : '';
    const on = periods?.[index] ?? null;
    // What was posted keeps its period, whatever month has begun meanwhile.
    const period = periods ? typedPeriod || (on ? periodText(on) : '') : typedPeriod;
    const saved = held.find(({ occurredOn }) => occurredOn === period) ?? null;
    const said = period === '' ? `row ${row}` : sayPeriod(period);
    const maySay =
      saved !== null &&
      (saved.status === 'provisional' || (saved.visibility === 'board' && measure.visibility !== 'board'));
    return {
      period: said,
      periodField: periods ? null : make(periodField(`period-${row}`, `Period of row ${row}`, measure.frequency)),
      hidden: [
        ...(periods ? [{ name: `period-${row}`, value: period }] : []),
        ...(period === '' ? [] : [{ name: `seen-${row}`, value: String(saved?.edition ?? 0) }]),
        ...(jump === '' || tried?.errors[`jump-${row}`] ? [] : [{ name: `jump-${row}`, value: jump }]),
      ],
      held: saved ? heldWords(saved, measure.unit) : 'None',
      stands: maySay
        ? {
            id: `stands-${row}`,
            value: period,
            label: 'It stands',
            chosen: tried ? textsOf(tried.posted, 'confirmed').includes(period) : false,
          }
        : null,
      numbers: [
        make(text({ name: `value-${row}`, label: `Value for ${said}`, inputMode: 'decimal' })),
        ...(hasCounts(measure)
          ? [
              make(text({ name: `numerator-${row}`, label: `Numerator for ${said}`, inputMode: 'numeric' })),
              make(text({ name: `denominator-${row}`, label: `Denominator for ${said}`, inputMode: 'numeric' })),
            ]
          : []),
      ],
      flag: make(select({ name: `flag-${row}`, label: `Letter for ${said}`, choices: flagChoices, any: 'None' })),
      note: make(text({ name: `note-${row}`, label: `Note for ${said}` })),
      jump: tried?.errors[`jump-${row}`]
        ? make(text({ name: `jump-${row}`, label: `Why the value for ${said} is so far from the others` }))
        : null,
    };
  });
  const choices = [statusChoice, ...seenByChoice(measure)].map(make);
  const earliest = periods?.[0];
  return {
    title: `Enter numbers: ${measure.name}`,
    caption: `${measure.organisationName}: ${measure.name}`,
    heading: 'Enter numbers',
    intro: `Fill in what is new${hasCounts(measure) ? '; a value is worked out where you give numerator and denominator' : ''}. What you leave empty stays as it is. You check everything before it is saved.`,
    breadcrumbs: crumbsOf(measure),
    action: measurePaths.enter(measure.ref),
    conflict: tried?.conflict ?? null,
    heads: [
      'Period',
      'On the record',
      measure.unit === '%' ? 'Value (%)' : `Value (${measure.unit})`,
      ...(hasCounts(measure) ? ['Numerator', 'Denominator'] : []),
      'Letter',
      'Note',
    ],
    rows,
    choices,
    letters: Object.entries(valueFlags).map(([letter, words]) => ({ letter, text: words })),
    links: [
      { text: 'Upload a file instead', href: measurePaths.upload(measure.ref) },
      ...(earliest
        ? [
            {
              text: 'Earlier periods',
              href: address(measurePaths.enter(measure.ref), { until: periodText(earliest) }),
            },
          ]
        : []),
    ],
    cancel: { text: 'Cancel', href: measurePaths.show(measure.ref) },
    errors: errorsOf(tried, made),
    hasForm: true,
  };
}

const sayPeriod = (textOfPeriod: string): string => {
  const read = parsePeriod(textOfPeriod);
  return read ? periodWords(read) : textOfPeriod;
};

export type CheckPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly table: Table;
  readonly seenBy: string;
  readonly action: string;
  readonly hidden: readonly Hidden[];
  readonly unusual: readonly { readonly text: string; readonly field: Field }[];
  readonly button: string;
  readonly change: string | null;
  readonly cancel: Link;
};

const statusWords = ({ status, before }: EntryWrite, unit: string): string => {
  const state = valueStatuses[status];
  return before ? `${state}; the old number, ${heldWords({ ...before, visibility: '' }, unit)}, is kept` : state;
};

/** What the letter says, where the status does not say it already. */
const letterNote = ({ flag }: EntryWrite): string | null =>
  flag === null || flag === 'p' || flag === 'r' ? null : `${flag}: ${valueFlags[flag]}`;

/** What is about to be written, each number beside the one that stands, and a reason asked for whatever is unusual. */
export function checkTable(measure: KeptMeasureRow, writes: readonly EntryWrite[]): Table {
  const { unit } = measure;
  return stacked({
    id: 'numbers',
    caption: 'What will be saved',
    captionHidden: true,
    head: tableHead(['Period', 'Value', 'Status', 'Note'].map((head) => ({ text: head }))),
    rows: writes.map((write) => ({
      cells: [
        { text: periodWords(write.on), header: true },
        {
          text:
            write.value === null ? (write.flag ? valueFlags[write.flag] : 'Not known') : sayValue(write.value, unit),
          note: write.denominator === null ? null : `${write.numerator ?? 'Not known'} of ${write.denominator}`,
        },
        { text: statusWords(write, unit), note: letterNote(write) },
        { text: write.note ?? 'None' },
      ],
    })),
  });
}

export function checkPage(looked: LookedAt, posted: Posted, tried: Tried, seenBy: string): CheckPage {
  const { measure, writes, unusual } = looked;
  const asked = unusual.map((one) => ({
    text: unusualWords(one, measure.unit),
    field: prose({
      name: `jump-${one.row}`,
      label: 'Why is it so far from the others?',
      hint: 'Stays beside the number on the record',
      rows: 2,
      value: textOf(posted, `jump-${one.row}`),
    })(tried),
  }));
  const shown = new Set(asked.map(({ field }) => field.name));
  const names = [
    ...rowNumbers.flatMap((row) => rowParts.map((part) => `${part}-${row}`)),
    'status',
    'visibility',
    'confirmed',
  ];
  return {
    title: `Check your numbers: ${measure.name}`,
    caption: `${measure.organisationName}: ${measure.name}`,
    heading: 'Check your numbers',
    breadcrumbs: crumbsOf(measure),
    table: checkTable(measure, writes),
    seenBy,
    action: measurePaths.enter(measure.ref),
    hidden: names
      .filter((name) => !shown.has(name))
      .flatMap((name) =>
        textsOf(posted, name)
          .filter(Boolean)
          .map((value) => ({ name, value })),
      ),
    unusual: asked,
    button: `Save ${plural(writes.length, 'number')}`,
    change: 'Change',
    cancel: { text: 'Cancel', href: measurePaths.show(measure.ref) },
    errors: errorsOf(
      tried,
      asked.map(({ field }) => field),
    ),
    hasForm: true,
  };
}

export const seenByWords = ({ visibility }: KeptMeasureRow, chosen: string | null): string =>
  visibility === 'board' || chosen === 'board'
    ? 'Only the organisation and its board will read these numbers.'
    : 'Everyone will read these numbers, as far as the rules for small numbers allow.';

/** The last day of the twelve periods that a page begins with: today's, or those before the period that was asked for. */
export function untilDay(asked: unknown, today: CalendarDay): CalendarDay {
  const before = typeof asked === 'string' ? parsePeriod(asked) : null;
  return before && periodEnd(before) < today ? addDays(before.start, -1) : today;
}
