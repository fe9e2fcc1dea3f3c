import { byPeriod } from '../../kernel/period.js';
import { formatPeriod } from '../format.js';
import type { EpisodeOnLine, LifeLineFacts, PointOnLine } from './life-line-facts.js';
import {
  type PointMark,
  type Stretch,
  barReach,
  dot,
  drawBar,
  drawEpisode,
  drawJudgement,
  drawPoint,
  drawRelapses,
  drawSpell,
  drawSupport,
  drawWatches,
  extentOf,
  notch,
  pointReach,
  reachOf,
  shownSpans,
  tick,
  watchReach,
} from './life-line-shapes.js';
import { pointTitle } from './life-line-words.js';
import { type Placed, type Placement, packRows } from './pack-rows.js';
import { Sheet } from './sheet.js';
import { fitText, textWidth } from './text-width.js';
import { type TimeScale, timeScale, timeTicks } from './time-scale.js';

/** What a size measures, in units of its own view box. */
export type LaneMetrics = {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly text: number;
  readonly barHeight: number;
  readonly barRow: number;
  readonly mark: number;
  readonly markRow: number;
  readonly pointRow: number;
  readonly laneGap: number;
  /** The line above a lane that holds its name; 0 where the name stands in the margin. */
  readonly laneNameRow: number;
  /** The longest that a label may be. */
  readonly labelRoom: number;
  /** How many rows of a lane may hold labels; what finds no room there is drawn without. */
  readonly labelRows: number;
};

export const deskLanes: LaneMetrics = {
  width: 960,
  left: 132,
  right: 952,
  text: 16,
  barHeight: 19,
  barRow: 28,
  mark: 17,
  markRow: 26,
  pointRow: 24,
  laneGap: 18,
  laneNameRow: 0,
  labelRoom: 480,
  labelRows: 14,
};

export const phoneLanes: LaneMetrics = {
  width: 343,
  left: 6,
  right: 337,
  text: 14,
  barHeight: 15,
  barRow: 23,
  mark: 15,
  markRow: 22,
  pointRow: 20,
  laneGap: 10,
  laneNameRow: 22,
  labelRoom: 331,
  labelRows: 14,
};

type Where = { readonly side: 'inside' | 'right' | 'left' | 'over' | 'bare'; readonly text: string };

/** One labelled thing in a lane: where its mark reaches, its label, and how the mark is drawn at a height. */
export type LaneItem = {
  readonly reach: Stretch;
  readonly label: string;
  /** Where within the mark a label may stand, and how it is coloured there. */
  readonly inside: { readonly reach: Stretch; readonly className: string } | null;
  draw(sheet: Sheet, middle: number): void;
};

export type Lane = { readonly name: string; readonly rowHeight: number; readonly items: readonly LaneItem[] };

const labelGap = 6;

/** Between a label and the next thing in its row. */
const labelSpace = 10;

function placements({ reach: [from, to], label, inside }: LaneItem, metrics: LaneMetrics): readonly Placement<Where>[] {
  const bare: Placement<Where> = { from, to, where: { side: 'bare', text: '' } };
  if (!label) return [bare];
  const width = textWidth(label, metrics.text);
  const roomRight = metrics.right - to - labelGap;
  const roomLeft = from - labelGap - metrics.left;
  const right = (text: string, wide: number): Placement<Where> => ({
    from,
    to: to + labelGap + wide + labelSpace,
    where: { side: 'right', text },
  });
  const left = (text: string, wide: number): Placement<Where> => ({
    from: from - labelGap - wide - labelSpace,
    to,
    where: { side: 'left', text },
  });
  const ways: Placement<Where>[] = [];
  if (inside && inside.reach[1] - inside.reach[0] >= width + labelGap * 2)
    ways.push({ from, to, where: { side: 'inside', text: label } });
  if (width <= roomRight) ways.push(right(label, width));
  if (width <= roomLeft) ways.push(left(label, width));
  // No room on either side: the label stands above its mark, where it has the whole width.
  if (ways.length === 0) {
    const text = fitText(label, metrics.text, metrics.right - metrics.left);
    const [over, end] = overReach({ from, text }, metrics);
    if (text)
      ways.push({ from: Math.min(from, over), to: Math.max(to, end + labelSpace), where: { side: 'over', text } });
  }
  return [...ways, bare];
}

