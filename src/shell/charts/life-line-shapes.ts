import { type Period } from '../../kernel/period.js';
import { formatPeriod } from '../format.js';
import {
  type EpisodeEnd,
  type EpisodeOnLine,
  type InterventionOnLine,
  type JudgementOnLine,
  type PointOnLine,
  type SpanOnLine,
} from './life-line-facts.js';
import { pointTitle, spanTitle } from './life-line-words.js';
import { markPath, round } from './marks.js';
import type { Sheet } from './sheet.js';
import type { TimeScale } from './time-scale.js';

/** From and to, in units across the picture. */
export type Stretch = readonly [number, number];

/** A bar's certain part and the stretches in which its ends may lie. The certain part may have no length. */
export type Extent = { readonly core: Stretch; readonly unsure: readonly Stretch[] };

const some = (...all: readonly Stretch[]): readonly Stretch[] => all.filter(([from, to]) => to > from);

/** A day is an instant on the scale; anything less exact is the whole stretch in which it may lie. */
const stretchOf = (scale: TimeScale, on: Period): Stretch =>
  on.precision === 'day' ? [scale.x(on.start), scale.x(on.start)] : scale.span(on);

/** How far a bar whose end nobody has written down is drawn before it fades out, in parts of the whole picture. */
const unknownEnd = 0.02;

/** Where a span is certain and where it is not. */
export function extentOf(
  scale: TimeScale,
  { start, end, endUnknown }: Pick<SpanOnLine, 'start' | 'end' | 'endUnknown'>,
): Extent {
  const [startFrom, startTo] = stretchOf(scale, start);
  if (!end && endUnknown) {
    const step = (scale.right - scale.left) * unknownEnd;
    const certain = Math.min(scale.right, startTo + step);
    return {
      core: [startTo, certain],
      unsure: some([startFrom, startTo], [certain, Math.min(scale.right, certain + step)]),
    };
  }
  if (!end) return { core: [startTo, scale.right], unsure: some([startFrom, startTo]) };
  const [endFrom, endTo] = stretchOf(scale, end);
  // Both ends in one stretch: nothing is certain but that it lies within.
  if (endFrom <= startTo) return { core: [startTo, startTo], unsure: some([startFrom, Math.max(startTo, endTo)]) };
  return { core: [startTo, endFrom], unsure: some([startFrom, startTo], [endFrom, endTo]) };
}

export const reachOf = ({ core, unsure }: Extent): Stretch => {
  const ends = [...unsure.flat(), ...core];
  return [Math.min(...ends), Math.max(...ends)];
};

/** Of the spans, those of which any part lies in the picture. */
export const shownSpans = <Span extends Pick<SpanOnLine, 'start' | 'end'>>(
  spans: readonly Span[],
  scale: TimeScale,
): readonly Span[] =>
  spans.filter(
    ({ start, end }) => start.start <= scale.to && (end === null || end.start > scale.from || scale.shows(end)),
  );

/** A bracket turned towards what it closes: 1 closes on its right, -1 opens to its right. */
function bracket(x: number, middle: number, height: number, turn: 1 | -1): string {
  const arm = Math.max(1.5, height / 5) * turn;
  return `M${round(x - arm)} ${round(middle - height / 2)}H${round(x)}V${round(middle + height / 2)}H${round(x - arm)}`;
}

type Bar = { readonly fact: InterventionOnLine; readonly extent: Extent };

/** The level darkens the bar; a closed bracket tells where it ended, an open one where that was planned. */
export function drawBar(
  sheet: Sheet,
  { fact, extent }: Bar,
  scale: TimeScale,
  { middle, height }: { middle: number; height: number },
): void {
  const title = spanTitle(fact);
  const level = `lifeline__bar lifeline__bar--${fact.level}`;
  sheet.rect(level, extent.core, middle - height / 2, height, title);
  for (const stretch of extent.unsure) {
    sheet.rect(
      `${level} lifeline__bar--unsure`,
      stretch,
      middle - height / 4,
      height / 2,
      `${title} (not known exactly)`,
    );
  }
  const end = reachOf(extent)[1];
  if (fact.plannedEnd && scale.shows(fact.plannedEnd)) {
    const planned = scale.at(fact.plannedEnd);
    const plannedTitle = `Planned end: ${formatPeriod(fact.plannedEnd)}`;
    if (planned > end) sheet.line('lifeline__planned-line', [end, middle], [planned, middle], plannedTitle);
    sheet.path('lifeline__planned', bracket(planned, middle, height, -1), plannedTitle);
  }
  if (fact.end && scale.shows(fact.end))
    sheet.path('lifeline__end', bracket(scale.at(fact.end), middle, height * 1.35, 1));
}

