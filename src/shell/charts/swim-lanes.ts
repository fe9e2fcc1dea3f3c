import { type CalendarDay, addDays } from '../../kernel/calendar-day.js';
import { daysPerMonth } from '../../kernel/period.js';
import { formatDecimal } from '../format.js';
import type { Drawing } from './drawing.js';
import type { InterventionOnLine, JudgementOnLine, PointOnLine, SpanOnLine } from './life-line-facts.js';
import {
  baselineOf,
  deskLanes,
  drawLane,
  drawNames,
  fitted,
  frameworkNames,
  fromTheLeft,
  interventionItems,
  judgementItems,
  type Lane,
  type LaneItem,
  type LaneMetrics,
  phoneLanes,
  pointItems,
  supportItems,
} from './life-line-lanes.js';
import { type Extent, dot, extentOf, reachOf, shownSpans, tick } from './life-line-shapes.js';
import { spanTitle } from './life-line-words.js';
import { round } from './marks.js';
import { Sheet } from './sheet.js';
import { textWidth } from './text-width.js';
import { type TimeScale, timeScale } from './time-scale.js';

/** How a body stood for a time, as its judgements say. */
export type StateOnLane = SpanOnLine & { readonly state: 'failing' | 'not-failing' | 'good' };

/** Somebody in a post. `interim`: for the time being. */
export type PostOnLane = SpanOnLine & { readonly interim: boolean };

/**
 * One case on the clock of a comparison. Month zero is `zero`; `from` and `until` are months of that clock and the same
 * for every case, so that blocks drawn one under another line up. A lane that is null is not asked for; an empty one is
 * drawn with the words that nothing is on the record.
 */
export type SwimLaneFacts = {
  readonly zero: CalendarDay;
  readonly from: number;
  readonly until: number;
  readonly states: readonly StateOnLane[] | null;
  readonly judgements: readonly JudgementOnLine[] | null;
  readonly interventions: readonly InterventionOnLine[] | null;
  readonly support: readonly SpanOnLine[] | null;
  readonly posts: readonly PostOnLane[] | null;
  readonly plans: readonly PointOnLine[] | null;
  readonly boards: readonly SpanOnLine[] | null;
  readonly warnings: readonly PointOnLine[] | null;
  readonly frameworkChanges: readonly PointOnLine[];
  /** Where the body ended otherwise than by recovering: "Merged". */
  readonly stop: PointOnLine | null;
};

const nothing = 'Nothing on the public record';

/** A bar of a certain part and, thin, the stretches in which its ends may lie. */
function drawSpan(
  sheet: Sheet,
  className: string,
  { core, unsure }: Extent,
  { middle, height, title }: { readonly middle: number; readonly height: number; readonly title: string },
): void {
  sheet.rect(className, core, middle - height / 2, height, title);
  for (const stretch of unsure)
    sheet.rect(`${className} lane__unsure`, stretch, middle - height / 4, height / 2, `${title} (not known exactly)`);
}

const spanItems = <Span extends SpanOnLine>(
  spans: readonly Span[],
  scale: TimeScale,
  metrics: LaneMetrics,
  {
    classOf,
    labelClass,
    height,
  }: { readonly classOf: (span: Span) => string; readonly labelClass: string; readonly height: number },
): readonly LaneItem[] =>
  shownSpans(spans, scale).map((span) => {
    const extent = extentOf(scale, span);
    return {
      reach: reachOf(extent),
      label: fitted(span.label, metrics),
      inside: { reach: extent.core, className: labelClass },
      draw: (sheet, middle) => drawSpan(sheet, classOf(span), extent, { middle, height, title: spanTitle(span) }),
    };
  });

function lanesOf(facts: SwimLaneFacts, scale: TimeScale, metrics: LaneMetrics): readonly Lane[] {
  const { pointRow, barRow, markRow, barHeight } = metrics;
  const lane = <Item>(
    name: string,
    rowHeight: number,
    items: readonly Item[] | null,
    draw: (items: readonly Item[]) => readonly LaneItem[],
  ): readonly Lane[] => (items === null ? [] : [{ name, rowHeight, items: orNothing(draw(items), scale, metrics) }]);
  return [
    ...lane('State', barRow, facts.states, (states) =>
      spanItems(states, scale, metrics, {
        classOf: ({ state }) => `lane__state lane__state--${state}`,
        labelClass: 'lifeline__label lifeline__label--in',
        height: barHeight,
      }),
    ),
    ...lane('Judgements', markRow, facts.judgements, (judgements) => judgementItems({ judgements }, scale, metrics)),
    ...lane('Interventions', barRow, facts.interventions, (interventions) =>
      interventionItems({ interventions }, scale, metrics),
    ),
    ...lane('Help', pointRow, facts.support, (support) => supportItems({ support }, scale, metrics)),
    ...lane('Posts', barRow, facts.posts, (posts) =>
      spanItems(posts, scale, metrics, {
        classOf: ({ interim }) => `lane__post${interim ? ' lane__post--interim' : ''}`,
        labelClass: 'lifeline__label lifeline__label--in',
        height: barHeight * 0.8,
      }),
    ),
    ...lane('Boards', barRow, facts.boards, (boards) =>
      spanItems(boards, scale, metrics, {
        classOf: () => 'lane__board',
        labelClass: 'lifeline__label lifeline__label--in',
        height: barHeight * 0.5,
      }),
    ),
    ...lane('Plan versions', pointRow, facts.plans, (plans) =>
      pointItems(plans, scale, metrics, { half: 6, mark: dot(5) }),
    ),
    ...lane('Warnings', pointRow, facts.warnings, (warnings) =>
      pointItems(warnings, scale, metrics, { half: 2, mark: tick(8) }),
    ),
  ];
}