/** Where a label above its mark stands: over the mark's beginning, and within the picture. */
function overReach({ from, text }: { from: number; text: string }, metrics: LaneMetrics): Stretch {
  const width = textWidth(text, metrics.text);
  const start = Math.max(metrics.left, Math.min(from, metrics.right - width));
  return [start, start + width];
}

function drawLabel(
  sheet: Sheet,
  { item, where }: Placed<LaneItem, Where>,
  { baseline, over }: { baseline: number; over: number },
  metrics: LaneMetrics,
): void {
  const [from, to] = item.reach;
  if (where.side === 'over')
    sheet.text('lifeline__label', overReach({ from, text: where.text }, metrics)[0], over, where.text);
  if (where.side === 'inside' && item.inside)
    sheet.text(item.inside.className, item.inside.reach[0] + labelGap, baseline, where.text);
  if (where.side === 'right') sheet.text('lifeline__label', to + labelGap, baseline, where.text);
  if (where.side === 'left') sheet.text('lifeline__label lifeline__label--end', from - labelGap, baseline, where.text);
}

export const fromTheLeft = (items: readonly LaneItem[]): readonly LaneItem[] =>
  items.toSorted((a, b) => a.reach[0] - b.reach[0] || a.reach[1] - b.reach[1]);

/** How far below its middle a line of text stands. */
export const baselineOf = (middle: number, metrics: LaneMetrics): number => middle + metrics.text * 0.35;

/** Draws a lane from `top` and gives where it ends. An empty lane takes no room. */
export function drawLane(sheet: Sheet, lane: Lane, top: number, metrics: LaneMetrics): number {
  if (lane.items.length === 0) return top;
  const first = top + metrics.laneNameRow;
  if (metrics.laneNameRow > 0) sheet.text('lifeline__lane', metrics.left, top + metrics.text, lane.name);
  else sheet.text('lifeline__lane', 0, baselineOf(first + lane.rowHeight / 2, metrics), lane.name);
  const packed = packRows(fromTheLeft(lane.items), (item) => placements(item, metrics), {
    gap: 2,
    labelRows: metrics.labelRows,
  });
  // A row in which a label stands above its mark is higher by a line of text.
  const line = metrics.text * 1.3;
  const overRows = new Set(packed.placed.flatMap(({ row, where }) => (where.side === 'over' ? [row] : [])));
  const topOf = (row: number): number =>
    first + row * lane.rowHeight + [...overRows].filter((other) => other < row).length * line;
  for (const placed of packed.placed) {
    const rowTop = topOf(placed.row);
    const middle = rowTop + (overRows.has(placed.row) ? line : 0) + lane.rowHeight / 2;
    placed.item.draw(sheet, middle);
    drawLabel(sheet, placed, { baseline: baselineOf(middle, metrics), over: rowTop + metrics.text }, metrics);
  }
  const bottom = topOf(packed.rows) + metrics.laneGap;
  const rule = bottom - metrics.laneGap / 2;
  sheet.line('lifeline__rule', [0, rule], [metrics.width, rule]);
  return bottom;
}

export const fitted = (label: string, metrics: LaneMetrics): string => fitText(label, metrics.text, metrics.labelRoom);

