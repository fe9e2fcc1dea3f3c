import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { formatCount, formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { subNavigation, type SubNavigation } from '../../shell/navigation.js';
import type { SummaryList } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { MilestoneRow, PlanRow } from '../data/plan.row.js';
import {
  fewestClosed,
  fewestElsewhere,
  type Forecast,
  forecastRuns,
  forecastSeed,
  type MilestoneForecast,
  type NoDate,
  strengthOfOthers,
} from '../domain/forecast.js';
import type { PlanForecast } from '../domain/plan-forecast.js';
import { forecastPaths } from './forecast.paths.js';
import { planFrame } from './plan-frame.page.js';
import { pagesOfPlan } from './plans.paths.js';

export type ForecastPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  /** What the forecast says, or that there is none, in a sentence. */
  readonly lead: string;
  readonly more: readonly string[];
  readonly basis: SummaryList;
  readonly table: Table | null;
  /** How it is worked out, with the numbers of this plan. */
  readonly method: readonly string[];
  readonly cannotKnow: readonly string[];
  readonly subNavigation: SubNavigation;
};

const days = (count: number): string =>
  count === 0 ? 'on its first date' : `${plural(Math.abs(count), 'day')} ${count < 0 ? 'early' : 'late'}`;

const noDates: Readonly<Record<NoDate, string>> = {
  'later-than-any': 'No date: it is already later than every milestone that has closed',
  paused: 'No date: it is paused',
  waits: 'No date: it waits for one that has none',
  circle: 'No date: it waits for itself in the end',
};

export function forecastPage(
  plan: PlanRow,
  told: PlanForecast<MilestoneRow>,
  { today, elsewhere }: { readonly today: CalendarDay; readonly elsewhere: number },
): ForecastPage {
  const { result, open, slips } = told;
  const forecast = result.ok ? result.value : null;
  return {
    ...planFrame(plan, 'When it will be finished'),
    lead: leadWords(told),
    more:
      forecast?.all && forecast.all.count < open.length
        ? [
            `${plural(open.length - forecast.all.count, 'milestone')} without a forecast ${open.length - forecast.all.count === 1 ? 'is' : 'are'} not in these dates.`,
          ]
        : [],
    basis: { rows: basisRows({ slips, elsewhere, forecast, today }) },
    table: forecast && open.length > 0 ? forecastTable(plan, open, forecast) : null,
    method: methodWords(slips.length, elsewhere, forecast),
    cannotKnow: limitsWords(told),
    subNavigation: subNavigation(`Pages of ${plan.ref}`, pagesOfPlan(plan.ref), forecastPaths.show(plan.ref)),
  };
}

function leadWords({ result, open }: PlanForecast<MilestoneRow>): string {
  if (!result.ok)
    return `Too few to forecast. ${result.error.closed === 0 ? 'No milestone of this plan has' : result.error.closed === 1 ? 'One milestone of this plan has' : `${result.error.closed} milestones of this plan have`} closed; ${result.error.needed} are needed.`;
  if (open.length === 0) return 'Every milestone has closed: there is nothing to forecast.';
  const { all } = result.value;
  if (!all) return 'No open milestone can be forecast.';
  const who = all.count === 1 ? 'it is' : `all ${all.count} are`;
  if (!all.p50)
    return `If things go on as they have, it is more likely than not that ${all.count === 1 ? 'it is' : 'the last of them is'} later than any milestone that has closed.`;
  const likely = all.p80
    ? `and a four in five chance by ${formatDay(all.p80)}`
    : 'and no day by which the record gives a four in five chance';
  return `If things go on as they have, there is an even chance that ${who} finished by ${formatDay(all.p50)}, ${likely}.`;
}

type Basis = {
  readonly slips: readonly number[];
  readonly elsewhere: number;
  readonly forecast: Forecast | null;
  readonly today: CalendarDay;
};

