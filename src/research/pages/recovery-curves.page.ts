import { type CurveChartFacts, curveCharts, curvePanel, type CurveStep } from '../../shell/charts/curve-chart.js';
import type { Figure } from '../../shell/figure.js';
import { formatCount, formatDecimal, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { Curve } from '../domain/kaplan-meier.js';
import { daysPerMonth } from '../../kernel/period.js';
import type { Definition } from '../domain/recovery-case.js';
import type { GroupOfRecoveries, GroupReading } from '../domain/recovery-reading.js';
import {
  answerOf,
  monthsOf,
  sayBounds,
  sayCounts,
  sayMonths,
  sayShare,
  sayShareBounds,
  stillWords,
} from './recovery-words.page.js';

/** A curve as it is drawn, in months. */
export const stepsOf = (curve: Curve | null): readonly CurveStep[] =>
  (curve?.points ?? []).map(({ days, survival, lower, upper, censored }) => ({
    x: monthsOf(days),
    share: survival,
    lower,
    upper,
    ticks: censored,
  }));

/** How many of a curve are followed for at least so many months; null where its line has stopped. */
export const atRiskAfter = ({ points }: Curve, months: number): number | null =>
  points.find(({ days }) => days >= months * daysPerMonth - 1e-9)?.atRisk ?? null;

/** The state of a curve at a time: its last point up to there. Null before the first point and after the line stops. */
export function pointAt({ points }: Curve, months: number): Curve['points'][number] | null {
  const days = months * daysPerMonth + 1e-9;
  if (days > (points.at(-1)?.days ?? 0)) return null;
  return points.findLast((point) => point.days <= days) ?? null;
}

/** How far the axis goes, in months, and how far apart its numbers stand: one scale for all pictures of a page. */
export type Axis = { readonly until: number; readonly every: number };

export function axisOf(curves: readonly (Curve | null)[]): Axis {
  const longest = Math.max(1, ...curves.map((curve) => monthsOf(curve?.points.at(-1)?.days ?? 0)));
  const every = longest <= 30 ? 6 : longest <= 150 ? 12 : 24;
  return { until: Math.ceil(longest / every - 1e-9) * every, every };
}

type Drawn = {
  readonly curve: Curve;
  readonly beside: readonly CurveStep[];
  readonly scaleChanges: readonly number[];
  readonly half: number | null;
};

const factsOf = ({ curve, beside, scaleChanges, half }: Drawn, axis: Axis): CurveChartFacts => ({
  steps: stepsOf(curve),
  beside,
  changes: scaleChanges.filter((days) => days <= (curve.points.at(-1)?.days ?? 0)).map(monthsOf),
  changeTitle: 'A recovery judged on another scale than the failure',
  ...axis,
  atRisk: (months) => atRiskAfter(curve, months),
  atRiskName: 'Episodes still followed:',
  axisName: 'Months since the trigger',
  half: half === null ? null : { x: monthsOf(half), text: `Half: ${sayMonths(half)} months` },
});

const descriptionOf = (group: GroupReading, definition: Definition): string =>
  `${answerOf(group, definition)} ${sayCounts(group)}.`;

/** The figure of all episodes that were asked for. Takes a group that has a curve. */
export function mainFigure(
  group: GroupReading & { readonly curve: Curve },
  { axis, definition, source }: { readonly axis: Axis; readonly definition: Definition; readonly source: string },
): Figure {
  const { curve, scaleChanges, median } = group;
  return {
    id: 'curve',
    headline: `Of ${plural(group.n, 'episode')}, ${sayCounts(group)}`,
    subtitle: `${stillWords[definition]}, as a share of all, by months since the trigger (Kaplan–Meier, with 95% interval).`,
    pictures: curveCharts(factsOf({ curve, beside: [], scaleChanges, half: median.days }, axis), {
      id: 'curve-drawing',
      title: `${stillWords[definition]}, by months since the trigger`,
      description: descriptionOf(group, definition),
    }),
    source,
    table: curveTable('curve-table', curve, axis, stillWords[definition]),
  };
}

/** One group beside the others: its own line bold, all episodes (their steps) faint. */
export const panelOf = (
  group: GroupReading & { readonly curve: Curve },
  {
    beside,
    axis,
    definition,
  }: { readonly beside: readonly CurveStep[]; readonly axis: Axis; readonly definition: Definition },
): Figure => ({
  id: `curve-${group.key}`,
  headline: `${group.name}: ${group.median.days === null ? 'half not reached' : `half within ${sayMonths(group.median.days)} months`}`,
  subtitle: `${formatCount(group.n)} episodes. 95% interval: ${sayBounds(group.median)}${group.median.upper === null ? '' : ' months'}.`,
  pictures: [
    curvePanel(
      factsOf({ curve: group.curve, beside, scaleChanges: group.scaleChanges, half: group.median.days }, axis),
      { id: `curve-drawing-${group.key}`, title: group.name, description: descriptionOf(group, definition) },
    ),
  ],
  source: 'The thin grey line is of all episodes.',
  table: curveTable(`curve-table-${group.key}`, group.curve, axis, stillWords[definition]),
});

/** How long recoveries held. Takes recoveries that have a curve. */
export const relapseFigure = (
  { curve, n, relapses }: GroupOfRecoveries & { readonly curve: Curve },
  source: string,
): Figure => {
  const axis = axisOf([curve]);
  const facts = factsOf({ curve, beside: [], scaleChanges: [], half: null }, axis);
  const last = curve.points.at(-1);
  return {
    id: 'relapse-curve',
    headline: `Of ${formatCount(n)} recoveries, ${formatCount(relapses)} were followed by another failure within the watch of 84 months`,
    subtitle:
      'Recoveries that have held, as a share of all, by months since the first judgement that was not failing (Kaplan–Meier, with 95% interval).',
    pictures: curveCharts(
      { ...facts, axisName: 'Months since it stopped failing', atRiskName: 'Recoveries still followed:' },
      {
        id: 'relapse-drawing',
        title: 'Recoveries that have held, by months since they began',
        description: last ? `${sayShare(last.survival)} have held after ${sayMonths(last.days)} months.` : '',
      },
    ),
    source,
    table: curveTable('relapse-table', curve, axis, 'Have held'),
  };
};

/** The curve at each number of the axis. The file has every step. */
function curveTable(id: string, curve: Curve, { until, every }: Axis, still: string): Table {
  const months = Array.from({ length: Math.floor(until / every) + 1 }, (_unused, index) => index * every);
  return stacked({
    id,
    caption: `${still}, by months`,
    captionHidden: true,
    head: tableHead([
      { text: 'After months' },
      { text: 'Followed', numeric: true },
      { text: still, numeric: true },
      { text: '95% interval', numeric: true },
    ]),
    rows: months.flatMap((month) => {
      const point = pointAt(curve, month);
      const followed = atRiskAfter(curve, month);
      if (followed === null) return [];
      return [
        {
          cells: [
            { text: formatDecimal(month).replace('.0', ''), header: true },
            { text: formatCount(followed), numeric: true },
            { text: sayShare(point?.survival ?? 1), numeric: true },
            { text: sayShareBounds(point?.lower ?? null, point?.upper ?? null), numeric: true },
          ],
        },
      ];
    }),
  });
}