export function interventionItems(
  facts: Pick<LifeLineFacts, 'interventions'>,
  scale: TimeScale,
  metrics: LaneMetrics,
): readonly LaneItem[] {
  return shownSpans(facts.interventions, scale).map((fact) => {
    const extent = extentOf(scale, fact);
    return {
      reach: barReach({ fact, extent }, scale),
      label: fitted(fact.label, metrics),
      inside: {
        reach: extent.core,
        className: `lifeline__label lifeline__label--in lifeline__label--on-${fact.level}`,
      },
      draw: (sheet, middle) => drawBar(sheet, { fact, extent }, scale, { middle, height: metrics.barHeight }),
    };
  });
}

export function supportItems(
  facts: Pick<LifeLineFacts, 'support'>,
  scale: TimeScale,
  metrics: LaneMetrics,
): readonly LaneItem[] {
  return shownSpans(facts.support, scale).map((fact) => {
    const extent = extentOf(scale, fact);
    return {
      reach: reachOf(extent),
      label: fitted(fact.label, metrics),
      inside: null,
      draw: (sheet, middle) => drawSupport(sheet, fact, extent, { middle, height: metrics.barHeight * 0.4 }),
    };
  });
}

const sayTheSame = (facts: readonly PointOnLine[]): boolean => new Set(facts.map(({ label }) => label)).size === 1;

/** Of so many marks with one label each says it; of more, the last alone. */
const mostRepeated = 3;

export function pointItems(
  facts: readonly PointOnLine[],
  scale: TimeScale,
  metrics: LaneMetrics,
  {
    half,
    mark,
    namesItself = false,
  }: { readonly half: number; readonly mark: PointMark; readonly namesItself?: boolean },
): readonly LaneItem[] {
  const shown = facts.filter(({ on }) => scale.shows(on)).toSorted((a, b) => byPeriod(a.on, b.on));
  // Where the name of the lane says it already, it is not said again.
  const isNamed = namesItself && shown.length > 1 && sayTheSame(shown);
  const once = isNamed || (shown.length > mostRepeated && sayTheSame(shown));
  return shown.map((fact, index) => {
    const silent = isNamed || (once && index < shown.length - 1);
    return {
      // Marks without labels may touch: they are read as a row.
      reach: once
        ? ([scale.at(fact.on), scale.at(fact.on) + (silent ? 0 : half)] as const)
        : pointReach(scale, fact.on, half),
      label: silent ? '' : fitted(fact.label, metrics),
      inside: null,
      draw: (sheet, middle) => drawPoint(sheet, fact, scale, { middle, mark }),
    };
  });
}

export function judgementItems(
  facts: Pick<LifeLineFacts, 'judgements'>,
  scale: TimeScale,
  metrics: LaneMetrics,
): readonly LaneItem[] {
  return facts.judgements
    .filter(({ on }) => scale.shows(on))
    .map((fact) => ({
      reach: pointReach(scale, fact.on, (metrics.mark / 2) * (fact.serious ? 1.6 : 1.05)),
      label: fitted(fact.short, metrics),
      inside: null,
      draw: (sheet, middle) => drawJudgement(sheet, fact, scale, { middle, size: metrics.mark }),
    }));
}

/** The lanes from the top of the picture down: what people did above, what was seen below. */
function lanesOf(facts: LifeLineFacts, scale: TimeScale, metrics: LaneMetrics): readonly Lane[] {
  const { pointRow, barRow, markRow } = metrics;
  return [
    {
      name: 'Board reviews',
      rowHeight: pointRow,
      items: pointItems(facts.reviews, scale, metrics, { half: 5, mark: dot(5), namesItself: true }),
    },
    {
      name: 'Posts',
      rowHeight: pointRow,
      items: pointItems(facts.posts, scale, metrics, { half: 6, mark: notch(5.5) }),
    },
    { name: 'Help', rowHeight: pointRow, items: supportItems(facts, scale, metrics) },
    { name: 'Interventions', rowHeight: barRow, items: interventionItems(facts, scale, metrics) },
    { name: 'Judgements', rowHeight: markRow, items: judgementItems(facts, scale, metrics) },
    {
      name: 'Warnings',
      rowHeight: pointRow,
      items: pointItems(facts.warnings, scale, metrics, { half: 2, mark: tick(8) }),
    },
  ];
}