function basisRows({ slips, elsewhere, forecast, today }: Basis): SummaryList['rows'] {
  const middle = slips[Math.ceil(slips.length / 2) - 1];
  const used =
    elsewhere < fewestElsewhere
      ? `Not used: fewer than ${fewestElsewhere} have closed`
      : forecast
        ? `They count for ${percent(1 - forecast.weightOfOwn)}, together as much as ${strengthOfOthers} of this plan’s own`
        : 'Not used';
  return [
    { label: 'Closed in this plan (n)', text: formatCount(slips.length) },
    ...(middle === undefined
      ? []
      : [
          {
            label: 'How they closed',
            text: `The earliest ${days(slips[0] ?? 0)}, the middle one ${days(middle)}, the latest ${days(slips.at(-1) ?? 0)}`,
            note: 'Against the first date, whatever the date was moved to',
          },
        ]),
    { label: 'Closed in all other plans (m)', text: formatCount(elsewhere), note: used },
    {
      label: 'Runs and seed',
      text: `${formatCount(forecastRuns)} runs, seed ${forecastSeed}`,
      note: 'The same record gives the same dates whenever it is asked on that day',
    },
    { label: 'Worked out for', text: formatDay(today) },
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function forecastTable(plan: PlanRow, open: readonly MilestoneRow[], forecast: Forecast): Table {
  const byId = new Map(forecast.milestones.map((one) => [one.id, one]));
  return stacked({
    id: 'forecast',
    caption: 'Milestones that are open',
    head: tableHead([
      { text: 'Milestone' },
      { text: 'First date' },
      { text: 'Current date' },
      { text: 'The owner expects' },
      { text: 'Even chance by (P50)' },
      { text: 'Four in five by (P80)' },
      { text: 'Chance by current date', numeric: true },
    ]),
    rows: open.map((one) => ({
      cells: [
        {
          text: `${one.ref}: ${one.title}`,
          href: `/plans/${plan.ref}/milestones/${one.ref}`,
          note: one.ownerPost,
          header: true,
          written: { reference: one.ref, title: one.title, owner: one.ownerPost },
        },
        dayCell(one.baselineDue ?? one.currentDue),
        dayCell(one.currentDue),
        one.forecastDue ? dayCell(one.forecastDue) : { text: 'Nothing said', written: null },
        ...datesOf(byId.get(one.id), one),
      ],
    })),
    csvHref: forecastPaths.csv(plan.ref),
  });
}

const dayCell = (on: CalendarDay): Cell => ({ text: formatDay(on), written: on });

function datesOf(told: MilestoneForecast | undefined, { currentDue }: MilestoneRow): readonly Cell[] {
  if (!told?.dates) {
    const words = told?.noDate ? noDates[told.noDate] : 'No date';
    return [{ text: words }, { text: '–', written: null }, { text: '–', numeric: true, written: null }];
  }
  const { p50, p80, byCurrentDue } = told.dates;
  const cellOf = (on: CalendarDay | null): Cell =>
    on === null
      ? { text: 'Later than any that has closed', written: null }
      : {
          ...dayCell(on),
          note: on > currentDue ? `${plural(daysBetween(currentDue, on), 'day')} after the current date` : null,
        };
  return [
    cellOf(p50),
    cellOf(p80),
    { text: percent(byCurrentDue), numeric: true, written: Math.round(byCurrentDue * 100) / 100 },
  ];
}

function methodWords(n: number, m: number, forecast: Forecast | null): readonly string[] {
  const weight = forecast
    ? m >= fewestElsewhere
      ? `Here that is ${n} ÷ (${n} + ${strengthOfOthers}) = ${percent(forecast.weightOfOwn)}.`
      : `Here no other plan is used, because fewer than ${fewestElsewhere} milestones have closed elsewhere: the weight is 100%.`
    : `Nothing is said below ${fewestClosed} closed milestones of the plan itself.`;
  return [
    'Every closed milestone gives one slip: the days from its first date to the day on which the action was complete with its evidence. A date that the board moved changes nothing about that. Every open one counts as later than it is today (Kaplan and Meier), so that what is slow to close is not left out.',
    `A milestone that is open will slip like one of these. With weight n ÷ (n + ${strengthOfOthers}) it is one of this plan’s own slips; otherwise it is one of all other plans’. ${weight}`,
    'Slips that would end before today can no longer be. They are struck out, and the rest made up to 100% again.',
    'A milestone is not finished before those that it waits for. If it cannot start before them, its own length (first date less start, where a start is on the record) has to go by as well.',
    `This is played through ${formatCount(forecastRuns)} times with numbers that are the same every time (seed ${forecastSeed}). P50 is the first day by which half of the runs have it finished, P80 the first by which four in five have.`,
  ];
}

function limitsWords({ laterThanAny, cancelled, slips }: PlanForecast<MilestoneRow>): readonly string[] {
  return [
    'Whether what is still to be done is harder than what was done first. Easy things tend to close first, so later ones may slip more.',
    ...(slips.length > 0 && laterThanAny > 0
      ? [
          `How late the latest will be. ${plural(laterThanAny, 'open milestone')} ${laterThanAny === 1 ? 'is' : 'are'} already later than every one that closed: how much later is not on the record, and no day is made up for it.`,
        ]
      : []),
    'What people know. It has read no update and weighed no reason: the date that the owner expects stands beside it, and may be right.',
    'What happens to all at once. Milestones slip independently of each other here; a lost post or a new system would delay many together, and the date for all of them would be later.',
    'Slips that waiting for others has caused are counted twice where the same waiting is on the record as a dependency.',
    ...(cancelled > 0
      ? [
          `The ${plural(cancelled, 'milestone')} that ${cancelled === 1 ? 'was' : 'were'} cancelled. ${cancelled === 1 ? 'It' : 'They'} might have been the latest of all.`,
        ]
      : []),
  ];
}
