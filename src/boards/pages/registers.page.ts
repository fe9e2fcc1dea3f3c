import type { CalendarDay } from '../../kernel/calendar-day.js';
import {
  type FilterForm,
  filterForm,
  type FilterValues,
  type OneFilter,
  type TextFilter,
} from '../../shell/filters.js';
import { plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link, type QueryValues } from '../../shell/links.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import { type Sort, stacked, type Table, tableHead } from '../../shell/table.js';
import type { CsvFile } from '../../shell/csv.js';
import { tableCsv } from '../../shell/table-csv.js';
import type { BoardRow } from '../data/board.row.js';
import type { OutcomeColumn } from './outcome-tables.page.js';
import { boardPaths } from './boards.paths.js';
import { registerPaths } from './registers.paths.js';

export type RegisterKind = 'decisions' | 'challenges' | 'actions';

type Register = {
  readonly title: string;
  readonly one: string;
  readonly many: string;
  readonly path: string;
  readonly csv: string;
  readonly description: string;
  readonly states: OneFilter['choices'];
  readonly stateLabel: string;
  readonly sort: Sort;
};

export const registers: Readonly<Record<RegisterKind, Register>> = {
  decisions: {
    title: 'Decisions',
    one: 'decision',
    many: 'decisions',
    path: registerPaths.decisions(),
    csv: registerPaths.decisionsCsv(),
    description: 'What boards decided within their terms, recommended to others, and advised.',
    stateLabel: 'Kind',
    states: [
      { value: 'decision', text: 'Decisions' },
      { value: 'recommendation', text: 'Recommendations' },
      { value: 'advice', text: 'Advice' },
      { value: 'no-quorum', text: 'Recommendations for lack of a quorum' },
      { value: 'to-look-at', text: 'Due to be looked at again' },
    ],
    sort: { column: 'date', direction: 'descending' },
  },
  challenges: {
    title: 'Challenges',
    one: 'challenge',
    many: 'challenges',
    path: registerPaths.challenges(),
    csv: registerPaths.challengesCsv(),
    description: 'Questions that boards put, to whom, and whether they were satisfied with the answer.',
    stateLabel: 'State',
    states: [
      { value: 'open', text: 'Open' },
      { value: 'overdue', text: 'Answer overdue' },
      { value: 'answered', text: 'Answered' },
      { value: 'satisfied', text: 'Satisfied' },
    ],
    sort: { column: 'date', direction: 'descending' },
  },
  actions: {
    title: 'Actions',
    one: 'action',
    many: 'actions',
    path: registerPaths.actions(),
    csv: registerPaths.actionsCsv(),
    description: 'What boards asked for, of whom and by when, with the day that was given first.',
    stateLabel: 'State',
    states: [
      { value: 'open', text: 'Open' },
      { value: 'overdue', text: 'Overdue' },
      { value: 'done', text: 'Done' },
      { value: 'cancelled', text: 'Cancelled' },
    ],
    sort: { column: 'date', direction: 'descending' },
  },
};

export type RegisterFilters = { readonly q: TextFilter; readonly state: OneFilter; readonly board: OneFilter };

export const registerFilters = (
  kind: RegisterKind,
  boards: readonly Pick<BoardRow, 'ref' | 'name' | 'organisationName'>[],
): RegisterFilters => ({
  q: { kind: 'text', label: 'Words' },
  state: { kind: 'one', label: registers[kind].stateLabel, any: 'All', choices: registers[kind].states },
  board: {
    kind: 'one',
    label: 'Board',
    any: 'All boards',
    choices: boards.map(({ ref, name, organisationName }) => ({ value: ref, text: `${organisationName}: ${name}` })),
  },
});

export type RegisterPage = PageFacts & {
  readonly heading: string;
  readonly lead: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly others: readonly Link[];
};

type Listed<Row> = {
  readonly kind: RegisterKind;
  readonly columns: readonly OutcomeColumn<Row>[];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly sort: Sort;
  readonly filters: RegisterFilters;
  readonly values: FilterValues<RegisterFilters>;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
};

export function registerPage<Row>(listed: Listed<Row>): RegisterPage {
  const { kind, columns, rows, total, page, sort, filters, values, notes } = listed;
  const { title, one, many, path, csv, description } = registers[kind];
  const sorted = { sort: sort.column, order: sort.direction };
  const query: QueryValues = { ...values, ...sorted };
  return {
    title,
    heading: plural(total, one, many),
    lead: description,
    description,
    breadcrumbs: [{ text: 'Boards', href: boardPaths.index() }],
    notices: notes.map((text) => ({ text })),
    filter: filterForm(filters, values, { path, keep: sorted }),
    table: stacked({
      id: kind,
      caption: title,
      captionHidden: true,
      head: tableHead(columns, { path, query, sort }),
      rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)) })),
      csvHref: address(csv, query),
      empty: { text: 'None recorded.' },
    }),
    pagination: paginate({ page, shown: rows.length, total: { count: total, capped: false } }, { path, query }),
    others: (['decisions', 'challenges', 'actions'] as const)
      .filter((other) => other !== kind)
      .map((other) => ({
        text: registers[other].title,
        href: address(registers[other].path, { board: values.board }),
      })),
  };
}

export const registerCsv = <Row>(columns: readonly OutcomeColumn<Row>[], rows: readonly Row[]): CsvFile =>
  tableCsv({
    head: tableHead(columns.map(({ text }) => ({ text }))),
    rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)) })),
  });