/** How far a bar reaches with its planned end and the arm of its bracket. */
export function barReach({ fact, extent }: Bar, scale: TimeScale): Stretch {
  const [from, to] = reachOf(extent);
  if (!fact.plannedEnd || !scale.shows(fact.plannedEnd)) return [from, to];
  const planned = scale.at(fact.plannedEnd);
  return [Math.min(from, planned), Math.min(scale.right, Math.max(to, planned + 5))];
}

export function drawSupport(
  sheet: Sheet,
  fact: SpanOnLine,
  extent: Extent,
  { middle, height }: { middle: number; height: number },
): void {
  const title = spanTitle(fact);
  sheet.rect('lifeline__support', extent.core, middle - height / 2, height, title);
  for (const stretch of extent.unsure) {
    sheet.rect('lifeline__support lifeline__support--unsure', stretch, middle - height / 4, height / 2, title);
  }
  const [from, to] = reachOf(extent);
  // Help of a day or a month has next to no length, and is there all the same.
  if (to - from < height) {
    const x = (from + to) / 2;
    const half = height * 0.9;
    const side = `${round(half)} ${round(half)}`;
    sheet.path(
      'lifeline__support-day',
      `M${round(x)} ${round(middle - half)}l${side}l${round(-half)} ${round(half)}l${round(-half)} ${round(-half)}Z`,
      title,
    );
  }
}

export type PointMark = (sheet: Sheet, x: number, middle: number, title: string) => void;

export const dot =
  (radius: number): PointMark =>
  (sheet, x, middle, title) =>
    sheet.path('lifeline__review', markPath('meeting', x, middle, radius * 2), title);

export const notch =
  (half: number): PointMark =>
  (sheet, x, middle, title) =>
    sheet.path(
      'lifeline__post',
      `M${round(x - half)} ${round(middle - half)}H${round(x + half)}L${round(x)} ${round(middle + half)}Z`,
      title,
    );

export const tick =
  (half: number): PointMark =>
  (sheet, x, middle, title) =>
    sheet.line('lifeline__warning', [x, middle - half], [x, middle + half], title);

/** A line over the stretch in which an inexact date may lie; the mark stands in its middle. */
function drawWhisker(sheet: Sheet, scale: TimeScale, on: Period, middle: number): void {
  if (on.precision === 'day') return;
  const [from, to] = scale.span(on);
  if (to > from) sheet.line('lifeline__whisker', [from, middle], [to, middle]);
}

export function drawPoint(
  sheet: Sheet,
  fact: PointOnLine,
  scale: TimeScale,
  { middle, mark }: { middle: number; mark: PointMark },
): void {
  drawWhisker(sheet, scale, fact.on, middle);
  mark(sheet, scale.at(fact.on), middle, pointTitle(fact));
}

export function drawJudgement(
  sheet: Sheet,
  fact: JudgementOnLine,
  scale: TimeScale,
  { middle, size }: { middle: number; size: number },
): void {
  drawWhisker(sheet, scale, fact.on, middle);
  const x = scale.at(fact.on);
  const title = pointTitle(fact);
  sheet.path(`mark mark--${fact.band}`, markPath(fact.band, x, middle, size), title);
  if (fact.serious) {
    sheet.path('lifeline__serious', markPath('failing', x, middle, size * 1.75), `${title} (an area found failing)`);
  }
}

