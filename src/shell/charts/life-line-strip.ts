import type { LifeLineFacts } from './life-line-facts.js';
import {
  barReach,
  dot,
  drawBar,
  drawEpisode,
  drawJudgement,
  drawPoint,
  drawRelapses,
  drawSupport,
  drawWatches,
  extentOf,
  notch,
  shownSpans,
  tick,
} from './life-line-shapes.js';
import { pointTitle } from './life-line-words.js';
import { packRows } from './pack-rows.js';
import { Sheet } from './sheet.js';
import { type TimeScale, timeScale } from './time-scale.js';

/** The room at each end of a strip, so that a mark on its first or last day is whole. */
export const stripMargin = (height: number): number => (6 * height) / 44;

/** Overlapping interventions never share a row: the more there are at once, the thinner each is. */
function drawBars(
  sheet: Sheet,
  facts: LifeLineFacts,
  scale: TimeScale,
  { bottom, room, thickest }: { bottom: number; room: number; thickest: number },
): void {
  const bars = shownSpans(facts.interventions, scale).map((fact) => ({ fact, extent: extentOf(scale, fact) }));
  const packed = packRows(
    bars.toSorted((a, b) => barReach(a, scale)[0] - barReach(b, scale)[0]),
    (bar) => {
      const [from, to] = barReach(bar, scale);
      return [{ from, to, where: 'bare' as const }];
    },
    { gap: 1, labelRows: 0 },
  );
  const row = Math.min(thickest, room / Math.max(1, packed.rows));
  for (const { item, row: index } of packed.placed) {
    drawBar(sheet, item, scale, { middle: bottom - (index + 0.5) * row, height: row * 0.72 });
  }
}

/** The life line without a word: every lane at its own fixed height, so that several can be compared. */
export function drawStrip(facts: LifeLineFacts, width: number, height: number): readonly Sheet[] {
  const back = new Sheet();
  const front = new Sheet();
  const unit = height / 44;
  const scale = timeScale(facts.from, facts.to, stripMargin(height), width - stripMargin(height));
  const axis = 42.5 * unit;

  for (const episode of shownSpans(facts.episodes, scale)) drawEpisode(back, episode, scale, { top: 0, bottom: axis });
  for (const change of facts.frameworkChanges.filter(({ on }) => scale.shows(on))) {
    back.line('lifeline__framework', [scale.at(change.on), 0], [scale.at(change.on), axis], pointTitle(change));
  }
  back.line('lifeline__axis', [scale.left, axis], [scale.right, axis]);

  const points = [
    { facts: facts.reviews, middle: 2.5 * unit, mark: dot(1.5 * unit) },
    { facts: facts.posts, middle: 5.5 * unit, mark: notch(2 * unit) },
    { facts: facts.warnings, middle: 39.5 * unit, mark: tick(3 * unit) },
  ];
  for (const { facts: lane, middle, mark } of points) {
    for (const fact of lane.filter(({ on }) => scale.shows(on))) drawPoint(front, fact, scale, { middle, mark });
  }
  for (const fact of shownSpans(facts.support, scale)) {
    drawSupport(front, fact, extentOf(scale, fact), { middle: 8.5 * unit, height: 2 * unit });
  }
  drawBars(front, facts, scale, { bottom: 25 * unit, room: 15 * unit, thickest: 6 * unit });
  for (const fact of facts.judgements.filter(({ on }) => scale.shows(on))) {
    drawJudgement(front, fact, scale, { middle: 30.5 * unit, size: 9.5 * unit });
  }
  drawRelapses(front, facts.episodes, scale, 4 * unit);
  drawWatches(front, facts.episodes, scale, 4 * unit);
  return [back, front];
}
