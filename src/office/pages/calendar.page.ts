import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import { checkboxes, dayBoxes, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import { type SubNavigation, subNavigation } from '../../shell/navigation.js';
import { outsideHref } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { type Table, tableHead } from '../../shell/table.js';
import { type Nation, nationKeys, nations } from '../../vocabulary/domain/nations.js';
import type { AddingRefusal } from '../calendars.service.js';
import type { HolidayRow } from '../data/calendar.queries.js';
import type { HolidayFile } from '../domain/holiday-file.js';
import { weekdayOf } from '../domain/working-days.js';
import { calendarPaths } from './calendar.paths.js';

type Query = Readonly<Record<string, unknown>>;
type Edition = Pick<HolidayFile, 'firstYear' | 'lastYear' | 'publishedTo' | 'sources'>;

export const addingMessages: Readonly<Record<AddingRefusal, Readonly<Record<string, string>>>> = {
  weekend: { on: 'Date must be a weekday: offices are closed at weekends anyway' },
  'there-already': { on: 'That day is a holiday there already' },
  'no-nation': { nations: 'Select where offices are closed' },
};

const sentences = {
  added: 'The day was added. Deadlines that start from now on leave it out.',
  withdrawn: 'The day was taken out. Deadlines that start from now on count it as a working day.',
  reinstated: 'The day was put back.',
};

export type CalendarPage = PageFacts & {
  readonly heading: string;
  readonly years: SubNavigation;
  readonly table: Table;
  readonly edition: string;
  readonly restsOn: readonly { readonly text: string; readonly href: string }[];
  readonly form: FormModel;
  readonly done: Notification | null;
};

const propertyOf = {
  england: 'england',
  wales: 'wales',
  scotland: 'scotland',
  'northern-ireland': 'northernIreland',
} as const satisfies Record<Nation, keyof HolidayRow>;

function whereOf(row: HolidayRow): string {
  const where = nationKeys.filter((nation) => row[propertyOf[nation]] === 1);
  return where.length === nationKeys.length
    ? 'All of the United Kingdom'
    : formatList(where.map((nation) => nations[nation]));
}

const stateOf = ({ withdrawnAt, origin }: HolidayRow) => {
  if (withdrawnAt !== null) return { tag: { text: 'Taken out', colour: 'grey' as const } };
  return origin === 'added' ? { tag: { text: 'Added here', colour: 'turquoise' as const } } : { text: 'Shipped' };
};

type Shown = {
  readonly year: number;
  readonly thisYear: number;
  readonly days: readonly HolidayRow[];
  readonly edition: Edition;
  readonly query: Query;
  readonly tried?: Tried;
};

/** Two years back and three on, within what is known. */
const yearsAround = (year: number, thisYear: number, { firstYear, lastYear }: Edition): number[] => {
  const near = [-2, -1, 0, 1, 2, 3].map((step) => thisYear + step);
  return [...new Set([firstYear, ...near, lastYear, year])]
    .filter((each) => each >= firstYear && each <= lastYear + 1)
    .toSorted((a, b) => a - b);
};

export function calendarPage({ year, thisYear, days, edition, query, tried = null }: Shown): CalendarPage {
  const model = form({
    action: calendarPaths.days(),
    button: 'Add the day',
    tried,
    fields: [
      dayBoxes({ name: 'on', label: 'Date', hint: 'For example, 8 5 2023' }),
      text({ name: 'name', label: 'What it is called', width: 30 }),
      checkboxes({
        name: 'nations',
        label: 'Where offices are closed',
        choices: nationKeys.map((nation) => ({ value: nation, text: nations[nation] })),
      }),
    ],
  });
  const standing = days.filter(({ withdrawnAt }) => withdrawnAt === null).length;
  return {
    title: `Working-day calendar, ${year}`,
    heading: 'Working-day calendar',
    errors: model.errors,
    notices: year > edition.lastYear ? [{ text: `No bank holidays are known for ${year} yet.` }] : [],
    years: subNavigation(
      'Years',
      yearsAround(year, thisYear, edition).map((each) => ({ text: String(each), href: calendarPaths.calendar(each) })),
      calendarPaths.calendar(year),
    ),
    table: {
      id: 'holidays',
      caption: `${plural(standing, 'day')} in ${year} on which offices are closed`,
      head: tableHead(['Day', 'Holiday', 'Where', 'Kept as', 'Change'].map((heading) => ({ text: heading }))),
      rows: days.map((day) => ({
        cells: [
          { header: true, text: formatDay(day.onDay), note: weekdayOf(day.onDay) },
          {
            text: day.name,
            note: day.withdrawnReason ?? (day.substitute === 1 ? 'Substitute for a day at a weekend' : null),
          },
          { text: whereOf(day) },
          stateOf(day),
          {
            text: day.withdrawnAt === null ? `Take out ${day.name}` : `Put ${day.name} back`,
            href: calendarPaths.day(day.id),
          },
        ],
      })),
      empty: { text: `No bank holiday is known in ${year}.` },
    },
    edition:
      `Bank holidays from ${edition.firstYear} to ${edition.lastYear} come with the product: to ${edition.publishedTo} as published, ` +
      `later ones by the standing rules, to which a proclamation may add a day. From ${edition.lastYear + 1} only weekends are left out, and a deadline says that it may move.`,
    restsOn: edition.sources.flatMap(({ title, publisher, url }) => {
      const href = outsideHref(url);
      return href ? [{ text: `${title} (${publisher})`, href }] : [];
    }),
    form: model,
    done: saidAfter(query, sentences),
  };
}

export type HolidayPage = PageFacts & {
  readonly heading: string;
  readonly facts: SummaryList;
  readonly form: FormModel;
};

export function holidayPage(day: HolidayRow, tried: Tried = null): HolidayPage {
  const isOut = day.withdrawnAt !== null;
  const model = isOut
    ? form({ action: calendarPaths.reinstatement(day.id), button: 'Put the day back', fields: [] })
    : form({
        action: calendarPaths.withdrawal(day.id),
        button: 'Take the day out',
        isWarning: true,
        tried,
        fields: [prose({ name: 'reason', label: 'Why the day is taken out', rows: 3 })],
        cancel: { text: 'Cancel', href: calendarPaths.calendar(Number(day.onDay.slice(0, 4))) },
      });
  const heading = `${day.name}, ${formatDay(day.onDay)}`;
  return {
    title: heading,
    heading,
    errors: model.errors,
    breadcrumbs: [{ text: 'Working-day calendar', href: calendarPaths.calendar(Number(day.onDay.slice(0, 4))) }],
    facts: {
      rows: [
        { label: 'Where offices are closed', text: whereOf(day) },
        { label: 'Kept as', ...stateOf(day) },
        ...(day.withdrawnReason ? [{ label: 'Why it was taken out', text: day.withdrawnReason }] : []),
        { label: 'Changed', text: `${formatCount(day.version - 1)} times since it was added` },
      ],
    },
    form: model,
  };
}
