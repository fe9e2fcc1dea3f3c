import type { Drawing } from './drawing.js';
import { round } from './marks.js';
import { Sheet } from './sheet.js';
import { textWidth } from './text-width.js';

/** What the curve comes down to at `x`, with its bounds; `ticks` cases were followed no longer than this. */
export type CurveStep = {
  readonly x: number;
  readonly share: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly ticks: number;
};

export type CurveChartFacts = {
  /** From the left; the curve begins at 0 with everybody. */
  readonly steps: readonly CurveStep[];
  /** Another curve to read it against, drawn faint. */
  readonly beside: readonly CurveStep[];
  /** Where something changed that a reader of the curve must know: short dotted lines from the axis. */
  readonly changes: readonly number[];
  readonly changeTitle: string;
  /** The right end of the axis, and how far apart its numbers stand. */
  readonly until: number;
  readonly every: number;
  /** How many are left at a number of the axis; null where the line has stopped. */
  readonly atRisk: (x: number) => number | null;
  readonly atRiskName: string;
  readonly axisName: string;
  /** Where half is reached, in words; null where it is not. */
  readonly half: { readonly x: number; readonly text: string } | null;
};

type About = { readonly id: string; readonly title: string; readonly description: string };

type Metrics = {
  readonly size: 'wide' | 'narrow' | 'panel';
  readonly width: number;
  readonly text: number;
  readonly plot: number;
};

/** Beside a filter: narrower than a page, so that its words are as large as others. */
const desk: Metrics = { size: 'wide', width: 740, text: 16, plot: 300 };
const phone: Metrics = { size: 'narrow', width: 343, text: 14, plot: 230 };
const panel: Metrics = { size: 'panel', width: 343, text: 14, plot: 170 };

type Frame = Metrics & {
  readonly facts: CurveChartFacts;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (share: number) => number;
};

const shares = [0, 0.25, 0.5, 0.75, 1];
const percent = (share: number): string => `${share * 100}%`;

function drawAxes(sheet: Sheet, { facts, left, right, bottom, text, width, x, y }: Frame): void {
  for (const share of shares) {
    sheet.line('chart__grid', [left, y(share)], [right, y(share)]);
    sheet.text('chart__value', left - 8, y(share) + text * 0.35, percent(share));
  }
  sheet.line('chart__axis', [left, bottom], [right, bottom]);
  const count = Math.floor(facts.until / facts.every + 1e-9);
  // Numbers that would touch are left out: every second or third of them is shown.
  const room = (right - left) / Math.max(1, count);
  const widest = Math.max(
    // Pictures that stand beside each other leave out the same ones, whatever their numbers.
    textWidth('000', text),
    ...Array.from({ length: count + 1 }, (_unused, index) => widthAt(index * facts.every, facts, text)),
  );
  const skip = Math.max(1, Math.ceil((widest + 10) / room));
  for (let index = 0; index <= count; index += skip) {
    const value = index * facts.every;
    sheet.line('chart__tick', [x(value), bottom], [x(value), bottom + 6]);
    const at = Math.min(width - widthAt(value, facts, text) / 2, x(value));
    sheet.text('chart__year', at, bottom + 8 + text * 1.1, String(value));
    const followed = facts.atRisk(value);
    sheet.text('chart__year', at, bottom + 16 + text * 4.5, followed === null ? '–' : String(followed));
  }
  sheet.text('chart__name', left, bottom + 10 + text * 2.3, facts.axisName);
  sheet.text('chart__name', left, bottom + 14 + text * 3.5, facts.atRiskName);
}

const widthAt = (value: number, { atRisk }: CurveChartFacts, text: number): number =>
  textWidth(String(Math.max(value, atRisk(value) ?? 0)), text);

/** Finer than this nobody sees a step, and a curve of thousands would weigh more than its page. */
const finest = 1.5;

