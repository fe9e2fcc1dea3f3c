import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { deadlineState } from '../../office/domain/deadline.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { CsvColumn } from '../../shell/csv.js';
import {
  type FilterForm,
  filterForm,
  type FilterValues,
  type OneFilter,
  type TextFilter,
} from '../../shell/filters.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import type { Notification } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { DeadlineFilterState, ListedDeadline } from '../data/deadline-list.row.js';
import { type Calendars, deadlineTag, doubtOf, leftOf, recordOf, termOf } from './deadline-words.page.js';
import { deadlinePaths } from './deadlines.paths.js';

export type DeadlineFilters = { readonly q: TextFilter; readonly state: OneFilter; readonly whose: OneFilter };

/** What the list may be filtered by. */
export const deadlineFilters: DeadlineFilters = {
  q: { kind: 'text', label: 'Organisation' },
  state: {
    kind: 'one',
    label: 'State',
    any: 'Not met yet',
    choices: [
      { value: 'overdue', text: 'Overdue' },
      { value: 'met', text: 'Met' },
      { value: 'all', text: 'All' },
    ],
  },
  whose: {
    kind: 'one',
    label: 'Whose',
    any: 'All that I may see',
    choices: [{ value: 'mine', text: 'Mine and those I watch' }],
  },
};

/** Whoever is not signed in has no deadlines of their own. */
const filterOf = (values: FilterValues<DeadlineFilters>, isSignedIn: boolean): FilterForm => {
  if (isSignedIn) return filterForm(deadlineFilters, values, { path: deadlinePaths.index() });
  const { q, state } = deadlineFilters;
  return filterForm({ q, state }, { q: values.q, state: values.state }, { path: deadlinePaths.index() });
};

const sentences = { 'feed-ended': 'The address of your calendar no longer answers.' };

export type DeadlinesPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly done: Notification | null;
  /** For whoever is signed in: a calendar program can read their deadlines. */
  readonly feed: {
    readonly address: string | null;
    readonly since: string | null;
    readonly make: FormModel;
    readonly end: FormModel | null;
  } | null;
};

type Listed = {
  readonly values: FilterValues<DeadlineFilters>;
  readonly rows: readonly ListedDeadline[];
  readonly total: number;
  readonly page: number;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
  readonly calendars: Calendars;
  readonly query: Readonly<Record<string, unknown>>;
  readonly feed: { readonly since: string | null; readonly address: string | null } | null;
};

const clauses: Readonly<Record<DeadlineFilterState, string>> = {
  open: ' not met yet',
  overdue: ' overdue',
  met: ' met',
  all: '',
};

export const stateOf = (value: string | null): DeadlineFilterState =>
  value === 'overdue' || value === 'met' || value === 'all' ? value : 'open';

export function deadlinesPage(listed: Listed): DeadlinesPage {
  const { values, rows, total, page, notes, today, calendars, query } = listed;
  const heading = `${plural(total, 'deadline')}${clauses[stateOf(values.state)]}`;
  return {
    title: 'Deadlines',
    heading,
    description: 'Days by which organisations and inspectorates must act, with the rule that each follows from.',
    notices: notes.map((text) => ({ text })),
    filter: filterOf(values, listed.feed !== null),
    table: stacked(
      {
        id: 'deadlines',
        caption: 'Deadlines',
        captionHidden: true,
        head: tableHead(['Last day', 'What must be done', 'Organisation', 'Time left'].map((text) => ({ text }))),
        rows: rows.map((row) => ({
          cells: [
            { header: true, text: formatDay(row.dueOn), tag: deadlineTag(row, today) },
            { text: row.text, href: recordOf(row), note: termOf(row) },
            { text: row.organisationName, href: organisationPaths.show(row.organisationSlug) },
            { text: leftOf(row, today, calendars), note: doubtOf(row, calendars) },
          ],
        })),
        csvHref: address(deadlinePaths.csv(), values),
        empty: { text: 'No deadlines.' },
      },
      ['Last day', '', '', ''],
    ),
    pagination: paginate(
      { page, shown: rows.length, total: { count: total, capped: false } },
      { path: deadlinePaths.index(), query: values },
    ),
    done: saidAfter(query, sentences),
    feed: listed.feed && {
      address: listed.feed.address,
      since: listed.feed.since === null ? null : formatDay(day(listed.feed.since.slice(0, 10))),
      make: form({
        action: deadlinePaths.feed(),
        button: listed.feed.since === null ? 'Make an address' : 'Make a new address',
        fields: [],
      }),
      end:
        listed.feed.since === null
          ? null
          : form({
              action: deadlinePaths.feedEnding(),
              button: 'Let the address answer no longer',
              isWarning: true,
              fields: [],
            }),
    },
  };
}

export const deadlineCsv = (today: CalendarDay): readonly CsvColumn<ListedDeadline>[] => [
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Last day', value: ({ dueOn }) => dueOn },
  { header: 'State', value: (row) => deadlineState({ ...row, withdrawnAt: null }, today) },
  { header: 'Met on', value: ({ metOn }) => metOn },
  { header: 'What must be done', value: ({ text }) => text },
  { header: 'Rule', value: ({ rule }) => rule },
  { header: 'Starts on', value: ({ startsOn }) => startsOn },
  { header: 'Length', value: ({ days }) => days },
  { header: 'Unit', value: ({ unit }) => unit },
  { header: 'Calendar', value: ({ nation }) => nation },
  { header: 'Organisation', value: ({ organisationName }) => organisationName },
  { header: 'Organisation page', value: ({ organisationSlug }) => organisationPaths.show(organisationSlug) },
  { header: 'Record', value: ({ recordRef, recordVisibility }) => (recordVisibility === 'public' ? recordRef : null) },
];