/** An empty lane says so: a reader must not take it for one that was not asked for. */
function orNothing(items: readonly LaneItem[], scale: TimeScale, metrics: LaneMetrics): readonly LaneItem[] {
  if (items.length > 0) return items;
  const reach = [scale.left, scale.left + textWidth(nothing, metrics.text)] as const;
  const draw = (sheet: Sheet, middle: number): void =>
    sheet.text('lane__nothing', scale.left, baselineOf(middle, metrics), nothing);
  return [{ reach, label: '', inside: null, draw }];
}

/** Months between the numbers of the clock, from the finest to the coarsest. */
const steps = [3, 6, 12, 24, 36, 60, 120, 240] as const;

const signed = (months: number): string => (months > 0 ? `+${months}` : formatDecimal(months).replace('.0', ''));

/** As many numbers as have room, counted out from zero, so that zero is always one of them. */
function monthTicks(
  facts: SwimLaneFacts,
  scale: TimeScale,
  text: number,
): readonly { readonly months: number; readonly x: number }[] {
  const width = scale.right - scale.left;
  const room = textWidth('+000', text) + text * 0.8;
  const step = steps.find((months) => (months / (facts.until - facts.from)) * width >= room) ?? 480;
  const first = Math.ceil(facts.from / step);
  const last = Math.floor(facts.until / step);
  return Array.from({ length: last - first + 1 }, (_unused, index) => {
    const months = (first + index) * step;
    return { months, x: scale.x(addDays(facts.zero, Math.round(months * daysPerMonth))) };
  });
}

function drawClock(sheet: Sheet, facts: SwimLaneFacts, scale: TimeScale, metrics: LaneMetrics, axis: number): void {
  for (const { months, x } of monthTicks(facts, scale, metrics.text)) {
    sheet.line(months === 0 ? 'lane__zero' : 'lifeline__grid', [x, 0], [x, axis]);
    sheet.line('lifeline__tick', [x, axis], [x, axis + 6]);
    const text = signed(months);
    const half = textWidth(text, metrics.text) / 2;
    const at = Math.min(metrics.width - half, Math.max(half, x));
    sheet.text(`lifeline__year${months === 0 ? ' lane__zero-label' : ''}`, at, axis + 8 + metrics.text, text);
  }
  sheet.line('lifeline__axis', [scale.left, axis], [scale.right, axis]);
}

/** A heavy line with a bar across its top: nothing that comes after it is recovery of the same body. */
function drawStop(sheet: Sheet, stop: PointOnLine, scale: TimeScale, metrics: LaneMetrics, axis: number): void {
  if (!scale.shows(stop.on)) return;
  const x = scale.at(stop.on);
  sheet.path('lane__stop', `M${round(x - 7)} 2H${round(x + 7)}M${round(x)} 2V${round(axis)}`, stop.label);
  if (stop.on.precision !== 'day')
    sheet.line('lifeline__whisker', [scale.span(stop.on)[0], 2], [scale.span(stop.on)[1], 2]);
  const wide = textWidth(stop.label, metrics.text);
  const isLeft = x + 10 + wide > metrics.right;
  sheet.text(
    `lifeline__label lane__stop-label${isLeft ? ' lifeline__label--end' : ''}`,
    isLeft ? x - 10 : x + 10,
    metrics.text,
    stop.label,
  );
}

function draw(
  facts: SwimLaneFacts,
  metrics: LaneMetrics,
): { readonly layers: readonly Sheet[]; readonly height: number } {
  const back = new Sheet();
  const front = new Sheet();
  const at = (months: number): CalendarDay => addDays(facts.zero, Math.round(months * daysPerMonth));
  const scale = timeScale(at(facts.from), at(facts.until), metrics.left, metrics.right);
  const top = facts.stop && scale.shows(facts.stop.on) ? metrics.text * 1.5 : 2;
  const axis = lanesOf(facts, scale, metrics).reduce((y, lane) => drawLane(front, lane, y, metrics), top);
  drawClock(back, facts, scale, metrics, axis);
  if (facts.stop) drawStop(front, facts.stop, scale, metrics, axis);
  const names = fromTheLeft(frameworkNames(facts, scale, metrics, top)).toReversed();
  const bottom = drawNames(back, names, axis + 8 + metrics.text * 1.4, metrics);
  return { layers: [back, front], height: Math.ceil(bottom + 4) };
}

type About = { readonly id: string; readonly title: string; readonly description: string };

/**
 * One case in lanes on the clock of a comparison, for a desk and for a phone: months from zero below, a heavy line at
 * zero, and every date that is not exact drawn over its whole span. The stylesheet shows one of the two.
 */
export const swimLanes = (facts: SwimLaneFacts, { id, title, description }: About): readonly Drawing[] =>
  (
    [
      ['large', deskLanes],
      ['narrow', phoneLanes],
    ] as const
  ).map(([size, metrics]) => {
    const { layers, height } = draw(facts, metrics);
    return {
      id: `${id}-${size}`,
      className: `lifeline lifeline--${size} lane`,
      width: metrics.width,
      height,
      viewBox: `0 0 ${metrics.width} ${height}`,
      title,
      description,
      layers,
    };
  });