/** How far a mark and the doubt about its date reach. */
export function pointReach(scale: TimeScale, on: Period, half: number): Stretch {
  const x = scale.at(on);
  const [from, to] = on.precision === 'day' ? [x, x] : scale.span(on);
  return [Math.min(from, x - half), Math.max(to, x + half)];
}

const edgeClass: Record<EpisodeEnd, string> = {
  'not-failing': 'lifeline__episode-end',
  recovered: 'lifeline__episode-end lifeline__episode-end--recovered',
  closed: 'lifeline__episode-end lifeline__episode-end--closed',
  open: 'lifeline__episode-end lifeline__episode-end--open',
};

/** The soft ground from the trigger to the end of an episode, lighter where a date is not known exactly. */
export function drawEpisode(
  sheet: Sheet,
  episode: EpisodeOnLine,
  scale: TimeScale,
  { top, bottom }: { top: number; bottom: number },
): void {
  const extent = extentOf(scale, episode);
  const title = spanTitle(episode);
  sheet.rect('lifeline__episode', extent.core, top, bottom - top, title);
  for (const stretch of extent.unsure)
    sheet.rect('lifeline__episode lifeline__episode--unsure', stretch, top, bottom - top, title);
  if (episode.start.start >= scale.from) {
    const start = scale.at(episode.start);
    sheet.line('lifeline__episode-start', [start, top], [start, bottom]);
  }
  const end = episode.end ? scale.at(episode.end) : scale.right;
  sheet.line(edgeClass[episode.end ? episode.endKind : 'open'], [end, top], [end, bottom]);
}

/** The spell of an episode as a bar of its own: where several run at once, each is still told apart. */
export function drawSpell(
  sheet: Sheet,
  episode: EpisodeOnLine,
  scale: TimeScale,
  { middle, height }: { middle: number; height: number },
): void {
  const extent = extentOf(scale, episode);
  const title = spanTitle(episode);
  sheet.rect('lifeline__spell', extent.core, middle - height / 2, height, title);
  for (const stretch of extent.unsure)
    sheet.rect('lifeline__spell lifeline__spell--unsure', stretch, middle - height / 4, height / 2, title);
}

/** From the end of one episode to the relapse that opens the next: how long it held. */
export function drawRelapses(sheet: Sheet, episodes: readonly EpisodeOnLine[], scale: TimeScale, y: number): void {
  for (const { heldFrom, start } of episodes) {
    if (!heldFrom) continue;
    const from = scale.at(heldFrom);
    const to = scale.at(start);
    if (to - from < 6) continue;
    const title = `Not failing from ${formatPeriod(heldFrom)}; relapse ${formatPeriod(start)}`;
    sheet.line('lifeline__relapse', [from, y], [to - 4, y], title);
    const head = `M${round(to - 6)} ${round(y - 3.5)}L${round(to)} ${round(y)}L${round(to - 6)} ${round(y + 3.5)}Z`;
    sheet.path('lifeline__relapse-head', head);
  }
}

/** Shorter on the page than this, a dashed line is not read as one. */
const shortestWatch = 4;

/** Where the watch for a relapse of an episode is drawn; null where there is none, or none long enough to be seen. */
export function watchReach({ end, watchUntil }: EpisodeOnLine, scale: TimeScale): Stretch | null {
  if (!end || !watchUntil) return null;
  const reach = [scale.at(end), scale.at(watchUntil)] as const;
  return reach[1] - reach[0] < shortestWatch ? null : reach;
}

/** The watch for a relapse, from the end of each episode; closed with a bar where it ends within the picture. */
export function drawWatches(sheet: Sheet, episodes: readonly EpisodeOnLine[], scale: TimeScale, y: number): void {
  for (const episode of episodes) {
    const reach = watchReach(episode, scale);
    if (!reach || !episode.watchUntil) continue;
    const [from, to] = reach;
    const title = `On watch for a relapse until ${formatPeriod(episode.watchUntil)}`;
    sheet.line('lifeline__watch', [from, y], [to, y], title);
    if (scale.shows(episode.watchUntil)) sheet.line('lifeline__watch-end', [to, y - 5], [to, y + 5]);
  }
}