/** A text that stands over its place, and keeps within the picture where its place is at the edge. */
function standing(
  text: string,
  at: number,
  anchor: 'start' | 'middle',
  scale: TimeScale,
  metrics: LaneMetrics,
): Stretch {
  const width = textWidth(text, metrics.text);
  const from = Math.max(scale.left, Math.min(anchor === 'start' ? at : at - width / 2, scale.right - width));
  return [from, from + width];
}

/** The names of episodes stand above their spells. */
function episodeNames(episodes: readonly EpisodeOnLine[], scale: TimeScale, metrics: LaneMetrics): readonly LaneItem[] {
  return shownSpans(episodes, scale).map((episode) => {
    const name = fitted(episode.label, metrics);
    const reach = standing(name, reachOf(extentOf(scale, episode))[0], 'start', scale, metrics);
    return {
      reach,
      label: '',
      inside: null,
      draw: (sheet, middle) => sheet.text('lifeline__episode-label', reach[0], baselineOf(middle, metrics), name),
    };
  });
}

/** "Watched to May 2030", above the dashed line of the watch. */
function watchNames(episodes: readonly EpisodeOnLine[], scale: TimeScale, metrics: LaneMetrics): readonly LaneItem[] {
  return episodes.flatMap((episode) => {
    const watch = watchReach(episode, scale);
    if (!watch || !episode.watchUntil) return [];
    const name = `Watched to ${formatPeriod({ start: episode.watchUntil.start, precision: 'month' })}`;
    const reach = standing(name, watch[0], 'start', scale, metrics);
    const draw = (sheet: Sheet, middle: number): void =>
      sheet.text('lifeline__watch-label', reach[0], baselineOf(middle, metrics), name);
    return [{ reach, label: '', inside: null, draw }];
  });
}

/** How far an episode takes up its row: to the relapse that followed, or else to the end of its watch. */
function heldTo(episode: EpisodeOnLine, episodes: readonly EpisodeOnLine[], scale: TimeScale): number {
  const { end } = episode;
  const relapses = episodes.filter(({ heldFrom }) => end && heldFrom && byPeriod(end, heldFrom) === 0);
  return Math.max(
    reachOf(extentOf(scale, episode))[1],
    watchReach(episode, scale)?.[1] ?? scale.left,
    ...relapses.map(({ start }) => scale.at(start)),
  );
}

/** Episodes laid into rows: a relapse beside the failure that it followed, and no two that overlap in one. */
function episodeRows(episodes: readonly EpisodeOnLine[], scale: TimeScale): readonly (readonly EpisodeOnLine[])[] {
  const rows: EpisodeOnLine[][] = [];
  const shown = shownSpans(episodes, scale).toSorted((a, b) => byPeriod(a.start, b.start));
  for (const episode of shown) {
    const follows = rows.find((row) => {
      const end = row.at(-1)?.end;
      return end && episode.heldFrom && byPeriod(end, episode.heldFrom) === 0;
    });
    const free = rows.find((row) =>
      row.every((other) => heldTo(other, shown, scale) + 12 <= reachOf(extentOf(scale, episode))[0]),
    );
    const row = follows ?? free;
    if (row) row.push(episode);
    else rows.push([episode]);
  }
  return rows;
}

/** Each row of episodes: its names, then the spells with what came between and after. Gives where the last ends. */
function drawEpisodeRows(sheet: Sheet, facts: LifeLineFacts, scale: TimeScale, metrics: LaneMetrics): number {
  return episodeRows(facts.episodes, scale).reduce((top, row) => {
    const names = fromTheLeft([...episodeNames(row, scale, metrics), ...watchNames(row, scale, metrics)]);
    const middle = drawNames(sheet, names, top, metrics) + 5;
    for (const episode of row) drawSpell(sheet, episode, scale, { middle, height: 8 });
    drawRelapses(sheet, row, scale, middle);
    drawWatches(sheet, row, scale, middle);
    return middle + 9;
  }, 0);
}