/** The steps that can be told apart at this size: one for all that lie closer together, the last of them as it is. */
function seen(steps: readonly CurveStep[], { x, y }: Frame): readonly CurveStep[] {
  const kept: CurveStep[] = [];
  for (const [index, step] of steps.entries()) {
    const last = kept.at(-1);
    const isFar = !last || x(step.x) - x(last.x) >= finest || y(step.share) - y(last.share) >= finest * 4;
    if (isFar || index === steps.length - 1) kept.push(step);
  }
  return kept;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A staircase from everybody at 0 to the last step. */
function stairs(steps: readonly CurveStep[], frame: Frame): string {
  const { x, y } = frame;
  const down = seen(steps, frame).map((step) => `H${tenth(x(step.x))}V${tenth(y(step.share))}`);
  return `M${tenth(x(0))} ${tenth(y(1))}${down.join('')}`;
}

/** Between the bounds, from the first step that has both. */
function ribbon(steps: readonly CurveStep[], frame: Frame): string | null {
  const { x, y } = frame;
  const bounded = seen(
    steps.filter(({ lower, upper }) => lower !== null && upper !== null),
    frame,
  );
  const [first, end] = [bounded[0], steps.at(-1)];
  if (!first || !end) return null;
  const over = bounded.map((step) => `H${tenth(x(step.x))}V${tenth(y(step.upper ?? 1))}`);
  const under = bounded.toReversed().map((step) => `V${tenth(y(step.lower ?? 0))}H${tenth(x(step.x))}`);
  return `M${tenth(x(first.x))} ${tenth(y(first.upper ?? 1))}${over.join('')}H${tenth(x(end.x))}${under.join('')}Z`;
}

/** Short upright lines as one path, one for all that lie nearer to one another than a line is wide. */
function uprights(places: readonly (readonly [x: number, from: number, to: number])[]): string {
  let last = Number.NEGATIVE_INFINITY;
  let path = '';
  for (const [x, from, to] of places.toSorted(([a], [b]) => a - b)) {
    if (x - last < 3) continue;
    path += `M${tenth(x)} ${tenth(from)}V${tenth(to)}`;
    last = x;
  }
  return path;
}

function drawCurve(sheet: Sheet, frame: Frame): void {
  const { facts, x, y, bottom } = frame;
  if (facts.beside.length > 0) sheet.path('curve__beside', stairs(facts.beside, frame));
  const changes = uprights(facts.changes.map((at) => [x(at), bottom, bottom - 16]));
  if (changes) sheet.path('chart__break', changes, facts.changeTitle);
  sheet.path('curve__line', stairs(facts.steps, frame));
  const followed = facts.steps.filter(({ ticks }) => ticks > 0);
  const ticks = uprights(followed.map((step) => [x(step.x), y(step.share) - 5, y(step.share) + 5]));
  if (ticks) sheet.path('curve__tick', ticks);
}

function drawHalf(sheet: Sheet, { facts, x, y, left, right, bottom, text }: Frame): void {
  if (!facts.half) return;
  const at = x(facts.half.x);
  sheet.path('curve__half', `M${round(left)} ${round(y(0.5))}H${round(at)}V${round(bottom)}`);
  const wide = textWidth(facts.half.text, text);
  const isRoom = at + wide + 12 <= right;
  sheet.text(
    'chart__label curve__label',
    isRoom ? at + 10 + wide / 2 : at - 10 - wide / 2,
    isRoom ? y(0.5) - text * 0.4 : bottom - text * 0.6,
    facts.half.text,
  );
}

function draw(facts: CurveChartFacts, metrics: Metrics, about: About): Drawing {
  const { text, width, plot, size } = metrics;
  const left = Math.ceil(textWidth('100%', text)) + 12;
  const right = width - Math.ceil(textWidth('00', text));
  const top = text;
  const bottom = top + plot;
  const frame: Frame = {
    ...metrics,
    facts,
    left,
    right,
    top,
    bottom,
    x: (value) => left + (value / (facts.until || 1)) * (right - left),
    y: (share) => bottom - share * plot,
  };
  const ground = new Sheet();
  const under = ribbon(facts.steps, frame);
  if (under) ground.path('curve__ribbon', under);
  drawAxes(ground, frame);
  const front = new Sheet();
  drawHalf(front, frame);
  drawCurve(front, frame);
  const height = Math.ceil(bottom + 24 + text * 4.6);
  return {
    id: `${about.id}-${size}`,
    className: `chart chart--${size}`,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    title: about.title,
    description: about.description,
    layers: [ground, front],
  };
}

/** A share that only falls, in steps, with its bounds and how many are left: for a desk and for a phone. */
export const curveCharts = (facts: CurveChartFacts, about: About): readonly Drawing[] => [
  draw(facts, desk, about),
  draw(facts, phone, about),
];

/** The same, small, to stand beside others on one scale. */
export const curvePanel = (facts: CurveChartFacts, about: About): Drawing => draw(facts, panel, about);