type Box = { readonly top: number; readonly axis: number; readonly labels: number };

/**
 * A dotted line where the rules of inspection changed. It runs on below the years to its name, which stands at its
 * right, or at its left where the picture ends: so that each name is seen to belong to its line.
 */
export function frameworkNames(
  facts: Pick<LifeLineFacts, 'frameworkChanges'>,
  scale: TimeScale,
  metrics: LaneMetrics,
  top: number,
): readonly LaneItem[] {
  return facts.frameworkChanges
    .filter(({ on }) => scale.shows(on))
    .map((fact) => {
      const x = scale.at(fact.on);
      const name = fitText(fact.label, metrics.text, Math.max(metrics.right - x, x) - labelGap);
      const width = textWidth(name, metrics.text) + labelGap;
      const isLeft = x + width > metrics.right;
      return {
        reach: isLeft ? ([x - width, x] as const) : ([x, x + width] as const),
        label: '',
        inside: null,
        draw: (sheet, middle) => {
          sheet.line('lifeline__framework', [x, top], [x, middle + metrics.text * 0.35], pointTitle(fact));
          sheet.text(
            `lifeline__label lifeline__framework-label${isLeft ? ' lifeline__label--end' : ''}`,
            isLeft ? x - labelGap : x + labelGap,
            baselineOf(middle, metrics),
            name,
          );
        },
      };
    });
}

/** Draws rows of names from `top`, in the order given, and says where they end. */
export function drawNames(sheet: Sheet, names: readonly LaneItem[], top: number, metrics: LaneMetrics): number {
  const row = metrics.text * 1.4;
  const packed = packRows(names, (item) => placements(item, metrics), { gap: 12, labelRows: 0 });
  for (const placed of packed.placed) placed.item.draw(sheet, top + (placed.row + 0.5) * row);
  return top + packed.rows * row;
}

function drawAxis(sheet: Sheet, scale: TimeScale, metrics: LaneMetrics, { top, axis }: Box): void {
  for (const { x, text, textAt } of timeTicks(scale, metrics.text, [0, metrics.width])) {
    sheet.line('lifeline__grid', [x, top], [x, axis]);
    sheet.line('lifeline__tick', [x, axis], [x, axis + 6]);
    sheet.text('lifeline__year', textAt, axis + 8 + metrics.text, text);
  }
  sheet.line('lifeline__axis', [scale.left, axis], [scale.right, axis]);
}

/** The life line with its lanes named and its facts labelled. The back layer holds grounds, grid and framework lines. */
export function drawLanes(
  facts: LifeLineFacts,
  metrics: LaneMetrics,
): { readonly layers: readonly Sheet[]; readonly height: number } {
  const back = new Sheet();
  const front = new Sheet();
  const scale = timeScale(facts.from, facts.to, metrics.left, metrics.right);

  const top = drawEpisodeRows(front, facts, scale, metrics) + 4;
  const lanesFrom = facts.episodes.length > 0 ? top + 6 : top;
  const lanesTo = lanesOf(facts, scale, metrics).reduce((y, lane) => drawLane(front, lane, y, metrics), lanesFrom);
  // A life line with nothing on it still has a height to be seen by.
  const axis = Math.max(lanesTo, top + 40);

  for (const episode of shownSpans(facts.episodes, scale)) drawEpisode(back, episode, scale, { top, bottom: axis });
  const box = { top, axis, labels: axis + 8 + metrics.text * 1.4 };
  drawAxis(back, scale, metrics, box);
  // The latest first: the line of an earlier one then reaches its own row without crossing a later one's name.
  const frameworks = fromTheLeft(frameworkNames(facts, scale, metrics, top)).toReversed();
  const bottom = drawNames(back, frameworks, box.labels, metrics);
  return { layers: [back, front], height: Math.ceil(bottom + 4) };
}
